use proptest::prelude::*;

use super::{RecordKey, SystemKey, Tenant, TenantKey, has_tenants};
use crate::memory::{Disk, Volatile};
use crate::{
    Commit, Engine, KeyBytes, Outcome, Record, TransactionId, Undecodable, Write, put_sealed_keyring,
};

macro_rules! record {
    ($record:ident, $kind:literal) => {
        struct $record;

        impl Record for $record {
            const KIND: &'static str = $kind;
            const FORMAT: u8 = 1;

            fn encode(&self, _out: &mut Vec<u8>) {}

            fn decode(_format: u8, _bytes: &[u8]) -> Result<Self, Undecodable> {
                Ok(Self)
            }
        }
    };
}

record!(Secret, "secret");
record!(SecretVersion, "secret-version");

/// Names made of what a delimiter or an escape could be mistaken for.
fn name() -> impl Strategy<Value = String> {
    "[a\u{0}\u{1}/:\u{ff}]{0,4}"
}

fn tenant() -> impl Strategy<Value = Tenant> {
    (name(), name(), name())
        .prop_map(|(partition, account, region)| Tenant::new(&partition, &account, &region))
}

proptest! {
    /// Whatever a caller puts into a name, a range of one tenant holds no key of another, nor of another kind.
    #[test]
    fn cve_class_03_tenant_crossing_by_key_is_impossible(
        (own, other) in (tenant(), tenant()),
        (prefix, name) in (name(), name()),
    ) {
        let span = TenantKey::<Secret>::of(&own).text_prefix(&prefix).span();
        let holds = |bytes: &crate::KeyBytes| span.from <= *bytes && *bytes < span.to;
        let foreign = TenantKey::<Secret>::of(&other).text(&name);
        prop_assert_eq!(holds(foreign.bytes()), own == other && name.starts_with(&prefix));
        prop_assert!(!holds(TenantKey::<SecretVersion>::of(&own).text(&name).bytes()));
        prop_assert!(!holds(SystemKey::<Secret>::of().text(&name).bytes()));
    }

    /// A bound taken from another tenant's key, as from a forged paging token, never widens a range.
    #[test]
    fn cve_class_03_tenant_crossing_by_bound_is_impossible(
        (own, other) in (tenant(), tenant()),
        (name, reversed) in (name(), any::<bool>()),
    ) {
        prop_assume!(own != other);
        let bound = TenantKey::<Secret>::of(&other).text(&name);
        let range = TenantKey::<Secret>::of(&own).prefix();
        let range = if reversed { range.reversed() } else { range };
        for span in [range.clone().after(&bound).span(), range.up_to(&bound).span()] {
            let whole = TenantKey::<Secret>::of(&own).prefix().span();
            prop_assert!(span.from >= whole.from && span.to <= whole.to);
        }
    }

    #[test]
    fn a_key_is_read_back_as_what_it_is(tenant in tenant(), text in name(), number in any::<u64>()) {
        let key = TenantKey::<Secret>::of(&tenant).text(&text).number(number);
        let read = TenantKey::<Secret>::from_bytes(key.bytes()).unwrap();
        let mut parts = read.parts();
        prop_assert_eq!(read.tenant(), tenant);
        prop_assert_eq!((parts.text(), parts.number(), parts.is_empty()), (Some(text), Some(number), true));
        prop_assert!(TenantKey::<SecretVersion>::from_bytes(key.bytes()).is_none());
        prop_assert!(SystemKey::<Secret>::from_bytes(key.bytes()).is_none());
    }
}

#[test]
fn a_tenant_tells_its_names() {
    let tenant = Tenant::new("aws", "000000000000", "eu-central-1");
    assert_eq!(
        (tenant.partition(), tenant.account(), tenant.region()),
        ("aws", "000000000000", "eu-central-1")
    );
    assert_eq!(format!("{tenant:?}"), "Tenant(aws:000000000000:eu-central-1)");
}

/// Keys lie on disk: these bytes must never change.
#[test]
fn the_encoding_is_fixed() {
    let tenant = Tenant::new("aws", "1", "eu");
    let key = TenantKey::<Secret>::of(&tenant).text("n\0").number(1).instant(jiff::Timestamp::UNIX_EPOCH);
    let expected =
        b"taws\0\x011\0\x01eu\0\x01secret\0\x01n\0\xff\0\x01\0\0\0\0\0\0\0\x01\x80\0\0\0\0\0\0\0\0";
    assert_eq!(key.bytes().as_slice(), expected);
    assert_eq!(
        SystemKey::<Secret>::of().id([7; 16]).bytes().as_slice(),
        [b"ssecret\0\x01".as_slice(), &[7; 16]].concat()
    );
}

async fn put(engine: &Volatile, key: &KeyBytes) {
    let writes = vec![Write { key: key.clone(), value: Some(vec![1]), decoded: None }];
    let id = TransactionId(seal::Entropy::system().bytes());
    let outcome = engine.commit(Commit { id, reads: Vec::new(), writes }).await;
    assert!(matches!(outcome, Outcome::Committed(_)), "{outcome:?}");
}

#[tokio::test]
async fn a_store_is_nobodys_until_a_tenant_has_a_record() {
    let engine = Volatile::open(&Disk::default());
    put_sealed_keyring(&*engine, b"locked".to_vec(), None).await.unwrap();
    put(&engine, SystemKey::<Secret>::of().text("zz").bytes()).await;
    assert_eq!(has_tenants(&*engine).await, Ok(false));
    put(&engine, TenantKey::<Secret>::of(&Tenant::new("aws", "1", "eu")).text("n").bytes()).await;
    assert_eq!(has_tenants(&*engine).await, Ok(true));
}
