//! What becomes of keys unasked, as the clock goes on.

use super::*;
use crate::KeyEventKind;

/// Does all that is due now, as the sweep does; answers what became of keys.
async fn sweep(store: &Store) -> Vec<KeyEventKind> {
    struct Sweep;
    impl Work for Sweep {
        type Done = Vec<KeyEventKind>;
        type Failure = StoreError;
        async fn run(&self, tx: &mut Transaction) -> Result<Self::Done, StoreError> {
            let mut happened = Vec::new();
            for shard in 0..crate::limits::DUE_SHARDS {
                for (due, at) in due_now(tx, shard, None).await? {
                    happened.extend(perform(tx, &due, at).await?.map(|event| event.kind));
                }
            }
            Ok(happened)
        }
    }
    store.transact(&Sweep).await.unwrap()
}

fn days(days: i64) -> SignedDuration {
    SignedDuration::from_hours(24 * days)
}

/// The one key of the store.
async fn only_key(tx: &mut Transaction) -> KeyId {
    let authorized = iam::authorize::<ListKeys>(&root(), AccountSubject::new(&tenant()), &()).unwrap();
    list_keys(tx, &authorized, &pages(10, None)).await.unwrap().items[0]
}

#[tokio::test]
async fn a_key_is_deleted_when_its_window_has_ended_and_all_of_it() {
    let (store, clock) = Store::in_memory(1);
    in_transaction!(store, |tx| {
        let id = new_key(tx).await;
        let name = iam::authorize::<CreateAliasName>(&root(), alias("alias/app"), &())?;
        let on_key = may::<CreateAlias>(tx, id).await;
        create_alias(tx, &name, &on_key).await?;
        let authorized = may::<EnableKeyRotation>(tx, id).await;
        enable_key_rotation(tx, &authorized, None)?;
        let authorized = may::<CreateGrant>(tx, id).await;
        let grantee = format!("arn:aws:iam::{OWN}:user/a");
        let input = GrantInput {
            name: None,
            retiring: Some(grantee.clone()),
            grantee,
            operations: vec![GrantOperation::Decrypt],
            constraint: None,
        };
        create_grant(tx, &authorized, input).await?;
        let authorized = may::<ScheduleKeyDeletion>(tx, id).await;
        let doomed = schedule_key_deletion(tx, &authorized, 7)?;
        assert_eq!(doomed.state.deletion(), Some(tx.now() + days(7)));
        let again = may::<ScheduleKeyDeletion>(tx, id).await;
        assert!(matches!(schedule_key_deletion(tx, &again, 7), Err(KeyFailure::PendingDeletion { .. })));
    });
    clock.advance(days(7) - SignedDuration::from_secs(1));
    assert_eq!(sweep(&store).await, []);
    clock.advance(SignedDuration::from_secs(1));
    assert_eq!(sweep(&store).await, [KeyEventKind::Deleted]);
    assert_eq!(sweep(&store).await, []);
    in_transaction!(store, |tx| {
        assert!(tx.page(&TenantKey::<Key>::of(&tenant()).prefix(), 10).await?.entries.is_empty());
        assert!(tx.page(&TenantKey::<KeyVersion>::of(&tenant()).prefix(), 10).await?.entries.is_empty());
        assert!(tx.page(&TenantKey::<Grant>::of(&tenant()).prefix(), 10).await?.entries.is_empty());
        assert!(tx.page(&TenantKey::<GrantOfGrantee>::of(&tenant()).prefix(), 10).await?.entries.is_empty());
        assert!(tx.get(&alias_key(&tenant(), "alias/app")).await?.is_none());
        let everything = store::SystemKey::<Due>::of().prefix();
        assert!(tx.page(&everything, 10).await?.entries.is_empty());
    });
}

