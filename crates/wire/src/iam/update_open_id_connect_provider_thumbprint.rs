//! `UpdateOpenIDConnectProviderThumbprint`: replaces the thumbprints of an issuer of tokens.

use super::{no_output, shapes};
use crate::members::{Members, Shape};

/// What is asked.
///
/// Source: IAM API reference, `UpdateOpenIDConnectProviderThumbprint`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// `OpenIDConnectProviderArn`.
    pub open_id_connect_provider_arn: String,
    /// `ThumbprintList`.
    pub thumbprint_list: Vec<String>,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            open_id_connect_provider_arn: members.required_string("OpenIDConnectProviderArn", &shapes::ARN),
            thumbprint_list: members.required_strings(
                "ThumbprintList",
                &shapes::THUMBPRINTS,
                &shapes::THUMBPRINT,
            ),
        }
    }
}

no_output!();
