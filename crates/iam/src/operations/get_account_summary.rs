//! Counts an account's identities.

use store::{StoreError, Tenant, TenantKey, Transaction};

use super::{accounts, permission};
use crate::record::PolicyName;
use crate::{AccountIdentities, Authorized, OidcProvider, Refusal};

permission! {
    /// The permission to see how many identities an account has.
    GetAccountSummary on AccountIdentities
}

/// How many of each there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct AccountSummary {
    /// Users.
    pub users: u32,
    /// Roles.
    pub roles: u32,
    /// Managed policies.
    pub policies: u32,
    /// OpenID Connect providers.
    pub providers: u32,
    /// Whether the root has access keys.
    pub root_has_access_keys: bool,
}

/// Counts what the account has.
///
/// Source: IAM API reference, `GetAccountSummary`.
///
/// # Errors
///
/// [`Refusal::Store`]: the medium failed (ours).
pub async fn get_account_summary(
    tx: &mut Transaction,
    authorized: &Authorized<GetAccountSummary>,
) -> Result<AccountSummary, Refusal> {
    let (partition, id) = authorized.subject().account();
    let identities = authorized.subject().identities();
    let account = accounts::account(tx, partition, id).await?;
    let of_account = account.map(|account| AccountSummary {
        users: account.users,
        roles: account.roles,
        root_has_access_keys: !account.access_keys.is_empty(),
        ..AccountSummary::default()
    });
    Ok(AccountSummary {
        policies: count::<PolicyName>(tx, &identities).await?,
        providers: count::<OidcProvider>(tx, &identities).await?,
        ..of_account.unwrap_or_default()
    })
}

async fn count<R: store::Record>(tx: &mut Transaction, identities: &Tenant) -> Result<u32, StoreError> {
    let mut range = TenantKey::<R>::of(identities).prefix();
    let mut count = 0_u32;
    loop {
        let page = tx.page(&range, usize::MAX).await?;
        count = count.saturating_add(page.entries.len().try_into().unwrap_or(u32::MAX));
        match page.entries.last().filter(|_| page.more) {
            Some((last, _)) => range = range.after(last),
            None => return Ok(count),
        }
    }
}
