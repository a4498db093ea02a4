//! Rights to a key that are handed out one by one, beside its policy.
//!
//! Source: KMS Developer Guide, "Grants in AWS KMS".

mod principal;

pub use principal::GrantPrincipal;
pub(crate) use principal::places;

use std::collections::BTreeMap;
use std::fmt;

use arn::AccountId;
use iam::policy::{ConditionKey, ConditionKeys, KeyValue};
use jiff::Timestamp;
use seal::Entropy;
use store::Tenant;

use crate::KeyId;
use crate::limits::GRANT_ID_BYTES;

/// A grant's id: 64 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GrantId([u8; GRANT_ID_BYTES]);

/// No grant has such an id, or such a token (the caller's fault).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no grant is named so")]
pub struct InvalidGrantName;

impl GrantId {
    /// A fresh random id.
    #[must_use]
    pub fn generate(entropy: &mut Entropy) -> Self {
        Self(entropy.bytes())
    }

    /// The id that `text` is.
    ///
    /// # Errors
    ///
    /// [`InvalidGrantName`]: it is none.
    pub fn parse(text: &str) -> Result<Self, InvalidGrantName> {
        let mut bytes = [0; GRANT_ID_BYTES];
        hex::decode_to_slice(text, &mut bytes).map_err(|_| InvalidGrantName)?;
        let id = Self(bytes);
        (id.to_string() == text).then_some(id).ok_or(InvalidGrantName)
    }

    pub(crate) const fn from_bytes(bytes: [u8; GRANT_ID_BYTES]) -> Self {
        Self(bytes)
    }

    pub(crate) const fn as_bytes(&self) -> &[u8; GRANT_ID_BYTES] {
        &self.0
    }
}

impl fmt::Display for GrantId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

/// What finds a grant without naming its key. It proves nothing: whoever shows one may do what the grant lets him do anyway.
///
/// Source: KMS Developer Guide, "Grants in AWS KMS", grant token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GrantToken {
    /// The account of the key.
    pub account: AccountId,
    /// The key.
    pub key: KeyId,
    /// The grant.
    pub grant: GrantId,
}

impl GrantToken {
    /// The token that `text` is.
    ///
    /// # Errors
    ///
    /// [`InvalidGrantName`]: it is none.
    pub fn parse(text: &str) -> Result<Self, InvalidGrantName> {
        let (account, rest) = text.split_at_checked(12).ok_or(InvalidGrantName)?;
        let (key, grant) = rest.split_at_checked(32).ok_or(InvalidGrantName)?;
        let mut id = [0; 16];
        hex::decode_to_slice(key, &mut id).map_err(|_| InvalidGrantName)?;
        let account = account.parse().map_err(|_| InvalidGrantName)?;
        let token = Self { account, key: KeyId::from_bytes(id), grant: GrantId::parse(grant)? };
        (token.to_string() == text).then_some(token).ok_or(InvalidGrantName)
    }
}

impl fmt::Display for GrantToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}{}", self.account, hex::encode(self.key.to_bytes()), self.grant)
    }
}

/// What a grant lets be done, as far as a symmetric key does it.
///
/// Source: KMS API reference, `CreateGrant`, `Operations`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum GrantOperation {
    /// `kms:CreateGrant`.
    CreateGrant,
    /// `kms:Decrypt`.
    Decrypt,
    /// `kms:DescribeKey`.
    DescribeKey,
    /// `kms:Encrypt`.
    Encrypt,
    /// `kms:GenerateDataKey`.
    GenerateDataKey,
    /// `kms:GenerateDataKeyWithoutPlaintext`.
    GenerateDataKeyWithoutPlaintext,
    /// `kms:ReEncryptFrom`.
    ReEncryptFrom,
    /// `kms:ReEncryptTo`.
    ReEncryptTo,
    /// `kms:RetireGrant`.
    RetireGrant,
}

impl GrantOperation {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::CreateGrant,
        Self::Decrypt,
        Self::DescribeKey,
        Self::Encrypt,
        Self::GenerateDataKey,
        Self::GenerateDataKeyWithoutPlaintext,
        Self::ReEncryptFrom,
        Self::ReEncryptTo,
        Self::RetireGrant,
    ];

    /// The operation's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::CreateGrant => "CreateGrant",
            Self::Decrypt => "Decrypt",
            Self::DescribeKey => "DescribeKey",
            Self::Encrypt => "Encrypt",
            Self::GenerateDataKey => "GenerateDataKey",
            Self::GenerateDataKeyWithoutPlaintext => "GenerateDataKeyWithoutPlaintext",
            Self::ReEncryptFrom => "ReEncryptFrom",
            Self::ReEncryptTo => "ReEncryptTo",
            Self::RetireGrant => "RetireGrant",
        }
    }

    /// The operation of that name, if a symmetric key has it.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|operation| operation.name() == name)
    }

    /// Whether it comes with an encryption context, which constraints are about.
    const fn has_context(self) -> bool {
        !matches!(self, Self::DescribeKey | Self::RetireGrant)
    }
}

