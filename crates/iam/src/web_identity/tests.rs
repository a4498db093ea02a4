use aws_lc_rs::hmac;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, ECDSA_P384_SHA384_FIXED_SIGNING, ECDSA_P521_SHA512_FIXED_SIGNING,
    EcdsaKeyPair, KeyPair as _, RSA_PKCS1_SHA256, RSA_PKCS1_SHA384, RSA_PKCS1_SHA512, RsaEncoding,
    RsaKeyPair,
};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;

const NOW: i64 = 1_767_323_045;

/// Somebody who can sign tokens.
pub(crate) enum Issuer {
    Ec(&'static str, &'static str, EcdsaKeyPair),
    Rsa(RsaKeyPair),
}

impl Issuer {
    pub(crate) fn p256() -> Self {
        Self::Ec("ES256", "P-256", EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap())
    }

    fn sign(&self, algorithm: &str, message: &[u8]) -> Vec<u8> {
        let random = SystemRandom::new();
        match self {
            Self::Ec(_, _, pair) => pair.sign(&random, message).unwrap().as_ref().to_vec(),
            Self::Rsa(pair) => {
                let encoding: &'static dyn RsaEncoding = match algorithm {
                    "RS384" => &RSA_PKCS1_SHA384,
                    "RS512" => &RSA_PKCS1_SHA512,
                    _ => &RSA_PKCS1_SHA256,
                };
                let mut signature = vec![0; pair.public_modulus_len()];
                pair.sign(encoding, &random, message, &mut signature).unwrap();
                signature
            }
        }
    }

    pub(crate) fn token(&self, header: &Value, claims: &Value) -> String {
        let message = format!("{}.{}", base64(header.to_string()), base64(claims.to_string()));
        let algorithm = header["alg"].as_str().unwrap_or_default();
        let signature = self.sign(algorithm, message.as_bytes());
        format!("{message}.{}", base64(signature))
    }

    pub(crate) fn jwk(&self, id: &str) -> Value {
        match self {
            Self::Ec(_, curve, pair) => {
                let point = &pair.public_key().as_ref()[1..];
                let (x, y) = point.split_at(point.len() / 2);
                json!({"kty": "EC", "crv": curve, "kid": id, "use": "sig", "x": base64(x), "y": base64(y)})
            }
            Self::Rsa(pair) => {
                let der = pair.public_key().as_ref();
                let (n, e) =
                    (&der[der.len() - 5 - pair.public_modulus_len()..der.len() - 5], &der[der.len() - 3..]);
                json!({"kty": "RSA", "kid": id, "n": base64(n), "e": base64(e)})
            }
        }
    }
}

