//! The two keyspaces, as types: a tenant's records and the system's.
//!
//! A tenant key cannot be made without a [`Tenant`], whose three names stand in front of everything else, so that
//! reaching another tenant's records takes another type or another tenant, never another argument. A system key has no
//! tenant; a system record that concerns one names it in its value.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::sync::Arc;

use jiff::Timestamp;

use crate::key::take_text;
use crate::{Engine, KeyBytes, KeyParts, KeyRange, Record, Span, StoreError};

const TENANT_SPACE: &[u8] = b"t";
const SYSTEM_SPACE: &[u8] = b"s";

/// Whether anything lies in the tenants' keyspace: nothing does in a store that is nobody's yet.
///
/// # Errors
///
/// What the engine answers.
pub async fn has_tenants(engine: &dyn Engine) -> Result<bool, StoreError> {
    let from = KeyBytes::from_vec(TENANT_SPACE.to_vec());
    let span = Span { to: from.past(), from, reversed: false };
    let (rows, _) = engine.snapshot().await?.page(&span, 1).await?;
    Ok(!rows.is_empty())
}

/// A key that finds records of one type.
pub trait RecordKey: Clone + Send + Sync + 'static {
    /// What lies under such keys.
    type Record: Record;

    /// The bytes under which the record lies.
    fn bytes(&self) -> &KeyBytes;

    /// The key with these bytes, or nothing if they lie in another keyspace or are of another kind.
    fn from_bytes(bytes: &KeyBytes) -> Option<Self>;
}

/// A partition, an account and a region: the owner of a tenant's records.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tenant(Arc<Names>);

#[derive(PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Names {
    partition: String,
    account: String,
    region: String,
    /// The beginning of every key of this tenant, encoded once.
    prefix: Vec<u8>,
}

impl Tenant {
    /// The tenant with these three names, which were checked by whoever parsed them.
    #[must_use]
    pub fn new(partition: &str, account: &str, region: &str) -> Self {
        let mut key = KeyBytes::with_prefix(TENANT_SPACE);
        [partition, account, region].iter().for_each(|name| key.push_text(name));
        let prefix = key.as_slice().to_vec();
        let [partition, account, region] = [partition, account, region].map(str::to_owned);
        Self(Arc::new(Names { partition, account, region, prefix }))
    }

    /// The name of the partition, such as `aws`.
    #[must_use]
    pub fn partition(&self) -> &str {
        &self.0.partition
    }

    /// The number of the account: twelve digits.
    #[must_use]
    pub fn account(&self) -> &str {
        &self.0.account
    }

    /// The name of the region, such as `eu-central-1`.
    #[must_use]
    pub fn region(&self) -> &str {
        &self.0.region
    }

    /// The tenant whose names stand in front of `bytes`, and what follows them.
    fn of_key(bytes: &[u8]) -> Option<(Self, &[u8])> {
        let mut rest = bytes.strip_prefix(TENANT_SPACE)?;
        let (partition, account) = (take_text(&mut rest)?, take_text(&mut rest)?);
        let region = take_text(&mut rest)?;
        Some((Self::new(&partition, &account, &region), rest))
    }
}

impl fmt::Debug for Tenant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Tenant({}:{}:{})", self.partition(), self.account(), self.region())
    }
}

/// A key of a tenant: partition, account, region, kind, then the parts that the builders add, in their order.
///
/// Keys sort by their parts, one after the other: texts by their UTF-8 bytes, numbers and instants by size, ids by
/// their bytes.
pub struct TenantKey<R> {
    bytes: KeyBytes,
    tenant: Tenant,
    kind: PhantomData<fn() -> R>,
}

/// A key of the system: kind, then the parts that the builders add, in their order. Sorts as a [`TenantKey`] does.
pub struct SystemKey<R> {
    bytes: KeyBytes,
    kind: PhantomData<fn() -> R>,
}

impl<R: Record> TenantKey<R> {
    /// The key of `tenant` that holds the kind and no part yet.
    #[must_use]
    pub fn of(tenant: &Tenant) -> Self {
        let mut bytes = KeyBytes::with_prefix(&tenant.0.prefix);
        bytes.push_text(R::KIND);
        Self { bytes, tenant: tenant.clone(), kind: PhantomData }
    }

    /// The tenant whose key it is.
    #[must_use]
    pub fn tenant(&self) -> Tenant {
        self.tenant.clone()
    }

