//! Chooses pairs: at random, but so that statements often apply to the request that they meet.
//!
//! Knows which elements each kind of policy has, and what tends to match what; decides nothing. Conditions are chosen in
//! `generator/conditions.rs`.

mod conditions;

use std::collections::BTreeMap;

use crate::policies::pair::{Document, Given, Pair, Selection, Statement};
use crate::policies::world::{AWAY, HOME, KEYS, Key, Kind, Shape, Target, Who};
use crate::random::Random;

/// Chooses the pair that a seed stands for.
pub(crate) fn pair(seed: Random) -> Pair {
    let mut chooser = Chooser { random: seed };
    let kind = chooser.weighted(&[(8, Kind::Secret), (4, Kind::Key), (3, Kind::Role), (1, Kind::Nothing)]);
    let (actions, resources) = kind.targets();
    let target = Target { kind, action: chooser.one(actions), resource: chooser.one(resources) };
    let who = chooser.who(kind);
    let keys = chooser.keys(target);
    chooser.pair(Pair { who, target, keys, identity: vec![], resource: None, boundary: None, session: None })
}

/// Every operator that pairs are to show, with prefixes and suffixes.
pub(crate) fn names_of_operators() -> impl Iterator<Item = String> {
    conditions::operators().flat_map(|base| match base {
        "Null" => vec![base.to_owned()],
        _ if base.starts_with("String") => {
            let prefixes = ["", "ForAllValues:", "ForAnyValue:"];
            let suffixed = |prefix: &str| [format!("{prefix}{base}"), format!("{prefix}{base}IfExists")];
            prefixes.into_iter().flat_map(suffixed).collect()
        }
        _ => vec![base.to_owned()],
    })
}

/// Where a policy stands, which decides the elements it has.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Place {
    Attached,
    OnResource,
}

struct Chooser {
    random: Random,
}

impl Chooser {
    /// Whether something with a chance of so many in a hundred happens.
    fn chance(&mut self, percent: u64) -> bool {
        self.random.below(100) < percent
    }

    fn one<T: Copy + Default>(&mut self, choices: &[T]) -> T {
        self.random.one_of(choices).copied().unwrap_or_default()
    }

    /// One of several, each as often as its weight says; there has to be one.
    fn weighted<T: Copy>(&mut self, choices: &[(u64, T)]) -> T {
        let mut drawn = self.random.below(choices.iter().map(|(weight, _)| weight).sum());
        let mut chosen = choices.iter();
        loop {
            match (chosen.next(), chosen.as_slice().is_empty()) {
                (Some((weight, _)), false) if *weight <= drawn => drawn -= weight,
                (Some((_, choice)), _) => return *choice,
                (None, _) => chosen = choices.iter(),
            }
        }
    }

    fn who(&mut self, kind: Kind) -> Who {
        let usual = [
            (6, Who::Alice),
            (5, Who::HomeSession),
            (3, Who::Bob),
            (2, Who::AwaySession),
            (1, Who::HomeRoot),
            (1, Who::AwayRoot),
            (1, Who::Service),
        ];
        match (self.weighted(&usual), kind) {
            // A service has no account whose things without a name it could list.
            (Who::Service, Kind::Nothing) => Who::Alice,
            (who, _) => who,
        }
    }

    fn keys(&mut self, target: Target) -> BTreeMap<String, Given> {
        let mut keys = BTreeMap::new();
        for key in KEYS.iter().filter(|key| target.action.starts_with(key.actions)) {
            if self.chance(60) {
                keys.insert(key.name.to_owned(), self.given(key));
            }
        }
        keys
    }

    fn given(&mut self, key: &Key) -> Given {
        if key.shape == Shape::Several {
            let values = key.values.iter().filter(|_| self.chance(50));
            return Given::Many(values.map(|value| (*value).to_owned()).collect());
        }
        let unreadable = key.shape != Shape::Text && self.chance(1);
        let empty = key.shape == Shape::Text && self.chance(1);
        Given::One(match (unreadable, empty) {
            (true, _) => "unreadable".to_owned(),
            (_, true) => String::new(),
            (false, false) => self.one(key.values).to_owned(),
        })
    }

