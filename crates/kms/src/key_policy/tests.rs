use store::Tenant;

use super::{InvalidKeyPolicy, KeyPolicy};
use crate::limits::KEY_POLICY_BYTES_MAX;

fn tenant() -> Tenant {
    Tenant::new("aws", "000000000000", "eu-central-1")
}

#[test]
fn the_policies_that_are_ours_compile() {
    for policy in [KeyPolicy::of_account(&tenant()).unwrap(), KeyPolicy::of_service()] {
        let text = policy.written(&tenant()).unwrap().text().to_owned();
        assert!(text.contains("000000000000"), "{text}");
        assert!(KeyPolicy::parse(&text).is_ok());
    }
}

#[test]
fn a_policy_is_compiled_once() {
    let policy = KeyPolicy::of_service();
    let first = policy.compiled(&tenant()).unwrap();
    assert!(std::sync::Arc::ptr_eq(&first, &policy.compiled(&tenant()).unwrap()));
}

#[test]
fn a_policy_has_a_bound() {
    let long = "x".repeat(KEY_POLICY_BYTES_MAX + 1);
    assert_eq!(KeyPolicy::parse(&long), Err(InvalidKeyPolicy::TooLong));
    assert!(matches!(KeyPolicy::parse("{}"), Err(InvalidKeyPolicy::Malformed(_))));
}
