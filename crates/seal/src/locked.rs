//! Memory for the keys that stay: it is never written to swap.
//!
//! The system locks whole pages, so keys share them: a [`LockedKey`] takes one of a page's places, and gives it back wiped.
//! Pages are added as places run out and are kept for good, so there are as many as were needed at once, and no page is
//! unlocked under a key. What the keys are for is not known here.

use std::ops::Deref;
use std::sync::{Mutex, Once, PoisonError};

use crate::Key;
use crate::limits::KEYS_PER_PAGE;

/// A key that is kept for longer than a call, in memory that is never written to swap. Like [`Key`], which it can be used
/// as, it is wiped when dropped and has no `Debug`, no `Clone` and no `==`.
///
/// Where the system refuses to lock so much memory, which is logged once, the key is kept all the same.
pub struct LockedKey(Option<&'static mut Key>);

/// As many keys as fit into a page, which begins where a page of the system does. Where the system's are larger, some of
/// the heap around it is locked with it.
#[repr(align(4096))]
struct Page([Key; KEYS_PER_PAGE]);

/// The places that no key is in.
static FREE: Mutex<Vec<&'static mut Key>> = Mutex::new(Vec::new());

impl From<Key> for LockedKey {
    fn from(key: Key) -> Self {
        let mut place = take_place();
        if let Some(place) = &mut place {
            place.copy_from(&key);
        }
        Self(place)
    }
}

impl Deref for LockedKey {
    type Target = Key;

    fn deref(&self) -> &Key {
        match &self.0 {
            Some(key) => key,
            // INVARIANT: a page has places, so making a key finds one; only dropping it takes it away.
            None => unreachable!("a locked key has a place until it is dropped"),
        }
    }
}

impl Drop for LockedKey {
    fn drop(&mut self) {
        if let Some(place) = self.0.take() {
            place.wipe();
            FREE.lock().unwrap_or_else(PoisonError::into_inner).push(place);
        }
    }
}

fn take_place() -> Option<&'static mut Key> {
    let mut free = FREE.lock().unwrap_or_else(PoisonError::into_inner);
    if free.is_empty() {
        free.extend(add_page());
    }
    free.pop()
}

/// The places of a new page.
fn add_page() -> impl Iterator<Item = &'static mut Key> {
    let page = Box::leak(Box::new(Page(std::array::from_fn(|_| Key::zero()))));
    match region::lock(&raw const *page, size_of::<Page>()) {
        // Dropping the guard would unlock the page.
        Ok(guard) => std::mem::forget(guard),
        Err(failure) => warn_once(&failure),
    }
    page.0.iter_mut()
}

fn warn_once(failure: &region::Error) {
    static WARNED: Once = Once::new();
    WARNED.call_once(|| {
        tracing::warn!(error = %failure, "some keys may be written to swap: raise the limit of locked memory, or switch swap off");
    });
}

#[cfg(test)]
mod tests;
