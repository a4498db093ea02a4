//! Carries a call out, in one transaction: authorized, operated and answered as one.

use std::sync::Arc;

use arn::Region;
use iam::Caller;
use secrets::{Catalogues, RecentReads};
use store::{Tenant, Transaction, Work};
use wire::{Failure, sts};

use super::receive::Input;
use crate::Server;
use crate::answer::{Answer, Refused};
use crate::trail::{Done, Draft, Recorder};
use crate::translation;

/// A call whose caller is known.
pub(crate) struct Call<'a> {
    pub(crate) context: Context<'a>,
    input: Input,
    draft: &'a Draft<'a>,
    recorder: &'a Recorder,
}

/// What every operation may need besides its transaction and its input.
pub(crate) struct Context<'a> {
    pub(crate) caller: Caller,
    /// The caller's account, in the region that the call was signed for.
    pub(crate) home: Tenant,
    pub(crate) reads: &'a RecentReads,
    /// The catalogue, if it has caught up with the store.
    pub(crate) catalogues: Option<Arc<Catalogues>>,
}

impl<'a> Call<'a> {
    pub(crate) async fn new(server: &'a Server, caller: Caller, input: Input, draft: &'a Draft<'a>) -> Self {
        let catalogues =
            if translation::needs_catalogue(&input) { server.catalogues_caught_up().await } else { None };
        let home = home(&caller, &caller.circumstances.region);
        let context = Context { caller, home, reads: &server.reads, catalogues };
        Self { context, input, draft, recorder: &server.recorder }
    }
}

fn home(caller: &Caller, region: &Region) -> Tenant {
    Tenant::new(region.partition().as_str(), caller.principal.account().as_str(), region.as_str())
}

impl Work for Call<'_> {
    type Done = Done;
    type Failure = Refused;

    async fn run(&self, tx: &mut Transaction) -> Result<Done, Refused> {
        let (answer, happened) = match &self.input {
            Input::SecretsManager(request) => {
                let (response, happened) =
                    translation::secretsmanager::answer(tx, &self.context, request).await?;
                (Answer::SecretsManager(response), happened)
            }
            Input::Sts(sts::Request::GetCallerIdentity) => {
                (Answer::Sts(translation::sts::get_caller_identity(&self.context.caller)), Vec::new())
            }
        };
        // Nothing is changed while its record would have to wait.
        if tx.is_writing() && self.recorder.is_failing() {
            return Err(Failure::internal().into());
        }
        let records = self.draft.done(tx, self.recorder, (&answer, &happened))?;
        Ok(Done { answer, records })
    }
}
