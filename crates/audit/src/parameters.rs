//! Members of a call that may be recorded.
//!
//! What goes in is chosen one by one, by a name that stands in the source, and has one of a few plain types: a member
//! that is not named is not recorded, and a type that holds secret bytes cannot be. What a member means is not known here.

use std::collections::BTreeMap;

use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};

use crate::limits::PARAMETERS_BYTES_MAX;
use crate::text::{CUT, bounded, json_bytes};

/// An ordered map of members, at most [`PARAMETERS_BYTES_MAX`] bytes of JSON. What is longer is cut, and a last member
/// `truncated` says so.
///
/// ```
/// let parameters = audit::Parameters::new().with("secretId", "prod/db").with("recoveryWindowInDays", 7);
/// assert_eq!(serde_json::to_string(&parameters).unwrap(), r#"{"secretId":"prod/db","recoveryWindowInDays":7}"#);
/// ```
///
/// Secret bytes do not go in:
///
/// ```compile_fail,E0277
/// let value = seal::Plaintext::new(b"hunter2".to_vec());
/// let parameters = audit::Parameters::new().with("secretString", value);
/// ```
///
/// ```compile_fail,E0277
/// let key = iam::SecretAccessKey::generate(&mut seal::Entropy::system());
/// let parameters = audit::Parameters::new().with("secretAccessKey", &key);
/// ```
///
/// Nor do bytes of any other kind:
///
/// ```compile_fail,E0277
/// let parameters = audit::Parameters::new().with("secretBinary", b"hunter2".as_slice());
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parameters {
    members: Vec<(&'static str, Value)>,
    bytes: usize,
    truncated: bool,
}

/// A recordable value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value(Form);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Form {
    Bool(bool),
    Integer(i64),
    List(Vec<Value>),
    Map(Vec<(String, Value)>),
    Text(String),
}

mod recordable {
    #[expect(unnameable_types, reason = "no other crate may declare its types recordable")]
    pub trait Plain {}
}

/// A type whose values may stand in a record: texts, truth values, integers, and lists and maps of them. No other crate
/// can add one.
pub trait Recordable: recordable::Plain {
    /// The value as it is recorded.
    fn recorded(self) -> Value;
}

impl Parameters {
    /// No members.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a member, cut to what there is room for.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Recordable) -> Self {
        let overhead = name.len() + QUOTES_AND_MARKS;
        let Some(mut room) = PARAMETERS_BYTES_MAX.checked_sub(self.bytes + overhead).filter(|room| *room > 0)
        else {
            self.truncated = true;
            return self;
        };
        let before = room;
        let (value, was_cut) = value.recorded().fit(&mut room);
        self.truncated |= was_cut;
        self.bytes += overhead + (before - room);
        self.members.push((name, value));
        self
    }

    /// Adds a member if there is one.
    #[must_use]
    pub fn with_some(self, name: &'static str, value: Option<impl Recordable>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }
}

/// What a member or an entry takes beside its name and its value: two quotes, a colon and a comma.
const QUOTES_AND_MARKS: usize = 4;

/// What a list or a map takes beside its entries.
const BRACKETS: usize = 2;

/// What an integer or a truth value takes at most.
const NUMBER: usize = 20;

impl Value {
    /// The value as far as there is room for it, and whether something was cut.
    fn fit(self, room: &mut usize) -> (Self, bool) {
        match self.0 {
            Form::Text(text) => fit_text(text, room),
            Form::List(values) => {
                let whole = values.len();
                let mut cut = false;
                let mut kept = Vec::new();
                *room = room.saturating_sub(BRACKETS);
                for value in values {
                    let Some(rest) = room.checked_sub(1).filter(|rest| *rest > CUT.len()) else { break };
                    *room = rest;
                    let (value, was_cut) = value.fit(room);
                    cut |= was_cut;
                    kept.push(value);
                }
                cut |= kept.len() < whole;
                (Self(Form::List(kept)), cut)
            }
            Form::Map(entries) => fit_map(entries, room),
            form @ (Form::Bool(_) | Form::Integer(_)) => {
                *room = room.saturating_sub(NUMBER);
                (Self(form), false)
            }
        }
    }
}

fn fit_text(text: String, room: &mut usize) -> (Value, bool) {
    let bytes = json_bytes(&text) + 2;
    if bytes <= *room {
        *room -= bytes;
        return (Value(Form::Text(text)), false);
    }
    let cut = bounded(&text, room.saturating_sub(2));
    *room = 0;
    (Value(Form::Text(cut)), true)
}

fn fit_map(entries: Vec<(String, Value)>, room: &mut usize) -> (Value, bool) {
    let whole = entries.len();
    let mut cut = false;
    let mut kept = Vec::new();
    *room = room.saturating_sub(BRACKETS);
    for (name, value) in entries {
        let overhead = json_bytes(&name) + QUOTES_AND_MARKS;
        let Some(rest) = room.checked_sub(overhead).filter(|rest| *rest > CUT.len()) else { break };
        *room = rest;
        let (value, was_cut) = value.fit(room);
        cut |= was_cut;
        kept.push((name, value));
    }
    cut |= kept.len() < whole;
    (Value(Form::Map(kept)), cut)
}

impl Serialize for Parameters {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (name, value) in &self.members {
            map.serialize_entry(name, value)?;
        }
        if self.truncated {
            map.serialize_entry("truncated", &true)?;
        }
        map.end()
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Form::Bool(value) => serializer.serialize_bool(*value),
            Form::Integer(value) => serializer.serialize_i64(*value),
            Form::Text(value) => serializer.serialize_str(value),
            Form::List(values) => {
                let mut list = serializer.serialize_seq(Some(values.len()))?;
                values.iter().try_for_each(|value| list.serialize_element(value))?;
                list.end()
            }
            Form::Map(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                entries.iter().try_for_each(|(name, value)| map.serialize_entry(name, value))?;
                map.end()
            }
        }
    }
}

/// Declares a type recordable.
macro_rules! recordable {
    ($([$($generic:tt)*] $plain:ty, $value:ident => $recorded:expr;)*) => {$(
        impl<$($generic)*> recordable::Plain for $plain {}

        impl<$($generic)*> Recordable for $plain {
            fn recorded(self) -> Value {
                let $value = self;
                $recorded
            }
        }
    )*};
}

recordable! {
    [] bool, value => Value(Form::Bool(value));
    [] i32, value => Value(Form::Integer(value.into()));
    [] i64, value => Value(Form::Integer(value));
    [] u32, value => Value(Form::Integer(value.into()));
    [] u64, value => Value(Form::Integer(i64::try_from(value).unwrap_or(i64::MAX)));
    [] &str, value => Value(Form::Text(value.to_owned()));
    [] String, value => Value(Form::Text(value));
    [] &String, value => Value(Form::Text(value.clone()));
    [T: Recordable] Vec<T>, values => Value(Form::List(values.into_iter().map(T::recorded).collect()));
    [T: Recordable] BTreeMap<String, T>, entries => {
        Value(Form::Map(entries.into_iter().map(|(name, value)| (name, value.recorded())).collect()))
    };
    [] Parameters, parameters => {
        let members = parameters.members.into_iter().map(|(name, value)| (name.to_owned(), value));
        let truncated = parameters.truncated.then(|| ("truncated".to_owned(), true.recorded()));
        Value(Form::Map(members.chain(truncated).collect()))
    };
    [] Value, value => value;
}

#[cfg(test)]
mod tests;
