//! What a client is told when an operation of IAM is refused.
//!
//! Source: IAM API reference, the errors of each operation; texts as the service sends them.

use iam::limits::{CLIENT_IDS_MAX, POLICY_VERSIONS_MAX, TAGS_MAX};
use iam::policy::{Fault, MalformedPolicy};
use iam::{InvalidTags, ProviderRefused, Refusal, Remaining, VersionRefused};
use wire::{Code, Failure};

use crate::answer::Refused;
use crate::translation::refusal::sentence;

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Self {
        if let Refusal::Store(failure) = refusal {
            return failure.into();
        }
        Self(Failure::new(code(&refusal), text(&refusal)))
    }
}

const fn code(refusal: &Refusal) -> Code {
    match refusal {
        Refusal::MalformedPolicy(_) | Refusal::NoSuchPrincipal { .. } => Code::MalformedPolicyDocument,
        Refusal::PagingToken(_) | Refusal::Provider(ProviderRefused::Url) => Code::Validation,
        Refusal::NoSuchAccessKey { .. }
        | Refusal::NoSuchLoginProfile { .. }
        | Refusal::NoSuchPolicy { .. }
        | Refusal::NoSuchPolicyVersion { .. }
        | Refusal::NoSuchProvider { .. }
        | Refusal::NoSuchRole { .. }
        | Refusal::NoSuchRolePolicy { .. }
        | Refusal::NoSuchUser { .. }
        | Refusal::NoSuchUserPolicy { .. }
        | Refusal::NotAttachable { .. }
        | Refusal::Version(VersionRefused::Unknown) => Code::NoSuchEntity,
        Refusal::PolicyExists { .. }
        | Refusal::ProviderExists { .. }
        | Refusal::RoleExists { .. }
        | Refusal::UserExists { .. } => Code::EntityAlreadyExists,
        Refusal::DeleteConflict(_)
        | Refusal::PolicyHasVersions
        | Refusal::PolicyInUse
        | Refusal::Version(VersionRefused::InForce) => Code::DeleteConflict,
        Refusal::PolicyOfAws { .. } => Code::AccessDenied,
        Refusal::PoliciesTooLong { .. }
        | Refusal::Provider(ProviderRefused::TooManyClientIds)
        | Refusal::Quota { .. }
        | Refusal::Tags(InvalidTags::TooMany)
        | Refusal::Version(VersionRefused::TooMany) => Code::LimitExceeded,
        Refusal::Provider(ProviderRefused::TooManyThumbprints) | Refusal::Tags(_) => Code::InvalidInput,
        Refusal::Store(_) => Code::InternalServiceError,
    }
}

const DEFAULT_VERSION: &str = "Cannot delete the default version of a policy.";
const DUPLICATE_TAGS: &str = "Duplicate tag keys found. Please note that Tag keys are case insensitive.";
const HAS_VERSIONS: &str = "This policy has more than one version. Before you delete a policy, you must delete the \
    policy's versions. The default version is deleted with the policy.";
const PROVIDER_URL: &str = "Invalid Open ID Connect Provider URL";
const THUMBPRINTS: &str = "Thumbprint list must contain fewer than 5 entries.";

fn text(refusal: &Refusal) -> String {
    match refusal {
        Refusal::DeleteConflict(remaining) => {
            format!("Cannot delete entity, must {} first.", to_be_done(*remaining))
        }
        Refusal::MalformedPolicy(malformed) => malformed_policy(malformed),
        Refusal::NoSuchAccessKey { id } => format!("The Access Key with id {id} cannot be found."),
        Refusal::NoSuchLoginProfile { name } => format!("Login Profile for User {name} cannot be found."),
        Refusal::NoSuchPrincipal { name } => invalid_principal("AWS", name),
        Refusal::NoSuchPolicy { arn } => format!("Policy {arn} was not found."),
        Refusal::NoSuchPolicyVersion { arn, version } => {
            format!("Policy {arn} version {version} does not exist or is not attachable.")
        }
        Refusal::NoSuchProvider { arn } => format!("OpenIDConnect Provider not found for arn {arn}"),
        Refusal::NoSuchRole { name } => format!("The role with name {name} cannot be found."),
        Refusal::NoSuchRolePolicy { name } => format!("The role policy with name {name} cannot be found."),
        Refusal::NoSuchUserPolicy { name } => format!("The user policy with name {name} cannot be found."),
        Refusal::PagingToken(_) => "Invalid Marker.".into(),
        Refusal::PoliciesTooLong { noun, name, max } => {
            format!("Maximum policy size of {max} bytes exceeded for {noun} {name}")
        }
        Refusal::RoleExists { name } => format!("Role with name {name} already exists."),
        Refusal::UserExists { name } => format!("User with name {name} already exists."),
        Refusal::NoSuchUser { name } => format!("The user with name {name} cannot be found."),
        Refusal::NotAttachable { arn } => format!("Policy {arn} does not exist or is not attachable."),
        Refusal::PolicyExists { name } => {
            format!("A policy called {name} already exists. Duplicate names are not allowed.")
        }
        Refusal::PolicyHasVersions => HAS_VERSIONS.into(),
        Refusal::PolicyInUse => "Cannot delete a policy attached to entities.".into(),
        Refusal::PolicyOfAws { caller, action, arn } => {
            format!("User: {caller} is not authorized to perform: {action} on resource: {arn}")
        }
        Refusal::Provider(ProviderRefused::TooManyClientIds) => {
            quota("ClientIdsPerOpenIdConnectProvider", CLIENT_IDS_MAX)
        }
        Refusal::Provider(ProviderRefused::TooManyThumbprints) => THUMBPRINTS.into(),
        Refusal::Provider(ProviderRefused::Url) => PROVIDER_URL.into(),
        Refusal::ProviderExists { url } => format!("Provider with url {url} already exists."),
        Refusal::Quota { quota: name, max } => quota(name, *max),
        Refusal::Tags(refused) => tags(refused),
        Refusal::Version(VersionRefused::InForce) => DEFAULT_VERSION.into(),
        Refusal::Version(VersionRefused::TooMany) => format!(
            "A managed policy can have up to {POLICY_VERSIONS_MAX} versions. Before you create a new version, you must \
             delete an existing version."
        ),
        // No text of AWS is known for these, so the domain's own says it.
        Refusal::Store(_) | Refusal::Version(VersionRefused::Unknown) => sentence(refusal),
    }
}

