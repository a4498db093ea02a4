//! Every operation, asked by somebody who may nothing and by the root of the account.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::{Arc, Mutex};

use arn::{Partition, Region};
use iam::{
    AccessKeyId, Caller, Circumstances, EntityKind, Principal, RecentUses, Standing, UniqueId, UserName,
};
use seal::Entropy;
use secrets::RecentReads;
use store::{Store, Tenant, Transaction, Work};
use wire::json::Document;
use wire::kms::{Operation, Request, Response};
use wire::{Code, Failure};

use super::answer;
use crate::answer::Refused;
use crate::request::operate::Context;

const ACCOUNT: &str = "000000000000";

fn caller(principal: Principal) -> Caller {
    Caller {
        principal,
        access_key: AccessKeyId::parse("AKIAEXAMPLEEXAMPLE00").unwrap(),
        session: None,
        standing: Arc::new(Standing::default()),
        circumstances: Circumstances {
            source_ip: IpAddr::V4(Ipv4Addr::LOCALHOST),
            secure_transport: false,
            user_agent: None,
            region: Region::us_east_1(),
            received_at: "2026-11-23T00:00:00Z".parse().unwrap(),
            via: None,
        },
    }
}

fn root() -> Caller {
    caller(Principal::Root { partition: Partition::Aws, account: ACCOUNT.parse().unwrap() })
}

fn nobody() -> Caller {
    caller(Principal::User(Arc::new(UserName {
        partition: Partition::Aws,
        account: ACCOUNT.parse().unwrap(),
        id: UniqueId::generate(EntityKind::User, &mut Entropy::dangerous_seeded(7)),
        name: "nobody".into(),
        arn: format!("arn:aws:iam::{ACCOUNT}:user/nobody"),
    })))
}

/// A call to be carried out; its answer is fetched afterwards, since work may run twice.
struct Asked<'a> {
    context: Context<'a>,
    request: Request,
}

impl Work for Asked<'_> {
    type Done = Mutex<Option<Response>>;
    type Failure = Refused;

    async fn run(&self, tx: &mut Transaction) -> Result<Self::Done, Refused> {
        Ok(Mutex::new(Some(answer(tx, &self.context, &self.request).await?)))
    }
}

async fn ask(store: &Store, caller: Caller, operation: Operation, body: &str) -> Result<Response, Failure> {
    let (reads, uses) = (RecentReads::default(), RecentUses::default());
    let home = Tenant::new("aws", ACCOUNT, "us-east-1");
    let document = Document::parse(body.as_bytes()).unwrap();
    let request = Request::decode(operation, &document)?;
    let context = Context { caller, home, reads: &reads, uses: &uses, catalogues: None };
    let done = store.transact(&Asked { context, request }).await.map_err(|refused| refused.0)?;
    Ok(done.into_inner().unwrap().unwrap())
}

async fn key(store: &Store) -> String {
    let Ok(Response::CreateKey(made)) = ask(store, root(), Operation::CreateKey, "{}").await else {
        panic!("no key was made")
    };
    made.key_metadata.key_id
}

async fn ciphertext(store: &Store, key: &str) -> String {
    use base64::Engine;
    let body = format!(r#"{{"KeyId":"{key}","Plaintext":"YQ=="}}"#);
    let Ok(Response::Encrypt(made)) = ask(store, root(), Operation::Encrypt, &body).await else {
        panic!("nothing was encrypted")
    };
    base64::engine::general_purpose::STANDARD.encode(made.ciphertext_blob.0)
}

/// A request with what any operation may want of a key.
fn body(key: &str, ciphertext: &str) -> String {
    let grant = "7".repeat(64);
    format!(
        r#"{{"KeyId":"{key}","AliasName":"alias/app","TargetKeyId":"{key}","DestinationKeyId":"{key}",
            "Plaintext":"YQ==","CiphertextBlob":"{ciphertext}","NumberOfBytes":16,"Policy":"{{}}",
            "GranteePrincipal":"arn:aws:iam::{ACCOUNT}:user/a","RetiringPrincipal":"arn:aws:iam::{ACCOUNT}:user/b",
            "Operations":["Decrypt"],"GrantId":"{grant}","Tags":[{{"TagKey":"k","TagValue":"v"}}],"TagKeys":["k"],
            "Description":"d"}}"#
    )
}

#[tokio::test]
async fn every_operation_is_denied_to_whoever_may_nothing() {
    let (store, _) = Store::in_memory(1);
    let key = key(&store).await;
    let body = body(&key, &ciphertext(&store, &key).await);
    for operation in Operation::ALL {
        let refused = ask(&store, nobody(), *operation, &body).await.err();
        let refused = refused.unwrap_or_else(|| panic!("{operation:?} was done"));
        assert_eq!(refused.code(), Code::AccessDenied, "{operation:?}: {:?}", refused.message());
        let text = refused.message().unwrap();
        assert!(text.contains("user/nobody is not authorized to perform: kms:"), "{operation:?}: {text}");
    }
}

