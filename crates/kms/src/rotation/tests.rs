use jiff::Timestamp;
use proptest::prelude::*;

use super::{Rotation, RotationPeriod};

proptest! {
    #[test]
    fn a_period_has_90_to_2560_days(days in any::<i64>()) {
        prop_assert_eq!(RotationPeriod::from_days(days).is_ok(), (90..=2560).contains(&days));
    }

    #[test]
    fn the_next_rotation_lies_ahead_and_no_further_than_a_period(
        days in 90_i64..=2560,
        begun in 0_i64..2_000_000_000,
        late in 0_i64..1_000_000_000,
    ) {
        let at = |second| Timestamp::from_second(second).unwrap();
        let period = RotationPeriod::from_days(days).unwrap();
        let rotation = Rotation::begun(period, at(begun));
        prop_assert_eq!(rotation.next.as_second() - begun, days * 86_400);
        let now = at(rotation.next.as_second() + late);
        let done = rotation.done(now);
        prop_assert!(done.next > now);
        prop_assert!(done.next.as_second() - now.as_second() <= days * 86_400);
    }
}
