//! Words that do not belong into what is checked in: promises to oneself, and paths of one machine.
//!
//! The words are spelled in two halves here, so that this file may be checked too.

use crate::tidy::violation::Finding;
use crate::tidy::workspace::Workspace;

/// Each word, and what to do instead.
const WORDS: [(&str, &str); 6] = [
    (concat!("TO", "DO"), DO_IT),
    (concat!("FIX", "ME"), DO_IT),
    (concat!("XX", "X"), DO_IT),
    (concat!("todo", "!("), DO_IT),
    (concat!("unimple", "mented!("), DO_IT),
    (concat!("/wo", "rk/"), "name the path from the root of the repository"),
];

const DO_IT: &str = "do it now, or open an issue";

/// Finds the lines that hold such a word.
pub(crate) fn check(workspace: &Workspace) -> Vec<Finding> {
    workspace.files.iter().flat_map(|(path, text)| findings(path, text)).collect()
}

fn findings<'text>(path: &'text str, text: &'text str) -> impl Iterator<Item = Finding> + 'text {
    text.lines().zip(1..).flat_map(move |(line, number)| {
        let found = WORDS.iter().filter(|(word, _)| holds(line, word));
        found.map(move |(word, instead)| Finding::new(path, format!("`{word}`"), *instead).at(number))
    })
}

/// Returns whether `line` holds `word` and it is not a part of a longer one, as in a made-up key id.
fn holds(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(start, found)| {
        let before = line.get(..start).and_then(|before| before.chars().next_back());
        let after = line.get(start.saturating_add(found.len())..).and_then(|after| after.chars().next());
        let goes_on = |character: Option<char>| character.is_some_and(char::is_alphanumeric);
        !(goes_on(before) || word.ends_with(char::is_alphanumeric) && goes_on(after))
    })
}
