//! What a service model may demand of a member, and how AWS words a violation.

use std::fmt;
use std::ops::RangeInclusive;

use crate::json::{Number, Value};

/// What was violated. Displays as the end of the sentence `Value … failed to satisfy constraint: `.
pub(super) enum Constraint {
    /// Some element of a list does not satisfy the element's shape.
    EachElement(Text),
    LengthMax(usize),
    LengthMin(usize),
    NotNull,
    OneOf(Vec<&'static str>),
    Pattern(&'static str),
    ValueMax(i64),
    ValueMin(i64),
}

impl fmt::Display for Constraint {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::EachElement(element) => {
                write!(out, "Member must satisfy constraint: [{}]", element.demands())
            }
            Self::LengthMax(max) => write!(out, "Member must have length less than or equal to {max}"),
            Self::LengthMin(min) => write!(out, "Member must have length greater than or equal to {min}"),
            Self::NotNull => write!(out, "Member must not be null"),
            Self::OneOf(names) => write!(out, "Member must satisfy enum value set: [{}]", names.join(", ")),
            Self::Pattern(text) => write!(out, "Member must satisfy regular expression pattern: {text}"),
            Self::ValueMax(max) => write!(out, "Member must have value less than or equal to {max}"),
            Self::ValueMin(min) => write!(out, "Member must have value greater than or equal to {min}"),
        }
    }
}

/// The least and the greatest length.
#[derive(Clone, Copy)]
struct Length {
    min: usize,
    max: usize,
}

impl Length {
    const fn of(range: &RangeInclusive<usize>) -> Self {
        Self { min: *range.start(), max: *range.end() }
    }

    fn violation(self, length: usize) -> Option<Constraint> {
        if length < self.min {
            Some(Constraint::LengthMin(self.min))
        } else if length > self.max {
            Some(Constraint::LengthMax(self.max))
        } else {
            None
        }
    }
}

/// A regular expression of a service model, with a function that decides the same.
#[derive(Clone, Copy)]
pub(crate) struct Pattern {
    /// As the model writes it and messages repeat it.
    pub(crate) text: &'static str,
    /// Whether the whole of a string matches.
    pub(crate) matches: fn(&str) -> bool,
}

/// The shape of a string.
#[derive(Clone, Copy)]
pub(crate) struct Text {
    length: Length,
    measure: fn(&str) -> usize,
    pattern: Option<Pattern>,
    sensitive: bool,
}

impl Text {
    /// A string measured in characters (Unicode scalar values).
    pub(crate) const fn characters(range: &RangeInclusive<usize>) -> Self {
        Self {
            length: Length::of(range),
            measure: |text| text.chars().count(),
            pattern: None,
            sensitive: false,
        }
    }

    /// A string measured in bytes of UTF-8.
    pub(crate) const fn bytes(range: &RangeInclusive<usize>) -> Self {
        Self { measure: |text| text.len(), ..Self::characters(range) }
    }

    /// The same, matching `pattern` as a whole.
    pub(crate) const fn matching(self, pattern: Pattern) -> Self {
        Self { pattern: Some(pattern), ..self }
    }

    /// The same, with a value that never stands in a message.
    pub(crate) const fn sensitive(self) -> Self {
        Self { sensitive: true, ..self }
    }

    pub(super) fn is_sensitive(&self) -> bool {
        self.sensitive
    }

    /// What `text` violates: the pattern first, then the length, as AWS reports them.
    pub(super) fn violations(&self, text: &str) -> impl Iterator<Item = Constraint> {
        let pattern = self.pattern.filter(|pattern| !(pattern.matches)(text));
        let length = self.length.violation((self.measure)(text));
        pattern.map(|pattern| Constraint::Pattern(pattern.text)).into_iter().chain(length)
    }

    pub(super) fn admits(&self, text: &str) -> bool {
        self.violations(text).next().is_none()
    }

    /// All that is demanded of a list's element, in AWS's order, whichever part was violated.
    fn demands(&self) -> String {
        let min = (self.length.min > 0).then_some(Constraint::LengthMin(self.length.min));
        let pattern = self.pattern.map(|pattern| Constraint::Pattern(pattern.text));
        let demands = [Some(Constraint::LengthMax(self.length.max)), min, pattern];
        demands.iter().flatten().map(ToString::to_string).collect::<Vec<_>>().join(", ")
    }
}

