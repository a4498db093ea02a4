//! The records of the operator's commands.

use audit::{Event, EventId, Occasion, Operation, Parameters, UserIdentity};
use seal::Entropy;

use super::{NO_SERVICE, Recorder};
use crate::clock::wire_now;

impl Recorder {
    /// Records that the operator is about to command something.
    ///
    /// # Errors
    ///
    /// The trail does not take it; then the command must not be carried out.
    pub(crate) async fn commanded(
        &self,
        name: &'static str,
        parameters: Parameters,
    ) -> Result<(), audit::Refused> {
        let operation = Operation { source: NO_SERVICE, name: name.into(), is_read_only: false };
        let id = EventId::generate(&mut Entropy::system());
        let occasion = Occasion { id, time: wire_now(), region: None, account: None };
        let event = Event::api_call(operation, UserIdentity::operator(), occasion).parameters(parameters);
        self.append_event(&event).await
    }
}
