use serde_json::json;

use super::{host, in_profile, refusal};

const FILE: &str = "# first\n[default]\naws_access_key_id = ONE\n\n[ other ]\naws_access_key_id=TWO\naws_session_token = a=b\n";

#[test]
fn a_profile_has_its_own_values() {
    assert_eq!(in_profile(FILE, "default", "aws_access_key_id"), Some("ONE"));
    assert_eq!(in_profile(FILE, "other", "aws_access_key_id"), Some("TWO"));
    assert_eq!(in_profile(FILE, "other", "aws_session_token"), Some("a=b"), "a value may have an equal sign");
    assert_eq!(in_profile(FILE, "default", "aws_session_token"), None);
    assert_eq!(in_profile(FILE, "missing", "aws_access_key_id"), None);
}

#[test]
fn the_host_is_signed_as_it_is_sent() {
    let of = |url: &str| host(&url.parse().unwrap()).unwrap();
    assert_eq!(of("http://127.0.0.1:7766"), "127.0.0.1:7766");
    assert_eq!(of("https://strongroom.internal"), "strongroom.internal");
    assert_eq!(of("https://strongroom.internal:443"), "strongroom.internal");
    assert_eq!(of("http://[::1]:80"), "[::1]");
}

#[test]
fn a_refusal_is_told_with_its_code() {
    assert_eq!(refusal(&json!({ "__type": "A", "Message": "b" })), "A: b");
    assert_eq!(refusal(&json!({ "__type": "A", "message": "b" })), "A: b");
    assert_eq!(refusal(&json!({ "__type": "A" })), "A");
    assert_eq!(refusal(&json!({})), "the server refused the call");
}
