//! A call to the service: signed, bounded in time and size, and tried again where that may help.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use reqwest::{Certificate, Client, StatusCode, redirect};
use seal::Plaintext;
use serde::{Deserialize, Deserializer, Serialize};
use sigv4::{Body as SignedBody, Parts, Signer};
use zeroize::Zeroizing;

use super::{ENCRYPTION_CONTEXT, KmsKey};
use crate::RootKeyError;
use crate::limits::{
    KMS_ANSWER_BYTES_MAX, KMS_MESSAGE_CHARS_MAX, KMS_PAUSE_FIRST, KMS_TIME_MAX, KMS_TRIES_MAX,
};

const CONTENT: &str = "application/x-amz-json-1.1";

/// An HTTP client that follows no redirection and asks no proxy: what it sends is for one address.
pub(super) fn client(authorities: Option<&[u8]>) -> Option<Client> {
    let builder = Client::builder().timeout(KMS_TIME_MAX).redirect(redirect::Policy::none()).no_proxy();
    let Some(pem) = authorities else { return builder.build().ok() };
    let certificates = Certificate::from_pem_bundle(pem).ok().filter(|found| !found.is_empty())?;
    builder.tls_certs_only(certificates).build().ok()
}

/// What is sent. Which of the two members is given depends on the operation.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Question<'a> {
    key_id: &'a str,
    encryption_context: BTreeMap<&'a str, &'a str>,
    #[serde(flatten)]
    given: BTreeMap<&'a str, &'a str>,
}

/// What comes back: one of the first two, or the others.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Answer {
    #[serde(rename = "CiphertextBlob")]
    ciphertext: Option<String>,
    #[serde(rename = "Plaintext", deserialize_with = "wiped")]
    plaintext: Option<Zeroizing<String>>,
    #[serde(rename = "__type")]
    code: Option<String>,
    #[serde(alias = "Message")]
    message: Option<String>,
}

fn wiped<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Zeroizing<String>>, D::Error> {
    Option::<String>::deserialize(deserializer).map(|text| text.map(Zeroizing::new))
}

/// Why a try failed, and whether another may help.
enum Failed {
    ForGood(RootKeyError),
    ForNow(String),
}

impl KmsKey {
    /// Calls an operation with one member, and returns another; both are Base64 on the wire.
    pub(super) fn call(
        &self,
        operation: &str,
        member: &str,
        value: &[u8],
        wanted: &str,
    ) -> Result<Plaintext, RootKeyError> {
        let encoded = Zeroizing::new(STANDARD.encode(value));
        let question = Question {
            key_id: &self.settings.key_id,
            encryption_context: BTreeMap::from([ENCRYPTION_CONTEXT]),
            given: BTreeMap::from([(member, encoded.as_str())]),
        };
        let unavailable = |reason: String| RootKeyError::Unavailable { reason };
        let body = serde_json::to_vec(&question).map(Zeroizing::new);
        let body = body.map_err(|failure| unavailable(failure.to_string()))?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(|failure| unavailable(failure.to_string()))?;
        let mut answer = runtime.block_on(self.ask(operation, &body))?;
        let ciphertext = answer.ciphertext.take().map(Zeroizing::new);
        let found = if wanted == "Plaintext" { answer.plaintext.take() } else { ciphertext };
        let found = found.unwrap_or_default();
        let bytes = STANDARD.decode(found.as_bytes()).ok().filter(|bytes| !bytes.is_empty());
        bytes
            .map(Plaintext::new)
            .ok_or_else(|| unavailable(format!("KMS answers {operation} without {wanted}")))
    }

    /// Asks until there is an answer, a few times at most.
    async fn ask(&self, operation: &str, body: &[u8]) -> Result<Answer, RootKeyError> {
        let mut pause = KMS_PAUSE_FIRST;
        let mut tries = 1;
        loop {
            match self.ask_once(operation, body).await {
                Ok(answer) => return Ok(answer),
                Err(Failed::ForGood(failure)) => return Err(failure),
                Err(Failed::ForNow(reason)) if tries == KMS_TRIES_MAX => {
                    return Err(RootKeyError::Unavailable { reason });
                }
                Err(Failed::ForNow(_)) => {}
            }
            tokio::time::sleep(pause).await;
            pause = pause.saturating_mul(2);
            tries += 1;
        }
    }

