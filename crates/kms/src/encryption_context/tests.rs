use std::collections::BTreeMap;

use proptest::prelude::*;

use super::EncryptionContext;

proptest! {
    /// Different contexts have different encodings, whatever is in their names and values.
    #[test]
    fn the_encoding_is_injective(
        one: BTreeMap<String, String>,
        other: BTreeMap<String, String>,
    ) {
        let encode = |pairs: &BTreeMap<String, String>| pairs.clone().into_iter().collect::<EncryptionContext>().canonical();
        prop_assert_eq!(one == other, encode(&one) == encode(&other));
    }
}

#[test]
fn parts_cannot_slide_into_each_other() {
    let encode = |pairs: &[(&str, &str)]| pairs.iter().copied().collect::<EncryptionContext>().canonical();
    assert_ne!(encode(&[("a", "bc")]), encode(&[("ab", "c")]));
    assert_ne!(encode(&[("a", "b"), ("c", "d")]), encode(&[("a", "bcd")]));
    assert_eq!(encode(&[("a", "b"), ("c", "d")]), encode(&[("c", "d"), ("a", "b")]));
}
