//! Calls to a server as any AWS client makes them: found and signed by what the usual variables and files say.
//!
//! Source: AWS SDKs and Tools Reference Guide, "Settings reference": shared credentials file, service-specific endpoints.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, bail, ensure};
use serde_json::Value;
use server::{Plaintext, wire_now};
use sigv4::{Body, Parts, Signer};
use zeroize::Zeroizing;

use crate::arguments::ClientArguments;
use crate::environment::{self, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN};

const MEDIA_TYPE: &str = "application/x-amz-json-1.1";

/// How long a call may take.
const CALL_TIME_MAX: Duration = Duration::from_secs(30);

/// The largest answer that is read: 8 MiB.
const ANSWER_BYTES_MAX: usize = 8 * 1_024 * 1_024;

/// Where a server is, and who calls it. It holds a secret, hence no `Debug`.
pub(crate) struct Client {
    endpoint: reqwest::Url,
    region: String,
    credentials: Credentials,
    http: reqwest::Client,
}

struct Credentials {
    access_key_id: String,
    secret: Plaintext,
    session_token: Option<String>,
}

impl Client {
    /// A client that calls as the arguments, the environment and the credentials file say.
    pub(crate) fn new(arguments: &ClientArguments) -> anyhow::Result<Self> {
        let endpoint =
            arguments.endpoint.parse().with_context(|| format!("`{}` is no URL", arguments.endpoint))?;
        // A proxy or a redirect would see the call; neither is for a server of one's own.
        let mut http = reqwest::Client::builder().timeout(CALL_TIME_MAX).no_proxy();
        http = http.redirect(reqwest::redirect::Policy::none());
        if let Some(bundle) = &arguments.ca_bundle {
            let unreadable = || format!("the certificates in `{}` cannot be read", bundle.display());
            let pem = std::fs::read(bundle).with_context(unreadable)?;
            for certificate in reqwest::Certificate::from_pem_bundle(&pem).with_context(unreadable)? {
                http = http.add_root_certificate(certificate);
            }
        }
        let (region, credentials) = (arguments.region.clone(), Credentials::find(arguments)?);
        Ok(Self { endpoint, region, credentials, http: http.build()? })
    }

    /// Calls an operation of Strongroom's own service, and waits for the answer.
    pub(crate) fn call(&self, operation: &str, input: &Value) -> anyhow::Result<Value> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        runtime.block_on(self.exchange(operation, input))
    }

    async fn exchange(&self, operation: &str, input: &Value) -> anyhow::Result<Value> {
        let (target, body) = (format!("strongroom.{operation}"), serde_json::to_vec(input)?);
        let mut request = self.http.post(self.endpoint.clone()).header("content-type", MEDIA_TYPE);
        request = request.header("x-amz-target", &target);
        for (name, value) in self.signature(&target, &body)? {
            request = request.header(name, value);
        }
        let unreachable = || format!("no server answers at `{}`", self.endpoint);
        let mut answer = request.body(body).send().await.with_context(unreachable)?;
        let status = answer.status();
        let mut received = Vec::new();
        while let Some(chunk) = answer.chunk().await? {
            ensure!(received.len() + chunk.len() <= ANSWER_BYTES_MAX, "the server's answer is too long");
            received.extend_from_slice(&chunk);
        }
        let answer: Value =
            serde_json::from_slice(&received).context("the server's answer is not understood")?;
        if !status.is_success() {
            bail!(refusal(&answer));
        }
        Ok(answer)
    }

    /// The headers that sign a call.
    fn signature(&self, target: &str, body: &[u8]) -> anyhow::Result<Vec<(String, String)>> {
        let host = host(&self.endpoint)?;
        let headers = [
            ("content-type", MEDIA_TYPE.as_bytes()),
            ("host", host.as_bytes()),
            ("x-amz-target", target.as_bytes()),
        ];
        let path = self.endpoint.path();
        let parts =
            Parts { method: "POST", path, query: "", host: None, headers: &headers, body: Body::Bytes(body) };
        let signer = Signer {
            access_key_id: &self.credentials.access_key_id,
            secret: &self.credentials.secret,
            session_token: self.credentials.session_token.as_deref(),
            region: &self.region,
            service: "strongroom",
        };
        let added = signer.sign_header(&parts, wire_now());
        let added = added.map_err(|failure| anyhow::anyhow!("the call could not be signed: {failure}"))?;
        Ok(added.into_iter().map(|(name, value)| (name.to_string(), value)).collect())
    }
}

/// The host as the HTTP library names it: the port stands there unless it is the scheme's own.
fn host(endpoint: &reqwest::Url) -> anyhow::Result<String> {
    let host = endpoint.host_str().context("the endpoint names no host")?;
    Ok(endpoint.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}")))
}

/// What a server said to a call that it refused.
fn refusal(answer: &Value) -> String {
    let text = |name: &str| answer.get(name).and_then(Value::as_str);
    let code = text("__type").unwrap_or("the server refused the call");
    match text("Message").or(text("message")) {
        Some(message) => format!("{code}: {message}"),
        None => code.to_owned(),
    }
}

impl Credentials {
    fn find(arguments: &ClientArguments) -> anyhow::Result<Self> {
        if let Some(access_key_id) = environment::text(AWS_ACCESS_KEY_ID)? {
            let secret = environment::text(AWS_SECRET_ACCESS_KEY)?;
            let secret = secret.context("AWS_ACCESS_KEY_ID is set, and AWS_SECRET_ACCESS_KEY is not")?;
            let session_token = environment::text(AWS_SESSION_TOKEN)?;
            return Ok(Self { access_key_id, secret: Plaintext::new(secret.into_bytes()), session_token });
        }
        Self::read(&arguments.credentials_file(), &arguments.profile)
    }

    /// Reads a profile of a shared credentials file.
    fn read(file: &PathBuf, profile: &str) -> anyhow::Result<Self> {
        let unreadable = || format!("the credentials in `{}` cannot be read", file.display());
        let text = Zeroizing::new(std::fs::read_to_string(file).with_context(unreadable)?);
        let value = |name| in_profile(&text, profile, name);
        let missing =
            |name: &str| format!("`{}` has no `{name}` for the profile `{profile}`", file.display());
        let access_key_id = value("aws_access_key_id").with_context(|| missing("aws_access_key_id"))?;
        let secret = value("aws_secret_access_key").with_context(|| missing("aws_secret_access_key"))?;
        Ok(Self {
            access_key_id: access_key_id.to_owned(),
            secret: Plaintext::new(secret.as_bytes().to_vec()),
            session_token: value("aws_session_token").map(str::to_owned),
        })
    }
}

/// The value that a profile gives a name.
fn in_profile<'t>(text: &'t str, profile: &str, name: &str) -> Option<&'t str> {
    let mut section = "";
    text.lines().map(str::trim).find_map(|line| {
        if let Some(begun) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            section = begun.trim();
        }
        let (key, value) = line.split_once('=')?;
        (section == profile && key.trim() == name).then(|| value.trim())
    })
}

impl ClientArguments {
    /// Where the credentials lie: where the usual variable says, or in the data folder.
    fn credentials_file(&self) -> PathBuf {
        self.credentials
            .clone()
            .unwrap_or_else(|| Path::new(crate::arguments::DATA_DEFAULT).join("credentials"))
    }
}

#[cfg(test)]
mod tests;
