//! Whom a key lets use it: its own word comes first, and nobody has access to a key whose policy does not say so.
//!
//! Source: KMS Developer Guide, "Key policies in AWS KMS".

use std::sync::{Arc, OnceLock};

use iam::WrittenPolicy;
use iam::operations::{BindRefused, bind_of_resource};
use iam::policy::{MalformedPolicy, Policy, PolicyKind};
use store::{Tenant, Transaction};

use crate::KeyFailure;
use crate::limits::KEY_POLICY_BYTES_MAX;

/// The only name that a key policy has.
///
/// Source: KMS API reference, `GetKeyPolicy`, `PolicyName`.
pub const POLICY_NAME: &str = "default";

/// The policy of a key.
#[derive(Debug, Clone)]
pub enum KeyPolicy {
    /// The one of a key that a service keeps: it follows from the account and the region, and is compiled when it is
    /// first asked, once for as long as the key lies in memory.
    Service(OnceLock<WrittenPolicy>),
    /// One that somebody wrote.
    Written(WrittenPolicy),
}

/// Why a text does not become a key's policy (the caller's fault).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidKeyPolicy {
    /// It is no key policy.
    #[error(transparent)]
    Malformed(#[from] MalformedPolicy),
    /// It names a user or a role that does not exist.
    #[error("there is no principal `{name}`")]
    NoSuchPrincipal {
        /// The principal as the policy names it.
        name: String,
    },
    /// It is longer than 32 KiB.
    #[error("a key policy has at most {KEY_POLICY_BYTES_MAX} bytes")]
    TooLong,
}

impl KeyPolicy {
    /// The policy that `text` is. Its principals are not bound.
    ///
    /// # Errors
    ///
    /// See [`InvalidKeyPolicy`].
    pub fn parse(text: &str) -> Result<Self, InvalidKeyPolicy> {
        if text.len() > KEY_POLICY_BYTES_MAX {
            return Err(InvalidKeyPolicy::TooLong);
        }
        Ok(Self::Written(WrittenPolicy::parse(text, PolicyKind::KeyPolicy)?))
    }

    /// The policy that `text` is of a key of `owner`, with its principals bound.
    ///
    /// # Errors
    ///
    /// - [`KeyFailure::Policy`]: it is none, or names somebody who does not exist.
    /// - [`KeyFailure::Store`]: the medium failed, or a record is damaged (ours).
    pub(crate) async fn read(tx: &mut Transaction, text: &str, owner: &Tenant) -> Result<Self, KeyFailure> {
        let policy = Self::parse(text)?;
        let Self::Written(written) = policy else { return Ok(policy) };
        match bind_of_resource(tx, written, owner).await {
            Ok(bound) => Ok(Self::Written(bound)),
            Err(BindRefused::NoSuchPrincipal { name }) => {
                Err(InvalidKeyPolicy::NoSuchPrincipal { name }.into())
            }
            Err(BindRefused::Store(failure)) => Err(failure.into()),
        }
    }

    /// The policy of a key for which none was given: the account decides by its own policies.
    ///
    /// Source: KMS Developer Guide, "Default key policy".
    ///
    /// # Errors
    ///
    /// [`MalformedPolicy`], which a text of ours is not.
    pub fn of_account(tenant: &Tenant) -> Result<Self, MalformedPolicy> {
        let (partition, account) = (tenant.partition(), tenant.account());
        let text = format!(
            r#"{{
  "Version" : "2012-10-17",
  "Id" : "key-default-1",
  "Statement" : [ {{
    "Sid" : "Enable IAM User Permissions",
    "Effect" : "Allow",
    "Principal" : {{
      "AWS" : "arn:{partition}:iam::{account}:root"
    }},
    "Action" : "kms:*",
    "Resource" : "*"
  }} ]
}}"#
        );
        Ok(Self::Written(WrittenPolicy::parse(&text, PolicyKind::KeyPolicy)?))
    }

    /// The policy of a key that Secrets Manager keeps, not compiled yet.
    #[must_use]
    pub const fn of_service() -> Self {
        Self::Service(OnceLock::new())
    }

    /// The policy as written, of a key of `tenant`.
    ///
    /// # Errors
    ///
    /// [`MalformedPolicy`], which a text of ours is not.
    pub fn written(&self, tenant: &Tenant) -> Result<&WrittenPolicy, MalformedPolicy> {
        match self {
            Self::Written(policy) => Ok(policy),
            Self::Service(compiled) => match compiled.get() {
                Some(policy) => Ok(policy),
                None => {
                    let policy = WrittenPolicy::parse(&of_secrets_manager(tenant), PolicyKind::KeyPolicy)?;
                    Ok(compiled.get_or_init(|| policy))
                }
            },
        }
    }

    /// What the policy of a key of `tenant` means.
    ///
    /// # Errors
    ///
    /// [`MalformedPolicy`], which a text of ours is not.
    pub fn compiled(&self, tenant: &Tenant) -> Result<Arc<Policy>, MalformedPolicy> {
        Ok(Arc::clone(self.written(tenant)?.policy()))
    }
}

impl PartialEq for KeyPolicy {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Service(_), Self::Service(_)) => true,
            (Self::Written(own), Self::Written(other)) => own == other,
            (Self::Service(_), Self::Written(_)) | (Self::Written(_), Self::Service(_)) => false,
        }
    }
}

impl Eq for KeyPolicy {}

/// The policy of the key that Secrets Manager keeps for an account: every principal of it may use the key, but through that
/// service only.
///
/// Source: Secrets Manager User Guide, "Permissions for the KMS key", key policy of the AWS managed key.
fn of_secrets_manager(tenant: &Tenant) -> String {
    let (partition, account, region) = (tenant.partition(), tenant.account(), tenant.region());
    format!(
        r#"{{
  "Version" : "2012-10-17",
  "Id" : "auto-secretsmanager-2",
  "Statement" : [ {{
    "Sid" : "Allow access through AWS Secrets Manager for all principals in the account that are authorized to use AWS Secrets Manager",
    "Effect" : "Allow",
    "Principal" : {{
      "AWS" : [ "*" ]
    }},
    "Action" : [ "kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:CreateGrant", "kms:DescribeKey" ],
    "Resource" : "*",
    "Condition" : {{
      "StringEquals" : {{
        "kms:CallerAccount" : "{account}",
        "kms:ViaService" : "secretsmanager.{region}.amazonaws.com"
      }}
    }}
  }}, {{
    "Sid" : "Allow access through AWS Secrets Manager for all principals in the account that are authorized to use AWS Secrets Manager, for data keys",
    "Effect" : "Allow",
    "Principal" : {{
      "AWS" : [ "*" ]
    }},
    "Action" : "kms:GenerateDataKey*",
    "Resource" : "*",
    "Condition" : {{
      "StringEquals" : {{
        "kms:CallerAccount" : "{account}"
      }},
      "StringLike" : {{
        "kms:ViaService" : "secretsmanager.{region}.amazonaws.com"
      }}
    }}
  }}, {{
    "Sid" : "Allow direct access to key metadata to the account",
    "Effect" : "Allow",
    "Principal" : {{
      "AWS" : [ "arn:{partition}:iam::{account}:root" ]
    }},
    "Action" : [ "kms:Describe*", "kms:Get*", "kms:List*", "kms:RevokeGrant" ],
    "Resource" : "*"
  }} ]
}}"#
    )
}

#[cfg(test)]
mod tests;
