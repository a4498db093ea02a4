use super::*;
use crate::tests::fixture::secret;

fn credential(access_key_id: &str, day: &str) -> Credential {
    Credential::parse(&format!("{access_key_id}/{day}/us-east-1/kms/aws4_request")).unwrap()
}

fn key() -> Arc<SigningKey> {
    Arc::new(SigningKey::derive(&secret(), "20150830", "us-east-1", "kms"))
}

fn fill(cache: &SigningKeyCache, credential: &Credential) {
    let Err(miss) = cache.get(credential) else { panic!("the cache has the key already") };
    cache.insert(miss, credential, key());
}

#[test]
fn what_was_put_in_is_found() {
    let cache = SigningKeyCache::default();
    let credential = credential("AKIDA", "20150830");
    let Err(miss) = cache.get(&credential) else { panic!("the cache is empty") };
    let key = key();
    cache.insert(miss, &credential, Arc::clone(&key));
    assert!(cache.get(&credential).is_ok_and(|found| Arc::ptr_eq(&found, &key)));
}

#[test]
fn every_part_of_the_credential_counts() {
    let cache = SigningKeyCache::default();
    fill(&cache, &credential("AKIDA", "20150830"));
    for other in [
        "AKIDB/20150830/us-east-1/kms/aws4_request",
        "AKIDA/20150831/us-east-1/kms/aws4_request",
        "AKIDA/20150830/us-east-2/kms/aws4_request",
        "AKIDA/20150830/us-east-1/sts/aws4_request",
        "akida/20150830/us-east-1/kms/aws4_request",
    ] {
        assert!(cache.get(&Credential::parse(other).unwrap()).is_err(), "{other}");
    }
}

#[test]
fn an_access_key_is_forgotten_with_all_its_keys_and_no_other() {
    let cache = SigningKeyCache::default();
    let ours = [credential("AKIDA", "20150830"), credential("AKIDA", "20150831")];
    let others =
        [credential("AKIDAA", "20150830"), credential("XAKIDA", "20150830"), credential("AKID", "20150830")];
    ours.iter().chain(&others).for_each(|credential| fill(&cache, credential));
    cache.forget("AKIDA");
    assert!(ours.iter().all(|credential| cache.get(credential).is_err()));
    assert!(others.iter().all(|credential| cache.get(credential).is_ok()));
    // What is derived afterwards is kept again.
    fill(&cache, &ours[0]);
    assert!(cache.get(&ours[0]).is_ok());
}

/// A secret that was read before its key was deactivated must not come back through the cache.
#[test]
fn a_key_forgotten_while_it_was_loaded_stays_forgotten() {
    let cache = SigningKeyCache::default();
    let credential = credential("AKIDA", "20150830");
    let Err(miss) = cache.get(&credential) else { panic!("the cache is empty") };
    cache.forget("AKIDA");
    cache.insert(miss, &credential, key());
    assert!(cache.get(&credential).is_err());
}

#[test]
fn the_cache_is_bounded_and_the_oldest_makes_way() {
    let cache = SigningKeyCache::new(8);
    for day in 0..100 {
        fill(&cache, &credential("AKIDA", &format!("2015{day:04}")));
        cache.keys.run_pending_tasks();
    }
    assert_eq!(cache.keys.entry_count(), 8);
    assert!(cache.get(&credential("AKIDA", "20150099")).is_ok());
    assert!(cache.get(&credential("AKIDA", "20150000")).is_err());
}
