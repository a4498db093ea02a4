//! Patterns with policy variables: the text of a resource or of a condition value, parsed once, expanded per request.
//!
//! What a variable is replaced by is literal text: a wildcard or a colon in it has no meaning, so whoever controls a
//! tag or a name cannot widen a policy. Knows no ARN and no operator.
//!
//! Source: IAM user guide, "IAM policy elements: Variables and tags".

#[cfg(test)]
mod tests;

use std::borrow::Cow;

use super::glob::{Glob, GlobBuilder};
use super::grammar::Version;
use super::malformed::Fault;
use super::request::{ConditionKey, ConditionKeys, KeyValue, present};

/// What `*` and `?` mean in a text.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Wildcards {
    Active,
    Literal,
}

/// A text cut at its wildcards and variables.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Template {
    pieces: Vec<Piece>,
}

#[derive(Clone, Debug, Eq, PartialEq)]
enum Piece {
    AnyCharacter,
    AnyRun,
    Text(String),
    Variable { key: ConditionKey, default: Option<String> },
}

/// A template as something to match with: compiled to the end where no variable prevents it.
#[derive(Clone, Debug)]
pub(super) enum Pattern {
    Fixed(Glob),
    Variable(Template),
}

impl Template {
    /// Cuts a text into pieces; `${…}` is literal before version 2012-10-17.
    pub(super) fn parse(text: &str, wildcards: Wildcards, version: Version) -> Result<Self, Fault> {
        let mut template = Self::default();
        let mut rest = text;
        while let Some((character, after)) = split_first(rest) {
            rest = match (character, wildcards, version) {
                ('*', Wildcards::Active, _) => template.push(Piece::AnyRun, after),
                ('?', Wildcards::Active, _) => template.push(Piece::AnyCharacter, after),
                ('$', _, Version::V2012) if after.starts_with('{') => {
                    let body = after.strip_prefix('{').unwrap_or(after);
                    let (piece, after) =
                        Piece::variable(body).ok_or_else(|| Fault::Variable(text.to_owned()))?;
                    template.push(piece, after)
                }
                (literal, ..) => {
                    template.push_character(literal);
                    after
                }
            };
        }
        Ok(template)
    }

    /// A template that matches any text.
    pub(super) fn any() -> Self {
        Self { pieces: vec![Piece::AnyRun] }
    }

    /// Whether the whole text is one variable.
    pub(super) fn is_lone_variable(&self) -> bool {
        matches!(self.pieces.as_slice(), [Piece::Variable { .. }])
    }

    pub(super) fn has_variables(&self) -> bool {
        self.pieces.iter().any(|piece| matches!(piece, Piece::Variable { .. }))
    }

    /// Cuts the template at the colons of its own text into at most `parts_max` parts; the last keeps further colons.
    pub(super) fn split_colons(self, parts_max: usize) -> Vec<Self> {
        let mut closed = Vec::new();
        let mut open = Self::default();
        for piece in self.pieces {
            let Piece::Text(text) = piece else {
                open.pieces.push(piece);
                continue;
            };
            let mut fields = text.splitn(parts_max.saturating_sub(closed.len()), ':');
            open.push_text(fields.next().unwrap_or_default());
            for field in fields {
                closed.push(std::mem::take(&mut open));
                open.push_text(field);
            }
        }
        closed.push(open);
        closed
    }

    /// The text with its variables replaced; none if one has no single value. Wildcards are dropped: for literal
    /// templates only.
    pub(super) fn text(&self, keys: &dyn ConditionKeys) -> Option<String> {
        let mut text = String::new();
        for piece in &self.pieces {
            text.push_str(&piece.expand(keys)?);
        }
        Some(text)
    }

    /// Whether the template, with a request's variables, matches the whole text. What precedes its first wildcard is
    /// compared piece by piece.
    fn matches(&self, text: &str, keys: &dyn ConditionKeys) -> bool {
        let wildcard = self.pieces.iter().position(Piece::is_wildcard).unwrap_or(self.pieces.len());
        let Some((fixed, open)) = self.pieces.split_at_checked(wildcard) else { return false };
        let mut rest = text;
        for piece in fixed {
            let Some(text) = piece.expand(keys) else { return false };
            let Some(after) = rest.strip_prefix(text.as_ref()) else { return false };
            rest = after;
        }
        if open.is_empty() {
            rest.is_empty()
        } else {
            glob(open, keys).is_some_and(|glob| glob.matches(rest))
        }
    }

    fn glob(&self, keys: &dyn ConditionKeys) -> Option<Glob> {
        glob(&self.pieces, keys)
    }

