use store::StoreError;
use wire::Failure;

use super::Refused;

/// A client tries again by itself after either, but only the first tells it to slow down.
#[test]
fn load_is_throttled_and_what_failed_is_internal() {
    for load in [StoreError::Busy, StoreError::Contended] {
        assert_eq!(Refused::from(load).0, Failure::throttled());
    }
    for failed in [StoreError::Full, StoreError::TooLarge, StoreError::Unavailable, StoreError::Unknown] {
        assert_eq!(Refused::from(failed).0, Failure::internal());
    }
}
