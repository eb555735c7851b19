//! One run of one contender.

use std::thread;
use std::time::{Duration, Instant};

use crate::Failure;
use crate::contender::Contender;
use crate::plan::Plan;
use crate::process::Process;

/// The time for all messages to arrive.
const PATIENCE: Duration = Duration::from_secs(20);

/// The figures of a run.
#[derive(Clone, Copy)]
pub struct Figures {
    /// Bytes for a session that only sends heartbeats, and after its messages.
    pub idle: f64,
    pub used: f64,
    /// CPU seconds for a heartbeat and a deep heartbeat with their responses, and for a message.
    pub heartbeat: f64,
    pub message: f64,
    /// Seconds from sending a message to the event: the median, and the 99th percentile.
    pub median: f64,
    pub slow: f64,
}

pub fn run(contender: Contender, plan: &Plan) -> Result<Figures, Failure> {
    let mut service = Process::start(&["service", &plan.sessions.to_string()])?;
    let mut client = Process::start(&["client", contender.name()])?;
    let (shared, connected) = connect(&mut service, &mut client, plan)?;
    let sessions = (plan.sessions - Plan::WARM) as f64;
    let memory = |bytes: u64| bytes.saturating_sub(shared) as f64 / sessions;

    let (beats, before, start) = (count(&mut service)?, client.cpu()?, Instant::now());
    thread::sleep(Duration::from_secs(plan.seconds));
    let beats = count(&mut service)? - beats;
    let idle = client.cpu()?.since(&before).as_secs_f64();
    let idle_share = idle / start.elapsed().as_secs_f64();

    let (before, start) = (client.cpu()?, Instant::now());
    service.tell(&format!("talk {} {}", plan.messages, Plan::RATE))?;
    service.expect("done")?;
    let messages = plan.sessions * plan.messages;
    wait(&mut client, messages)?;
    let busy = client.cpu()?.since(&before).as_secs_f64();
    let busy = busy - idle_share * start.elapsed().as_secs_f64();
    let used = memory(client.memory()?);
    let latencies = client.ask("latencies")?;
    let &[median, slow] = &latencies[..] else { return Err("there are no latencies".into()) };
    Ok(Figures {
        idle: memory(connected),
        used,
        heartbeat: idle / beats as f64,
        message: busy / messages as f64,
        median: Duration::from_nanos(median).as_secs_f64(),
        slow: Duration::from_nanos(slow).as_secs_f64(),
    })
}

/// Connects all sessions. Returns the memory with the first few, and with all.
fn connect(service: &mut Process, client: &mut Process, plan: &Plan) -> Result<(u64, u64), Failure> {
    let url = service.line()?;
    client.tell(&url)?;
    for _ in 0..plan.sessions {
        let token = service.line()?;
        client.tell(&token)?;
    }
    client.tell("")?;
    client.expect("warm")?;
    thread::sleep(Duration::from_millis(250));
    let shared = client.memory()?;
    client.expect("connected")?;
    // The first heartbeats, and the calls for the history.
    thread::sleep(Duration::from_secs(2));
    Ok((shared, client.memory()?))
}

/// Returns the number of heartbeats that the service has received.
fn count(service: &mut Process) -> Result<u64, Failure> {
    let numbers = service.ask("heartbeats")?;
    Ok(numbers.iter().sum())
}

fn wait(client: &mut Process, messages: usize) -> Result<(), Failure> {
    let start = Instant::now();
    loop {
        let received = client.ask("received")?.iter().sum::<u64>();
        if received == messages as u64 {
            return Ok(());
        }
        if start.elapsed() > PATIENCE {
            return Err(format!("{received} of {messages} messages arrived").into());
        }
        thread::sleep(Duration::from_millis(100));
    }
}
