//! The order of the measurements: load, then rounds in which server, ceiling and engine take turns.

use std::path::Path;
use std::time::Duration;

use anyhow::ensure;
use tokio::task::LocalSet;

use crate::Plan;
use crate::engine;
use crate::http1::Connection;
use crate::limits::{DUEL_TURN, DUEL_TURNS, LOADING_CONNECTIONS, USERS_PER_ACCOUNT};
use crate::load::{self, Sample};
use crate::process::{Served, create_account};
use crate::setup::Setup;
use crate::signing::{Call, Identity};
use crate::table::{Cell, Duel, Figures, Report};
use crate::workload::{self, Source, Workload};

/// Measures everything in the plan, and prints and keeps the table.
pub(crate) fn run(plan: &Plan) -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let data = folder.path().join("data");
    let server = start(plan, &data)?;
    let identity = root_of(&data)?;
    let idle_mib = server.resident_mib()?;
    load(&server, &identity, plan.secrets)?;
    let loaded_mib = server.resident_mib()?;
    server.stop()?;
    let server = start(plan, &data)?;
    let start_time = server.start_time;
    eprintln!("making {} users, a role and a key", plan.users);
    let roots = further_roots(plan, &data)?;
    let setup = Setup::make(&server, &identity, plan.users, &roots)?;
    let full = Side { server, identity, setup };
    let lonely = lonely(plan, &folder.path().join("lonely"))?;
    let cells = cells(plan, &full, &lonely)?;
    let duels = duels(plan, &full, &lonely)?;
    let Plan { secrets, users, .. } = *plan;
    let report = Report { secrets, users, idle_mib, loaded_mib, start_time, cells, duels };
    println!("{report}");
    match &plan.output {
        Some(file) => Ok(std::fs::write(file, report.page(plan))?),
        None => Ok(()),
    }
}

/// A server, and who calls it.
struct Side {
    server: Served,
    identity: Identity,
    setup: Setup,
}

/// A server on which there is nobody but the measured role.
fn lonely(plan: &Plan, data: &Path) -> anyhow::Result<Side> {
    let server = start(plan, data)?;
    let identity = root_of(data)?;
    let setup = Setup::make(&server, &identity, 0, &[])?;
    Ok(Side { server, identity, setup })
}

fn root_of(data: &Path) -> anyhow::Result<Identity> {
    Identity::in_file(&data.join("credentials"))
}

/// The roots of as many more accounts as the users need.
fn further_roots(plan: &Plan, data: &Path) -> anyhow::Result<Vec<Identity>> {
    let accounts = 1..plan.users.div_ceil(USERS_PER_ACCOUNT);
    let root =
        |account| Identity::in_file(&create_account(&plan.strongroom, data, &format!("{account:012}"))?);
    accounts.map(root).collect()
}

fn start(plan: &Plan, data: &Path) -> anyhow::Result<Served> {
    Served::strongroom(&plan.strongroom, data, plan.config.as_deref())
}

fn load(server: &Served, identity: &Identity, secrets: usize) -> anyhow::Result<()> {
    eprintln!("making {secrets} secrets");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let making = (0..LOADING_CONNECTIONS).map(|first| async move {
        let mut connection = Connection::open(server.address).await?;
        for secret in (first..secrets).step_by(LOADING_CONNECTIONS) {
            let input = workload::create(secret, secrets);
            let call = Call::secrets_manager("CreateSecret", input);
            let request = identity.prepare(server.address, &call)?;
            let answer = connection.exchange(&request).await?;
            ensure!(answer.status == 200, "{}", String::from_utf8_lossy(answer.body));
        }
        anyhow::Ok(())
    });
    runtime.block_on(LocalSet::new().run_until(join(making)))
}

/// Runs all at once, without threads; the first failure counts.
pub(crate) async fn join(
    futures: impl Iterator<Item = impl Future<Output = anyhow::Result<()>>>,
) -> anyhow::Result<()> {
    let mut running: Vec<_> = futures.map(Box::pin).collect();
    std::future::poll_fn(|context| {
        let mut failed = None;
        running.retain_mut(|future| match future.as_mut().poll(context) {
            std::task::Poll::Ready(done) => {
                failed = failed.take().or(done.err());
                false
            }
            std::task::Poll::Pending => true,
        });
        match failed {
            Some(failure) => std::task::Poll::Ready(Err(failure)),
            None if running.is_empty() => std::task::Poll::Ready(Ok(())),
            None => std::task::Poll::Pending,
        }
    })
    .await
}

