use axum::body::Body;
use http::{Request, Response};
use hyper::body::Incoming;
use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream, duplex};
use tokio::task::JoinHandle;
use tokio::time::{Duration, Instant, sleep};

use super::converse;
use crate::Shutdown;
use crate::limits::{
    FAREWELL_TIME_MAX, FIRST_CALL_TIME_MAX, HTTP2_PING_INTERVAL, HTTP2_PING_TIME_MAX, QUIET_TIME_MAX,
};

const REQUEST: &[u8] = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n";
const HTTP2_PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
/// An empty SETTINGS frame.
const HTTP2_SETTINGS: &[u8] = &[0, 0, 0, 4, 0, 0, 0, 0, 0];
/// HEADERS of stream 1, complete: GET, `http`, `/`, authority `x`.
const HTTP2_GET: &[u8] = &[0, 0, 6, 1, 5, 0, 0, 0, 1, 0x82, 0x86, 0x84, 0x41, 1, b'x'];
/// The size of the answer to `/large`: more than any buffer on the way to its reader.
const LARGE: usize = 8 * 1_024 * 1_024;
/// How long a call to `/slow` takes.
const SLOW: Duration = Duration::from_secs(7);

async fn answer(request: Request<Incoming>) -> Response<Body> {
    Response::new(match request.uri().path() {
        "/large" => Body::from(vec![0; LARGE]),
        "/slow" => {
            sleep(SLOW).await;
            Body::from("late answer")
        }
        _ => Body::from("answer"),
    })
}

/// A connection to a server, and what tells when it has let go of it.
fn connect() -> (DuplexStream, Shutdown, JoinHandle<Duration>) {
    let (ours, theirs) = duplex(4_096);
    let shutdown = Shutdown::default();
    let served = shutdown.clone();
    let ended = tokio::spawn(async move {
        let began = Instant::now();
        converse(theirs, answer, &served).await;
        began.elapsed()
    });
    (ours, shutdown, ended)
}

async fn read_on(stream: &mut DuplexStream) -> String {
    let mut bytes = Vec::new();
    let _ = stream.read_to_end(&mut bytes).await;
    String::from_utf8_lossy(&bytes).into_owned()
}

#[tokio::test(start_paused = true)]
async fn a_silent_connection_is_closed() {
    let (_client, _shutdown, ended) = connect();
    let lasted = ended.await.unwrap();
    assert!(lasted >= FIRST_CALL_TIME_MAX && lasted <= FIRST_CALL_TIME_MAX + FAREWELL_TIME_MAX, "{lasted:?}");
}

#[tokio::test(start_paused = true)]
async fn headers_that_never_end_are_given_up() {
    let (mut client, _shutdown, ended) = connect();
    let trickle = tokio::spawn(async move {
        while client.write_all(b"G").await.is_ok() {
            sleep(Duration::from_secs(1)).await;
        }
    });
    assert!(ended.await.unwrap() <= FIRST_CALL_TIME_MAX + FAREWELL_TIME_MAX);
    trickle.await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn an_idle_connection_may_be_used_again_for_a_minute() {
    let (mut client, _shutdown, ended) = connect();
    for _ in 0..3 {
        client.write_all(REQUEST).await.unwrap();
        let mut answer = [0; 512];
        let read = client.read(&mut answer).await.unwrap();
        assert!(answer[..read].starts_with(b"HTTP/1.1 200 OK"));
        sleep(QUIET_TIME_MAX - Duration::from_secs(1)).await;
    }
    let idle = ended.await.unwrap() - 2 * (QUIET_TIME_MAX - Duration::from_secs(1));
    assert!(idle >= QUIET_TIME_MAX && idle <= 2 * QUIET_TIME_MAX + FAREWELL_TIME_MAX, "{idle:?}");
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_nobody_takes_is_given_up() {
    let (mut client, _shutdown, ended) = connect();
    client.write_all(b"GET /large HTTP/1.1\r\nHost: x\r\n\r\n").await.unwrap();
    assert!(ended.await.unwrap() <= FIRST_CALL_TIME_MAX + 2 * QUIET_TIME_MAX + FAREWELL_TIME_MAX);
}

#[tokio::test(start_paused = true)]
async fn an_http2_peer_that_answers_no_ping_is_given_up() {
    let (mut client, _shutdown, ended) = connect();
    client.write_all(&[HTTP2_PREFACE, HTTP2_SETTINGS, HTTP2_GET].concat()).await.unwrap();
    let lasted = ended.await.unwrap();
    assert!(lasted >= HTTP2_PING_INTERVAL, "{lasted:?}");
    assert!(lasted <= HTTP2_PING_INTERVAL + HTTP2_PING_TIME_MAX + FAREWELL_TIME_MAX, "{lasted:?}");
}

#[tokio::test(start_paused = true)]
async fn a_shutdown_waits_for_no_silent_connection() {
    let (_silent, shutdown, silent_ended) = connect();
    shutdown_after_a_second(shutdown);
    assert!(silent_ended.await.unwrap() < Duration::from_secs(3));
    for said in [b"POST / HT".as_slice(), &[HTTP2_PREFACE, HTTP2_SETTINGS].concat(), REQUEST] {
        let (mut client, shutdown, ended) = connect();
        client.write_all(said).await.unwrap();
        shutdown_after_a_second(shutdown);
        assert!(ended.await.unwrap() < Duration::from_secs(3), "{said:?}");
    }
}

fn shutdown_after_a_second(shutdown: Shutdown) {
    tokio::spawn(async move {
        sleep(Duration::from_secs(1)).await;
        shutdown.begin();
    });
}

#[tokio::test(start_paused = true)]
async fn a_shutdown_waits_for_a_call() {
    let (mut client, shutdown, ended) = connect();
    client.write_all(b"GET /slow HTTP/1.1\r\nHost: x\r\n\r\n").await.unwrap();
    shutdown_after_a_second(shutdown);
    assert!(read_on(&mut client).await.ends_with("late answer"));
    assert!(ended.await.unwrap() < SLOW + FAREWELL_TIME_MAX);
}
