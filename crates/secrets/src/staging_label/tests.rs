use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::{LabelMoveRefused, Labels, StagingLabel};
use crate::VersionId;

fn version(number: usize) -> VersionId {
    VersionId::parse(&format!("{number:032}")).unwrap()
}

fn label(text: &str) -> StagingLabel {
    StagingLabel::parse(text).unwrap()
}

/// Labels from a notation: `1:AWSCURRENT,PUT1 2:AWSPREVIOUS`.
fn labels(notation: &str) -> Labels {
    let pairs = notation.split_whitespace().flat_map(|entry| {
        let (number, names) = entry.split_once(':').unwrap();
        let holder = version(number.parse().unwrap());
        names.split(',').map(move |name| (label(name), holder.clone()))
    });
    Labels::from_pairs(pairs)
}

fn put(before: &str, number: usize, names: &[&str]) -> Labels {
    let mut after = labels(before);
    after.put(&version(number), &names.iter().map(|name| label(name)).collect()).unwrap();
    after
}

fn update(
    before: &str,
    name: &str,
    to: Option<usize>,
    from: Option<usize>,
) -> Result<Labels, LabelMoveRefused> {
    let mut after = labels(before);
    let (to, from) = (to.map(version), from.map(version));
    after.update(&label(name), to.as_ref(), from.as_ref()).map(|()| after)
}

#[test]
fn a_put_moves_current_and_leaves_previous_behind() {
    assert_eq!(put("", 1, &["AWSCURRENT"]), labels("1:AWSCURRENT"));
    assert_eq!(put("1:AWSCURRENT", 2, &["AWSCURRENT"]), labels("1:AWSPREVIOUS 2:AWSCURRENT"));
    assert_eq!(put("1:AWSPREVIOUS 2:AWSCURRENT", 3, &["AWSCURRENT"]), labels("2:AWSPREVIOUS 3:AWSCURRENT"));
    assert_eq!(put("1:AWSCURRENT", 2, &["AWSCURRENT", "PUT0"]), labels("1:AWSPREVIOUS 2:AWSCURRENT,PUT0"));
    assert_eq!(
        put("1:AWSCURRENT,AWSSOMETHING,PUT1", 2, &["AWSCURRENT"]),
        labels("1:AWSPREVIOUS,AWSSOMETHING,PUT1 2:AWSCURRENT")
    );
}

#[test]
fn a_put_without_current_steals_only_what_it_names() {
    assert_eq!(put("1:AWSCURRENT,PUT0", 2, &["PUT0"]), labels("1:AWSCURRENT 2:PUT0"));
}

#[test]
fn a_put_of_current_ends_a_rotation_under_way() {
    assert_eq!(
        put("1:AWSPREVIOUS 2:AWSCURRENT,AWSPENDING", 3, &["AWSCURRENT"]),
        labels("2:AWSPREVIOUS 3:AWSCURRENT")
    );
    assert_eq!(
        put("1:AWSCURRENT 2:AWSPENDING", 3, &["AWSCURRENT", "AWSPENDING"]),
        labels("1:AWSPREVIOUS 3:AWSCURRENT,AWSPENDING")
    );
}

#[test]
fn moving_current_takes_previous_along_and_leaves_pending() {
    assert_eq!(
        update("1:AWSCURRENT 2:AWSPENDING", "AWSCURRENT", Some(2), Some(1)),
        Ok(labels("1:AWSPREVIOUS 2:AWSCURRENT,AWSPENDING"))
    );
    assert_eq!(
        update("1:AWSPREVIOUS 2:AWSCURRENT", "AWSCURRENT", Some(1), Some(2)),
        Ok(labels("1:AWSCURRENT 2:AWSPREVIOUS"))
    );
    assert_eq!(update("", "AWSCURRENT", Some(1), None), Ok(labels("1:AWSCURRENT")));
}

#[test]
fn a_move_names_the_holder() {
    let before = "1:AWSCURRENT,X 2:Y";
    assert!(matches!(update(before, "X", Some(2), None), Err(LabelMoveRefused::HolderUnnamed { .. })));
    assert!(matches!(update(before, "X", Some(2), Some(2)), Err(LabelMoveRefused::WrongHolder { .. })));
    assert!(matches!(update(before, "Z", Some(2), Some(1)), Err(LabelMoveRefused::NotOnVersion { .. })));
    assert!(matches!(update(before, "X", None, Some(2)), Err(LabelMoveRefused::NotOnVersion { .. })));
    assert_eq!(update(before, "AWSCURRENT", None, Some(1)), Err(LabelMoveRefused::CurrentRemoved));
    assert_eq!(update(before, "X", None, None), Err(LabelMoveRefused::NothingAsked));
    assert_eq!(update(before, "X", Some(1), None), Ok(labels(before)));
    assert_eq!(update(before, "X", None, Some(1)), Ok(labels("1:AWSCURRENT 2:Y")));
    assert_eq!(update(before, "Z", Some(2), None), Ok(labels("1:AWSCURRENT,X 2:Y,Z")));
}

#[test]
fn the_twenty_first_label_is_refused() {
    let twenty: String = (0..19).fold("1:AWSCURRENT".into(), |all, number| format!("{all},L{number}"));
    assert_eq!(update(&twenty, "L20", Some(1), None), Err(LabelMoveRefused::TooMany(super::TooManyLabels)));
    let mut full = labels(&twenty);
    // AWSPREVIOUS would be the twenty-first.
    assert!(full.put(&version(2), &BTreeSet::from([StagingLabel::CURRENT])).is_err());
    assert_eq!(full, labels(&twenty));
}

/// One step of the plain model: which version each label is on, as the reference describes it in words.
fn model_put(model: &mut BTreeMap<String, usize>, number: usize, names: &BTreeSet<&str>) {
    if names.contains("AWSCURRENT") {
        model.remove("AWSPENDING");
        if let Some(old) = model.get("AWSCURRENT").copied().filter(|&old| old != number) {
            model.insert("AWSPREVIOUS".into(), old);
        }
    }
    names.iter().for_each(|&name| {
        model.insert(name.into(), number);
    });
}

proptest! {
    #[test]
    fn random_puts_agree_with_the_model(
        puts in prop::collection::vec(
            (0_usize..6, prop::collection::btree_set(prop::sample::select(
                vec!["AWSCURRENT", "AWSPREVIOUS", "AWSPENDING", "A", "B"]), 1..4)),
            1..40,
        ),
    ) {
        let (mut labels, mut model) = (Labels::default(), BTreeMap::new());
        for (number, names) in &puts {
            labels.put(&version(*number), &names.iter().map(|name| label(name)).collect()).unwrap();
            model_put(&mut model, *number, names);
            let seen: BTreeMap<_, _> =
                labels.iter().map(|(label, holder)| (label.to_string(), holder.as_str().parse().unwrap())).collect();
            prop_assert_eq!(&seen, &model);
        }
    }

    #[test]
    fn current_is_never_lost(
        moves in prop::collection::vec(
            (prop::sample::select(vec!["AWSCURRENT", "AWSPREVIOUS", "A"]),
             prop::option::of(0_usize..4), prop::option::of(0_usize..4)),
            1..60,
        ),
    ) {
        let mut labels = labels("0:AWSCURRENT");
        for (name, to, from) in moves {
            let (to, from) = (to.map(version), from.map(version));
            let before = labels.clone();
            let outcome = labels.update(&label(name), to.as_ref(), from.as_ref());
            prop_assert!(labels.current().is_some());
            prop_assert!(outcome.is_ok() || labels == before);
        }
    }
}
