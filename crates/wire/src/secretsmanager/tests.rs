use std::collections::BTreeMap;

use jiff::Timestamp;
use proptest::prelude::*;
use secrecy::{ExposeSecret, SecretSlice, SecretString};
use serde_json::{Value, json};

use super::list_secrets::{SortBy, SortOrder};
use super::{
    Filter, FilterKey, Operation, ReplicaRegion, ReplicationState, ReplicationStatus, Request, Response,
    RotationRules, Tag, batch_get_secret_value, create_secret, delete_secret, describe_secret,
    get_random_password, get_secret_value, list_resource_policies, list_secret_version_ids, list_secrets,
    put_secret_value, tag_resource, untag_resource, update_secret, validate_resource_policy,
};
use crate::Failure;
use crate::failure::Code;
use crate::json::Document;

fn decode(operation: Operation, body: &Value) -> Result<Request, Failure> {
    let body = serde_json::to_vec(body).unwrap();
    Request::decode(operation, &Document::parse(&body).unwrap())
}

fn accept(operation: Operation, body: &Value) -> Request {
    match decode(operation, body) {
        Ok(request) => request,
        Err(failure) => panic!("{} refused: {failure:?}", operation.name()),
    }
}

fn refusal(operation: Operation, body: &Value) -> String {
    match decode(operation, body) {
        Ok(_) => panic!("{} accepted {body}", operation.name()),
        Err(failure) => {
            assert_eq!(failure.code(), Code::Validation, "{failure:?}");
            failure.message().unwrap().into()
        }
    }
}

macro_rules! decoded {
    ($operation:ident, $body:expr) => {
        match accept(Operation::$operation, &$body) {
            Request::$operation(request) => request,
            _ => panic!("decoded as another operation"),
        }
    };
}

/// The least request that the model accepts.
fn minimal(operation: Operation) -> Value {
    match operation {
        Operation::CreateSecret => json!({"Name": "n"}),
        Operation::BatchGetSecretValue | Operation::GetRandomPassword | Operation::ListSecrets => json!({}),
        Operation::PutResourcePolicy => json!({"SecretId": "s", "ResourcePolicy": "{}"}),
        Operation::TagResource => json!({"SecretId": "s", "Tags": []}),
        Operation::UntagResource => json!({"SecretId": "s", "TagKeys": []}),
        Operation::UpdateSecretVersionStage => json!({"SecretId": "s", "VersionStage": "l"}),
        Operation::ValidateResourcePolicy => json!({"ResourcePolicy": "{}"}),
        Operation::DeleteResourcePolicy
        | Operation::DeleteSecret
        | Operation::DescribeSecret
        | Operation::GetResourcePolicy
        | Operation::GetSecretValue
        | Operation::ListResourcePolicies
        | Operation::ListSecretVersionIds
        | Operation::PutSecretValue
        | Operation::RestoreSecret
        | Operation::UpdateSecret => json!({"SecretId": "s"}),
    }
}

/// How a member's bounds are measured, and how a value of a given measure is made.
#[derive(Clone, Copy)]
enum Measure {
    /// A string of letters `a`; its length.
    Letters,
    /// A hidden string of letters `a`; its length.
    HiddenLetters,
    /// A hidden blob; its decoded length.
    HiddenBytes,
    /// `us-aaa…-1`; its length.
    Region,
    /// A list of strings; its length.
    Strings,
    /// A list of `{}`; its length.
    Structures,
    /// The value itself.
    Number,
    /// A string in a list.
    Element,
}

use Measure::{Element, HiddenBytes, HiddenLetters, Letters, Number, Region, Strings, Structures};

impl Measure {
    fn value(self, size: usize) -> Value {
        match self {
            Letters | HiddenLetters => "a".repeat(size).into(),
            HiddenBytes => {
                use base64::Engine;
                base64::engine::general_purpose::STANDARD.encode(vec![7; size]).into()
            }
            Region => format!("{}-1", "a".repeat(size - 2)).into(),
            Strings => vec!["a"; size].into(),
            Structures => vec![json!({}); size].into(),
            Number => size.into(),
            Element => vec!["a".repeat(size)].into(),
        }
    }
}