/// Which encryption contexts a grant is good for.
///
/// Source: KMS API reference, `GrantConstraints`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Constraint {
    /// Exactly these pairs.
    Equals(BTreeMap<String, String>),
    /// These pairs, perhaps among others.
    Subset(BTreeMap<String, String>),
}

impl Constraint {
    /// The pairs.
    #[must_use]
    pub const fn pairs(&self) -> &BTreeMap<String, String> {
        match self {
            Self::Equals(pairs) | Self::Subset(pairs) => pairs,
        }
    }

    /// Which of the two it is, as conditions name it.
    #[must_use]
    pub const fn type_name(&self) -> &'static str {
        match self {
            Self::Equals(_) => "EncryptionContextEquals",
            Self::Subset(_) => "EncryptionContextSubset",
        }
    }

    /// Whether a request's context satisfies it. Names are compared without regard to case, values with it.
    fn admits(&self, request: &dyn ConditionKeys) -> bool {
        let has = |(name, value): (&String, &String)| {
            let key = ConditionKey::parse(&format!("kms:EncryptionContext:{name}"));
            let found = key.ok().and_then(|key| request.lookup(&key));
            found.is_some_and(|found| matches!(found, KeyValue::Single(found) if found == value.as_str()))
        };
        let whole = match self {
            Self::Equals(pairs) => context_size(request) == pairs.len(),
            Self::Subset(_) => true,
        };
        whole && self.pairs().iter().all(has)
    }
}

fn context_size(request: &dyn ConditionKeys) -> usize {
    let key = ConditionKey::parse("kms:EncryptionContextKeys");
    match key.ok().and_then(|key| request.lookup(&key)) {
        Some(KeyValue::Many(names)) => names.len(),
        Some(KeyValue::Single(_)) => 1,
        None => 0,
    }
}

/// Somebody's right to use a key. It is made and ended, and never changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    /// Its id.
    pub id: GrantId,
    /// The key.
    pub key: KeyId,
    /// What whoever made it called it: the same name with the same content is the same grant.
    pub name: Option<String>,
    /// When it was made.
    pub created_at: Timestamp,
    /// Whose right it is.
    pub grantee: GrantPrincipal,
    /// Who may end it beside the grantee and the key's account.
    pub retiring: Option<GrantPrincipal>,
    /// The account of whoever made it.
    pub issuing_account: String,
    /// What it lets be done.
    pub operations: Vec<GrantOperation>,
    /// With which encryption contexts.
    pub constraint: Option<Constraint>,
}

impl Grant {
    /// Whether it lets `action` be done with what the request carries.
    #[must_use]
    pub fn permits(&self, action: &str, request: &dyn ConditionKeys) -> bool {
        let named = action.strip_prefix("kms:").and_then(GrantOperation::parse);
        let Some(operation) = named.filter(|operation| self.operations.contains(operation)) else {
            return false;
        };
        let constrained = self.constraint.as_ref().filter(|_| operation.has_context());
        let hands_on_no_more = operation != GrantOperation::CreateGrant || self.covers_grant(request);
        hands_on_no_more && constrained.is_none_or(|constraint| constraint.admits(request))
    }

    /// Whether a grant that is to be made by the right of this one has no right that this one has not.
    fn covers_grant(&self, request: &dyn ConditionKeys) -> bool {
        let value = |name| ConditionKey::parse(name).ok().and_then(|key| request.lookup(&key));
        let operations = match value("kms:GrantOperations") {
            Some(KeyValue::Many(operations)) => operations,
            Some(KeyValue::Single(operation)) => vec![operation],
            None => Vec::new(),
        };
        let held = |name: &str| GrantOperation::parse(name).is_some_and(|one| self.operations.contains(&one));
        let as_narrow = !matches!(self.constraint, Some(Constraint::Equals(_)))
            || value("kms:GrantConstraintType") == Some(KeyValue::Single("EncryptionContextEquals".into()));
        operations.iter().all(|name| held(name)) && as_narrow
    }

    /// The token that finds it.
    #[must_use]
    pub fn token(&self, tenant: &Tenant) -> Option<GrantToken> {
        Some(GrantToken { account: tenant.account().parse().ok()?, key: self.key, grant: self.id })
    }

    /// Whether it has the content of another one, whatever their ids are.
    #[must_use]
    pub fn says_the_same_as(&self, other: &Self) -> bool {
        let place = |retiring: &Option<GrantPrincipal>| retiring.as_ref().map(GrantPrincipal::place);
        (&self.name, self.grantee.place(), place(&self.retiring), &self.operations, &self.constraint)
            == (
                &other.name,
                other.grantee.place(),
                place(&other.retiring),
                &other.operations,
                &other.constraint,
            )
    }
}

#[cfg(test)]
mod tests;
