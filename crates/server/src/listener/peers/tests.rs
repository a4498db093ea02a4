use std::net::IpAddr;

use super::Peers;
use crate::limits::CONNECTIONS_PER_PEER_MAX;

fn ip(text: &str) -> IpAddr {
    text.parse().unwrap()
}

#[test]
fn a_peer_has_so_many_and_no_more() {
    let peers = Peers::of(10 * CONNECTIONS_PER_PEER_MAX);
    let mut held: Vec<_> =
        (0..CONNECTIONS_PER_PEER_MAX).map(|_| peers.count(ip("192.0.2.1")).unwrap()).collect();
    assert!(peers.count(ip("192.0.2.1")).is_none());
    assert!(peers.count(ip("192.0.2.2")).is_some());
    held.pop();
    assert!(peers.count(ip("192.0.2.1")).is_some());
    drop(held);
    assert!(peers.counts().is_empty(), "a peer that left is not remembered");
}

#[test]
fn an_ipv6_network_is_one_peer() {
    let peers = Peers::of(10 * CONNECTIONS_PER_PEER_MAX);
    let _held: Vec<_> = (0..CONNECTIONS_PER_PEER_MAX)
        .map(|number| peers.count(ip(&format!("2001:db8::{number:x}"))).unwrap())
        .collect();
    assert!(peers.count(ip("2001:db8::ffff:1")).is_none());
    assert!(peers.count(ip("2001:db8:0:1::1")).is_some());
}

#[test]
fn loopback_is_not_bounded() {
    let peers = Peers::of(10 * CONNECTIONS_PER_PEER_MAX);
    for address in ["127.0.0.1", "::1"] {
        let held: Vec<_> = (0..=CONNECTIONS_PER_PEER_MAX).map(|_| peers.count(ip(address))).collect();
        assert!(held.iter().all(Option::is_some), "{address}");
    }
}

#[test]
fn one_peer_has_a_tenth_of_few_connections() {
    let peers = Peers::of(896);
    let held: Vec<_> = (0..100).filter_map(|_| peers.count(ip("192.0.2.1"))).collect();
    assert_eq!(held.len(), 89);
}
