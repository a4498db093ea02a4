use uuid::Uuid;

use super::{
    AssumedRoleUser, Credentials, Operation, PolicyDescriptor, Request, Response, Tag, assume_role,
    assume_role_with_web_identity, get_caller_identity, get_session_token,
};
use crate::failure::Protocol;
use crate::query::Parameters;
use crate::{Code, Failure, Target};

fn decode(form: &str) -> Result<Target, Failure> {
    Target::of_query(&Parameters::parse(form.as_bytes()).unwrap())
}

#[test]
fn the_identity_call_is_understood() {
    for form in [
        "Action=GetCallerIdentity&Version=2011-06-15",
        "Version=2011-06-15&Unknown=1&Action=GetCallerIdentity&X-Amz-Signature=00",
    ] {
        assert_eq!(decode(form), Ok(Target::Sts(Operation::GetCallerIdentity)));
    }
}

#[test]
fn a_missing_action_is_refused() {
    for form in ["", "Version=2011-06-15", "Action=&Version=2011-06-15", "action=GetCallerIdentity"] {
        let failure = decode(form).unwrap_err();
        assert_eq!(failure.code(), Code::MissingAction);
        assert_eq!(failure.code().name(Protocol::Query), "MissingAction");
        assert_eq!(failure.status(Protocol::Query), 400);
    }
}

#[test]
fn an_unknown_action_or_version_is_refused() {
    let cases = [
        (
            "Action=GetCallerIdentity&Version=2010-05-08",
            "Could not find operation GetCallerIdentity for version 2010-05-08",
        ),
        (
            "Action=AssumeNothing&Version=2011-06-15",
            "Could not find operation AssumeNothing for version 2011-06-15",
        ),
        (
            "Action=getcalleridentity&Version=2011-06-15",
            "Could not find operation getcalleridentity for version 2011-06-15",
        ),
        (
            "Action=GetCallerIdentity",
            "Could not find operation GetCallerIdentity for version NO_VERSION_SPECIFIED",
        ),
    ];
    for (form, message) in cases {
        let failure = decode(form).unwrap_err();
        assert_eq!(failure.code().name(Protocol::Query), "InvalidAction");
        assert_eq!(failure.status(Protocol::Query), 400);
        assert_eq!(failure.message(), Some(message));
    }
}

#[test]
fn the_identity_is_a_document() {
    let response = Response::GetCallerIdentity(get_caller_identity::Response {
        arn: "arn:aws:iam::111122223333:user/a&b".into(),
        user_id: "AIDAEXAMPLE".into(),
        account: "111122223333".into(),
    });
    assert_eq!(
        String::from_utf8(response.encode(Uuid::nil()).to_vec()).unwrap(),
        "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><GetCallerIdentityResult>\
         <Arn>arn:aws:iam::111122223333:user/a&amp;b</Arn><UserId>AIDAEXAMPLE</UserId>\
         <Account>111122223333</Account></GetCallerIdentityResult><ResponseMetadata>\
         <RequestId>00000000-0000-0000-0000-000000000000</RequestId></ResponseMetadata></GetCallerIdentityResponse>"
    );
}

fn request(form: &str) -> Result<Request, Failure> {
    let parameters = Parameters::parse(form.as_bytes()).unwrap();
    let Target::Sts(operation) = Target::of_query(&parameters)? else { panic!("another service's") };
    Request::decode(operation, &parameters.document()?)
}

fn refusal(form: &str) -> String {
    let failure = request(form).err().expect("it was refused");
    assert_eq!(failure.code().name(Protocol::Query), "ValidationError");
    failure.message().unwrap_or_default().to_owned()
}

const ROLE: &str = "arn%3Aaws%3Aiam%3A%3A111122223333%3Arole%2Fapp";

#[test]
fn a_request_for_a_role_is_read_whole() {
    let form = format!(
        "Action=AssumeRole&Version=2011-06-15&RoleArn={ROLE}&RoleSessionName=s1&DurationSeconds=900&Policy=%7B%7D\
         &PolicyArns.member.1.arn={ROLE}&Tags.member.1.Key=team&Tags.member.1.Value=blue\
         &TransitiveTagKeys.member.1=team&ExternalId=a%2Fb&SourceIdentity=jane"
    );
    let Ok(Request::AssumeRole(asked)) = request(&form) else { panic!("it is one") };
    let arn = "arn:aws:iam::111122223333:role/app".to_owned();
    assert_eq!((&asked.role_arn, asked.role_session_name.as_str()), (&arn, "s1"));
    assert_eq!(asked.duration_seconds, Some(900));
    assert_eq!(asked.policy.as_deref(), Some("{}"));
    assert_eq!(asked.policy_arns, Some(vec![PolicyDescriptor { arn: Some(arn) }]));
    assert_eq!(asked.tags, Some(vec![Tag { key: "team".into(), value: "blue".into() }]));
    assert_eq!(asked.transitive_tag_keys, Some(vec!["team".to_owned()]));
    assert_eq!((asked.external_id.as_deref(), asked.source_identity.as_deref()), (Some("a/b"), Some("jane")));
}

