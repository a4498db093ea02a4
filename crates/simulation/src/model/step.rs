//! Steps of a case, before it is known which ids they will name, and how they are chosen.
//!
//! A step says "the second version" and not an id, so that a case stays meaningful when steps before it are left out.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::{Just, Strategy, any, prop_oneof};
use proptest::strategy::BoxedStrategy;

use crate::limits::MODEL_STEPS_MAX;

/// How many secrets a case is about.
pub(crate) const SLOTS: u8 = 3;

/// How a secret is named in a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Arn,
    FormerArn,
    Invalid,
    Name,
    PartialArn,
}

/// The secret that a call is about.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Target {
    pub(crate) slot: u8,
    pub(crate) form: Form,
}

/// A version that a call names.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Pick {
    /// One of a former secret of the same name.
    Former(u8),
    /// The one that has the label in question.
    Holder,
    /// One of those there are.
    Known(u8),
    /// One that never was.
    Unknown,
}

/// The `ClientRequestToken` of a call.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Token {
    Absent,
    Fresh,
    /// One that made a version.
    Known(u8),
}

/// The value of a call.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Given {
    Both,
    Nothing,
    One(u8),
}

/// How a list is asked for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Listing {
    pub(crate) planned: Option<bool>,
    /// By a tag's key, a tag's value or a description, and for which text.
    pub(crate) filter: Option<(u8, u8)>,
    pub(crate) page: Option<u8>,
    pub(crate) by_name: Option<bool>,
    pub(crate) descending: Option<bool>,
}

/// Tags as indices of keys and values.
pub(crate) type Tags = Vec<(u8, u8)>;

/// One step.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    Advance {
        hours: u16,
    },
    /// Of all secrets of the case, each named in this way.
    BatchGetSecretValue {
        form: Form,
    },
    CreateSecret {
        target: Target,
        token: Token,
        value: Given,
        description: Option<u8>,
        tags: Option<Tags>,
        key: Option<u8>,
    },
    DeleteResourcePolicy {
        target: Target,
    },
    DeleteSecret {
        target: Target,
        days: Option<i64>,
        force: Option<bool>,
    },
    DescribeSecret {
        target: Target,
    },
    GetResourcePolicy {
        target: Target,
    },
    GetSecretValue {
        target: Target,
        version: Option<Pick>,
        label: Option<u8>,
    },
    ListSecrets(Listing),
    ListSecretVersionIds {
        target: Target,
        deprecated: Option<bool>,
        page: Option<u8>,
    },
    PutManyValues {
        target: Target,
        count: u8,
    },
    PutResourcePolicy {
        target: Target,
        policy: u8,
        block: Option<bool>,
    },
    PutSecretValue {
        target: Target,
        token: Token,
        value: Given,
        labels: Option<Vec<u8>>,
    },
    Restart,
    RestoreSecret {
        target: Target,
    },
    TagManyTimes {
        target: Target,
        first: u8,
    },
    TagResource {
        target: Target,
        tags: Tags,
    },
    UntagResource {
        target: Target,
        keys: Vec<u8>,
    },
    UpdateSecret {
        target: Target,
        token: Token,
        value: Given,
        description: Option<u8>,
        key: Option<u8>,
    },
    UpdateSecretVersionStage {
        target: Target,
        label: u8,
        to: Option<Pick>,
        from: Option<Pick>,
    },
}

/// Chooses the steps of a case. Most begin with a secret, or few calls would find one.
pub(crate) fn steps() -> impl Strategy<Value = Vec<Step>> {
    let first = option::weighted(0.9, (given(), prop_oneof![4 => Just(0_u8), 1 => 1..SLOTS]));
    (first, vec(step(), 1..=MODEL_STEPS_MAX)).prop_map(|(first, steps)| {
        let first = first.map(|(value, slot)| Step::CreateSecret {
            target: Target { slot, form: Form::Name },
            token: Token::Fresh,
            value,
            description: None,
            tags: None,
            key: None,
        });
        first.into_iter().chain(steps).collect()
    })
}

fn step() -> BoxedStrategy<Step> {
    prop_oneof![
        40 => values(),
        20 => labels(),
        22 => metadata(),
        6 => deletion(),
        10 => lists(),
        4 => surroundings(),
    ]
    .boxed()
}

fn values() -> BoxedStrategy<Step> {
    let create = (target(), token(), given(), text(), option::of(vec(tag(), 0..4)), key());
    let put = (target(), token(), given(), option::of(labels_at_once()));
    let update = (target(), token(), given(), text(), key());
    prop_oneof![
        14 => create.prop_map(|(target, token, value, description, tags, key)| {
            Step::CreateSecret { target, token, value, description, tags, key }
        }),
        14 => put.prop_map(|(target, token, value, labels)| Step::PutSecretValue { target, token, value, labels }),
        6 => update.prop_map(|(target, token, value, description, key)| {
            Step::UpdateSecret { target, token, value, description, key }
        }),
        8 => (target(), option::of(pick()), option::of(label())).prop_map(|(target, version, label)| {
            Step::GetSecretValue { target, version, label }
        }),
        2 => target().prop_map(|Target { form, .. }| Step::BatchGetSecretValue { form }),
    ]
    .boxed()
}

