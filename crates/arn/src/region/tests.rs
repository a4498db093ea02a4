use super::Region;
use crate::Partition;

#[test]
fn accepts_the_pattern_alone() {
    for name in ["us-east-1", "us-gov-west-1", "cn-north-1", "a-0"] {
        assert_eq!(name.parse::<Region>().unwrap().as_str(), name);
    }
    for name in ["", "us-east", "1", "-1", "us--1", "US-east-1", "us-east-1a", "us-east-1 "] {
        assert!(name.parse::<Region>().is_err(), "{name}");
    }
}

#[test]
fn every_listed_region_is_one_of_its_partition() {
    for region in Region::commercial() {
        assert_eq!(region.as_str().parse::<Region>().as_ref(), Ok(&region));
        assert_eq!(region.partition(), Partition::Aws);
    }
}

#[test]
fn tells_the_partition_by_the_first_word() {
    assert_eq!("us-gov-west-1".parse::<Region>().unwrap().partition(), Partition::AwsUsGov);
    assert_eq!("cn-north-1".parse::<Region>().unwrap().partition(), Partition::AwsCn);
}
