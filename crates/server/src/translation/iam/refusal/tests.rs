use iam::policy::PolicyKind;
use iam::{InvalidTags, ProviderRefused, Refusal, VersionRefused, WrittenPolicy};
use wire::failure::Protocol;

use crate::answer::Refused;

/// Code, status and text as a client sees them.
fn told(refusal: Refusal) -> (&'static str, u16, String) {
    let Refused(failure) = refusal.into();
    let text = failure.message().unwrap().to_owned();
    (failure.code().name(Protocol::Query), failure.status(Protocol::Query), text)
}

fn assert_told<const N: usize>(cases: [(Refusal, (&'static str, u16, &str)); N]) {
    for (refusal, (code, status, text)) in cases {
        assert_eq!(told(refusal), (code, status, text.to_owned()));
    }
}

fn arn() -> String {
    "arn:aws:iam::000000000000:policy/p".to_owned()
}

fn name() -> String {
    "n".to_owned()
}

#[test]
fn what_is_missing_is_told_as_aws_tells_it() {
    assert_told([
        (
            Refusal::NoSuchPolicy { arn: arn() },
            ("NoSuchEntity", 404, "Policy arn:aws:iam::000000000000:policy/p was not found."),
        ),
        (
            Refusal::NotAttachable { arn: arn() },
            (
                "NoSuchEntity",
                404,
                "Policy arn:aws:iam::000000000000:policy/p does not exist or is not attachable.",
            ),
        ),
        (
            Refusal::NoSuchPolicyVersion { arn: arn(), version: "v7".to_owned() },
            (
                "NoSuchEntity",
                404,
                "Policy arn:aws:iam::000000000000:policy/p version v7 does not exist or is not attachable.",
            ),
        ),
        (
            Refusal::NoSuchProvider { arn: "a".to_owned() },
            ("NoSuchEntity", 404, "OpenIDConnect Provider not found for arn a"),
        ),
        (
            Refusal::NoSuchRole { name: name() },
            ("NoSuchEntity", 404, "The role with name n cannot be found."),
        ),
        (
            Refusal::NoSuchUser { name: name() },
            ("NoSuchEntity", 404, "The user with name n cannot be found."),
        ),
    ]);
}

#[test]
fn what_is_in_the_way_is_told_as_aws_tells_it() {
    assert_told([
        (
            Refusal::PolicyExists { name: name() },
            (
                "EntityAlreadyExists",
                409,
                "A policy called n already exists. Duplicate names are not allowed.",
            ),
        ),
        (
            Refusal::ProviderExists { url: "https://x".to_owned() },
            ("EntityAlreadyExists", 409, "Provider with url https://x already exists."),
        ),
        (Refusal::PolicyInUse, ("DeleteConflict", 409, "Cannot delete a policy attached to entities.")),
        (
            Refusal::PolicyHasVersions,
            (
                "DeleteConflict",
                409,
                "This policy has more than one version. Before you delete a policy, you must delete the policy's \
                 versions. The default version is deleted with the policy.",
            ),
        ),
        (
            VersionRefused::InForce.into(),
            ("DeleteConflict", 409, "Cannot delete the default version of a policy."),
        ),
        (
            VersionRefused::TooMany.into(),
            (
                "LimitExceeded",
                409,
                "A managed policy can have up to 5 versions. Before you create a new version, you must delete an \
                 existing version.",
            ),
        ),
    ]);
}

#[test]
fn what_is_too_much_or_not_allowed_is_told_as_aws_tells_it() {
    assert_told([
        (
            Refusal::Quota { quota: "PoliciesPerRole", max: 10 },
            ("LimitExceeded", 409, "Cannot exceed quota for PoliciesPerRole: 10"),
        ),
        (
            ProviderRefused::TooManyClientIds.into(),
            ("LimitExceeded", 409, "Cannot exceed quota for ClientIdsPerOpenIdConnectProvider: 100"),
        ),
        (
            ProviderRefused::TooManyThumbprints.into(),
            ("InvalidInput", 400, "Thumbprint list must contain fewer than 5 entries."),
        ),
        (ProviderRefused::Url.into(), ("ValidationError", 400, "Invalid Open ID Connect Provider URL")),
        (
            InvalidTags::Duplicate { key: name() }.into(),
            (
                "InvalidInput",
                400,
                "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
            ),
        ),
        (
            Refusal::PolicyOfAws {
                caller: "arn:aws:iam::000000000000:root".to_owned(),
                action: "iam:DeletePolicy",
                arn: "arn:aws:iam::aws:policy/ReadOnlyAccess".to_owned(),
            },
            (
                "AccessDenied",
                403,
                "User: arn:aws:iam::000000000000:root is not authorized to perform: iam:DeletePolicy on resource: \
                 arn:aws:iam::aws:policy/ReadOnlyAccess",
            ),
        ),
    ]);
}

#[test]
fn the_faults_of_policies_are_told_as_aws_tells_them() {
    let statement =
        |rest: &str| format!(r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Allow",{rest}}}]}}"#);
    for (text, message) in [
        ("x".to_owned(), "Syntax errors in policy."),
        (r#"{"Version":"2012-10-17"}"#.to_owned(), "Syntax errors in policy."),
        (
            r#"{"Version":"2013","Statement":[]}"#.to_owned(),
            "Policy document must be version 2012-10-17 or greater.",
        ),
        (statement(r#""Resource":"*""#), "Policy statement must contain actions."),
        (statement(r#""Action":[],"Resource":"*""#), "Policy statement must contain actions."),
        (statement(r#""Action":"iam:*""#), "Policy statement must contain resources."),
        (statement(r#""Action":"iam:*","Resource":[]"#), "Policy statement must contain resources."),
        (
            statement(r#""Action":"GetUser","Resource":"*""#),
            "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.",
        ),
        (
            statement(r#""Action":"iam:*","Resource":"*","Condition":{"StringEquals":{"x":"y"}}"#),
            "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.",
        ),
        (
            statement(r#""Action":"iam:Get:User","Resource":"*""#),
            "Actions/Condition can contain only one colon.",
        ),
        (statement(r#""Action":"i m:GetUser","Resource":"*""#), "Vendor i m is not valid"),
        (
            statement(r#""Action":"iam:*","Resource":"bucket""#),
            r#"Resource bucket must be in ARN format or "*"."#,
        ),
        (statement(r#""Action":"iam:*","Resource":"*","Principal":"*""#), "Has prohibited field Principal"),
        (
            r#"{"Statement":[{"Sid":"a","Effect":"Allow","Action":"*","Resource":"*"},
                {"Sid":"a","Effect":"Deny","Action":"*","Resource":"*"}]}"#
                .to_owned(),
            "Statement IDs (SID) in a single policy must be unique.",
        ),
    ] {
        let malformed = WrittenPolicy::parse(&text, PolicyKind::Identity).unwrap_err();
        assert_eq!(told(malformed.into()), ("MalformedPolicyDocument", 400, message.to_owned()), "{text}");
    }
}

#[test]
fn the_faults_of_trust_policies_are_told_as_aws_tells_them() {
    let statement =
        |rest: &str| format!(r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Allow",{rest}}}]}}"#);
    for (text, message) in [
        (statement(r#""Action":"sts:AssumeRole""#), "Missing required field Principal"),
        (
            statement(r#""Action":"sts:AssumeRole","Principal":{"AWS":"nobody"}"#),
            r#"Invalid principal in policy: "AWS":"nobody""#,
        ),
        (
            statement(r#""Action":"sts:AssumeRole","Principal":{"AWS":"*"},"Resource":"*""#),
            "Has prohibited field Resource",
        ),
        (
            statement(r#""Action":"iam:GetUser","Principal":{"AWS":"*"}"#),
            "Trust Policy statement actions can only be sts:AssumeRole, sts:AssumeRoleWithSAML,  and \
             sts:AssumeRoleWithWebIdentity",
        ),
    ] {
        let malformed = WrittenPolicy::parse(&text, PolicyKind::Trust).unwrap_err();
        assert_eq!(told(malformed.into()).2, message, "{text}");
    }
}
