//! Keeps the catalogue of secrets: built once at the start, then by every commit.

use std::sync::Arc;

use secrets::{Catalogues, Secret, SecretName};
use store::{
    Change, CommitRecord, KeyRange, Revision, StoreError, Tenant, TenantKey, Transaction, Watch, WatchEvent,
    Work,
};

use crate::limits::{CATALOGUE_PAGE_ENTRIES, CATALOGUE_PAUSE_FIRST, CATALOGUE_PAUSE_MAX};
use crate::{Server, Shutdown};

/// A catalogue that has been built, and how far it has followed since.
#[derive(Debug)]
pub(crate) struct Followed {
    pub(crate) catalogues: Arc<Catalogues>,
    /// The newest commit that it has seen.
    pub(crate) revision: Revision,
}

/// Builds the catalogue, and builds another one whenever commits have been missed. Listings go by the index meanwhile.
pub(crate) async fn run(server: Arc<Server>, shutdown: Shutdown) {
    let rebuilding = async {
        let mut pause = CATALOGUE_PAUSE_FIRST;
        loop {
            match build_and_follow(&server).await {
                Ok(()) => pause = CATALOGUE_PAUSE_FIRST,
                Err(failure) => {
                    tracing::error!(error = %failure, "the catalogue could not be kept and is built anew");
                    pause = pause.saturating_mul(2).min(CATALOGUE_PAUSE_MAX);
                }
            }
            // Whoever is listing holds the old one, whole; nobody sees the new one before it is.
            server.catalogue.send_replace(None);
            tokio::time::sleep(pause).await;
        }
    };
    tokio::select! {
        () = shutdown.begun() => {}
        () = rebuilding => {}
    }
}

/// Follows the commits until some have been missed.
async fn build_and_follow(server: &Server) -> Result<(), StoreError> {
    // Commits are watched before the first page is read: what changes while building is applied afterwards.
    let mut watch = server.store.watch();
    let (catalogues, revision) = (Arc::new(Catalogues::default()), server.store.revision());
    for tenant in server.tenants().await? {
        or_give_up(&catalogues, &tenant, build(server, &catalogues, &tenant).await)?;
    }
    server.catalogue.send_replace(Some(Followed { catalogues, revision }));
    follow(server, &mut watch).await
}

/// A record that cannot be read costs its tenant the catalogue, and no other tenant.
fn or_give_up(
    catalogues: &Catalogues,
    tenant: &Tenant,
    kept: Result<(), StoreError>,
) -> Result<(), StoreError> {
    match kept {
        Err(failure) if failure.is_of_one_record() => {
            tracing::error!(error = %failure, ?tenant, "listings of a tenant go without a catalogue");
            catalogues.give_up(tenant);
            Ok(())
        }
        kept => kept,
    }
}

async fn build(server: &Server, catalogues: &Catalogues, tenant: &Tenant) -> Result<(), StoreError> {
    let mut range = TenantKey::<Secret>::of(tenant).prefix();
    loop {
        let (secrets, last) = server.store.transact(&ReadPage(range.clone())).await?;
        secrets.iter().for_each(|secret| catalogues.apply(tenant, secret));
        match last {
            Some(last) => range = range.after(&last),
            None => return Ok(()),
        }
        // Hundreds of records were taken in; requests that wait for this thread go first.
        tokio::task::yield_now().await;
    }
}

async fn follow(server: &Server, watch: &mut Watch) -> Result<(), StoreError> {
    loop {
        match watch.next().await {
            WatchEvent::Commit(commit) => apply(server, &commit)?,
            WatchEvent::Resync => return Ok(()),
            WatchEvent::Closed => return Err(StoreError::Unavailable),
        }
    }
}

fn apply(server: &Server, commit: &CommitRecord) -> Result<(), StoreError> {
    let Some(catalogues) = server.catalogue.borrow().as_ref().map(|seen| Arc::clone(&seen.catalogues)) else {
        return Ok(());
    };
    commit.changes.iter().try_for_each(|change| apply_change(&catalogues, change))?;
    server.catalogue.send_modify(|seen| {
        if let Some(seen) = seen {
            seen.revision = commit.revision;
        }
    });
    Ok(())
}

fn apply_change(catalogues: &Catalogues, change: &Change) -> Result<(), StoreError> {
    let Some((key, secret)) = change.record::<TenantKey<Secret>>() else { return Ok(()) };
    let tenant = key.tenant();
    match secret {
        Ok(Some(secret)) => catalogues.apply(&tenant, &secret),
        Ok(None) => {
            let name = key.parts().text().and_then(|name| SecretName::parse(&name).ok());
            name.into_iter().for_each(|name| catalogues.remove(&tenant, &name));
        }
        Err(failure) => return or_give_up(catalogues, &tenant, Err(failure)),
    }
    Ok(())
}

struct ReadPage(KeyRange<TenantKey<Secret>>);

impl Work for ReadPage {
    type Done = (Vec<Arc<Secret>>, Option<TenantKey<Secret>>);
    type Failure = StoreError;

    async fn run(&self, tx: &mut Transaction) -> Result<Self::Done, StoreError> {
        let page = tx.page(&self.0, CATALOGUE_PAGE_ENTRIES).await?;
        let last = page.entries.last().filter(|_| page.more).map(|(key, _)| key.clone());
        Ok((page.entries.into_iter().map(|(_, secret)| secret).collect(), last))
    }
}
