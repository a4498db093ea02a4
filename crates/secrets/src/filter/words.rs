//! Words: how texts are taken apart when a filter looks for words instead of a beginning.
//!
//! A word is a run of letters or of digits. It ends where lower case turns to upper case, and before the last of several
//! capitals that lower case follows: `prod/AppBeta2` is `prod`, `App`, `Beta`, `2`, and `COMPANYthings` is `COMPAN`,
//! `Ythings`. All other characters only separate.
//!
//! Source: Secrets Manager User Guide, "Find secrets in AWS Secrets Manager", on the filter `all`.

/// The words of a value that is looked for.
///
/// INVARIANT: lower-case, sorted, and none begins another; a word that does is found wherever the other is. So each word
/// of a text has at most one of these as its beginning, and a single binary search finds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Words(Vec<String>);

impl Words {
    pub(super) fn of(text: &str) -> Self {
        let mut words: Vec<String> = split(text).map(|word| lower(word).collect()).collect();
        words.sort_unstable();
        words.dedup_by(|longer, word| {
            let redundant = longer.starts_with(word.as_str());
            if redundant {
                std::mem::swap(longer, word);
            }
            redundant
        });
        Self(words)
    }

    /// Whether each of the words begins some word of `text`. No words at all are found nowhere.
    pub(super) fn are_found_in(&self, text: &str) -> bool {
        match self.0.as_slice() {
            [] => false,
            [only] => split(text).any(|word| begins(only, word)),
            several => are_found(several, text),
        }
    }
}

fn are_found(words: &[String], text: &str) -> bool {
    let mut found = vec![false; words.len()];
    let mut missing = words.len();
    split(text).any(|word| {
        let seen = beginning_of(words, word).and_then(|index| found.get_mut(index));
        if seen.is_some_and(|seen| !std::mem::replace(seen, true)) {
            missing -= 1;
        }
        missing == 0
    })
}

fn beginning_of(words: &[String], word: &str) -> Option<usize> {
    let after = words.partition_point(|candidate| candidate.chars().le(lower(word)));
    let index = after.checked_sub(1)?;
    words.get(index).filter(|candidate| begins(candidate, word)).map(|_| index)
}

fn begins(candidate: &str, word: &str) -> bool {
    let mut letters = lower(word);
    candidate.chars().all(|expected| letters.next() == Some(expected))
}

fn lower(word: &str) -> impl Iterator<Item = char> {
    word.chars().map(lower_letter)
}

/// A letter in lower case. The one capital that would become two letters stays as it is.
fn lower_letter(letter: char) -> char {
    if letter.is_ascii() {
        return letter.to_ascii_lowercase();
    }
    let mut lower = letter.to_lowercase();
    lower.next().filter(|_| lower.len() == 0).unwrap_or(letter)
}

/// The words of a text, as they are written.
fn split(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let start = rest.trim_start_matches(|character| Class::of(character) == Class::Separator);
        let (word, after) = start.split_at_checked(first_end(start))?;
        rest = after;
        (!word.is_empty()).then_some(word)
    })
}

/// Where the word that a text begins with ends.
fn first_end(text: &str) -> usize {
    let mut classes = text.char_indices().map(|(start, character)| (start, Class::of(character)));
    let Some(mut left) = classes.next() else { return 0 };
    for right in classes {
        if let Some(end) = boundary(left, right) {
            return end;
        }
        left = right;
    }
    text.len()
}

fn boundary((left_start, left): (usize, Class), (right_start, right): (usize, Class)) -> Option<usize> {
    match (left, right) {
        (Class::Upper, Class::Lower) => (left_start > 0).then_some(left_start),
        (left, right) => (left != right).then_some(right_start),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Digit,
    Lower,
    Separator,
    Upper,
}

impl Class {
    // Letters of scripts without case count as lower-case ones.
    fn of(character: char) -> Self {
        match character {
            'a'..='z' => Self::Lower,
            'A'..='Z' => Self::Upper,
            '0'..='9' => Self::Digit,
            _ if character.is_ascii() => Self::Separator,
            _ if character.is_numeric() => Self::Digit,
            _ if character.is_uppercase() => Self::Upper,
            _ if character.is_alphabetic() => Self::Lower,
            _ => Self::Separator,
        }
    }
}

#[cfg(test)]
mod tests;
