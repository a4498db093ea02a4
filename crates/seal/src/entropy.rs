//! Random numbers as an argument.

use std::cell::RefCell;

use aws_lc_rs::rand::{SecureRandom, SystemRandom};

use crate::limits::IDENTIFIER_BYTES_AHEAD;

/// A generator of random bytes.
///
/// The domain never reaches for the system's generator: it is handed one of these, fresh at each attempt of a
/// transaction, so that simulations can replay a run from its seed.
#[derive(Debug)]
pub struct Entropy(Source);

#[derive(Debug)]
enum Source {
    System(SystemRandom),
    Seeded { seed: u64, block: u64 },
}

impl Entropy {
    /// The operating system's generator, through the cipher library.
    #[must_use]
    pub fn system() -> Self {
        Self(Source::System(SystemRandom::new()))
    }

    /// A repeatable stream for simulations: its keys are as guessable as its seed.
    #[must_use]
    pub fn dangerous_seeded(seed: u64) -> Self {
        Self(Source::Seeded { seed, block: 0 })
    }

    /// Fills `bytes` with random ones.
    ///
    /// # Panics
    ///
    /// If the operating system's generator fails: nothing that needs a key may go on then.
    pub fn fill(&mut self, bytes: &mut [u8]) {
        match &mut self.0 {
            Source::System(system) => {
                assert!(system.fill(bytes).is_ok(), "the system's random generator failed")
            }
            Source::Seeded { seed, block } => fill_seeded(*seed, block, bytes),
        }
    }

    /// `N` random bytes.
    #[must_use]
    pub fn bytes<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        self.fill(&mut bytes);
        bytes
    }

    /// 16 random bytes for what is public anyway, such as the id of a request: never for a key, a nonce or a salt.
    ///
    /// They are drawn ahead, many at a time, since asking the generator costs more than all else about such an id.
    ///
    /// # Panics
    ///
    /// As [`fill`](Self::fill).
    #[must_use]
    pub fn identifier(&mut self) -> [u8; 16] {
        match self.0 {
            Source::System(_) => DRAWN.with_borrow_mut(|drawn| drawn.next(self)),
            Source::Seeded { .. } => self.bytes(),
        }
    }

    /// A number in `0..bound`, each equally likely; 0 if `bound` is 0.
    ///
    /// Draws again where a plain remainder would favor small numbers.
    #[must_use]
    pub fn below(&mut self, bound: u32) -> u32 {
        let zone = u32::MAX - u32::MAX.checked_rem(bound).unwrap_or(0);
        loop {
            let drawn = u32::from_le_bytes(self.bytes());
            if drawn < zone || bound == 0 {
                return drawn.checked_rem(bound).unwrap_or(0);
            }
        }
    }

    /// One of `choices`, each equally likely; nothing if there are none.
    #[must_use]
    pub fn choose<T: Copy>(&mut self, choices: &[T]) -> Option<T> {
        let bound = u32::try_from(choices.len()).ok()?;
        choices.get(usize::try_from(self.below(bound)).ok()?).copied()
    }
}

thread_local! {
    static DRAWN: RefCell<Drawn> = const { RefCell::new(Drawn { bytes: [0; IDENTIFIER_BYTES_AHEAD], left: 0 }) };
}

/// Random bytes of one thread, of which the first `left` are still unused.
struct Drawn {
    bytes: [u8; IDENTIFIER_BYTES_AHEAD],
    left: usize,
}

impl Drawn {
    fn next(&mut self, entropy: &mut Entropy) -> [u8; 16] {
        if self.left == 0 {
            entropy.fill(&mut self.bytes);
            self.left = IDENTIFIER_BYTES_AHEAD;
        }
        let unused = self.bytes.get(..self.left).and_then(<[u8]>::last_chunk).copied();
        self.left = self.left.saturating_sub(16);
        // INVARIANT: the bytes are drawn in a multiple of 16, so there is always such a chunk.
        unused.unwrap_or_else(|| entropy.bytes())
    }
}

fn fill_seeded(seed: u64, block: &mut u64, bytes: &mut [u8]) {
    for chunk in bytes.chunks_mut(32) {
        let digest = crate::sha256(&[b"seeded entropy", &seed.to_le_bytes(), &block.to_le_bytes()]);
        chunk.iter_mut().zip(digest).for_each(|(to, from)| *to = from);
        *block += 1;
    }
}

#[cfg(test)]
mod tests;