/// No upper bound.
const NONE: usize = usize::MAX;

/// Each bounded member of each operation: operation, path, measure, least, greatest.
fn bounds() -> Vec<(Operation, &'static str, Measure, usize, usize)> {
    use Operation as O;
    let mut bounds = vec![
        (O::BatchGetSecretValue, "SecretIdList", Strings, 1, 20),
        (O::BatchGetSecretValue, "SecretIdList", Element, 1, 2048),
        (O::BatchGetSecretValue, "MaxResults", Number, 1, 20),
        (O::CreateSecret, "Name", Letters, 1, 512),
        (O::CreateSecret, "AddReplicaRegions", Structures, 1, NONE),
        (O::CreateSecret, "AddReplicaRegions/Region", Region, 1, 128),
        (O::CreateSecret, "AddReplicaRegions/KmsKeyId", Letters, 0, 2048),
        (O::CreateSecret, "CrossAccountPrimaryARN", Letters, 20, 2048),
        (O::GetRandomPassword, "PasswordLength", Number, 1, 4096),
        (O::GetRandomPassword, "ExcludeCharacters", Letters, 0, 4096),
        (O::GetSecretValue, "VersionId", Letters, 32, 64),
        (O::GetSecretValue, "VersionStage", Letters, 1, 256),
        (O::PutSecretValue, "VersionStages", Strings, 1, 20),
        (O::PutSecretValue, "VersionStages", Element, 1, 256),
        (O::PutSecretValue, "RotationToken", HiddenLetters, 36, 256),
        (O::UntagResource, "TagKeys", Element, 1, 128),
        (O::UpdateSecretVersionStage, "VersionStage", Letters, 1, 256),
        (O::UpdateSecretVersionStage, "RemoveFromVersionId", Letters, 32, 64),
        (O::UpdateSecretVersionStage, "MoveToVersionId", Letters, 32, 64),
    ];
    for operation in Operation::ALL {
        if !matches!(
            operation,
            O::BatchGetSecretValue | O::CreateSecret | O::GetRandomPassword | O::ListSecrets
        ) {
            bounds.push((*operation, "SecretId", Letters, 1, 2048));
        }
    }
    for operation in [O::CreateSecret, O::PutSecretValue, O::UpdateSecret] {
        bounds.push((operation, "ClientRequestToken", Letters, 32, 64));
        bounds.push((operation, "SecretString", HiddenLetters, 1, 65_536));
        bounds.push((operation, "SecretBinary", HiddenBytes, 1, 65_536));
    }
    for operation in [O::CreateSecret, O::UpdateSecret] {
        bounds.push((operation, "Description", Letters, 0, 2048));
        bounds.push((operation, "KmsKeyId", Letters, 0, 2048));
        bounds.push((operation, "Type", Letters, 0, 256));
    }
    for operation in [O::CreateSecret, O::TagResource] {
        bounds.push((operation, "Tags/Key", Letters, 1, 128));
        bounds.push((operation, "Tags/Value", Letters, 0, 256));
    }
    for operation in [O::ListSecrets, O::BatchGetSecretValue] {
        bounds.push((operation, "Filters", Structures, 0, 10));
        bounds.push((operation, "Filters/Values", Strings, 1, 10));
        bounds.push((operation, "Filters/Values", Element, 0, 512));
    }
    for operation in [O::ListSecrets, O::ListSecretVersionIds, O::ListResourcePolicies] {
        bounds.push((operation, "MaxResults", Number, 1, 100));
        bounds.push((operation, "NextToken", Letters, 1, 4096));
    }
    bounds.push((O::BatchGetSecretValue, "NextToken", Letters, 1, 4096));
    for operation in [O::PutResourcePolicy, O::ValidateResourcePolicy] {
        bounds.push((operation, "ResourcePolicy", Letters, 1, 20_480));
    }
    for operation in [O::PutResourcePolicy, O::GetResourcePolicy, O::DeleteResourcePolicy] {
        bounds.push((operation, "PolicyName", Letters, 1, 64));
    }
    bounds
}

