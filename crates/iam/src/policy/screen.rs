//! A first look at a statement: whether its actions and resources could cover a request at all.
//!
//! The screens of a policy lie one behind the other, so that the many statements about something else cost a few
//! comparisons each and none of their own memory. A screen lets through whatever its statement covers, and some that it
//! does not; nothing is decided by it.

#[cfg(test)]
mod tests;

/// How many bytes of the last part of an ARN are looked at.
const START_BYTES: usize = 32;

/// What the actions and the resources of one statement have in common.
#[derive(Clone, Debug)]
pub(super) struct Screen {
    /// A bit for each action that is listed by its whole name.
    actions: u64,
    /// A bit for each vendor of which actions are listed by a wildcard.
    vendors: u64,
    /// How the last part of every ARN that is covered begins.
    start: [u8; START_BYTES],
    /// Which bytes of `start` count: those are all ones.
    mask: [u8; START_BYTES],
}

/// What a request is held against screens by.
#[derive(Debug)]
pub(super) struct Sought {
    action: u64,
    vendor: u64,
    start: [u8; START_BYTES],
}

impl Screen {
    /// A screen that no action passes yet, and every resource.
    pub(super) const fn new() -> Self {
        Self { actions: 0, vendors: 0, start: [0; START_BYTES], mask: [0; START_BYTES] }
    }

    /// Lets an action pass, by its vendor and its whole name, both lower-case.
    pub(super) fn admit_action(&mut self, vendor: &str, name: &str) {
        self.actions |= action_bit(vendor, name);
    }

    /// Lets all actions of a vendor pass.
    pub(super) fn admit_vendor(&mut self, vendor: &str) {
        self.vendors |= bit([vendor]);
    }

    /// Lets every action pass.
    pub(super) const fn admit_all_actions(&mut self) {
        self.vendors = u64::MAX;
    }

    /// Lets only ARNs pass whose last part begins so.
    pub(super) fn demand_start(&mut self, start: &str) {
        (self.start, self.mask) = (padded(start), [0; START_BYTES]);
        self.mask.iter_mut().zip(start.bytes()).for_each(|(mask, _)| *mask = u8::MAX);
    }

    /// Whether the statement might cover what is sought.
    pub(super) fn passes(&self, sought: &Sought) -> bool {
        let action = (self.actions & sought.action) | (self.vendors & sought.vendor);
        action != 0 && self.differences(sought) == 0
    }

    /// All bits in which the starts differ, laid over one another: without a branch, so that it takes a few
    /// instructions for all bytes.
    fn differences(&self, sought: &Sought) -> u8 {
        let bytes = self.start.iter().zip(&self.mask).zip(&sought.start);
        bytes.fold(0, |differences, ((wanted, mask), given)| differences | ((wanted ^ given) & mask))
    }
}

impl Sought {
    /// What a request seeks: an action, lower-case, on something whose ARN has this last part; empty for no ARN.
    pub(super) fn new(vendor: &str, name: &str, last_part: &str) -> Self {
        Self { action: action_bit(vendor, name), vendor: bit([vendor]), start: padded(last_part) }
    }
}

/// What two texts both begin with.
pub(super) fn common_start<'t>(one: &'t str, other: &str) -> &'t str {
    let same = one.char_indices().zip(other.chars()).find(|((_, left), right)| left != right);
    let end = same.map_or(one.len().min(other.len()), |((place, _), _)| place);
    one.get(..end).unwrap_or_default()
}

fn action_bit(vendor: &str, name: &str) -> u64 {
    bit([vendor, ":", name])
}

/// One of 64 bits, by hash: two texts seldom share one, and only time is lost where they do.
///
/// Source: draft-eastlake-fnv, FNV-1a.
fn bit<const N: usize>(texts: [&str; N]) -> u64 {
    const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0100_0000_01b3;
    let bytes = texts.into_iter().flat_map(str::bytes);
    let hash = bytes.fold(BASIS, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME));
    // The high bits depend on all bytes.
    1 << (hash >> 58)
}

/// The first bytes of a text, with zeros behind a shorter one.
fn padded(text: &str) -> [u8; START_BYTES] {
    let mut bytes = [0; START_BYTES];
    bytes.iter_mut().zip(text.bytes()).for_each(|(byte, given)| *byte = given);
    bytes
}
