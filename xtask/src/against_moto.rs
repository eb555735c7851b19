//! `cargo xtask against-moto`: uses generated crates against moto, and compares their requests with those of boto3.
//!
//! xtask/against-moto has the crates in farrier.toml, and for each the same flow twice: a program that uses the crate as its users do,
//! and one that uses boto3. Both run with the same environment against moto, which is in one process with a record of all
//! requests. Their output must be equal, and so must their requests, except for differences that are listed with a reason.

mod compare;
mod differences;
mod flows;
mod moto;

use std::collections::BTreeSet;
use std::path::Path;

use cargo_farrier::Result;
use cargo_farrier::report::{self, at, count, print, problem, say};

use crate::cli::AgainstMoto;
use crate::python::{Python, installed};

use compare::Finding;
use flows::{Flow, Flows};
use moto::{Moto, Request};

/// The versions with known results: a new moto may respond differently.
const PACKAGES: [&str; 2] = ["moto[server]==5.2.5", "boto3==1.44.8"];
const NEWEST: [&str; 2] = ["moto[server]", "boto3"];

/// Runs the flows. True if each of them passed, or if moto cannot be installed.
pub fn run(root: &Path, args: &AgainstMoto) -> bool {
    let wanted = if args.newest { NEWEST } else { PACKAGES };
    match installed(&root.join("target/against-moto/venv"), &wanted, "moto") {
        Python::Missing(reason) => {
            say(&format!("skipped: the flows against moto, which cannot be installed: {reason}"));
            true
        }
        Python::Ready(python) => passed(root, &python, args).unwrap_or_else(|problems| {
            report::problems(&problems, "the flows were not completed");
            false
        }),
    }
}

fn passed(root: &Path, python: &Path, args: &AgainstMoto) -> Result<bool> {
    let flows = Flows::prepare(root, python, &args.services)?;
    let mut moto = Moto::start(python, &root.join("xtask/against-moto/server.py"))?;
    print(&format!("moto {}, boto3 {}", moto.versions[0], moto.versions[1]));
    let mut met = BTreeSet::new();
    let mut is_well = true;
    for flow in &flows.flows {
        let ours = outcome(&flows, flow, &mut moto, Program::Crate)?;
        let theirs = outcome(&flows, flow, &mut moto, Program::Boto3)?;
        is_well &= judged(flow, &ours, &theirs, &mut met);
    }
    let (used, unused) = differences::by_use(&met);
    for difference in used {
        print(&format!("{}: {}", difference.name, difference.reason));
    }
    for difference in unused.into_iter().filter(|_| args.services.is_empty()) {
        say(&format!("error: no request has the difference `{}`: remove it from the list", difference.name));
        is_well = false;
    }
    Ok(is_well)
}

/// Who uses the service.
#[derive(Clone, Copy)]
enum Program {
    Crate,
    Boto3,
}

/// The requests and the output of a program.
struct Outcome {
    requests: Vec<Request>,
    output: String,
}

fn outcome(flows: &Flows, flow: &Flow, moto: &mut Moto, program: Program) -> Result<Outcome> {
    let (path, mut command) = match program {
        Program::Crate => (&flow.program, flows.of_crate(flow)),
        Program::Boto3 => (&flow.script, flows.of_boto3(flow)),
    };
    let output = command.env("AWS_ENDPOINT_URL", &moto.url).output().map_err(at(path))?;
    let requests = moto.requests()?;
    if !output.status.success() {
        String::from_utf8_lossy(&output.stderr).lines().for_each(say);
        return Err(problem(path, format!("{} after {}", output.status, count(requests.len(), "request"))));
    }
    Ok(Outcome { requests, output: String::from_utf8_lossy(&output.stdout).into_owned() })
}

/// Compares, and prints the result in one line, after a line for each unexpected difference.
fn judged(flow: &Flow, ours: &Outcome, theirs: &Outcome, met: &mut BTreeSet<&'static str>) -> bool {
    let mut listed = BTreeSet::new();
    let mut unexpected = compare::outputs(&ours.output, &theirs.output);
    for finding in compare::requests(&ours.requests, &theirs.requests) {
        match differences::explain(&flow.service, &finding) {
            Some(name) => {
                listed.insert(name);
            }
            // Requests of one operation often have the same difference.
            None if unexpected.contains(&finding) => {}
            None => unexpected.push(finding),
        }
    }
    for Finding { place, ours, theirs } in &unexpected {
        say(&format!("error: {}: {place}", flow.service));
        say(&format!("  ours:  {ours}"));
        say(&format!("  boto3: {theirs}"));
    }
    let names =
        if listed.is_empty() { "none".to_owned() } else { Vec::from_iter(listed.iter().copied()).join(", ") };
    let (requests, lines) = (ours.requests.len(), ours.output.lines().count());
    let counts = format!("{requests:>3} requests, {lines:>3} lines of output");
    print(&format!("{:<16} {counts}; intended differences: {names}", flow.service));
    met.extend(listed);
    unexpected.is_empty() && requests > 0 && lines > 0
}
