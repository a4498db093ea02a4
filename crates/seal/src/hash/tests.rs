use super::{hmac_sha256, sha256};

fn bytes(text: &str) -> Vec<u8> {
    hex::decode(text).unwrap()
}

/// Source: FIPS 180-4 example "abc"; RFC 4231, test case 2.
#[test]
fn agrees_with_the_published_vectors() {
    let abc = bytes("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_eq!(sha256(&[b"a", b"bc"]).to_vec(), abc);
    let jefe = bytes("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    assert_eq!(hmac_sha256(b"Jefe", &[b"what do ya want ", b"for nothing?"]).to_vec(), jefe);
}