    fn pair(&mut self, bare: Pair) -> Pair {
        let (who, target) = (bare.who, bare.target);
        let on_resource = match target.kind {
            Kind::Key | Kind::Role => true,
            Kind::Nothing => false,
            Kind::Secret => self.chance(65),
        };
        let has_policies = !who.is_root() && who != Who::Service;
        let attached = if has_policies { self.weighted(&[(2, 0), (6, 1), (3, 2)]) } else { 0 };
        let is_session = who.role().is_some();
        Pair {
            identity: (0..attached).map(|_| self.document(&bare, Place::Attached)).collect(),
            resource: on_resource.then(|| self.document(&bare, Place::OnResource)),
            boundary: (has_policies && self.chance(30)).then(|| self.confining(&bare)),
            session: (is_session && self.chance(45)).then(|| self.confining(&bare)),
            ..bare
        }
    }

    fn document(&mut self, pair: &Pair, place: Place) -> Document {
        let count = self.weighted(&[(4, 1_usize), (3, 2), (2, 3)]);
        let version = self.weighted(&[(16, Some("2012-10-17")), (1, Some("2008-10-17")), (1, None)]);
        let mut statements: Vec<_> = (0..count).map(|_| self.statement(pair, place)).collect();
        if version != Some("2012-10-17") {
            statements.iter_mut().for_each(conditions::without_lone_variables);
        }
        Document { version, statements }
    }

    /// A policy that grants nothing by itself, and so often allows everything.
    fn confining(&mut self, pair: &Pair) -> Document {
        let mut document = self.document(pair, Place::Attached);
        if self.chance(50) {
            let everything = || Selection { negated: false, values: vec!["*".to_owned()] };
            document.statements.push(Statement {
                allows: true,
                principals: None,
                actions: everything(),
                resources: Some(everything()),
                tests: vec![],
            });
        }
        document
    }

    fn statement(&mut self, pair: &Pair, place: Place) -> Statement {
        let target = pair.target;
        let has_resource = place == Place::Attached || target.kind != Kind::Role;
        Statement {
            allows: self.chance(77),
            principals: (place == Place::OnResource).then(|| self.principals(pair.who)),
            actions: self.actions(target),
            resources: has_resource.then(|| self.resources(target, place)),
            tests: self.tests(pair),
        }
    }

    fn principals(&mut self, who: Who) -> Selection {
        let negated = self.chance(8);
        let count = self.weighted(&[(5, 1_usize), (2, 2), (1, 4)]);
        let mut values: Vec<_> = (0..count).map(|_| self.principal(who)).collect();
        values.sort();
        values.dedup();
        Selection { negated, values }
    }

    fn principal(&mut self, who: Who) -> String {
        if self.chance(30) {
            let others: Vec<_> = Who::ALL.iter().flat_map(|who| [Some(who.arn()), who.role()]).collect();
            let other = self.one(&others).unwrap_or("arn:aws:iam::111122223333:role/other");
            return other.to_owned();
        }
        let own = [Some("*"), Some(who.arn()), who.role(), who.account()];
        let own: Vec<_> = own.into_iter().flatten().collect();
        match self.one(&own) {
            account if (account == HOME || account == AWAY) && self.chance(50) => {
                format!("arn:aws:iam::{account}:root")
            }
            own => own.to_owned(),
        }
    }

    fn actions(&mut self, target: Target) -> Selection {
        let negated = self.chance(8);
        let count = self.weighted(&[(5, 1_usize), (2, 2)]);
        Selection { negated, values: (0..count).map(|_| self.action(target, negated)).collect() }
    }

