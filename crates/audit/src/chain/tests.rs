use super::{Linked, Position, genesis, hash_of};
use crate::{Encoded, EventId, Node};

fn node() -> Node {
    "n1".parse().unwrap()
}

fn event() -> Encoded {
    let id = EventId::from_bytes([7; 16]);
    Encoded::of(id, &serde_json::json!({ "eventID": id.to_string(), "eventType": "AwsApiCall" }))
}

#[test]
fn a_line_is_the_record_with_its_link_for_the_last_member() {
    let mut lines = Vec::new();
    let after = Position::beginning().link(&node(), event().json(), &mut lines);
    let expected = concat!(
        r#"{"eventID":"07070707-0707-4707-8707-070707070707","eventType":"AwsApiCall","#,
        r#""chain":{"node":"n1","sequence":1,"#,
        r#""previous":"00000000000000000000000000000000000000000000000000000000000000ge"}}"#,
        "\n"
    )
    .replace("00000000000000000000000000000000000000000000000000000000000000ge", &hex::encode(genesis()));
    assert_eq!(String::from_utf8(lines.clone()).unwrap(), expected);
    assert_eq!(after, Position { sequence: 1, hash: hash_of(expected.trim_end().as_bytes()) });
    let second = lines.len();
    let _ = after.link(&node(), event().json(), &mut lines);
    let linked = Linked::parse(lines[second..].trim_ascii_end()).unwrap();
    assert_eq!((linked.sequence, linked.previous), (2, after.hash));
    assert_eq!((linked.id, linked.node.as_str()), (event().id(), "n1"));
}

#[test]
fn the_beginning_is_the_documented_constant() {
    let documented = seal::sha256(&[b"strongroom trail 1"]);
    assert_eq!(Position::beginning(), Position { sequence: 0, hash: documented });
}

#[test]
fn what_is_no_record_is_not_read() {
    let good = r#"{"eventID":"07070707-0707-4707-8707-070707070707","eventType":"t","chain":{"node":"n","sequence":1,"previous":"P"}}"#
        .replace('P', &"0".repeat(64));
    assert!(Linked::parse(good.as_bytes()).is_some());
    for (from, to) in
        [("}}", "}"), ("\"sequence\":1", "\"sequence\":-1"), ("0\"}", "\"}"), ("eventType", "x")]
    {
        assert_eq!(Linked::parse(good.replace(from, to).as_bytes()), None, "{to}");
    }
}
