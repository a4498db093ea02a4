//! Policy documents as strict JSON: a duplicate key, a `null`, an over-long text or a nesting deeper than the grammar
//! is an error, where a lenient reader would choose a meaning. Knows JSON types only, no policy element.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::malformed::Fault;
use crate::limits::{POLICY_DEPTH_MAX, POLICY_ELEMENT_BYTES_MAX, POLICY_LIST_VALUES_MAX};

/// One JSON value of a policy document.
#[derive(Debug)]
pub(super) enum Node {
    /// A boolean or a number, as the text that a condition compares.
    Scalar(String),
    Text(String),
    List(Vec<Node>),
    Object(Object),
}

/// The members of one JSON object, which its reader takes one by one and then declares finished.
#[derive(Debug, Default)]
pub(super) struct Object(BTreeMap<String, Node>);

impl Node {
    /// Reads a whole text.
    pub(super) fn parse(text: &str) -> Result<Self, Fault> {
        let mut reader = serde_json::Deserializer::from_str(text);
        let node = NodeSeed { levels: POLICY_DEPTH_MAX }.deserialize(&mut reader);
        node.and_then(|node| reader.end().map(|()| node)).map_err(|error| Fault::Json(error.to_string()))
    }

    pub(super) fn into_object(self, field: &str) -> Result<Object, Fault> {
        match self {
            Self::Object(object) => Ok(object),
            Self::Scalar(_) | Self::Text(_) | Self::List(_) => Err(wrong_shape(field, "an object")),
        }
    }

    pub(super) fn into_text(self, field: &str) -> Result<String, Fault> {
        match self {
            Self::Text(text) => Ok(text),
            Self::Scalar(_) | Self::List(_) | Self::Object(_) => Err(wrong_shape(field, "a string")),
        }
    }

    /// One string, or a list of strings that is not empty.
    pub(super) fn into_texts(self, field: &str) -> Result<Vec<String>, Fault> {
        self.into_list(field)?.into_iter().map(|node| node.into_text(field)).collect()
    }

    /// One string, number or boolean, or a list of them that is not empty, as texts.
    pub(super) fn into_scalars(self, field: &str) -> Result<Vec<String>, Fault> {
        self.into_list(field)?.into_iter().map(|node| node.into_scalar(field)).collect()
    }

    fn into_scalar(self, field: &str) -> Result<String, Fault> {
        match self {
            Self::Scalar(text) | Self::Text(text) => Ok(text),
            Self::List(_) | Self::Object(_) => Err(wrong_shape(field, "a string, number or boolean")),
        }
    }

    fn into_list(self, field: &str) -> Result<Vec<Self>, Fault> {
        match self {
            Self::List(nodes) if nodes.is_empty() => Err(Fault::EmptyList(field.to_owned())),
            Self::List(nodes) if nodes.len() > POLICY_LIST_VALUES_MAX => {
                Err(Fault::TooManyValues { field: field.to_owned(), count: nodes.len() })
            }
            Self::List(nodes) => Ok(nodes),
            single @ (Self::Scalar(_) | Self::Text(_) | Self::Object(_)) => Ok(vec![single]),
        }
    }
}

impl Object {
    /// Takes a member out, so that [`finish`](Self::finish) finds only unknown ones.
    pub(super) fn take(&mut self, field: &str) -> Option<Node> {
        self.0.remove(field)
    }

    /// Takes the one of two members that exclude each other, and tells whether it was the second.
    pub(super) fn take_either(
        &mut self,
        plain: &'static str,
        negated: &'static str,
    ) -> Result<Option<(Node, bool)>, Fault> {
        match (self.take(plain), self.take(negated)) {
            (Some(_), Some(_)) => Err(Fault::ConflictingFields(plain, negated)),
            (Some(node), None) => Ok(Some((node, false))),
            (None, Some(node)) => Ok(Some((node, true))),
            (None, None) => Ok(None),
        }
    }

    /// The text of a member, if it is one; the member stays.
    pub(super) fn peek_text(&self, field: &str) -> Option<&str> {
        match self.0.get(field) {
            Some(Node::Text(text)) => Some(text),
            Some(Node::Scalar(_) | Node::List(_) | Node::Object(_)) | None => None,
        }
    }

    /// All members, or a fault if there is none.
    pub(super) fn into_members(self, field: &str) -> Result<BTreeMap<String, Node>, Fault> {
        if self.0.is_empty() { Err(Fault::EmptyList(field.to_owned())) } else { Ok(self.0) }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Refuses the members that nobody took.
    pub(super) fn finish(self) -> Result<(), Fault> {
        match self.0.into_keys().next() {
            Some(field) => Err(Fault::UnknownField(field)),
            None => Ok(()),
        }
    }
}

fn wrong_shape(field: &str, expected: &'static str) -> Fault {
    Fault::WrongShape { field: field.to_owned(), expected }
}

/// Reads one value that may hold at most `levels` levels of lists and objects.
#[derive(Clone, Copy)]
struct NodeSeed {
    levels: usize,
}

impl NodeSeed {
    fn below<E: Error>(self) -> Result<Self, E> {
        match self.levels.checked_sub(1) {
            Some(levels) => Ok(Self { levels }),
            None => Err(E::custom("nested deeper than the grammar")),
        }
    }
}

impl<'de> DeserializeSeed<'de> for NodeSeed {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for NodeSeed {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string, number, boolean, list or object")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Scalar(value.to_string()))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Node, E> {
        Ok(Node::Scalar(value.to_string()))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Node, E> {
        Ok(Node::Scalar(value.to_string()))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Node, E> {
        Ok(Node::Scalar(value.to_string()))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Node, E> {
        bounded(text).map(|()| Node::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Node, A::Error> {
        let below = self.below()?;
        let mut nodes = Vec::new();
        while let Some(node) = sequence.next_element_seed(below)? {
            nodes.push(node);
        }
        Ok(Node::List(nodes))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let below = self.below()?;
        let mut members = BTreeMap::new();
        while let Some(field) = map.next_key::<String>()? {
            bounded(&field)?;
            if members.contains_key(&field) {
                return Err(A::Error::custom(format_args!("duplicate key `{field}`")));
            }
            members.insert(field, map.next_value_seed(below)?);
        }
        Ok(Node::Object(Object(members)))
    }
}

fn bounded<E: Error>(text: &str) -> Result<(), E> {
    if text.len() > POLICY_ELEMENT_BYTES_MAX {
        return Err(E::custom(format_args!("a text is longer than {POLICY_ELEMENT_BYTES_MAX} bytes")));
    }
    Ok(())
}
