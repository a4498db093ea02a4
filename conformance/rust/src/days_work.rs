//! A secret's life: made, changed, read by label and by version, rolled back, deleted, restored.

use std::time::{Duration, SystemTime};

use aws_sdk_secretsmanager::Client;
use aws_sdk_secretsmanager::operation::RequestId;
use aws_sdk_secretsmanager::primitives::{Blob, DateTime};
use aws_sdk_secretsmanager::types::Tag;

const DAY: Duration = Duration::from_secs(86_400);

/// Text in versions, by label, and what a description says of them.
pub(crate) async fn versions(client: &Client, name: &str) {
    let tag = Tag::builder().key("team").value("red").build();
    let created =
        client.create_secret().name(name).secret_string("1").description("made by a test").tags(tag);
    let created = created.send().await.expect("created");
    assert_eq!(created.name(), Some(name));
    let (arn, first) = (created.arn().expect("an ARN"), created.version_id().expect("a version id"));
    assert!(arn.starts_with("arn:aws:secretsmanager:us-east-1:000000000000:secret:"), "{arn}");

    let put = client.put_secret_value().secret_id(arn).secret_string("2").send().await.expect("put");
    let second = put.version_id().expect("a version id");
    assert_eq!(put.version_stages(), ["AWSCURRENT"]);
    assert_eq!(read(client, name, None).await, "2");
    assert_eq!(read(client, name, Some("AWSPREVIOUS")).await, "1");

    let back = client.update_secret_version_stage().secret_id(name).version_stage("AWSCURRENT");
    back.move_to_version_id(first).remove_from_version_id(second).send().await.expect("moved");
    assert_eq!(read(client, name, None).await, "1");

    let described = client.describe_secret().secret_id(name).send().await.expect("described");
    let labels = described.version_ids_to_stages().expect("labels");
    assert_eq!(labels.len(), 2);
    assert_eq!(
        (&labels[first][..], &labels[second][..]),
        (&["AWSCURRENT".to_owned()][..], &["AWSPREVIOUS".to_owned()][..])
    );
    assert_eq!(described.description(), Some("made by a test"));
    assert_eq!(described.tags().iter().map(|tag| tag.value()).collect::<Vec<_>>(), [Some("red")]);
    assert!(described.request_id().is_some_and(|id| id.len() == 36));
    dates(client, name, described.created_date().expect("a date")).await;
}

async fn read(client: &Client, name: &str, label: Option<&str>) -> String {
    let read = client.get_secret_value().secret_id(name).set_version_stage(label.map(ToOwned::to_owned));
    read.send().await.expect("read").secret_string().expect("text").to_owned()
}

/// Dates are near now, and finer than a second.
async fn dates(client: &Client, name: &str, created: &DateTime) {
    let mut dates = vec![*created];
    for number in 0..5 {
        client
            .update_secret()
            .secret_id(name)
            .secret_string(number.to_string())
            .send()
            .await
            .expect("updated");
        let value = client.get_secret_value().secret_id(name).send().await.expect("read");
        dates.push(*value.created_date().expect("a date"));
    }
    assert!(dates.iter().any(|date| date.subsec_nanos() != 0), "{dates:?} are whole seconds");
    assert!(dates.iter().all(|date| until(date).abs() < DAY.as_secs_f64()), "{dates:?}");
}

/// Seconds from now until `date`.
fn until(date: &DateTime) -> f64 {
    let now = SystemTime::UNIX_EPOCH.elapsed().expect("a clock after 1970");
    date.as_secs_f64() - now.as_secs_f64()
}

/// Bytes stay bytes.
pub(crate) async fn binary(client: &Client, name: &str) {
    let bytes: Vec<u8> = (0..=255).collect();
    let create = client.create_secret().name(name).secret_binary(Blob::new(bytes.clone()));
    create.send().await.expect("created");
    let value = client.get_secret_value().secret_id(name).send().await.expect("read");
    assert_eq!(value.secret_binary().expect("bytes").as_ref(), bytes);
    assert_eq!(value.secret_string(), None);
}

/// Deleted with a window, refused, restored, deleted at once, gone.
pub(crate) async fn deletion(client: &Client, name: &str) {
    client.create_secret().name(name).secret_string("x").send().await.expect("created");
    let deleted =
        client.delete_secret().secret_id(name).recovery_window_in_days(7).send().await.expect("deleted");
    assert!(until(deleted.deletion_date().expect("a date")) > 6.0 * DAY.as_secs_f64());
    let refused =
        client.get_secret_value().secret_id(name).send().await.expect_err("a refusal").into_service_error();
    assert!(refused.is_invalid_request_exception(), "{refused:?}");
    client.restore_secret().secret_id(name).send().await.expect("restored");
    assert_eq!(read(client, name, None).await, "x");
    let delete = client.delete_secret().secret_id(name).force_delete_without_recovery(true);
    delete.send().await.expect("deleted at once");
    let gone =
        client.describe_secret().secret_id(name).send().await.expect_err("a refusal").into_service_error();
    assert!(gone.is_resource_not_found_exception(), "{gone:?}");
}
