//! The accounts that a server keeps: the first one from its first start, further ones by the operator's command.

use std::fs::DirBuilder;
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arn::{AccountId, Partition};
use iam::operations::CreateAccountError;
use iam::{Account, Credentials};
use seal::Entropy;
use store::{StoreError, Transaction, Work};

use crate::{Server, credentials};

/// Looks for the account that was made together with the data folder.
pub(crate) struct FirstAccount;

impl Work for FirstAccount {
    type Done = Option<Arc<Account>>;
    type Failure = StoreError;

    async fn run(&self, tx: &mut Transaction) -> Result<Self::Done, StoreError> {
        iam::operations::first_account(tx).await
    }
}

/// Lists all accounts.
pub(crate) struct Accounts;

impl Work for Accounts {
    type Done = Vec<Arc<Account>>;
    type Failure = StoreError;

    async fn run(&self, tx: &mut Transaction) -> Result<Self::Done, StoreError> {
        iam::operations::accounts(tx).await
    }
}

/// Makes an account whose root signs with these credentials.
pub(crate) struct MakeAccount {
    pub(crate) partition: Partition,
    pub(crate) id: AccountId,
    pub(crate) credentials: Credentials,
}

impl Work for MakeAccount {
    type Done = ();
    type Failure = CreateAccountError;

    async fn run(&self, tx: &mut Transaction) -> Result<(), CreateAccountError> {
        iam::operations::create_account(tx, self.partition, &self.id, &self.credentials).await
    }
}

/// Why the operator did not get another account.
#[derive(Debug, thiserror::Error)]
pub(crate) enum FurtherAccountError {
    /// The file of its credentials could not be written (the medium's or the operator's fault).
    #[error("the credentials could not be written to `{folder}`")]
    Credentials { folder: PathBuf, source: io::Error },
    /// The account could not be made.
    #[error(transparent)]
    Create(#[from] CreateAccountError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Makes an account beside the first one, and answers where the credentials of its root lie.
///
/// The file is written first: a crash in between leaves a file that the next attempt writes anew, never a key that nobody
/// was told.
///
/// # Errors
///
/// See [`FurtherAccountError`]. The credentials of an account that exists are left as they are.
pub(crate) async fn create(server: &Server, id: &AccountId) -> Result<PathBuf, FurtherAccountError> {
    let accounts = server.store.transact(&Accounts).await?;
    if accounts.iter().any(|account| account.id == *id) {
        return Err(CreateAccountError::Exists(id.clone()).into());
    }
    let credentials = Credentials::generate(&mut Entropy::system());
    let folder = folder(&server.data, id);
    let written = make_private(&folder).and_then(|()| credentials::write(&folder, &credentials));
    written.map_err(|source| FurtherAccountError::Credentials { folder: folder.clone(), source })?;
    let partition = server.partition();
    server.store.transact(&MakeAccount { partition, id: id.clone(), credentials }).await?;
    Ok(credentials::path(&folder))
}

/// Makes a folder, and those above it that are missing, for their owner alone.
fn make_private(folder: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

/// Where the credentials of an account's root lie, unless it is the first account.
fn folder(data: &Path, id: &AccountId) -> PathBuf {
    data.join("accounts").join(id.as_str())
}
