//! The program with its standard streams, and the chat it takes part in.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use connectparticipant::types::ParticipantRole;
use connectparticipant_chat::test_util::{ChatService, Contact, Participant};
use serde_json::Value;

use super::signals::reacting;

/// Longer than any step takes, on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// A chat of a customer, whom the program plays, and an agent, whom the test plays.
pub(crate) struct Scene {
    pub(crate) service: ChatService,
    pub(crate) contact: Contact,
    pub(crate) customer: Participant,
    pub(crate) agent: Participant,
    folder: PathBuf,
}

impl Scene {
    /// The name is that of the test.
    pub(crate) fn new(name: &str) -> Self {
        let service = ChatService::start().unwrap();
        let contact = service.contact();
        let customer = contact.join(ParticipantRole::Customer, "Jane");
        let agent = contact.join(ParticipantRole::Agent, "Anna");
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
        // It is there if the test has run before.
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        Self { service, contact, customer, agent, folder }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// The program with the token in its environment, and without other settings.
    pub(crate) fn command(&self, arguments: &str) -> Command {
        let mut command = reacting(env!("CARGO_BIN_EXE_connectparticipant-chat"));
        command.env_clear().env("HOME", &self.folder).current_dir(&self.folder);
        command.env("AWS_ENDPOINT_URL", self.service.url()).env("AWS_MAX_ATTEMPTS", "1");
        command.env("CONNECTPARTICIPANT_PARTICIPANT_TOKEN", self.customer.token());
        command.args(arguments.split_whitespace());
        command
    }

    pub(crate) fn start(&self, arguments: &str) -> Program {
        Program::start(self.command(arguments))
    }

    #[track_caller]
    pub(crate) fn until(&self, condition: impl FnMut() -> bool) {
        assert!(self.service.block_until(condition), "the condition does not hold");
    }

    /// The messages of the transcript.
    pub(crate) fn messages(&self) -> Vec<String> {
        self.contact.transcript().into_iter().filter_map(|item| item.content).collect()
    }
}

/// The running program.
pub(crate) struct Program {
    child: Child,
    input: Option<ChildStdin>,
    lines: Option<Receiver<String>>,
    errors: Option<JoinHandle<String>>,
}

/// It does not outlive a failed test.
impl Drop for Program {
    fn drop(&mut self) {
        // It may have ended before.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Waits for the end of a program, and returns its exit code; `None` if a signal ended it. One that hangs fails its test.
#[track_caller]
pub(crate) fn ended(child: &mut Child) -> Option<i32> {
    let limit = Instant::now() + PATIENCE;
    while Instant::now() < limit {
        if let Some(status) = child.try_wait().unwrap() {
            return status.code();
        }
        thread::sleep(Duration::from_millis(10));
    }
    panic!("the program has not ended");
}

/// The end of the program.
#[derive(Debug)]
pub(crate) struct Ended {
    /// The output that was not read before.
    pub(crate) rest: Vec<String>,
    pub(crate) errors: String,
    pub(crate) status: Option<i32>,
}

impl Program {
    pub(crate) fn start(mut command: Command) -> Self {
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let (out, mut error) = (child.stdout.take().unwrap(), child.stderr.take().unwrap());
        let (sender, lines) = channel();
        thread::spawn(move || {
            for line in BufReader::new(out).lines() {
                if sender.send(line.unwrap()).is_err() {
                    break;
                }
            }
        });
        let errors = thread::spawn(move || {
            let mut text = String::new();
            error.read_to_string(&mut text).unwrap();
            text
        });
        Self { input: child.stdin.take(), child, lines: Some(lines), errors: Some(errors) }
    }

    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    pub(crate) fn types(&mut self, line: &str) {
        writeln!(self.input.as_mut().unwrap(), "{line}").unwrap();
    }

    /// Ends the input.
    pub(crate) fn ends_input(&mut self) {
        self.input = None;
    }

    pub(crate) fn has_ended(&mut self) -> bool {
        self.child.try_wait().unwrap().is_some()
    }

    /// Closes the other end of its output.
    pub(crate) fn closes_output(&mut self) {
        self.lines = None;
    }

    #[track_caller]
    pub(crate) fn line(&self) -> String {
        self.lines.as_ref().unwrap().recv_timeout(PATIENCE).expect("a line")
    }

    /// Skips lines up to one with this text, and returns it.
    #[track_caller]
    pub(crate) fn line_with(&self, text: &str) -> String {
        loop {
            let line = self.line();
            if line.contains(text) {
                return line;
            }
        }
    }

    /// Skips values up to one of this kind.
    #[track_caller]
    pub(crate) fn value(&self, update: &str) -> Value {
        loop {
            let value: Value = serde_json::from_str(&self.line()).unwrap();
            if value["Update"] == update {
                return value;
            }
        }
    }

    /// Waits for the end.
    #[track_caller]
    pub(crate) fn end(mut self) -> Ended {
        self.ends_input();
        let status = ended(&mut self.child);
        let rest = self.lines.take().map(|lines| lines.iter().collect()).unwrap_or_default();
        Ended { rest, errors: self.errors.take().unwrap().join().unwrap(), status }
    }
}
