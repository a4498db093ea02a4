//! The path of a request, from bytes to answer. Each line of [`serve`] is a station with a file of its own name.

pub(crate) mod admit;
pub(crate) mod authenticate;
pub(crate) mod body;
pub(crate) mod federate;
pub(crate) mod operate;
pub(crate) mod receive;
pub(crate) mod reply;

use std::sync::Arc;

use crate::Server;
use crate::chain::Chain;
use crate::trail::{self, Draft};
use operate::Call;
use receive::RawRequest;
use reply::Reply;

/// Serves one request, and a change to its end: its caller may go away, and its record is owed all the same.
pub(crate) async fn attend(server: &Arc<Server>, raw: RawRequest) -> Reply {
    if trail::only_reads(&raw) {
        return serve(server, raw).await;
    }
    let server = Arc::clone(server);
    tokio::spawn(async move { serve(&server, raw).await }).await.unwrap_or_else(|failure| {
        tracing::error!(error = %Chain(&failure), "a change ended badly");
        reply::broken()
    })
}

/// Serves one request.
async fn serve(server: &Server, raw: RawRequest) -> Reply {
    let mut draft = Draft::of(&raw);
    let mut _place = None;
    let outcome = async {
        let request = receive::decode(&raw)?;
        draft.asked(&request);
        if federate::is_unsigned(request.target) {
            return federate::exchange(server, request, &mut draft).await;
        }
        let (caller, identity) = authenticate::verify(server, &request).await?;
        draft.signed_by(&caller, identity);
        server.note_use(&caller, request.target);
        let input = request.input?;
        _place = Some(server.admission.admit(&caller, &input)?);
        let call = Call::new(server, caller, input, &draft).await;
        operate::carry_out(server, &call).await
    }
    .await;
    let target = draft.target();
    let outcome = trail::record(server, draft, outcome).await;
    reply::encode(&raw, target, outcome)
}
