//! A server, a client, a fault between them, and the conditions that must hold afterwards.

use std::fs;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use connectparticipant::config::{TransportError, TransportErrorKind};
use connectparticipant::operation::send_message::{SendMessage, SendMessageError, SendMessageRequest};
use connectparticipant::test_util::Server;
use connectparticipant::{CallError, ErrorMetadata, ServiceError};

use super::clients::{Caller, Kind, Limit, Outcome, Settings};

/// The maximum duration of a case on a busy machine: far more than its timeouts.
const LONGEST: Duration = Duration::from_secs(30);

static CASES: AtomicUsize = AtomicUsize::new(0);
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// A server and a client in front of it.
pub(crate) struct Scene {
    pub(crate) name: String,
    pub(crate) kind: Kind,
    pub(crate) server: Server,
    pub(crate) caller: Caller,
}

/// Files that this process has open, sockets included.
fn open_files() -> Option<usize> {
    Some(fs::read_dir("/proc/self/fd").ok()?.count())
}

/// Threads of this process, except those of the tests, which have their names.
fn threads() -> Option<usize> {
    let names = fs::read_dir("/proc/self/task").ok()?.filter_map(|thread| {
        // A finished thread has no name any more.
        fs::read_to_string(thread.ok()?.path().join("comm")).ok()
    });
    Some(names.filter(|name| !name.contains("::")).count())
}

/// Waits for a condition that becomes true by itself.
pub(crate) fn settles(what: impl Fn() -> bool) -> bool {
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(20) {
        if what() {
            return true;
        }
        thread::sleep(Duration::from_millis(5));
    }
    what()
}

/// Tests of this program run one by one: open files are those of all of them.
fn alone() -> MutexGuard<'static, ()> {
    let guard = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    // Files that are opened once and stay open are open by now.
    static ONCE: std::sync::Once = std::sync::Once::new();
    ONCE.call_once(|| {
        for kind in [Kind::Async, Kind::Blocking] {
            let scene = Scene::new("the first of all", kind, &Settings::default());
            scene.send().unwrap();
        }
    });
    guard
}

/// Runs a case with each client. It must leave nothing behind, and the client must work after it.
pub(crate) fn case(name: &str, settings: &Settings, play: impl Fn(&Scene)) {
    let _guard = alone();
    for kind in [Kind::Async, Kind::Blocking] {
        let (files, running) = (open_files(), threads());
        let scene = Scene::new(name, kind, settings);
        let name = format!("{name}, {kind:?}");
        let begun = Instant::now();
        play(&scene);
        assert!(begun.elapsed() < LONGEST, "{name}: it took {:?}", begun.elapsed());
        assert_eq!(scene.caller.tasks(), 0, "{name}: a task goes on");
        scene.server.clear_faults();
        if let Err(error) = scene.send() {
            panic!("{name}: the next call fails: {error:?}");
        }
        assert_eq!(scene.caller.tasks(), 0, "{name}: a task goes on");
        // A working connection is kept, and no broken one.
        assert!(settles(|| scene.server.open_connections() <= 1), "{name}: connections are left open");
        let Scene { server, caller, .. } = scene;
        drop(caller);
        assert!(settles(|| server.open_connections() == 0), "{name}: a connection outlives the client");
        drop(server);
        assert!(
            settles(|| open_files() <= files),
            "{name}: files are left open: {files:?}, {:?}",
            open_files()
        );
        assert!(settles(|| threads() <= running), "{name}: threads go on: {running:?}, {:?}", threads());
        CASES.fetch_add(1, Ordering::Relaxed);
    }
    println!("{name}: with both clients; {} cases so far", CASES.load(Ordering::Relaxed));
}

impl Scene {
    fn new(name: &str, kind: Kind, settings: &Settings) -> Self {
        let server =
            Server::builder().credential("connection", "token").credential("connection", "another token");
        let server = server.items("transcript", 3).start().unwrap();
        let caller = Caller::new(kind, server.url(), settings);
        Self { name: name.to_owned(), kind, server, caller }
    }

    /// Sends a message.
    pub(crate) fn send(&self) -> Outcome<SendMessage> {
        self.caller.call::<SendMessage>(SendMessageRequest::new("text/plain", "hello", "token"))
    }

    /// Sends a message with a timeout.
    pub(crate) fn send_within(&self, limit: Limit) -> Outcome<SendMessage> {
        let message = SendMessageRequest::new("text/plain", "hello", "token");
        self.caller.call_within::<SendMessage>(message, limit)
    }

    /// Sends a message that fails, at least for the client.
    #[track_caller]
    pub(crate) fn breaks(&self, kind: TransportErrorKind, text: &str) -> TransportError {
        self.broken(self.send(), kind, text)
    }

    /// The result is a transport error.
    #[track_caller]
    pub(crate) fn broken(
        &self,
        outcome: Outcome<SendMessage>,
        kind: TransportErrorKind,
        text: &str,
    ) -> TransportError {
        let error = outcome.expect_err(&self.name);
        shows_no_secret(&error);
        assert!(error.to_string().contains(text), "{}: {error}", self.name);
        let CallError::Transport(error) = error else { panic!("{}: {error:?}", self.name) };
        assert_eq!(error.kind(), kind, "{}: {error:?}", self.name);
        error
    }

    /// Sends a message, and gets an unnamed error as response.
    #[track_caller]
    pub(crate) fn is_refused(&self, status: u16) -> ErrorMetadata {
        let error = self.send().expect_err(&self.name);
        shows_no_secret(&error);
        assert!(
            error.to_string().contains(&format!("SendMessage failed (HTTP {status})")),
            "{}: {error}",
            self.name
        );
        let CallError::Service(SendMessageError::Unmodelled(metadata)) = error else {
            panic!("{}: {error:?}", self.name)
        };
        assert_eq!(metadata.status().as_u16(), status, "{}", self.name);
        metadata
    }

    /// Sends a message, and cannot decode the response.
    #[track_caller]
    pub(crate) fn cannot_read(&self) -> ErrorMetadata {
        let error = self.send().expect_err(&self.name);
        shows_no_secret(&error);
        let text = "the response of SendMessage cannot be read (HTTP 200): ";
        assert!(error.to_string().starts_with(text), "{}: {error}", self.name);
        let CallError::Decode(error) = error else { panic!("{}: {error:?}", self.name) };
        assert_eq!(error.metadata().status(), 200, "{}", self.name);
        error.metadata().clone()
    }

    /// Returns the number of requests for messages that the server has processed, or at least read.
    pub(crate) fn asked(&self) -> usize {
        self.server.requests().len()
    }
}

/// Errors must show neither the token, nor the message, nor the path.
pub(crate) fn shows_no_secret<E: ServiceError>(error: &CallError<E>) {
    let mut text = format!("{error} {error:?}");
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        text += &format!(" {inner} {inner:?}");
        cause = inner.source();
    }
    for secret in ["token\"", "x-amz-bearer: ", "hello", "http://"] {
        assert!(!text.contains(secret), "{text}");
    }
}
