use proptest::prelude::*;

use super::{Constraint, Grant, GrantId, GrantOperation, GrantPrincipal, GrantToken};
use crate::{EncryptionContext, KeyId};

fn grant(operations: &[GrantOperation], constraint: Option<Constraint>) -> Grant {
    Grant {
        id: GrantId::from_bytes([7; 32]),
        key: KeyId::from_bytes([1; 16]),
        name: None,
        created_at: "2026-11-23T00:00:00Z".parse().unwrap(),
        grantee: GrantPrincipal { arn: "arn:aws:iam::000000000000:user/a".into(), id: None },
        retiring: None,
        issuing_account: "arn:aws:iam::000000000000:root".into(),
        operations: operations.to_vec(),
        constraint,
    }
}

fn context(pairs: &[(&str, &str)]) -> EncryptionContext {
    pairs.iter().copied().collect()
}

fn pairs(pairs: &[(&str, &str)]) -> std::collections::BTreeMap<String, String> {
    pairs.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect()
}

#[test]
fn a_grant_lets_do_what_it_names_and_nothing_else() {
    let grant = grant(&[GrantOperation::Decrypt, GrantOperation::DescribeKey], None);
    for operation in GrantOperation::ALL {
        let action = format!("kms:{}", operation.name());
        assert_eq!(grant.permits(&action, &()), grant.operations.contains(&operation), "{action}");
    }
    for action in ["kms:PutKeyPolicy", "kms:*", "Decrypt", "secretsmanager:Decrypt"] {
        assert!(!grant.permits(action, &()), "{action}");
    }
}

#[test]
fn constraints_are_about_the_context() {
    let operations = [GrantOperation::Decrypt, GrantOperation::DescribeKey];
    let equals = grant(&operations, Some(Constraint::Equals(pairs(&[("Team", "red")]))));
    let subset = grant(&operations, Some(Constraint::Subset(pairs(&[("Team", "red")]))));
    for (asked, equal, contained) in [
        (context(&[("Team", "red")]), true, true),
        (context(&[("team", "red")]), true, true),
        (context(&[("Team", "Red")]), false, false),
        (context(&[("Team", "red"), ("Stage", "x")]), false, true),
        (context(&[("Stage", "x")]), false, false),
        (context(&[]), false, false),
    ] {
        assert_eq!(equals.permits("kms:Decrypt", &asked), equal, "{asked:?}");
        assert_eq!(subset.permits("kms:Decrypt", &asked), contained, "{asked:?}");
        assert!(subset.permits("kms:DescribeKey", &asked));
    }
}

#[test]
fn a_grant_hands_on_no_more_than_it_has() {
    let may = grant(&[GrantOperation::CreateGrant, GrantOperation::Decrypt], None);
    let mut request = iam::policy::KeyTable::default();
    request.insert_many("kms:GrantOperations", ["Decrypt"]);
    assert!(may.permits("kms:CreateGrant", &request));
    request.insert_many("kms:GrantOperations", ["Decrypt", "Encrypt"]);
    assert!(!may.permits("kms:CreateGrant", &request));
    let narrow = Some(Constraint::Equals(pairs(&[("a", "b")])));
    let may = grant(&[GrantOperation::CreateGrant, GrantOperation::Decrypt], narrow);
    let mut request = iam::policy::KeyTable::default();
    request.insert_many("kms:GrantOperations", ["Decrypt"]);
    request.insert("kms:EncryptionContext:a", "b");
    request.insert_many("kms:EncryptionContextKeys", ["a"]);
    request.insert("kms:GrantConstraintType", "EncryptionContextSubset");
    assert!(!may.permits("kms:CreateGrant", &request));
    request.insert("kms:GrantConstraintType", "EncryptionContextEquals");
    assert!(may.permits("kms:CreateGrant", &request));
}

proptest! {
    #[test]
    fn ids_and_tokens_read_back_as_written(id in any::<[u8; 32]>(), key in any::<[u8; 16]>()) {
        let (grant, key) = (GrantId::from_bytes(id), KeyId::from_bytes(key));
        prop_assert_eq!(GrantId::parse(&grant.to_string()), Ok(grant));
        let token = GrantToken { account: "000000000000".parse().unwrap(), key, grant };
        prop_assert_eq!(GrantToken::parse(&token.to_string()), Ok(token));
    }

    #[test]
    fn no_text_breaks_the_parsers(text in ".{0,130}") {
        let _ = (GrantId::parse(&text), GrantToken::parse(&text));
    }
}
