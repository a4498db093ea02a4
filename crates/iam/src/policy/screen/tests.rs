use super::*;

fn screen(start: &str) -> Screen {
    let mut screen = Screen::new();
    screen.admit_action("secretsmanager", "getsecretvalue");
    screen.demand_start(start);
    screen
}

fn passes(screen: &Screen, vendor: &str, name: &str, last_part: &str) -> bool {
    screen.passes(&Sought::new(vendor, name, last_part))
}

#[test]
fn a_screen_passes_its_actions_only() {
    let mut screen = screen("");
    assert!(passes(&screen, "secretsmanager", "getsecretvalue", "secret:a"));
    assert!(!passes(&screen, "secretsmanager", "describesecret", "secret:a"));
    assert!(!passes(&screen, "kms", "decrypt", "key/1"));
    screen.admit_vendor("kms");
    assert!(passes(&screen, "kms", "decrypt", "key/1"));
    assert!(!passes(&screen, "secretsmanager", "describesecret", "secret:a"));
    screen.admit_all_actions();
    assert!(passes(&screen, "secretsmanager", "describesecret", "secret:a"));
}

#[test]
fn a_screen_compares_the_first_bytes() {
    let of =
        |start: &str, last_part: &str| passes(&screen(start), "secretsmanager", "getsecretvalue", last_part);
    assert!(of("secret:pay", "secret:payments"));
    assert!(of("secret:pay", "secret:pay"));
    assert!(!of("secret:pay", "secret:pax"));
    assert!(!of("secret:pay", "secret:pa"));
    assert!(!of("secret:pay", ""));
    let long = "secret:".to_owned() + &"a".repeat(40);
    assert!(of(&long, &long));
    assert!(of(&long, long.get(..32).unwrap()), "what stands behind is not looked at");
    assert!(!of(&long, long.get(..31).unwrap()));
}

#[test]
fn what_two_texts_begin_with() {
    for (one, other, common) in [
        ("ab", "ac", "a"),
        ("ab", "ab", "ab"),
        ("ab", "abc", "ab"),
        ("abc", "ab", "ab"),
        ("", "a", ""),
        ("é", "è", ""),
    ] {
        assert_eq!(common_start(one, other), common, "{one} {other}");
    }
}
