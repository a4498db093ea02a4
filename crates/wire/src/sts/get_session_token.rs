//! `GetSessionToken`: begins a session of whoever asks.

use secrecy::SecretString;

use super::Credentials;
use super::shapes::{OWN_DURATION, SERIAL_NUMBER, TOKEN_CODE};
use crate::members::{Members, Shape};
use crate::xml::{Encode, Writer};

/// What the client asks for. Holds a one-time code, hence no `Debug`.
///
/// Source: AWS Security Token Service API reference, `GetSessionToken`.
pub struct Request {
    /// `DurationSeconds`.
    pub duration_seconds: Option<i64>,
    /// `SerialNumber`: of a device for one-time codes.
    pub serial_number: Option<String>,
    /// `TokenCode`: what the device shows.
    pub token_code: Option<SecretString>,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            duration_seconds: members.integer("DurationSeconds", &OWN_DURATION),
            serial_number: members.string("SerialNumber", &SERIAL_NUMBER),
            token_code: members.secret_string("TokenCode", &TOKEN_CODE),
        }
    }
}

/// What is answered. Holds a secret key, hence no `Debug`.
pub struct Response {
    /// `Credentials`.
    pub credentials: Credentials,
}

impl Encode for Response {
    fn content(&self, writer: &mut Writer) {
        writer.element("Credentials", &self.credentials);
    }
}