#[tokio::test]
async fn no_operation_is_denied_to_the_root() {
    for operation in Operation::ALL {
        let (store, _) = Store::in_memory(1);
        let key = key(&store).await;
        let body = body(&key, &ciphertext(&store, &key).await);
        let refused = ask(&store, root(), *operation, &body).await.err();
        let code = refused.as_ref().map(Failure::code);
        let expected = match operation {
            Operation::CancelKeyDeletion => Some(Code::KmsInvalidState),
            // A policy that is none.
            Operation::CreateKey | Operation::PutKeyPolicy => Some(Code::MalformedPolicyDocument),
            Operation::DeleteAlias | Operation::UpdateAlias => Some(Code::KeyNotFound),
            // A grant that there is not.
            Operation::ListGrants | Operation::RetireGrant | Operation::RevokeGrant => {
                Some(Code::InvalidGrantId)
            }
            Operation::CreateAlias
            | Operation::CreateGrant
            | Operation::Decrypt
            | Operation::DescribeKey
            | Operation::DisableKey
            | Operation::DisableKeyRotation
            | Operation::EnableKey
            | Operation::EnableKeyRotation
            | Operation::Encrypt
            | Operation::GenerateDataKey
            | Operation::GenerateDataKeyWithoutPlaintext
            | Operation::GenerateRandom
            | Operation::GetKeyPolicy
            | Operation::GetKeyRotationStatus
            | Operation::ListAliases
            | Operation::ListKeyPolicies
            | Operation::ListKeyRotations
            | Operation::ListKeys
            | Operation::ListResourceTags
            | Operation::ListRetirableGrants
            | Operation::ReEncrypt
            | Operation::RotateKeyOnDemand
            | Operation::ScheduleKeyDeletion
            | Operation::TagResource
            | Operation::UntagResource
            | Operation::UpdateKeyDescription => None,
        };
        assert_eq!(code, expected, "{operation:?}: {:?}", refused.as_ref().and_then(Failure::message));
    }
}

async fn refusal(store: &Store, operation: Operation, body: &str) -> (Code, String) {
    let refused = ask(store, root(), operation, body).await.err().unwrap();
    (refused.code(), refused.message().unwrap_or_default().to_owned())
}

#[tokio::test]
async fn texts_are_those_of_the_service() {
    let (store, _) = Store::in_memory(1);
    let key = key(&store).await;
    let arn = format!("arn:aws:kms:us-east-1:{ACCOUNT}:key/{key}");
    let missing = "00000000-0000-4000-8000-000000000000";
    let rows = [
        (Operation::DescribeKey, r#"{"KeyId":"nope"}"#.to_owned(), Code::KeyNotFound, "Invalid keyId 'nope'".to_owned()),
        (
            Operation::DescribeKey,
            format!(r#"{{"KeyId":"{missing}"}}"#),
            Code::KeyNotFound,
            format!("Key 'arn:aws:kms:us-east-1:{ACCOUNT}:key/{missing}' does not exist"),
        ),
        (
            Operation::DescribeKey,
            r#"{"KeyId":"alias/nope"}"#.to_owned(),
            Code::KeyNotFound,
            format!("Alias arn:aws:kms:us-east-1:{ACCOUNT}:alias/nope is not found."),
        ),
        (
            Operation::GenerateDataKey,
            format!(r#"{{"KeyId":"{key}","KeySpec":"AES_256","NumberOfBytes":32}}"#),
            Code::Validation,
            "Please specify either number of bytes or key spec.".to_owned(),
        ),
        (
            Operation::CancelKeyDeletion,
            format!(r#"{{"KeyId":"{key}"}}"#),
            Code::KmsInvalidState,
            format!("{arn} is not pending deletion."),
        ),
        (
            Operation::Encrypt,
            format!(r#"{{"KeyId":"{key}","Plaintext":"YQ==","DryRun":true}}"#),
            Code::DryRunOperation,
            "The request would have succeeded, but the DryRun option is set.".to_owned(),
        ),
        (
            Operation::CreateAlias,
            format!(r#"{{"AliasName":"app","TargetKeyId":"{key}"}}"#),
            Code::Validation,
            "Invalid identifier".to_owned(),
        ),
        (
            Operation::ScheduleKeyDeletion,
            format!(r#"{{"KeyId":"{key}","PendingWindowInDays":31}}"#),
            Code::Validation,
            "1 validation error detected: Value '31' at 'pendingWindowInDays' failed to satisfy constraint: Member must \
             have value less than or equal to 30"
                .to_owned(),
        ),
        (
            Operation::GetKeyPolicy,
            format!(r#"{{"KeyId":"{key}","PolicyName":"other"}}"#),
            Code::KeyNotFound,
            "No such policy exists".to_owned(),
        ),
    ];
    for (operation, body, code, text) in rows {
        assert_eq!(refusal(&store, operation, &body).await, (code, text), "{operation:?}");
    }
    for kind in [
        r#""KeySpec":"RSA_2048","KeyUsage":"SIGN_VERIFY""#,
        r#""KeySpec":"HMAC_256","KeyUsage":"GENERATE_VERIFY_MAC""#,
        r#""Origin":"EXTERNAL""#,
        r#""MultiRegion":true"#,
        r#""CustomKeyStoreId":"cks-1""#,
    ] {
        let (code, _) = refusal(&store, Operation::CreateKey, &format!("{{{kind}}}")).await;
        assert_eq!(code, Code::UnsupportedOperation, "{kind}");
    }
}

#[tokio::test]
async fn a_ciphertext_of_no_key_here_tells_nothing() {
    let (store, _) = Store::in_memory(1);
    let (other, _) = Store::in_memory(2);
    let key = key(&other).await;
    let foreign = ciphertext(&other, &key).await;
    let body = format!(r#"{{"CiphertextBlob":"{foreign}"}}"#);
    let (code, text) = refusal(&store, Operation::Decrypt, &body).await;
    assert_eq!(code, Code::AccessDenied);
    assert!(text.starts_with("The ciphertext refers to a customer master key that does not exist"), "{text}");
    let refused =
        ask(&store, root(), Operation::Decrypt, r#"{"CiphertextBlob":"AAAA"}"#).await.err().unwrap();
    assert_eq!((refused.code(), refused.message()), (Code::InvalidCiphertext, None));
}
