//! Lists and their pages, by the SDK's own paginators.

use aws_sdk_secretsmanager::Client;
use aws_sdk_secretsmanager::types::{Filter, FilterNameStringType};

/// Secrets, and their values, come in pages, each once.
pub(crate) async fn pages(client: &Client, name: &str) {
    let names: Vec<_> = ["a", "b", "c", "d", "e"].map(|letter| format!("{name}/{letter}")).to_vec();
    for name in &names {
        client.create_secret().name(name).secret_string(name).send().await.expect("created");
    }
    let filter = Filter::builder().key(FilterNameStringType::Name).values(name).build();
    let mut pages = client.list_secrets().filters(filter.clone()).into_paginator().page_size(2).send();
    let (mut sizes, mut listed) = (Vec::new(), Vec::new());
    while let Some(page) = pages.next().await {
        let page = page.expect("a page");
        sizes.push(page.secret_list().len());
        listed.extend(page.secret_list().iter().map(|entry| entry.name().expect("a name").to_owned()));
    }
    assert_eq!((sizes, listed), (vec![2, 2, 1], names.clone()));

    let mut pages = client.batch_get_secret_value().filters(filter).into_paginator().page_size(2).send();
    let mut values = Vec::new();
    while let Some(page) = pages.next().await {
        let page = page.expect("a page");
        assert!(page.errors().is_empty() && page.secret_values().len() <= 2);
        values
            .extend(page.secret_values().iter().map(|value| value.secret_string().expect("text").to_owned()));
    }
    assert_eq!(values, names);
}

/// Versions come in pages, each once.
pub(crate) async fn versions(client: &Client, name: &str) {
    let created = client.create_secret().name(name).secret_string("0").send().await.expect("created");
    let mut made = vec![created.version_id().expect("a version id").to_owned()];
    for number in 1..5 {
        let put = client.put_secret_value().secret_id(name).secret_string(number.to_string());
        made.push(put.send().await.expect("put").version_id().expect("a version id").to_owned());
    }
    let list = client.list_secret_version_ids().secret_id(name).include_deprecated(true);
    let mut pages = list.into_paginator().page_size(2).send();
    let mut listed = Vec::new();
    while let Some(page) = pages.next().await {
        let page = page.expect("a page");
        assert!(page.versions().len() <= 2);
        listed.extend(page.versions().iter().map(|version| version.version_id().expect("an id").to_owned()));
    }
    made.sort();
    listed.sort();
    assert_eq!(listed, made);
}
