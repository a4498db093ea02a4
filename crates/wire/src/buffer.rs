//! An output buffer that leaves no copy of what was written to it.

use std::fmt;

use zeroize::Zeroizing;

/// Bytes of an answer, some of them secret: wiped when dropped, and also where they lay before the buffer grew.
pub(crate) struct WipingBuffer(Zeroizing<Vec<u8>>);

impl WipingBuffer {
    /// An empty buffer with room for so many bytes.
    pub(crate) fn with_capacity(bytes: usize) -> Self {
        Self(Zeroizing::new(Vec::with_capacity(bytes)))
    }

    /// Appends bytes.
    pub(crate) fn push(&mut self, bytes: &[u8]) {
        self.reserve(bytes.len());
        self.0.extend_from_slice(bytes);
    }

    /// Appends so many zeros, and yields them to be written over.
    pub(crate) fn push_zeros(&mut self, bytes: usize) -> &mut [u8] {
        let start = self.0.len();
        self.reserve(bytes);
        self.0.resize(start + bytes, 0);
        self.0.get_mut(start..).unwrap_or_default()
    }

    /// What was written.
    pub(crate) fn into_bytes(self) -> Zeroizing<Vec<u8>> {
        self.0
    }

    /// Makes room for `bytes` more.
    // INVARIANT: the vector never grows by itself, as it would free its old memory unwiped. Every append is preceded by
    // this, and the buffer replaced here wipes itself.
    fn reserve(&mut self, bytes: usize) {
        let needed = self.0.len() + bytes;
        if needed > self.0.capacity() {
            let mut larger = Zeroizing::new(Vec::with_capacity(needed.max(self.0.capacity() * 2)));
            larger.extend_from_slice(&self.0);
            self.0 = larger;
        }
    }
}

impl fmt::Write for WipingBuffer {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.push(text.as_bytes());
        Ok(())
    }
}