    /// An action's pattern; where it is negated, mostly of another action.
    fn action(&mut self, target: Target, negated: bool) -> String {
        let service = target.service();
        if self.chance(if negated { 70 } else { 15 }) {
            let others = ["ListSecretVersionIds", "ReEncrypt*", "Tag?", "Set*Identity", "x*y*z"];
            return format!("{service}:{}", self.one(&others));
        }
        let name = target.action.split_once(':').map_or("", |(_, name)| name);
        let prefix: String = name.chars().take(3).collect();
        let all = if target.kind == Kind::Role { "sts:*".to_owned() } else { "*".to_owned() };
        let patterns = [
            all,
            target.action.to_owned(),
            target.action.to_ascii_lowercase(),
            format!("{service}:*"),
            format!("{service}:{prefix}*"),
            format!("{service}:*{}", name.chars().skip(3).collect::<String>()),
            format!("{service}:?{}", name.chars().skip(1).collect::<String>()),
        ];
        let index = self.random.below(patterns.len().try_into().unwrap_or(0));
        patterns.into_iter().nth(index.try_into().unwrap_or(0)).unwrap_or_default()
    }

    fn resources(&mut self, target: Target, place: Place) -> Selection {
        let negated = self.chance(8);
        let count = self.weighted(&[(5, 1_usize), (2, 2)]);
        let mut values: Vec<_> = (0..count).map(|_| self.resource(target, negated)).collect();
        if place == Place::OnResource {
            let incomplete = values.iter_mut().filter(|value| *value == INCOMPLETE_ARN);
            incomplete.for_each(|value| "*".clone_into(value));
        }
        Selection { negated, values }
    }

    /// A resource's pattern; where it is negated, mostly of another resource.
    fn resource(&mut self, target: Target, negated: bool) -> String {
        let other = "arn:aws:secretsmanager:us-east-1:111122223333:secret:other-??????";
        if self.chance(if negated { 70 } else { 12 }) {
            return other.to_owned();
        }
        if target.resource == "*" {
            return if self.chance(80) { "*".to_owned() } else { other.to_owned() };
        }
        let patterns: &[&str] = match target.kind {
            Kind::Key => &[
                "arn:aws:kms:*:*:key/*",
                "arn:aws:kms:us-east-1:111122223333:key/????abcd-12ab-*",
                "arn:aws:kms:us-east-1:444455556666:key/*",
                "arn:*:kms:us-?*-1:*:key/*ab",
            ],
            Kind::Nothing | Kind::Role => &[
                "arn:aws:iam::111122223333:role/*",
                "arn:aws:iam::*:role/target",
                "arn:aws:iam::*:role/t?rget",
            ],
            Kind::Secret => SECRET_PATTERNS,
        };
        match self.random.below(4) {
            0 => "*".to_owned(),
            1 => target.resource.to_owned(),
            _ => self.one(patterns).to_owned(),
        }
    }
}

/// What identity policies complete, and other policies do not take.
const INCOMPLETE_ARN: &str = "arn:aws:secretsmanager:us-east-1";

const SECRET_PATTERNS: &[&str] = &[
    "arn:aws:secretsmanager:*:*:secret:*",
    "arn:aws:secretsmanager:*:111122223333:secret:prod/*",
    "arn:aws:secretsmanager:us-east-1:111122223333:secret:prod/db-??????",
    "arn:aws:secretsmanager:us-east-1:111122223333:secret:PROD/*",
    "arn:aws:secretsmanager:us-east-1:111122223333:secret:prod/db",
    "arn:aws:secretsmanager:eu-central-1:111122223333:secret:a?b+*@e-*",
    "arn:aws:secretsmanager:*:*:secret:home/${aws:username}/*",
    "arn:aws:secretsmanager:*:*:secret:home/${aws:username, 'alice'}/?-*",
    "arn:aws:secretsmanager:*:*:secret:${aws:PrincipalTag/team}*",
    "arn:aws:secretsmanager:*:*:*",
    "arn:aws:secretsmanager:*",
    INCOMPLETE_ARN,
    "arn:aws:secrets*:*:*:sec*:*db*",
];
