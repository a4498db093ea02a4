//! The relations of numbers and dates. Knows neither.

/// How a request's value has to lie to a policy's.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::policy) enum Relation {
    Equals,
    GreaterThan,
    GreaterThanEquals,
    LessThan,
    LessThanEquals,
}

impl Relation {
    /// Reads the name of a relation, and whether it is negated.
    pub(super) fn parse(name: &str) -> Option<(Self, bool)> {
        Some(match name {
            "Equals" => (Self::Equals, false),
            "GreaterThan" => (Self::GreaterThan, false),
            "GreaterThanEquals" => (Self::GreaterThanEquals, false),
            "LessThan" => (Self::LessThan, false),
            "LessThanEquals" => (Self::LessThanEquals, false),
            "NotEquals" => (Self::Equals, true),
            _ => return None,
        })
    }

    /// Tells whether the relation holds between a value, if it could be read, and one of the limits.
    pub(super) fn holds_for_any<T: Ord>(self, value: Option<T>, limits: &[T]) -> bool {
        value.is_some_and(|value| limits.iter().any(|limit| self.holds(&value, limit)))
    }

    fn holds<T: Ord>(self, value: &T, limit: &T) -> bool {
        match self {
            Self::Equals => value == limit,
            Self::GreaterThan => value > limit,
            Self::GreaterThanEquals => value >= limit,
            Self::LessThan => value < limit,
            Self::LessThanEquals => value <= limit,
        }
    }
}
