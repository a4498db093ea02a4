//! How a caller points at a secret: by name, by its complete ARN, or by the ARN without its random end.

use arn::{AccountId, Arn, Region};
use store::Tenant;

use crate::arn_suffix::ArnSuffix;
use crate::{InvalidSecretName, SecretName};

/// A `SecretId` as a caller sent it, understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecretId {
    text: String,
    form: Form,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Form {
    /// A bare name: in the caller's account and the endpoint's region.
    Name(SecretName),
    /// An ARN; without suffix it matches whatever suffix the secret has.
    Arn { account: AccountId, region: Region, name: SecretName, suffix: Option<ArnSuffix> },
    /// Well-formed enough to ask for, and certain to name nothing.
    Nothing,
}

impl SecretId {
    /// Understands a `SecretId`.
    ///
    /// What begins with `arn:` and ends in a hyphen and six letters or digits is a *complete* ARN and matches exactly, even
    /// where the name itself ends so. Other ARNs omit the random end.
    ///
    /// Source: Secrets Manager API reference, `GetSecretValue`, `SecretId`; User Guide, "Secrets Manager secrets".
    ///
    /// # Errors
    ///
    /// [`InvalidSecretName::Characters`] if it is no ARN and has a character that no name has. Everything else that can
    /// name no secret is accepted here, and not found later.
    pub fn parse(text: &str) -> Result<Self, InvalidSecretName> {
        let form = if text.starts_with("arn:") { Form::of_arn(text) } else { Form::of_name(text)? };
        Ok(Self { text: text.to_owned(), form })
    }

    /// The text as sent.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Where the secret lies that this names, asked from `home` (the caller's account, the endpoint's region), and what
    /// random end it must have; nothing if it can name no secret there.
    #[must_use]
    pub fn locate(&self, home: &Tenant) -> Option<Location<'_>> {
        match &self.form {
            Form::Name(name) => Some(Location { tenant: home.clone(), name, suffix: None }),
            Form::Arn { account, region, name, suffix } => {
                let tenant = Tenant::new(home.partition(), account.as_str(), region.as_str());
                let served =
                    region.as_str() == home.region() && region.partition().as_str() == home.partition();
                served.then_some(Location { tenant, name, suffix: suffix.as_ref() })
            }
            Form::Nothing => None,
        }
    }
}

/// Where a secret should lie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location<'a> {
    /// The account and region.
    pub tenant: Tenant,
    /// The name.
    pub name: &'a SecretName,
    /// The random end its ARN must have, if one was given.
    pub suffix: Option<&'a ArnSuffix>,
}

impl Form {
    fn of_name(text: &str) -> Result<Self, InvalidSecretName> {
        match SecretName::parse(text) {
            Ok(name) => Ok(Self::Name(name)),
            Err(InvalidSecretName::TooLong) => Ok(Self::Nothing),
            Err(InvalidSecretName::Characters) => Err(InvalidSecretName::Characters),
        }
    }

    fn of_arn(text: &str) -> Self {
        Self::of_secret_arn(text).unwrap_or(Self::Nothing)
    }

    fn of_secret_arn(text: &str) -> Option<Self> {
        let arn: Arn = text.parse().ok()?;
        let (account, region) = (arn.account?, arn.region?);
        if arn.service != "secretsmanager" || arn.partition != region.partition() {
            return None;
        }
        let (name, suffix) = ArnSuffix::split_off(arn.resource.strip_prefix("secret:")?);
        Some(Self::Arn { account, region, name: SecretName::parse(name).ok()?, suffix })
    }
}

#[cfg(test)]
mod tests;
