use serde_json::{Value, json};

use super::*;
use crate::web_identity::tests::Issuer;
use crate::{IdentityToken, KeySet, VerifiedIdentity};

const URL: &str = "oidc.example.com/id/AB";
const ALL: &str = r#""sts:AssumeRoleWithWebIdentity","sts:TagSession","sts:SetSourceIdentity""#;

fn federated(actions: &str, condition: &str) -> String {
    format!(
        r#"{{"Statement":{{"Effect":"Allow","Action":[{actions}],
            "Principal":{{"Federated":"arn:aws:iam::{HOME}:oidc-provider/{URL}"}},"Condition":{{{condition}}}}}}}"#
    )
}

const OF_THE_CART: &str = r#""StringEquals":{"oidc.example.com/id/AB:sub":"system:serviceaccount:shop:cart",
    "oidc.example.com/id/AB:aud":"sts.amazonaws.com"}"#;

fn put_provider(tx: &mut Transaction, at: &str, client_ids: &[&str]) {
    let provider = OidcProvider {
        url: URL.to_owned(),
        client_ids: client_ids.iter().map(ToString::to_string).collect(),
        thumbprints: Vec::new(),
        created_at: now(),
        tags: Vec::new(),
    };
    tx.put(&provider_key(&identities(Partition::Aws, &account(at)), URL), provider).unwrap();
}

fn claims() -> Value {
    let issued = now().as_second();
    json!({"iss": format!("https://{URL}"), "sub": "system:serviceaccount:shop:cart",
        "aud": ["sts.amazonaws.com"], "iat": issued, "exp": issued + 600})
}

fn with(mut claims: Value, name: &str, value: Value) -> Value {
    claims[name] = value;
    claims
}

fn verified(claims: &Value) -> VerifiedIdentity {
    let issuer = Issuer::p256();
    let keys = json!({"keys": [issuer.jwk("k1")]}).to_string();
    let token = issuer.token(&json!({"alg": "ES256", "kid": "k1"}), claims);
    let keys = KeySet::parse(keys.as_bytes()).unwrap();
    IdentityToken::parse(&token).and_then(|token| token.verify(&keys, now())).unwrap()
}

async fn exchange(tx: &mut Transaction, claims: &Value, at: &str) -> Result<Federated, WebIdentityError> {
    let unsigned =
        Unsigned { source_ip: IpAddr::V4(Ipv4Addr::LOCALHOST), secure_transport: true, received_at: now() };
    let role = RoleToAssume::seek(tx, &arn_of(at, "app")).await.unwrap();
    assume_role_with_web_identity(tx, role, &verified(claims), &asked(), &unsigned).await
}

