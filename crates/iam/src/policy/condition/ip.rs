//! Address conditions: IPv4 and IPv6 ranges. Knows no key and no listener.

use std::net::IpAddr;

use ipnet::IpNet;

/// Reads a range of a policy; a single address is a range of one.
pub(in crate::policy) fn parse(text: &str) -> Option<IpNet> {
    match text.parse() {
        Ok(range) => Some(range),
        Err(_) => text.parse().ok().map(|address: IpAddr| IpNet::from(address)),
    }
}

/// Reads the address of a request. One that a dual-stack listener maps into IPv6 is the IPv4 address that it is.
pub(super) fn address(text: &str) -> Option<IpAddr> {
    text.parse().ok().map(|address: IpAddr| address.to_canonical())
}
