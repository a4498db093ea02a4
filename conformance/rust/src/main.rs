//! The AWS SDK for Rust, as an application uses it, against the server that the environment names.
//!
//! Called as `conformance-rust SCENARIO NAME`: plays one scenario with secrets whose names begin with NAME, and panics
//! if an answer is not as it should be. Knows nothing of ours; `test_rust.py` starts the server.

mod days_work;
mod listing;
mod refusals;

use aws_sdk_secretsmanager::Client;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let mut arguments = std::env::args().skip(1);
    let (scenario, name) = (arguments.next().expect("a scenario"), arguments.next().expect("a name"));
    let client = &Client::new(&aws_config::load_from_env().await);
    match scenario.as_str() {
        "binary" => days_work::binary(client, &name).await,
        "days-work" => days_work::versions(client, &name).await,
        "deletion" => days_work::deletion(client, &name).await,
        "pages" => listing::pages(client, &name).await,
        "refusals" => refusals::refusals(client, &name).await,
        "versions-in-pages" => listing::versions(client, &name).await,
        other => panic!("no scenario is named `{other}`"),
    }
}
