use jiff::Timestamp;
use proptest::prelude::*;

use super::{Deed, KeyState, StateRefused};

const DEEDS: [Deed; 9] = [
    Deed::Aim,
    Deed::CancelDeletion,
    Deed::ChangeRotation,
    Deed::Disable,
    Deed::Describe,
    Deed::Enable,
    Deed::Govern,
    Deed::ScheduleDeletion,
    Deed::Use,
];

fn pending(second: i64) -> KeyState {
    KeyState::PendingDeletion { ends: Timestamp::from_second(second).unwrap(), days: 7 }
}

#[test]
fn the_table_is_that_of_the_guide() {
    use StateRefused::{Disabled, NotPendingDeletion, PendingDeletion};
    let rows = [
        (Deed::Aim, Ok(()), Ok(()), Err(PendingDeletion)),
        (Deed::CancelDeletion, Err(NotPendingDeletion), Err(NotPendingDeletion), Ok(())),
        (Deed::ChangeRotation, Ok(()), Err(Disabled), Err(PendingDeletion)),
        (Deed::Disable, Ok(()), Ok(()), Err(PendingDeletion)),
        (Deed::Describe, Ok(()), Ok(()), Err(PendingDeletion)),
        (Deed::Enable, Ok(()), Ok(()), Err(PendingDeletion)),
        (Deed::Govern, Ok(()), Ok(()), Ok(())),
        (Deed::ScheduleDeletion, Ok(()), Ok(()), Err(PendingDeletion)),
        (Deed::Use, Ok(()), Err(Disabled), Err(PendingDeletion)),
    ];
    for (deed, enabled, disabled, doomed) in rows {
        assert_eq!(KeyState::Enabled.admits(deed), enabled, "{deed:?}");
        assert_eq!(KeyState::Disabled.admits(deed), disabled, "{deed:?}");
        assert_eq!(pending(0).admits(deed), doomed, "{deed:?}");
    }
}

fn state() -> impl Strategy<Value = KeyState> {
    prop_oneof![Just(KeyState::Enabled), Just(KeyState::Disabled), (0_i64..4_000_000_000).prop_map(pending),]
}

proptest! {
    #[test]
    fn an_enabled_key_lets_more_be_done_than_any_other(state in state(), deed in 0..DEEDS.len()) {
        let deed = DEEDS[deed];
        if state.admits(deed).is_ok() && deed != Deed::CancelDeletion {
            prop_assert_eq!(KeyState::Enabled.admits(deed), Ok(()));
        }
    }

    #[test]
    fn whoever_is_to_be_deleted_is_not_used(state in state()) {
        if state.deletion().is_some() {
            prop_assert_eq!(state.admits(Deed::Use), Err(StateRefused::PendingDeletion));
        }
        prop_assert_eq!(state.admits(Deed::CancelDeletion).is_ok(), state.deletion().is_some());
    }
}
