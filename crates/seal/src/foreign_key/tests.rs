use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, ECDSA_P384_SHA384_FIXED_SIGNING, ECDSA_P521_SHA512_FIXED_SIGNING,
    EcdsaKeyPair, EcdsaSigningAlgorithm, KeyPair as _, RSA_PKCS1_SHA256, RSA_PKCS1_SHA384, RSA_PKCS1_SHA512,
    RsaEncoding, RsaKeyPair,
};

use super::*;

const MESSAGE: &[u8] = b"header.payload";

fn ec(curve: Curve, algorithm: &'static EcdsaSigningAlgorithm) -> (ForeignKey, Vec<u8>) {
    let pair = EcdsaKeyPair::generate(algorithm).unwrap();
    let (x, y) = pair.public_key().as_ref()[1..].split_at(curve.coordinate_bytes());
    let signature = pair.sign(&SystemRandom::new(), MESSAGE).unwrap();
    (ForeignKey::ec(curve, x, y).unwrap(), signature.as_ref().to_vec())
}

fn rsa_signed(pair: &RsaKeyPair, encoding: &'static dyn RsaEncoding) -> Vec<u8> {
    let mut signature = vec![0; pair.public_modulus_len()];
    pair.sign(encoding, &SystemRandom::new(), MESSAGE, &mut signature).unwrap();
    signature
}

fn rsa_key(pair: &RsaKeyPair) -> ForeignKey {
    let der: Vec<u8> = pair.public_key().as_ref().to_vec();
    // PKCS #1: a sequence of two integers, the second of three bytes.
    let exponent = &der[der.len() - 3..];
    let modulus = &der[der.len() - 5 - pair.public_modulus_len()..der.len() - 5];
    ForeignKey::rsa(modulus, exponent).unwrap()
}

#[test]
fn what_was_signed_verifies_and_nothing_else() {
    let rsa = RsaKeyPair::generate(KeySize::Rsa2048).unwrap();
    let mut cases = vec![
        (ForeignScheme::Ecdsa(Curve::P256), ec(Curve::P256, &ECDSA_P256_SHA256_FIXED_SIGNING)),
        (ForeignScheme::Ecdsa(Curve::P384), ec(Curve::P384, &ECDSA_P384_SHA384_FIXED_SIGNING)),
        (ForeignScheme::Ecdsa(Curve::P521), ec(Curve::P521, &ECDSA_P521_SHA512_FIXED_SIGNING)),
    ];
    for (hash, encoding) in [
        (RsaHash::Sha256, &RSA_PKCS1_SHA256),
        (RsaHash::Sha384, &RSA_PKCS1_SHA384),
        (RsaHash::Sha512, &RSA_PKCS1_SHA512),
    ] {
        cases.push((ForeignScheme::Rsa(hash), (rsa_key(&rsa), rsa_signed(&rsa, encoding))));
    }
    for (index, (scheme, (key, signature))) in cases.iter().enumerate() {
        assert!(key.verifies(*scheme, MESSAGE, signature), "{scheme:?}");
        assert!(!key.verifies(*scheme, b"header.payloae", signature), "{scheme:?}: another message");
        let mut flipped = signature.clone();
        flipped[signature.len() / 2] ^= 1;
        assert!(!key.verifies(*scheme, MESSAGE, &flipped), "{scheme:?}: another signature");
        assert!(!key.verifies(*scheme, MESSAGE, b""), "{scheme:?}: no signature");
        for (other, (stated, _)) in cases.iter().enumerate().filter(|(other, _)| *other != index) {
            assert!(!key.verifies(*stated, MESSAGE, signature), "{index} as {other}");
        }
    }
}

#[test]
fn small_keys_are_refused() {
    let exponent = [1, 0, 1];
    assert_eq!(ForeignKey::rsa(&[0xff; 128], &exponent), Err(InvalidForeignKey));
    // Zeros in front do not make a key longer.
    assert_eq!(ForeignKey::rsa(&[[0; 128], [0xff; 128]].concat(), &exponent), Err(InvalidForeignKey));
    assert_eq!(ForeignKey::rsa(&[0xff; 1_025], &exponent), Err(InvalidForeignKey));
    assert_eq!(ForeignKey::rsa(&[0xff; 256], &[0, 0]), Err(InvalidForeignKey));
    assert_eq!(ForeignKey::rsa(&[0xff; 256], &[1; 9]), Err(InvalidForeignKey));
    assert_eq!(ForeignKey::ec(Curve::P256, &[1; 32], &[1; 31]), Err(InvalidForeignKey));
    assert_eq!(ForeignKey::ec(Curve::P384, &[1; 32], &[1; 32]), Err(InvalidForeignKey));
}

#[test]
fn a_point_off_the_curve_verifies_nothing() {
    let key = ForeignKey::ec(Curve::P256, &[1; 32], &[1; 32]).unwrap();
    assert!(!key.verifies(ForeignScheme::Ecdsa(Curve::P256), MESSAGE, &[0; 64]));
}
