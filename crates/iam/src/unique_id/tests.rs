use proptest::prelude::*;
use seal::Entropy;

use super::{EntityKind, UniqueId};

const KINDS: [EntityKind; 3] = [EntityKind::ManagedPolicy, EntityKind::Role, EntityKind::User];

proptest! {
    #[test]
    fn an_id_is_read_back_as_its_own_kind_alone(seed: u64) {
        for kind in KINDS {
            let id = UniqueId::generate(kind, &mut Entropy::dangerous_seeded(seed));
            for other in KINDS {
                prop_assert_eq!(UniqueId::parse(other, id.as_str()).is_some(), other == kind);
            }
        }
    }
}

#[test]
fn what_is_no_id_is_refused() {
    for text in ["", "AIDA", "AIDAEXAMPLEEXAMPLE1234", "AIDAEXAMPLEexample234", "AIDAEXAMPLEEXAMPLE189"] {
        assert_eq!(UniqueId::parse(EntityKind::User, text), None, "{text}");
    }
}
