//! Providers on this machine, over TLS, as good and as bad as they come.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use rustls::ServerConfig;
use rustls::pki_types::PrivateKeyDer;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

use super::*;
use crate::limits::KEY_SET_TIME_MAX;

const DISCOVERY: &str = "GET /.well-known/openid-configuration ";

/// A provider that answers as it is told, and counts how often it was asked for its keys.
struct Issuer {
    port: u16,
    asked: Arc<AtomicUsize>,
    folder: tempfile::TempDir,
    serving: tokio::task::JoinHandle<()>,
}

impl Drop for Issuer {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

/// What the provider does with a request: an answer, or whatever it sends by itself.
type Manner = fn(&str, u16) -> Vec<u8>;

impl Issuer {
    async fn start(manner: Manner) -> Self {
        let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
        let certified =
            rcgen::generate_simple_self_signed(vec!["localhost".into(), "127.0.0.1".into()]).unwrap();
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("ca.pem"), certified.cert.pem()).unwrap();
        let key = PrivateKeyDer::try_from(certified.signing_key.serialize_der()).unwrap();
        let config = ServerConfig::builder()
            .with_no_client_auth()
            .with_single_cert(vec![certified.cert.der().clone()], key)
            .unwrap();
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let asked = Arc::new(AtomicUsize::new(0));
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let counter = Arc::clone(&asked);
        let serving = tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                let (acceptor, counter) = (acceptor.clone(), Arc::clone(&counter));
                tokio::spawn(async move {
                    if let Ok(stream) = acceptor.accept(stream).await {
                        let _ = serve(stream, (manner, port), &counter).await;
                    }
                });
            }
        });
        Self { port, asked, folder, serving }
    }

    fn url(&self) -> String {
        format!("localhost:{}", self.port)
    }

    /// Providers of which this one is vouched for.
    fn vouched(&self) -> IdentityProviders {
        let entry = IdentityProviderEntry {
            issuer: format!("https://{}", self.url()),
            ca_file: Some(self.folder.path().join("ca.pem")),
            jwks_file: None,
        };
        providers(false, vec![entry])
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

async fn serve(
    mut stream: TlsStream<TcpStream>,
    (manner, port): (Manner, u16),
    asked: &AtomicUsize,
) -> std::io::Result<()> {
    let mut request = vec![0; 4_096];
    let length = stream.read(&mut request).await?;
    let request = String::from_utf8_lossy(&request[..length]).into_owned();
    if request.starts_with(DISCOVERY) {
        asked.fetch_add(1, Ordering::SeqCst);
    }
    let answer = manner(&request, port);
    if answer.is_empty() {
        tokio::time::sleep(Duration::from_secs(60)).await;
    }
    stream.write_all(&answer).await?;
    stream.shutdown().await
}

fn providers(allow_private_networks: bool, providers: Vec<IdentityProviderEntry>) -> IdentityProviders {
    IdentityProviders::new(&IdentityProviderSettings { allow_private_networks, providers }).unwrap()
}

fn answer(body: &str) -> Vec<u8> {
    format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len())
        .into_bytes()
}

