//! Allocations of a session: none for a heartbeat, and no more after days than after an hour. It is the only test of this program,
//! since its allocator counts those of all threads.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::alloc::System;
use std::time::Duration;

use connectparticipant::operation::{CreateParticipantConnectionResponse, GetTranscriptResponse};
use connectparticipant::types::{ConnectionCredentials, Websocket};
use connectparticipant_chat::session::{Action, Input, Now, Session, Settings, SocketId};
use connectparticipant_chat::{Timestamp, frame};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, Stats, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

const SUBSCRIBED: &str = r#"{"topic":"aws/subscribe","content":{"status":"success","topics":["aws/chat"]}}"#;
const PONG: &str = r#"{"topic":"aws/ping","statusCode":200,"statusContent":"OK"}"#;

/// A session with a service that responds at once.
struct Chat {
    session: Session,
    now: Now,
    socket: Option<SocketId>,
    heartbeats: usize,
    delivered: usize,
}

fn at(elapsed: Duration) -> Now {
    let seconds = i64::try_from(elapsed.as_secs()).unwrap();
    Now::new(elapsed, Timestamp::from_epoch(1_800_000_000 + seconds, elapsed.subsec_nanos()).unwrap())
}

impl Chat {
    fn new() -> Self {
        let now = at(Duration::ZERO);
        let session = Session::new(Settings::new("token"), now);
        let mut chat = Self { session, now, socket: None, heartbeats: 0, delivered: 0 };
        chat.act();
        chat
    }

    fn input(&mut self, input: Input<'_>) {
        self.session.handle(self.now, input);
    }

    fn act(&mut self) {
        while let Some(action) = self.session.next_action() {
            match action {
                Action::Connect(_) => {
                    let credentials = ConnectionCredentials::new().connection_token("connection token");
                    let response = CreateParticipantConnectionResponse::new()
                        .websocket(Websocket::new().url("wss://example"))
                        .connection_credentials(credentials);
                    self.input(Input::Connection(Ok(Box::new(response))));
                }
                Action::GetTranscript(_) => {
                    self.input(Input::Transcript(Ok(Box::new(GetTranscriptResponse::new()))));
                }
                Action::Open { socket, .. } => {
                    self.socket = Some(socket);
                    self.input(Input::Opened(socket));
                }
                Action::Send { socket, text } => {
                    self.heartbeats += usize::from(text == frame::HEARTBEAT);
                    let response = match text {
                        frame::SUBSCRIBE => SUBSCRIBED,
                        frame::PING => PONG,
                        text => text,
                    };
                    self.input(Input::Frame(socket, response));
                }
                Action::Deliver(_) => self.delivered += 1,
                Action::End(end) => panic!("{end:?}"),
                _ => {}
            }
        }
    }

    fn run(&mut self, duration: Duration) {
        let until = self.now.elapsed + duration;
        while let Some(deadline) = self.session.deadline().filter(|deadline| *deadline <= until) {
            self.now = at(deadline);
            self.input(Input::Tick);
            self.act();
        }
        self.now = at(until);
    }

    /// A message arrives.
    fn message(&mut self, number: usize) {
        let text = format!(
            r#"{{"topic":"aws/chat","content":{{"Id":"message {number:030}","AbsoluteTime":"{}","Type":"MESSAGE","Content":"{number}"}}}}"#,
            self.now.wall
        );
        self.input(Input::Frame(self.socket.unwrap(), &text));
    }
}

fn live(stats: Stats) -> usize {
    stats.bytes_allocated - stats.bytes_deallocated
}

/// The allocations and reallocations in 300 heartbeats.
fn allocations_of_heartbeats() -> (usize, usize) {
    let mut chat = Chat::new();
    chat.run(Duration::from_secs(60));
    let region = Region::new(ALLOCATOR);
    let before = chat.heartbeats;
    chat.run(Duration::from_secs(3000));
    let stats = region.change();
    assert_eq!(chat.heartbeats - before, 300);
    (stats.allocations, stats.reallocations)
}

#[test]
fn heartbeats_allocate_nothing_and_memory_is_bounded() {
    let whole = Region::new(ALLOCATOR);
    let mut chat = Chat::new();
    chat.run(Duration::from_secs(60));
    println!("a session without messages takes {} bytes", live(whole.change()));

    // The thread of the test harness may print a line in the meantime; it does not do so three times.
    let fewest = (0..3).map(|_| allocations_of_heartbeats()).min();
    assert_eq!(fewest, Some((0, 0)));

    // A session that has delivered a message keeps hashes, and no room for items.
    let before = live(whole.change());
    chat.message(72 * 360);
    chat.run(Duration::from_secs(10));
    assert_eq!(chat.delivered, 1);
    let kept = live(whole.change()) - before;
    assert!(kept < 2 * 1024, "{kept} bytes for a message that was delivered");

    let mut sizes = Vec::new();
    for hour in 0..72 {
        for number in 0..360 {
            chat.message(hour * 360 + number);
            chat.run(Duration::from_secs(10));
        }
        sizes.push(live(whole.change()));
    }
    assert_eq!(chat.delivered, 1 + 72 * 360);
    let (first_day, last) = (sizes[23], sizes[71]);
    assert!(last <= first_day + 16 * 1024, "{first_day} bytes after a day, {last} after three: {sizes:?}");
    assert!(last < 128 * 1024, "{last} bytes");
    println!("a session takes {last} bytes after three days and {} messages", chat.delivered);
}