/// The shape of a blob, measured in decoded bytes.
pub(crate) struct Blob(Length);

impl Blob {
    pub(crate) const fn bytes(range: &RangeInclusive<usize>) -> Self {
        Self(Length::of(range))
    }

    pub(super) fn violation(&self, bytes: usize) -> Option<Constraint> {
        self.0.violation(bytes)
    }
}

/// The shape of a list, measured in elements.
pub(crate) struct List(Length);

impl List {
    /// A list of any length.
    pub(crate) const ANY: Self = Self(Length { min: 0, max: usize::MAX });

    pub(crate) const fn items(range: &RangeInclusive<usize>) -> Self {
        Self(Length::of(range))
    }

    pub(super) fn violation(&self, items: usize) -> Option<Constraint> {
        self.0.violation(items)
    }
}

/// How wide a model's integer is.
#[derive(Clone, Copy)]
pub(super) enum Width {
    Integer,
    Long,
}

impl Width {
    /// What the framework calls it, with its article.
    pub(super) fn wanted(self) -> &'static str {
        match self {
            Self::Integer => "an Integer",
            Self::Long => "a Long",
        }
    }

    pub(super) fn holds(self, value: i64) -> bool {
        match self {
            Self::Integer => i32::try_from(value).is_ok(),
            Self::Long => true,
        }
    }
}

/// The shape of an integer.
pub(crate) struct Integer {
    width: Width,
    min: i64,
    max: i64,
}

impl Integer {
    /// A `long` without bounds.
    pub(crate) const ANY_LONG: Self = Self { width: Width::Long, min: i64::MIN, max: i64::MAX };

    /// A bounded `integer`.
    pub(crate) const fn int(range: &RangeInclusive<i64>) -> Self {
        Self { width: Width::Integer, min: *range.start(), max: *range.end() }
    }

    /// A bounded `long`.
    pub(crate) const fn long(range: &RangeInclusive<i64>) -> Self {
        Self { width: Width::Long, ..Self::int(range) }
    }

    pub(super) fn width(&self) -> Width {
        self.width
    }

    pub(super) fn violation(&self, value: i64) -> Option<Constraint> {
        if value < self.min {
            Some(Constraint::ValueMin(self.min))
        } else if value > self.max {
            Some(Constraint::ValueMax(self.max))
        } else {
            None
        }
    }
}

/// A list's elements as a message shows them, `[a, b]`; no list of any model is sensitive.
pub(super) struct Elements<'a>(pub(super) &'a [&'a Value<'a>]);

impl fmt::Display for Elements<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        enclosed(out, ["[", "]"], self.0, |out, item| show(out, item))
    }
}

/// Shows a value in the manner of Java, in which AWS's services print their lists: strings bare, structures `{a=b}`.
fn show(out: &mut fmt::Formatter<'_>, value: &Value<'_>) -> fmt::Result {
    match value {
        Value::Boolean(value) => write!(out, "{value}"),
        Value::List(items) => enclosed(out, ["[", "]"], items, |out, item| show(out, item)),
        Value::Null => out.write_str("null"),
        Value::Number(Number::Fraction(value)) => write!(out, "{value}"),
        Value::Number(Number::Integer(value)) => write!(out, "{value}"),
        Value::Object(object) => enclosed(out, ["{", "}"], object.members(), |out, (name, value)| {
            write!(out, "{}=", &**name)?;
            show(out, value)
        }),
        Value::String(text) => out.write_str(text),
        Value::Untyped(text) => out.write_str(text),
    }
}

fn enclosed<T>(
    out: &mut fmt::Formatter<'_>,
    [open, close]: [&str; 2],
    items: &[T],
    show: impl Fn(&mut fmt::Formatter<'_>, &T) -> fmt::Result,
) -> fmt::Result {
    out.write_str(open)?;
    for (index, item) in items.iter().enumerate() {
        out.write_str(if index == 0 { "" } else { ", " })?;
        show(out, item)?;
    }
    out.write_str(close)
}
