//! What is done with identities: one file per operation.

mod accounts;
mod create_account;
mod explain_access;
mod get_user;
mod identify;
mod principals;
mod stand;

pub use accounts::{account, accounts, first_account};
pub use create_account::{CreateAccountError, create_account};
pub use explain_access::{ExplainAccess, explain_access};
pub use get_user::{GetUser, get_user};
pub use identify::{Identified, identify};
pub use principals::{PrincipalPosition, principal_of_arn, principals_after};
pub use stand::stand;
