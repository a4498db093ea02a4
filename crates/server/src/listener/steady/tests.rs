use std::io::ErrorKind;

use tokio::io::{AsyncReadExt, AsyncWriteExt, duplex};
use tokio::time::{Instant, sleep};

use super::Steady;
use crate::limits::WRITE_TIME_MAX;

#[tokio::test(start_paused = true)]
async fn a_peer_that_takes_nothing_is_given_up() {
    let (ours, _theirs) = duplex(16);
    let began = Instant::now();
    let failure = Steady::new(ours).write_all(&[0; 17]).await.unwrap_err();
    assert_eq!(failure.kind(), ErrorKind::TimedOut);
    assert!(began.elapsed() >= WRITE_TIME_MAX && began.elapsed() < WRITE_TIME_MAX * 2);
}

#[tokio::test(start_paused = true)]
async fn a_peer_that_takes_little_by_little_is_served() {
    let (ours, mut theirs) = duplex(1);
    let reading = tokio::spawn(async move {
        for _ in 0..4 {
            sleep(WRITE_TIME_MAX / 2).await;
            theirs.read_u8().await.unwrap();
        }
    });
    Steady::new(ours).write_all(&[0; 4]).await.unwrap();
    reading.await.unwrap();
}
