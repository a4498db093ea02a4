//! Passwords made of the characters that a caller allows.

use seal::{Entropy, Plaintext};

/// What a password is to be made of.
///
/// Source: Secrets Manager API reference, `GetRandomPassword`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "the API asks for these switches one by one")]
pub struct PasswordRules {
    /// The length in characters, 1 to 4,096.
    pub length: usize,
    /// Characters that must not occur.
    pub exclude_characters: String,
    /// Leaves out `a-z`.
    pub exclude_lowercase: bool,
    /// Leaves out `0-9`.
    pub exclude_numbers: bool,
    /// Leaves out the 32 ASCII punctuation characters.
    pub exclude_punctuation: bool,
    /// Leaves out `A-Z`.
    pub exclude_uppercase: bool,
    /// Allows the space, which is never required.
    pub include_space: bool,
    /// Requires one character of each class that is not left out.
    pub require_each_included_type: bool,
}

/// Tells which bytes belong to a class of characters.
type Class = fn(&u8) -> bool;

/// Why no password can be made (the caller's fault).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasswordRefused {
    /// No character is left at all.
    #[error("no character is left to choose from")]
    NothingLeft,
    /// Shorter than the number of classes that must each occur.
    #[error("the password is shorter than the number of required classes")]
    TooShort,
    /// A required class has lost all its characters.
    #[error("a required class has no character left")]
    TypeExcluded,
}

impl PasswordRules {
    /// Makes a password by these rules.
    ///
    /// Each character is drawn evenly from all that are allowed. Where each class is required, one character of each is
    /// drawn first and all are then shuffled, so every position is as random as the others.
    ///
    /// # Errors
    ///
    /// See [`PasswordRefused`].
    pub fn generate(&self, entropy: &mut Entropy) -> Result<Plaintext, PasswordRefused> {
        let classes = self.classes();
        let all: Vec<u8> = classes.iter().flatten().copied().chain(self.space()).collect();
        if all.is_empty() {
            return Err(PasswordRefused::NothingLeft);
        }
        let required = if self.require_each_included_type { classes } else { Vec::new() };
        if required.iter().any(Vec::is_empty) {
            return Err(PasswordRefused::TypeExcluded);
        }
        if required.len() > self.length {
            return Err(PasswordRefused::TooShort);
        }
        Ok(draw(self.length, &required, &all, entropy))
    }

    /// The classes that are not switched off, each without the excluded characters.
    fn classes(&self) -> Vec<Vec<u8>> {
        let switched: [(bool, Class); 4] = [
            (self.exclude_lowercase, u8::is_ascii_lowercase),
            (self.exclude_uppercase, u8::is_ascii_uppercase),
            (self.exclude_numbers, u8::is_ascii_digit),
            (self.exclude_punctuation, u8::is_ascii_punctuation),
        ];
        let kept = switched.into_iter().filter(|(excluded, _)| !excluded);
        kept.map(|(_, class)| (0..=127).filter(class).filter(|&byte| self.allows(byte)).collect()).collect()
    }

    fn space(&self) -> Option<u8> {
        (self.include_space && self.allows(b' ')).then_some(b' ')
    }

    fn allows(&self, byte: u8) -> bool {
        !self.exclude_characters.contains(char::from(byte))
    }
}

fn draw(length: usize, required: &[Vec<u8>], all: &[u8], entropy: &mut Entropy) -> Plaintext {
    let mut password = zeroize::Zeroizing::new(Vec::with_capacity(length));
    let classes = required.iter().map(Vec::as_slice).chain(std::iter::repeat(all)).take(length);
    password.extend(classes.filter_map(|class| entropy.choose(class)));
    shuffle(&mut password, entropy);
    Plaintext::from(password)
}

/// Fisher and Yates's shuffle.
fn shuffle(password: &mut [u8], entropy: &mut Entropy) {
    for last in (1..password.len()).rev() {
        let bound = u32::try_from(last + 1).unwrap_or(u32::MAX);
        password.swap(last, usize::try_from(entropy.below(bound)).unwrap_or(last));
    }
}

#[cfg(test)]
mod tests;
