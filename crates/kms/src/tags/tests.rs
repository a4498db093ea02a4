use iam::Tag;
use proptest::prelude::*;

use super::{InvalidTags, Tags};

fn tag(key: &str, value: &str) -> Tag {
    Tag { key: key.into(), value: value.into() }
}

#[test]
fn a_known_key_gets_its_new_value_in_place() {
    let mut tags = Tags::default();
    tags.set(&[tag("a", "1"), tag("b", "2")]).unwrap();
    tags.set(&[tag("a", "3"), tag("c", "4")]).unwrap();
    assert_eq!(tags.as_slice(), [tag("a", "3"), tag("b", "2"), tag("c", "4")]);
    tags.remove(&["b".into(), "unknown".into()]);
    assert_eq!(tags.as_slice(), [tag("a", "3"), tag("c", "4")]);
}

#[test]
fn what_no_tag_may_be_is_refused() {
    let mut tags = Tags::default();
    assert_eq!(tags.set(&[tag("a", "1"), tag("a", "2")]), Err(InvalidTags::Duplicate("a".into())));
    assert_eq!(tags.set(&[tag("AWS:x", "1")]), Err(InvalidTags::Reserved("AWS:x".into())));
    assert_eq!(tags.set(&[tag("a", "<")]), Err(InvalidTags::Characters("a".into())));
    let many: Vec<_> = (0..51).map(|number| tag(&number.to_string(), "")).collect();
    assert_eq!(tags.set(&many), Err(InvalidTags::TooMany));
    assert_eq!(tags, Tags::default());
}

proptest! {
    #[test]
    fn there_are_never_more_than_fifty(keys in prop::collection::vec("[a-z]{1,2}", 0..80)) {
        let mut tags = Tags::default();
        for key in keys {
            let _ = tags.set(&[tag(&key, "")]);
        }
        prop_assert!(tags.as_slice().len() <= 50);
    }
}
