//! Reading of an operation's members out of a JSON object: absence, types and model constraints, as AWS's framework
//! checks them before an operation runs.
//!
//! A shape reads its members one by one and always comes to its end; what was wrong is collected on the way. A type that
//! differs from the model's refuses the call at once in AWS's parser, so the first such mismatch wins over every
//! constraint; violated constraints are then reported together, in the order the shape reads its members, which is the
//! model's. Knows neither operations nor where the object came from.

mod coerce;
mod constraint;
mod problems;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use secrecy::{SecretSlice, SecretString};

use crate::Failure;
use crate::json::{Bytes, Document, Object, Value};
use coerce::Coerced;
pub(crate) use constraint::{Blob, Integer, List, Pattern, Text};
use constraint::{Constraint, Elements};
use problems::{Problems, Shown};

/// A structure of a service model that can be read from a request.
pub(crate) trait Shape {
    /// Reads the members, in the order of the model.
    fn read(members: &mut Members<'_>) -> Self;
}

/// A closed set of strings of a service model.
pub(crate) trait Enumeration: Copy + 'static {
    /// All of them, in the order of the model.
    const ALL: &'static [Self];

    /// The name on the wire.
    fn name(self) -> &'static str;
}

/// Reads a request's members.
///
/// # Errors
///
/// `SerializationException` for the first member of another type than the model's; otherwise one `ValidationException`
/// for all violated constraints. Both are the caller's fault.
pub(crate) fn read<S: Shape>(document: &Document<'_>) -> Result<S, Failure> {
    let mut problems = Problems::default();
    let shape =
        S::read(&mut Members { object: document.root(), place: Place::Root, problems: &mut problems });
    problems.settle(shape)
}

/// Where an object stands in the request; leads to the path that a message names.
#[derive(Clone, Copy)]
enum Place<'a> {
    /// The request itself.
    Root,
    /// The structure `name` in the object at `parent`.
    Member { parent: &'a Place<'a>, name: &'static str },
    /// The `number`th structure, counted from 1, of the list `list` in the object at `parent`.
    Element { parent: &'a Place<'a>, list: &'static str, number: usize },
}

/// The members of one object of a request, and what was found wrong with them so far.
pub(crate) struct Members<'a> {
    object: &'a Object<'a>,
    place: Place<'a>,
    problems: &'a mut Problems,
}

impl<'a> Members<'a> {
    /// A string.
    pub(crate) fn string(&mut self, name: &'static str, shape: &Text) -> Option<String> {
        self.text(name, shape).map(String::from)
    }

    /// A string that must be there.
    pub(crate) fn required_string(&mut self, name: &'static str, shape: &Text) -> String {
        let value = self.string(name, shape);
        self.required(name, value)
    }

    /// A string that is a secret; its value never stands in a message.
    pub(crate) fn secret_string(&mut self, name: &'static str, shape: &Text) -> Option<SecretString> {
        self.text(name, shape).map(SecretString::from)
    }

    /// A string that is a secret and must be there.
    pub(crate) fn required_secret_string(&mut self, name: &'static str, shape: &Text) -> SecretString {
        let value = self.secret_string(name, shape);
        self.required(name, value)
    }

    /// A blob that is a secret.
    pub(crate) fn secret_blob(&mut self, name: &'static str, shape: &Blob) -> Option<SecretSlice<u8>> {
        let bytes = self.scalar(name, Value::blob)?;
        if let Some(constraint) = shape.violation(bytes.len()) {
            self.violate(name, Shown::Hidden, constraint);
        }
        Some(SecretSlice::from(bytes.to_vec()))
    }

    /// A blob that is a secret and must be there.
    pub(crate) fn required_secret_blob(&mut self, name: &'static str, shape: &Blob) -> SecretSlice<u8> {
        let value = self.secret_blob(name, shape);
        self.required(name, value)
    }

    /// A blob that is no secret, such as a ciphertext.
    pub(crate) fn blob(&mut self, name: &'static str, shape: &Blob) -> Option<Bytes> {
        let bytes = self.scalar(name, Value::blob)?;
        if let Some(constraint) = shape.violation(bytes.len()) {
            self.violate(name, Shown::Hidden, constraint);
        }
        Some(Bytes(bytes.to_vec()))
    }

    /// A blob that is no secret and must be there.
    pub(crate) fn required_blob(&mut self, name: &'static str, shape: &Blob) -> Bytes {
        let value = self.blob(name, shape);
        self.required(name, value)
    }

    /// A structure.
    pub(crate) fn structure<S: Shape>(&mut self, name: &'static str) -> Option<S> {
        let object = self.scalar(name, Value::object)?;
        let place = Place::Member { parent: &self.place, name };
        Some(S::read(&mut Members { object, place, problems: &mut *self.problems }))
    }

    /// A map from strings to strings; of several values under one key the last one counts.
    pub(crate) fn map(
        &mut self,
        name: &'static str,
        key: &Text,
        value: &Text,
    ) -> Option<BTreeMap<String, String>> {
        let object = self.scalar(name, Value::object)?;
        let mut map = BTreeMap::new();
        for (found, text) in object.members() {
            match text.string() {
                Ok(text) => drop(map.insert(String::from(&**found), String::from(text))),
                Err(mismatch) => self.problems.mismatch(mismatch),
            }
        }
        let violation = |shape: &Text, text: &String| shape.violations(text).next();
        let first = map.iter().find_map(|(k, v)| violation(key, k).or_else(|| violation(value, v)));
        if let Some(constraint) = first {
            self.violate(name, Shown::Hidden, constraint);
        }
        Some(map)
    }

