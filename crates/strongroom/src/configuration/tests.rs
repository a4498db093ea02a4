use std::num::NonZeroU32;

use server::{Percent, Rates};

use super::{Configuration, LogFormat};
use crate::arguments::ServeArguments;
use crate::environment::Environment;

fn refusal(text: &str) -> String {
    format!("{:#}", Configuration::parse(text).unwrap_err())
}

#[test]
fn an_unknown_key_names_the_nearest_known_one() {
    assert_eq!(refusal("lisen = '127.0.0.1:1'"), "unknown key `lisen`; the nearest known one is `listen`");
    assert_eq!(
        refusal("[tls]\ncertficate = 'x'\nkey = 'y'"),
        "unknown key `tls.certficate`; the nearest known one is `tls.certificate`"
    );
    assert_eq!(
        refusal("[limits.operations]\nGetSecretVaule = 5"),
        "unknown key `limits.operations.GetSecretVaule`; the nearest known one is `limits.operations.GetSecretValue`"
    );
    assert_eq!(
        refusal("[limits]\nrate = 'aws'"),
        "unknown key `limits.rate`; the nearest known one is `limits.rates`"
    );
    assert_eq!(
        refusal("certificate = 'x'"),
        "unknown key `certificate`; the nearest known one is `tls.certificate`"
    );
}

#[test]
fn a_value_of_the_wrong_kind_is_refused() {
    assert!(refusal("listen = 7766").contains("listen"));
    assert!(refusal("[root_key]\nprovider = 'clouds'").contains("clouds"));
    assert!(refusal("[limits]\nrates = 'gcp'").contains("gcp"));
    assert!(refusal("[limits]\noperations = 5").contains("operations"));
    assert!(refusal("[limits]\ncalls_in_progress_max = 0").contains("nonzero"));
    assert!(refusal("[limits.operations]\nCreateSecret = 0").contains("nonzero"));
    assert!(refusal("listen = ").contains("TOML"), "{}", refusal("listen = "));
}

#[test]
fn a_flag_wins_over_the_file() {
    let text = "listen = '127.0.0.1:1'\naccount = '111122223333'\n[log]\nformat = 'json'";
    let configuration = Configuration::parse(text).unwrap();
    assert_eq!(configuration.log.format, LogFormat::Json);
    let flags = ServeArguments { listen: Some("127.0.0.1:2".parse().unwrap()), ..ServeArguments::default() };
    let settings = configuration.settle(flags, Environment::default()).unwrap();
    assert_eq!(settings.listener.address.port(), 2);
    assert_eq!(settings.account.as_str(), "111122223333");
    assert_eq!(settings.data.to_str(), Some("strongroom-data"));
    assert!(settings.regions.iter().count() > 30);
}

#[test]
fn settings_that_contradict_each_other_are_refused() {
    for text in [
        "account = '12'",
        "regions = []",
        "regions = ['Europe']",
        "regions = ['eu-west-1', 'cn-north-1']",
        "[root_key]\nprovider = 'passphrase'",
        "[root_key]\npassphrase_file = '/dev/null'",
        "[root_key]\nprovider = 'env'",
        "[root_key]\nprovider = 'env'\nkey_file = '/dev/null'",
        "[root_key]\nkey_file = '/dev/null'",
        "[root_key]\nask = true",
        "[root_key]\nprovider = 'passphrase'\nask = true\npassphrase_file = '/dev/null'",
        "[root_key]\nprovider = 'pkcs11'\nmodule = 'x'\npin_file = '/dev/null'",
        "[root_key]\nprovider = 'pkcs11'\nmodule = 'x'\npin_file = '/dev/null'\ntoken = 'x'\nslot = 1",
        "[root_key]\nprovider = 'pkcs11'\nmodule = 'x'\ntoken = 'x'",
        "[root_key]\nprovider = 'aws-kms'",
        "[root_key]\nprovider = 'aws-kms'\nregion = 'x'\nkey_id = 'x'\naccess_key_id = 'x'",
        "[root_key]\nprovider = 'aws-kms'\nregion = 'x'\nkey_id = 'x'\naccess_key_id = 'x'\nsecret_access_key_file = '/dev/null'\nendpoint = 'http://x'",
        "[limits]\ncaller_percent_max = 0",
        "[limits]\ncaller_percent_max = 101",
    ] {
        let configuration = Configuration::parse(text).unwrap();
        assert!(configuration.settle(ServeArguments::default(), Environment::default()).is_err(), "{text}");
    }
}

#[test]
fn calls_are_limited_as_the_file_says() {
    let limits = |text: &str| {
        let configuration = Configuration::parse(text).unwrap();
        configuration.settle(ServeArguments::default(), Environment::default()).unwrap().limits
    };
    assert_eq!(limits("").calls_in_progress_max.get(), 2_048);
    assert_eq!(limits("[limits]\ncalls_in_progress_max = 7").calls_in_progress_max.get(), 7);
    let rates = |text: &str| limits(text).rates;
    assert_eq!(rates(""), Rates::off());
    assert_eq!(rates("[limits]\nrates = 'off'"), Rates::off());
    assert_eq!(rates("[limits]\nrates = 'aws'\ncaller_percent_max = 100"), Rates::aws());
    let half = Rates::aws().with_caller(Percent::new(50).unwrap());
    assert_eq!(rates("[limits]\nrates = 'aws'\ncaller_percent_max = 50"), half);
    let one = Rates::off().with("CreateSecret", NonZeroU32::MIN).unwrap();
    assert_eq!(rates("[limits.operations]\nCreateSecret = 1"), one);
}

#[test]
fn identity_providers_are_told_of_one_by_one() {
    let text = "[identity_providers]\nallow_private_networks = true\n[[identity_provider]]\nissuer = 'https://a'\n\
                ca_file = 'ca.pem'\n[[identity_provider]]\nissuer = 'https://b'\njwks_file = 'keys.json'";
    let configuration = Configuration::parse(text).unwrap();
    let settings = configuration.settle(ServeArguments::default(), Environment::default()).unwrap();
    let providers = settings.identity_providers;
    assert!(providers.allow_private_networks);
    let [first, second] = providers.providers.as_slice() else { panic!("there are two") };
    assert_eq!((first.issuer.as_str(), second.issuer.as_str()), ("https://a", "https://b"));
    assert_eq!(first.ca_file.as_deref().and_then(|path| path.to_str()), Some("ca.pem"));
    assert_eq!(second.jwks_file.as_deref().and_then(|path| path.to_str()), Some("keys.json"));
    assert_eq!(
        refusal("[[identity_provider]]\nissuer = 'https://a'\n[[identity_provider]]\nisuer = 'https://b'"),
        "unknown key `identity_provider.isuer`; the nearest known one is `identity_provider.issuer`"
    );
    assert!(refusal("[[identity_provider]]\nca_file = 'ca.pem'").contains("issuer"));
}