    fn head_bytes(&self) -> usize {
        self.tenant.0.prefix.len() + kind_bytes::<R>()
    }
}

impl<R: Record> SystemKey<R> {
    /// The key that holds the kind and no part yet.
    #[must_use]
    pub fn of() -> Self {
        let mut bytes = KeyBytes::with_prefix(SYSTEM_SPACE);
        bytes.push_text(R::KIND);
        Self { bytes, kind: PhantomData }
    }

    fn head_bytes(&self) -> usize {
        SYSTEM_SPACE.len() + kind_bytes::<R>()
    }
}

/// How many bytes the kind takes in a key. Kinds are constants without a zero byte, so nothing is escaped.
const fn kind_bytes<R: Record>() -> usize {
    R::KIND.len() + 2
}

impl<R: Record> RecordKey for TenantKey<R> {
    type Record = R;

    fn bytes(&self) -> &KeyBytes {
        &self.bytes
    }

    fn from_bytes(bytes: &KeyBytes) -> Option<Self> {
        let (tenant, mut rest) = Tenant::of_key(bytes.as_slice())?;
        (take_text(&mut rest)? == R::KIND).then(|| Self { bytes: bytes.clone(), tenant, kind: PhantomData })
    }
}

impl<R: Record> RecordKey for SystemKey<R> {
    type Record = R;

    fn bytes(&self) -> &KeyBytes {
        &self.bytes
    }

    fn from_bytes(bytes: &KeyBytes) -> Option<Self> {
        let mut rest = bytes.as_slice().strip_prefix(SYSTEM_SPACE)?;
        (take_text(&mut rest)? == R::KIND).then(|| Self { bytes: bytes.clone(), kind: PhantomData })
    }
}

/// What both keys share: the builders, the reader, and the traits that a derive would give only for an `R` with them.
macro_rules! key {
    ($key:ident) => {
        impl<R: Record> $key<R> {
            /// Adds a text of any length, empty and zero bytes included.
            #[must_use]
            pub fn text(mut self, text: &str) -> Self {
                self.bytes.push_text(text);
                self
            }

            /// Adds a number (8 bytes).
            #[must_use]
            pub fn number(mut self, number: u64) -> Self {
                self.bytes.push_number(number);
                self
            }

            /// Adds an instant, to the nanosecond (9 bytes).
            #[must_use]
            pub fn instant(mut self, instant: Timestamp) -> Self {
                self.bytes.push_instant(instant);
                self
            }

            /// Adds an identifier of exactly 16 bytes.
            #[must_use]
            pub fn id(mut self, id: [u8; 16]) -> Self {
                self.bytes.push_id(id);
                self
            }

            /// Reads back the parts that the builders added.
            #[must_use]
            pub fn parts(&self) -> KeyParts<'_> {
                KeyParts::after(&self.bytes, self.head_bytes())
            }

            /// Every key that begins with the parts of this one.
            #[must_use]
            pub fn prefix(self) -> KeyRange<Self> {
                KeyRange::below(self.bytes)
            }

            /// Every key whose next part is a text that begins with `text`.
            #[must_use]
            pub fn text_prefix(mut self, text: &str) -> KeyRange<Self> {
                self.bytes.push_open_text(text);
                KeyRange::below(self.bytes)
            }
        }

        impl<R> PartialEq for $key<R> {
            fn eq(&self, other: &Self) -> bool {
                self.bytes == other.bytes
            }
        }

        impl<R> Eq for $key<R> {}

        impl<R> PartialOrd for $key<R> {
            fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
                Some(self.cmp(other))
            }
        }

        impl<R> Ord for $key<R> {
            fn cmp(&self, other: &Self) -> std::cmp::Ordering {
                self.bytes.cmp(&other.bytes)
            }
        }

        impl<R> Hash for $key<R> {
            fn hash<H: Hasher>(&self, state: &mut H) {
                self.bytes.hash(state);
            }
        }

        impl<R> fmt::Debug for $key<R> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($key), self.bytes)
            }
        }
    };
}

impl<R> Clone for SystemKey<R> {
    fn clone(&self) -> Self {
        Self { bytes: self.bytes.clone(), kind: PhantomData }
    }
}

impl<R> Clone for TenantKey<R> {
    fn clone(&self) -> Self {
        Self { bytes: self.bytes.clone(), tenant: self.tenant.clone(), kind: PhantomData }
    }
}

key!(SystemKey);
key!(TenantKey);

#[cfg(test)]
mod tests;
