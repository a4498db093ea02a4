//! How many connections each peer has, so that none takes them all.
//!
//! Knows addresses only, not what is said on the connections.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::limits::CONNECTIONS_PER_PEER_MAX;

/// The connections by peer. Clones count the same.
#[derive(Debug, Clone, Default)]
pub(super) struct Peers(Arc<Mutex<HashMap<IpAddr, usize>>>);

/// A connection's place among those of its peer, which is free again when this is dropped.
#[derive(Debug)]
pub(super) struct Counted {
    peers: Peers,
    peer: IpAddr,
}

impl Peers {
    /// Counts a connection; nothing if its peer has too many.
    pub(super) fn count(&self, ip: IpAddr) -> Option<Counted> {
        let peer = network(ip);
        let mut counts = self.counts();
        let count = counts.entry(peer).or_default();
        if *count >= CONNECTIONS_PER_PEER_MAX && !peer.is_loopback() {
            return None;
        }
        *count += 1;
        Some(Counted { peers: self.clone(), peer })
    }

    fn counts(&self) -> MutexGuard<'_, HashMap<IpAddr, usize>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        let mut counts = self.peers.counts();
        if let Some(count) = counts.get_mut(&self.peer) {
            *count -= 1;
            if *count == 0 {
                counts.remove(&self.peer);
            }
        }
    }
}

/// What one peer can be expected to have of its own: an IPv4 address, or 64 bits of an IPv6 one.
fn network(ip: IpAddr) -> IpAddr {
    match ip {
        IpAddr::V6(ip) if !ip.is_loopback() => {
            Ipv6Addr::from_bits(ip.to_bits() & !u128::from(u64::MAX)).into()
        }
        IpAddr::V4(_) | IpAddr::V6(_) => ip,
    }
}

#[cfg(test)]
mod tests;
