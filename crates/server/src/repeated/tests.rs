use super::Repeated;
use crate::limits::LOG_INTERVAL;

#[tokio::test(start_paused = true)]
async fn one_line_a_second_stands_for_all() {
    let mut repeated = Repeated::default();
    assert_eq!(repeated.once_more(), Some(1));
    assert!((0..100).all(|_| repeated.once_more().is_none()));
    tokio::time::advance(LOG_INTERVAL).await;
    assert_eq!(repeated.once_more(), Some(101));
    assert_eq!(repeated.once_more(), None);
}
