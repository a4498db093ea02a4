//! `ListAccess`: lists the principals of a secret's account that may do something to it, a page at a time.

use super::ACTION;
use crate::json::{Encode, Writer};
use crate::limits::{ACCESS_PAGE_PRINCIPALS, PRINCIPAL_ARN_CHARACTERS, SECRET_ID_CHARACTERS};
use crate::members::{Integer, Members, Shape, Text};

/// What is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// `SecretId`.
    pub secret_id: String,
    /// `Action`: absent for `secretsmanager:GetSecretValue`.
    pub action: Option<String>,
    /// `MaxResults`: how many principals are looked at.
    pub max_results: Option<i64>,
    /// `NextToken`: where the last page ended.
    pub next_token: Option<String>,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            secret_id: members.required_string("SecretId", &Text::characters(&SECRET_ID_CHARACTERS)),
            action: members.string("Action", &ACTION),
            max_results: members.integer("MaxResults", &Integer::int(&ACCESS_PAGE_PRINCIPALS)),
            next_token: members.string("NextToken", &Text::characters(&PRINCIPAL_ARN_CHARACTERS)),
        }
    }
}

/// What is answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Response {
    /// `ARN`: the secret.
    pub arn: String,
    /// `Action`: what was asked about.
    pub action: String,
    /// `PrincipalArns`: who may, of those that were looked at.
    pub principal_arns: Vec<String>,
    /// `ForeignPrincipals`: whom the resource policy lets in from other accounts, if their own account lets them.
    pub foreign_principals: Vec<String>,
    /// `NextToken`: absent on the last page.
    pub next_token: Option<String>,
}

impl Encode for Response {
    fn encode(&self, writer: &mut Writer) {
        writer
            .structure()
            .member("ARN", &self.arn)
            .member("Action", &self.action)
            .member("PrincipalArns", &self.principal_arns)
            .member("ForeignPrincipals", &self.foreign_principals)
            .member("NextToken", &self.next_token)
            .end();
    }
}
