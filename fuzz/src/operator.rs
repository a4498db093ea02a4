//! What an operator writes on the socket.

use server::operator::Command;

/// A command is written as it was read.
pub(crate) fn command(data: &[u8]) {
    let Ok(command) = serde_json::from_slice::<Command>(data) else { return };
    let written = serde_json::to_vec(&command).ok();
    let again = written.as_deref().and_then(|bytes| serde_json::from_slice::<Command>(bytes).ok());
    assert_eq!(again.and_then(|again| serde_json::to_vec(&again).ok()), written);
}
