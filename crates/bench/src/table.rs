//! The figures as a table: medians of the rounds, and ratios to the ceiling and to the engine.

use std::fmt;
use std::time::Duration;

use crate::Plan;
use crate::load::Sample;
use crate::workload::Workload;

/// What one round of one workload gave.
#[derive(Debug)]
pub(crate) struct Figures {
    pub(crate) ours: Sample,
    pub(crate) cpu_micros: f64,
    pub(crate) ceiling: Sample,
    pub(crate) ceiling_cpu_micros: f64,
    pub(crate) engine: Option<Sample>,
    pub(crate) memory_mib: f64,
    pub(crate) body_bytes: usize,
}

/// One workload at one number of connections.
#[derive(Debug)]
pub(crate) struct Cell {
    pub(crate) workload: Workload,
    pub(crate) connections: usize,
    pub(crate) rounds: Vec<Figures>,
}

/// Two kinds of calls, made in turns at the most connections: in each turn how many a second of the one, and of the other.
#[derive(Debug)]
pub(crate) struct Duel {
    pub(crate) one: Workload,
    pub(crate) other: Workload,
    pub(crate) turns: Vec<(f64, f64)>,
}

impl fmt::Display for Duel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut ratios: Vec<f64> = self.turns.iter().map(|(one, other)| one / other).collect();
        ratios.sort_by(f64::total_cmp);
        let at = |quarter: usize| ratios.get(ratios.len() * quarter / 4).copied().unwrap_or(f64::NAN);
        let (one, other) = (self.one.name(), self.other.name());
        write!(
            f,
            "{one} ÷ {other}: {:.2} (half of {} turns between {:.2} and {:.2})",
            at(2),
            ratios.len(),
            at(1),
            at(3)
        )
    }
}

/// Everything that was measured.
#[derive(Debug)]
pub(crate) struct Report {
    pub(crate) secrets: usize,
    pub(crate) users: usize,
    pub(crate) idle_mib: f64,
    pub(crate) loaded_mib: f64,
    pub(crate) start_time: Duration,
    pub(crate) cells: Vec<Cell>,
    pub(crate) duels: Vec<Duel>,
}

impl Cell {
    pub(crate) fn is(&self, workload: Workload, connections: usize) -> bool {
        self.workload == workload && self.connections == connections
    }

    /// The median over the rounds.
    fn median(&self, of: impl Fn(&Figures) -> f64) -> f64 {
        median(self.rounds.iter().map(of).collect())
    }

    fn row(&self) -> String {
        let median = |of: &dyn Fn(&Figures) -> f64| self.median(of);
        let ours = |share: f64| median(&|figures: &Figures| figures.ours.quantile(share));
        format!(
            "| {} | {} | {:.0} | {:.0} | {:.0} | {:.0} | {:.1} | {:.0} | {:.0} | {:.1} | {:.2} | {:.2} |",
            self.workload.name(),
            self.connections,
            median(&|figures| figures.ours.per_second()),
            ours(0.5),
            ours(0.99),
            ours(0.999),
            median(&|figures| figures.cpu_micros),
            median(&|figures| figures.ceiling.per_second()),
            median(&|figures| figures.ceiling.quantile(0.99)),
            median(&|figures| figures.ceiling_cpu_micros),
            median(&|figures| figures.ours.per_second() / figures.ceiling.per_second()),
            median(&|figures| figures.ours.quantile(0.99) / figures.ceiling.quantile(0.99)),
        )
    }

    fn engine_row(&self) -> Option<String> {
        self.rounds.first()?.engine.as_ref()?;
        let of =
            |figures: &Figures, of: &dyn Fn(&Sample) -> f64| figures.engine.as_ref().map_or(f64::NAN, of);
        Some(format!(
            "| {} | {:.0} | {:.0} | {:.0} | {:.0} | {:.2} | {:.2} |",
            self.connections,
            self.median(|figures| figures.ours.per_second()),
            self.median(|figures| figures.ours.quantile(0.99)),
            self.median(|figures| of(figures, &Sample::per_second)),
            self.median(|figures| of(figures, &|engine| engine.quantile(0.99))),
            self.median(|figures| figures.ours.per_second() / of(figures, &Sample::per_second)),
            self.median(|figures| figures.ours.quantile(0.99) / of(figures, &|engine| engine.quantile(0.99))),
        ))
    }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

impl Report {
    /// The table as a page of the book.
    pub(crate) fn page(&self, plan: &Plan) -> String {
        let cores = std::thread::available_parallelism().map_or(0, usize::from);
        let processor = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
        let processor =
            processor.lines().find_map(|line| line.strip_prefix("model name")).unwrap_or(": unknown");
        format!(
            "# Benchmarks\n\n\
             Written by `cargo xtask bench` on {}, on {cores} cores ({}), load generator included. Each figure is the\n\
             median of {} rounds of {} s. The *ceiling* is a bare hyper server that reads the same requests and answers\n\
             with bodies of the same size; the machine is shared by both sides, so the ratios are what counts.\n\n{self}",
            today(),
            processor.trim_start_matches([' ', '\t', ':']),
            plan.rounds,
            plan.seconds,
        )
    }

