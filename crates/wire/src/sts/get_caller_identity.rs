//! `GetCallerIdentity`: tells who the caller is.

use crate::members::{Members, Shape};
use crate::xml::{Encode, Writer};

/// What is asked: nothing in particular.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Request;

impl Shape for Request {
    fn read(_: &mut Members<'_>) -> Self {
        Self
    }
}

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

impl Encode for Response {
    fn content(&self, writer: &mut Writer) {
        writer.element("Arn", &self.arn).element("UserId", &self.user_id).element("Account", &self.account);
    }
}
