//! `strongroom serve`.

use std::io::Write;
use std::path::Path;
use std::time::Duration;

use anyhow::Context;
use server::{Keeper, Settings, Shutdown};
use tokio::signal::unix::{SignalKind, signal};
use tracing_subscriber::EnvFilter;

use crate::arguments::ServeArguments;
use crate::configuration::{Configuration, LogFormat, LogSection};
use crate::environment::Environment;
use crate::hygiene;

const WORKERS_MIN: usize = 2;
/// How long the end waits for threads that are stuck in a system call.
const STUCK_TIME_MAX: Duration = Duration::from_secs(1);

/// What is logged unless the configuration says otherwise: the HTTP libraries tell of every peer that misbehaves.
const FILTER_DEFAULT: &str = "info,h2=error,hyper=error";

/// Runs the server until it is told to stop.
pub(crate) fn serve(flags: ServeArguments) -> anyhow::Result<()> {
    let environment = Environment::take()?;
    let configuration = Configuration::read(flags.config.as_deref())?;
    start_log(&configuration.log)?;
    if let Err(failure) = hygiene::raise_descriptor_limit() {
        tracing::warn!(error = %failure, "the limit of open files was not raised");
    }
    let settings = configuration.settle(flags, environment)?;
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(workers()).enable_all().build()?;
    let served = runtime.block_on(run(settings));
    // What is still stuck in a file that stalls keeps no process.
    runtime.shutdown_timeout(STUCK_TIME_MAX);
    served
}

/// One for each processor, and two at least: a file that stalls may hold one of them.
fn workers() -> usize {
    std::thread::available_parallelism().map_or(WORKERS_MIN, |processors| processors.get().max(WORKERS_MIN))
}

/// Logs go to the standard error; the standard output says where to connect.
fn start_log(section: &LogSection) -> anyhow::Result<()> {
    let filter =
        EnvFilter::try_new(section.filter.as_deref().unwrap_or(FILTER_DEFAULT)).context("`log.filter`")?;
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    match section.format {
        LogFormat::Json => log.json().init(),
        LogFormat::Text => log.with_ansi(false).init(),
    }
    Ok(())
}

async fn run(settings: Settings) -> anyhow::Result<()> {
    let (data, listener) = (settings.data.clone(), settings.listener.clone());
    let scheme = if listener.tls.is_some() { "https" } else { "http" };
    listener.check(settings.test_clock)?;
    let shutdown = Shutdown::default();
    stop_on_signals(shutdown.clone())?;
    let keeper = Keeper::begin(settings).await?;
    let serving = server::serve(keeper, listener, shutdown).await?;
    say_where(&format!("{scheme}://{}", serving.address), &data);
    serving.finished().await?;
    tracing::info!("stopped");
    Ok(())
}

fn stop_on_signals(shutdown: Shutdown) -> anyhow::Result<()> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    tokio::spawn(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        tracing::info!("told to stop; finishing what was accepted");
        shutdown.begin();
    });
    Ok(())
}

/// Says where to connect. Whoever started the server may have stopped listening to it, which is no reason to stop serving.
fn say_where(endpoint: &str, data: &Path) {
    let credentials = data.join("credentials");
    let credentials = std::path::absolute(&credentials).unwrap_or(credentials);
    let said = greeting(endpoint, &credentials.display().to_string());
    let _unheard = std::io::stdout().write_all(said.as_bytes());
}

fn greeting(endpoint: &str, credentials: &str) -> String {
    format!(
        "endpoint: {endpoint}\n\
         credentials: {credentials}\n\
         \n\
         Three commands to try it, in another terminal:\n\
         \n  \
         export AWS_ENDPOINT_URL={endpoint} AWS_SHARED_CREDENTIALS_FILE='{credentials}' AWS_DEFAULT_REGION=us-east-1\n  \
         aws secretsmanager create-secret --name demo/database --secret-string '{{\"username\":\"app\",\"password\":\"correct horse\"}}'\n  \
         aws secretsmanager get-secret-value --secret-id demo/database\n"
    )
}
