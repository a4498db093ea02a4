use proptest::prelude::*;
use seal::Entropy;

use super::{PasswordRefused, PasswordRules};

fn rules() -> PasswordRules {
    PasswordRules {
        length: 32,
        exclude_characters: String::new(),
        exclude_lowercase: false,
        exclude_numbers: false,
        exclude_punctuation: false,
        exclude_uppercase: false,
        include_space: false,
        require_each_included_type: true,
    }
}

fn generate(rules: &PasswordRules, seed: u64) -> Result<String, PasswordRefused> {
    let password = rules.generate(&mut Entropy::dangerous_seeded(seed))?;
    Ok(String::from_utf8(password.expose_secret().to_vec()).unwrap())
}

#[test]
fn the_default_has_every_class() {
    for seed in 0..200 {
        let password = generate(&PasswordRules { length: 4, ..rules() }, seed).unwrap();
        assert!(password.bytes().any(|byte| byte.is_ascii_digit()), "{seed}");
        assert!(password.bytes().any(|byte| byte.is_ascii_punctuation()), "{seed}");
        assert!(password.bytes().any(|byte| byte.is_ascii_lowercase()), "{seed}");
        assert!(password.bytes().any(|byte| byte.is_ascii_uppercase()), "{seed}");
    }
}

#[test]
fn refuses_what_cannot_be_made() {
    assert_eq!(generate(&PasswordRules { length: 3, ..rules() }, 1), Err(PasswordRefused::TooShort));
    let no_digits = PasswordRules { exclude_characters: "0123456789".into(), ..rules() };
    assert_eq!(generate(&no_digits, 1), Err(PasswordRefused::TypeExcluded));
    assert!(generate(&PasswordRules { require_each_included_type: false, ..no_digits }, 1).is_ok());
    let nothing = PasswordRules {
        exclude_lowercase: true,
        exclude_uppercase: true,
        exclude_numbers: true,
        exclude_punctuation: true,
        ..rules()
    };
    assert_eq!(generate(&nothing, 1), Err(PasswordRefused::NothingLeft));
    let space = PasswordRules { include_space: true, length: 2, ..nothing };
    assert_eq!(generate(&space, 1).as_deref(), Ok("  "));
}

proptest! {
    #[test]
    fn a_password_obeys_its_rules(
        length in 1_usize..100,
        exclude_characters in "[ -~]{0,60}",
        switches in prop::array::uniform6(any::<bool>()),
        seed: u64,
    ) {
        let [exclude_lowercase, exclude_numbers, exclude_punctuation, exclude_uppercase, include_space,
            require_each_included_type] = switches;
        let rules = PasswordRules { length, exclude_characters, exclude_lowercase, exclude_numbers, exclude_punctuation,
            exclude_uppercase, include_space, require_each_included_type };
        if let Ok(password) = generate(&rules, seed) {
            prop_assert_eq!(password.len(), length);
            for byte in password.bytes() {
                prop_assert!(!rules.exclude_characters.contains(char::from(byte)));
                prop_assert!(!(exclude_lowercase && byte.is_ascii_lowercase()));
                prop_assert!(!(exclude_numbers && byte.is_ascii_digit()));
                prop_assert!(!(exclude_punctuation && byte.is_ascii_punctuation()));
                prop_assert!(!(exclude_uppercase && byte.is_ascii_uppercase()));
                prop_assert!(include_space || byte != b' ');
            }
        }
    }
}
