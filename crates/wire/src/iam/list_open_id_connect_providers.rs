//! `ListOpenIDConnectProviders`: lists the issuers of tokens.

use super::ProviderEntry;
use crate::members::{Members, Shape};
use crate::xml::{Encode, Writer};

/// What is asked.
///
/// Source: IAM API reference, `ListOpenIDConnectProviders`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request;

impl Shape for Request {
    fn read(_members: &mut Members<'_>) -> Self {
        Self
    }
}

/// What is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// `OpenIDConnectProviderList`.
    pub open_id_connect_provider_list: Vec<ProviderEntry>,
}

impl Encode for Response {
    fn content(&self, writer: &mut Writer) {
        writer.element("OpenIDConnectProviderList", &self.open_id_connect_provider_list);
    }
}