fn redirect(to: &str) -> Vec<u8> {
    format!("HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        .into_bytes()
}

fn discovery(port: u16, jwks_uri: &str) -> Vec<u8> {
    answer(&json!({"issuer": format!("https://localhost:{port}"), "jwks_uri": jwks_uri}).to_string())
}

fn key() -> Value {
    // The key of RFC 7515, appendix A.3.1.
    json!({"kty": "EC", "crv": "P-256", "kid": "k1", "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
        "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"})
}

fn good(request: &str, port: u16) -> Vec<u8> {
    if request.starts_with(DISCOVERY) {
        discovery(port, &format!("https://localhost:{port}/keys"))
    } else {
        answer(&json!({"keys": [key()]}).to_string())
    }
}

async fn failure(issuer: &Issuer) -> FetchError {
    issuer.vouched().keys(&issuer.url(), Some("k1")).await.expect_err("it was refused")
}

#[tokio::test]
async fn keys_are_fetched_once_and_kept() {
    let issuer = Issuer::start(good).await;
    let providers = issuer.vouched();
    let url = issuer.url();
    let (one, other) = tokio::join!(providers.keys(&url, Some("k1")), providers.keys(&url, Some("k1")));
    assert!(one.unwrap().knows(Some("k1")) && other.unwrap().knows(Some("k1")));
    assert_eq!(issuer.asked(), 1, "one question at a time");
    // A key that nobody has makes nobody be asked again and again.
    for _ in 0..10 {
        let keys = providers.keys(&issuer.url(), Some("k2")).await.unwrap();
        assert!(!keys.knows(Some("k2")));
    }
    assert_eq!(issuer.asked(), 1, "not so soon after the last question");
}

#[tokio::test]
async fn a_key_that_is_not_known_makes_the_provider_be_asked_again_and_old_ones_are_forgotten() {
    let issuer = Issuer::start(good).await;
    let providers = issuer.vouched();
    providers.keys(&issuer.url(), Some("k1")).await.unwrap();
    let provider = providers.provider(&issuer.url());
    let ago = |age: Duration| Instant::now().checked_sub(age).unwrap();
    provider.0.lock().await.asked = Some(ago(KEY_SET_PAUSE));
    providers.keys(&issuer.url(), Some("k2")).await.unwrap();
    assert_eq!(issuer.asked(), 2);
    {
        let mut known = provider.0.lock().await;
        known.asked = None;
        known.keys = known.keys.take().map(|(keys, _)| (keys, ago(KEY_SET_AGE_MAX)));
    }
    providers.keys(&issuer.url(), Some("k1")).await.unwrap();
    assert_eq!(issuer.asked(), 3, "an hour later");
}

#[tokio::test]
async fn cve_class_14_a_private_provider_is_asked_only_if_the_operator_vouches_for_it() {
    let issuer = Issuer::start(good).await;
    let strict = providers(false, Vec::new());
    // By a name that resolves to loopback, by an address, and by spellings of addresses.
    for host in ["localhost", "127.0.0.1", "[::1]", "2130706433", "0x7f.1", "169.254.169.254"] {
        let url = format!("{host}:{}", issuer.port);
        let failed = strict.keys(&url, Some("k1")).await.expect_err(host);
        assert!(matches!(failed, FetchError::OutOfReach(_) | FetchError::Request(_)), "{host}: {failed:?}");
    }
    assert_eq!(issuer.asked(), 0);
    // Even then the certificate must be trusted.
    let open = providers(true, Vec::new());
    assert!(matches!(open.keys(&issuer.url(), None).await, Err(FetchError::Request(_))));
    let failed = open.keys("169.254.169.254", None).await;
    assert!(matches!(failed, Err(FetchError::OutOfReach(_))), "{failed:?}");
    assert_eq!(issuer.asked(), 0);
}

#[tokio::test]
async fn cve_class_14_no_answer_leads_elsewhere() {
    let cases: [(&str, Manner); 6] = [
        ("to a metadata service", |_, _| redirect("https://169.254.169.254/latest/meta-data/")),
        ("to another host", |_, port| redirect(&format!("https://127.0.0.1:{port}/keys"))),
        ("to plaintext", |_, port| redirect(&format!("http://localhost:{port}/keys"))),
        ("in a circle", |_, port| redirect(&format!("https://localhost:{port}/again"))),
        ("keys at a metadata service", |_, port| discovery(port, "https://169.254.169.254/keys")),
        ("keys in plaintext", |_, port| discovery(port, &format!("http://localhost:{port}/keys"))),
    ];
    for (what, manner) in cases {
        let issuer = Issuer::start(manner).await;
        let failed = failure(&issuer).await;
        assert!(
            matches!(failed, FetchError::OutOfReach(_) | FetchError::Request(_) | FetchError::Url(_)),
            "{what}: {failed:?}"
        );
    }
    let within: Manner = |request, port| match request {
        request if request.starts_with(DISCOVERY) => redirect(&format!("https://localhost:{port}/moved")),
        request if request.starts_with("GET /moved ") => {
            discovery(port, &format!("https://localhost:{port}/keys"))
        }
        request => good(request, port),
    };
    let issuer = Issuer::start(within).await;
    assert!(issuer.vouched().keys(&issuer.url(), Some("k1")).await.is_ok(), "within the host it may");
}

#[tokio::test]
async fn garbage_and_too_much_are_refused() {
    let cases: [(&str, Manner); 6] = [
        ("garbage", |_, _| answer("<html>")),
        ("no HTTP", |_, _| b"hello\r\n\r\n".to_vec()),
        ("an error", |_, _| b"HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n".to_vec()),
        ("another name", |_, _| {
            answer(r#"{"issuer": "https://evil.example.com", "jwks_uri": "https://x/"}"#)
        }),
        ("too much", |_, _| answer(&" ".repeat(KEY_SET_BYTES_MAX + 1))),
        ("keys that are none", |request, port| {
            if request.starts_with(DISCOVERY) { good(request, port) } else { answer(r#"{"keys": 7}"#) }
        }),
    ];
    for (what, manner) in cases {
        let issuer = Issuer::start(manner).await;
        let failed = failure(&issuer).await;
        let expected = match what {
            "no HTTP" => matches!(failed, FetchError::Request(_)),
            "an error" => matches!(failed, FetchError::Status(500)),
            "another name" => matches!(failed, FetchError::OtherIssuer),
            "too much" => matches!(failed, FetchError::TooLarge),
            _ => matches!(failed, FetchError::Document),
        };
        assert!(expected, "{what}: {failed:?}");
    }
}

#[tokio::test]
async fn a_slow_provider_is_given_up_and_left_alone_for_a_while() {
    let issuer = Issuer::start(|_, _| Vec::new()).await;
    let providers = issuer.vouched();
    let begun = std::time::Instant::now();
    let failed = providers.keys(&issuer.url(), Some("k1")).await.expect_err("it never answers");
    assert!(matches!(failed, FetchError::TooSlow | FetchError::Request(_)), "{failed:?}");
    assert!(begun.elapsed() < KEY_SET_TIME_MAX + Duration::from_secs(3));
    let again = providers.keys(&issuer.url(), Some("k1")).await;
    assert!(matches!(again, Err(FetchError::JustFailed)), "{again:?}");
    assert_eq!(issuer.asked(), 1);
}

#[tokio::test]
async fn a_file_of_keys_stands_for_a_provider() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("keys.json");
    let entry = |issuer: &str| IdentityProviderEntry {
        issuer: issuer.to_owned(),
        ca_file: None,
        jwks_file: Some(path.clone()),
    };
    let new = |issuer: &str| {
        let settings =
            IdentityProviderSettings { allow_private_networks: false, providers: vec![entry(issuer)] };
        IdentityProviders::new(&settings)
    };
    assert!(matches!(new("https://x"), Err(IdentityProviderError::File { .. })));
    std::fs::write(&path, "{}").unwrap();
    assert!(matches!(new("https://x"), Err(IdentityProviderError::KeySet(_))));
    std::fs::write(&path, json!({"keys": [key()]}).to_string()).unwrap();
    assert!(matches!(new("http://x"), Err(IdentityProviderError::Issuer(_))));
    let providers = new("https://kubernetes.default.svc").unwrap();
    assert!(providers.keys("kubernetes.default.svc", Some("k1")).await.unwrap().knows(Some("k1")));
}