const fn to_be_done(remaining: Remaining) -> &'static str {
    match remaining {
        Remaining::AccessKeys => "delete access keys",
        Remaining::AttachedPolicies => "detach all policies",
        Remaining::InlinePolicies => "delete policies",
    }
}

fn tags(refused: &InvalidTags) -> String {
    match refused {
        InvalidTags::Duplicate { .. } => DUPLICATE_TAGS.into(),
        InvalidTags::Reserved { key } => {
            format!("Tag key {key} is invalid: tag keys beginning with aws: are reserved for system use.")
        }
        InvalidTags::TooMany => quota("TagsPerEntity", TAGS_MAX),
    }
}

fn invalid_principal(kind: &str, name: &str) -> String {
    format!("Invalid principal in policy: \"{kind}\":\"{name}\"")
}

fn quota(name: &str, max: usize) -> String {
    format!("Cannot exceed quota for {name}: {max}")
}

const DUPLICATE_SID: &str = "Statement IDs (SID) in a single policy must be unique.";
const NO_ACTIONS: &str = "Policy statement must contain actions.";
const NO_RESOURCES: &str = "Policy statement must contain resources.";
const NO_VENDOR: &str = "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.";
const SYNTAX: &str = "Syntax errors in policy.";
const TRUST_ACTIONS: &str = "Trust Policy statement actions can only be sts:AssumeRole, sts:AssumeRoleWithSAML,  and \
    sts:AssumeRoleWithWebIdentity";
const TWO_COLONS: &str = "Actions/Condition can contain only one colon.";
const VERSION: &str = "Policy document must be version 2012-10-17 or greater.";

/// What is said of a policy that is none.
pub(super) fn malformed_policy(malformed: &MalformedPolicy) -> String {
    match &malformed.fault {
        Fault::ActionColons(_) => TWO_COLONS.into(),
        Fault::ActionOutsideTrust(_) => TRUST_ACTIONS.into(),
        Fault::ActionVendor(action) => {
            format!("Vendor {} is not valid", action.split(':').next().unwrap_or_default())
        }
        Fault::ActionWithoutVendor(_) | Fault::ConditionKey(_) => NO_VENDOR.into(),
        Fault::DuplicateSid => DUPLICATE_SID.into(),
        Fault::MissingField("Action") => NO_ACTIONS.into(),
        Fault::MissingField("Resource") => NO_RESOURCES.into(),
        Fault::EmptyList(field) if field == "Action" => NO_ACTIONS.into(),
        Fault::EmptyList(field) if field == "Resource" => NO_RESOURCES.into(),
        Fault::MissingPrincipal => "Missing required field Principal".into(),
        Fault::ProhibitedField(field) => format!("Has prohibited field {field}"),
        Fault::Resource(resource) => format!("Resource {resource} must be in ARN format or \"*\"."),
        Fault::UnsupportedPrincipal(name) => invalid_principal("AWS", name),
        Fault::UnsupportedService(name) => invalid_principal("SERVICE", name),
        Fault::Version(_) => VERSION.into(),
        Fault::ConditionOperator(_)
        | Fault::ConditionValue { .. }
        | Fault::ConflictingFields(..)
        | Fault::Effect(_)
        | Fault::EmptyList(_)
        | Fault::Json(_)
        | Fault::MissingField(_)
        | Fault::Sid(_)
        | Fault::TextTooLong { .. }
        | Fault::TooManyStatements { .. }
        | Fault::TooManyValues { .. }
        | Fault::UnknownField(_)
        | Fault::Variable(_)
        | Fault::WrongShape { .. } => SYNTAX.into(),
    }
}

#[cfg(test)]
mod tests;
