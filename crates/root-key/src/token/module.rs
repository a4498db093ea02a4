//! A vendor's module: loaded once, initialized for each conversation, so that a token that was taken away is seen again.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use cryptoki::context::{CInitializeArgs, CInitializeFlags, Pkcs11};
use cryptoki::error::{Error, RvError};
use cryptoki::session::{Session, UserType};
use cryptoki::slot::{Slot, TokenInfo};
use secrecy::SecretString;

use super::{Token, WhichToken, pin_text};
use crate::RootKeyError;

/// The modules that were loaded. They stay: few survive being unloaded. The lock is held for a whole conversation, because a
/// module has one state for all of a process.
static LOADED: Mutex<BTreeMap<PathBuf, Pkcs11>> = Mutex::new(BTreeMap::new());

/// Asks the token something, logged in.
pub(super) fn converse<T>(
    token: &Token,
    ask: impl FnOnce(&Session) -> Result<T, RootKeyError>,
) -> Result<T, RootKeyError> {
    let mut loaded = LOADED.lock().unwrap_or_else(PoisonError::into_inner);
    let module = match loaded.get(&token.module) {
        Some(module) => module.clone(),
        None => {
            let module = load(&token.module)?;
            loaded.insert(token.module.clone(), module.clone());
            module
        }
    };
    module.initialize(CInitializeArgs::new(CInitializeFlags::OS_LOCKING_OK)).map_err(complaint)?;
    let outcome = log_in(&module, token).and_then(|session| ask(&session));
    if let Err(failure) = module.finalize() {
        tracing::warn!(error = %failure, "a PKCS #11 module did not end well");
    }
    outcome
}

fn load(path: &PathBuf) -> Result<Pkcs11, RootKeyError> {
    let unusable = |source| RootKeyError::Module { path: path.clone(), source: Box::new(source) };
    Pkcs11::new(path).map_err(unusable)
}

fn log_in(module: &Pkcs11, token: &Token) -> Result<Session, RootKeyError> {
    let (slot, info) = find(module, &token.which)?;
    // Another wrong PIN would lock the token, or has done so.
    if info.user_pin_locked() || info.user_pin_final_try() {
        return Err(RootKeyError::PinNearlyLocked);
    }
    let session = module.open_rw_session(slot).map_err(complaint)?;
    let pin = SecretString::from(pin_text(&token.pin)?.as_str());
    match session.login(UserType::User, Some(&pin)) {
        Ok(()) | Err(Error::Pkcs11(RvError::UserAlreadyLoggedIn, _)) => Ok(session),
        Err(Error::Pkcs11(
            RvError::PinIncorrect
            | RvError::PinInvalid
            | RvError::PinLenRange
            | RvError::PinExpired
            | RvError::PinLocked
            | RvError::UserPinNotInitialized,
            _,
        )) => Err(RootKeyError::PinRefused),
        Err(other) => Err(complaint(other)),
    }
}

fn find(module: &Pkcs11, which: &WhichToken) -> Result<(Slot, TokenInfo), RootKeyError> {
    for slot in module.get_slots_with_token().map_err(complaint)? {
        let Ok(info) = module.get_token_info(slot) else { continue };
        let is_meant = match which {
            WhichToken::Label(label) => info.token_initialized() && info.label() == label,
            WhichToken::Slot(id) => slot.id() == *id,
        };
        if is_meant {
            return Ok((slot, info));
        }
    }
    let name = match which {
        WhichToken::Label(label) => format!("with the label `{label}`"),
        WhichToken::Slot(id) => format!("in slot {id}"),
    };
    Err(RootKeyError::Unavailable { reason: format!("there is no token {name}") })
}

/// What else a module complains about may pass: a device that is busy, absent or being exchanged.
pub(super) fn complaint(failure: Error) -> RootKeyError {
    RootKeyError::Unavailable { reason: format!("the PKCS #11 module says: {failure}") }
}
