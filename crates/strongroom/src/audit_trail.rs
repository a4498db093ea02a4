//! `strongroom audit verify`: checks a trail, beside a running server or without one.

use anyhow::{Context, ensure};
use audit::{PublicKey, StoredHead, verify};

use crate::arguments::VerifyArguments;
use crate::configuration::Configuration;
use crate::environment::Environment;
use crate::operator;

/// Prints what was found; fails if the trail is not intact.
pub(crate) fn check(arguments: &VerifyArguments) -> anyhow::Result<()> {
    let root =
        arguments.root.as_deref().map(|root| root.parse::<PublicKey>().context("`--root`")).transpose()?;
    let (folder, head) = match &arguments.trail {
        Some(copy) => (copy.clone(), None),
        None => (server::trail_folder(&arguments.data.folder()), Some(head(arguments)?)),
    };
    let unreadable = || format!("the trail in `{}` cannot be read", folder.display());
    let report = verify(&folder, head.as_ref(), root).with_context(unreadable)?;
    println!("{report}");
    ensure!(report.is_intact(), "the audit trail is not intact");
    Ok(())
}

/// What the store knows: a running server tells it; otherwise the folder is opened.
fn head(arguments: &VerifyArguments) -> anyhow::Result<StoredHead> {
    let data = arguments.data.folder();
    if let Some(head) = operator::audit_head(&data)? {
        return Ok(head);
    }
    ensure!(data.is_dir(), "there is no folder `{}`", data.display());
    let root_key = Configuration::read(arguments.config.as_deref())?.root_key(&data, Environment::take()?)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let head = runtime.block_on(server::audit_head(&data, root_key.into()))?;
    Ok(StoredHead::clone(&head))
}
