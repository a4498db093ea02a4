//! IAM on the wire: one module per operation with its request and its response, in the Query protocol.
//!
//! Source: AWS Identity and Access Management API reference, version 2010-05-08.

pub mod get_user;
mod user;

pub use user::User;

use crate::operations::query_operations;

/// The version of the API, which also tells its requests from other Query services'.
pub const VERSION: &str = "2010-05-08";

/// The namespace of its answers and its errors.
pub const NAMESPACE: &str = "https://iam.amazonaws.com/doc/2010-05-08/";

/// The name of the service in a signature's scope.
pub const SIGNING_NAME: &str = "iam";

query_operations! {
    GetUser: get_user, "Tells about a user.";
}
