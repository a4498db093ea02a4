use uuid::Uuid;

use crate::iam::{
    AttachedPolicy, Policy, PolicyDocument, PolicyUser, PolicyVersion, Response, Tag, attach_user_policy,
    get_policy, get_policy_version, list_attached_user_policies, list_entities_for_policy,
};

const ENVELOPE: [&str; 2] = [
    "<ResponseMetadata><RequestId>00000000-0000-0000-0000-000000000000</RequestId></ResponseMetadata>",
    "xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"",
];

fn body(response: impl Into<Response>) -> String {
    let body = String::from_utf8(response.into().encode(Uuid::nil()).to_vec()).unwrap();
    let [metadata, namespace] = ENVELOPE;
    assert!(body.contains(metadata) && body.contains(namespace), "{body}");
    body.replace(metadata, "").replace(&format!(" {namespace}"), "")
}

#[test]
fn a_document_is_percent_encoded() {
    let policy_version = PolicyVersion {
        document: Some(PolicyDocument("{\"a\": \"+~-._/*<\u{e4}>\"}\n".to_owned())),
        version_id: "v2".to_owned(),
        is_default_version: true,
        create_date: "2026-01-02T03:04:05.678Z".parse().unwrap(),
    };
    assert_eq!(
        body(get_policy_version::Response { policy_version }),
        "<GetPolicyVersionResponse><GetPolicyVersionResult><PolicyVersion>\
         <Document>%7B%22a%22%3A%20%22%2B~-._%2F%2A%3C%C3%A4%3E%22%7D%0A</Document><VersionId>v2</VersionId>\
         <IsDefaultVersion>true</IsDefaultVersion><CreateDate>2026-01-02T03:04:05Z</CreateDate></PolicyVersion>\
         </GetPolicyVersionResult></GetPolicyVersionResponse>"
    );
}

#[test]
fn what_a_policy_does_not_have_is_left_out() {
    let created = "2026-01-02T03:04:05Z".parse().unwrap();
    let policy = Policy {
        policy_name: "p".to_owned(),
        policy_id: "ANPAEXAMPLEEXAMPLE234".to_owned(),
        arn: "arn:aws:iam::000000000000:policy/p".to_owned(),
        path: "/".to_owned(),
        default_version_id: "v1".to_owned(),
        attachment_count: 2,
        permissions_boundary_usage_count: 0,
        is_attachable: true,
        description: None,
        create_date: created,
        update_date: created,
        tags: None,
    };
    let plain = "<PolicyName>p</PolicyName><PolicyId>ANPAEXAMPLEEXAMPLE234</PolicyId>\
         <Arn>arn:aws:iam::000000000000:policy/p</Arn><Path>/</Path><DefaultVersionId>v1</DefaultVersionId>\
         <AttachmentCount>2</AttachmentCount><PermissionsBoundaryUsageCount>0</PermissionsBoundaryUsageCount>\
         <IsAttachable>true</IsAttachable><CreateDate>2026-01-02T03:04:05Z</CreateDate>\
         <UpdateDate>2026-01-02T03:04:05Z</UpdateDate>";
    let envelope = |policy: &str| {
        format!(
            "<GetPolicyResponse><GetPolicyResult><Policy>{policy}</Policy></GetPolicyResult></GetPolicyResponse>"
        )
    };
    assert_eq!(body(get_policy::Response { policy: policy.clone() }), envelope(plain));
    let tags = Some(vec![Tag { key: "a".to_owned(), value: "<".to_owned() }]);
    let tagged = format!("{plain}<Tags><member><Key>a</Key><Value>&lt;</Value></member></Tags>");
    assert_eq!(body(get_policy::Response { policy: Policy { tags, ..policy } }), envelope(&tagged));
}

#[test]
fn lists_are_there_even_if_they_are_empty() {
    let attached = list_attached_user_policies::Response {
        attached_policies: vec![AttachedPolicy { policy_name: "p".to_owned(), policy_arn: "arn".to_owned() }],
        is_truncated: true,
        marker: Some("m".to_owned()),
    };
    assert_eq!(
        body(attached),
        "<ListAttachedUserPoliciesResponse><ListAttachedUserPoliciesResult><AttachedPolicies><member>\
         <PolicyName>p</PolicyName><PolicyArn>arn</PolicyArn></member></AttachedPolicies>\
         <IsTruncated>true</IsTruncated><Marker>m</Marker></ListAttachedUserPoliciesResult>\
         </ListAttachedUserPoliciesResponse>"
    );
    let entities = list_entities_for_policy::Response {
        policy_groups: Vec::new(),
        policy_users: vec![PolicyUser { user_name: "u".to_owned(), user_id: "AIDA".to_owned() }],
        policy_roles: Vec::new(),
        is_truncated: false,
        marker: None,
    };
    assert_eq!(
        body(entities),
        "<ListEntitiesForPolicyResponse><ListEntitiesForPolicyResult><PolicyGroups></PolicyGroups><PolicyUsers>\
         <member><UserName>u</UserName><UserId>AIDA</UserId></member></PolicyUsers><PolicyRoles></PolicyRoles>\
         <IsTruncated>false</IsTruncated></ListEntitiesForPolicyResult></ListEntitiesForPolicyResponse>"
    );
}

#[test]
fn an_operation_without_output_has_no_result() {
    assert_eq!(body(attach_user_policy::Response), "<AttachUserPolicyResponse></AttachUserPolicyResponse>");
}
