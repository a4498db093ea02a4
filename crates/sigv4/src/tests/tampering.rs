//! Whoever holds a signed request can change nothing that is signed, and add nothing that means something.

use proptest::prelude::*;
use proptest::sample::Index;
use proptest::strategy::ValueTree;

use super::fixture::{Request, TOKEN, rules};
use super::generated::{Oddities, request};
use crate::canonical::normalize;

/// One way to change a signed request. Returns false where there is nothing of the kind to change.
type Change = fn(&mut Request, &Index) -> bool;

const CHANGES: [(&str, Change); 21] = [
    ("another method", |request, _| {
        request.method = if request.method == "GET" { "POST".into() } else { "GET".into() };
        true
    }),
    ("a longer path", |request, _| {
        request.path.push_str("/x");
        true
    }),
    ("an escaped path", |request, _| {
        let escaped = request.path.replacen('a', "%61", 1);
        std::mem::replace(&mut request.path, escaped.clone()) != escaped
    }),
    ("another character in the path", |request, index| {
        let before = request.path.clone();
        letter(&mut request.path, index) && normalize(&before) != normalize(&request.path)
    }),
    ("another parameter", |request, _| {
        request.query.push_str("&x-added=1");
        true
    }),
    ("one parameter fewer", |request, index| {
        let mut pieces: Vec<&str> = request.query.split('&').collect();
        let piece = pieces.remove(index.index(pieces.len()));
        let removed = !piece.is_empty() && !piece.starts_with("X-Amz-Signature=");
        request.query = pieces.join("&");
        removed
    }),
    ("another parameter name", |request, index| {
        let mut pieces: Vec<String> = request.query.split('&').map(str::to_owned).collect();
        let piece = &mut pieces[index.index(request.query.split('&').count())];
        *piece = format!("Z{piece}");
        let changed = *piece != "Z";
        request.query = pieces.join("&");
        changed
    }),
    ("another parameter value", |request, index| {
        let mut pieces: Vec<String> = request.query.split('&').map(str::to_owned).collect();
        let piece = &mut pieces[index.index(request.query.split('&').count())];
        piece.push_str(if piece.contains('=') { "Z" } else { "=Z" });
        request.query = pieces.join("&");
        true
    }),
    ("a longer header", |request, index| {
        let index = index.index(request.headers.len());
        request.headers[index].1.push(b'Z');
        true
    }),
    ("an empty header", |request, index| {
        let index = index.index(request.headers.len());
        let value = std::mem::take(&mut request.headers[index].1);
        !value.trim_ascii().is_empty()
    }),
    ("one header fewer", |request, index| {
        request.headers.remove(index.index(request.headers.len()));
        true
    }),
    ("a header twice", |request, index| {
        let copy = request.headers[index.index(request.headers.len())].clone();
        request.headers.push(copy);
        true
    }),
    ("two headers in one", |request, index| {
        let (name, value) = request.headers.remove(index.index(request.headers.len()));
        let forged = [value, b"\nx-forged:1".to_vec()].concat();
        request.headers.push((name, forged));
        true
    }),
    ("an operation added", |request, _| {
        request.add("X-Amz-Target", "secretsmanager.DeleteSecret");
        true
    }),
    ("a longer body", |request, _| {
        request.body.push(0);
        true
    }),
    ("another body", |request, index| {
        let changed = !request.body.is_empty();
        if changed {
            let index = index.index(request.body.len());
            request.body[index] ^= 1;
        }
        changed
    }),
    ("another date", |request, _| everywhere(request, "T123600Z", "T123601Z")),
    ("another day", |request, _| everywhere(request, "/20150830/", "/20150829/")),
    ("another region", |request, _| {
        let header = everywhere(request, "/us-east-1/", "/eu-west-1/");
        everywhere(request, "%2Fus-east-1%2F", "%2Feu-west-1%2F") || header
    }),
    ("fewer signed headers", |request, _| {
        let header = everywhere(request, "SignedHeaders=content-type;", "SignedHeaders=");
        everywhere(request, "SignedHeaders=content-type%3B", "SignedHeaders=") || header
    }),
    ("another signature", |request, index| {
        let signature = String::from_utf8(request.headers.last().unwrap().1.clone()).unwrap();
        if let Some((head, tail)) = signature.split_once("Signature=") {
            let mut tail = tail.to_owned();
            turn_digit(&mut tail, index);
            request.headers.last_mut().unwrap().1 = format!("{head}Signature={tail}").into();
            return true;
        }
        let (head, tail) = request.query.split_once("X-Amz-Signature=").unwrap();
        let mut tail = tail.to_owned();
        turn_digit(&mut tail, index);
        request.query = format!("{head}X-Amz-Signature={tail}");
        true
    }),
];

