//! A first look at a statement: whether its actions and resources could cover a request at all.
//!
//! The screens of a policy lie one behind the other, so that the many statements about something else cost a few
//! comparisons each and none of their own memory. A screen lets through whatever its statement covers, and some that it
//! does not; nothing is decided by it.

#[cfg(test)]
mod tests;

/// The first 32 bytes of the last part of an ARN, with zeros behind a shorter one. As two numbers they are compared in a
/// few instructions.
type Start = [u128; 2];

/// What the actions and the resources of one statement have in common.
#[derive(Clone, Debug)]
pub(super) struct Screen {
    /// A bit for each action that is listed by its whole name.
    actions: u64,
    /// A bit for each vendor of which actions are listed by a wildcard.
    vendors: u64,
    /// How the last part of every ARN that is covered begins.
    start: Start,
    /// Which bytes of `start` count: those are all ones.
    mask: Start,
}

/// What a request is held against screens by.
#[derive(Debug)]
pub(super) struct Sought {
    action: u64,
    vendor: u64,
    start: Start,
}

impl Screen {
    /// A screen that no action passes yet, and every resource.
    pub(super) const fn new() -> Self {
        Self { actions: 0, vendors: 0, start: [0; 2], mask: [0; 2] }
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
        self.start = first_bytes(start.bytes());
        self.mask = first_bytes(start.bytes().map(|_| u8::MAX));
    }

    /// A screen that lets through whatever one of the two does.
    pub(super) fn or(&self, other: &Self) -> Self {
        let ([start, next], [start_of_other, next_of_other]) = (self.start, other.start);
        let ([mask, mask_next], [mask_of_other, mask_next_of_other]) = (self.mask, other.mask);
        let mask = mask & mask_of_other & !(start ^ start_of_other);
        let mask_next = mask_next & mask_next_of_other & !(next ^ next_of_other);
        Self {
            actions: self.actions | other.actions,
            vendors: self.vendors | other.vendors,
            start: [start, next],
            mask: [mask, mask_next],
        }
    }

    /// Whether the statement might cover what is sought.
    pub(super) fn passes(&self, sought: &Sought) -> bool {
        let action = (self.actions & sought.action) | (self.vendors & sought.vendor);
        let ([wanted, wanted_next], [given, given_next]) = (self.start, sought.start);
        let [mask, mask_next] = self.mask;
        action != 0 && ((wanted ^ given) & mask) | ((wanted_next ^ given_next) & mask_next) == 0
    }
}

impl Sought {
    /// What a request seeks: an action, lower-case, on something whose ARN has this last part; empty for no ARN.
    pub(super) fn new(vendor: &str, name: &str, last_part: &str) -> Self {
        Self {
            action: action_bit(vendor, name),
            vendor: bit([vendor]),
            start: first_bytes(last_part.bytes()),
        }
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

fn first_bytes(mut bytes: impl Iterator<Item = u8>) -> Start {
    let mut next = || u128::from_le_bytes(std::array::from_fn(|_| bytes.next().unwrap_or(0)));
    [next(), next()]
}
