//! `GetAccountSummary`.

use iam::limits::{ACCESS_KEYS_MAX, ROLES_MAX, USERS_MAX};
use iam::operations::{GetAccountSummary, get_account_summary};
use store::Transaction;
use wire::iam::get_account_summary::{Request, Response};

use super::on_account;
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    _request: &Request,
) -> Result<Response, Refused> {
    let summary = get_account_summary(tx, &on_account::<GetAccountSummary>(call)?).await?;
    Ok(Response {
        summary_map: vec![
            ("AccessKeysPerUserQuota", i64::try_from(ACCESS_KEYS_MAX).unwrap_or(i64::MAX)),
            ("AccountAccessKeysPresent", i64::from(summary.root_has_access_keys)),
            ("AccountMFAEnabled", 0),
            ("Groups", 0),
            ("InstanceProfiles", 0),
            ("MFADevices", 0),
            ("MFADevicesInUse", 0),
            ("Policies", i64::from(summary.policies)),
            ("Providers", i64::from(summary.providers)),
            ("Roles", i64::from(summary.roles)),
            ("RolesQuota", i64::from(ROLES_MAX)),
            ("ServerCertificates", 0),
            ("Users", i64::from(summary.users)),
            ("UsersQuota", i64::from(USERS_MAX)),
        ],
    })
}