/// Replaces a letter by another one.
fn letter(text: &mut String, index: &Index) -> bool {
    let letters: Vec<usize> = text
        .char_indices()
        .filter(|(_, letter)| letter.is_ascii_alphabetic())
        .map(|(place, _)| place)
        .collect();
    if letters.is_empty() {
        return false;
    }
    let place = letters[index.index(letters.len())];
    let other = if text.as_bytes()[place] == b'q' { "r" } else { "q" };
    text.replace_range(place..=place, other);
    true
}

fn turn_digit(text: &mut String, index: &Index) {
    let place = index.index(text.len());
    let other = if text.as_bytes()[place] == b'0' { "1" } else { "0" };
    text.replace_range(place..=place, other);
}

/// Replaces a text in the query and in all headers.
fn everywhere(request: &mut Request, from: &str, to: &str) -> bool {
    let before = request.clone();
    request.query = request.query.replace(from, to);
    for (_, value) in &mut request.headers {
        if let Ok(text) = str::from_utf8(value) {
            *value = text.replace(from, to).into();
        }
    }
    *request != before
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn every_change_is_refused((request, token) in request(Oddities::ALL), index: Index, presigned: bool) {
        let token = token.as_deref();
        let good = if presigned { request.presigned(token) } else { request.signed(token) };
        prop_assert_eq!(good.check(&rules()), Ok(()));
        for (what, change) in CHANGES {
            let mut bad = good.clone();
            if change(&mut bad, &index) {
                prop_assert!(!bad.accepted(), "{what}:\n{good:?}\n{bad:?}");
            }
        }
    }
}

/// Each change must be one that can be made: a change that never applies would test nothing.
#[test]
fn every_change_applies_to_some_request() {
    let runner = &mut proptest::test_runner::TestRunner::deterministic();
    let mut applied = [false; CHANGES.len()];
    for _ in 0..200 {
        let ((request, token), index) =
            (request(Oddities::ALL), any::<Index>()).new_tree(runner).unwrap().current();
        for good in [request.signed(token.as_deref()), request.presigned(token.as_deref())] {
            for (applied, (_, change)) in applied.iter_mut().zip(CHANGES) {
                *applied |= change(&mut good.clone(), &index);
            }
        }
    }
    let idle: Vec<_> =
        CHANGES.iter().zip(applied).filter(|(_, applied)| !applied).map(|((what, _), _)| what).collect();
    assert!(idle.is_empty(), "{idle:?}");
}

#[test]
fn a_token_cannot_be_exchanged_added_or_removed() {
    for good in [Request::json().signed(Some(TOKEN)), Request::json().presigned(Some(TOKEN))] {
        assert!(good.accepted());
        let mut exchanged = good.clone();
        assert!(everywhere(&mut exchanged, "FwoGZX", "FwoGZY"));
        assert!(!exchanged.accepted());

        let mut removed = good.clone();
        removed.remove("x-amz-security-token");
        removed.query =
            removed.query.split('&').filter(|piece| !piece.contains("Token")).collect::<Vec<_>>().join("&");
        assert!(removed != good && !removed.accepted());
    }
    let mut added = Request::json().signed(None);
    added.add("X-Amz-Security-Token", TOKEN);
    assert!(!added.accepted());
    let mut added = Request::json().presigned(None);
    added.query.push_str("&X-Amz-Security-Token=AAAA");
    assert!(!added.accepted());
}
