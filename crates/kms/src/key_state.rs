//! What a key's state lets be done with it: a table, and nothing else.
//!
//! Source: KMS Developer Guide, "Key states of AWS KMS keys".

use jiff::Timestamp;

/// The state of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyState {
    /// It can be used.
    Enabled,
    /// It cannot be used until it is enabled again.
    Disabled,
    /// It cannot be used, and is deleted unless that is cancelled before.
    PendingDeletion {
        /// When it is deleted.
        ends: Timestamp,
        /// The window that was asked for.
        days: u8,
    },
}

/// What is to be done with a key, as far as its state tells deeds apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// Giving it another alias, or moving one to it.
    Aim,
    /// Cancelling its deletion.
    CancelDeletion,
    /// Changing when its material is rotated, or rotating it.
    ChangeRotation,
    /// Disabling it.
    Disable,
    /// Changing its description or its tags.
    Describe,
    /// Enabling it.
    Enable,
    /// Looking at it, at its policy, its tags, its aliases and its grants; changing its policy; ending a grant.
    Govern,
    /// Scheduling its deletion.
    ScheduleDeletion,
    /// Encrypting or decrypting with it, and granting that to somebody.
    Use,
}

/// Why a key's state does not let something be done with it (the caller's fault).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StateRefused {
    /// The key is disabled.
    #[error("the key is disabled")]
    Disabled,
    /// The key is not to be deleted.
    #[error("the key is not pending deletion")]
    NotPendingDeletion,
    /// The key is to be deleted.
    #[error("the key is pending deletion")]
    PendingDeletion,
}

impl KeyState {
    /// Whether a key in this state lets `deed` be done.
    ///
    /// # Errors
    ///
    /// See [`StateRefused`].
    pub const fn admits(self, deed: Deed) -> Result<(), StateRefused> {
        match (deed, self) {
            (Deed::Govern, _)
            | (Deed::CancelDeletion, Self::PendingDeletion { .. })
            | (
                Deed::Aim | Deed::Describe | Deed::Disable | Deed::Enable | Deed::ScheduleDeletion,
                Self::Enabled | Self::Disabled,
            )
            | (Deed::ChangeRotation | Deed::Use, Self::Enabled) => Ok(()),
            (Deed::CancelDeletion, Self::Enabled | Self::Disabled) => Err(StateRefused::NotPendingDeletion),
            (Deed::ChangeRotation | Deed::Use, Self::Disabled) => Err(StateRefused::Disabled),
            (_, Self::PendingDeletion { .. }) => Err(StateRefused::PendingDeletion),
        }
    }

    /// When the key is deleted, if it is to be.
    #[must_use]
    pub const fn deletion(self) -> Option<Timestamp> {
        match self {
            Self::PendingDeletion { ends, .. } => Some(ends),
            Self::Enabled | Self::Disabled => None,
        }
    }

    /// The state's name.
    ///
    /// Source: KMS API reference, `KeyMetadata`, `KeyState`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Enabled => "Enabled",
            Self::Disabled => "Disabled",
            Self::PendingDeletion { .. } => "PendingDeletion",
        }
    }
}

#[cfg(test)]
mod tests;
