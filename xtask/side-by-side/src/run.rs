//! Runs every set in both tools, on as many threads as there are processors.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::{io, thread};

use super::sets::Set;
use super::tools::{Ours, Outcome, Theirs, arguments, finished};
use super::wire::Recorder;
use super::{Bench, SERVICE, Version};

/// The outcomes of all sets.
pub(super) struct Results {
    /// By the index of the set.
    pub(super) pairs: BTreeMap<usize, (Outcome, Outcome)>,
    pub(super) version: String,
    /// The members that the model of the AWS CLI has, by structure.
    pub(super) members: BTreeMap<String, Vec<String>>,
    /// Runs of the AWS CLI in a separate process, by the index of the set, if they differ from the driver.
    pub(super) processes: BTreeMap<usize, Option<Outcome>>,
}

/// The AWS CLI also runs in a separate process for every n-th set.
const EVERY: usize = 97;

/// Runs all of them.
///
/// # Errors
///
/// A tool cannot be started, or the driver ends.
pub(super) fn all(bench: &Bench, sets: &[Set]) -> io::Result<Results> {
    let workers = thread::available_parallelism().map_or(1, NonZero::get).min(8);
    let parts = thread::scope(|scope| {
        let threads: Vec<_> =
            (0..workers).map(|worker| scope.spawn(move || part(bench, sets, worker, workers))).collect();
        let joined = threads
            .into_iter()
            .map(|thread| thread.join().unwrap_or_else(|_| Err(io::Error::other("a thread panicked"))));
        joined.collect::<io::Result<Vec<_>>>()
    })?;
    let mut parts = parts.into_iter();
    let mut all = parts.next().ok_or_else(|| io::Error::other("no thread ran"))?;
    for part in parts {
        all.pairs.extend(part.pairs);
        all.processes.extend(part.processes);
    }
    Ok(all)
}

fn part(bench: &Bench, sets: &[Set], worker: usize, workers: usize) -> io::Result<Results> {
    let recorder = Recorder::start()?;
    let ours = Ours { binary: &bench.binary, place: &bench.place, version: bench.version, worker };
    let mut theirs = Theirs::start(bench, SERVICE)?;
    let mut results = Results {
        pairs: BTreeMap::new(),
        version: theirs.version.clone(),
        members: theirs.members.clone(),
        processes: BTreeMap::new(),
    };
    for (index, set) in sets.iter().enumerate().skip(worker).step_by(workers) {
        let one = ours.run(set, &recorder)?;
        let other = theirs.run(SERVICE, set, &recorder)?;
        if index % EVERY == 0 {
            let process = process(bench, set, &recorder, worker)?;
            let other = Some(process).filter(|process| !is_same(process, &other));
            results.processes.insert(index, other);
        }
        results.pairs.insert(index, (one, other));
    }
    Ok(results)
}

/// Runs the AWS CLI as users do.
fn process(bench: &Bench, set: &Set, recorder: &Recorder, worker: usize) -> io::Result<Outcome> {
    recorder.expect(&set.responses);
    let mut command = bench.theirs();
    match bench.version {
        Version::One => command.arg(bench.python.with_file_name("aws")),
        Version::Two => command.args(["-m", "awscli"]),
    };
    command.arg(SERVICE).args(arguments(set, recorder));
    command.envs(set.env.iter().map(|(name, value)| (name, value)));
    finished(command, &bench.place.file(&format!("theirs-{worker}")), recorder)
}

/// Compares, except for values that are generated for each call.
fn is_same(process: &Outcome, fork: &Outcome) -> bool {
    let heads = |outcome: &Outcome| -> Vec<(String, usize)> {
        outcome.requests.iter().map(|request| (request.target.clone(), request.body.len())).collect()
    };
    let plain = |outcome: &Outcome| (outcome.status, outcome.stdout.clone(), outcome.stderr.clone());
    plain(process) == plain(fork) && heads(process) == heads(fork)
}
