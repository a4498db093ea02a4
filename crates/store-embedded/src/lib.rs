//! The default engine: one directory on one machine, kept by SQLite.
//!
//! SQLite serves as an ordered map and nothing more: one table of keys and values, a write-ahead log that is synced at
//! each commit. One thread writes; it gathers the transactions that wait into one commit, so that they share one sync.
//! Readers have connections of their own, each with its own view of the log, and never wait for the writer.
//!
//! What survives: everything acknowledged survives the end of the process, and the end of power as far as the disk
//! keeps its promise to have stored what it said it synced. A sync that fails leaves open what the disk holds: the engine
//! then takes no further write until it is opened again, and reads go on. The log is left as it is until then.
//!
//! This crate knows neither records nor tenants. It parses no value but its own `head` row.

mod batch;
mod connection;
mod directory;
mod engine;
#[cfg(fuzzing)]
pub mod fuzzing;
mod head;
pub mod limits;
mod readers;
mod writer;

pub use directory::OpenError;
pub use engine::EmbeddedEngine;
