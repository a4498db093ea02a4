use jiff::Timestamp;
use proptest::prelude::*;

use super::entry::Entry;
use super::{Catalogue, Position, Query, SortKey};
use crate::limits::{
    CATALOGUE_DESCRIPTION_BYTES_MAX, CATALOGUE_ENTRIES_TESTED_MAX, CATALOGUE_TAGS_BYTES_MAX,
};
use crate::{
    ArnSuffix, Day, Described, Filter, FilterKey, FilterValue, Filters, Labels, Secret, SecretName,
    SecretSerial, Tag, Tags,
};

fn name(text: &str) -> SecretName {
    SecretName::parse(text).unwrap()
}

fn secret(text: &str) -> Secret {
    Secret {
        serial: SecretSerial::from_bytes([0; 16]),
        name: name(text),
        suffix: ArnSuffix::parse("a1b2c3").unwrap(),
        description: None,
        kms_key_id: None,
        kind: None,
        tags: None,
        labels: Labels::default(),
        versions: 0,
        has_resource_policy: false,
        created_at: Timestamp::UNIX_EPOCH,
        changed_at: Timestamp::UNIX_EPOCH,
        last_accessed: None,
        deletion: None,
        prune_due: None,
    }
}

fn tags(pairs: &[(&str, &str)]) -> Option<Tags> {
    let tags = pairs.iter().map(|(key, value)| Tag { key: (*key).to_owned(), value: (*value).to_owned() });
    Some(Tags::from_record(tags.collect()))
}

fn filter(key: FilterKey, values: &[&str]) -> Filter {
    Filter { key, values: values.iter().map(|value| FilterValue::parse(value)).collect() }
}

fn query(filters: Vec<Filter>, sort: SortKey) -> Query {
    Query { filters: Filters::new(filters), include_planned_deletion: false, sort, descending: false }
}

fn catalogue(secrets: &[Secret]) -> Catalogue {
    let mut catalogue = Catalogue::new();
    secrets.iter().for_each(|secret| catalogue.apply(secret));
    catalogue
}

/// The names on all pages.
fn names(catalogue: &Catalogue, query: &Query, limit: usize) -> Vec<String> {
    let mut names = Vec::new();
    let mut after = None;
    loop {
        let page = catalogue.page(query, after.as_ref(), limit);
        assert!(page.names.len() <= limit.max(1));
        names.extend(page.names.iter().map(|name| name.as_str().to_owned()));
        if page.next.is_none() {
            return names;
        }
        assert!(page.next != after, "a page that leads nowhere");
        after = page.next;
    }
}

#[test]
fn never_read_comes_before_all_days() {
    let on = |text, day| Secret { last_accessed: day, ..secret(text) };
    let secrets = [
        on("c", None),
        on("b", Some(Day::from_number(3))),
        on("a", Some(Day::from_number(-3))),
        on("d", None),
    ];
    let mut query = query(vec![], SortKey::LastAccessedDate);
    assert_eq!(names(&catalogue(&secrets), &query, 2), ["c", "d", "a", "b"]);
    query.descending = true;
    assert_eq!(names(&catalogue(&secrets), &query, 2), ["b", "a", "d", "c"]);
}

#[test]
fn the_last_page_says_so() {
    let catalogue = catalogue(&[secret("a"), secret("b")]);
    let by_name = query(vec![], SortKey::Name);
    assert!(catalogue.page(&by_name, None, 2).next.is_none());
    let first = catalogue.page(&by_name, None, 1);
    assert_eq!(first.next, Some(Position::of(&secret("a"), SortKey::Name)));
    assert!(catalogue.page(&by_name, first.next.as_ref(), 1).next.is_none());
    assert!(Catalogue::new().page(&by_name, None, 1).next.is_none());
    let filtered = query(vec![filter(FilterKey::Name, &["a"])], SortKey::CreatedDate);
    assert!(catalogue.page(&filtered, None, 1).next.is_none());
}

#[test]
fn a_limit_of_none_is_one() {
    let catalogue = catalogue(&[secret("a"), secret("b")]);
    assert_eq!(names(&catalogue, &query(vec![], SortKey::Name), 0), ["a", "b"]);
}

