use uuid::Uuid;

use super::{Operation, Response, get_caller_identity};
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
