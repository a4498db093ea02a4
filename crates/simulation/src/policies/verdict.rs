//! What an evaluator says about a pair.

use std::fmt;

/// A decision, in the words that all evaluators share.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum Verdict {
    Allow,
    Explicit,
    Implicit,
}

/// What a judge says: a decision, or that it cannot tell.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Opinion {
    Abstains(String),
    Says(Verdict),
}

/// Who judges beside our engine.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum Judge {
    /// The crate `iam-rs`.
    IamRs,
    /// The npm package `@cloud-copilot/iam-simulate`.
    IamSimulate,
}

impl Judge {
    /// Every judge.
    pub(crate) const ALL: [Self; 2] = [Self::IamRs, Self::IamSimulate];
}

impl Opinion {
    /// Whether it is this verdict.
    pub(crate) fn is(&self, verdict: Verdict) -> bool {
        *self == Self::Says(verdict)
    }

    /// Whether it is of the same kind as another, whatever the words.
    pub(crate) fn resembles(&self, other: &Self) -> bool {
        self == other || matches!((self, other), (Self::Abstains(_), Self::Abstains(_)))
    }
}

impl Verdict {
    /// Every verdict.
    pub(crate) const ALL: [Self; 3] = [Self::Allow, Self::Implicit, Self::Explicit];
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Allow => "allowed",
            Self::Explicit => "denied explicitly",
            Self::Implicit => "denied implicitly",
        })
    }
}

impl fmt::Display for Opinion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Abstains(reason) => write!(f, "no verdict ({reason})"),
            Self::Says(verdict) => verdict.fmt(f),
        }
    }
}

impl fmt::Display for Judge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::IamRs => "iam-rs",
            Self::IamSimulate => "iam-simulate",
        })
    }
}
