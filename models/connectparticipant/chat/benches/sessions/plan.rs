//! The size of the comparison, from the command line.

use crate::Failure;

/// The options, with their defaults.
pub struct Plan {
    pub sessions: usize,
    pub runs: usize,
    /// The duration in which only heartbeats are sent.
    pub seconds: u64,
    /// The number of messages to each session.
    pub messages: usize,
}

impl Plan {
    /// Messages in a second to all sessions together: a few per cent of a core, so that none waits for another.
    pub const RATE: usize = 500;

    pub fn new(words: &[&str]) -> Result<Self, Failure> {
        let mut plan = Self { sessions: 1000, runs: 5, seconds: 20, messages: 5 };
        // Cargo adds this one.
        let mut words = words.iter().filter(|word| **word != "--bench");
        while let Some(option) = words.next() {
            let value: usize = words.next().ok_or_else(|| format!("`{option}` needs a number"))?.parse()?;
            match *option {
                "--sessions" => plan.sessions = value.max(2 * Self::WARM),
                "--runs" => plan.runs = value.max(1),
                "--seconds" => plan.seconds = value.max(10) as u64,
                "--messages" => plan.messages = value.max(1),
                _ => return Err(format!("there is no option `{option}`").into()),
            }
        }
        Ok(plan)
    }

    /// The sessions that are connected first: memory that all sessions share is not counted.
    pub const WARM: usize = 10;
}
