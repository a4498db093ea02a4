//! An OpenID Connect provider, in lists.

use crate::xml::{Encode, Writer};

/// An OpenID Connect provider, as lists name it.
///
/// Source: IAM API reference, `OpenIDConnectProviderListEntry`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProviderEntry {
    /// `Arn`.
    pub arn: String,
}

impl Encode for ProviderEntry {
    fn content(&self, writer: &mut Writer) {
        writer.element("Arn", &self.arn);
    }
}
