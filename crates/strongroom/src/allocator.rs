//! The allocator: what is freed is wiped first, so that no value outlives the request that carried it in some library's
//! buffer.

use zeroizing_alloc::ZeroAlloc;

#[cfg(feature = "jemalloc")]
type Inner = tikv_jemallocator::Jemalloc;
#[cfg(feature = "jemalloc")]
const INNER: Inner = tikv_jemallocator::Jemalloc;

#[cfg(not(feature = "jemalloc"))]
type Inner = std::alloc::System;
#[cfg(not(feature = "jemalloc"))]
const INNER: Inner = std::alloc::System;

#[global_allocator]
static ALLOCATOR: ZeroAlloc<Inner> = ZeroAlloc(INNER);
