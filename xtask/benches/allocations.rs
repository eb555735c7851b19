//! Counts the allocations of each case, next to the reference with derived serde traits; fails if a limit is
//! exceeded.
//!
//! An allocation is a call of `alloc`. Growing one in place of a new one (`realloc`) is counted separately: a list of
//! unknown length needs it, and `../shared/bench/README.md` counts in the same way. `kept` is the memory that is still
//! allocated while the result is alive: the rest of decoding is temporary.

#[path = "wire/body.rs"]
mod body;
#[path = "wire/cases.rs"]
mod cases;
#[path = "wire/fixtures.rs"]
mod fixtures;
#[path = "wire/reference.rs"]
mod reference;

use std::alloc::System;
use std::process::ExitCode;

use cases::CASES;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, Stats, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

fn main() -> ExitCode {
    println!("allocations + reallocations of one call, and its bytes. {}", fixtures::origin());
    println!("{:<34}{:>16}{:>10}{:>16}{:>10}{:>9}", "case", "farrier", "bytes", "serde", "bytes", "budget");
    let mut is_within = true;
    for case in CASES {
        let (farrier, serde) = (count(case.farrier), count(case.serde));
        let is_over = farrier.allocations > case.budget;
        is_within &= !is_over;
        println!(
            "{:<34}{:>16}{:>10}{:>16}{:>10}{:>9}{}",
            case.name,
            both(farrier),
            farrier.bytes_allocated,
            both(serde),
            serde.bytes_allocated,
            case.budget,
            if is_over { " EXCEEDED" } else { "" }
        );
    }
    if is_within { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The second call counts: the first one initializes cached values, including the inputs.
fn count(call: fn()) -> Stats {
    call();
    let region = Region::new(ALLOCATOR);
    call();
    region.change()
}

fn both(stats: Stats) -> String {
    format!("{} + {}", stats.allocations, stats.reallocations)
}
