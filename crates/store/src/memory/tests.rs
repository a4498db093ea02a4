//! The contract on the engine in memory, and what its faults do.

use std::sync::Arc;

use crate::contract::Bench;
use crate::memory::{Disk, Volatile};
use crate::{Engine, Pending, StoreError};

#[derive(Default)]
struct MemoryBench(Disk);

impl Bench for MemoryBench {
    fn open(&self) -> Pending<'_, Result<Arc<dyn Engine>, StoreError>> {
        Box::pin(async { Ok(Volatile::open(&self.0) as Arc<dyn Engine>) })
    }
}

mod contract {
    use super::MemoryBench;

    crate::contract_suite!(MemoryBench::default());
}
