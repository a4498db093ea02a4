//! `GetRandomPassword`: makes up a password.

use secrecy::SecretString;

use super::shapes::{EXCLUDE_CHARACTERS, PASSWORD_LENGTH};
use crate::json::{Encode, Writer};
use crate::members::{Members, Shape};

/// What the client asks for.
///
/// Source: Secrets Manager API reference, `GetRandomPassword`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// `PasswordLength`: 1 to 4,096 characters.
    pub password_length: Option<i64>,
    /// `ExcludeCharacters`.
    pub exclude_characters: Option<String>,
    /// `ExcludeNumbers`.
    pub exclude_numbers: Option<bool>,
    /// `ExcludePunctuation`.
    pub exclude_punctuation: Option<bool>,
    /// `ExcludeUppercase`.
    pub exclude_uppercase: Option<bool>,
    /// `ExcludeLowercase`.
    pub exclude_lowercase: Option<bool>,
    /// `IncludeSpace`.
    pub include_space: Option<bool>,
    /// `RequireEachIncludedType`.
    pub require_each_included_type: Option<bool>,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            password_length: members.integer("PasswordLength", &PASSWORD_LENGTH),
            exclude_characters: members.string("ExcludeCharacters", &EXCLUDE_CHARACTERS),
            exclude_numbers: members.boolean("ExcludeNumbers"),
            exclude_punctuation: members.boolean("ExcludePunctuation"),
            exclude_uppercase: members.boolean("ExcludeUppercase"),
            exclude_lowercase: members.boolean("ExcludeLowercase"),
            include_space: members.boolean("IncludeSpace"),
            require_each_included_type: members.boolean("RequireEachIncludedType"),
        }
    }
}

/// What is answered. Holds secret bytes, hence no `Debug`.
#[derive(Default)]
pub struct Response {
    /// `RandomPassword`.
    pub random_password: SecretString,
}

impl Encode for Response {
    fn bytes_beyond(&self) -> usize {
        self.random_password.bytes_beyond()
    }

    fn encode(&self, writer: &mut Writer) {
        writer.structure().member("RandomPassword", &self.random_password).end();
    }
}