    /// How many calls of one kind are made while one of another is, at the most connections: the median over the rounds,
    /// since what else the machine does changes from round to round.
    fn rate_ratio(&self, workload: Workload, to: Workload) -> Option<f64> {
        let most = self.cells.iter().map(|cell| cell.connections).max()?;
        let at = |workload| self.cells.iter().find(|cell| cell.is(workload, most));
        let rates =
            |cell: &Cell| cell.rounds.iter().map(|figures| figures.ours.per_second()).collect::<Vec<_>>();
        let (ours, theirs) = (rates(at(workload)?), rates(at(to)?));
        Some(median(ours.iter().zip(&theirs).map(|(ours, theirs)| ours / theirs).collect()))
    }

    fn list_to_describe(&self) -> Option<f64> {
        let most = self.cells.iter().map(|cell| cell.connections).max()?;
        let at = |workload| self.cells.iter().find(|cell| cell.is(workload, most));
        let p99 = |cell: &Cell| cell.median(|figures| figures.ours.quantile(0.99));
        Some(p99(at(Workload::List)?) / p99(at(Workload::Describe)?))
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "Times in microseconds; `CPU` is the server's processor time per request.\n")?;
        writeln!(
            f,
            "| call | connections | calls/s | p50 | p99 | p99.9 | CPU | ceiling/s | its p99 | its CPU | calls ÷ ceiling | p99 ÷ its p99 |"
        )?;
        writeln!(f, "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|")?;
        self.cells.iter().try_for_each(|cell| writeln!(f, "{}", cell.row()))?;
        writeln!(
            f,
            "\nPutSecretValue beside the storage engine alone, which commits rows of the same sizes:\n"
        )?;
        writeln!(f, "| connections | calls/s | p99 | engine/s | its p99 | calls ÷ engine | p99 ÷ its p99 |")?;
        writeln!(f, "|--:|--:|--:|--:|--:|--:|--:|")?;
        self.cells.iter().filter_map(Cell::engine_row).try_for_each(|row| writeln!(f, "{row}"))?;
        writeln!(f)?;
        if let Some(ratio) = self.rate_ratio(Workload::GetUniform, Workload::GetHot) {
            writeln!(f, "- GetSecretValue over {} secrets ÷ over 100: {ratio:.2}", self.secrets)?;
        }
        self.duels.iter().try_for_each(|duel| writeln!(f, "- {duel}; {} users in all", self.users))?;
        if let Some(ratio) = self.list_to_describe() {
            writeln!(f, "- p99 of a filtered page of 100 ÷ p99 of DescribeSecret: {ratio:.1}")?;
        }
        let peak = self.cells.iter().map(|cell| cell.median(|figures| figures.memory_mib));
        writeln!(
            f,
            "- memory: {:.0} MiB idle and empty, {:.0} MiB after making {} secrets, {:.0} MiB at most while measured",
            self.idle_mib,
            self.loaded_mib,
            self.secrets,
            peak.fold(0.0, f64::max)
        )?;
        writeln!(f, "- start with {} secrets: {:.2} s", self.secrets, self.start_time.as_secs_f64())?;
        let sizes: Vec<_> = Workload::ALL
            .iter()
            .filter_map(|workload| {
                let cell = self.cells.iter().find(|cell| cell.workload == *workload)?;
                Some(format!("{}: {}", workload.name(), cell.rounds.first()?.body_bytes))
            })
            .collect();
        writeln!(f, "- bytes of an answer's body: {}", sizes.join("; "))
    }
}

#[expect(clippy::disallowed_methods, reason = "a page of figures says when they were taken")]
fn today() -> String {
    jiff::Timestamp::now().strftime("%Y-%m-%d").to_string()
}