    /// The text that stands before the first wildcard or variable.
    fn literal_start(&self) -> String {
        let text = |piece: &Piece| match piece {
            Piece::Text(text) => Some(text.clone()),
            Piece::AnyCharacter | Piece::AnyRun | Piece::Variable { .. } => None,
        };
        self.pieces.iter().map_while(text).collect()
    }

    fn push<'t>(&mut self, piece: Piece, after: &'t str) -> &'t str {
        match piece {
            Piece::Text(text) => self.push_text(&text),
            piece @ (Piece::AnyCharacter | Piece::AnyRun | Piece::Variable { .. }) => self.pieces.push(piece),
        }
        after
    }

    fn push_character(&mut self, character: char) {
        self.push_text(character.encode_utf8(&mut [0; 4]));
    }

    fn push_text(&mut self, text: &str) {
        match self.pieces.last_mut() {
            Some(Piece::Text(open)) => open.push_str(text),
            Some(_) | None if text.is_empty() => {}
            Some(_) | None => self.pieces.push(Piece::Text(text.to_owned())),
        }
    }
}

impl Piece {
    const fn is_wildcard(&self) -> bool {
        matches!(self, Self::AnyCharacter | Self::AnyRun)
    }

    /// Reads a variable from behind its `${`, and what follows it.
    fn variable(body: &str) -> Option<(Self, &str)> {
        let (name, after) = body.split_once('}')?;
        if let "*" | "?" | "$" = name {
            return Some((Self::Text(name.to_owned()), after));
        }
        match body.split_once(", '") {
            Some((name, tail)) if !name.contains('}') => {
                let (default, after) = tail.split_once("'}")?;
                Some((Self::Variable { key: variable_key(name)?, default: Some(default.to_owned()) }, after))
            }
            Some(_) | None => Some((Self::Variable { key: variable_key(name)?, default: None }, after)),
        }
    }

    /// The literal text that the piece stands for.
    fn expand<'a>(&'a self, keys: &'a dyn ConditionKeys) -> Option<Cow<'a, str>> {
        match self {
            Self::AnyCharacter | Self::AnyRun => Some(Cow::Borrowed("")),
            Self::Text(text) => Some(Cow::Borrowed(text)),
            Self::Variable { key, default } => match present(keys, key) {
                Some(KeyValue::Single(value)) => Some(value),
                Some(KeyValue::Many(_)) => None,
                None => default.as_deref().map(Cow::Borrowed),
            },
        }
    }
}

impl Pattern {
    /// Compiles a text.
    pub(super) fn parse(text: &str, wildcards: Wildcards, version: Version) -> Result<Self, Fault> {
        Template::parse(text, wildcards, version).map(Self::new)
    }

    pub(super) fn new(template: Template) -> Self {
        if template.has_variables() {
            return Self::Variable(template);
        }
        // Without variables no key is looked up, so a template without them always expands.
        template.glob(&()).map_or(Self::Variable(template), Self::Fixed)
    }

    /// What every text that it matches begins with, whatever the request.
    pub(super) fn literal_start(&self) -> String {
        match self {
            Self::Fixed(glob) => glob.literal_start(),
            Self::Variable(template) => template.literal_start(),
        }
    }

    /// Whether a variable in the pattern has no single value in a request.
    pub(super) fn is_unresolved(&self, keys: &dyn ConditionKeys) -> bool {
        match self {
            Self::Fixed(_) => false,
            Self::Variable(template) => template.text(keys).is_none(),
        }
    }

    /// Tells whether the pattern, with this request's variables, matches the whole text.
    pub(super) fn matches(&self, text: &str, keys: &dyn ConditionKeys) -> bool {
        match self {
            Self::Fixed(glob) => glob.matches(text),
            Self::Variable(template) => template.matches(text, keys),
        }
    }
}

fn glob(pieces: &[Piece], keys: &dyn ConditionKeys) -> Option<Glob> {
    let mut builder = GlobBuilder::default();
    for piece in pieces {
        match piece {
            Piece::AnyCharacter => builder.any_character(),
            Piece::AnyRun => builder.any_run(),
            Piece::Text(_) | Piece::Variable { .. } => builder.literal(&piece.expand(keys)?),
        }
    }
    Some(builder.finish())
}

fn variable_key(name: &str) -> Option<ConditionKey> {
    let plain = !name.contains([',', '\'', '{', '$', '*', '?']);
    ConditionKey::parse(name).ok().filter(|_| plain)
}

fn split_first(text: &str) -> Option<(char, &str)> {
    let mut characters = text.chars();
    let first = characters.next()?;
    Some((first, characters.as_str()))
}
