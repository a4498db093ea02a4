//! What is done with identities: one file per operation.

mod accounts;
mod create_account;
mod get_user;
mod identify;
mod stand;

pub use accounts::{account, accounts, first_account};
pub use create_account::{CreateAccountError, create_account};
pub use get_user::{GetUser, get_user};
pub use identify::{Identified, identify};
pub use stand::stand;
