//! Who may do what: principals, their access keys, policies, and the proof that an operation demands.
//!
//! This crate knows no operation of another service and no wire shape. It decides; loading what a decision is about is the
//! caller's part, and acting on it is only possible with the [`Authorized`] that comes out of it.

mod access_key;
mod account;
mod account_subject;
mod authorize;
mod aws_managed;
mod caller;
mod condition_keys;
mod explain;
#[cfg(fuzzing)]
pub mod fuzzing;
mod identity;
mod identity_subject;
mod key_holder;
pub mod limits;
mod managed_policy;
mod oidc_provider;
pub mod operations;
mod paging;
mod permissions;
pub mod policy;
mod principal;
mod recent_uses;
mod record;
mod refusal;
mod role;
mod role_to_assume;
mod session;
mod session_request;
mod session_token;
mod standing;
mod tag;
mod unique_id;
mod user;
mod web_identity;
mod written_policy;

pub use access_key::{
    AccessKey, AccessKeyId, Credentials, InvalidAccessKey, KeyOwner, KeyStatus, SecretAccessKey, Wrap,
};
pub use account::Account;
pub use account_subject::AccountSubject;
pub use authorize::{AccessDenied, Action, Authorized, Subject, authorize, refused, revoked};
pub use caller::{Caller, Circumstances};
pub use explain::{ExplainedStatement, Explanation, Verdict, explain};
pub use identity_subject::{AccountIdentities, IdentitySubject, Tagged};
pub use key_holder::KeyHolder;
pub use managed_policy::{ManagedPolicy, PolicyUse, PolicyVersion, VersionRefused};
pub use oidc_provider::{OidcProvider, ProviderRefused, issuer};
pub use paging::{InvalidPagingToken, Listing, Page, PageAsked};
pub use permissions::{Permissions, TooManyAttached};
pub use principal::{Principal, RoleSession, UserName};
pub use recent_uses::{AccessKeyUse, RecentUses};
pub use refusal::{Refusal, Remaining};
pub use role::Role;
pub use role_to_assume::{InvalidRoleArn, RoleArn, RoleToAssume};
pub use session::{Federation, Session, SessionPolicies, SessionTag};
pub use session_request::{SessionRefused, SessionRequest};
pub use session_token::{InvalidSessionToken, IssuedCredentials, PackedTooLarge, SessionOwner, SessionToken};
pub use standing::{NameInStanding, Standing, TagsInStanding};
pub use tag::{InvalidTags, Tag};
pub use unique_id::{EntityKind, UniqueId};
pub use user::User;
pub use web_identity::{IdentityToken, InvalidKeySet, KeySet, TokenRefused, VerifiedIdentity};
pub use written_policy::{Binding, WrittenPolicy};
