//! `ListInstanceProfilesForRole`.

use iam::operations::{ListInstanceProfilesForRole, list_instance_profiles_for_role};
use store::Transaction;
use wire::iam::list_instance_profiles_for_role::{Request, Response};

use super::on_role;
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let authorized = on_role::<ListInstanceProfilesForRole>(tx, call, &request.role_name, &()).await?;
    list_instance_profiles_for_role(&authorized)?;
    Ok(Response)
}
