//! What an answer should look like, where parts of it are known only once they were seen.
//!
//! Knows JSON and instants; knows no operation.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use serde_json::Value;

use crate::client::{REGION, Reply};
use crate::model::moment::Moment;
use crate::model::refusal::Refusal;

/// The ARN of one secret, learnt when it is first seen. Clones are the same ARN.
#[derive(Clone, Debug, Default)]
pub(crate) struct Arn(Rc<OnceCell<String>>);

impl Arn {
    /// Returns the ARN, or nothing recognizable before it was seen.
    pub(crate) fn text(&self) -> &str {
        self.0.get().map_or("unknown", String::as_str)
    }
}

/// The instants at which a secret may have been changed last. Clones are the same.
pub(crate) type Moments = Rc<RefCell<Vec<Moment>>>;

/// What a value of JSON should be.
#[derive(Clone, Debug)]
pub(crate) enum Expected {
    /// Whatever it is.
    Anything,
    /// The ARN of a secret of this name; none of the others, which are those of former secrets.
    Arn { arn: Arn, name: String, others: Vec<String> },
    /// The first second of the day of an instant.
    Day(Moment),
    /// This very value.
    Exactly(Value),
    /// One of several instants, so many seconds later.
    Instant { moments: Moments, later: f64 },
    /// A list of objects, told apart by a member, in any order; some need not be there.
    Keyed { by: &'static str, required: BTreeMap<String, Expected>, optional: BTreeMap<String, Expected> },
    /// A list of these texts, in any order; if there are none, it may be left out.
    Labels(BTreeSet<String>),
    /// An object of exactly these members.
    Object(BTreeMap<String, Expected>),
}

/// One answer that would be right.
#[derive(Clone, Debug)]
pub(crate) enum Verdict {
    /// The call succeeds with this body.
    Done(Expected),
    /// The call is refused, about a secret of this name and ARN.
    Refused { refusal: Refusal, name: String, arn: String },
}

impl Verdict {
    /// Returns the refusal that it is, if it is one.
    pub(crate) fn refusal(&self) -> Option<&Refusal> {
        if let Self::Refused { refusal, .. } = self { Some(refusal) } else { None }
    }

    /// Says what is wrong with an answer, if something is.
    pub(crate) fn check(&self, reply: &Reply) -> Result<(), String> {
        match self {
            Self::Done(_) if reply.status != 200 => Err(format!("status {}", reply.status)),
            Self::Done(body) => body.check("", &reply.body),
            Self::Refused { refusal, name, arn } => {
                let (code, text) = (refusal.code(), refusal.text(name, arn));
                let same = reply.status == 400 && reply.code() == Some(code);
                let same = same && text.as_deref().is_none_or(|text| reply.text() == Some(text));
                if same { Ok(()) } else { Err(format!("expected {code}: {text:?}")) }
            }
        }
    }
}

impl Expected {
    /// An object of these members.
    pub(crate) fn object<const N: usize>(members: [(&str, Self); N]) -> Self {
        Self::Object(members.into_iter().map(|(name, member)| (name.to_owned(), member)).collect())
    }

    /// A text.
    pub(crate) fn text(text: &str) -> Self {
        Self::Exactly(text.into())
    }

    /// One instant.
    pub(crate) fn instant(moment: &Moment) -> Self {
        Self::Instant { moments: Rc::new(RefCell::new(vec![moment.clone()])), later: 0.0 }
    }

    /// This object with a member more, if there is one.
    pub(crate) fn with(self, name: &str, member: Option<Self>) -> Self {
        match (self, member) {
            (Self::Object(mut members), Some(member)) => {
                members.insert(name.to_owned(), member);
                Self::Object(members)
            }
            (other, Some(_) | None) => other,
        }
    }

