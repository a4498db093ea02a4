use tempfile::tempdir;

use super::{sync, unvouched};
use crate::fixture::{event, head, now, open, store};
use crate::{StoredHead, checkpoint};

#[tokio::test]
async fn what_no_head_vouches_for_is_made_durable_at_the_opening() {
    let (folder, store) = (tempdir().unwrap(), store());
    let first_sequences = |head: StoredHead| {
        let names = unvouched(folder.path(), &head).unwrap();
        names.into_iter().map(|name| name.first).collect::<Vec<u64>>()
    };
    assert!(first_sequences(head(&store).await).is_empty());
    sync(folder.path(), &head(&store).await).unwrap();
    // The opening and one record, then twice an opening and a process that ends before it signs.
    let trail = open(folder.path(), &store).await;
    trail.append(vec![event(1)]).await.unwrap();
    trail.close().await;
    drop(open(folder.path(), &store).await);
    let trail = open(folder.path(), &store).await;
    assert_eq!(first_sequences(head(&store).await), [1, 3, 4]);
    checkpoint(&trail, &store, now()).await.unwrap();
    assert_eq!(first_sequences(head(&store).await), [4]);
    trail.close().await;
    sync(folder.path(), &head(&store).await).unwrap();
}
