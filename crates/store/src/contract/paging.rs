//! Pages of ranges of every shape, against a model.

use std::collections::BTreeMap;

use jiff::Timestamp;
use seal::Entropy;

use super::{Bench, Broken, Cell, check, store, transact};
use crate::limits::{CACHE_BYTES_DEFAULT, PAGE_BYTES_MAX, PAGE_ENTRIES_MAX};
use crate::{KeyRange, RecordKey, Store, Tenant, TenantKey};

type Key = TenantKey<Cell>;
type Model = BTreeMap<Key, u64>;

/// Pages of prefixes, text prefixes and bounded ranges, in both directions and of every size, agree with a model; those of
/// one tenant hold nothing of another.
///
/// # Errors
///
/// [`Broken`], as for each function of the suite.
pub async fn pages_agree_with_a_model(bench: &dyn Bench) -> Result<(), Broken> {
    let store = store(bench, CACHE_BYTES_DEFAULT).await?;
    let mut entropy = Entropy::dangerous_seeded(7);
    let keys: Vec<Key> = tenants().iter().flat_map(keys).collect();
    let model: Model = keys.iter().cloned().zip(0..).collect();
    write(&store, &model).await?;
    for tenant in tenants() {
        compare(&store, &model, Key::of(&tenant).prefix(), 3).await?;
        compare(&store, &model, Key::of(&tenant).prefix().reversed(), 3).await?;
        for prefix in ["", "a", "ab", "a\0", "é", "z"] {
            compare(&store, &model, Key::of(&tenant).text_prefix(prefix), 2).await?;
            compare(&store, &model, Key::of(&tenant).text(prefix).prefix(), 2).await?;
        }
    }
    for _ in 0..200 {
        let (Some(range), limit) = (random_range(&keys, &mut entropy), entropy.below(7) + 1) else {
            continue;
        };
        compare(&store, &model, range, usize::try_from(limit).unwrap_or(1)).await?;
    }
    large_pages_are_cut(&store).await
}

fn tenants() -> [Tenant; 4] {
    [("aws", "0", "a"), ("aws", "0", "a\0"), ("aws", "0", "aa"), ("aws-cn", "0", "a")]
        .map(|(partition, account, region)| Tenant::new(partition, account, region))
}

fn keys(tenant: &Tenant) -> Vec<Key> {
    let texts = ["", "\0", "\0\u{1}", "a", "a\0", "a\0b", "a\u{1}", "ab", "abc", "b", "é", "z", "\u{10ffff}"];
    let mut keys: Vec<Key> = texts.iter().map(|text| Key::of(tenant).text(text)).collect();
    keys.extend([0, 1, 255, 256, u64::MAX].map(|number| Key::of(tenant).text("a").number(number)));
    let instants = [Timestamp::MIN, Timestamp::UNIX_EPOCH, Timestamp::MAX];
    keys.extend(instants.map(|instant| Key::of(tenant).text("b").instant(instant).id([0xFF; 16])));
    keys.push(Key::of(tenant).id([0; 16]));
    keys.push(Key::of(tenant).id([0xFF; 16]));
    keys
}

async fn write(store: &Store, model: &Model) -> Result<(), Broken> {
    for (key, number) in model {
        let (key, number) = (key.clone(), *number);
        transact(store, move |tx| {
            let key = key.clone();
            Box::pin(async move { Ok(tx.put(&key, Cell::of(number))?) })
        })
        .await?;
    }
    Ok(())
}

fn random_range(keys: &[Key], entropy: &mut Entropy) -> Option<KeyRange<Key>> {
    let mut pick =
        || keys.get(usize::try_from(entropy.below(u32::try_from(keys.len()).ok()?)).ok()?).cloned();
    let (whole, after, up_to) = (pick()?, pick()?, pick()?);
    let mut range = Key::of(&whole.tenant()).prefix();
    if entropy.below(2) == 0 {
        range = range.after(&after);
    }
    if entropy.below(2) == 0 {
        range = range.up_to(&up_to);
    }
    Some(if entropy.below(2) == 0 { range.reversed() } else { range })
}

/// Reads the range page by page and compares it with what the model says belongs to it.
async fn compare(store: &Store, model: &Model, range: KeyRange<Key>, limit: usize) -> Result<(), Broken> {
    let span = range.span();
    let mut expected: Vec<_> = model
        .iter()
        .filter(|(key, _)| (&span.from..&span.to).contains(&key.bytes()))
        .map(|(key, number)| (key.clone(), *number))
        .collect();
    if span.reversed {
        expected.reverse();
    }
    let found = read_through(store, range.clone(), limit).await?;
    check(found == expected, || format!("{range:?} by {limit}: {found:?} instead of {expected:?}"))
}

async fn read_through(store: &Store, range: KeyRange<Key>, limit: usize) -> Result<Vec<(Key, u64)>, Broken> {
    let (mut range, mut found) = (range, Vec::new());
    loop {
        let page = page(store, &range, limit).await?;
        check(page.0.len() <= limit, || format!("{} entries instead of {limit}", page.0.len()))?;
        found.extend(page.0);
        match found.last() {
            Some((last, _)) if page.1 => range = range.after(last),
            None if page.1 => return Err(Broken::Promise("an empty page says that more follow".to_owned())),
            _ => return Ok(found),
        }
    }
}

type Numbers = (Vec<(Key, u64)>, bool);

async fn page(store: &Store, range: &KeyRange<Key>, limit: usize) -> Result<Numbers, Broken> {
    let range = range.clone();
    transact(store, move |tx| {
        let range = range.clone();
        Box::pin(async move {
            let page = tx.page(&range, limit).await?;
            let entries = page.entries.into_iter().map(|(key, cell)| (key, cell.number)).collect();
            Ok((entries, page.more))
        })
    })
    .await
}

/// A page of large records ends early and says that more follow.
async fn large_pages_are_cut(store: &Store) -> Result<(), Broken> {
    let tenant = Tenant::new("large", "0", "a");
    let ballast_bytes = 1_000_000;
    let count = PAGE_BYTES_MAX / ballast_bytes + 3;
    for index in (0..).take(count) {
        let key = Key::of(&tenant).number(index);
        transact(store, move |tx| {
            let (key, record) = (key.clone(), Cell { number: index, ballast: vec![1; ballast_bytes] });
            Box::pin(async move { Ok(tx.put(&key, record)?) })
        })
        .await?;
    }
    let range = Key::of(&tenant).prefix();
    let (first, more) = page(store, &range, PAGE_ENTRIES_MAX).await?;
    check(more && first.len() < count, || format!("{} large records on one page", first.len()))?;
    let all = read_through(store, range, PAGE_ENTRIES_MAX).await?;
    check(all.len() == count, || format!("{} of {count} large records", all.len()))
}
