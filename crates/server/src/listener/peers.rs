//! How many connections each peer has, so that none takes them all.
//!
//! Knows addresses only, not what is said on the connections.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::limits::CONNECTIONS_PER_PEER_MAX;

/// The connections by peer. Clones count the same.
#[derive(Debug, Clone)]
pub(super) struct Peers {
    counts: Arc<Mutex<HashMap<IpAddr, usize>>>,
    /// How many one peer may have.
    each_max: usize,
}

/// A connection's place among those of its peer, which is free again when this is dropped.
#[derive(Debug)]
pub(super) struct Counted {
    peers: Peers,
    peer: IpAddr,
}

impl Peers {
    /// So many connections in all, of which one peer may have a tenth.
    pub(super) fn of(connections_max: usize) -> Self {
        let each_max = (connections_max / 10).clamp(1, CONNECTIONS_PER_PEER_MAX);
        Self { counts: Arc::default(), each_max }
    }

    /// Counts a connection; nothing if its peer has too many.
    pub(super) fn count(&self, ip: IpAddr) -> Option<Counted> {
        let peer = network(ip);
        let mut counts = self.counts();
        let count = counts.entry(peer).or_default();
        if *count >= self.each_max && !peer.is_loopback() {
            return None;
        }
        *count += 1;
        Some(Counted { peers: self.clone(), peer })
    }

    fn counts(&self) -> MutexGuard<'_, HashMap<IpAddr, usize>> {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner)
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
