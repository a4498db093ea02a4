//! The end, told to everybody at once.

use tokio::sync::watch;

/// Tells the parts of a server that it is to stop. Clones tell and hear the same.
#[derive(Debug, Clone)]
pub struct Shutdown(watch::Sender<bool>);

impl Default for Shutdown {
    fn default() -> Self {
        Self(watch::Sender::new(false))
    }
}

impl Shutdown {
    /// Tells everybody to stop. Once said, it stays said.
    pub fn begin(&self) {
        self.0.send_replace(true);
    }

    /// Whether it has begun.
    #[must_use]
    pub fn has_begun(&self) -> bool {
        *self.0.borrow()
    }

    /// Waits until it begins.
    pub async fn begun(&self) {
        let mut said = self.0.subscribe();
        // The sender lives as long as `self`, so waiting ends only by being told.
        let _told = said.wait_for(|said| *said).await;
    }
}
