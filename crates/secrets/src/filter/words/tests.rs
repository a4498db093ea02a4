use proptest::prelude::*;

use super::{Words, lower, split};

#[test]
fn texts_are_split_at_changes_of_case_at_digits_and_at_punctuation() {
    let cases: &[(&str, &[&str])] = &[
        ("test", &["test"]),
        ("my test", &["my", "test"]),
        ("Mytest", &["Mytest"]),
        ("MyTestPhrase", &["My", "Test", "Phrase"]),
        ("myTest", &["my", "Test"]),
        ("my/test", &["my", "test"]),
        ("prod-App_Beta+x=y.z@w", &["prod", "App", "Beta", "x", "y", "z", "w"]),
        ("COMPANY", &["COMPANY"]),
        ("COMPANYthings", &["COMPAN", "Ythings"]),
        ("fooBAR", &["foo", "BAR"]),
        ("app2B3", &["app", "2", "B", "3"]),
        ("Aa", &["Aa"]),
        ("AAa", &["A", "Aa"]),
        ("", &[]),
        ("+", &[]),
        ("--a--", &["a"]),
        ("für Ärger", &["für", "Ärger"]),
    ];
    for (text, words) in cases {
        assert_eq!(split(text).collect::<Vec<_>>(), *words, "{text}");
    }
}

#[test]
fn a_word_that_begins_another_is_looked_for_once() {
    assert_eq!(Words::of("abc a ab B abc").0, ["abc", "b"]);
}

proptest! {
    #[test]
    fn splitting_loses_nothing_but_separators(text in "[a-cA-C0-1 /ÄßΣ]{0,20}") {
        let kept: String = text.chars().filter(|character| character.is_alphanumeric()).collect();
        prop_assert_eq!(split(&text).collect::<String>(), kept);
    }

    #[test]
    fn words_are_found_as_by_comparing_each_with_each(value in "[a-cA-C0-1 Σ]{0,8}", text in "[a-cA-C0-1 Σ]{0,16}") {
        let words = |text: &str| split(text).map(|word| lower(word).collect()).collect::<Vec<String>>();
        let (wanted, present) = (words(&value), words(&text));
        let expected = !wanted.is_empty()
            && wanted.iter().all(|wanted| present.iter().any(|present| present.starts_with(wanted)));
        prop_assert_eq!(Words::of(&value).are_found_in(&text), expected);
    }
}
