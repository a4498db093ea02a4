//! The section `limits`: how many calls are let in, per second and at once.

use std::collections::BTreeMap;
use std::num::NonZeroU32;

use anyhow::Context;
use serde::Deserialize;
use server::{CallLimits, Percent, Rates};

/// How many calls are let in. A number without a unit is one of calls.
#[derive(Debug, Default, Deserialize)]
pub(super) struct LimitsSection {
    #[serde(default)]
    rates: RateTable,
    caller_percent_max: Option<u8>,
    calls_in_progress_max: Option<NonZeroU32>,
    /// Calls per second, by operation.
    #[serde(default)]
    operations: BTreeMap<String, NonZeroU32>,
}

#[derive(Debug, Default, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum RateTable {
    Aws,
    #[default]
    Off,
}

impl LimitsSection {
    pub(super) fn settle(self) -> anyhow::Result<CallLimits> {
        let table = match self.rates {
            RateTable::Aws => Rates::aws(),
            RateTable::Off => Rates::off(),
        };
        let table = self.operations.iter().try_fold(table, |table, (name, rate)| table.with(name, *rate));
        let table = table.context("`limits.operations`")?;
        let percent = self.caller_percent_max.map(Percent::new).transpose();
        let percent = percent.context("`limits.caller_percent_max`")?;
        let rates = percent.into_iter().fold(table, Rates::with_caller);
        let default = CallLimits::default().calls_in_progress_max;
        Ok(CallLimits { rates, calls_in_progress_max: self.calls_in_progress_max.unwrap_or(default) })
    }
}
