//! `GetOpenIDConnectProvider`: tells about an issuer of tokens.

use jiff::Timestamp;

use super::{Tag, shapes};
use crate::members::{Members, Shape};
use crate::xml::{Encode, Writer};

/// What is asked.
///
/// Source: IAM API reference, `GetOpenIDConnectProvider`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// `OpenIDConnectProviderArn`.
    pub open_id_connect_provider_arn: String,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            open_id_connect_provider_arn: members.required_string("OpenIDConnectProviderArn", &shapes::ARN),
        }
    }
}

/// What is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// `Url`: without its scheme.
    pub url: String,
    /// `ClientIDList`.
    pub client_id_list: Vec<String>,
    /// `ThumbprintList`.
    pub thumbprint_list: Vec<String>,
    /// `CreateDate`.
    pub create_date: Timestamp,
    /// `Tags`.
    pub tags: Vec<Tag>,
}

impl Encode for Response {
    fn content(&self, writer: &mut Writer) {
        writer
            .element("Url", &self.url)
            .element("ClientIDList", &self.client_id_list)
            .element("ThumbprintList", &self.thumbprint_list)
            .element("CreateDate", &self.create_date)
            .element("Tags", &self.tags);
    }
}