#[test]
fn a_page_goes_on_behind_an_entry_that_is_gone() {
    let mut catalogue = catalogue(&[secret("a"), secret("b"), secret("c")]);
    let by_name = query(vec![], SortKey::Name);
    let first = catalogue.page(&by_name, None, 2);
    catalogue.remove(&name("b"));
    assert_eq!(catalogue.page(&by_name, first.next.as_ref(), 2).names, [name("c")]);
}

#[test]
fn what_is_scheduled_for_deletion_is_shown_on_demand() {
    let scheduled = Secret { deletion: Some(Timestamp::UNIX_EPOCH), ..secret("a") };
    let catalogue = catalogue(&[scheduled.clone(), secret("b")]);
    let mut query = query(vec![], SortKey::Name);
    assert_eq!(names(&catalogue, &query, 9), ["b"]);
    assert!(!query.matches(&scheduled));
    query.include_planned_deletion = true;
    assert_eq!(names(&catalogue, &query, 9), ["a", "b"]);
    assert!(query.matches(&scheduled));
}

#[test]
fn removing_forgets_only_what_is_there() {
    let tagged = Secret { tags: tags(&[("k", "v")]), ..secret("a") };
    let mut catalogue = catalogue(&[tagged, secret("b")]);
    catalogue.remove(&name("c"));
    assert_eq!(catalogue.len(), 2);
    catalogue.remove(&name("a"));
    assert_eq!(catalogue.len(), 1);
    assert!(names(&catalogue, &query(vec![filter(FilterKey::TagKey, &[""])], SortKey::Name), 9).is_empty());
    catalogue.apply(&secret("d"));
    assert_eq!(names(&catalogue, &query(vec![], SortKey::Name), 9), ["b", "d"]);
    assert!(!catalogue.is_empty());
}

#[test]
fn texts_too_long_to_hold_leave_a_candidate() {
    let description = format!("x {}", "y".repeat(CATALOGUE_DESCRIPTION_BYTES_MAX));
    let value = "v".repeat(CATALOGUE_TAGS_BYTES_MAX);
    let verbose =
        Secret { description: Some(description), tags: tags(&[("k", "short")]), ..secret("verbose") };
    let tagged =
        Secret { description: Some("brief".into()), tags: tags(&[("k", &value)]), ..secret("tagged") };
    let both = catalogue(&[verbose, tagged, secret("plain")]);
    let found = |key, value| names(&both, &query(vec![filter(key, &[value])], SortKey::Name), 9);

    assert_eq!(found(FilterKey::Description, "absent"), ["verbose"]);
    assert_eq!(found(FilterKey::Description, "brief"), ["tagged", "verbose"]);
    assert_eq!(found(FilterKey::TagKey, "absent"), ["tagged"]);
    assert_eq!(found(FilterKey::TagValue, "short"), ["tagged", "verbose"]);
    assert_eq!(found(FilterKey::All, "absent"), ["tagged", "verbose"]);
    assert_eq!(found(FilterKey::Name, "absent"), Vec::<String>::new());
}

#[test]
fn a_long_search_is_cut_short_and_goes_on() {
    let secrets: Vec<_> =
        (0..=CATALOGUE_ENTRIES_TESTED_MAX + 5).map(|number| secret(&format!("{number:06}"))).collect();
    let catalogue = catalogue(&secrets);
    let last = secrets.last().unwrap().name.as_str();
    let by_words = query(vec![filter(FilterKey::All, &[last])], SortKey::CreatedDate);
    let first = catalogue.page(&by_words, None, 10);
    assert!(first.names.is_empty() && first.next.is_some());
    assert_eq!(names(&catalogue, &by_words, 10), [last]);
}

#[test]
fn the_more_values_a_question_has_the_fewer_entries_a_call_tests() {
    let secrets: Vec<_> = (0..400).map(|number| secret(&format!("{number:06}"))).collect();
    let catalogue = catalogue(&secrets);
    // With a hundred values a call tests a hundredth of the entries, whichever way it goes.
    let absent: Vec<_> = (0..10).map(|_| filter(FilterKey::All, &["absent"; 10])).collect();
    let mut by_words = query(absent, SortKey::CreatedDate);
    let first = catalogue.page(&by_words, None, 10);
    let last_tested = &secrets[CATALOGUE_ENTRIES_TESTED_MAX / 100 - 1];
    assert_eq!(first.next, Some(Position::of(last_tested, SortKey::CreatedDate)));
    by_words.filters = Filters::default();
    assert_eq!(catalogue.page(&by_words, None, 400).names.len(), 400);
}

