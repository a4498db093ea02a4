use super::{OidcProvider, ProviderRefused, issuer};
use crate::limits::CLIENT_IDS_MAX;

#[test]
fn an_issuer_is_https_with_host_port_and_path() {
    for (text, url) in [
        ("https://oidc.example.com/id/AB", "oidc.example.com/id/AB"),
        ("https://token.actions.githubusercontent.com", "token.actions.githubusercontent.com"),
        ("https://kubernetes.default.svc.cluster.local", "kubernetes.default.svc.cluster.local"),
        ("https://keycloak.internal:8443/realms/x", "keycloak.internal:8443/realms/x"),
        ("https://Example.com/a/", "Example.com/a/"),
    ] {
        assert_eq!(issuer(text), Ok(url));
    }
}

#[test]
fn what_no_issuer_has_is_refused() {
    for text in [
        "http://example.com",
        "HTTPS://example.com",
        "example.com",
        "https://",
        "https:///path",
        "https://example.com?x=1",
        "https://example.com/#x",
        "https://user@example.com",
        "https://user:secret@example.com",
        "https://example.com:",
        "https://example.com:0",
        "https://example.com:08443",
        "https://example.com:65536",
        "https://example.com:8443:1",
        "https://exa mple.com",
        "https://ex\u{e4}mple.com",
        "https://example.com/\n",
        "https://[::1]/",
        "https://*.example.com",
    ] {
        assert_eq!(issuer(text), Err(ProviderRefused::Url), "{text}");
    }
}

#[test]
fn audiences_are_added_once_and_up_to_their_number() {
    let mut provider = OidcProvider {
        url: "example.com".to_owned(),
        client_ids: Vec::new(),
        thumbprints: Vec::new(),
        created_at: "2026-01-02T03:04:05Z".parse().unwrap(),
        tags: Vec::new(),
    };
    for number in 0..CLIENT_IDS_MAX {
        assert_eq!(provider.add_client_id(&number.to_string()), Ok(()));
    }
    assert_eq!(provider.add_client_id("7"), Ok(()));
    assert_eq!(provider.add_client_id("one more"), Err(ProviderRefused::TooManyClientIds));
    provider.remove_client_id("7");
    provider.remove_client_id("never there");
    assert_eq!(provider.client_ids.len(), CLIENT_IDS_MAX - 1);
    let thumbprints = vec!["AB".repeat(20); 6];
    assert_eq!(provider.set_thumbprints(&thumbprints), Err(ProviderRefused::TooManyThumbprints));
    assert_eq!(provider.set_thumbprints(&thumbprints[..5]), Ok(()));
    assert_eq!(provider.thumbprints, thumbprints[..5]);
}
