//! `UntagOpenIDConnectProvider`: removes tags of an issuer of tokens.

use super::{no_output, shapes};
use crate::members::{Members, Shape};

/// What is asked.
///
/// Source: IAM API reference, `UntagOpenIDConnectProvider`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// `OpenIDConnectProviderArn`.
    pub open_id_connect_provider_arn: String,
    /// `TagKeys`.
    pub tag_keys: Vec<String>,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            open_id_connect_provider_arn: members.required_string("OpenIDConnectProviderArn", &shapes::ARN),
            tag_keys: members.required_strings("TagKeys", &shapes::TAGS, &shapes::TAG_KEY),
        }
    }
}

no_output!();