#[tokio::test]
async fn the_bearer_of_a_token_gets_the_role_that_trusts_the_provider() {
    in_transaction!(|tx| {
        put_provider(tx, HOME, &["other", "sts.amazonaws.com"]);
        let reading = allow(r#""iam:GetUser""#, "*");
        put_role(tx, HOME, ("app", &federated(ALL, OF_THE_CART)), Some(&reading));
        let federated = exchange(tx, &claims(), HOME).await.unwrap_or_else(|e| panic!("{e}"));
        assert_eq!(federated.federation.audience, "sts.amazonaws.com");
        assert_eq!(federated.federation.subject, "system:serviceaccount:shop:cart");
        let session = in_session(tx, &federated.begun.credentials).await;
        assert_eq!(session.session.as_ref().unwrap().federation, Some(federated.federation));
        assert_eq!(session.principal.arn(), "arn:aws:sts::111122223333:assumed-role/app/s1");
        assert_eq!(may_get_user(tx, &session).await, Ok(()));
    });
}

#[tokio::test]
async fn cve_class_16_every_condition_of_the_trust_policy_counts() {
    in_transaction!(|tx| {
        put_provider(tx, HOME, &["sts.amazonaws.com", "client-7"]);
        put_role(tx, HOME, ("app", &federated(ALL, OF_THE_CART)), None);
        for (name, value) in [
            ("sub", json!("system:serviceaccount:shop:other")),
            ("aud", json!("client-7")),
            ("azp", json!("client-7")),
        ] {
            let claims = with(claims(), name, value);
            assert!(matches!(exchange(tx, &claims, HOME).await, Err(WebIdentityError::Denied)), "{name}");
        }
        let by_method = r#""ForAnyValue:StringEquals":{"oidc.example.com/id/AB:amr":"otp"}"#;
        put_role(tx, HOME, ("app", &federated(ALL, by_method)), None);
        assert!(exchange(tx, &with(claims(), "amr", json!(["pwd", "otp"])), HOME).await.is_ok());
        assert!(exchange(tx, &with(claims(), "amr", json!(["pwd"])), HOME).await.is_err());
        assert!(exchange(tx, &claims(), HOME).await.is_err());
    });
}

#[tokio::test]
async fn cve_class_03_a_provider_counts_in_the_accounts_that_registered_it() {
    in_transaction!(|tx| {
        put_role(tx, AWAY, ("app", &federated(ALL, OF_THE_CART)), None);
        put_provider(tx, HOME, &["sts.amazonaws.com"]);
        assert!(matches!(exchange(tx, &claims(), AWAY).await, Err(WebIdentityError::NoProvider)));
        // Registered there too, it is still another provider than the one that the role trusts.
        put_provider(tx, AWAY, &["sts.amazonaws.com"]);
        assert!(matches!(exchange(tx, &claims(), AWAY).await, Err(WebIdentityError::Denied)));
    });
}

#[tokio::test]
async fn cve_class_06_trust_in_everybody_or_in_another_kind_of_caller_lets_no_token_in() {
    in_transaction!(|tx| {
        put_provider(tx, HOME, &["sts.amazonaws.com"]);
        assert!(
            matches!(exchange(tx, &claims(), HOME).await, Err(WebIdentityError::Denied)),
            "there is no role"
        );
        for principal in [r#""*""#, r#"{"AWS":"*"}"#, r#"{"AWS":"111122223333"}"#] {
            put_role(tx, HOME, ("app", &trust(principal, ALL)), None);
            assert!(
                matches!(exchange(tx, &claims(), HOME).await, Err(WebIdentityError::Denied)),
                "{principal}"
            );
        }
        put_role(tx, HOME, ("app", &federated(r#""sts:AssumeRole""#, OF_THE_CART)), None);
        assert!(matches!(exchange(tx, &claims(), HOME).await, Err(WebIdentityError::Denied)));
    });
}

#[tokio::test]
async fn the_audience_must_be_registered() {
    in_transaction!(|tx| {
        put_provider(tx, HOME, &["somebody-else"]);
        put_role(tx, HOME, ("app", &federated(ALL, "")), None);
        assert!(matches!(exchange(tx, &claims(), HOME).await, Err(WebIdentityError::Audience)));
    });
}

#[tokio::test]
async fn claimed_tags_and_source_identity_need_the_trust_policy_too() {
    in_transaction!(|tx| {
        put_provider(tx, HOME, &["sts.amazonaws.com"]);
        let tags = json!({"principal_tags": {"team": ["blue"]}, "transitive_tag_keys": ["team"]});
        let tagged = with(claims(), "https://aws.amazon.com/tags", tags);
        let named = with(claims(), "https://aws.amazon.com/source_identity", json!("jane"));
        put_role(tx, HOME, ("app", &federated(r#""sts:AssumeRoleWithWebIdentity""#, OF_THE_CART)), None);
        for claims in [&tagged, &named] {
            assert!(matches!(exchange(tx, claims, HOME).await, Err(WebIdentityError::Denied)));
        }
        put_role(tx, HOME, ("app", &federated(ALL, OF_THE_CART)), None);
        let federated = exchange(tx, &tagged, HOME).await.unwrap_or_else(|e| panic!("{e}"));
        let session = in_session(tx, &federated.begun.credentials).await;
        assert_eq!(Tag::find(&session.standing.tags, "team"), Some("blue"));
        let federated = exchange(tx, &named, HOME).await.unwrap_or_else(|e| panic!("{e}"));
        assert_eq!(federated.begun.source_identity.as_deref(), Some("jane"));
    });
}
