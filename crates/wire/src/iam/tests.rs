use jiff::Timestamp;
use secrecy::SecretString;
use uuid::Uuid;

use super::{
    AccessKeyMetadata, NAMESPACE, Operation, PermissionsBoundary, PolicyDocument, Request, Response, Role,
    Status, Tag, User, create_access_key, delete_user, get_access_key_last_used, get_account_summary,
    get_role, get_user, list_access_keys, list_groups_for_user, list_users, update_role,
};
use crate::Failure;
use crate::failure::Code;
use crate::query::Parameters;

fn decode(operation: Operation, form: &str) -> Result<Request, Failure> {
    let parameters = Parameters::parse(form.as_bytes()).unwrap();
    Request::decode(operation, &parameters.document().unwrap())
}

fn refusal(operation: Operation, form: &str) -> String {
    match decode(operation, form) {
        Ok(_) => panic!("{} accepted {form}", operation.name()),
        Err(failure) => {
            assert_eq!(failure.code(), Code::Validation, "{failure:?}");
            failure.message().unwrap().into()
        }
    }
}

/// What stands between the tags of the result.
fn result(response: Response) -> String {
    let document = String::from_utf8(response.encode(Uuid::nil()).to_vec()).unwrap();
    let (_, rest) = document.split_once("Result>").unwrap_or_else(|| panic!("{document} has no result"));
    let (result, _) = rest.split_once("<ResponseMetadata>").unwrap();
    result.rsplit_once("</").unwrap().0.to_owned()
}

fn at() -> Timestamp {
    "2026-01-02T03:04:05.678Z".parse().unwrap()
}

fn user() -> User {
    User {
        path: Some("/".into()),
        user_name: Some("a&b".into()),
        user_id: "AIDAEXAMPLE".into(),
        arn: "arn:aws:iam::111122223333:user/a&b".into(),
        create_date: at(),
        permissions_boundary: None,
        tags: None,
    }
}

#[test]
fn a_role_is_a_document_whose_policy_is_percent_encoded() {
    let role = Role {
        path: "/".into(),
        role_name: "app".into(),
        role_id: "AROAEXAMPLE".into(),
        arn: "arn:aws:iam::111122223333:role/app".into(),
        create_date: at(),
        assume_role_policy_document: PolicyDocument("{\"a\": \"b+c/~é\"}".into()),
        description: None,
        max_session_duration: 3_600,
        permissions_boundary: Some(PermissionsBoundary { arn: "arn:aws:iam::111122223333:policy/b".into() }),
        tags: Some(vec![Tag { key: "k".into(), value: String::new() }]),
    };
    let response = Response::GetRole(get_role::Response { role });
    assert_eq!(
        result(response),
        "<Role><Path>/</Path><RoleName>app</RoleName><RoleId>AROAEXAMPLE</RoleId>\
         <Arn>arn:aws:iam::111122223333:role/app</Arn><CreateDate>2026-01-02T03:04:05Z</CreateDate>\
         <AssumeRolePolicyDocument>%7B%22a%22%3A%20%22b%2Bc%2F~%C3%A9%22%7D</AssumeRolePolicyDocument>\
         <MaxSessionDuration>3600</MaxSessionDuration><PermissionsBoundary>\
         <PermissionsBoundaryType>Policy</PermissionsBoundaryType><PermissionsBoundaryArn>\
         arn:aws:iam::111122223333:policy/b</PermissionsBoundaryArn></PermissionsBoundary>\
         <Tags><member><Key>k</Key><Value></Value></member></Tags></Role>"
    );
}

#[test]
fn a_list_tells_whether_there_is_more() {
    let list = |users, marker| result(Response::ListUsers(list_users::Response { users, marker }));
    let member = "<member><Path>/</Path><UserName>a&amp;b</UserName><UserId>AIDAEXAMPLE</UserId>\
        <Arn>arn:aws:iam::111122223333:user/a&amp;b</Arn><CreateDate>2026-01-02T03:04:05Z</CreateDate></member>";
    assert_eq!(
        list(vec![user()], Some("m".into())),
        format!("<Users>{member}</Users><IsTruncated>true</IsTruncated><Marker>m</Marker>")
    );
    assert_eq!(list(Vec::new(), None), "<Users></Users><IsTruncated>false</IsTruncated>");
    let groups = Response::ListGroupsForUser(list_groups_for_user::Response);
    assert_eq!(result(groups), "<Groups></Groups><IsTruncated>false</IsTruncated>");
    let metadata = AccessKeyMetadata {
        user_name: "a".into(),
        access_key_id: "AKIAEXAMPLE".into(),
        status: Status::Inactive,
        create_date: at(),
    };
    let keys = list_access_keys::Response { access_key_metadata: vec![metadata], marker: None };
    assert_eq!(
        result(Response::ListAccessKeys(keys)),
        "<AccessKeyMetadata><member><UserName>a</UserName><AccessKeyId>AKIAEXAMPLE</AccessKeyId>\
         <Status>Inactive</Status><CreateDate>2026-01-02T03:04:05Z</CreateDate></member></AccessKeyMetadata>\
         <IsTruncated>false</IsTruncated>"
    );
}

