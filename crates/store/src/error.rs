//! What may go wrong in a store.

/// A store that could not do what was asked.
///
/// No variant holds a byte of a value: `record` is the printable key, which consists of names.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// The engine has more work queued than it takes; nothing was changed, and a later attempt may succeed (load).
    #[error("the store is too busy to take another transaction")]
    Busy,
    /// Other transactions won each attempt, as often or as long as one is made; nothing was changed (load).
    #[error("other transactions changed the same records at every attempt")]
    Contended,
    /// The medium holds something else than was written: an altered, moved or foreign record (the medium's fault).
    #[error("the record `{record}` is damaged")]
    Damaged {
        /// The key of the record, or the file, printable.
        record: String,
    },
    /// The medium is full; nothing was changed, reads go on (the operator's fault).
    #[error("the medium is full")]
    Full,
    /// The medium answered with an error; nothing was changed (the medium's fault).
    #[error("the medium failed: {detail}")]
    Medium {
        /// What the medium said.
        detail: String,
    },
    /// A newer version of the program wrote the record; this one must not guess at it (the operator's fault).
    #[error("the record `{record}` was written by a newer version")]
    NewerFormat {
        /// The key of the record, printable.
        record: String,
    },
    /// The transaction is beyond the bounds of one: [`limits::OPERATIONS_MAX`](crate::limits::OPERATIONS_MAX) and
    /// [`limits::WRITE_BYTES_MAX`](crate::limits::WRITE_BYTES_MAX) (ours).
    #[error("the transaction reads or writes more than one may")]
    TooLarge,
    /// The engine is closing, or was poisoned by a failed sync and must be opened again; nothing was changed.
    #[error("the store is not available")]
    Unavailable,
    /// The transaction may or may not have been committed, and the engine cannot say which.
    #[error("whether the transaction was committed is not known")]
    Unknown,
}

impl StoreError {
    /// Whether the fault lies with one record: work on others may succeed, and the same work never will.
    #[must_use]
    pub const fn is_of_one_record(&self) -> bool {
        matches!(self, Self::Damaged { .. } | Self::NewerFormat { .. })
    }
}
