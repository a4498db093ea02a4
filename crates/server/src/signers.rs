//! Who signs with which access key, kept from call to call for as long as no record changes that it was found in.
//!
//! It saves looking up a key, its owner and the owner's policies, and opening a session's token. It lets nobody in: the
//! signature is verified at every call, and so is the token, by its hash. Where somebody stands is looked for only once a
//! signature of theirs has been verified.

use std::sync::{Arc, OnceLock};

use audit::UserIdentity;
use iam::{AccessKey, AccessKeyId, Caller, Principal, Session, Standing};
use moka::sync::Cache;
use seal::{Digest, constant_time_eq, sha256};
use store::Footprint;

use crate::limits::{SIGNER_BYTES, SIGNERS_BYTES_MAX};

/// The signers of late, bounded by what they take.
pub(crate) struct Signers(Cache<AccessKeyId, Arc<Signer>>);

/// Who signs, with what, and where that one stands, once that is found.
pub(crate) struct Signer {
    pub(crate) key: Key,
    pub(crate) principal: Principal,
    pub(crate) standing: Arc<Standing>,
    identity: OnceLock<Arc<UserIdentity>>,
    /// The records of the key and its owner.
    footprint: Option<Footprint>,
}

/// What a call is signed with.
pub(crate) enum Key {
    /// A key that lies in the store.
    Kept(Arc<AccessKey>),
    /// A key that came with its token.
    Temporary { id: AccessKeyId, session: Arc<Session>, token: Digest },
}

impl Default for Signers {
    fn default() -> Self {
        let bytes = |_: &AccessKeyId, signer: &Arc<Signer>| signer.bytes();
        Self(Cache::builder().max_capacity(SIGNERS_BYTES_MAX).weigher(bytes).build())
    }
}

impl Signers {
    /// The signer with that key and that token, if it is known and nothing has changed since.
    pub(crate) fn known(&self, id: &AccessKeyId, token: Option<&str>) -> Option<Arc<Signer>> {
        self.0.get(id).filter(|signer| signer.is_fresh() && signer.key.goes_with(token))
    }

    /// Keeps a signer, once a signature of that one was verified: so nobody fills the room without a secret.
    pub(crate) fn keep(&self, signer: &Arc<Signer>) {
        if signer.is_fresh() {
            self.0.insert(signer.key.id().clone(), Arc::clone(signer));
        }
    }
}

impl Signer {
    /// One of whom it is not known yet where that one stands.
    pub(crate) fn new(key: Key, principal: Principal, footprint: Option<Footprint>) -> Self {
        Self { key, principal, standing: Arc::default(), identity: OnceLock::new(), footprint }
    }

    /// The same, standing there.
    pub(crate) fn standing(self, standing: Standing) -> Self {
        Self { standing: Arc::new(standing), ..self }
    }

    /// What a record says of this signer, who is `caller`.
    pub(crate) fn identity(&self, caller: &Caller) -> Arc<UserIdentity> {
        Arc::clone(self.identity.get_or_init(|| Arc::new(UserIdentity::of(caller))))
    }

    /// Whether key, owner and standing are still as they were found.
    fn is_fresh(&self) -> bool {
        let own = self.footprint.as_ref();
        let of_standing = self.standing.footprint.as_deref();
        [own, of_standing].into_iter().all(|footprint| footprint.is_some_and(Footprint::is_fresh))
    }

    /// What it takes: much of it is shared with records, a session's own policy is not.
    fn bytes(&self) -> u32 {
        let policies = self.key.session().and_then(|session| session.policies.as_ref());
        let policy = policies.and_then(|policies| policies.inline.as_ref());
        u32::try_from(SIGNER_BYTES * (1 + policy.map_or(0, |policy| policy.text().len()) / 256))
            .unwrap_or(u32::MAX)
    }
}

impl Key {
    pub(crate) fn id(&self) -> &AccessKeyId {
        match self {
            Self::Kept(key) => &key.id,
            Self::Temporary { id, .. } => id,
        }
    }

    pub(crate) fn session(&self) -> Option<&Arc<Session>> {
        match self {
            Self::Kept(_) => None,
            Self::Temporary { session, .. } => Some(session),
        }
    }

    /// Whether a call that is signed with the key brings the token that belongs to it, which a lasting key has none of.
    fn goes_with(&self, token: Option<&str>) -> bool {
        match (self, token) {
            (Self::Kept(_), None) => true,
            (Self::Temporary { token: own, .. }, Some(token)) => constant_time_eq(own, &hash(token)),
            (Self::Kept(_), Some(_)) | (Self::Temporary { .. }, None) => false,
        }
    }
}

/// By which a token is known again.
pub(crate) fn hash(token: &str) -> Digest {
    sha256(&[token.as_bytes()])
}
