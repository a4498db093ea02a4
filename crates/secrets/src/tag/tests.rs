use super::{InvalidTags, Tag, Tags};

fn tag(key: &str, value: &str) -> Tag {
    Tag { key: key.into(), value: value.into() }
}

fn tags(pairs: &[(&str, &str)]) -> Tags {
    Tags(pairs.iter().map(|(key, value)| tag(key, value)).collect())
}

#[test]
fn a_known_key_keeps_its_place() {
    let mut known = tags(&[("a", "1"), ("b", "2")]);
    known.set(&[tag("c", "3"), tag("a", "4")]).unwrap();
    assert_eq!(known, tags(&[("a", "4"), ("b", "2"), ("c", "3")]));
    known.remove(&["b".into(), "unknown".into()]);
    assert_eq!(known, tags(&[("a", "4"), ("c", "3")]));
}

#[test]
fn refuses_what_aws_refuses() {
    let refused = |added: &[Tag]| Tags::default().set(added).unwrap_err();
    assert_eq!(refused(&[tag("AWS:x", "")]), InvalidTags::Reserved { key: "AWS:x".into() });
    assert_eq!(refused(&[tag("a", "1"), tag("a", "2")]), InvalidTags::Duplicate { key: "a".into() });
    assert_eq!(refused(&[tag("a", "<1>")]), InvalidTags::Characters { key: "a".into() });
    let many: Vec<_> = (0..51).map(|number| tag(&number.to_string(), "")).collect();
    assert_eq!(refused(&many), InvalidTags::TooMany);
    assert!(Tags::default().set(&many[..50]).is_ok());
    // The count is decided first: looking for duplicates in a long list would take long.
    assert_eq!(refused(&vec![tag("aws:a", "<1>"); 51]), InvalidTags::TooMany);
    assert!(Tags::default().set(&[tag("Größe_.:/=+-@ 1", "été")]).is_ok());
}
