//! The path of a request, from bytes to answer. Each line of [`serve`] is a station with a file of its own name.

pub(crate) mod authenticate;
pub(crate) mod body;
pub(crate) mod operate;
pub(crate) mod receive;
pub(crate) mod reply;

use crate::Server;
use operate::Call;
use receive::RawRequest;
use reply::Reply;

/// Serves one request.
pub(crate) async fn serve(server: &Server, raw: RawRequest) -> Reply {
    let outcome = async {
        let request = receive::decode(&raw)?;
        let caller = authenticate::verify(server, &request).await?;
        let call = Call::new(server, caller, request.input?).await;
        server.store.transact(&call).await
    }
    .await;
    reply::encode(&raw, outcome)
}
