//! Carries a call out, in one transaction: authorized, operated and answered as one.

use std::borrow::Cow;
use std::sync::Arc;

use arn::Region;
use iam::{Caller, RecentUses};
use secrets::{Catalogues, RecentReads};
use store::{Tenant, Transaction, Work};
use wire::{Code, Failure};

use super::receive::Input;
use crate::Server;
use crate::answer::{Answer, Refused};
use crate::trail::{Done, Draft, Recorder};
use crate::translation;

/// A call whose caller is known.
pub(crate) struct Call<'a> {
    context: Context<'a>,
    input: Input,
    draft: &'a Draft<'a>,
    recorder: &'a Recorder,
}

/// What every operation may need besides its transaction and its input.
#[derive(Clone)]
pub(crate) struct Context<'a> {
    pub(crate) caller: Caller,
    /// The caller's account, in the region that the call was signed for.
    pub(crate) home: Tenant,
    pub(crate) reads: &'a RecentReads,
    pub(crate) uses: &'a RecentUses,
    /// The catalogue, if it has caught up with the store.
    pub(crate) catalogues: Option<Arc<Catalogues>>,
}

impl<'a> Call<'a> {
    pub(crate) async fn new(server: &'a Server, caller: Caller, input: Input, draft: &'a Draft<'a>) -> Self {
        let catalogues =
            if translation::needs_catalogue(&input) { server.catalogues_caught_up().await } else { None };
        let home = home(&caller, &caller.circumstances.region);
        let context = Context { caller, home, reads: &server.reads, uses: &server.uses, catalogues };
        Self { context, input, draft, recorder: &server.recorder }
    }
}

/// Carries a call out to its end. The derived keys of an access key that it has changed are forgotten: no call is let in
/// by them alone, and they need not lie about.
pub(crate) async fn carry_out(server: &Server, call: &Call<'_>) -> Result<Done, Refused> {
    let done = server.store.transact(call).await?;
    if let Input::Iam(request) = &call.input
        && let Some(id) = translation::iam::access_key_changed(request)
    {
        server.signing_keys.forget(id);
    }
    Ok(done)
}

impl Context<'_> {
    /// The same, with the policies that bear on the caller in this transaction: those that were found with the signer, if
    /// nothing was written since.
    async fn standing(&self, tx: &mut Transaction) -> Result<Cow<'_, Self>, Refused> {
        let caller = &self.caller;
        if caller.standing.holds(tx) {
            return Ok(Cow::Borrowed(self));
        }
        let standing = iam::operations::stand(tx, &caller.principal, caller.session.as_deref()).await?;
        // Whoever was deleted after the signature was verified is nobody any more.
        let gone = || Failure::new(Code::UnrecognizedClient, GONE);
        let caller = Caller { standing: Arc::new(standing.ok_or_else(gone)?), ..caller.clone() };
        Ok(Cow::Owned(Self { caller, ..self.clone() }))
    }
}

const GONE: &str = "The security token included in the request is invalid.";

fn home(caller: &Caller, region: &Region) -> Tenant {
    Tenant::new(region.partition().as_str(), caller.principal.account().as_str(), region.as_str())
}

impl Work for Call<'_> {
    type Done = Done;
    type Failure = Refused;

    async fn run(&self, tx: &mut Transaction) -> Result<Done, Refused> {
        let call = self.context.standing(tx).await?;
        let (answer, happened) = match &self.input {
            Input::Iam(_) if translation::sts::is_own_session(&call) => {
                return Err(Failure::new(Code::UnrecognizedClient, GONE).into());
            }
            Input::Iam(request) => {
                (Answer::Iam(translation::iam::answer(tx, &call, request).await?), Vec::new())
            }
            Input::Kms(request) => {
                (Answer::Kms(translation::kms::answer(tx, &call, request).await?), Vec::new())
            }
            Input::SecretsManager(request) => {
                let (response, happened) = translation::secretsmanager::answer(tx, &call, request).await?;
                (Answer::SecretsManager(response), happened)
            }
            Input::Strongroom(request) => {
                (Answer::Strongroom(translation::strongroom::answer(tx, &call, request).await?), Vec::new())
            }
            Input::Sts(request) => {
                (Answer::Sts(translation::sts::answer(tx, &call, request).await?), Vec::new())
            }
        };
        // Nothing is changed while its record would have to wait.
        if tx.is_writing() && self.recorder.is_failing() {
            return Err(Failure::internal().into());
        }
        let records = self.draft.done(tx, self.recorder, Some(&self.input), (&answer, &happened))?;
        Ok(Done { answer, records })
    }
}
