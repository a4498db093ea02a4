use proptest::prelude::*;
use seal::Entropy;

use super::{Permissions, TooManyAttached};
use crate::limits::ATTACHED_POLICIES_MAX;
use crate::{EntityKind, UniqueId};

fn id(seed: u64) -> UniqueId {
    UniqueId::generate(EntityKind::ManagedPolicy, &mut Entropy::dangerous_seeded(seed))
}

#[test]
fn no_more_are_attached_than_there_may_be() {
    let mut permissions = Permissions::default();
    for seed in 0..ATTACHED_POLICIES_MAX {
        assert_eq!(permissions.attach(&id(seed as u64)), Ok(true));
    }
    assert_eq!(permissions.attach(&id(99)), Err(TooManyAttached));
    assert_eq!(permissions.attach(&id(0)), Ok(false), "what is attached stays so at the limit too");
    assert!(permissions.detach(&id(0)));
    assert_eq!(permissions.attach(&id(99)), Ok(true));
}

proptest! {
    #[test]
    fn a_policy_is_attached_once_or_not_at_all(steps in prop::collection::vec((any::<bool>(), 0..14_u64), 0..60)) {
        let mut permissions = Permissions::default();
        let mut model: Vec<UniqueId> = Vec::new();
        for (attaches, seed) in steps {
            let policy = id(seed);
            let known = model.contains(&policy);
            if attaches {
                let expected = if known { Ok(false) } else if model.len() == 10 { Err(TooManyAttached) } else { Ok(true) };
                prop_assert_eq!(permissions.attach(&policy), expected);
                if expected == Ok(true) { model.push(policy); }
            } else {
                prop_assert_eq!(permissions.detach(&policy), known);
                model.retain(|kept| *kept != policy);
            }
            prop_assert_eq!(&permissions.attached, &model);
        }
    }
}
