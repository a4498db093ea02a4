use proptest::prelude::*;

use super::{InvalidTags, Tag};
use crate::limits::TAGS_MAX;

fn tag(key: &str, value: &str) -> Tag {
    Tag { key: key.to_owned(), value: value.to_owned() }
}

#[test]
fn a_key_is_the_same_in_any_case() {
    let mut tags = vec![tag("Team", "red"), tag("env", "prod")];
    Tag::set(&mut tags, &[tag("TEAM", "blue"), tag("new", "")]).unwrap();
    assert_eq!(tags, [tag("TEAM", "blue"), tag("env", "prod"), tag("new", "")]);
    assert_eq!(Tag::find(&tags, "team"), Some("blue"));
    Tag::remove(&mut tags, &["tEaM".to_owned(), "unknown".to_owned()]);
    assert_eq!(tags, [tag("env", "prod"), tag("new", "")]);
}

#[test]
fn what_is_refused_changes_nothing() {
    let many: Vec<_> = (0..TAGS_MAX).map(|number| tag(&number.to_string(), "")).collect();
    let mut tags = vec![tag("a", "1")];
    let refused = [
        (vec![tag("k", ""), tag("K", "")], InvalidTags::Duplicate { key: "K".to_owned() }),
        (vec![tag("AWS:k", "")], InvalidTags::Reserved { key: "AWS:k".to_owned() }),
        (many.clone(), InvalidTags::TooMany),
    ];
    for (added, refusal) in refused {
        assert_eq!(Tag::set(&mut tags, &added), Err(refusal));
        assert_eq!(tags, [tag("a", "1")]);
    }
    tags.clear();
    assert_eq!(Tag::set(&mut tags, &many), Ok(()));
    assert_eq!(Tag::set(&mut tags, &[tag("0", "changed")]), Ok(()));
    assert_eq!(Tag::set(&mut tags, &[tag("one more", "")]), Err(InvalidTags::TooMany));
}

proptest! {
    #[test]
    fn keys_stay_unique(steps in prop::collection::vec((any::<bool>(), "[aAbBcC]{1,2}"), 0..40)) {
        let mut tags = Vec::new();
        for (sets, key) in steps {
            if sets {
                Tag::set(&mut tags, &[tag(&key, "v")]).unwrap();
            } else {
                Tag::remove(&mut tags, std::slice::from_ref(&key));
            }
            prop_assert_eq!(Tag::find(&tags, &key).is_some(), sets);
            let mut keys: Vec<_> = tags.iter().map(Tag::lowercase).collect();
            keys.sort();
            keys.dedup();
            prop_assert_eq!(keys.len(), tags.len());
        }
    }
}
