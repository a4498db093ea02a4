//! What is done with identities: one file per operation.

mod add_root_access_key;
mod find_access_key;

pub use add_root_access_key::add_root_access_key;
pub use find_access_key::find_access_key;
