use arn::Partition;

use super::{SHIPPED, all, arn, by_arn, by_id};
use crate::limits::MANAGED_POLICY_CHARS_MAX;

#[test]
fn every_one_compiles_and_is_found_by_its_names() {
    assert_eq!(all().len(), SHIPPED.len());
    for policy in all() {
        let version = policy.version(policy.default_version).unwrap();
        assert!(version.document.significant_characters() <= MANAGED_POLICY_CHARS_MAX, "{}", policy.name);
        assert_eq!(by_id(&policy.id), Some(policy));
        for partition in [Partition::Aws, Partition::AwsCn] {
            assert_eq!(by_arn(&arn(policy, partition), partition), Some(policy));
        }
    }
    let names: Vec<_> = all().iter().map(|policy| policy.name.to_lowercase()).collect();
    assert!(names.is_sorted(), "{names:?}");
}

#[test]
fn other_arns_are_none_of_them() {
    for other in [
        "arn:aws:iam::000000000000:policy/AdministratorAccess",
        "arn:aws-cn:iam::aws:policy/AdministratorAccess",
        "arn:aws:iam::aws:policy/x/AdministratorAccess",
        "arn:aws:iam::aws:policy/administratoraccess",
        "arn:aws:iam::aws:policy/",
        "AdministratorAccess",
    ] {
        assert_eq!(by_arn(other, Partition::Aws), None, "{other}");
    }
}