#[tokio::test]
async fn a_key_that_is_kept_stays_and_is_disabled() {
    let (store, clock) = Store::in_memory(1);
    in_transaction!(store, |tx| {
        let id = new_key(tx).await;
        let authorized = may::<ScheduleKeyDeletion>(tx, id).await;
        schedule_key_deletion(tx, &authorized, 7)?;
        let authorized = may::<CancelKeyDeletion>(tx, id).await;
        assert_eq!(cancel_key_deletion(tx, &authorized)?.state, KeyState::Disabled);
    });
    clock.advance(days(30));
    assert_eq!(sweep(&store).await, []);
    in_transaction!(store, |tx| {
        let id = only_key(tx).await;
        assert_eq!(key(tx, id).await.state, KeyState::Disabled);
    });
}

#[tokio::test]
async fn material_is_replaced_once_per_period() {
    let (store, clock) = Store::in_memory(1);
    in_transaction!(store, |tx| {
        let id = new_key(tx).await;
        let authorized = may::<EnableKeyRotation>(tx, id).await;
        enable_key_rotation(tx, &authorized, Some(RotationPeriod::from_days(90).unwrap()))?;
    });
    clock.advance(days(89));
    assert_eq!(sweep(&store).await, []);
    clock.advance(days(1));
    assert_eq!(sweep(&store).await, [KeyEventKind::Rotated]);
    assert_eq!(sweep(&store).await, []);
    in_transaction!(store, |tx| {
        let id = only_key(tx).await;
        let authorized = may::<GetKeyRotationStatus>(tx, id).await;
        let status = get_key_rotation_status(&authorized)?;
        assert_eq!(status.rotation.unwrap().next, tx.now() + days(90));
        let authorized = may::<ListKeyRotations>(tx, id).await;
        let rotations = list_key_rotations(tx, &authorized, false, &pages(10, None)).await?.items;
        assert_eq!((rotations.len(), rotations[0].is_current), (1, true));
        assert_eq!(rotations[0].rotated, Some((tx.now(), crate::RotationType::Automatic)));
        let all = list_key_rotations(tx, &authorized, true, &pages(10, None)).await?.items;
        assert_eq!((all.len(), all[0].rotated, all[0].is_current), (2, None, false));
    });
}

#[tokio::test]
async fn a_disabled_key_is_rotated_once_it_is_enabled_again() {
    let (store, clock) = Store::in_memory(1);
    in_transaction!(store, |tx| {
        let id = new_key(tx).await;
        let authorized = may::<EnableKeyRotation>(tx, id).await;
        enable_key_rotation(tx, &authorized, None)?;
        let authorized = may::<DisableKey>(tx, id).await;
        disable_key(tx, &authorized)?;
    });
    clock.advance(days(400));
    assert_eq!(sweep(&store).await, []);
    in_transaction!(store, |tx| {
        let id = only_key(tx).await;
        let authorized = may::<EnableKey>(tx, id).await;
        enable_key(tx, &authorized)?;
    });
    assert_eq!(sweep(&store).await, [KeyEventKind::Rotated]);
    assert_eq!(sweep(&store).await, []);
}

#[tokio::test]
async fn rotation_that_is_disabled_never_comes() {
    let (store, clock) = Store::in_memory(1);
    in_transaction!(store, |tx| {
        let id = new_key(tx).await;
        let authorized = may::<EnableKeyRotation>(tx, id).await;
        enable_key_rotation(tx, &authorized, None)?;
        let authorized = may::<DisableKeyRotation>(tx, id).await;
        disable_key_rotation(tx, &authorized)?;
    });
    clock.advance(days(4000));
    assert_eq!(sweep(&store).await, []);
}

#[tokio::test]
async fn keys_of_services_are_rotated_each_year() {
    let (store, clock) = Store::in_memory(1);
    in_transaction!(store, |tx| {
        service_key(tx, &tenant()).await?;
    });
    for _ in 0..3 {
        clock.advance(days(365));
        assert_eq!(sweep(&store).await, [KeyEventKind::Rotated]);
    }
}
