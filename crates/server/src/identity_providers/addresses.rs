//! Which addresses a server of somebody else's may be reached at. Pure functions of addresses.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// How far a connection may go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reach {
    /// To private networks and this machine too, but for what only links and clouds' metadata services have.
    Private,
    /// To what everybody can reach.
    Public,
}

impl Reach {
    /// Whether an address lies within reach.
    ///
    /// Source: IANA IPv4 and IPv6 Special-Purpose Address Registries.
    pub(super) fn admits(self, address: IpAddr) -> bool {
        let address = embedded(address);
        let never = match address {
            IpAddr::V4(address) => is_never_v4(address),
            IpAddr::V6(address) => is_never_v6(address),
        };
        let private = match address {
            IpAddr::V4(address) => is_private_v4(address),
            IpAddr::V6(address) => address.is_loopback() || address.is_unique_local(),
        };
        !never && (self == Self::Private || !private)
    }
}

/// The IPv4 address that an IPv6 one stands for, where it does: mapped, translated (RFC 6052) or tunnelled (RFC 3056).
fn embedded(address: IpAddr) -> IpAddr {
    let IpAddr::V6(v6) = address.to_canonical() else { return address.to_canonical() };
    let joined = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        IpAddr::V4(Ipv4Addr::new(a, b, c, d))
    };
    match v6.segments() {
        [0, 0, 0, 0, 0, 0, high, low] if high != 0 => joined(high, low),
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] => joined(high, low),
        [0x2002, high, low, ..] => joined(high, low),
        _ => IpAddr::V6(v6),
    }
}

/// Link-local, where clouds serve credentials, and what is no machine's address.
fn is_never_v4(address: Ipv4Addr) -> bool {
    let [first, ..] = address.octets();
    address.is_link_local() || address.is_multicast() || address.is_broadcast() || first == 0 || first >= 240
}

fn is_private_v4(address: Ipv4Addr) -> bool {
    let [first, second, third, _] = address.octets();
    address.is_private()
        || address.is_loopback()
        || address.is_documentation()
        || (first == 100 && second & 0xc0 == 64)
        || (first == 192 && second == 0 && third == 0)
        || (first == 198 && second & 0xfe == 18)
}

/// Link-local and site-local, unspecified, multicast, the metadata service of one cloud, and NAT64 of private use.
fn is_never_v6(address: Ipv6Addr) -> bool {
    let [first, second, third, ..] = address.segments();
    address.is_unicast_link_local()
        || address.is_multicast()
        || address.is_unspecified()
        || first & 0xffc0 == 0xfec0
        || address == METADATA
        || [first, second, third] == [0x64, 0xff9b, 1]
}

/// Source: Amazon EC2 User Guide, "Access instance metadata for an EC2 instance", the IPv6 address.
const METADATA: Ipv6Addr = Ipv6Addr::new(0xfd00, 0xec2, 0, 0, 0, 0, 0, 0x254);

#[cfg(test)]
mod tests;
