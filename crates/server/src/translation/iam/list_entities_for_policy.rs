//! `ListEntitiesForPolicy`.

use iam::operations::{HolderListing, ListEntitiesForPolicy, PolicyHolder, list_entities_for_policy};
use store::Transaction;
use wire::iam::list_entities_for_policy::{Request, Response};
use wire::iam::{EntityFilter, PolicyRole, PolicyUser};

use super::paging::{asked, marker};
use super::policies::authorize_policy;
use super::policies::policy_use;
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let authorized = authorize_policy::<ListEntitiesForPolicy>(tx, call, &request.policy_arn, &()).await?;

    let page = asked(request.marker.as_deref(), request.max_items)?;
    let page = list_entities_for_policy(tx, &authorized, &listing(request), &page).await?;
    let (mut policy_users, mut policy_roles) = (Vec::new(), Vec::new());
    for holder in &page.items {
        match holder {
            PolicyHolder::Role(role) => {
                policy_roles.push(PolicyRole { role_name: role.name.clone(), role_id: role.id.to_string() })
            }
            PolicyHolder::User(user) => {
                policy_users.push(PolicyUser { user_name: user.name.clone(), user_id: user.id.to_string() })
            }
        }
    }
    Ok(Response {
        policy_groups: Vec::new(),
        policy_users,
        policy_roles,
        is_truncated: page.marker.is_some(),
        marker: marker(page.marker),
    })
}

/// Groups there are none, and no policy is attached to a policy.
fn listing(request: &Request) -> HolderListing {
    let includes = |kind| request.entity_filter.is_none_or(|filter| filter == kind);
    HolderListing {
        includes_users: includes(EntityFilter::User),
        includes_roles: includes(EntityFilter::Role),
        path_prefix: request.path_prefix.clone().unwrap_or_default(),
        policy_use: request.policy_usage_filter.map(policy_use),
    }
}
