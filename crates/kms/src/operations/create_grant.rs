//! Hands out a right to a key.

use iam::Authorized;
use store::{TenantKey, Transaction};

use super::{Change, permission};
use crate::limits::{GRANTS_PER_GRANTEE_MAX, GRANTS_PER_KEY_MAX};
use crate::record::{GrantOfGrantee, GrantOfRetiring, grant_key, grantee_key, retiring_key};
use crate::{Constraint, Deed, Grant, GrantId, GrantOperation, GrantPrincipal, KeyFailure, KeySubject};

permission! {
    /// The permission to hand out rights to a key.
    CreateGrant on KeySubject
}

/// What a new grant is to be.
#[derive(Debug, Clone)]
pub struct GrantInput {
    /// Its name.
    pub name: Option<String>,
    /// Whose right it is, by ARN.
    pub grantee: String,
    /// Who may end it, by ARN.
    pub retiring: Option<String>,
    /// What it lets be done.
    pub operations: Vec<GrantOperation>,
    /// With which encryption contexts.
    pub constraint: Option<Constraint>,
}

/// Hands out a right to a key. One with a name that says the same as an earlier one of that name is that one.
///
/// Source: KMS API reference, `CreateGrant`.
///
/// # Errors
///
/// - [`KeyFailure::NotFound`], [`KeyFailure::Disabled`], [`KeyFailure::PendingDeletion`]: the key.
/// - [`KeyFailure::NoSuchGrantee`]: it names a user or a role of an account of this server that does not exist.
/// - [`KeyFailure::Limit`]: the key, or the grantee, has as many as it may.
/// - [`KeyFailure::Store`]: the medium failed, or another transaction won (ours).
pub async fn create_grant(
    tx: &mut Transaction,
    authorized: &Authorized<CreateGrant>,
    input: GrantInput,
) -> Result<Grant, KeyFailure> {
    let mut change = Change::of(authorized, Deed::Use)?;
    let grantee = GrantPrincipal::named(tx, input.grantee, &change.tenant).await?;
    let retiring = match input.retiring {
        Some(arn) => Some(GrantPrincipal::named(tx, arn, &change.tenant).await?),
        None => None,
    };
    let issuer = &authorized.caller().principal;
    let grant = Grant {
        id: GrantId::generate(tx.entropy()),
        key: change.key.id,
        name: input.name,
        created_at: tx.now(),
        grantee,
        retiring,
        issuing_account: format!("arn:{}:iam::{}:root", issuer.partition(), issuer.account()),
        operations: input.operations,
        constraint: input.constraint,
    };
    let of_grantee = TenantKey::<GrantOfGrantee>::of(&change.tenant);
    let of_grantee = of_grantee.id(grant.key.to_bytes()).text(&grant.grantee.place()).prefix();
    let held = tx.page(&of_grantee, GRANTS_PER_GRANTEE_MAX).await?.entries;
    let same = held.iter().find(|(_, held)| grant.name.is_some() && held.0.says_the_same_as(&grant));
    if let Some((_, same)) = same {
        return Ok(same.0.clone());
    }
    if held.len() >= GRANTS_PER_GRANTEE_MAX {
        return Err(KeyFailure::Limit("a principal has at most 500 grants of a key"));
    }
    if change.key.grants >= GRANTS_PER_KEY_MAX {
        return Err(KeyFailure::Limit("a key has at most 50000 grants"));
    }
    change.key.grants += 1;
    let (tenant, key, id) = (change.tenant.clone(), grant.key, grant.id);
    tx.put(&grant_key(&tenant, key, &id), grant.clone())?;
    tx.put(&grantee_key(&tenant, key, &grant.grantee.place(), &id), GrantOfGrantee(grant.clone()))?;
    if let Some(retiring) = &grant.retiring {
        tx.put(&retiring_key(&tenant, &retiring.place(), key, &id), GrantOfRetiring(grant.clone()))?;
    }
    change.save(tx)?;
    Ok(grant)
}
