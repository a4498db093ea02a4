use arn::Partition;

use super::{InvalidRegions, Regions};

fn regions(names: &[&str]) -> Result<Regions, InvalidRegions> {
    Regions::new(names.iter().map(|name| name.parse().unwrap()).collect())
}

#[test]
fn regions_are_of_one_partition() {
    assert_eq!(regions(&["eu-west-1", "us-east-1"]).unwrap().partition(), Partition::Aws);
    assert_eq!(regions(&["cn-north-1", "cn-northwest-1"]).unwrap().partition(), Partition::AwsCn);
    assert_eq!(regions(&["us-gov-west-1"]).unwrap().partition(), Partition::AwsUsGov);
    assert_eq!(Regions::commercial().partition(), Partition::Aws);
}

#[test]
fn a_mix_of_partitions_names_both() {
    let said = regions(&["eu-west-1", "us-east-1", "cn-north-1"]).unwrap_err().to_string();
    assert!(said.starts_with("`eu-west-1` is of partition `aws`, and `cn-north-1` of `aws-cn`"), "{said}");
}

#[test]
fn no_region_is_no_service() {
    assert_eq!(regions(&[]).unwrap_err(), InvalidRegions::None);
}
