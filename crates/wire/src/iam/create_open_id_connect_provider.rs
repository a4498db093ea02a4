//! `CreateOpenIDConnectProvider`: registers an issuer of tokens.

use super::{Tag, shapes};
use crate::members::{Members, Shape};
use crate::xml::{Encode, Writer};

/// What is asked.
///
/// Source: IAM API reference, `CreateOpenIDConnectProvider`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// `Url`.
    pub url: String,
    /// `ClientIDList`: the audiences.
    pub client_id_list: Option<Vec<String>>,
    /// `ThumbprintList`.
    pub thumbprint_list: Option<Vec<String>>,
    /// `Tags`.
    pub tags: Option<Vec<Tag>>,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            url: members.required_string("Url", &shapes::PROVIDER_URL),
            client_id_list: members.strings("ClientIDList", &shapes::CLIENT_IDS, &shapes::CLIENT_ID),
            thumbprint_list: members.strings("ThumbprintList", &shapes::THUMBPRINTS, &shapes::THUMBPRINT),
            tags: members.structures("Tags", &shapes::TAGS),
        }
    }
}

/// What is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// `OpenIDConnectProviderArn`.
    pub open_id_connect_provider_arn: String,
    /// `Tags`: absent if there are none.
    pub tags: Option<Vec<Tag>>,
}

impl Encode for Response {
    fn content(&self, writer: &mut Writer) {
        writer
            .element("OpenIDConnectProviderArn", &self.open_id_connect_provider_arn)
            .element("Tags", &self.tags);
    }
}
