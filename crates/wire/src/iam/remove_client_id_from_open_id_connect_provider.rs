//! `RemoveClientIDFromOpenIDConnectProvider`: lets tokens for an audience in no longer.

use super::{no_output, shapes};
use crate::members::{Members, Shape};

/// What is asked.
///
/// Source: IAM API reference, `RemoveClientIDFromOpenIDConnectProvider`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// `OpenIDConnectProviderArn`.
    pub open_id_connect_provider_arn: String,
    /// `ClientID`.
    pub client_id: String,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            open_id_connect_provider_arn: members.required_string("OpenIDConnectProviderArn", &shapes::ARN),
            client_id: members.required_string("ClientID", &shapes::CLIENT_ID),
        }
    }
}

no_output!();
