//! `GetCallerIdentity`: tells who the caller is.

use crate::xml::Escaped;

/// What is answered.
///
/// Source: AWS Security Token Service API reference, `GetCallerIdentity`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Response {
    /// `Arn`: of the user or the session.
    pub arn: String,
    /// `UserId`: its unique id.
    pub user_id: String,
    /// `Account`: its account's twelve digits.
    pub account: String,
}

impl Response {
    pub(super) fn result(&self) -> String {
        format!(
            "<Arn>{}</Arn><UserId>{}</UserId><Account>{}</Account>",
            Escaped(&self.arn),
            Escaped(&self.user_id),
            Escaped(&self.account)
        )
    }
}
