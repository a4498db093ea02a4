//! From the flat names of Query parameters to the members that they stand for.

use std::collections::BTreeMap;

use crate::Failure;
use crate::json::{Object, Text, Value};

/// What stands before the number of a list's element.
const ELEMENT: &str = "member";

/// A value under construction.
#[derive(Default)]
pub(super) struct Node<'a> {
    /// Its own text, if it is a scalar or an empty list.
    text: Option<&'a str>,
    /// What its name is continued by, in the order in which it was first given.
    members: Vec<(&'a str, Node<'a>)>,
}

impl<'a> Node<'a> {
    /// Puts a text where its name says; the first of several counts.
    pub(super) fn insert(&mut self, name: &'a str, text: &'a str, depth_left: usize) -> Result<(), Failure> {
        if name.is_empty() {
            self.text.get_or_insert(text);
            return Ok(());
        }
        let depth_left = depth_left.checked_sub(1).ok_or_else(Failure::malformed_query)?;
        let (first, rest) = name.split_once('.').unwrap_or((name, ""));
        self.member(first).insert(rest, text, depth_left)
    }

    fn member(&mut self, name: &'a str) -> &mut Self {
        let known = self.members.iter().position(|(known, _)| *known == name);
        let index = known.unwrap_or_else(|| {
            self.members.push((name, Self::default()));
            self.members.len() - 1
        });
        // INVARIANT: the index was just found, or just made.
        &mut self.members.get_mut(index).unwrap_or_else(|| unreachable!("a member that was just found")).1
    }

    /// The object that the root stands for.
    pub(super) fn into_object(self) -> Result<Object<'a>, Failure> {
        let members = self.members.into_iter();
        let members = members.map(|(name, node)| Ok((Text::Borrowed(name), node.into_value()?)));
        members.collect::<Result<_, Failure>>().map(Object::of)
    }

    fn into_value(mut self) -> Result<Value<'a>, Failure> {
        match (self.text, self.members.as_slice()) {
            (Some(text), []) => Ok(Value::Untyped(text)),
            (None, [(ELEMENT, _)]) => {
                self.members.pop().map_or_else(|| Ok(Value::Null), |(_, list)| list.into_list())
            }
            (None, _) => self.into_object().map(Value::Object),
            (Some(_), _) => Err(Failure::malformed_query()),
        }
    }

    fn into_list(self) -> Result<Value<'a>, Failure> {
        let mut elements = BTreeMap::new();
        for (number, node) in self.members {
            let number: u32 = number.parse().map_err(|_| Failure::malformed_query())?;
            elements.entry(number).or_insert(node.into_value()?);
        }
        Ok(Value::List(elements.into_values().collect()))
    }
}
