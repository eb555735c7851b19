//! The time to decode responses and encode requests, each case next to a reference with derived serde traits.
//!
//! divan shows absolute times; the table below them shows ratios, which are comparable on a machine that others
//! use too: both sides run in turns, so that noise hits them alike.

#[path = "wire/body.rs"]
mod body;
#[path = "wire/cases.rs"]
mod cases;
#[path = "wire/fixtures.rs"]
mod fixtures;
#[path = "wire/reference.rs"]
mod reference;

use std::time::{Duration, Instant};

use cases::{CASES, Case};
use divan::Bencher;

/// The number of rounds in which both sides of a case run.
const ROUNDS: usize = 101;
/// The approximate duration of a side in each round.
const TURN: Duration = Duration::from_micros(500);

fn main() {
    // Initializes the inputs, so that the first sample does not.
    CASES.iter().for_each(|case| {
        (case.farrier)();
        (case.serde)();
    });
    divan::main();
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.iter().any(|argument| argument == "--bench") {
        let filters: Vec<&String> = arguments.iter().filter(|word| !word.starts_with('-')).collect();
        let chosen = |case: &&Case| filters.is_empty() || filters.iter().any(|f| case.name.contains(*f));
        ratios(CASES.iter().filter(chosen));
    }
}

#[divan::bench(args = CASES)]
fn farrier(bencher: Bencher<'_, '_>, case: &Case) {
    bencher.bench(case.farrier);
}

#[divan::bench(args = CASES)]
fn serde(bencher: Bencher<'_, '_>, case: &Case) {
    bencher.bench(case.serde);
}

fn ratios<'a>(cases: impl Iterator<Item = &'a Case>) {
    println!(
        "\nmedians of {ROUNDS} rounds in turns; times faster than serde: median (quartiles). {}",
        fixtures::origin()
    );
    println!("{:<34}{:>12}{:>12}{:>9}", "case", "farrier", "serde", "faster");
    for case in cases {
        let (a, b) = (batch(case.farrier), batch(case.serde));
        let rounds: Vec<(f64, f64)> = (0..ROUNDS)
            .map(|round| {
                // The first side has cold caches.
                if round % 2 == 0 {
                    let farrier = time(case.farrier, a);
                    (farrier, time(case.serde, b))
                } else {
                    let serde = time(case.serde, b);
                    (time(case.farrier, a), serde)
                }
            })
            .collect();
        let farrier = quantile(rounds.iter().map(|(farrier, _)| *farrier), 0.5);
        let serde = quantile(rounds.iter().map(|(_, serde)| *serde), 0.5);
        let ratios = || rounds.iter().map(|(farrier, serde)| serde / farrier);
        let [low, middle, high] = [0.25, 0.5, 0.75].map(|part| quantile(ratios(), part));
        println!(
            "{:<34}{:>9.0} ns{:>9.0} ns{:>9.2} ({low:.2}..{high:.2})",
            case.name, farrier, serde, middle
        );
    }
}

/// Returns the number of calls in a round.
fn batch(call: fn()) -> u32 {
    let mut calls = 1;
    loop {
        let start = Instant::now();
        (0..calls).for_each(|_| call());
        if start.elapsed() >= TURN {
            return calls;
        }
        calls *= 2;
    }
}

/// Nanoseconds per call.
fn time(call: fn(), calls: u32) -> f64 {
    let start = Instant::now();
    (0..calls).for_each(|_| call());
    start.elapsed().as_secs_f64() * 1e9 / f64::from(calls)
}

fn quantile(values: impl Iterator<Item = f64>, part: f64) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    let last = values.len().saturating_sub(1);
    values.get((last as f64 * part).round() as usize).copied().unwrap_or(f64::NAN)
}
