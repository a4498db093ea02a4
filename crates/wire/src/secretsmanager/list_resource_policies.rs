//! `ListResourcePolicies`: lists the names of a secret's policies.

use super::shapes::{MAX_RESULTS, NEXT_TOKEN, SECRET_ID};
use crate::json::{Encode, Writer};
use crate::members::{Members, Shape};

/// What the client asks for.
///
/// Source: Secrets Manager API reference, `ListResourcePolicies`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// `SecretId`: a name or an ARN.
    pub secret_id: String,
    /// `MaxResults`: 1 to 100.
    pub max_results: Option<i64>,
    /// `NextToken`.
    pub next_token: Option<String>,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            secret_id: members.required_string("SecretId", &SECRET_ID),
            max_results: members.integer("MaxResults", &MAX_RESULTS),
            next_token: members.string("NextToken", &NEXT_TOKEN),
        }
    }
}

/// What is answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Response {
    /// `ResourcePolicies`: an empty list if there are none.
    pub resource_policies: Vec<Entry>,
    /// `NextToken`: if there is more.
    pub next_token: Option<String>,
}

impl Encode for Response {
    fn encode(&self, writer: &mut Writer) {
        writer
            .structure()
            .member("ResourcePolicies", &self.resource_policies)
            .member("NextToken", &self.next_token)
            .end();
    }
}

/// One policy of the list.
///
/// Source: Secrets Manager service model 2017-10-17, `ResourcePolicySummary`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// `PolicyName`.
    pub policy_name: String,
}

impl Encode for Entry {
    fn encode(&self, writer: &mut Writer) {
        writer.structure().member("PolicyName", &self.policy_name).end();
    }
}
