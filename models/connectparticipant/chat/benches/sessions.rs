//! A thousand sessions in one process: memory, CPU time and latency of [`Chat`], next to a loop on tokio-tungstenite that is written by hand.
//!
//! `cargo bench -p connectparticipant-chat --bench sessions --features test-util -- --sessions 1000 --runs 5 --seconds 10 --messages 5`
//!
//! The fake service and the sessions are two child processes of this program, which reads their times and sizes in `/proc`, so that the
//! service is in none of the figures. Each run starts new processes, and the contenders take turns. Heartbeats are sent in real time, every
//! ten seconds. It needs Linux.

#[path = "sessions/by_hand.rs"]
mod by_hand;
#[path = "sessions/client.rs"]
mod client;
#[path = "sessions/contender.rs"]
mod contender;
#[path = "sessions/measure.rs"]
mod measure;
#[path = "sessions/plan.rs"]
mod plan;
#[path = "sessions/process.rs"]
mod process;
#[path = "sessions/service.rs"]
mod service;
#[path = "sessions/table.rs"]
mod table;

use std::error::Error;

use contender::Contender;
use plan::Plan;

type Failure = Box<dyn Error + Send + Sync>;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        ["service", sessions] => service::run(sessions.parse()?),
        ["client", contender] => client::run(Contender::named(contender)?),
        _ => compare(&Plan::new(&words)?),
    }
}

fn compare(plan: &Plan) -> Result<(), Failure> {
    let mut results = Contender::ALL.map(|contender| (contender, Vec::new()));
    for run in 1..=plan.runs {
        for (contender, figures) in &mut results {
            eprintln!("run {run} of {}: {}", plan.runs, contender.title());
            figures.push(measure::run(*contender, plan)?);
        }
    }
    println!("{}", table::table(plan, &results));
    Ok(())
}
