use super::{Described, Filter, FilterKey, FilterValue, Filters};

#[derive(Default)]
struct Subject {
    name: &'static str,
    description: Option<&'static str>,
    tags: &'static [(&'static str, &'static str)],
    primary_region: Option<&'static str>,
    owning_service: Option<&'static str>,
}

impl Described for Subject {
    fn name(&self) -> &str {
        self.name
    }

    fn description(&self) -> Option<&str> {
        self.description
    }

    fn tags(&self) -> impl Iterator<Item = (&str, &str)> {
        self.tags.iter().copied()
    }

    fn primary_region(&self) -> Option<&str> {
        self.primary_region
    }

    fn owning_service(&self) -> Option<&str> {
        self.owning_service
    }
}

fn filter(key: FilterKey, values: &[&str]) -> Filter {
    Filter { key, values: values.iter().map(|value| FilterValue::parse(value)).collect() }
}

fn named(name: &'static str) -> Subject {
    Subject { name, ..Subject::default() }
}

fn describing(description: &'static str) -> Subject {
    Subject { name: "n", description: Some(description), ..Subject::default() }
}

fn tagged(tags: &'static [(&'static str, &'static str)]) -> Subject {
    Subject { name: "n", tags, ..Subject::default() }
}

/// Which of the texts each value finds.
fn check(
    key: FilterKey,
    make: fn(&'static str) -> Subject,
    texts: &[&'static str],
    cases: &[(&str, &[&str])],
) {
    for (value, expected) in cases {
        let filter = filter(key, &[value]);
        let found: Vec<_> = texts.iter().copied().filter(|text| filter.matches(&make(text))).collect();
        assert_eq!(found, *expected, "{key:?} {value}");
    }
}

#[test]
fn a_name_is_found_by_its_beginning() {
    check(
        FilterKey::Name,
        named,
        &["testing1/one-a", "testing1/two", "Testing1/x", "/a"],
        &[
            ("testing1", &["testing1/one-a", "testing1/two"]),
            ("testing1 one", &[]),
            ("one", &[]),
            ("Test", &["Testing1/x"]),
            ("!/", &["testing1/one-a", "testing1/two", "Testing1/x"]),
            ("", &["testing1/one-a", "testing1/two", "Testing1/x", "/a"]),
            ("!", &[]),
        ],
    );
}

#[test]
fn a_description_is_found_by_the_beginnings_of_its_words_in_any_order() {
    check(
        FilterKey::Description,
        describing,
        &[
            "a secret",
            "an secret",
            "asecret",
            "thesecret",
            "one two",
            "one and two",
            "one",
            "two",
            "unrelated",
        ],
        &[
            ("a", &["a secret", "an secret", "asecret", "one and two"]),
            ("a secret", &["a secret", "an secret"]),
            ("secret A", &["a secret", "an secret"]),
            ("one two", &["one two", "one and two"]),
            ("o t", &["one two", "one and two"]),
            ("!a", &["thesecret", "one two", "one", "two", "unrelated"]),
            ("!o", &["a secret", "an secret", "asecret", "thesecret", "two", "unrelated"]),
            ("nrelated", &[]),
        ],
    );
}

#[test]
fn all_finds_words_of_names() {
    check(
        FilterKey::All,
        named,
        &["SecretOne1a2b", "SecretTwo", "Thirdsecret"],
        &[
            ("SecretOne", &["SecretOne1a2b"]),
            ("Secret", &["SecretOne1a2b", "SecretTwo"]),
            ("secret", &["SecretOne1a2b", "SecretTwo"]),
            ("sec", &["SecretOne1a2b", "SecretTwo"]),
            ("ret", &[]),
            ("SomeSecret", &[]),
            ("t", &["SecretTwo", "Thirdsecret"]),
        ],
    );
}

#[test]
fn all_splits_at_every_separator() {
    let names = &[
        "prod/AppBeta/3f2a1b",
        "prod_AppBeta_3f2a1b",
        "prod+AppBeta+3f2a1b",
        "prod=AppBeta=3f2a1b",
        "prod.AppBeta.3f2a1b",
        "prod@AppBeta@3f2a1b",
        "prod-AppBeta-3f2a1b",
    ];
    let cases: &[(&str, &[&str])] =
        &[("AppBeta", names), ("Beta", names), ("prod", names), ("3f2a1b", names), ("+", &[]), ("eta", &[])];
    check(FilterKey::All, named, names, cases);
}

#[test]
fn all_splits_before_the_last_of_several_capitals() {
    check(
        FilterKey::All,
        named,
        &["uat/COMPANY/x", "uat/COMPANYthings/x"],
        &[
            ("company", &["uat/COMPANY/x"]),
            ("Ythings", &["uat/COMPANYthings/x"]),
            ("compan", &["uat/COMPANY/x", "uat/COMPANYthings/x"]),
            ("things", &[]),
            ("N", &[]),
            ("pany", &[]),
        ],
    );
}

#[test]
fn all_looks_everywhere_but_needs_all_words_in_one_place() {
    const TAGS: &[(&str, &str)] = &[("DescTwo", "red"), ("team", "green blue")];
    let subject =
        Subject { name: "one/two", description: Some("three four"), tags: TAGS, ..Subject::default() };
    let found = |value: &str| filter(FilterKey::All, &[value]).matches(&subject);
    for value in ["two one", "four", "d t", "red", "blue green", "TEAM"] {
        assert!(found(value), "{value}");
    }
    for value in ["one three", "team green", "five"] {
        assert!(!found(value), "{value}");
    }
}

#[test]
fn tags_are_found_by_the_beginning_of_a_key_or_a_value() {
    let subject = tagged(&[("Environment", "production"), ("team", "core")]);
    let found = |key, value: &str| filter(key, &[value]).matches(&subject);
    assert!(found(FilterKey::TagKey, "Env") && found(FilterKey::TagKey, "team"));
    assert!(!found(FilterKey::TagKey, "env") && !found(FilterKey::TagKey, "core"));
    assert!(found(FilterKey::TagValue, "prod") && found(FilterKey::TagValue, "core"));
    assert!(!found(FilterKey::TagValue, "Prod") && !found(FilterKey::TagValue, "duction"));
    assert!(!found(FilterKey::TagKey, "!team") && found(FilterKey::TagKey, "!x"));
}

#[test]
fn key_and_value_may_stand_on_different_tags() {
    let subject = tagged(&[("a", "1"), ("b", "2")]);
    let both = [filter(FilterKey::TagKey, &["a"]), filter(FilterKey::TagValue, &["2"])];
    assert!(Filters::new(both.to_vec()).matches(&subject));
}

#[test]
fn region_and_service_are_found_by_their_beginning() {
    let subject = Subject {
        name: "n",
        primary_region: Some("eu-west-1"),
        owning_service: Some("rds"),
        ..Subject::default()
    };
    assert!(filter(FilterKey::PrimaryRegion, &["eu-"]).matches(&subject));
    assert!(!filter(FilterKey::PrimaryRegion, &["west"]).matches(&subject));
    assert!(filter(FilterKey::OwningService, &["rds"]).matches(&subject));
    assert!(!filter(FilterKey::OwningService, &["RDS"]).matches(&subject));
}

#[test]
fn what_is_not_there_is_not_found_and_so_passes_a_negation() {
    let keys = [
        FilterKey::Description,
        FilterKey::OwningService,
        FilterKey::PrimaryRegion,
        FilterKey::TagKey,
        FilterKey::TagValue,
    ];
    for key in keys {
        assert!(!filter(key, &["x"]).matches(&named("n")), "{key:?}");
        assert!(!filter(key, &[""]).matches(&named("n")), "{key:?}");
        assert!(filter(key, &["!x"]).matches(&named("n")), "{key:?}");
    }
}

#[test]
fn values_are_alternatives_and_filters_conditions() {
    let holds =
        |filters: &[Filter], description| Filters::new(filters.to_vec()).matches(&describing(description));
    let either = [filter(FilterKey::Description, &["one", "two"])];
    assert!(holds(&either, "one") && holds(&either, "two") && !holds(&either, "three"));

    let both = [filter(FilterKey::Description, &["one"]), filter(FilterKey::Description, &["two"])];
    assert!(holds(&both, "one two") && !holds(&both, "one") && !holds(&both, "two"));

    let mixed = [filter(FilterKey::Description, &["one", "!two"])];
    assert!(
        holds(&mixed, "one two")
            && holds(&mixed, "one")
            && holds(&mixed, "unrelated")
            && !holds(&mixed, "two")
    );

    assert!(holds(&[], "anything"));
    assert!(!holds(&[filter(FilterKey::Description, &[])], "anything"));
}

#[test]
fn a_value_knows_its_negation() {
    let value = FilterValue::parse("!!a");
    assert!(value.is_negated());
    assert_eq!(value.text(), "!a");
}

#[test]
fn different_questions_have_different_hashes() {
    let questions = [
        vec![],
        vec![filter(FilterKey::Name, &[])],
        vec![filter(FilterKey::Name, &["a"])],
        vec![filter(FilterKey::All, &["a"])],
        vec![filter(FilterKey::Name, &["!a"])],
        vec![filter(FilterKey::Name, &["a", "b"])],
        vec![filter(FilterKey::Name, &["ab"])],
        vec![filter(FilterKey::Name, &["a"]), filter(FilterKey::Name, &["b"])],
    ];
    let hashes: std::collections::BTreeSet<_> =
        questions.iter().map(|question| Filters::new(question.clone()).hash()).collect();
    assert_eq!(hashes.len(), questions.len());
    assert_eq!(Filters::new(questions[5].clone()).hash(), Filters::new(questions[5].clone()).hash());
}
