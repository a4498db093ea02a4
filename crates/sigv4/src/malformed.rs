//! What makes a request impossible to bring into canonical form, whoever looks at it.

use crate::limits::{
    HEADER_BYTES_MAX, HEADERS_MAX, METHOD_BYTES_MAX, PATH_BYTES_MAX, QUERY_BYTES_MAX, QUERY_PARAMETERS_MAX,
    SIGNED_HEADERS_MAX,
};

/// A request that has no canonical form. Its text goes on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MalformedRequest {
    /// A signer was given a request that carries a signature, or a part of one, already.
    #[error("The request already carries signature parameters.")]
    AlreadySigned,
    /// A header's name is not an HTTP token.
    #[error("A header name is not a valid HTTP token.")]
    HeaderName,
    /// There are too many headers, or they are too long together.
    #[error("The request has more than {HEADERS_MAX} headers or more than {HEADER_BYTES_MAX} bytes of them.")]
    HeadersTooLarge,
    /// A signer was given no host, or there are several that differ.
    #[error("The request must name exactly one host.")]
    Host,
    /// The method is not an HTTP token, or too long.
    #[error("The method is not an HTTP token of at most {METHOD_BYTES_MAX} characters.")]
    Method,
    /// The path is not absolute.
    #[error("The path is not absolute.")]
    PathNotAbsolute,
    /// The path climbs above its root by `..`.
    #[error("Relative path entry '..' navigates above root.")]
    PathAboveRoot,
    /// The path is too long.
    #[error("The path is longer than {PATH_BYTES_MAX} bytes.")]
    PathTooLong,
    /// A `%` in the query is not followed by two hexadecimal digits.
    #[error("Illegal escape % pattern in the query string.")]
    QueryEscape,
    /// The query is too long, or has too many parameters.
    #[error(
        "The query string has more than {QUERY_BYTES_MAX} bytes or more than {QUERY_PARAMETERS_MAX} parameters."
    )]
    QueryTooLarge,
    /// The list of signed headers is not what the specification says.
    #[error(
        "SignedHeaders must be a sorted, lower-case, semicolon-separated list of at most {SIGNED_HEADERS_MAX} distinct \
         header names."
    )]
    SignedHeaders,
}
