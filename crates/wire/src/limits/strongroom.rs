//! The bounds of what calls of Strongroom's own may hold.

use std::ops::RangeInclusive;

/// Characters of an action, `service:Name`.
pub const ACTION_CHARACTERS: RangeInclusive<usize> = 3..=128;

/// Characters of a principal's ARN.
///
/// Source: IAM API reference, `arnType`.
pub const PRINCIPAL_ARN_CHARACTERS: RangeInclusive<usize> = 1..=2048;

/// Characters of a condition key that a call to explain is supposed to have.
///
/// Source: IAM API reference, `SimulatePrincipalPolicy`, `ContextKeyName`.
pub const CONTEXT_KEY_CHARACTERS: RangeInclusive<usize> = 1..=256;

/// Characters of the value of such a condition key.
pub const CONTEXT_VALUE_CHARACTERS: RangeInclusive<usize> = 0..=2048;

/// How many principals one page of `ListAccess` looks at.
pub const ACCESS_PAGE_PRINCIPALS: RangeInclusive<i64> = 1..=100;
