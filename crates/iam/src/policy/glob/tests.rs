//! Globs against a naive model.

use proptest::prelude::*;

use super::*;

/// The definition of a glob, tried out in all ways.
fn naive(pattern: &[char], text: &[char]) -> bool {
    match (pattern, text) {
        ([], text) => text.is_empty(),
        (['*', rest @ ..], text) => (0..=text.len()).any(|skipped| naive(rest, &text[skipped..])),
        (['?', rest @ ..], [_, after @ ..]) => naive(rest, after),
        ([wanted, rest @ ..], [character, after @ ..]) => wanted == character && naive(rest, after),
        (_, []) => false,
    }
}

#[test]
fn wildcards_span_what_they_should() {
    let check = |pattern: &str, text: &str, expected: bool| {
        assert_eq!(Glob::parse(pattern).matches(text), expected, "{pattern} on {text}");
    };
    check("", "", true);
    check("", "a", false);
    check("*", "", true);
    check("?", "", false);
    check("?", "ü", true);
    check("prod/db-??????", "prod/db-AbCdEf", true);
    check("prod/db-??????", "prod/db-AbCdEfG", false);
    check("a*a", "a", false);
    check("a*b*c", "abbc/bc", true);
    check("*?b", "ab", true);
    check("Prod*", "prod/db", false);
}

#[test]
fn a_hostile_pattern_takes_no_time_to_speak_of() {
    let pattern = "a*".repeat(2_000) + "b";
    assert!(!Glob::parse(&pattern).matches(&"a".repeat(100_000)));
}

proptest! {
    #[test]
    fn a_glob_matches_what_the_naive_model_matches(pattern in "[ab*?ü]{0,9}", text in "[abü]{0,9}") {
        let characters = |text: &str| text.chars().collect::<Vec<_>>();
        prop_assert_eq!(Glob::parse(&pattern).matches(&text), naive(&characters(&pattern), &characters(&text)));
    }

    #[test]
    fn literal_text_has_no_wildcards(text in "[ab*?]{0,6}", other in "[ab*?]{0,6}") {
        let mut builder = GlobBuilder::default();
        builder.literal(&text);
        prop_assert_eq!(builder.finish().matches(&other), text == other);
    }
}
