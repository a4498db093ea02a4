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
        refusal("certificate = 'x'"),
        "unknown key `certificate`; the nearest known one is `tls.certificate`"
    );
}

#[test]
fn a_value_of_the_wrong_kind_is_refused() {
    assert!(refusal("listen = 7766").contains("listen"));
    assert!(refusal("[root_key]\nprovider = 'clouds'").contains("clouds"));
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
    ] {
        let configuration = Configuration::parse(text).unwrap();
        assert!(configuration.settle(ServeArguments::default(), Environment::default()).is_err(), "{text}");
    }
}
