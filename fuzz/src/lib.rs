//! The fuzz targets: one per parser and per decoder of a record, each a function of some bytes.
//!
//! A target fails by panicking. Beside that nothing may panic, most hold what was read against itself: what is written
//! again reads back as the same. Which fuzzer calls the targets is not known here.

mod identities;
#[cfg(fuzzing)]
mod inside;
mod keys;
mod operator;
mod policy;
mod records;
mod signature;
mod wire_json;
mod wire_query;

/// A parser with what must hold of it.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// Its name, which is also that of its corpus.
    pub name: &'static str,
    /// Panics if something does not hold.
    pub run: fn(&[u8]),
}

macro_rules! targets {
    ($($(#[$condition:meta])? $name:literal: $run:expr;)+) => {
        /// All targets, by name. Some parsers are seen only when our crates are compiled for fuzzing.
        pub const TARGETS: &[Target] = &[$($(#[$condition])? Target { name: $name, run: $run }),+];
    };
}

targets! {
    "arn": keys::arn;
    "authorization-header": signature::header;
    #[cfg(fuzzing)]
    "configuration": inside::configuration;
    "identity-token": identities::identity_token;
    "json": wire_json::json;
    "key": keys::key;
    "key-set": identities::key_set;
    #[cfg(fuzzing)]
    "kms-ciphertext": inside::kms_ciphertext;
    "kms-grant-token": keys::grant_token;
    "kms-key-ref": keys::key_ref;
    "operator-command": operator::command;
    "paging-position": records::paging_position;
    "paging-token": records::paging_token;
    "policy": policy::policy;
    "presigned-query": signature::presigned;
    "query": wire_query::query;
    "record-access-key": records::canonical::<iam::AccessKey>;
    "record-access-key-use": records::canonical::<iam::AccessKeyUse>;
    "record-account": records::canonical::<iam::Account>;
    "record-audit-head": records::canonical::<audit::StoredHead>;
    "record-audit-outbox": records::canonical::<audit::OutboxEntry>;
    #[cfg(fuzzing)]
    "record-clock-offset": inside::clock_offset;
    "record-due": records::canonical::<secrets::Due>;
    "record-envelope": records::envelope;
    #[cfg(fuzzing)]
    "record-head": inside::head;
    "record-iam-oidc-provider": records::canonical::<iam::OidcProvider>;
    "record-iam-policy": records::canonical::<iam::ManagedPolicy>;
    "record-iam-role": records::canonical::<iam::Role>;
    "record-iam-user": records::canonical::<iam::User>;
    "record-keyring": records::keyring;
    "record-kms-alias": records::canonical::<kms::Alias>;
    "record-kms-due": records::canonical::<kms::Due>;
    "record-kms-grant": records::canonical::<kms::Grant>;
    "record-kms-key": records::canonical::<kms::Key>;
    #[cfg(fuzzing)]
    "record-kms-key-home": inside::kms_key_home;
    "record-kms-key-version": records::canonical::<kms::KeyVersion>;
    "record-resource-policy": records::canonical::<secrets::ResourcePolicy>;
    "record-secret": records::canonical::<secrets::Secret>;
    #[cfg(fuzzing)]
    "record-session": inside::session;
    "record-value": records::canonical::<secrets::SealedValue>;
    "record-version": records::canonical::<secrets::Version>;
    "record-wrapped-keyring": records::wrapped_keyring;
    "recovery-share": records::recovery_share;
    "secret-id": keys::secret_id;
    "session-token": identities::session_token;
}

#[cfg(test)]
mod tests;
