use std::time::Duration;

use super::Queue;
use crate::fixture::{LONG, event};
use crate::limits::{FAILING_FOR, QUEUE_BYTES_MAX, QUEUE_CALLS_MAX};
use crate::{Encoded, EventId, Refused};

fn refusal<T>(answer: Result<T, Refused>) -> Option<Refused> {
    answer.err()
}

#[tokio::test]
async fn takes_so_many_calls_and_no_more() {
    let queue = Queue::new(0);
    let answers: Vec<_> = (0..QUEUE_CALLS_MAX).map(|_| queue.push(Vec::new(), LONG)).collect();
    assert!(answers.iter().all(Result::is_ok));
    assert_eq!(refusal(queue.push(vec![event(1)], LONG)), Some(Refused::Busy));
    assert_eq!(queue.take().await.unwrap().calls.len(), QUEUE_CALLS_MAX);
    assert_eq!(refusal(queue.push(vec![event(1)], LONG)), None);
}

#[tokio::test]
async fn takes_so_many_bytes_and_no_more_but_a_single_call_whatever_its_size() {
    let text = "x".repeat(QUEUE_BYTES_MAX / 40);
    let large = Encoded::of(EventId::from_bytes([0; 16]), &text);
    let queue = Queue::new(0);
    assert_eq!(refusal(queue.push(vec![large; 41], LONG)), None);
    assert_eq!(refusal(queue.push(vec![event(1)], LONG)), Some(Refused::Busy));
    let _taken = queue.take().await;
    assert_eq!(refusal(queue.push(vec![event(1)], LONG)), None);
}

#[test]
fn is_failing_for_a_while_after_a_failure() {
    let queue = Queue::new(0);
    assert!(!queue.is_failing(queue.started, LONG));
    queue.failed();
    assert!(queue.is_failing(queue.started, LONG));
    let later = queue.started + LONG + FAILING_FOR;
    assert!(!queue.is_failing(later, LONG), "somebody may try again");
    queue.succeeded(1);
    assert!(!queue.is_failing(queue.started, LONG));
}

#[tokio::test]
async fn is_failing_while_a_batch_takes_longer_than_the_deadline() {
    let queue = Queue::new(0);
    let _answer = queue.push(vec![event(1)], LONG).unwrap();
    let (second, later) = (Duration::from_secs(1), queue.started + LONG);
    assert!(!queue.is_failing(later, second), "nobody has taken it in hand");
    let _batch = queue.take().await;
    assert!(queue.is_failing(later, second));
    assert!(!queue.is_failing(later, LONG + LONG));
    queue.close();
    assert!(queue.take().await.is_none());
    assert!(!queue.is_failing(later, second));
}

#[tokio::test]
async fn a_closed_queue_gives_out_what_it_took_and_takes_nothing() {
    let queue = Queue::new(0);
    let _answer = queue.push(vec![event(1)], LONG).unwrap();
    queue.close();
    assert_eq!(refusal(queue.push(vec![event(2)], LONG)), Some(Refused::Closed));
    assert_eq!(refusal(queue.ask_head()), Some(Refused::Closed));
    assert_eq!(queue.take().await.unwrap().calls.len(), 1);
    assert!(queue.take().await.is_none());
}