fn labels() -> BoxedStrategy<Step> {
    let stage = (target(), label(), option::weighted(0.8, pick()), option::weighted(0.7, pick()));
    prop_oneof![
        14 => stage.prop_map(|(target, label, to, from)| {
            Step::UpdateSecretVersionStage { target, label, to, from }
        }),
        6 => (target(), option::of(any::<bool>()), page()).prop_map(|(target, deprecated, page)| {
            Step::ListSecretVersionIds { target, deprecated, page }
        }),
    ]
    .boxed()
}

fn metadata() -> BoxedStrategy<Step> {
    prop_oneof![
        8 => target().prop_map(|target| Step::DescribeSecret { target }),
        5 => (target(), vec(tag(), 0..4)).prop_map(|(target, tags)| Step::TagResource { target, tags }),
        1 => (target(), 0..3_u8).prop_map(|(target, first)| Step::TagManyTimes { target, first }),
        3 => (target(), vec(0..6_u8, 0..3)).prop_map(|(target, keys)| Step::UntagResource { target, keys }),
        2 => (target(), 0..4_u8, option::of(any::<bool>())).prop_map(|(target, policy, block)| {
            Step::PutResourcePolicy { target, policy, block }
        }),
        2 => target().prop_map(|target| Step::GetResourcePolicy { target }),
        1 => target().prop_map(|target| Step::DeleteResourcePolicy { target }),
    ]
    .boxed()
}

fn deletion() -> BoxedStrategy<Step> {
    let days = prop_oneof![Just(7), Just(8), Just(30), Just(6), Just(31)];
    prop_oneof![
        3 => (target(), option::of(days), option::weighted(0.4, any::<bool>()))
            .prop_map(|(target, days, force)| Step::DeleteSecret { target, days, force }),
        4 => target().prop_map(|target| Step::RestoreSecret { target }),
    ]
    .boxed()
}

fn lists() -> BoxedStrategy<Step> {
    let filter = option::of((0..3_u8, 0..6_u8));
    let flag = || option::of(any::<bool>());
    (flag(), filter, page(), flag(), flag())
        .prop_map(|(planned, filter, page, by_name, descending)| {
            Step::ListSecrets(Listing { planned, filter, page, by_name, descending })
        })
        .boxed()
}

fn surroundings() -> BoxedStrategy<Step> {
    let hours = prop_oneof![Just(1_u16), Just(23), Just(24), Just(7 * 24), Just(8 * 24), Just(30 * 24)];
    prop_oneof![
        30 => hours.prop_map(|hours| Step::Advance { hours }),
        8 => (20..120_u8).prop_map(|count| {
            Step::PutManyValues { target: Target { slot: 0, form: Form::Name }, count }
        }),
        2 => Just(Step::Restart),
    ]
    .boxed()
}

fn target() -> impl Strategy<Value = Target> {
    let form = prop_oneof![
        24 => Just(Form::Name),
        8 => Just(Form::Arn),
        4 => Just(Form::PartialArn),
        2 => Just(Form::FormerArn),
        1 => Just(Form::Invalid),
    ];
    // Mostly one secret, so that its states get deep.
    let slot = prop_oneof![12 => Just(0_u8), 3 => 1..SLOTS];
    (slot, form).prop_map(|(slot, form)| Target { slot, form })
}

fn token() -> impl Strategy<Value = Token> {
    prop_oneof![
        16 => Just(Token::Fresh),
        4 => (0..12_u8).prop_map(Token::Known),
        1 => Just(Token::Absent),
    ]
}

fn given() -> impl Strategy<Value = Given> {
    prop_oneof![30 => (0..5_u8).prop_map(Given::One), 3 => Just(Given::Nothing), 1 => Just(Given::Both)]
}

fn pick() -> impl Strategy<Value = Pick> {
    prop_oneof![
        6 => (0..12_u8).prop_map(Pick::Known),
        6 => Just(Pick::Holder),
        1 => (0..4_u8).prop_map(Pick::Former),
        1 => Just(Pick::Unknown),
    ]
}

fn label() -> impl Strategy<Value = u8> {
    prop_oneof![6 => 0..3_u8, 4 => 3..5_u8, 3 => 3..26_u8]
}

fn labels_at_once() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![2 => vec(label(), 1..5), 1 => vec(0..26_u8, 14..20)]
}

fn tag() -> impl Strategy<Value = (u8, u8)> {
    (prop_oneof![40 => 0..6_u8, 1 => 6..9_u8], 0..3_u8)
}

fn text() -> impl Strategy<Value = Option<u8>> {
    option::weighted(0.4, 0..5_u8)
}

fn key() -> impl Strategy<Value = Option<u8>> {
    option::weighted(0.2, 0..2_u8)
}

fn page() -> impl Strategy<Value = Option<u8>> {
    option::weighted(0.3, 1..4_u8)
}