fn cells(plan: &Plan, full: &Side, lonely: &Side) -> anyhow::Result<Vec<Cell>> {
    let chosen = |workload: &Workload| workload.name().to_lowercase().contains(&plan.only.to_lowercase());
    let mut cells: Vec<Cell> = Vec::new();
    for round in 0..plan.rounds {
        for workload in Workload::ALL.into_iter().filter(chosen) {
            for connections in plan.connections.iter().copied() {
                eprintln!("round {}: {}, {connections} connections", round + 1, workload.name());
                let source = source(plan, full, lonely, workload);
                let Side { server, .. } = side(full, lonely, workload);
                let figures = measure(plan, server, &source, workload, connections)?;
                match cells.iter_mut().find(|cell| cell.is(workload, connections)) {
                    Some(cell) => cell.rounds.push(figures),
                    None => cells.push(Cell { workload, connections, rounds: vec![figures] }),
                }
            }
        }
    }
    Ok(cells)
}

/// What is held against what: in short turns, so that whatever else the machine does meets both.
fn duels(plan: &Plan, full: &Side, lonely: &Side) -> anyhow::Result<Vec<Duel>> {
    use Workload::{GetAsRole, GetAsRoleAlone, GetGuarded, GetHot};
    let pairs = [(GetAsRole, GetHot), (GetAsRole, GetGuarded), (GetAsRole, GetAsRoleAlone)];
    pairs.into_iter().map(|pair| duel(plan, full, lonely, pair)).collect()
}

fn duel(plan: &Plan, full: &Side, lonely: &Side, (one, other): (Workload, Workload)) -> anyhow::Result<Duel> {
    eprintln!("{} against {}", one.name(), other.name());
    let connections = plan.connections.iter().copied().max().unwrap_or(1);
    let mut turns = Vec::new();
    for _ in 0..DUEL_TURNS {
        let rate = |workload| {
            let Side { server, .. } = side(full, lonely, workload);
            let requests = workload.prepare(&source(plan, full, lonely, workload))?;
            anyhow::Ok(load::drive(server.address, connections, &requests, DUEL_TURN)?.per_second())
        };
        turns.push((rate(one)?, rate(other)?));
    }
    Ok(Duel { one, other, turns })
}

/// Which server is asked.
fn side<'a>(full: &'a Side, lonely: &'a Side, workload: Workload) -> &'a Side {
    if workload == Workload::GetAsRoleAlone { lonely } else { full }
}

fn source<'a>(plan: &Plan, full: &'a Side, lonely: &'a Side, workload: Workload) -> Source<'a> {
    let Side { server, identity, setup } = side(full, lonely, workload);
    let (address, secrets, seconds) = (server.address, plan.secrets, plan.seconds + 1);
    Source { identity, setup, address, secrets, seconds }
}

fn measure(
    plan: &Plan,
    server: &Served,
    source: &Source<'_>,
    workload: Workload,
    connections: usize,
) -> anyhow::Result<Figures> {
    let requests = workload.prepare(source)?;
    let duration = Duration::from_secs(u64::try_from(plan.seconds)?);
    let body_bytes = body_bytes(source, workload)?;
    let (ours, cpu_micros) = driven(server, connections, &requests, duration)?;
    let ceiling = Served::ceiling(body_bytes)?;
    let (above, ceiling_cpu_micros) = driven(&ceiling, connections, &requests, duration)?;
    let engine = (workload == Workload::Put).then(|| engine::drive(connections, duration)).transpose()?;
    let memory_mib = server.resident_mib()?;
    Ok(Figures { ours, cpu_micros, ceiling: above, ceiling_cpu_micros, engine, memory_mib, body_bytes })
}

/// A sample, and the processor time of each request in microseconds, warming up included.
fn driven(
    server: &Served,
    connections: usize,
    requests: &[crate::signing::Prepared],
    duration: Duration,
) -> anyhow::Result<(Sample, f64)> {
    let before = server.cpu_seconds()?;
    let sample = load::drive(server.address, connections, requests, duration)?;
    let share = duration.as_secs_f64() / (duration + crate::limits::WARM_UP).as_secs_f64();
    let used = (server.cpu_seconds()? - before) * share;
    let micros = used * 1e6 / load::count(sample.nanos.len());
    Ok((sample, micros))
}

/// How large the answers are, so that the ceiling's are as large.
fn body_bytes(source: &Source<'_>, workload: Workload) -> anyhow::Result<usize> {
    let typical = if workload == Workload::Mix { Workload::GetUniform } else { workload };
    let request = typical.sample(source)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let mut connection = Connection::open(source.address).await?;
        let answer = connection.exchange(&request).await?;
        ensure!(answer.status == 200, "{}", String::from_utf8_lossy(answer.body));
        Ok(answer.body.len())
    })
}
