//! Policy texts, and what is decided by them.

use std::sync::Arc;

use iam::policy::{Account, Caller, KeyTable, Policies, Policy, PolicyKind, RequestContext};

const KINDS: [PolicyKind; 4] =
    [PolicyKind::Identity, PolicyKind::KeyPolicy, PolicyKind::Resource, PolicyKind::Trust];

/// What was accepted when it was written is accepted when it is read again, and decides.
pub(crate) fn policy(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    for kind in KINDS {
        match Policy::parse(text, kind) {
            Ok(policy) => {
                assert!(Policy::from_stored(text, kind).is_ok(), "accepted once, and then refused");
                let _ = policy.is_public();
                decide(&Arc::new(policy));
            }
            Err(error) => {
                let _ = error.to_string();
                let _ = Policy::from_stored(text, kind).map(|policy| decide(&Arc::new(policy)));
            }
        }
    }
}

fn decide(policy: &Arc<Policy>) {
    let mut keys = KeyTable::default();
    keys.insert("aws:username", "somebody");
    keys.insert("aws:SourceIp", "192.0.2.7");
    keys.insert("aws:CurrentTime", "2026-01-01T00:00:00Z");
    keys.insert("secretsmanager:VersionStage", "AWSCURRENT");
    keys.insert_many("aws:TagKeys", ["team", "stage"]);
    let account = Account { partition: "aws", id: "000000000000" };
    let request = RequestContext {
        caller: Caller::User { account, arn: "arn:aws:iam::000000000000:user/somebody" },
        action: "secretsmanager:GetSecretValue",
        resource: "arn:aws:secretsmanager:eu-central-1:000000000000:secret:prod/db-AbCdEf",
        owner: account,
        keys: &keys,
    };
    let own = std::slice::from_ref(policy);
    let all = Policies { identity: own, resource: Some(policy), boundary: Some(policy), session: Some(own) };
    let decision = all.decide(&request);
    assert_eq!(decision, all.decide(&request));
    let _ = decision.outcome.denial_reason(request.action);
}
