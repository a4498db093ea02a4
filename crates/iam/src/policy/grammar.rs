//! What varies between policies while they are compiled: the kind, the version, and whether the text is being written
//! or was stored before. Knows no element of a statement.

use super::document::Object;
use super::malformed::Fault;

/// What a policy is attached to, which decides the elements that its statements have.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum PolicyKind {
    /// Attached to an identity, or a permissions boundary or session policy: no principal, a resource required.
    Identity,
    /// A KMS key's policy: principal and resource required; nobody has access to the key unless it says so.
    KeyPolicy,
    /// Attached to a resource such as a secret: principal and resource required.
    Resource,
    /// A role's trust policy: principal required, no resource; nobody assumes the role unless it says so.
    Trust,
}

impl PolicyKind {
    pub(super) fn has_principal(self) -> bool {
        !matches!(self, Self::Identity)
    }

    pub(super) fn has_resource(self) -> bool {
        !matches!(self, Self::Trust)
    }

    /// Whether the policy is the root of authority over its resource, so that an identity policy alone is not enough.
    pub(super) fn is_authority(self) -> bool {
        matches!(self, Self::KeyPolicy | Self::Trust)
    }

    /// Whether a `Sid` has letters and digits only: in policies that IAM itself stores.
    pub(super) fn restricts_sid(self) -> bool {
        matches!(self, Self::Identity | Self::Trust)
    }
}

/// The version of the policy language.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Version {
    /// `2008-10-17`, also without a `Version` element: `${…}` is literal text.
    V2008,
    /// `2012-10-17`: policy variables are expanded.
    V2012,
}

impl Version {
    /// Takes the `Version` element.
    pub(super) fn read(document: &mut Object) -> Result<Self, Fault> {
        let Some(node) = document.take("Version") else { return Ok(Self::V2008) };
        match node.into_text("Version")?.as_str() {
            "2008-10-17" => Ok(Self::V2008),
            "2012-10-17" => Ok(Self::V2012),
            other => Err(Fault::Version(other.to_owned())),
        }
    }
}

/// Where a text comes from.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Origin {
    /// From a store that accepted it: a value that can match nothing is left out.
    Stored,
    /// From a caller who wants it stored: a value that can match nothing is refused.
    Written,
}

/// The rules one text is compiled by.
#[derive(Clone, Copy, Debug)]
pub(super) struct Grammar {
    pub(super) kind: PolicyKind,
    pub(super) origin: Origin,
    pub(super) version: Version,
}

impl Grammar {
    /// Parses a list of values, and refuses or leaves out those that can match nothing.
    pub(super) fn compile_all<T>(
        &self,
        texts: &[String],
        parse: impl Fn(&str) -> Result<T, Fault>,
    ) -> Result<Vec<T>, Fault> {
        let parsed = texts.iter().map(|text| parse(text));
        match self.origin {
            Origin::Stored => Ok(parsed.filter_map(Result::ok).collect()),
            Origin::Written => parsed.collect(),
        }
    }
}
