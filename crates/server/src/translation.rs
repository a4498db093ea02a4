//! Between the wire and the domain, by hand: a file per operation.
//!
//! Each takes a request apart into the domain's types (which refuse what no type admits), has the call authorized, has it
//! operated, and puts the outcome into the response. No rule of the domain stands here.

pub(crate) mod iam;
pub(crate) mod kms;
mod paging;
mod parameters;
mod refusal;
pub(crate) mod secretsmanager;
pub(crate) mod strongroom;
pub(crate) mod sts;

use wire::secretsmanager::Request;

use crate::request::receive::Input;

/// Whether a request is answered from the catalogue.
pub(crate) fn needs_catalogue(input: &Input) -> bool {
    match input {
        Input::SecretsManager(Request::ListSecrets(_)) => true,
        Input::SecretsManager(Request::BatchGetSecretValue(request)) => {
            secretsmanager::filters_given(request).is_some()
        }
        Input::Iam(_) | Input::Kms(_) | Input::SecretsManager(_) | Input::Strongroom(_) | Input::Sts(_) => {
            false
        }
    }
}
