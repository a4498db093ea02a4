//! Serialisable transactions over ordered keys.
//!
//! A [`Store`] runs [`Work`] in [`Transaction`]s on an [`Engine`], which is nothing but an ordered map that can take a
//! snapshot and commit conditionally. Everything above the map is here, once for all engines: typed keys and records,
//! the code that vouches for each record, the cache, the repeated attempt after a conflict, the watch.
//!
//! This crate knows no secret, no policy and no wire: what a record means is the business of the crate that owns it.
//! It names no file, and reads no clock but to measure how long a transaction has lost; engines do, elsewhere.

mod applied;
mod cache;
mod clock;
mod contention;
pub mod contract;
mod engine;
mod error;
mod footprint;
mod key;
mod keyspace;
pub mod limits;
pub mod memory;
mod parts;
mod range;
mod record;
mod sealed_keyring;
mod store;
mod transaction;
mod watch;

pub use clock::{Clock, ManualClock};
pub use engine::{
    Commit, Decoded, Engine, Observer, Outcome, Pending, Revision, Row, Settled, Snapshot, TransactionId,
    Write,
};
pub use error::StoreError;
pub use footprint::{Footprint, Mark};
pub use key::KeyBytes;
pub use keyspace::{RecordKey, SystemKey, Tenant, TenantKey, has_tenants};
pub use parts::KeyParts;
pub use range::{KeyRange, Span};
pub use record::{Record, Undecodable};
pub use sealed_keyring::{put_recovery_keyring, put_sealed_keyring, recovery_keyring, sealed_keyring};
pub use store::{Options, Store, Work};
pub use transaction::{Found, Page, Transaction};
pub use watch::{Change, CommitRecord, Watch, WatchEvent};
