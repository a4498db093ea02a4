//! `TagOpenIDConnectProvider`: sets tags of an issuer of tokens.

use super::{Tag, no_output, shapes};
use crate::members::{Members, Shape};

/// What is asked.
///
/// Source: IAM API reference, `TagOpenIDConnectProvider`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// `OpenIDConnectProviderArn`.
    pub open_id_connect_provider_arn: String,
    /// `Tags`.
    pub tags: Vec<Tag>,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            open_id_connect_provider_arn: members.required_string("OpenIDConnectProviderArn", &shapes::ARN),
            tags: members.required_structures("Tags", &shapes::TAGS),
        }
    }
}

no_output!();