#[test]
fn what_the_model_does_not_admit_is_named_and_secrets_are_not_shown() {
    let begin = format!("Action=AssumeRole&Version=2011-06-15&RoleArn={ROLE}&RoleSessionName=");
    for (form, end) in [
        (
            format!("{begin}a+b"),
            r"'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\w+=,.@-]*",
        ),
        (
            format!("{begin}s"),
            "'roleSessionName' failed to satisfy constraint: Member must have length greater than or equal to 2",
        ),
        (
            format!("{begin}s1&DurationSeconds=43201"),
            "'durationSeconds' failed to satisfy constraint: Member must have value less than or equal to 43200",
        ),
        (
            format!("{begin}s1&Policy="),
            "'policy' failed to satisfy constraint: Member must have length greater than or equal to 1",
        ),
    ] {
        let text = refusal(&form);
        assert!(text.ends_with(end), "{text}");
    }
    let text = refusal(&format!("{begin}s1&SerialNumber=arn:aws:x&TokenCode=hunter"));
    assert!(!text.contains("hunter"), "{text}");
    let long = "e".repeat(20_001);
    let web =
        format!("Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleArn={ROLE}&RoleSessionName=s1");
    let text = refusal(&format!("{web}&WebIdentityToken={long}"));
    assert!(text.contains("'webIdentityToken'") && !text.contains("eee"), "{text}");
    assert!(
        refusal(&web).contains("'webIdentityToken' failed to satisfy constraint: Member must not be null")
    );
}

fn credentials() -> Credentials {
    Credentials {
        access_key_id: "ASIAEXAMPLE".into(),
        secret_access_key: "secret/+".into(),
        session_token: "token".into(),
        expiration: "2026-01-02T04:04:05Z".parse().unwrap(),
    }
}

const CREDENTIALS: &str = "<Credentials><AccessKeyId>ASIAEXAMPLE</AccessKeyId><SecretAccessKey>secret/+</SecretAccessKey>\
    <SessionToken>token</SessionToken><Expiration>2026-01-02T04:04:05Z</Expiration></Credentials>";
const USER: &str = "<AssumedRoleUser><AssumedRoleId>AROAEXAMPLE:s1</AssumedRoleId>\
    <Arn>arn:aws:sts::111122223333:assumed-role/app/s1</Arn></AssumedRoleUser>";

fn user() -> AssumedRoleUser {
    AssumedRoleUser {
        assumed_role_id: "AROAEXAMPLE:s1".into(),
        arn: "arn:aws:sts::111122223333:assumed-role/app/s1".into(),
    }
}

/// What stands in the element of the operation's result.
fn result(response: Response, operation: &str) -> String {
    let document = String::from_utf8(response.encode(Uuid::nil()).to_vec()).unwrap();
    let (_, rest) = document.split_once(&format!("<{operation}Result>")).unwrap();
    rest.split_once(&format!("</{operation}Result>")).unwrap().0.to_owned()
}

#[test]
fn sessions_are_answered_in_the_words_of_the_api() {
    let assumed = Response::AssumeRole(assume_role::Response {
        credentials: credentials(),
        assumed_role_user: user(),
        packed_policy_size: Some(6),
        source_identity: None,
    });
    assert_eq!(
        result(assumed, "AssumeRole"),
        format!("{CREDENTIALS}{USER}<PackedPolicySize>6</PackedPolicySize>")
    );
    let federated = Response::AssumeRoleWithWebIdentity(assume_role_with_web_identity::Response {
        credentials: credentials(),
        subject_from_web_identity_token: "cart".into(),
        assumed_role_user: user(),
        packed_policy_size: None,
        provider: "https://oidc.example.com".into(),
        audience: "sts.amazonaws.com".into(),
        source_identity: Some("jane".into()),
    });
    assert_eq!(
        result(federated, "AssumeRoleWithWebIdentity"),
        format!(
            "{CREDENTIALS}<SubjectFromWebIdentityToken>cart</SubjectFromWebIdentityToken>{USER}\
             <Provider>https://oidc.example.com</Provider><Audience>sts.amazonaws.com</Audience>\
             <SourceIdentity>jane</SourceIdentity>"
        )
    );
    let own = Response::GetSessionToken(get_session_token::Response { credentials: credentials() });
    assert_eq!(result(own, "GetSessionToken"), CREDENTIALS);
}
