use crate::iam::{Operation, Request};
use crate::query::Parameters;
use crate::{Code, Failure};

fn decode(operation: Operation, form: &str) -> Result<Request, Failure> {
    let parameters = Parameters::parse(form.as_bytes()).unwrap();
    Request::decode(operation, &parameters.document()?)
}

/// What of the members is refused, by name.
fn refused(operation: Operation, form: &str) -> Vec<String> {
    let Err(failure) = decode(operation, form) else { return Vec::new() };
    assert_eq!(failure.code(), Code::Validation, "{form}");
    let message = failure.message().unwrap();
    let named = message.split("at '").skip(1).filter_map(|part| part.split('\'').next());
    named.map(str::to_owned).collect()
}

#[test]
fn a_policy_is_read_from_its_form() {
    let form = "PolicyName=read%2Bwrite&Path=%2Fteam%2F&PolicyDocument=%7B%7D&Description=what+for\
                &Tags.member.1.Key=a&Tags.member.1.Value=&Tags.member.2.Key=%C3%BC+b&Tags.member.2.Value=x";
    let Ok(Request::CreatePolicy(request)) = decode(Operation::CreatePolicy, form) else {
        panic!("no request")
    };
    assert_eq!((request.policy_name.as_str(), request.path.as_deref()), ("read+write", Some("/team/")));
    assert_eq!((request.policy_document.as_str(), request.description.as_deref()), ("{}", Some("what for")));
    let tags: Vec<_> = request.tags.unwrap().into_iter().map(|tag| (tag.key, tag.value)).collect();
    assert_eq!(tags, [("a".to_owned(), String::new()), ("ü b".to_owned(), "x".to_owned())]);
}

#[test]
fn names_paths_and_versions_have_their_patterns() {
    let create = |name: &str, path: &str| {
        let document = "PolicyDocument=%7B%7D";
        !refused(Operation::CreatePolicy, &format!("{document}&PolicyName={name}&Path={path}"))
            .iter()
            .any(|member| member == "policyName" || member == "path")
    };
    for (name, path) in [("a_b=c,d.e@f-g", "/"), ("x", "/a/b.c,d%2B@=_-/")] {
        assert!(create(name, path), "{name} {path}");
    }
    for (name, path) in
        [("a b", "/"), ("", "/"), ("a/b", "/"), ("x", "a/"), ("x", "/a"), ("x", "//"), ("x", "/a//b/")]
    {
        assert!(!create(name, path), "{name} {path}");
    }
    let arn = "PolicyArn=arn:aws:iam::000000000000:policy/p";
    let version =
        |id: &str| refused(Operation::GetPolicyVersion, &format!("{arn}&VersionId={id}")).is_empty();
    for (id, valid) in [
        ("v1", true),
        ("v10.a-b", true),
        ("v0", false),
        ("1", false),
        ("v", false),
        ("v1x", false),
        ("v1.%20", false),
    ] {
        assert_eq!(version(id), valid, "{id}");
    }
}

#[test]
fn bounds_are_those_of_the_model() {
    let arn = format!("PolicyArn={}", "a".repeat(19));
    assert_eq!(refused(Operation::GetPolicy, &arn), ["policyArn"]);
    assert_eq!(refused(Operation::ListPolicies, "MaxItems=0&Scope=aws"), ["scope", "maxItems"]);
    assert_eq!(refused(Operation::ListPolicies, "MaxItems=1000&Scope=AWS&OnlyAttached=true"), [""; 0]);
    assert_eq!(refused(Operation::ListPolicies, "MaxItems=1001"), ["maxItems"]);
    let thumbprint = format!("Url=https://x&ThumbprintList.member.1={}", "a".repeat(39));
    assert_eq!(refused(Operation::CreateOpenIDConnectProvider, &thumbprint), ["thumbprintList"]);
    assert_eq!(
        refused(Operation::CreateOpenIDConnectProvider, "Url=https://x&ClientIDList.member.1="),
        ["clientIDList"]
    );
    assert_eq!(refused(Operation::AttachUserPolicy, "UserName=a"), ["policyArn"]);
}
