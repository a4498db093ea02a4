//! Globs: `*` for any run of characters, `?` for exactly one. Knows no ARN, no action, no variable.
//!
//! A glob is cut at its `*` into segments of fixed length, so the leftmost place of each segment is always the right
//! one and nothing is ever tried twice: time is linear in the text for segments without `?`, and at most the product
//! of the two lengths for segments with it.

#[cfg(test)]
mod tests;

/// A compiled glob.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Glob {
    first: Segment,
    /// What follows each `*`.
    rest: Vec<Segment>,
}

/// The part of a glob between two `*`.
#[derive(Clone, Debug, Eq, PartialEq)]
enum Segment {
    Literal(String),
    /// Characters, where `None` stands for any one.
    Mixed(Vec<Option<char>>),
}

/// Builds a glob from left to right.
#[derive(Debug, Default)]
pub(super) struct GlobBuilder {
    closed: Vec<Segment>,
    open: Vec<Option<char>>,
}

impl Glob {
    /// Compiles a text in which every `*` and `?` is a wildcard.
    pub(super) fn parse(text: &str) -> Self {
        let mut builder = GlobBuilder::default();
        for character in text.chars() {
            match character {
                '*' => builder.any_run(),
                '?' => builder.any_character(),
                literal => builder.open.push(Some(literal)),
            }
        }
        builder.finish()
    }

    /// What every text that it matches begins with.
    pub(super) fn literal_start(&self) -> String {
        match &self.first {
            Segment::Literal(literal) => literal.clone(),
            Segment::Mixed(characters) => characters.iter().copied().map_while(|wanted| wanted).collect(),
        }
    }

    /// The only text that it matches, if there is but one.
    pub(super) fn as_literal(&self) -> Option<&str> {
        match (&self.first, self.rest.as_slice()) {
            (Segment::Literal(literal), []) => Some(literal),
            (Segment::Literal(_) | Segment::Mixed(_), _) => None,
        }
    }

    /// Tells whether the glob matches the whole text, case-sensitively.
    pub(super) fn matches(&self, text: &str) -> bool {
        let Some(mut remainder) = self.first.strip_prefix(text) else { return false };
        let Some((last, middle)) = self.rest.split_last() else { return remainder.is_empty() };
        for segment in middle {
            match segment.skip_past(remainder) {
                Some(after) => remainder = after,
                None => return false,
            }
        }
        last.is_suffix_of(remainder)
    }
}

impl GlobBuilder {
    /// Appends literal text, wildcards in it included.
    pub(super) fn literal(&mut self, text: &str) {
        self.open.extend(text.chars().map(Some));
    }

    /// Appends `?`.
    pub(super) fn any_character(&mut self) {
        self.open.push(None);
    }

    /// Appends `*`.
    pub(super) fn any_run(&mut self) {
        let segment = Segment::new(std::mem::take(&mut self.open));
        self.closed.push(segment);
    }

    pub(super) fn finish(mut self) -> Glob {
        self.any_run();
        let mut segments = self.closed.into_iter();
        let first = segments.next().unwrap_or(Segment::Literal(String::new()));
        Glob { first, rest: segments.collect() }
    }
}

impl Segment {
    fn new(characters: Vec<Option<char>>) -> Self {
        match characters.iter().copied().collect::<Option<String>>() {
            Some(literal) => Self::Literal(literal),
            None => Self::Mixed(characters),
        }
    }

    /// What follows the segment at the start of the text.
    fn strip_prefix<'t>(&self, text: &'t str) -> Option<&'t str> {
        match self {
            Self::Literal(literal) => text.strip_prefix(literal.as_str()),
            Self::Mixed(characters) => {
                let mut remainder = text.chars();
                let fits =
                    |wanted: &Option<char>| remainder.next().is_some_and(|c| wanted.is_none_or(|w| w == c));
                characters.iter().all(fits).then_some(remainder.as_str())
            }
        }
    }

    /// What follows the leftmost place of the segment in the text.
    fn skip_past<'t>(&self, text: &'t str) -> Option<&'t str> {
        match self {
            Self::Literal(literal) => text.split_once(literal.as_str()).map(|(_, after)| after),
            Self::Mixed(_) => {
                let mut remainder = text.chars();
                loop {
                    if let Some(after) = self.strip_prefix(remainder.as_str()) {
                        return Some(after);
                    }
                    remainder.next()?;
                }
            }
        }
    }

    fn is_suffix_of(&self, text: &str) -> bool {
        match self {
            Self::Literal(literal) => text.ends_with(literal.as_str()),
            Self::Mixed(characters) => {
                let mut remainder = text.chars().rev();
                let fits =
                    |wanted: &Option<char>| remainder.next().is_some_and(|c| wanted.is_none_or(|w| w == c));
                characters.iter().rev().all(fits)
            }
        }
    }
}
