//! `ListKeyRotations`.

use kms::operations::{ListKeyRotations, ListedMaterial, list_key_rotations};
use kms::{KeyReach, RotationType};
use store::Transaction;
use wire::kms::list_key_rotations::{Request, Response};
use wire::kms::{IncludeKeyMaterial, RotationEntry};

use super::{authorize, entry_pages};
use crate::answer::Refused;
use crate::request::operate::Context;
use crate::translation::paging::token_out;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let reach = KeyReach::OwnById;
    let authorized = authorize::<ListKeyRotations>(tx, call, &request.key_id, reach, &()).await?;
    let with_first = request.include_key_material == Some(IncludeKeyMaterial::AllKeyMaterial);
    let pages = entry_pages(request.limit, request.marker.as_deref())?;
    let key_id = authorized.subject().key()?.id.to_string();
    let page = list_key_rotations(tx, &authorized, with_first, &pages).await?;
    Ok(Response {
        rotations: page.items.iter().map(|material| entry(&key_id, material)).collect(),
        truncated: page.marker.is_some(),
        next_marker: page.marker.map(token_out),
    })
}

fn entry(key_id: &str, material: &ListedMaterial) -> RotationEntry {
    RotationEntry {
        key_id: key_id.to_owned(),
        key_material_id: material.id.clone(),
        key_material_state: if material.is_current { "CURRENT" } else { "NON_CURRENT" },
        rotation_date: material.rotated.map(|(at, _)| at),
        rotation_type: material.rotated.map(|(_, kind)| match kind {
            RotationType::Automatic => "AUTOMATIC",
            RotationType::OnDemand => "ON_DEMAND",
        }),
    }
}
