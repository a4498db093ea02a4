use std::num::NonZeroU32;

use arn::Partition;
use iam::{AccessKeyId, Caller, Circumstances, Principal};
use wire::json::Document;
use wire::secretsmanager::{Operation, Request};
use wire::{Failure, sts};

use super::{Admission, Input};
use crate::rates::Rates;
use crate::settings::CallLimits;

fn caller() -> Caller {
    Caller {
        principal: Principal::Root { partition: Partition::Aws, account: "111122223333".parse().unwrap() },
        access_key: AccessKeyId::parse("AKIAIOSFODNN7EXAMPLE").unwrap(),
        session: None,
        standing: std::sync::Arc::default(),
        circumstances: Circumstances {
            source_ip: "192.0.2.1".parse().unwrap(),
            secure_transport: true,
            user_agent: None,
            region: "eu-west-1".parse().unwrap(),
            received_at: jiff::Timestamp::UNIX_EPOCH,
            via: None,
        },
    }
}

fn input(operation: Operation) -> Input {
    let document = Document::parse(b"{}").unwrap();
    Input::SecretsManager(Request::decode(operation, &document).unwrap())
}

fn admission(calls_in_progress_max: u32) -> Admission {
    let one = NonZeroU32::MIN;
    let rates = Rates::off().with("GetRandomPassword", one).unwrap();
    let calls_in_progress_max = NonZeroU32::new(calls_in_progress_max).unwrap();
    Admission::new(CallLimits { rates, calls_in_progress_max })
}

#[tokio::test(start_paused = true)]
async fn a_call_beyond_its_rate_is_throttled_and_keeps_no_place() {
    let admission = admission(1);
    assert!(admission.admit(&caller(), &input(Operation::GetRandomPassword)).is_ok());
    let refused = admission.admit(&caller(), &input(Operation::GetRandomPassword)).unwrap_err();
    assert_eq!(refused.0, Failure::throttled());
    assert!(admission.admit(&caller(), &input(Operation::ListSecrets)).is_ok());
}

#[tokio::test(start_paused = true)]
async fn a_call_without_a_place_is_throttled_and_counts_against_no_rate() {
    let admission = admission(1);
    let place = admission
        .admit(&caller(), &Input::Sts(sts::Request::GetCallerIdentity(sts::get_caller_identity::Request)))
        .unwrap();
    let refused = admission.admit(&caller(), &input(Operation::GetRandomPassword)).unwrap_err();
    assert_eq!(refused.0, Failure::throttled());
    drop(place);
    assert!(admission.admit(&caller(), &input(Operation::GetRandomPassword)).is_ok());
}

#[test]
fn listings_and_batches_leave_places_to_the_others() {
    let admission = admission(4);
    let _listing = admission.admit(&caller(), &input(Operation::ListSecrets)).unwrap();
    assert!(admission.admit(&caller(), &input(Operation::BatchGetSecretValue)).is_err());
    assert!(
        admission
            .admit(&caller(), &Input::Sts(sts::Request::GetCallerIdentity(sts::get_caller_identity::Request)))
            .is_ok()
    );
}