    /// A boolean.
    pub(crate) fn boolean(&mut self, name: &'static str) -> Option<bool> {
        self.scalar(name, Value::boolean)
    }

    /// An integer of 32 or 64 bits.
    pub(crate) fn integer(&mut self, name: &'static str, shape: &Integer) -> Option<i64> {
        let value = self.scalar(name, |value| value.integer(shape.width()))?;
        if let Some(constraint) = shape.violation(value) {
            self.violate(name, Shown::Plain(&value), constraint);
        }
        Some(value)
    }

    /// One of a closed set of strings.
    pub(crate) fn enumeration<E: Enumeration>(&mut self, name: &'static str) -> Option<E> {
        let text = self.scalar(name, Value::string)?;
        let found = E::ALL.iter().copied().find(|known| known.name() == text);
        if found.is_none() {
            let names = E::ALL.iter().map(|known| known.name()).collect();
            self.violate(name, Shown::Plain(&text), Constraint::OneOf(names));
        }
        found
    }

    /// One of a closed set of strings, which must be there; `absent` stands in for it where it is not, and is never seen.
    pub(crate) fn required_enumeration<E: Enumeration>(&mut self, name: &'static str, absent: E) -> E {
        let is_given = self.object.member(name).is_some();
        let value = self.enumeration(name);
        if !is_given {
            self.violate(name, Shown::Null, Constraint::NotNull);
        }
        value.unwrap_or(absent)
    }

    /// A list of strings.
    pub(crate) fn strings(&mut self, name: &'static str, list: &List, element: &Text) -> Option<Vec<String>> {
        let items = self.items(name, list)?;
        let mut strings = Vec::with_capacity(items.len());
        for item in &items {
            match item.string() {
                Ok(text) => strings.push(String::from(text)),
                Err(mismatch) => self.problems.mismatch(mismatch),
            }
        }
        if strings.iter().any(|text| !element.admits(text)) {
            self.violate(name, Shown::Plain(&Elements(&items)), Constraint::EachElement(*element));
        }
        Some(strings)
    }

    /// A list of strings that must be there.
    pub(crate) fn required_strings(
        &mut self,
        name: &'static str,
        list: &List,
        element: &Text,
    ) -> Vec<String> {
        let value = self.strings(name, list, element);
        self.required(name, value)
    }

    /// A list of structures.
    pub(crate) fn structures<S: Shape>(&mut self, name: &'static str, list: &List) -> Option<Vec<S>> {
        let items = self.items(name, list)?;
        let mut structures = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            match item.object() {
                Ok(object) => structures.push(self.element(name, index + 1, object)),
                Err(mismatch) => self.problems.mismatch(mismatch),
            }
        }
        Some(structures)
    }

    /// A list of structures that must be there.
    pub(crate) fn required_structures<S: Shape>(&mut self, name: &'static str, list: &List) -> Vec<S> {
        let value = self.structures(name, list);
        self.required(name, value)
    }

    fn text(&mut self, name: &'static str, shape: &Text) -> Option<&'a str> {
        let text = self.scalar(name, Value::string)?;
        for constraint in shape.violations(text) {
            let shown = if shape.is_sensitive() { Shown::Hidden } else { Shown::Plain(&text) };
            self.violate(name, shown, constraint);
        }
        Some(text)
    }

    /// The value of a member, coerced to the model's type.
    fn scalar<T>(&mut self, name: &str, coerce: impl FnOnce(&'a Value<'a>) -> Coerced<T>) -> Option<T> {
        match coerce(self.object.member(name)?) {
            Ok(value) => Some(value),
            Err(mismatch) => {
                self.problems.mismatch(mismatch);
                None
            }
        }
    }

    /// The elements of a list; `null` is no element.
    fn items(&mut self, name: &'static str, shape: &List) -> Option<Vec<&'a Value<'a>>> {
        let items = self.scalar(name, Value::items)?;
        if let Some(constraint) = shape.violation(items.len()) {
            self.violate(name, Shown::Plain(&Elements(&items)), constraint);
        }
        Some(items)
    }

    fn element<S: Shape>(&mut self, list: &'static str, number: usize, object: &Object<'_>) -> S {
        let place = Place::Element { parent: &self.place, list, number };
        S::read(&mut Members { object, place, problems: &mut *self.problems })
    }

    /// The value of a member that must be there.
    ///
    /// What stands in for an absent value is never seen: a shape with a problem is dropped when the problems are settled.
    fn required<T: Default>(&mut self, name: &'static str, value: Option<T>) -> T {
        value.unwrap_or_else(|| {
            self.violate(name, Shown::Null, Constraint::NotNull);
            T::default()
        })
    }

    fn violate(&mut self, name: &'static str, shown: Shown<'_>, constraint: Constraint) {
        self.problems.violate(&self.place, name, shown, &constraint);
    }
}