#[test]
fn an_entry_says_what_the_secret_says() {
    let pairs = [("κλειδί", ""), ("a", "b"), ("k", "v")];
    let subject =
        Secret { description: Some("Größe\0".into()), tags: tags(&pairs), ..secret(&"n".repeat(512)) };
    let entry = Entry::of(&subject);
    assert_eq!(Described::name(&entry), subject.name.as_str());
    assert_eq!(Described::description(&entry), Some("Größe\0"));
    assert_eq!(Described::tags(&entry).collect::<Vec<_>>(), pairs);
    assert_eq!(Described::description(&Entry::of(&secret("a"))), None);
}

#[test]
fn positions_survive_their_encoding() {
    let at = Timestamp::from_microsecond(1_700_000_000_123_456).unwrap();
    let subject = Secret { created_at: at, last_accessed: Some(Day::from_number(-7)), ..secret("a/b") };
    for sort in SortKey::ALL {
        let position = Position::of(&subject, sort);
        assert_eq!(Position::decode(&position.encode()), Some(position));
    }
    assert_eq!(Position::decode(&[0; 7]), None);
    assert_eq!(Position::decode(&[0; 8]), None);
    assert_eq!(Position::decode(b"12345678a b"), None);
    assert_eq!(Position::decode(b"12345678\xff"), None);
}

#[derive(Debug, Clone)]
enum Step {
    Apply(Box<Secret>),
    Remove(SecretName),
}

fn any_name() -> impl Strategy<Value = SecretName> {
    "[ab]{1,2}/[a-c]{0,2}".prop_map(|text| name(&text))
}

fn any_secret() -> impl Strategy<Value = Secret> {
    let tags = prop::option::of(prop::collection::btree_map("[xy]{1,2}", "[uvw]{0,2}", 0..3));
    let description = prop::option::of("[ab]{1,2} [ab]{1,2}");
    let dates = (0..4_i64, 0..4_i64, prop::option::of(0..3_i32));
    (any_name(), description, tags, dates, prop::bool::weighted(0.2)).prop_map(
        |(name, description, pairs, (created, changed, accessed), scheduled)| Secret {
            name,
            description,
            tags: pairs.map(|pairs| {
                Tags::from_record(pairs.into_iter().map(|(key, value)| Tag { key, value }).collect())
            }),
            created_at: Timestamp::from_microsecond(created).unwrap(),
            changed_at: Timestamp::from_microsecond(changed).unwrap(),
            last_accessed: accessed.map(Day::from_number),
            deletion: scheduled.then_some(Timestamp::UNIX_EPOCH),
            ..secret("n")
        },
    )
}

fn any_step() -> impl Strategy<Value = Step> {
    prop_oneof![4 => any_secret().prop_map(|secret| Step::Apply(Box::new(secret))), 1 => any_name().prop_map(Step::Remove)]
}

fn any_filter() -> impl Strategy<Value = Filter> {
    let values = |text: &'static str| prop::collection::vec(text, 1..3);
    let keyed = prop_oneof![
        (Just(FilterKey::Name), values("!{0,1}[ab]{0,2}")),
        (Just(FilterKey::TagKey), values("!{0,1}[xy]{0,2}")),
        (Just(FilterKey::TagValue), values("!{0,1}[uvw]{0,1}")),
        (Just(FilterKey::Description), values("!{0,1}[ab]{0,2}")),
        (Just(FilterKey::All), values("!{0,1}[abxu]{1,2}")),
        (Just(FilterKey::PrimaryRegion), values("!{0,1}x")),
    ];
    keyed.prop_map(|(key, values)| Filter {
        key,
        values: values.iter().map(|text| FilterValue::parse(text)).collect(),
    })
}

