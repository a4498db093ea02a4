//! Random numbers as an argument.

use aws_lc_rs::rand::{SecureRandom, SystemRandom};

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

fn fill_seeded(seed: u64, block: &mut u64, bytes: &mut [u8]) {
    for chunk in bytes.chunks_mut(32) {
        let digest = crate::sha256(&[b"seeded entropy", &seed.to_le_bytes(), &block.to_le_bytes()]);
        chunk.iter_mut().zip(digest).for_each(|(to, from)| *to = from);
        *block += 1;
    }
}

#[cfg(test)]
mod tests;
