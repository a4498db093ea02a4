//! What becomes of a key without anybody asking, for the audit trail.

use store::Tenant;

use crate::KeyId;

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyEventKind {
    /// Its window ended, and it is gone.
    Deleted,
    /// Its material was replaced.
    Rotated,
}

/// What became of which key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyEvent {
    /// What became of it.
    pub kind: KeyEventKind,
    /// The account and region that it lies or lay in.
    pub tenant: Tenant,
    /// The key.
    pub key: KeyId,
}
