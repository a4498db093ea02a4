//! A request that owns its parts, and what the tests agree on: one access key, one scope, one moment.

use jiff::Timestamp;
use seal::Plaintext;

use crate::{
    AuthError, Body, ClockSkew, Expiry, Header, MalformedRequest, Parts, PresignedPolicy, Rules,
    SignedRequest, Signer, SigningKey,
};

pub(crate) const ID: &str = "AKIDEXAMPLE";
pub(crate) const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
pub(crate) const REGION: &str = "us-east-1";
pub(crate) const SERVICE: &str = "service";
pub(crate) const TOKEN: &str = "FwoGZXIvYXdzE//////////wEaDBJ+Q2/1iY==";

/// The moment of AWS's test vectors: 2015-08-30T12:36:00Z.
pub(crate) fn now() -> Timestamp {
    Timestamp::from_second(1_440_938_160).unwrap()
}

pub(crate) fn secret() -> Plaintext {
    Plaintext::new(SECRET.as_bytes().to_vec())
}

/// A service that answers for two regions and takes both forms.
pub(crate) fn rules() -> Rules<'static> {
    Rules {
        now: now(),
        clock_skew: ClockSkew::DEFAULT,
        presigned: PresignedPolicy::Allowed,
        service: SERVICE,
        serves_region: &|region| [REGION, "eu-west-1"].contains(&region),
    }
}

#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Request {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) query: String,
    pub(crate) host: Option<String>,
    pub(crate) headers: Vec<(String, Vec<u8>)>,
    pub(crate) body: Vec<u8>,
}

impl Request {
    /// A call to a JSON service, not yet signed.
    pub(crate) fn json() -> Self {
        let headers = [
            ("Host", "secretsmanager.us-east-1.amazonaws.com"),
            ("Content-Type", "application/x-amz-json-1.1"),
            ("X-Amz-Target", "secretsmanager.GetSecretValue"),
            ("User-Agent", "test/1.0"),
        ];
        let headers = headers.map(|(name, value)| (name.to_owned(), value.into())).to_vec();
        let body = br#"{"SecretId":"example"}"#.to_vec();
        Self { method: "POST".into(), path: "/".into(), query: String::new(), host: None, headers, body }
    }

    /// A call for an identity proof, not yet signed.
    pub(crate) fn identity() -> Self {
        let query = "Action=GetCallerIdentity&Version=2011-06-15".to_owned();
        let headers = vec![("host".to_owned(), b"sts.amazonaws.com".to_vec())];
        Self { method: "GET".into(), query, headers, body: Vec::new(), ..Self::json() }
    }

    pub(crate) fn with_parts<T>(&self, view: impl FnOnce(&Parts<'_>) -> T) -> T {
        let headers: Vec<Header<'_>> =
            self.headers.iter().map(|(name, value)| (name.as_str(), &value[..])).collect();
        view(&Parts {
            method: &self.method,
            path: &self.path,
            query: &self.query,
            host: self.host.as_deref(),
            headers: &headers,
            body: Body::Bytes(&self.body),
        })
    }

    /// The value of the only header of a name.
    pub(crate) fn header(&mut self, name: &str) -> &mut Vec<u8> {
        let mut named = self.headers.iter_mut().filter(|(other, _)| other.eq_ignore_ascii_case(name));
        let (_, value) = named.next().expect("the request has the header");
        value
    }

    pub(crate) fn set(&mut self, name: &str, value: &str) {
        self.remove(name);
        self.add(name, value);
    }

    pub(crate) fn add(&mut self, name: &str, value: &str) {
        self.headers.push((name.to_owned(), value.into()));
    }

    pub(crate) fn remove(&mut self, name: &str) {
        self.headers.retain(|(other, _)| !other.eq_ignore_ascii_case(name));
    }

    /// The request, signed in its headers by our own signer.
    pub(crate) fn signed(&self, token: Option<&str>) -> Self {
        let mut signed = self.clone();
        let added = self.with_parts(|parts| signer(&secret(), token).sign_header(parts, now())).unwrap();
        added.iter().for_each(|(name, value)| signed.add(name, value));
        signed
    }

    /// The request, signed in its query by our own signer.
    pub(crate) fn presigned(&self, token: Option<&str>) -> Self {
        Self { query: self.presigned_query(token, 900).unwrap(), ..self.clone() }
    }

    pub(crate) fn presigned_query(
        &self,
        token: Option<&str>,
        seconds: u32,
    ) -> Result<String, MalformedRequest> {
        let expiry = Expiry::from_seconds(seconds).unwrap();
        self.with_parts(|parts| signer(&secret(), token).presign(parts, now(), expiry))
    }

    /// Parses and verifies as a server does: under the key of the scope that the request states.
    pub(crate) fn check(&self, rules: &Rules<'_>) -> Result<(), AuthError> {
        self.with_parts(|parts| {
            let signed = SignedRequest::parse(parts, rules)?;
            let credential = signed.credential();
            if credential.access_key_id() != ID {
                return Err(AuthError::UnknownAccessKey);
            }
            signed.verify(&SigningKey::derive(
                &secret(),
                credential.date(),
                credential.region(),
                credential.service(),
            ))
        })
    }

    pub(crate) fn accepted(&self) -> bool {
        self.check(&rules()).is_ok()
    }
}

pub(crate) fn signer<'a>(secret: &'a Plaintext, session_token: Option<&'a str>) -> Signer<'a> {
    Signer { access_key_id: ID, secret, session_token, region: REGION, service: SERVICE }
}
