use proptest::prelude::*;
use store::Tenant;

use super::{InvalidKeyRef, KeyName, KeyRef};
use crate::KeyId;

fn home() -> Tenant {
    Tenant::new("aws", "000000000000", "eu-central-1")
}

fn parse(text: &str) -> Result<KeyRef, InvalidKeyRef> {
    KeyRef::parse(text, &home())
}

const ID: &str = "1234abcd-12ab-34cd-56ef-1234567890ab";

#[test]
fn a_key_is_named_in_four_ways() {
    let arn = format!("arn:aws:kms:eu-central-1:111122223333:key/{ID}");
    for (text, account) in [(ID, "000000000000"), (arn.as_str(), "111122223333")] {
        let named = parse(text).unwrap();
        assert!(matches!(named.name(), KeyName::Id(id) if id.to_string() == ID));
        assert_eq!(named.tenant(&home()).account(), account);
    }
    for text in ["alias/app/db-1", "arn:aws:kms:eu-central-1:000000000000:alias/app/db-1"] {
        let named = parse(text).unwrap();
        assert!(matches!(named.name(), KeyName::Alias(alias) if alias.as_str() == "alias/app/db-1"));
        assert_eq!(named.tenant(&home()), home());
    }
}

#[test]
fn what_names_no_key_is_refused() {
    for text in [
        "",
        "x",
        "alias/",
        "alias/a b",
        "mrk-1234abcd12ab34cd56ef1234567890ab",
        "1234ABCD-12ab-34cd-56ef-1234567890ab",
    ] {
        assert_eq!(parse(text), Err(InvalidKeyRef::Id(text.into())), "{text}");
    }
    for text in [
        "arn:aws:kms:eu-central-1:000000000000:key/x",
        "arn:aws:kms:eu-central-1:000000000000:alias/",
        "arn:aws:kms::000000000000:alias/x",
        "arn:aws:iam:eu-central-1:000000000000:alias/x",
        "arn:aws:kms:eu-central-1:000000000000:grant/x",
    ] {
        assert_eq!(parse(text), Err(InvalidKeyRef::Arn(text.into())), "{text}");
    }
    let elsewhere = format!("arn:aws:kms:us-west-2:000000000000:key/{ID}");
    assert_eq!(parse(&elsewhere), Err(InvalidKeyRef::Region("us-west-2".into())));
}

proptest! {
    #[test]
    fn every_id_is_found_by_its_text(bytes in any::<[u8; 16]>()) {
        let id = KeyId::from_bytes(bytes);
        let named = parse(&id.to_string()).unwrap();
        prop_assert_eq!(named.name(), &KeyName::Id(id));
    }

    #[test]
    fn no_text_breaks_the_parser(text in ".{0,80}") {
        let _ = parse(&text);
        let _ = parse(&format!("arn:aws:kms:eu-central-1:000000000000:{text}"));
    }
}
