//! What an operator writes on the socket.

use server::operator::Command;

/// A command is written as it was read.
pub(crate) fn command(data: &[u8]) {
    let Ok(command) = serde_json::from_slice::<Command>(data) else { return };
    let written = serde_json::to_vec(&command).expect("a command has a JSON form");
    let again = serde_json::from_slice::<Command>(&written).expect("what was written is a command");
    assert_eq!(serde_json::to_vec(&again).expect("a command has a JSON form"), written);
}
