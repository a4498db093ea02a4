//! Keeps the catalogue of secrets: built once at the start, then by every commit.

use std::sync::Arc;

use secrets::{Secret, SecretName};
use store::{
    Change, CommitRecord, KeyRange, StoreError, Tenant, TenantKey, Transaction, Watch, WatchEvent, Work,
};

use crate::limits::CATALOGUE_PAGE_ENTRIES;
use crate::{Server, Shutdown};

/// Builds the catalogue, and builds it anew whenever commits have been missed. Listings go by the index meanwhile.
pub(crate) async fn run(server: Arc<Server>, shutdown: Shutdown) {
    let rebuilding = async {
        loop {
            if let Err(failure) = build_and_follow(&server).await {
                tracing::error!(error = %failure, "the catalogue could not be kept and is built anew");
                tokio::time::sleep(crate::limits::DUTY_INTERVAL).await;
            }
            server.catalogue_revision.send_replace(None);
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
    server.catalogues.clear();
    let built_at = server.store.revision();
    for tenant in server.tenants() {
        build(server, &tenant).await?;
    }
    server.catalogue_revision.send_replace(Some(built_at));
    follow(server, &mut watch).await
}

async fn build(server: &Server, tenant: &Tenant) -> Result<(), StoreError> {
    let mut range = TenantKey::<Secret>::of(tenant).prefix();
    loop {
        let (secrets, last) = server.store.transact(&ReadPage(range.clone())).await?;
        secrets.iter().for_each(|secret| server.catalogues.apply(tenant, secret));
        match last {
            Some(last) => range = range.after(&last),
            None => return Ok(()),
        }
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
    commit.changes.iter().try_for_each(|change| apply_change(server, change))?;
    server.catalogue_revision.send_replace(Some(commit.revision));
    Ok(())
}

fn apply_change(server: &Server, change: &Change) -> Result<(), StoreError> {
    let Some((key, secret)) = change.record::<TenantKey<Secret>>() else { return Ok(()) };
    match secret? {
        Some(secret) => server.catalogues.apply(&key.tenant(), &secret),
        None => {
            let name = key.parts().text().and_then(|name| SecretName::parse(&name).ok());
            name.into_iter().for_each(|name| server.catalogues.remove(&key.tenant(), &name));
        }
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