    async fn ask_once(&self, operation: &str, body: &[u8]) -> Result<Answer, Failed> {
        let unreachable = |failure: reqwest::Error| Failed::ForNow(told(&failure));
        let target = format!("TrentService.{operation}");
        let mut request = self.client.post(self.endpoint.clone());
        for (name, value) in self.signed(&target, body)? {
            request = request.header(name, value);
        }
        let mut response = request.body(body.to_vec()).send().await.map_err(unreachable)?;
        let status = response.status();
        let mut received = Zeroizing::new(Vec::with_capacity(KMS_ANSWER_BYTES_MAX));
        while let Some(chunk) = response.chunk().await.map_err(unreachable)? {
            if received.len() + chunk.len() > KMS_ANSWER_BYTES_MAX {
                return Err(Failed::ForNow("KMS answers at too great a length".to_owned()));
            }
            received.extend_from_slice(&chunk);
        }
        understand(status, &received)
    }

    /// The headers of a request, its signature among them.
    fn signed(&self, target: &str, body: &[u8]) -> Result<Vec<(&'static str, String)>, Failed> {
        let settings = &self.settings;
        let host = match (self.endpoint.host_str().unwrap_or_default(), self.endpoint.port()) {
            (host, Some(port)) => format!("{host}:{port}"),
            (host, None) => host.to_owned(),
        };
        let mut headers =
            vec![("content-type", CONTENT.to_owned()), ("host", host), ("x-amz-target", target.to_owned())];
        let given: Vec<_> = headers.iter().map(|(name, value)| (*name, value.as_bytes())).collect();
        let parts = Parts {
            method: "POST",
            path: "/",
            query: "",
            headers: &given,
            body: SignedBody::Bytes(body),
            host: None,
        };
        let signer = Signer {
            access_key_id: &settings.access_key_id,
            secret: &settings.secret_access_key,
            session_token: None,
            region: &settings.region,
            service: "kms",
        };
        let added = signer.sign_header(&parts, (settings.clock)());
        headers.extend(added.map_err(|failure| Failed::ForNow(failure.to_string()))?);
        Ok(headers)
    }
}

/// A refusal that says that the ciphertext is not this key's is final; whatever else is refused may be allowed later.
///
/// Source: AWS KMS API reference, the errors of `Decrypt`.
fn understand(status: StatusCode, body: &[u8]) -> Result<Answer, Failed> {
    let answer: Answer = match serde_json::from_slice(body) {
        Ok(answer) => answer,
        Err(_) if status.is_success() => {
            return Err(Failed::ForNow("KMS answers with something else".to_owned()));
        }
        Err(_) => Answer::default(),
    };
    if status.is_success() {
        return Ok(answer);
    }
    let code = answer.code.as_deref().unwrap_or_default().rsplit('#').next().unwrap_or_default();
    if matches!(code, "IncorrectKeyException" | "InvalidCiphertextException") {
        return Err(Failed::ForGood(RootKeyError::Refused));
    }
    let message: String =
        answer.message.as_deref().unwrap_or_default().chars().take(KMS_MESSAGE_CHARS_MAX).collect();
    let reason = format!("KMS answers {} {code} {message}", status.as_u16());
    let may_pass = status.is_server_error() || code.starts_with("Throttling");
    match may_pass {
        true => Err(Failed::ForNow(reason)),
        false => Err(Failed::ForGood(RootKeyError::Unavailable { reason })),
    }
}

/// A failure and its causes in a line.
fn told(failure: &reqwest::Error) -> String {
    let causes = std::iter::successors(std::error::Error::source(failure), |cause| cause.source());
    causes.fold(format!("KMS cannot be reached: {failure}"), |told, cause| format!("{told}: {cause}"))
}
