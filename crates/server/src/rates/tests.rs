use std::num::NonZeroU32;
use std::time::{Duration, Instant};

use arn::Partition;
use iam::{AccessKeyId, Caller, Circumstances, Principal};
use wire::secretsmanager::Operation::{
    self, CreateSecret, DescribeSecret, GetRandomPassword, GetSecretValue, ListSecrets, UpdateSecret,
};

use super::{AWS, InvalidPercent, Meter, NoSuchOperation, Percent, Rates};

fn caller(partition: Partition, account: &str, region: &str) -> Caller {
    Caller {
        principal: Principal::Root { partition, account: account.parse().unwrap() },
        access_key: AccessKeyId::parse("AKIAIOSFODNN7EXAMPLE").unwrap(),
        session: None,
        standing: std::sync::Arc::default(),
        circumstances: Circumstances {
            source_ip: "192.0.2.1".parse().unwrap(),
            secure_transport: true,
            user_agent: None,
            region: region.parse().unwrap(),
            received_at: jiff::Timestamp::UNIX_EPOCH,
            via: None,
        },
    }
}

fn root() -> Caller {
    caller(Partition::Aws, "111122223333", "eu-west-1")
}

fn rate(calls_per_second: u32) -> NonZeroU32 {
    NonZeroU32::new(calls_per_second).unwrap()
}

/// How many of so many calls at one instant are let in.
fn admitted(meter: &Meter, caller: &Caller, operation: Operation, calls: usize, now: Instant) -> usize {
    (0..calls).filter(|_| meter.admits(caller, operation, now)).count()
}

#[test]
fn every_operation_has_a_rate_on_aws_and_one_only() {
    for operation in Operation::ALL {
        let rows = AWS.iter().filter(|(operations, _)| operations.contains(operation)).count();
        assert_eq!(rows, 1, "{}", operation.name());
    }
}

#[test]
fn without_rates_every_call_is_let_in() {
    let (meter, now) = (Meter::new(Rates::off()), Instant::now());
    for operation in Operation::ALL {
        assert_eq!(admitted(&meter, &root(), *operation, 20_000, now), 20_000);
    }
}

#[test]
fn operations_of_a_group_share_its_rate() {
    let (meter, now) = (Meter::new(Rates::aws()), Instant::now());
    assert_eq!(admitted(&meter, &root(), DescribeSecret, 4_000, now), 4_000);
    assert_eq!(admitted(&meter, &root(), GetSecretValue, 10_000, now), 6_000);
    assert_eq!(admitted(&meter, &root(), DescribeSecret, 1, now), 0);
    assert_eq!(admitted(&meter, &root(), ListSecrets, 200, now), 100);
    assert_eq!(admitted(&meter, &root(), CreateSecret, 200, now), 50);
    assert_eq!(admitted(&meter, &root(), UpdateSecret, 200, now), 50);
    assert_eq!(admitted(&meter, &root(), UpdateSecret, 200, now + Duration::from_millis(100)), 5);
}

#[test]
fn accounts_and_regions_have_rates_of_their_own() {
    let (meter, now) = (Meter::new(Rates::aws()), Instant::now());
    for (account, region) in
        [("111122223333", "eu-west-1"), ("111122223333", "us-east-1"), ("444455556666", "eu-west-1")]
    {
        let caller = caller(Partition::Aws, account, region);
        assert_eq!(admitted(&meter, &caller, CreateSecret, 60, now), 50, "{account} {region}");
    }
}

#[test]
fn an_operation_with_a_rate_of_its_own_leaves_its_group() {
    let rates = Rates::aws().with("DescribeSecret", rate(3)).unwrap();
    let (meter, now) = (Meter::new(rates), Instant::now());
    assert_eq!(admitted(&meter, &root(), DescribeSecret, 10, now), 3);
    assert_eq!(admitted(&meter, &root(), GetSecretValue, 20_000, now), 10_000);
}

#[test]
fn a_rate_can_stand_alone() {
    let rates = Rates::off().with("GetRandomPassword", rate(1)).unwrap();
    let (meter, now) = (Meter::new(rates), Instant::now());
    assert_eq!(admitted(&meter, &root(), GetRandomPassword, 10, now), 1);
    assert_eq!(admitted(&meter, &root(), CreateSecret, 10, now), 10);
}

#[test]
fn one_caller_has_its_part_and_leaves_the_rest() {
    let rates = Rates::aws().with_caller(Percent::new(30).unwrap());
    let (meter, now) = (Meter::new(rates), Instant::now());
    // Two callers of one account.
    let other = caller(Partition::AwsCn, "111122223333", "eu-west-1");
    assert_eq!(admitted(&meter, &root(), CreateSecret, 100, now), 15);
    assert_eq!(admitted(&meter, &other, CreateSecret, 100, now), 15);
    let third = caller(Partition::AwsUsGov, "111122223333", "eu-west-1");
    assert_eq!(admitted(&meter, &third, CreateSecret, 100, now), 15);
    let all = Meter::new(Rates::aws().with_caller(Percent::new(100).unwrap()));
    assert_eq!(admitted(&all, &root(), CreateSecret, 100, now), 50);
}

#[test]
fn a_part_is_rounded_up() {
    let rates = Rates::off().with("CreateSecret", rate(1)).unwrap();
    let meter = Meter::new(rates.with_caller(Percent::new(1).unwrap()));
    assert_eq!(admitted(&meter, &root(), CreateSecret, 10, Instant::now()), 1);
    assert_eq!(Percent::new(99).unwrap().of(u32::MAX), 4_252_017_623);
}

#[test]
fn what_is_no_operation_and_no_percentage_is_refused() {
    let refused = Rates::off().with("getSecretValue", rate(1)).unwrap_err();
    assert_eq!(refused, NoSuchOperation("getSecretValue".to_owned()));
    assert_eq!(Percent::new(0), Err(InvalidPercent(0)));
    assert_eq!(Percent::new(101), Err(InvalidPercent(101)));
}