    fn check(&self, path: &str, seen: &Value) -> Result<(), String> {
        let fits = match self {
            Self::Anything => true,
            Self::Arn { arn, name, others } => is_arn(arn, name, others, seen),
            Self::Day(moment) => seen.as_f64().is_some_and(|seen| moment.is_on(seen)),
            Self::Exactly(value) => seen == value,
            Self::Instant { moments, later } => is_instant(moments, *later, seen),
            Self::Labels(labels) => is_set(labels, seen),
            Self::Keyed { by, required, optional } => {
                return check_list(path, by, (required, optional), seen);
            }
            Self::Object(members) => return check_members(path, members, seen),
        };
        if fits { Ok(()) } else { Err(format!("`{path}` is {seen}, expected {self:?}")) }
    }
}

fn is_arn(arn: &Arn, name: &str, others: &[String], seen: &Value) -> bool {
    let Some(seen) = seen.as_str() else { return false };
    if let Some(known) = arn.0.get() {
        return known == seen;
    }
    let suffix = seen.strip_prefix(&format!("{}-", partial_arn(name))).unwrap_or_default();
    let is_random = suffix.len() == 6 && suffix.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_random && !others.iter().any(|other| other == seen) && arn.0.set(seen.to_owned()).is_ok()
}

/// Writes the ARN of a secret without its random end.
pub(crate) fn partial_arn(name: &str) -> String {
    format!("arn:aws:secretsmanager:{REGION}:000000000000:secret:{name}")
}

fn is_instant(moments: &Moments, later: f64, seen: &Value) -> bool {
    let Some(seen) = seen.as_f64().map(|seen| seen - later) else { return false };
    let mut moments = moments.borrow_mut();
    moments.retain(|moment| moment.admits(seen));
    if let [moment] = moments.as_slice() {
        moment.settle(seen);
    }
    !moments.is_empty()
}

fn is_set(labels: &BTreeSet<String>, seen: &Value) -> bool {
    let Some(list) = seen.as_array() else { return false };
    let found: BTreeSet<_> = list.iter().filter_map(Value::as_str).collect();
    list.len() == labels.len() && labels.iter().all(|label| found.contains(label.as_str()))
}

fn check_members(path: &str, members: &BTreeMap<String, Expected>, seen: &Value) -> Result<(), String> {
    let object = seen.as_object().ok_or_else(|| format!("`{path}` is no object: {seen}"))?;
    if let Some(extra) = object.keys().find(|name| !members.contains_key(*name)) {
        return Err(format!("`{path}` has a member `{extra}` that should not be there: {seen}"));
    }
    members.iter().try_for_each(|(name, member)| {
        let may_lack = matches!(member, Expected::Labels(labels) if labels.is_empty());
        match object.get(name) {
            Some(value) => member.check(&format!("{path}/{name}"), value),
            None if may_lack => Ok(()),
            None => Err(format!("`{path}` lacks `{name}`: {seen}")),
        }
    })
}

/// The entries that have to be in a list, and those that may be.
type Entries<'a> = (&'a BTreeMap<String, Expected>, &'a BTreeMap<String, Expected>);

fn check_list(path: &str, by: &str, (required, optional): Entries<'_>, seen: &Value) -> Result<(), String> {
    let list = seen.as_array().ok_or_else(|| format!("`{path}` is no list: {seen}"))?;
    let key = |entry: &Value| entry.get(by).and_then(Value::as_str).map(str::to_owned);
    let found: BTreeSet<_> = list.iter().filter_map(key).collect();
    if found.len() != list.len() {
        return Err(format!("`{path}` names a `{by}` twice or not at all: {seen}"));
    }
    if let Some(lost) = required.keys().find(|key| !found.contains(*key)) {
        return Err(format!("`{path}` lacks `{lost}`: {seen}"));
    }
    list.iter().try_for_each(|entry| {
        let key = key(entry).unwrap_or_default();
        let expected = required.get(&key).or_else(|| optional.get(&key));
        let expected = expected.ok_or_else(|| format!("`{path}` has `{key}`, which should not be there"))?;
        expected.check(&format!("{path}/{key}"), entry)
    })
}