fn any_query() -> impl Strategy<Value = Query> {
    let sort = prop::sample::select(SortKey::ALL.to_vec());
    let filters = prop::collection::vec(any_filter(), 0..3).prop_map(Filters::new);
    (filters, any::<bool>(), sort, any::<bool>()).prop_map(
        |(filters, include_planned_deletion, sort, descending)| Query {
            filters,
            include_planned_deletion,
            sort,
            descending,
        },
    )
}

/// The same by the plainest means.
fn expected(model: &[Secret], query: &Query) -> Vec<String> {
    let mut secrets: Vec<_> = model.iter().filter(|secret| query.matches(secret)).collect();
    secrets.sort_by(|one, other| query.compare(&query.position(one), &query.position(other)));
    secrets.iter().map(|secret| secret.name.as_str().to_owned()).collect()
}

/// Enough secrets that every order lies in several chunks, changed often enough that all of them split and merge.
#[test]
fn many_secrets_are_listed_like_few() {
    let numbered = |number: i64, round: i64| {
        let mixed = (number * 7_919 + round * 104_729) % 3_001;
        let (team, environment) = (format!("team-{:02}", mixed % 40), format!("env-{}", number % 3));
        Secret {
            tags: tags(&[("team", &team), ("environment", &environment)]),
            created_at: Timestamp::from_second(number * 31 % 1_000).unwrap(),
            changed_at: Timestamp::from_second(mixed).unwrap(),
            last_accessed: (mixed % 5 > 0).then(|| Day::from_number(i32::try_from(mixed % 50).unwrap())),
            ..secret(&format!("app-{:02}/{number:05}", number % 20))
        }
    };
    let (mut catalogue, mut model) = (Catalogue::new(), Vec::new());
    for round in 0..4 {
        model = (0..3_000).map(|number| numbered(number, round)).collect();
        model.iter().for_each(|secret| catalogue.apply(secret));
    }
    model.iter().step_by(3).for_each(|secret| catalogue.remove(&secret.name));
    let model: Vec<_> =
        model.into_iter().enumerate().filter_map(|(at, secret)| (at % 3 > 0).then_some(secret)).collect();

    let questions = [
        vec![],
        vec![filter(FilterKey::Name, &["app-07/"])],
        vec![filter(FilterKey::Name, &["app-0", "app-15"])],
        vec![filter(FilterKey::TagValue, &["team-07"])],
        vec![filter(FilterKey::TagValue, &["team-1", "env-2"]), filter(FilterKey::Name, &["app-1"])],
        vec![filter(FilterKey::TagKey, &["env"]), filter(FilterKey::TagValue, &["!env-1"])],
        vec![filter(FilterKey::All, &["team 7"])],
    ];
    for (filters, sort) in questions.iter().flat_map(|filters| SortKey::ALL.map(|sort| (filters, sort))) {
        for descending in [false, true] {
            let query = Query { descending, ..query(filters.clone(), sort) };
            assert_eq!(names(&catalogue, &query, 70), expected(&model, &query), "{query:?}");
        }
    }
}

proptest! {
    #[test]
    fn bytes_are_a_position_or_nothing(bytes in prop::collection::vec(any::<u8>(), 0..12)) {
        if let Some(position) = Position::decode(&bytes) {
            prop_assert_eq!(position.encode(), bytes);
        }
    }

    #[test]
    fn all_pages_together_are_the_answer(
        steps in prop::collection::vec(any_step(), 0..150),
        queries in prop::collection::vec((any_query(), 1_usize..12), 1..10),
    ) {
        let mut catalogue = Catalogue::new();
        let mut model = Vec::<Secret>::new();
        for step in steps {
            let name = match &step {
                Step::Apply(secret) => &secret.name,
                Step::Remove(name) => name,
            };
            model.retain(|secret| secret.name != *name);
            match step {
                Step::Apply(secret) => {
                    catalogue.apply(&secret);
                    model.push(*secret);
                }
                Step::Remove(name) => catalogue.remove(&name),
            }
        }
        prop_assert_eq!(catalogue.len(), model.len());
        for (query, limit) in queries {
            prop_assert_eq!(names(&catalogue, &query, limit), expected(&model, &query), "{:?} by {}", query, limit);
        }
    }
}