fn base64(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

fn header() -> Value {
    json!({"alg": "ES256", "typ": "JWT", "kid": "k1"})
}

fn claims() -> Value {
    json!({
        "iss": "https://oidc.example.com/id/AB",
        "sub": "system:serviceaccount:shop:cart",
        "aud": ["other", "sts.amazonaws.com"],
        "iat": NOW,
        "nbf": NOW,
        "exp": NOW + 600,
    })
}

fn key_set(keys: &[Value]) -> KeySet {
    KeySet::parse(json!({"keys": keys}).to_string().as_bytes()).unwrap()
}

fn verify(token: &str, keys: &KeySet, now: i64) -> Result<VerifiedIdentity, TokenRefused> {
    IdentityToken::parse(token)?.verify(keys, Timestamp::from_second(now).unwrap())
}

fn with(mut object: Value, name: &str, value: Value) -> Value {
    object[name] = value;
    object
}

#[test]
fn every_accepted_algorithm_verifies() {
    let rsa = Issuer::Rsa(RsaKeyPair::generate(KeySize::Rsa2048).unwrap());
    let ec =
        |algorithm, curve, signing| Issuer::Ec(algorithm, curve, EcdsaKeyPair::generate(signing).unwrap());
    let issuers = [
        Issuer::p256(),
        ec("ES384", "P-384", &ECDSA_P384_SHA384_FIXED_SIGNING),
        ec("ES512", "P-521", &ECDSA_P521_SHA512_FIXED_SIGNING),
    ];
    let mut cases: Vec<_> = issuers
        .iter()
        .map(|issuer| match issuer {
            Issuer::Ec(algorithm, ..) => (*algorithm, issuer),
            Issuer::Rsa(_) => unreachable!(),
        })
        .collect();
    cases.extend(["RS256", "RS384", "RS512"].map(|algorithm| (algorithm, &rsa)));
    for (algorithm, issuer) in cases {
        let token = issuer.token(&with(header(), "alg", json!(algorithm)), &claims());
        let verified = verify(&token, &key_set(&[issuer.jwk("k1")]), NOW).unwrap();
        assert_eq!(verified.provider_url(), "oidc.example.com/id/AB", "{algorithm}");
        assert_eq!(verified.subject(), "system:serviceaccount:shop:cart");
        assert_eq!(verified.audience_among(&["sts.amazonaws.com".to_owned()]), Some("sts.amazonaws.com"));
        assert_eq!(verified.audience_among(&["sts.amazonaws.co".to_owned()]), None);
    }
}

#[test]
fn cve_class_04_no_other_algorithm_is_accepted() {
    let issuer = Issuer::p256();
    let keys = key_set(&[issuer.jwk("k1")]);
    let good = issuer.token(&header(), &claims());
    assert!(verify(&good, &keys, NOW).is_ok());
    for algorithm in ["none", "None", "", "HS256", "HS512", "PS256", "EdDSA", "es256", "ES256K"] {
        let header = with(header(), "alg", json!(algorithm));
        let token = issuer.token(&header, &claims());
        assert_eq!(verify(&token, &keys, NOW), Err(TokenRefused::Unaccepted), "{algorithm}");
        let (unsigned, _) = token.rsplit_once('.').unwrap();
        assert_eq!(verify(&format!("{unsigned}."), &keys, NOW), Err(TokenRefused::Unaccepted), "{algorithm}");
    }
    // Another accepted algorithm over a key of the wrong kind, and no signature at all.
    for algorithm in ["RS256", "ES384"] {
        let token = issuer.token(&with(header(), "alg", json!(algorithm)), &claims());
        assert_eq!(verify(&token, &keys, NOW), Err(TokenRefused::Signature), "{algorithm}");
    }
    let (unsigned, _) = good.rsplit_once('.').unwrap();
    assert_eq!(verify(&format!("{unsigned}."), &keys, NOW), Err(TokenRefused::Signature));
}

#[test]
fn cve_class_04_a_public_key_is_no_shared_secret() {
    let issuer = Issuer::p256();
    let jwk = issuer.jwk("k1");
    let message = format!(
        "{}.{}",
        base64(with(header(), "alg", json!("HS256")).to_string()),
        base64(claims().to_string())
    );
    let key = hmac::Key::new(hmac::HMAC_SHA256, jwk.to_string().as_bytes());
    let token = format!("{message}.{}", base64(hmac::sign(&key, message.as_bytes())));
    assert_eq!(verify(&token, &key_set(&[jwk]), NOW), Err(TokenRefused::Unaccepted));
}

#[test]
fn cve_class_04_a_token_brings_no_key_of_its_own() {
    let (issuer, forger) = (Issuer::p256(), Issuer::p256());
    let keys = key_set(&[issuer.jwk("k1")]);
    let own = with(header(), "jwk", forger.jwk("k1"));
    let own = with(own, "jku", json!("https://evil.example.com/keys"));
    let own = with(own, "x5u", json!("https://evil.example.com/chain"));
    assert_eq!(verify(&forger.token(&own, &claims()), &keys, NOW), Err(TokenRefused::Signature));
    // What is called critical must be understood, and nothing of it is.
    for name in ["crit", "b64"] {
        let token = issuer.token(&with(header(), name, json!(["exp"])), &claims());
        assert_eq!(verify(&token, &keys, NOW), Err(TokenRefused::Malformed), "{name}");
    }
}

#[test]
fn only_the_named_key_counts() {
    let (issuer, other) = (Issuer::p256(), Issuer::p256());
    let keys = key_set(&[other.jwk("k1"), issuer.jwk("k2")]);
    assert_eq!(verify(&issuer.token(&header(), &claims()), &keys, NOW), Err(TokenRefused::Signature));
    let named = |id| with(header(), "kid", json!(id));
    assert!(verify(&issuer.token(&named("k2"), &claims()), &keys, NOW).is_ok());
    assert_eq!(verify(&issuer.token(&named("k3"), &claims()), &keys, NOW), Err(TokenRefused::UnknownKey));
    // Without a name there must be no choice.
    let nameless = json!({"alg": "ES256"});
    assert_eq!(verify(&issuer.token(&nameless, &claims()), &keys, NOW), Err(TokenRefused::UnknownKey));
    assert!(verify(&issuer.token(&nameless, &claims()), &key_set(&[issuer.jwk("k9")]), NOW).is_ok());
    // A key that is for something else is none.
    let encrypting = with(issuer.jwk("k1"), "use", json!("enc"));
    assert_eq!(
        verify(&issuer.token(&header(), &claims()), &key_set(&[encrypting]), NOW),
        Err(TokenRefused::UnknownKey)
    );
    let otherwise = with(issuer.jwk("k1"), "alg", json!("ES384"));
    assert_eq!(
        verify(&issuer.token(&header(), &claims()), &key_set(&[otherwise]), NOW),
        Err(TokenRefused::UnknownKey)
    );
}

#[test]
fn a_token_has_its_time() {
    let issuer = Issuer::p256();
    let keys = key_set(&[issuer.jwk("k1")]);
    let token = issuer.token(&header(), &claims());
    assert!(verify(&token, &keys, NOW + 599).is_ok());
    let expired = |now| Err(TokenRefused::Expired { now, expired_at: NOW + 600 });
    assert_eq!(verify(&token, &keys, NOW + 600), expired(NOW + 600));
    assert!(verify(&token, &keys, NOW - PROVIDER_CLOCK_SKEW_SECONDS_MAX).is_ok());
    assert_eq!(
        verify(&token, &keys, NOW - PROVIDER_CLOCK_SKEW_SECONDS_MAX - 1),
        Err(TokenRefused::NotYetValid)
    );
    let later = issuer.token(&header(), &with(claims(), "nbf", json!(NOW + 301)));
    assert_eq!(verify(&later, &keys, NOW), Err(TokenRefused::NotYetValid));
}

#[test]
fn claims_of_the_wrong_kind_or_size_are_refused() {
    let issuer = Issuer::p256();
    let keys = key_set(&[issuer.jwk("k1")]);
    let long = "x".repeat(256);
    for (name, value) in [
        ("exp", json!("soon")),
        ("exp", json!(1.5)),
        ("iat", json!(null)),
        ("sub", json!("")),
        ("sub", json!(long)),
        ("aud", json!([])),
        ("aud", json!(7)),
        ("aud", json!([long])),
        ("azp", json!("")),
        ("https://aws.amazon.com/source_identity", json!("a b")),
        ("https://aws.amazon.com/tags", json!({"principal_tags": {"team": ["blue", "red"]}})),
        ("https://aws.amazon.com/tags", json!({"principal_tags": {"": ["blue"]}})),
    ] {
        let token = issuer.token(&header(), &with(claims(), name, value.clone()));
        assert_eq!(verify(&token, &keys, NOW), Err(TokenRefused::Malformed), "{name}: {value}");
    }
    for name in ["iss", "sub", "aud", "exp", "iat"] {
        let mut claims = claims();
        claims.as_object_mut().unwrap().remove(name);
        assert_eq!(
            verify(&issuer.token(&header(), &claims), &keys, NOW),
            Err(TokenRefused::Malformed),
            "{name}"
        );
    }
    let plain = issuer.token(&header(), &with(claims(), "iss", json!("http://oidc.example.com")));
    assert_eq!(verify(&plain, &keys, NOW), Err(TokenRefused::Malformed));
}

#[test]
fn what_is_no_token_is_refused() {
    let token = Issuer::p256().token(&header(), &claims());
    let extra = format!("{token}.more");
    let padded = token.replacen('.', "=.", 1);
    let long = "a".repeat(IDENTITY_TOKEN_BYTES_MAX + 1);
    let twice = format!("{}.e30.AA", base64(r#"{"alg":"ES256","alg":"none"}"#));
    for text in ["", ".", "..", "a.b", "a.b.c", "{}.{}.{}", &extra, &padded, &long, &twice] {
        assert_eq!(IdentityToken::parse(text).err(), Some(TokenRefused::Malformed), "{text}");
    }
}

#[test]
fn tags_and_source_identity_are_claimed() {
    let issuer = Issuer::p256();
    let tags =
        json!({"principal_tags": {"team": ["blue"], "stage": "live"}, "transitive_tag_keys": ["team"]});
    let claims = with(claims(), "https://aws.amazon.com/tags", tags);
    let claims = with(claims, "https://aws.amazon.com/source_identity", json!("jane"));
    let claims = with(with(claims, "azp", json!("client-7")), "amr", json!(["pwd", "otp"]));
    let verified = verify(&issuer.token(&header(), &claims), &key_set(&[issuer.jwk("k1")]), NOW).unwrap();
    let tags: Vec<_> = verified.tags().iter().map(|tag| (tag.key.as_str(), tag.value.as_str())).collect();
    assert_eq!(tags, [("stage", "live"), ("team", "blue")]);
    assert_eq!(verified.transitive_tag_keys(), ["team"]);
    assert_eq!((verified.source_identity(), verified.authorized_party()), (Some("jane"), Some("client-7")));
    assert_eq!(verified.methods(), ["pwd", "otp"]);
}

#[test]
fn a_key_set_passes_over_what_it_cannot_use() {
    let issuer = Issuer::p256();
    let odd = [
        json!({"kty": "oct", "kid": "shared", "k": "c2VjcmV0"}),
        json!({"kty": "RSA", "kid": "short", "n": base64([0xff; 128]), "e": "AQAB"}),
        json!({"kty": "EC", "kid": "curve", "crv": "secp256k1", "x": "AA", "y": "AA"}),
        json!({"kty": "EC", "kid": "nothing"}),
        issuer.jwk("k1"),
    ];
    let keys = key_set(&odd);
    assert!(keys.knows(Some("k1")) && keys.knows(None));
    for id in ["shared", "short", "curve", "nothing"] {
        assert!(!keys.knows(Some(id)), "{id}");
    }
    for bytes in ["", "[]", "{}", r#"{"keys": 7}"#, "<html>", r#"{"keys":[{"kty":7}]}"#] {
        assert_eq!(KeySet::parse(bytes.as_bytes()), Err(InvalidKeySet), "{bytes}");
    }
    let many: Vec<_> = (0..200).map(|number| issuer.jwk(&number.to_string())).collect();
    let many = key_set(&many);
    assert!(many.knows(Some("99")) && !many.knows(Some("100")));
}

proptest! {
    #[test]
    fn no_altered_token_verifies(place in any::<prop::sample::Index>(), replacement in any::<prop::sample::Index>()) {
        let issuer = Issuer::p256();
        let keys = key_set(&[issuer.jwk("k1")]);
        let token = issuer.token(&header(), &claims());
        let alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.";
        let mut altered = token.clone().into_bytes();
        altered[place.index(token.len())] = alphabet[replacement.index(alphabet.len())];
        let altered = String::from_utf8(altered).unwrap();
        prop_assert!(altered == token || verify(&altered, &keys, NOW).is_err());
    }
}
