//! Whom a grant is about.

use iam::operations::{BindRefused, bind_name, present_name};
use iam::{Binding, Principal, UniqueId};
use store::{StoreError, Tenant, Transaction};

use crate::KeyFailure;

/// Somebody whom a grant names: by the name that was given, and by the unique id of whoever bore it then.
///
/// Whoever has an id is told by it alone, so that a namesake made later has no right of an earlier one. Roots have none, and
/// the principals of accounts that this server does not keep.
///
/// Source: IAM User Guide, "IAM identifiers", unique identifiers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GrantPrincipal {
    /// The ARN as it was given.
    pub arn: String,
    /// The id of the user or the role.
    pub id: Option<UniqueId>,
}

impl GrantPrincipal {
    /// Whoever is called `arn` now, for a grant to a key of `owner`.
    ///
    /// # Errors
    ///
    /// - [`KeyFailure::NoSuchGrantee`]: there is nobody of that name.
    /// - [`KeyFailure::Store`]: the medium failed, or a record is damaged (ours).
    pub(crate) async fn named(tx: &mut Transaction, arn: String, owner: &Tenant) -> Result<Self, KeyFailure> {
        if arn.ends_with(":root") {
            return Ok(Self { arn, id: None });
        }
        match bind_name(tx, &arn, owner).await {
            Ok(bound) => Ok(Self { arn, id: bound.map(|bound| bound.id) }),
            Err(BindRefused::NoSuchPrincipal { .. }) => Err(KeyFailure::NoSuchGrantee { arn }),
            Err(BindRefused::Store(failure)) => Err(failure.into()),
        }
    }

    /// Under which texts the grants of whoever `text` names now may lie: under the id, and those that were made before
    /// grants knew ids under the name. An id of somebody who is gone finds his.
    pub(crate) async fn places_of(
        tx: &mut Transaction,
        text: &str,
        owner: &Tenant,
    ) -> Result<Vec<String>, StoreError> {
        let mut places = vec![text.to_owned()];
        match bind_name(tx, text, owner).await {
            Ok(Some(bound)) => places.push(Self { arn: text.to_owned(), id: Some(bound.id) }.place()),
            Ok(None) | Err(BindRefused::NoSuchPrincipal { .. }) => {}
            Err(BindRefused::Store(failure)) => return Err(failure),
        }
        places.dedup();
        Ok(places)
    }

    /// The text under which grants that name it lie: what [`Principal::user_id`] is of a user and of one session, the id of a
    /// role, and the ARN of whoever has no id.
    pub(crate) fn place(&self) -> String {
        match (&self.id, self.arn.split_once(":assumed-role/").and_then(|(_, path)| path.split_once('/'))) {
            (Some(id), Some((_, session))) => format!("{id}:{session}"),
            (Some(id), None) => id.to_string(),
            (None, _) => self.arn.clone(),
        }
    }

    /// Whether `principal` is meant.
    pub(crate) fn is(&self, principal: &Principal) -> bool {
        places(principal).contains(&self.place())
    }

    /// What it is called now: by an ARN, or by the unique id if there is nobody of that id any more.
    ///
    /// # Errors
    ///
    /// [`StoreError`]: the medium failed, or a record is damaged.
    pub async fn present_name(&self, tx: &mut Transaction) -> Result<String, StoreError> {
        match &self.id {
            Some(id) => present_name(tx, &Binding { name: self.arn.clone(), id: id.clone() }).await,
            None => Ok(self.arn.clone()),
        }
    }
}

/// Under which texts the grants lie that are a principal's: of a session also its role's.
pub(crate) fn places(principal: &Principal) -> Vec<String> {
    let mut places = vec![principal.arn().into_owned(), principal.arn_in_conditions().into_owned()];
    places.dedup();
    match principal {
        Principal::Role(session) => places.extend([principal.user_id().into(), session.role_id.to_string()]),
        Principal::User(user) => places.push(user.id.to_string()),
        Principal::Root { .. } => {}
    }
    places
}
