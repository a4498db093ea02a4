use super::*;

fn admits(reach: Reach, address: &str) -> bool {
    reach.admits(address.parse().unwrap())
}

#[test]
fn cve_class_14_what_only_links_and_clouds_have_is_never_reached() {
    for address in [
        "169.254.169.254",
        "169.254.170.2",
        "::ffff:169.254.169.254",
        "::169.254.169.254",
        "64:ff9b::a9fe:a9fe",
        "2002:a9fe:a9fe::",
        "fe80::1",
        "fec0::1",
        "fd00:ec2::254",
        "64:ff9b:1::1",
        "0.0.0.0",
        "0.1.2.3",
        "::",
        "255.255.255.255",
        "240.0.0.1",
        "224.0.0.1",
        "ff02::1",
    ] {
        assert!(!admits(Reach::Public, address), "{address}");
        assert!(!admits(Reach::Private, address), "{address}");
    }
}

#[test]
fn cve_class_14_private_networks_are_reached_only_where_they_may_be() {
    for address in [
        "127.0.0.1",
        "127.8.8.8",
        "::1",
        "10.0.0.1",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "100.64.0.1",
        "192.0.0.8",
        "198.18.0.1",
        "fd12:3456::1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
    ] {
        assert!(!admits(Reach::Public, address), "{address}");
        assert!(admits(Reach::Private, address), "{address}");
    }
}

#[test]
fn everybody_else_is_reached() {
    for address in ["8.8.8.8", "100.63.0.1", "100.128.0.1", "172.32.0.1", "198.20.0.1", "2606:4700::1111"] {
        assert!(admits(Reach::Public, address) && admits(Reach::Private, address), "{address}");
    }
}
