//! The operations of KMS that only keys of kinds have which are not served.

/// Their names: asymmetric keys, HMAC keys, keys in several regions, imported material, custom key stores.
///
/// Source: KMS service model 2014-11-01.
const UNSUPPORTED: &[&str] = &[
    "ConnectCustomKeyStore",
    "CreateCustomKeyStore",
    "Decapsulate",
    "DeleteCustomKeyStore",
    "DeleteImportedKeyMaterial",
    "DeriveSharedSecret",
    "DescribeCustomKeyStores",
    "DisconnectCustomKeyStore",
    "Encapsulate",
    "GenerateDataKeyPair",
    "GenerateDataKeyPairWithoutPlaintext",
    "GenerateMac",
    "GetParametersForImport",
    "GetPublicKey",
    "ImportKeyMaterial",
    "ReplicateKey",
    "Sign",
    "UpdateCustomKeyStore",
    "UpdatePrimaryRegion",
    "Verify",
    "VerifyMac",
];

/// Whether `X-Amz-Target` names an operation of KMS that no key served here has.
#[must_use]
pub fn is_unsupported(x_amz_target: &str) -> bool {
    let named = x_amz_target.split_once('.').filter(|(prefix, _)| *prefix == super::TARGET_PREFIX);
    named.is_some_and(|(_, name)| UNSUPPORTED.contains(&name))
}
