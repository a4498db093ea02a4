use super::*;

const ASSUME: &str = r#""sts:AssumeRole""#;
const ALL_OF_STS: &str = r#""sts:AssumeRole","sts:TagSession","sts:SetSourceIdentity""#;
const GET_USER: &str = r#""iam:GetUser""#;

fn alice() -> String {
    format!(r#"{{"AWS":"arn:aws:iam::{HOME}:user/alice"}}"#)
}

fn the_account() -> String {
    format!(r#"{{"AWS":"{HOME}"}}"#)
}

#[tokio::test]
async fn a_role_is_assumed_by_whom_its_trust_names() {
    in_transaction!(|tx| {
        let role = put_role(tx, HOME, ("app", &trust(&alice(), ASSUME)), Some(&allow(GET_USER, "*")));
        let user = put_user(tx, HOME, None);
        let caller = caller(tx, user, None).await;
        let begun =
            assume(tx, &caller, &arn_of(HOME, "app"), &asked()).await.unwrap_or_else(|e| panic!("{e}"));
        assert_eq!(begun.session.arn, "arn:aws:sts::111122223333:assumed-role/app/s1");
        assert_eq!(begun.session.role_arn, "arn:aws:iam::111122223333:role/team/app");
        assert_eq!(begun.session.role_id, role.id);
        assert_eq!(begun.credentials.expires_at.to_string(), "2026-01-02T04:04:05Z");
        assert_eq!(begun.credentials.packed_percent, None);
        let session = in_session(tx, &begun.credentials).await;
        assert_eq!(session.principal.user_id(), format!("{}:s1", role.id));
        assert_eq!(may_get_user(tx, &session).await, Ok(()));
        assert!(
            may_get_user(tx, &caller).await.is_err(),
            "the session's rights are the role's, not the user's"
        );
    });
}

#[tokio::test]
async fn trust_in_the_account_needs_a_policy_of_the_caller() {
    in_transaction!(|tx| {
        put_role(tx, HOME, ("app", &trust(&the_account(), ASSUME)), None);
        let arn = arn_of(HOME, "app");
        let user = put_user(tx, HOME, None);
        let without = caller(tx, user, None).await;
        assert_eq!(
            refusal(assume(tx, &without, &arn, &asked()).await),
            "User: arn:aws:iam::111122223333:user/alice is not authorized to perform: sts:AssumeRole on resource: \
             arn:aws:iam::111122223333:role/team/app"
        );
        let user = put_user(tx, HOME, Some(&allow(ASSUME, arn.as_str())));
        let with = caller(tx, user, None).await;
        assert!(assume(tx, &with, &arn, &asked()).await.is_ok());
    });
}

#[tokio::test]
async fn cve_class_03_between_accounts_both_sides_must_allow() {
    in_transaction!(|tx| {
        let arn = arn_of(AWAY, "app");
        let allowing = allow(ASSUME, "*");
        let user = put_user(tx, HOME, Some(&allowing));
        let with = caller(tx, user, None).await;
        put_role(tx, AWAY, ("app", &trust(&format!(r#"{{"AWS":"{AWAY}"}}"#), ASSUME)), None);
        assert!(assume(tx, &with, &arn, &asked()).await.is_err(), "the role trusts its own account only");
        put_role(tx, AWAY, ("app", &trust(&alice(), ASSUME)), None);
        let begun = assume(tx, &with, &arn, &asked()).await.unwrap_or_else(|e| panic!("{e}"));
        assert_eq!(begun.session.account.as_str(), AWAY);
        let user = put_user(tx, HOME, None);
        let without = caller(tx, user, None).await;
        assert!(assume(tx, &without, &arn, &asked()).await.is_err(), "its own account must let the user");
    });
}

#[tokio::test]
async fn cve_class_01_nobody_learns_which_roles_exist() {
    in_transaction!(|tx| {
        put_role(tx, HOME, ("app", &trust(&alice(), ASSUME)), None);
        let user = put_user(tx, HOME, Some(&allow(r#""sts:*""#, "*")));
        let user = caller(tx, user, None).await;
        let request =
            SessionRequest { duration_seconds: Some(43_200), policy: Some("{".to_owned()), ..asked() };
        for missing in ["none", "App", "../app", "app/app"] {
            let arn = arn_of(HOME, missing);
            let text = refusal(assume(tx, &user, &arn, &request).await);
            assert_eq!(
                text,
                format!(
                    "User: arn:aws:iam::111122223333:user/alice is not authorized to perform: sts:AssumeRole on \
                     resource: {}",
                    arn.as_str()
                )
            );
        }
        let elsewhere = RoleArn::parse("arn:aws:iam::111122223333:role/app").unwrap();
        assert!(assume(tx, &user, &elsewhere, &asked()).await.is_err(), "the path belongs to the ARN");
    });
}

#[tokio::test]
async fn a_root_assumes_no_role() {
    in_transaction!(|tx| {
        put_role(tx, HOME, ("app", &trust(&the_account(), ASSUME)), None);
        let caller = caller(tx, root(), None).await;
        for name in ["app", "none"] {
            assert_eq!(
                refusal(assume(tx, &caller, &arn_of(HOME, name), &asked()).await),
                "Roles may not be assumed by root accounts."
            );
        }
    });
}

#[tokio::test]
async fn an_external_id_is_asked_for() {
    in_transaction!(|tx| {
        let trust = format!(
            r#"{{"Statement":{{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{},
                "Condition":{{"StringEquals":{{"sts:ExternalId":"agreed","aws:ResourceTag/kind":"role"}}}}}}}}"#,
            alice()
        );
        put_role(tx, HOME, ("app", &trust), None);
        let user = put_user(tx, HOME, None);
        let caller = caller(tx, user, None).await;
        let with = |id: Option<&str>| SessionRequest { external_id: id.map(ToOwned::to_owned), ..asked() };
        let arn = arn_of(HOME, "app");
        assert!(assume(tx, &caller, &arn, &with(Some("agreed"))).await.is_ok());
        for id in [None, Some("Agreed"), Some("agree*")] {
            assert!(assume(tx, &caller, &arn, &with(id)).await.is_err(), "{id:?}");
        }
    });
}

#[tokio::test]
async fn tags_and_source_identity_need_permissions_of_their_own() {
    in_transaction!(|tx| {
        let arn = arn_of(HOME, "app");
        let user = put_user(tx, HOME, None);
        let caller = caller(tx, user, None).await;
        let tag = Tag { key: "team".to_owned(), value: "blue".to_owned() };
        let tagged = SessionRequest { tags: vec![tag], ..asked() };
        let named = SessionRequest { source_identity: Some("jane".to_owned()), ..asked() };
        put_role(tx, HOME, ("app", &trust(&alice(), ASSUME)), None);
        for (request, action) in [(&tagged, "sts:TagSession"), (&named, "sts:SetSourceIdentity")] {
            let text = refusal(assume(tx, &caller, &arn, request).await);
            assert!(text.contains(&format!("perform: {action} on resource: {}", arn.as_str())), "{text}");
        }
        put_role(tx, HOME, ("app", &trust(&alice(), ALL_OF_STS)), None);
        for request in [&tagged, &named] {
            assert!(assume(tx, &caller, &arn, request).await.is_ok());
        }
    });
}

#[tokio::test]
async fn what_goes_on_goes_on_in_a_chain_and_cannot_be_changed() {
    in_transaction!(|tx| {
        put_role(tx, HOME, ("first", &trust(&alice(), ALL_OF_STS)), Some(&allow(ALL_OF_STS, "*")));
        put_role(tx, HOME, ("second", &trust(&the_account(), ALL_OF_STS)), None);
        let user = put_user(tx, HOME, None);
        let user = caller(tx, user, None).await;
        let tag = |key: &str, value: &str| Tag { key: key.to_owned(), value: value.to_owned() };
        let request = SessionRequest {
            tags: vec![tag("team", "blue"), tag("kind", "first")],
            transitive_tag_keys: vec!["team".to_owned()],
            source_identity: Some("jane".to_owned()),
            duration_seconds: Some(7_200),
            ..asked()
        };
        let first =
            assume(tx, &user, &arn_of(HOME, "first"), &request).await.unwrap_or_else(|e| panic!("{e}"));
        let first = in_session(tx, &first.credentials).await;
        assert_eq!(
            Tag::find(&first.standing.tags, "kind"),
            Some("first"),
            "a session's tag is laid over the role's"
        );
        let arn = arn_of(HOME, "second");
        let second = assume(tx, &first, &arn, &asked()).await.unwrap_or_else(|e| panic!("{e}"));
        assert_eq!(second.source_identity.as_deref(), Some("jane"));
        let second = in_session(tx, &second.credentials).await;
        assert_eq!(Tag::find(&second.standing.tags, "team"), Some("blue"));
        assert_eq!(Tag::find(&second.standing.tags, "kind"), Some("role"));
        let other = SessionRequest { source_identity: Some("joe".to_owned()), ..asked() };
        assert!(refusal(assume(tx, &first, &arn, &other).await).contains("sts:SetSourceIdentity"));
        let changed = SessionRequest { tags: vec![tag("Team", "red")], ..asked() };
        assert!(matches!(
            assume(tx, &first, &arn, &changed).await,
            Err(AssumeRoleError::Session(SessionError::Refused(SessionRefused::InheritedTag(_))))
        ));
        let long = SessionRequest { duration_seconds: Some(3_601), ..asked() };
        assert!(matches!(
            assume(tx, &first, &arn, &long).await,
            Err(AssumeRoleError::Session(SessionError::Refused(SessionRefused::BeyondChain)))
        ));
    });
}

#[tokio::test]
async fn cve_class_16_a_session_has_no_more_than_role_and_session_policies_allow() {
    in_transaction!(|tx| {
        put_role(tx, HOME, ("app", &trust(&alice(), ASSUME)), Some(&allow(GET_USER, "*")));
        let user = put_user(tx, HOME, Some(&allow(r#""*""#, "*")));
        let user = caller(tx, user, None).await;
        let arn = arn_of(HOME, "app");
        let reading = put_policy(tx, "reading", &allow(GET_USER, "*"));
        let nothing = put_policy(tx, "nothing", &allow(r#""a:B""#, "*"));
        let with = |policy: Option<&str>, arns: &[&String]| SessionRequest {
            policy: policy.map(ToOwned::to_owned),
            policy_arns: arns.iter().map(ToString::to_string).collect(),
            ..asked()
        };
        for (request, may) in [
            (with(None, &[]), true),
            (with(Some(&allow(r#""a:B""#, "*")), &[]), false),
            (with(Some(&allow(r#""*""#, "*")), &[]), true),
            (with(None, &[&nothing]), false),
            (with(None, &[&nothing, &reading]), true),
            (with(Some(&allow(r#""a:B""#, "*")), &[&reading]), true),
        ] {
            let begun = assume(tx, &user, &arn, &request).await.unwrap_or_else(|e| panic!("{e}"));
            let session = in_session(tx, &begun.credentials).await;
            assert_eq!(may_get_user(tx, &session).await.is_ok(), may, "{request:?}");
        }
        // What a session policy allows and the role does not stays denied.
        put_role(tx, HOME, ("app", &trust(&alice(), ASSUME)), None);
        let begun = assume(tx, &user, &arn, &with(Some(&allow(r#""*""#, "*")), &[])).await;
        let session = in_session(tx, &begun.unwrap_or_else(|e| panic!("{e}")).credentials).await;
        assert!(may_get_user(tx, &session).await.is_err());
        for request in
            [with(Some("{}"), &[]), with(None, &[&"arn:aws:iam::111122223333:policy/none".to_owned()])]
        {
            assert!(matches!(assume(tx, &user, &arn, &request).await, Err(AssumeRoleError::Session(_))));
        }
    });
}

#[tokio::test]
async fn cve_class_05_a_session_ends_with_its_role_and_is_not_revived_by_its_name() {
    in_transaction!(|tx| {
        let role = put_role(tx, HOME, ("app", &trust(&alice(), ASSUME)), Some(&allow(GET_USER, "*")));
        let user = put_user(tx, HOME, None);
        let user = caller(tx, user, None).await;
        let begun = assume(tx, &user, &arn_of(HOME, "app"), &asked()).await.unwrap_or_else(|e| panic!("{e}"));
        let token = opened(tx, &begun.credentials);
        let principal = identify_session(tx, &token).await.unwrap().unwrap();
        tx.delete(&role_key(&identities(Partition::Aws, &account(HOME)), &role.id)).unwrap();
        assert_eq!(identify_session(tx, &token).await.unwrap(), None);
        assert!(stand(tx, &principal, Some(&token.session)).await.unwrap().is_none());
        put_role(tx, HOME, ("app", &trust(&alice(), ASSUME)), Some(&allow(GET_USER, "*")));
        assert_eq!(identify_session(tx, &token).await.unwrap(), None);
        assert!(stand(tx, &principal, Some(&token.session)).await.unwrap().is_none());
    });
}

#[tokio::test]
async fn a_session_ends_with_a_managed_policy_that_confined_it() {
    in_transaction!(|tx| {
        put_role(tx, HOME, ("app", &trust(&alice(), ASSUME)), Some(&allow(r#""*""#, "*")));
        let user = put_user(tx, HOME, None);
        let user = caller(tx, user, None).await;
        let confining = put_policy(tx, "confining", &allow(GET_USER, "*"));
        let request = SessionRequest { policy_arns: vec![confining], ..asked() };
        let begun = assume(tx, &user, &arn_of(HOME, "app"), &request).await.unwrap_or_else(|e| panic!("{e}"));
        let token = opened(tx, &begun.credentials);
        let principal = identify_session(tx, &token).await.unwrap().unwrap();
        assert!(stand(tx, &principal, Some(&token.session)).await.unwrap().is_some());
        let id = token.session.policies.as_ref().unwrap().managed[0].clone();
        tx.delete(&policy_key(&identities(Partition::Aws, &account(HOME)), &id)).unwrap();
        assert!(stand(tx, &principal, Some(&token.session)).await.unwrap().is_none());
    });
}

#[tokio::test]
async fn a_denial_on_the_time_of_issue_revokes() {
    in_transaction!(|tx| {
        let revoking = |time: &str| {
            format!(
                r#"{{"Statement":[{{"Effect":"Allow","Action":"*","Resource":"*"}},{{"Effect":"Deny","Action":"*",
                    "Resource":"*","Condition":{{"DateLessThan":{{"aws:TokenIssueTime":"{time}"}}}}}}]}}"#
            )
        };
        for (time, may) in [("2026-01-02T03:04:05Z", true), ("2026-01-02T03:04:06Z", false)] {
            put_role(tx, HOME, ("app", &trust(&alice(), ASSUME)), Some(&revoking(time)));
            let user = put_user(tx, HOME, Some(&revoking(time)));
            let user = caller(tx, user, None).await;
            let begun =
                assume(tx, &user, &arn_of(HOME, "app"), &asked()).await.unwrap_or_else(|e| panic!("{e}"));
            let session = in_session(tx, &begun.credentials).await;
            assert_eq!(may_get_user(tx, &session).await.is_ok(), may, "{time}");
            assert!(may_get_user(tx, &user).await.is_ok(), "a key that lives long has no time of issue");
        }
    });
}

#[tokio::test]
async fn a_session_of_ones_own_has_ones_own_rights_and_ends_with_the_user() {
    in_transaction!(|tx| {
        let user = put_user(tx, HOME, Some(&allow(GET_USER, "*")));
        let caller = caller(tx, user, None).await;
        let issued = get_session_token(tx, &caller, None).unwrap_or_else(|e| panic!("{e}"));
        assert_eq!(issued.expires_at.to_string(), "2026-01-02T15:04:05Z");
        let session = in_session(tx, &issued).await;
        assert_eq!(session.principal, caller.principal);
        assert_eq!(may_get_user(tx, &session).await, Ok(()));
        let again = get_session_token(tx, &session, None).err();
        assert_eq!(again, Some(GetSessionTokenError::InSession));
        let token = opened(tx, &issued);
        let Principal::User(named) = &caller.principal else { panic!("a user") };
        tx.delete(&user_key(&identities(Partition::Aws, &account(HOME)), &named.id)).unwrap();
        assert_eq!(identify_session(tx, &token).await.unwrap(), None);
        put_user(tx, HOME, Some(&allow(GET_USER, "*")));
        assert_eq!(identify_session(tx, &token).await.unwrap(), None);
    });
}

#[tokio::test]
async fn a_root_gets_an_hour() {
    in_transaction!(|tx| {
        let caller = caller(tx, root(), None).await;
        for (asked, end) in [(None, "04:04:05"), (Some(900), "03:19:05"), (Some(129_600), "04:04:05")] {
            let issued = get_session_token(tx, &caller, asked).unwrap_or_else(|e| panic!("{e}"));
            assert_eq!(issued.expires_at.to_string(), format!("2026-01-02T{end}Z"));
            let session = in_session(tx, &issued).await;
            assert_eq!((&session.principal, may_get_user(tx, &session).await), (&root(), Ok(())));
        }
    });
}