/// The minimal request with one member set; `List/Member` sets it in the second structure of a list.
fn with(operation: Operation, path: &str, value: Value) -> Value {
    let mut body = minimal(operation);
    match path.split_once('/') {
        Some((list, member)) => {
            // A tag alone has a member that must be there; other structures ignore it.
            let mut second = json!({"Key": "name"});
            second[member] = value;
            body[list] = json!([{"Key": "name"}, second]);
        }
        None => body[path] = value,
    }
    body
}

fn lower_camel(name: &str) -> String {
    let (first, rest) = name.split_at(1);
    first.to_ascii_lowercase() + rest
}

fn wire_path(path: &str) -> String {
    match path.split_once('/') {
        Some((list, member)) => format!("{}.2.member.{}", lower_camel(list), lower_camel(member)),
        None => lower_camel(path),
    }
}

fn check_violation(row: (Operation, &'static str, Measure), size: usize, bound: &str) {
    let (operation, path, measure) = row;
    let message = refusal(operation, &with(operation, path, measure.value(size)));
    let start =
        if matches!(measure, HiddenLetters | HiddenBytes) { "detected: Value at '" } else { "' at '" };
    let place = format!("{start}{}' failed to satisfy constraint: ", wire_path(path));
    let kind = if matches!(measure, Number) { "value" } else { "length" };
    let sentence = format!("Member must have {kind} {bound}");
    let context = format!("{} {path} {size}: {message}", operation.name());
    assert!(message.contains(&place) && message.contains(&sentence), "{context}");
    assert_eq!(
        message.contains("Member must satisfy constraint: ["),
        matches!(measure, Element),
        "{context}"
    );
}

#[test]
fn every_bound_of_the_model_holds() {
    for (operation, path, measure, least, greatest) in bounds() {
        let row = (operation, path, measure);
        // A region's pattern asks for three characters, whatever its length may be; it has a test of its own.
        let least = if matches!(measure, Region) { 3 } else { least };
        accept(operation, &with(operation, path, measure.value(least)));
        if least > 0 && !matches!(measure, Region) {
            check_violation(row, least - 1, &format!("greater than or equal to {least}"));
        }
        if greatest != NONE {
            accept(operation, &with(operation, path, measure.value(greatest)));
            check_violation(row, greatest + 1, &format!("less than or equal to {greatest}"));
        }
    }
}

#[test]
fn every_operation_accepts_its_least_request_and_demands_its_members() {
    for operation in Operation::ALL {
        let least = minimal(*operation);
        assert_eq!(accept(*operation, &least).operation(), *operation);
        for name in least.as_object().unwrap().keys() {
            for absent in [true, false] {
                let mut body = least.clone();
                body[name] = Value::Null;
                if absent {
                    body.as_object_mut().unwrap().remove(name);
                }
                assert_eq!(
                    refusal(*operation, &body),
                    format!(
                        "1 validation error detected: Value null at '{}' failed to satisfy constraint: \
                         Member must not be null",
                        lower_camel(name)
                    )
                );
            }
        }
    }
}

#[test]
fn messages_seen_on_aws_are_reproduced() {
    let token = json!("t".repeat(36));
    let too_long = "s".repeat(65_537);
    let binary = HiddenBytes.value(65_537);
    let cases = [
        (
            Operation::PutSecretValue,
            json!({"SecretId": "s", "ClientRequestToken": token, "SecretBinary": binary}),
            "1 validation error detected: Value at 'secretBinary' failed to satisfy constraint: \
             Member must have length less than or equal to 65536",
        ),
        (
            Operation::PutSecretValue,
            json!({"SecretId": "s", "SecretString": ""}),
            "1 validation error detected: Value at 'secretString' failed to satisfy constraint: \
             Member must have length greater than or equal to 1",
        ),
        (
            Operation::UpdateSecret,
            json!({"SecretId": "s", "SecretString": too_long}),
            "1 validation error detected: Value at 'secretString' failed to satisfy constraint: \
             Member must have length less than or equal to 65536",
        ),
        (
            Operation::ListSecrets,
            json!({"Filters": [{"Key": "invalid", "Values": ["a"]}]}),
            "1 validation error detected: Value 'invalid' at 'filters.1.member.key' failed to satisfy constraint: \
             Member must satisfy enum value set: [all, name, tag-key, description, tag-value, primary-region, \
             owning-service]",
        ),
        (
            Operation::GetRandomPassword,
            json!({"PasswordLength": 4097}),
            "1 validation error detected: Value '4097' at 'passwordLength' failed to satisfy constraint: \
             Member must have value less than or equal to 4096",
        ),
        (
            Operation::CreateSecret,
            json!({"Name": "", "SecretString": "", "AddReplicaRegions": [{"Region": "Mars"}],
                   "Tags": [{"Key": "a"}, {"Key": ""}]}),
            "4 validation errors detected: \
             Value '' at 'name' failed to satisfy constraint: Member must have length greater than or equal to 1; \
             Value at 'secretString' failed to satisfy constraint: \
             Member must have length greater than or equal to 1; \
             Value '' at 'tags.2.member.key' failed to satisfy constraint: \
             Member must have length greater than or equal to 1; \
             Value 'Mars' at 'addReplicaRegions.1.member.region' failed to satisfy constraint: \
             Member must satisfy regular expression pattern: ^([a-z]+-)+\\d+$",
        ),
        (
            Operation::ListSecrets,
            json!({"SortOrder": "ASC", "SortBy": "date"}),
            "2 validation errors detected: \
             Value 'ASC' at 'sortOrder' failed to satisfy constraint: Member must satisfy enum value set: [asc, desc]; \
             Value 'date' at 'sortBy' failed to satisfy constraint: Member must satisfy enum value set: \
             [created-date, last-accessed-date, last-changed-date, name]",
        ),
        (
            Operation::PutSecretValue,
            json!({"SecretId": "s", "VersionStages": ["A", ""]}),
            "1 validation error detected: Value '[A, ]' at 'versionStages' failed to satisfy constraint: \
             Member must satisfy constraint: [Member must have length less than or equal to 256, \
             Member must have length greater than or equal to 1]",
        ),
    ];
    for (operation, body, expected) in cases {
        assert_eq!(refusal(operation, &body), expected);
    }
}

#[test]
fn a_tag_without_a_key_is_refused() {
    let missing = "Value null at 'tags.1.member.key' failed to satisfy constraint: Member must not be null";
    for tag in [json!({}), json!({"Value": "v"}), json!({"Key": null, "Value": "v"})] {
        let expected = format!("1 validation error detected: {missing}");
        assert_eq!(refusal(Operation::TagResource, &json!({"SecretId": "s", "Tags": [tag]})), expected);
        assert_eq!(
            refusal(Operation::CreateSecret, &json!({"Tags": [tag]})),
            format!(
                "2 validation errors detected: Value null at 'name' failed to satisfy constraint: Member must not be \
                 null; {missing}"
            )
        );
    }
}

#[test]
fn patterns_decide_what_the_models_regular_expressions_decide() {
    let region = |region: &str| json!({"Name": "n", "AddReplicaRegions": [{"Region": region}]});
    let filter = |value: &str| json!({"Filters": [{"Key": "name", "Values": [value]}]});
    let token = |token: &str| json!({"SecretId": "s", "RotationToken": token});
    let policy = |name: &str| json!({"SecretId": "s", "PolicyName": name});
    for name in ["us-east-1", "a-0", "us-gov-west-12", "xx-1234567890"] {
        accept(Operation::CreateSecret, &region(name));
    }
    for name in
        ["us", "us-", "-1", "1", "us-east", "us-east-1a", "us--1", "us1-1", "US-east-1", "us-east-1 ", "ü-1"]
    {
        assert!(
            refusal(Operation::CreateSecret, &region(name)).contains("pattern: ^([a-z]+-)+\\d+$"),
            "{name}"
        );
    }
    for value in ["", "!", "!a", "a!b", "azAZ09 :_@/+=.-!"] {
        accept(Operation::ListSecrets, &filter(value));
    }
    for value in ["a,b", "a\nb", "ü", "a\\", "*", "#"] {
        let pattern = r"pattern: ^\!?[a-zA-Z0-9 :_@\/\+\=\.\-\!]*$]";
        assert!(refusal(Operation::ListSecrets, &filter(value)).ends_with(pattern), "{value}");
    }
    accept(Operation::PutSecretValue, &token(&"aZ0-".repeat(9)));
    for value in ["aZ0_".repeat(9), "ä".repeat(36)] {
        let message = refusal(Operation::PutSecretValue, &token(&value));
        assert!(message.contains("Value at 'rotationToken'") && !message.contains(&value), "{message}");
        assert!(message.ends_with("pattern: ^[a-zA-Z0-9\\-]+$"), "{message}");
    }
    accept(Operation::GetResourcePolicy, &policy("aZ_0-"));
    for name in ["a.b", "a b", "ü", "a/b"] {
        assert!(refusal(Operation::GetResourcePolicy, &policy(name)).contains("pattern"), "{name}");
    }
}

#[test]
fn characters_are_counted_except_in_secret_strings() {
    accept(Operation::CreateSecret, &json!({"Name": "ü".repeat(512)}));
    refusal(Operation::CreateSecret, &json!({"Name": "ü".repeat(513)}));
    accept(Operation::UpdateSecret, &json!({"SecretId": "s", "SecretString": "ü".repeat(32_768)}));
    refusal(Operation::UpdateSecret, &json!({"SecretId": "s", "SecretString": "ü".repeat(32_769)}));
}

#[test]
fn what_the_domain_decides_is_not_refused_here() {
    accept(
        Operation::CreateSecret,
        &json!({"Name": "no secret's name?", "SecretString": "a", "SecretBinary": "YQ=="}),
    );
    for days in [-1, 0, 6, 31, i64::MAX] {
        let request = decoded!(DeleteSecret, json!({"SecretId": "s", "RecoveryWindowInDays": days}));
        assert_eq!(request.recovery_window_in_days, Some(days));
    }
    let request = decoded!(ListSecrets, json!({"Filters": [{"Key": "all"}, {"Values": ["v"]}, {}]}));
    let filters = request.filters.unwrap();
    assert_eq!(filters[0], Filter { key: Some(FilterKey::All), values: None });
    assert_eq!(filters[1], Filter { key: None, values: Some(vec!["v".into()]) });
    assert_eq!(filters[2], Filter { key: None, values: None });
    accept(Operation::TagResource, &json!({"SecretId": "s", "Tags": []}));
}

#[test]
fn a_full_create_request_is_read() {
    let request = decoded!(
        CreateSecret,
        json!({
            "Name": "n", "ClientRequestToken": "terraform-20260101000000000000000001", "Description": "",
            "KmsKeyId": "alias/k", "SecretString": "{\"a\":\"b\\n\"}", "SecretBinary": "Zm9vdGVzdA==",
            "Tags": [{"Key": "k", "Value": ""}, {"Key": "l"}],
            "AddReplicaRegions": [{"Region": "eu-west-1", "KmsKeyId": ""}],
            "ForceOverwriteReplicaSecret": false, "Type": "t",
            "CrossAccountPrimaryARN": "arn:aws:secretsmanager:us-east-1:111122223333:secret:x-abcdef",
            "Unknown": {"SecretString": 1}
        })
    );
    assert_eq!(request.name, "n");
    assert_eq!(request.client_request_token.as_deref(), Some("terraform-20260101000000000000000001"));
    assert_eq!(request.description.as_deref(), Some(""));
    assert_eq!(request.kms_key_id.as_deref(), Some("alias/k"));
    assert_eq!(request.secret_string.unwrap().expose_secret(), "{\"a\":\"b\\n\"}");
    assert_eq!(request.secret_binary.unwrap().expose_secret(), b"footest");
    let tag = |key: &str, value: Option<&str>| Tag { key: key.into(), value: value.map(Into::into) };
    assert_eq!(request.tags, Some(vec![tag("k", Some("")), tag("l", None)]));
    let region = ReplicaRegion { region: Some("eu-west-1".into()), kms_key_id: Some(String::new()) };
    assert_eq!(request.add_replica_regions, Some(vec![region]));
    assert_eq!(request.force_overwrite_replica_secret, Some(false));
    assert_eq!(request.kind.as_deref(), Some("t"));
    assert!(request.cross_account_primary_arn.unwrap().ends_with("x-abcdef"));
}

#[test]
fn the_other_members_are_read_under_their_names() {
    let request = decoded!(
        ListSecrets,
        json!({"IncludePlannedDeletion": true, "MaxResults": 5, "NextToken": "t", "SortOrder": "desc",
               "SortBy": "last-accessed-date", "Filters": [{"Key": "owning-service", "Values": ["!a", "b"]}]})
    );
    let filter = Filter { key: Some(FilterKey::OwningService), values: Some(vec!["!a".into(), "b".into()]) };
    let expected = list_secrets::Request {
        include_planned_deletion: Some(true),
        max_results: Some(5),
        next_token: Some("t".into()),
        filters: Some(vec![filter]),
        sort_order: Some(SortOrder::Descending),
        sort_by: Some(SortBy::LastAccessedDate),
    };
    assert_eq!(request, expected);

    let request = decoded!(
        GetRandomPassword,
        json!({"PasswordLength": 7, "ExcludeCharacters": "ab", "ExcludeNumbers": true, "ExcludePunctuation": false,
               "ExcludeUppercase": true, "ExcludeLowercase": false, "IncludeSpace": true,
               "RequireEachIncludedType": false})
    );
    let expected = get_random_password::Request {
        password_length: Some(7),
        exclude_characters: Some("ab".into()),
        exclude_numbers: Some(true),
        exclude_punctuation: Some(false),
        exclude_uppercase: Some(true),
        exclude_lowercase: Some(false),
        include_space: Some(true),
        require_each_included_type: Some(false),
    };
    assert_eq!(request, expected);

    let (old, new) = ("o".repeat(32), "n".repeat(32));
    let request = decoded!(
        UpdateSecretVersionStage,
        json!({"SecretId": "s", "VersionStage": "L", "RemoveFromVersionId": old, "MoveToVersionId": new})
    );
    assert_eq!((request.remove_from_version_id, request.move_to_version_id), (Some(old), Some(new)));

    let request = decoded!(
        BatchGetSecretValue,
        json!({"SecretIdList": ["a", "b"], "MaxResults": 20, "NextToken": "t", "Filters": [{"Key": "tag-key"}]})
    );
    assert_eq!(request.secret_id_list, Some(vec!["a".into(), "b".into()]));
    assert_eq!(request.filters.unwrap()[0].key, Some(FilterKey::TagKey));

    let request = decoded!(DeleteSecret, json!({"SecretId": "s", "ForceDeleteWithoutRecovery": true}));
    assert_eq!(request.force_delete_without_recovery, Some(true));
    let request = decoded!(ListSecretVersionIds, json!({"SecretId": "s", "IncludeDeprecated": true}));
    assert_eq!(request.include_deprecated, Some(true));
    let request = decoded!(
        PutResourcePolicy,
        json!({"SecretId": "s", "ResourcePolicy": "p", "PolicyName": "default", "BlockPublicPolicy": true})
    );
    assert_eq!((request.policy_name.as_deref(), request.block_public_policy), (Some("default"), Some(true)));
    let request = decoded!(
        PutSecretValue,
        json!({"SecretId": "s", "VersionStages": ["A", "B"], "RotationToken": "r".repeat(36)})
    );
    assert_eq!(request.version_stages, Some(vec!["A".into(), "B".into()]));
    assert_eq!(request.rotation_token.unwrap().expose_secret(), "r".repeat(36));
}

fn encoded(response: impl Into<Response>) -> Value {
    serde_json::from_slice(&response.into().encode()).unwrap()
}

fn date(milliseconds: i64) -> Option<Timestamp> {
    Some(Timestamp::from_millisecond(milliseconds).unwrap())
}

#[test]
fn absent_members_of_answers_are_left_out() {
    let (arn, name) = (String::from("a"), String::from("n"));
    let create = create_secret::Response { arn: arn.clone(), name: name.clone(), ..Default::default() };
    assert_eq!(encoded(create), json!({"ARN": "a", "Name": "n"}));
    let update = update_secret::Response { arn: arn.clone(), name: name.clone(), version_id: None };
    assert_eq!(encoded(update), json!({"ARN": "a", "Name": "n"}));
    let describe = describe_secret::Response { arn: arn.clone(), name: name.clone(), ..Default::default() };
    assert_eq!(encoded(describe), json!({"ARN": "a", "Name": "n"}));
    let list = list_secret_version_ids::Response { arn, name, ..Default::default() };
    assert_eq!(encoded(list), json!({"Versions": [], "ARN": "a", "Name": "n"}));
    assert_eq!(encoded(list_secrets::Response::default()), json!({"SecretList": []}));
    assert_eq!(
        encoded(batch_get_secret_value::Response::default()),
        json!({"SecretValues": [], "Errors": []})
    );
    assert_eq!(encoded(list_resource_policies::Response::default()), json!({"ResourcePolicies": []}));
    let passed =
        validate_resource_policy::Response { policy_validation_passed: true, validation_errors: vec![] };
    assert_eq!(encoded(passed), json!({"PolicyValidationPassed": true, "ValidationErrors": []}));
}

#[test]
fn operations_without_output_answer_with_an_empty_body() {
    assert!(Response::from(tag_resource::Response).encode().is_empty());
    assert!(Response::from(untag_resource::Response).encode().is_empty());
}

#[test]
fn a_value_is_disclosed() {
    let response = get_secret_value::Response {
        arn: "a".into(),
        name: "n".into(),
        version_id: "v".into(),
        secret_string: Some(SecretString::from("p\"w\u{1}")),
        version_stages: Some(vec!["AWSCURRENT".into()]),
        created_date: date(1_700_591_229_801),
        ..Default::default()
    };
    assert_eq!(
        String::from_utf8(Response::from(response).encode().to_vec()).unwrap(),
        "{\"ARN\":\"a\",\"Name\":\"n\",\"VersionId\":\"v\",\"SecretString\":\"p\\\"w\\u0001\",\
         \"VersionStages\":[\"AWSCURRENT\"],\"CreatedDate\":1700591229.801}"
    );
    let response = get_random_password::Response { random_password: SecretString::from("pw") };
    assert_eq!(encoded(response), json!({"RandomPassword": "pw"}));
}

#[test]
fn the_largest_values_are_disclosed() {
    // Each byte of the string takes six; the buffer has to grow more than once.
    let entry = || get_secret_value::Response {
        secret_string: Some(SecretString::from("\u{1}".repeat(65_536))),
        secret_binary: Some(SecretSlice::from(vec![0xff; 65_536])),
        ..Default::default()
    };
    let error = batch_get_secret_value::EntryError {
        secret_id: "s".into(),
        error_code: Code::ResourceNotFound,
        message: Some("m".into()),
    };
    let response = batch_get_secret_value::Response {
        secret_values: vec![entry(), entry()],
        next_token: None,
        errors: vec![error],
    };
    let body = encoded(response);
    assert_eq!(body["SecretValues"][1]["SecretString"].as_str().map(str::len), Some(65_536));
    assert_eq!(body["SecretValues"][1]["SecretBinary"].as_str().map(str::len), Some(87_384));
    let errors = json!([{"SecretId": "s", "ErrorCode": "ResourceNotFoundException", "Message": "m"}]);
    assert_eq!(body["Errors"], errors);
}

#[test]
fn a_secret_is_described() {
    let status = ReplicationStatus {
        region: "eu-west-1".into(),
        kms_key_id: None,
        status: ReplicationState::InSync,
        status_message: None,
        last_accessed_date: date(86_400_000),
    };
    let response = describe_secret::Response {
        arn: "a".into(),
        name: "n".into(),
        rotation_enabled: Some(true),
        rotation_rules: Some(RotationRules { automatically_after_days: Some(30), ..Default::default() }),
        created_date: date(1_500),
        tags: Some(vec![]),
        version_ids_to_stages: Some(BTreeMap::from([("v".into(), vec!["AWSCURRENT".into()])])),
        replication_status: Some(vec![status]),
        ..Default::default()
    };
    assert_eq!(
        encoded(response),
        json!({
            "ARN": "a", "Name": "n", "RotationEnabled": true, "RotationRules": {"AutomaticallyAfterDays": 30},
            "CreatedDate": 1.5, "Tags": [], "VersionIdsToStages": {"v": ["AWSCURRENT"]},
            "ReplicationStatus": [{"Region": "eu-west-1", "Status": "InSync", "LastAccessedDate": 86400}]
        })
    );
    let response = delete_secret::Response { arn: "a".into(), name: "n".into(), deletion_date: date(2_000) };
    assert_eq!(encoded(response), json!({"ARN": "a", "Name": "n", "DeletionDate": 2}));
    let response = put_secret_value::Response {
        arn: "a".into(),
        name: "n".into(),
        version_id: "v".into(),
        version_stages: Some(vec!["X".into()]),
    };
    assert_eq!(encoded(response), json!({"ARN": "a", "Name": "n", "VersionId": "v", "VersionStages": ["X"]}));
}

/// The names of all members of all requests, so that arbitrary documents reach every reader.
const NAMES: &[&str] = &[
    "AddReplicaRegions",
    "BlockPublicPolicy",
    "ClientRequestToken",
    "CrossAccountPrimaryARN",
    "Description",
    "ExcludeCharacters",
    "ExcludeNumbers",
    "Filters",
    "ForceDeleteWithoutRecovery",
    "IncludeDeprecated",
    "Key",
    "KmsKeyId",
    "MaxResults",
    "Name",
    "NextToken",
    "PasswordLength",
    "PolicyName",
    "RecoveryWindowInDays",
    "Region",
    "ResourcePolicy",
    "RotationToken",
    "SecretBinary",
    "SecretId",
    "SecretIdList",
    "SecretString",
    "SortBy",
    "SortOrder",
    "TagKeys",
    "Tags",
    "Type",
    "Value",
    "Values",
    "VersionId",
    "VersionStage",
    "VersionStages",
];

fn any_member() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        any::<f64>().prop_map(Into::into),
        any::<String>().prop_map(Into::into),
        prop::sample::select(vec!["name", "asc", "us-east-1", "Zm9v", ""]).prop_map(Into::into),
    ];
    leaf.prop_recursive(3, 20, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Into::into),
            prop::collection::btree_map(prop::sample::select(NAMES), inner, 0..4).prop_map(|members| {
                members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
            }),
        ]
    })
}

proptest! {
    #[test]
    fn arbitrary_documents_are_decoded_or_refused(
        members in prop::collection::btree_map(prop::sample::select(NAMES), any_member(), 0..12)
    ) {
        let body: Value = members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        for operation in Operation::ALL {
            if let Err(failure) = decode(*operation, &body) {
                prop_assert!(matches!(failure.code(), Code::Serialization | Code::Validation));
            }
        }
    }

    #[test]
    fn values_are_read_as_they_were_sent(name in ".{1,100}", value in any::<String>(), bytes in any::<Vec<u8>>()) {
        prop_assume!(!value.is_empty() && !bytes.is_empty());
        let binary = {
            use base64::Engine;
            base64::engine::general_purpose::STANDARD.encode(&bytes)
        };
        let body = json!({"Name": name, "SecretString": value, "SecretBinary": binary});
        let request = decoded!(CreateSecret, body);
        prop_assert_eq!(request.name, name);
        prop_assert!(request.secret_string.is_some_and(|read| read.expose_secret() == value));
        prop_assert!(request.secret_binary.is_some_and(|read| read.expose_secret() == bytes));
    }
}
