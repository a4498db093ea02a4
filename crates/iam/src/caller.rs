//! A call as far as deciding about it goes: who makes it, from where, through what.

use std::net::IpAddr;
use std::sync::Arc;

use arn::Region;
use jiff::Timestamp;

use crate::{AccessKeyId, Principal, Session, Standing};

/// An authenticated caller.
#[derive(Debug, Clone)]
pub struct Caller {
    /// Who calls.
    pub principal: Principal,
    /// The key that signed the call.
    pub access_key: AccessKeyId,
    /// The session that the key belongs to, if it is temporary.
    pub session: Option<Arc<Session>>,
    /// The policies and tags that bear on the call, as of the transaction that it is decided in.
    pub standing: Arc<Standing>,
    /// The circumstances that policies may ask about.
    pub circumstances: Circumstances,
}

/// What policies may ask about a call besides who makes it and on what.
#[derive(Debug, Clone)]
pub struct Circumstances {
    /// The caller's network address.
    pub source_ip: IpAddr,
    /// Whether the call came over TLS.
    pub secure_transport: bool,
    /// The `User-Agent` header, if one was sent.
    pub user_agent: Option<Arc<str>>,
    /// The region that the call was signed for.
    pub region: Region,
    /// When the call was received, by the real clock.
    pub received_at: Timestamp,
    /// The service that calls with this caller's rights, such as `secretsmanager`; none for the caller itself.
    pub via: Option<&'static str>,
}

impl Caller {
    /// The same caller, on whose behalf `service` now calls another service.
    #[must_use]
    pub fn via(&self, service: &'static str) -> Self {
        let circumstances = Circumstances { via: Some(service), ..self.circumstances.clone() };
        Self { circumstances, ..self.clone() }
    }
}
