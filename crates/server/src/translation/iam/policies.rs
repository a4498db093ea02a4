//! What the operations on managed policies share.

use iam::policy::ConditionKeys;
use iam::{Action, Authorized, IdentitySubject, ManagedPolicy, PolicyUse, Refusal, VersionRefused};
use store::Transaction;
use wire::iam::{AttachedPolicy, Policy, PolicyUsage, PolicyVersion};
use wire::{Code, Failure};

use super::wire_tags;
use crate::answer::Refused;
use crate::request::operate::Context;
use crate::translation::parameters::Parameters;

/// Loads the managed policy of that ARN, and asks whether the caller may do `A` to it.
pub(super) async fn authorize_policy<A>(
    tx: &mut Transaction,
    call: &Context<'_>,
    arn: &str,
    parameters: &dyn ConditionKeys,
) -> Result<Authorized<A>, Refused>
where
    A: Action<Subject = IdentitySubject<ManagedPolicy>>,
{
    let subject = IdentitySubject::policy(tx, &call.caller.principal, valid(arn)?).await?;
    Ok(iam::authorize(&call.caller, subject, parameters)?)
}

/// Loads the managed policy that is to be attached or detached.
pub(super) async fn attachable(
    tx: &mut Transaction,
    call: &Context<'_>,
    arn: &str,
) -> Result<IdentitySubject<ManagedPolicy>, Refused> {
    Ok(IdentitySubject::policy(tx, &call.caller.principal, valid(arn)?).await?)
}

/// The condition keys of a call that attaches or detaches.
///
/// Source: Service Authorization Reference, "Condition keys for AWS Identity and Access Management", `iam:PolicyARN`.
pub(super) fn policy_arn(arn: &str) -> Parameters<'_> {
    Parameters::default().with("iam:policyarn", Some(arn))
}

/// An ARN that may be a policy's.
fn valid(arn: &str) -> Result<&str, Refused> {
    let mut parts = arn.splitn(6, ':');
    let begins = parts.next() == Some("arn") && parts.nth(1) == Some("iam");
    let is_policy = begins && parts.nth(2).is_some_and(|resource| resource.starts_with("policy/"));
    let invalid = || Failure::new(Code::InvalidInput, format!("ARN {arn} is not valid."));
    is_policy.then_some(arn).ok_or_else(|| invalid().into())
}

/// The number of the version that a text names; of one that no version has, none has 0 either.
pub(super) fn version_number(version_id: &str) -> u32 {
    version_id.strip_prefix('v').and_then(|number| number.parse().ok()).unwrap_or_default()
}

/// Tells of a version that is not there which one it is.
pub(super) fn of_version<'a>(arn: &'a str, version: &'a str) -> impl FnOnce(Refusal) -> Refusal + 'a {
    move |refusal| {
        if let Refusal::Version(VersionRefused::Unknown) = refusal {
            return Refusal::NoSuchPolicyVersion { arn: arn.to_owned(), version: version.to_owned() };
        }
        refusal
    }
}

pub(super) const fn policy_use(usage: PolicyUsage) -> PolicyUse {
    match usage {
        PolicyUsage::PermissionsBoundary => PolicyUse::Boundary,
        PolicyUsage::PermissionsPolicy => PolicyUse::Attached,
    }
}

pub(super) fn wire_policy(call: &Context<'_>, policy: &ManagedPolicy) -> Policy {
    Policy {
        policy_name: policy.name.clone(),
        policy_id: policy.id.to_string(),
        arn: arn(call, policy),
        path: policy.path.clone(),
        default_version_id: format!("v{}", policy.default_version),
        attachment_count: policy.attachments.into(),
        permissions_boundary_usage_count: policy.boundaries.into(),
        is_attachable: true,
        description: policy.description.clone(),
        create_date: policy.created_at,
        update_date: policy.updated_at,
        tags: Some(wire_tags(&policy.tags)).filter(|tags| !tags.is_empty()),
    }
}

/// A version without its document, which only a call for this very version answers with.
pub(super) fn wire_version(version: &iam::PolicyVersion, in_force: bool) -> PolicyVersion {
    PolicyVersion {
        document: None,
        version_id: format!("v{}", version.number),
        is_default_version: in_force,
        create_date: version.created_at,
    }
}

pub(super) fn wire_attached(call: &Context<'_>, policy: &ManagedPolicy) -> AttachedPolicy {
    AttachedPolicy { policy_name: policy.name.clone(), policy_arn: arn(call, policy) }
}

fn arn(call: &Context<'_>, policy: &ManagedPolicy) -> String {
    let principal = &call.caller.principal;
    policy.arn(principal.partition(), principal.account())
}
