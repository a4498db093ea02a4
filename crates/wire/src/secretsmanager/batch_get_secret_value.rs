//! `BatchGetSecretValue`: discloses the values of several secrets.

use super::shapes::{FILTERS, MAX_RESULTS_BATCH, NEXT_TOKEN, SECRET_ID, SECRET_ID_LIST};
use super::{Filter, get_secret_value};
use crate::Code;
use crate::failure::Protocol;
use crate::json::{Encode, Writer};
use crate::members::{Members, Shape};

/// What the client asks for.
///
/// Source: Secrets Manager API reference, `BatchGetSecretValue`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// `SecretIdList`: 1 to 20 names or ARNs.
    pub secret_id_list: Option<Vec<String>>,
    /// `Filters`: at most 10.
    pub filters: Option<Vec<Filter>>,
    /// `MaxResults`: 1 to 20.
    pub max_results: Option<i64>,
    /// `NextToken`.
    pub next_token: Option<String>,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            secret_id_list: members.strings("SecretIdList", &SECRET_ID_LIST, &SECRET_ID),
            filters: members.structures("Filters", &FILTERS),
            max_results: members.integer("MaxResults", &MAX_RESULTS_BATCH),
            next_token: members.string("NextToken", &NEXT_TOKEN),
        }
    }
}

/// What is answered. Holds secret bytes, hence no `Debug`.
#[derive(Default)]
pub struct Response {
    /// `SecretValues`: the values that could be read.
    pub secret_values: Vec<get_secret_value::Response>,
    /// `NextToken`: if there is more.
    pub next_token: Option<String>,
    /// `Errors`: of the others; an empty list if there are none.
    pub errors: Vec<EntryError>,
}

impl Encode for Response {
    fn bytes_beyond(&self) -> usize {
        self.secret_values.bytes_beyond()
    }

    fn encode(&self, writer: &mut Writer) {
        writer
            .structure()
            .member("SecretValues", &self.secret_values)
            .member("NextToken", &self.next_token)
            .member("Errors", &self.errors)
            .end();
    }
}

/// Why one secret's value could not be read.
///
/// Source: Secrets Manager API reference, `APIErrorType`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryError {
    /// `SecretId`: as the client named the secret.
    pub secret_id: String,
    /// `ErrorCode`.
    pub error_code: Code,
    /// `Message`.
    pub message: Option<String>,
}

impl Encode for EntryError {
    fn encode(&self, writer: &mut Writer) {
        writer
            .structure()
            .member("SecretId", &self.secret_id)
            .member("ErrorCode", &self.error_code.name(Protocol::Json))
            .member("Message", &self.message)
            .end();
    }
}
