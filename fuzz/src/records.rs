//! What lies in the store: records, the code in front of them, keyrings, and paging tokens, which lie with the caller.

use std::path::PathBuf;
use std::sync::LazyLock;

use iam::{InvalidPagingToken, Listing};
use root_key::RootKey;
use seal::{Keyring, Plaintext};
use secrets::Position;
use store::memory::Disk;
use store::{KeyBytes, Record, RecordKey, Store, StoreError, SystemKey, Tenant, Transaction, Work};

/// What a decoded record is written as reads back as the same record.
pub(crate) fn canonical<R: Record>(data: &[u8]) {
    assert_settled(data, again::<R>);
}

/// Whatever `again` makes of some bytes by reading and writing them, it makes of that once more.
pub(crate) fn assert_settled(data: &[u8], again: fn(&[u8]) -> Option<Vec<u8>>) {
    if let Some(written) = again(data) {
        assert_eq!(again(&written), Some(written));
    }
}

fn again<R: Record>(body: &[u8]) -> Option<Vec<u8>> {
    let mut written = Vec::new();
    R::decode(R::FORMAT, body).ok()?.encode(&mut written);
    Some(written)
}

/// A position reads back as written.
pub(crate) fn paging_position(data: &[u8]) {
    if let Some(position) = Position::decode(data) {
        assert_eq!(position.encode(), data);
    }
}

/// A keyring reads back as written.
pub(crate) fn keyring(data: &[u8]) {
    if let Ok(keyring) = Keyring::from_secret(&Plaintext::new(data.to_vec())) {
        assert!(Keyring::from_secret(&keyring.expose_secret()).is_ok());
    }
}

/// A wrapped keyring does not open without its root key; the kinds and formats are told apart first.
pub(crate) fn wrapped_keyring(data: &[u8]) {
    assert!(RootKey::File(PathBuf::new()).unwrap(data).is_err());
}

const SEED: u64 = 1;

/// A value that lies in the store in place of another is refused, unless it is the other.
pub(crate) fn envelope(data: &[u8]) {
    let (disk, key) = (Disk::default(), SystemKey::<Blob>::of());
    let stored = key.bytes().clone();
    let (store, _) = Store::in_memory_on(&disk, SEED);
    assert_eq!(run(&store, &Exchange { key: key.clone(), put: Some(b"body".to_vec()) }), Ok(None));
    let changed = replace(&disk, &stored, data);
    let (store, _) = Store::in_memory_on(&disk, SEED);
    let found = run(&store, &Exchange { key, put: None });
    assert_eq!(found.is_ok(), !changed, "{found:?}");
}

/// Writes `data` over the value; its first byte says whether as it is, or mixed into what lies there.
fn replace(disk: &Disk, key: &KeyBytes, data: &[u8]) -> bool {
    let mut changed = false;
    let (first, rest) = data.split_first().unwrap_or((&0, &[]));
    disk.tamper(key, |value| {
        let before = value.clone();
        if first % 2 == 0 {
            *value = rest.to_vec();
        } else {
            value.iter_mut().zip(rest).for_each(|(byte, mask)| *byte ^= mask);
        }
        changed = *value != before;
    });
    changed
}

#[derive(Debug, PartialEq, Eq)]
struct Blob(Vec<u8>);

impl Record for Blob {
    const KIND: &'static str = "blob";
    const FORMAT: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.0);
    }

    fn decode(_format: u8, bytes: &[u8]) -> Result<Self, store::Undecodable> {
        Ok(Self(bytes.to_vec()))
    }
}

/// Reads a record, and puts another in its place if there is one.
struct Exchange {
    key: SystemKey<Blob>,
    put: Option<Vec<u8>>,
}

impl Work for Exchange {
    type Done = Option<Vec<u8>>;
    type Failure = StoreError;

    async fn run(&self, tx: &mut Transaction) -> Result<Self::Done, StoreError> {
        let found = tx.get(&self.key).await?.map(|blob| blob.0.clone());
        match &self.put {
            Some(bytes) => tx.put(&self.key, Blob(bytes.clone())).map(|()| found),
            None => Ok(found),
        }
    }
}

/// A token opens to the position that it was made for; bytes that nobody sealed open to nothing.
pub(crate) fn paging_token(data: &[u8]) {
    static STORE: LazyLock<Store> = LazyLock::new(|| Store::in_memory(SEED).0);
    assert_eq!(run(&STORE, &Tokens(data)), Ok(()));
}

struct Tokens<'a>(&'a [u8]);

impl Work for Tokens<'_> {
    type Done = ();
    type Failure = StoreError;

    async fn run(&self, tx: &mut Transaction) -> Result<(), StoreError> {
        let tenant = Tenant::new("aws", "000000000000", "eu-central-1");
        let listing = Listing::new("ListSecrets", &tenant, &seal::sha256(&[b"question"]));
        assert_eq!(listing.position(tx, self.0), Err(InvalidPagingToken));
        let token = listing.token(tx, self.0);
        assert_eq!(listing.position(tx, &token).as_deref(), Ok(self.0));
        let other = Listing::new("ListSecretVersionIds", &tenant, &seal::sha256(&[b"question"]));
        assert_eq!(other.position(tx, &token), Err(InvalidPagingToken));
        Ok(())
    }
}

fn run<W: Work<Failure = StoreError>>(store: &Store, work: &W) -> Result<W::Done, StoreError> {
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    runtime.map_err(|error| StoreError::Medium { detail: error.to_string() })?.block_on(store.transact(work))
}

/// One share, however it reads, opens nothing that takes three; and no wrapping opens without shares.
pub(crate) fn recovery_share(data: &[u8]) {
    const WRAPPED: &[u8] = b"\x01\x06the set \x03a nonce and what was sealed behind it";
    assert!(root_key::recover(data, &[]).is_err());
    let Ok(text) = str::from_utf8(data) else { return };
    assert!(root_key::recover(WRAPPED, &[text.to_owned().into()]).is_err());
}
