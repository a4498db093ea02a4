use arn::Partition;
use proptest::prelude::*;
use seal::Entropy;

use super::{ManagedPolicy, PolicyVersion, VersionRefused};
use crate::policy::PolicyKind;
use crate::{EntityKind, UniqueId, WrittenPolicy};

fn document() -> WrittenPolicy {
    let text = r#"{"Statement":{"Effect":"Allow","Action":"kms:Decrypt","Resource":"*"}}"#;
    WrittenPolicy::parse(text, PolicyKind::Identity).unwrap()
}

fn policy() -> ManagedPolicy {
    let created_at = "2026-01-02T03:04:05Z".parse().unwrap();
    ManagedPolicy {
        id: UniqueId::generate(EntityKind::ManagedPolicy, &mut Entropy::dangerous_seeded(1)),
        name: "read".to_owned(),
        path: "/team/".to_owned(),
        description: None,
        created_at,
        updated_at: created_at,
        versions: vec![PolicyVersion { number: 1, created_at, document: document() }],
        default_version: 1,
        newest_version: 1,
        tags: Vec::new(),
        attachments: 0,
        boundaries: 0,
    }
}

#[test]
fn the_arn_names_account_path_and_name() {
    let account = "111122223333".parse().unwrap();
    assert_eq!(policy().arn(Partition::AwsCn, &account), "arn:aws-cn:iam::111122223333:policy/team/read");
    let shipped = &crate::aws_managed::all()[0];
    assert_eq!(shipped.arn(Partition::Aws, &account), "arn:aws:iam::aws:policy/AdministratorAccess");
}

#[test]
fn white_space_is_not_counted() {
    let spaced = "{ \"Statement\" : \n\t{\"Effect\":\"Allow\",\r\n\"Action\":\"*\",\"Resource\":\"*\"}}";
    let written = WrittenPolicy::parse(spaced, PolicyKind::Identity).unwrap();
    let dense = r#"{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}"#;
    assert_eq!(written.significant_characters(), dense.len());
}

#[derive(Clone, Copy, Debug)]
enum Step {
    Add(bool),
    Default(u32),
    Remove(u32),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        any::<bool>().prop_map(Step::Add),
        (0..9_u32).prop_map(Step::Default),
        (0..9_u32).prop_map(Step::Remove),
    ]
}

proptest! {
    #[test]
    fn one_version_is_in_force_and_no_number_comes_back(steps in prop::collection::vec(step(), 0..40)) {
        let mut policy = policy();
        let now = policy.created_at;
        let mut ever = vec![1];
        for step in steps {
            let before = policy.clone();
            let numbers: Vec<_> = before.versions.iter().map(|version| version.number).collect();
            let done = match step {
                Step::Add(in_force) => policy.add_version(document(), in_force, now).map(|number| {
                    assert!(!ever.contains(&number));
                    ever.push(number);
                    assert_eq!(policy.default_version == number, in_force);
                }),
                Step::Default(number) => policy.set_default(number, now),
                Step::Remove(number) => policy.remove_version(number, now),
            };
            let expected = match step {
                Step::Add(_) if numbers.len() == 5 => Err(VersionRefused::TooMany),
                Step::Default(number) | Step::Remove(number) if !numbers.contains(&number) => Err(VersionRefused::Unknown),
                Step::Remove(number) if number == before.default_version => Err(VersionRefused::InForce),
                Step::Add(_) | Step::Default(_) | Step::Remove(_) => Ok(()),
            };
            prop_assert_eq!(done, expected);
            prop_assert!(done.is_ok() || policy == before, "a refusal changes nothing");
            prop_assert!(policy.in_force().is_some());
            prop_assert!(policy.versions.is_sorted_by_key(|version| version.number));
        }
    }
}
