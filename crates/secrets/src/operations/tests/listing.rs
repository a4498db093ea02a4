//! Listing, with a catalogue and without: the same answer, and bounded work.

use super::*;
use crate::limits::INDEX_ENTRIES_TESTED_MAX;
use crate::{
    AccountSubject, ArnSuffix, Catalogues, Filter, FilterKey, FilterValue, Filters, Labels, Query,
    SecretSerial, SortKey,
};

const SECRETS: usize = INDEX_ENTRIES_TESTED_MAX + 100;
const SORTS: [SortKey; 4] =
    [SortKey::CreatedDate, SortKey::LastAccessedDate, SortKey::LastChangedDate, SortKey::Name];

fn numbered(number: usize) -> Secret {
    let hour = |number: usize| jiff::Timestamp::from_second(i64::try_from(number).unwrap() * 3_600).unwrap();
    Secret {
        serial: SecretSerial::from_bytes(u128::try_from(number).unwrap().to_be_bytes()),
        name: name(&format!("secret-{number:05}")),
        suffix: ArnSuffix::parse("AbCdEf").unwrap(),
        description: Some(format!("number {number}")),
        kms_key_id: None,
        kind: None,
        tags: None,
        labels: Labels::default(),
        versions: 0,
        has_resource_policy: false,
        created_at: hour(number * 7_919 % SECRETS),
        changed_at: hour(number * 104_729 % SECRETS),
        last_accessed: None,
        deletion: (number % 50 == 7).then(|| hour(number)),
        prune_due: None,
    }
}

struct Fill(std::ops::Range<usize>);

impl Work for Fill {
    type Done = ();
    type Failure = store::StoreError;

    async fn run(&self, tx: &mut Transaction) -> Result<(), store::StoreError> {
        self.0.clone().try_for_each(|number| {
            let secret = numbered(number);
            tx.put(&secret_key(&tenant(), &secret.name), secret)
        })
    }
}

struct List<'a>(&'a SecretListing, Option<&'a Catalogues>);

impl Work for List<'_> {
    type Done = SecretPage;
    type Failure = Refusal;

    async fn run(&self, tx: &mut Transaction) -> Result<SecretPage, Refusal> {
        let authorized = iam::authorize(&caller(), AccountSubject::new(&tenant()), &())?;
        list_secrets(tx, &authorized, self.0, self.1).await
    }
}

async fn filled() -> (Store, Catalogues) {
    let (store, _) = Store::in_memory(1);
    let catalogues = Catalogues::default();
    for start in (0..SECRETS).step_by(100) {
        store.transact(&Fill(start..(start + 100).min(SECRETS))).await.unwrap();
    }
    (0..SECRETS).for_each(|number| catalogues.apply(&tenant(), &numbered(number)));
    (store, catalogues)
}

fn filter(key: FilterKey, values: &[&str]) -> Filter {
    Filter { key, values: values.iter().map(|value| FilterValue::parse(value)).collect() }
}

fn asked(filters: &[Filter], sort: SortKey, descending: bool) -> SecretListing {
    let filters = Filters::new(filters.to_vec());
    let query = Query { filters, include_planned_deletion: false, sort, descending };
    SecretListing { operation: "ListSecrets", query, limit: 100, token: None }
}

/// The names on all pages, and how many pages there are.
async fn all(
    store: &Store,
    mut asked: SecretListing,
    catalogues: Option<&Catalogues>,
) -> (Vec<String>, usize) {
    let (mut names, mut pages) = (Vec::new(), 0);
    loop {
        let page = store.transact(&List(&asked, catalogues)).await.unwrap();
        assert!(page.secrets.len() <= asked.limit);
        names.extend(page.secrets.iter().map(|secret| secret.name.to_string()));
        pages += 1;
        match page.token {
            Some(token) => asked.token = Some(token),
            None => return (names, pages),
        }
    }
}

fn expected(query: &Query) -> Vec<String> {
    let mut secrets: Vec<_> = (0..SECRETS).map(numbered).filter(|secret| query.matches(secret)).collect();
    secrets.sort_by(|one, other| query.compare(&query.position(one), &query.position(other)));
    secrets.iter().map(|secret| secret.name.to_string()).collect()
}

#[tokio::test]
async fn all_pages_together_are_the_answer_with_a_catalogue_and_without() {
    let (store, catalogues) = filled().await;
    let questions = [
        vec![],
        vec![filter(FilterKey::Name, &["secret-01"])],
        vec![filter(FilterKey::All, &["number 1", "9"]), filter(FilterKey::Description, &["!5"])],
    ];
    let sorts = [SortKey::LastChangedDate, SortKey::Name];
    for (filters, sort) in questions.iter().flat_map(|filters| sorts.map(|sort| (filters, sort))) {
        let asked = asked(filters, sort, sort == SortKey::LastChangedDate);
        let expected = expected(&asked.query);
        for catalogues in [None, Some(&catalogues)] {
            assert_eq!(all(&store, asked.clone(), catalogues).await.0, expected, "{:?}", asked.query);
        }
    }
}

#[tokio::test]
async fn without_a_catalogue_the_last_page_says_so() {
    let (store, _) = Store::in_memory(1);
    store.transact(&Fill(0..100)).await.unwrap();
    let ten = [filter(FilterKey::Name, &["secret-0001"])];
    for sort in SORTS {
        for (limit, pages) in [(10, 1), (9, 2), (5, 2), (3, 4)] {
            let asked = SecretListing { limit, ..asked(&ten, sort, false) };
            let (names, seen) = all(&store, asked, None).await;
            assert_eq!((names.len(), seen), (10, pages), "{sort:?} by {limit}");
        }
    }
}

#[tokio::test]
async fn the_more_values_a_question_has_the_fewer_secrets_a_call_tests() {
    let (store, _) = filled().await;
    for sort in SORTS {
        let mut asked = asked(&[], sort, false);
        asked.query.include_planned_deletion = true;
        let order = expected(&asked.query);
        for values in [1, 10, 100] {
            let tested_max = INDEX_ENTRIES_TESTED_MAX / values;
            for (place, is_found) in [(tested_max - 1, true), (tested_max, false)] {
                let sought = order[place].as_str();
                let filters =
                    vec![filter(FilterKey::Name, &vec![sought; values.min(10)]); values.div_ceil(10)];
                asked.query.filters = Filters::new(filters);
                let page = store.transact(&List(&asked, None)).await.unwrap();
                assert!(page.token.is_some(), "{sort:?}, {values} values");
                assert_eq!(!page.secrets.is_empty(), is_found, "{sort:?}, {values} values, place {place}");
            }
        }
    }
}