#[test]
fn no_output_is_no_result() {
    let end =
        "<ResponseMetadata><RequestId>00000000-0000-0000-0000-000000000000</RequestId></ResponseMetadata>";
    let document = |response: Response| String::from_utf8(response.encode(Uuid::nil()).to_vec()).unwrap();
    assert_eq!(
        document(Response::DeleteUser(delete_user::Response)),
        format!("<DeleteUserResponse xmlns=\"{NAMESPACE}\">{end}</DeleteUserResponse>")
    );
    assert_eq!(
        document(Response::UpdateRole(update_role::Response)),
        format!(
            "<UpdateRoleResponse xmlns=\"{NAMESPACE}\"><UpdateRoleResult></UpdateRoleResult>{end}</UpdateRoleResponse>"
        )
    );
}

#[test]
fn keys_and_counts_have_their_own_shapes() {
    let created = create_access_key::Response {
        user_name: "a".into(),
        access_key_id: "AKIAEXAMPLE".into(),
        status: Status::Active,
        secret_access_key: SecretString::from("s/+"),
        create_date: at(),
    };
    assert_eq!(
        result(Response::CreateAccessKey(created)),
        "<AccessKey><UserName>a</UserName><AccessKeyId>AKIAEXAMPLE</AccessKeyId><Status>Active</Status>\
         <SecretAccessKey>s/+</SecretAccessKey><CreateDate>2026-01-02T03:04:05Z</CreateDate></AccessKey>"
    );
    let access_key_last_used = get_access_key_last_used::AccessKeyLastUsed {
        last_used_date: None,
        service_name: "N/A".into(),
        region: "N/A".into(),
    };
    let used = get_access_key_last_used::Response { user_name: "a".into(), access_key_last_used };
    assert_eq!(
        result(Response::GetAccessKeyLastUsed(used)),
        "<UserName>a</UserName><AccessKeyLastUsed><ServiceName>N/A</ServiceName><Region>N/A</Region>\
         </AccessKeyLastUsed>"
    );
    let summary = get_account_summary::Response { summary_map: vec![("Users", 7)] };
    assert_eq!(
        result(Response::GetAccountSummary(summary)),
        "<SummaryMap><entry><key>Users</key><value>7</value></entry></SummaryMap>"
    );
    let root = User { path: None, user_name: None, ..user() };
    let response = result(Response::GetUser(get_user::Response { user: root }));
    assert!(response.starts_with("<User><UserId>"), "{response}");
}

#[test]
fn names_paths_and_documents_are_of_the_models_shape() {
    let user = |name: &str, path: &str| format!("UserName={name}&Path={path}");
    for (name, path) in [("a", "/"), ("A_b%2B=,.@-9", "/a/"), ("a", "/a//b!~/")] {
        assert!(decode(Operation::CreateUser, &user(name, path)).is_ok(), "{name} {path}");
    }
    for (name, path) in [
        ("", "/"),
        ("a%20b", "/"),
        ("%C3%A4", "/"),
        ("a/b", "/"),
        ("a", "a/"),
        ("a", "/a"),
        ("a", "/a%20b/"),
        ("a", "//"),
    ] {
        refusal(Operation::CreateUser, &user(name, path));
    }
    assert!(decode(Operation::GetUser, &format!("UserName={}", "a".repeat(128))).is_ok());
    refusal(Operation::CreateUser, &format!("UserName={}", "a".repeat(65)));
    refusal(Operation::ListUsers, "PathPrefix=a");
    refusal(Operation::ListUsers, "MaxItems=0");
    refusal(Operation::ListUsers, "MaxItems=1001");
    refusal(Operation::PutUserPolicy, "UserName=a&PolicyName=p&PolicyDocument=%E2%82%AC");
    refusal(Operation::CreateRole, "RoleName=a&AssumeRolePolicyDocument=x&MaxSessionDuration=3599");
    refusal(Operation::DeleteAccessKey, "AccessKeyId=short");
    assert_eq!(
        refusal(Operation::UpdateAccessKey, "AccessKeyId=AKIAEXAMPLEEXAMPLE00&Status=active"),
        "1 validation error detected: Value 'active' at 'status' failed to satisfy constraint: Member must satisfy \
         enum value set: [Active, Inactive]"
    );
    assert_eq!(
        refusal(Operation::UpdateAccessKey, "AccessKeyId=AKIAEXAMPLEEXAMPLE00"),
        "1 validation error detected: Value null at 'status' failed to satisfy constraint: Member must not be null"
    );
}

#[test]
fn tags_are_of_the_models_shape() {
    let tags = |count: usize| {
        let tag = |number| format!("&Tags.member.{number}.Key=k{number}&Tags.member.{number}.Value=");
        format!("UserName=a{}", (1..=count).map(tag).collect::<String>())
    };
    assert!(decode(Operation::TagUser, &tags(50)).is_ok());
    assert!(refusal(Operation::TagUser, &tags(51)).contains("at 'tags' failed"));
    let of =
        |key: &str, value: &str| format!("UserName=a&Tags.member.1.Key={key}&Tags.member.1.Value={value}");
    for (key, value) in [("a%20b", ""), ("%C3%A4_.:/=%2B-@1", "%C2%A0")] {
        assert!(decode(Operation::TagUser, &of(key, value)).is_ok(), "{key}");
    }
    for (key, value) in [("", ""), ("a%0A", ""), ("a", "%3B"), ("a%2A", ""), (&"a".repeat(129), "")] {
        refusal(Operation::TagUser, &of(key, value));
    }
}
