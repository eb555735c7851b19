//! A chat session as a state machine: it takes frames, results of calls and the current time, and returns actions. It has no I/O, no
//! clock, no task and no randomness of its own.
//!
//! The code that drives a session passes each input to [`Session::handle`], with the current time; takes the actions from
//! [`Session::next_action`] until there are none; and passes [`Input::Tick`] at [`Session::deadline`], if there is no other
//! input before.
//!
//! - A lost connection is replaced, and a socket is renewed before its URL expires: the next one is subscribed before the last one is
//!   closed. Failures that a retry may change are retried without end, with growing delays.
//! - Items that were missed are read from the transcript. Each item is delivered once, and in the order of its time. After more than
//!   [`Settings::remembered`] other items, a duplicate is no longer recognized.
//! - A session is live, connects, or has ended, which [`Action::End`] reports once.
//!
//! ```
//! use std::time::Duration;
//!
//! use connectparticipant::operation::CreateParticipantConnectionResponse;
//! use connectparticipant::types::{ConnectionCredentials, Websocket};
//! use connectparticipant_chat::session::{Action, Input, Now, Session, Settings};
//! use connectparticipant_chat::{Timestamp, frame};
//!
//! let now = |seconds| Now::new(Duration::from_secs(seconds), Timestamp::from_epoch(1_800_000_000, 0).unwrap());
//! let mut session = Session::new(Settings::new("participant token"), now(0));
//!
//! // The call is made with any client.
//! let Some(Action::Connect(request)) = session.next_action() else { panic!() };
//! assert_eq!(request.participant_token.as_str(), "participant token");
//! let response = CreateParticipantConnectionResponse::new()
//!     .websocket(Websocket::new().url("wss://example.com/chat"))
//!     .connection_credentials(ConnectionCredentials::new().connection_token("connection token"));
//! session.handle(now(1), Input::Connection(Ok(Box::new(response))));
//!
//! // So is the socket opened.
//! let Some(Action::Open { socket, url }) = session.next_action() else { panic!() };
//! assert_eq!(url.as_str(), "wss://example.com/chat");
//! session.handle(now(2), Input::Opened(socket));
//! assert_eq!(session.next_action(), Some(Action::Send { socket, text: frame::SUBSCRIBE }));
//! session.handle(now(3), Input::Frame(socket, r#"{"topic":"aws/subscribe","content":{"status":"success"}}"#));
//! assert!(session.is_connected());
//! ```
//!
//! Memory does not grow with the duration of a session: the settings bound the items that are remembered or wait.

mod action;
mod anchors;
mod chunks;
mod connector;
mod delivery;
mod expiry;
mod feed;
mod fill;
mod gap;
mod heartbeat;
mod input;
mod known;
mod now;
mod receipts;
mod recent;
mod settings;
mod socket;
mod sockets;
mod turns;
mod typing;

use std::collections::VecDeque;
use std::time::Duration;

use connectparticipant::types::ConnectionToken;

pub use self::action::{Action, End, Lost, Notice, SocketId, SocketUrl};
use self::connector::Connector;
pub use self::delivery::{Change, Delivery, Source};
use self::feed::Feed;
use self::gap::Gap;
pub use self::input::{Failure, Input};
pub use self::now::Now;
use self::now::{Random, Turn, between, earlier};
use self::receipts::Receipts;
pub use self::receipts::{Receipt, ReceiptKind};
pub use self::settings::{History, Settings};
use self::sockets::Sockets;
use self::typing::Typing;

/// A difference between the two clocks from which on the program was suspended.
const SUSPENDED: Duration = Duration::from_secs(30);

/// A chat session: see the [module](self).
#[derive(Debug)]
pub struct Session {
    settings: Settings,
    random: Random,
    actions: VecDeque<Action>,
    last: Now,
    phase: Phase,
    parts: Parts,
}

/// The parts of a session. None knows another.
#[derive(Debug)]
struct Parts {
    connector: Connector,
    sockets: Sockets,
    gap: Gap,
    feed: Feed,
    receipts: Receipts,
    typing: Typing,
    /// Whether the session was connected before.
    connected: bool,
}

/// The phase of a session.
#[derive(Clone, Debug, PartialEq)]
enum Phase {
    /// The chat goes on.
    Open,
    /// The participant has left: the end of the chat should arrive until this time.
    Leaving(Duration),
    /// The chat ended while the connection was lost: the last items are read from the transcript.
    Fading { until: Duration, left: bool },
    /// The session is over.
    Ended,
}

impl Session {
    /// Begins a session: its first action is [`Action::Connect`].
    #[must_use]
    pub fn new(settings: Settings, now: Now) -> Self {
        let parts = Parts {
            connector: Connector::new(now.elapsed),
            sockets: Sockets::new(now.elapsed),
            gap: Gap::new(&settings),
            feed: Feed::new(&settings),
            receipts: Receipts::new(now.elapsed),
            typing: Typing::new(settings.typing),
            connected: false,
        };
        let random = Random::new(settings.seed);
        let actions = VecDeque::with_capacity(8);
        let mut session = Self { settings, random, actions, last: now, phase: Phase::Open, parts };
        session.handle(now, Input::Tick);
        session
    }

    /// Handles an input, and does what is due.
    pub fn handle(&mut self, now: Now, input: Input<'_>) {
        if self.phase == Phase::Ended {
            return;
        }
        // A clock that goes backwards stands still.
        let now = Now { elapsed: now.elapsed.max(self.last.elapsed), ..now };
        let suspended = between(self.last.wall, now.wall).saturating_sub(now.elapsed - self.last.elapsed);
        self.last = now;
        let mut turn =
            Turn { now, settings: &self.settings, random: &mut self.random, actions: &mut self.actions };
        if suspended >= SUSPENDED {
            self.parts.sockets.probe(now.elapsed);
        }
        let end = self.parts.input(&mut turn, &mut self.phase, input);
        let end = end.or_else(|| self.parts.run(&mut turn, &mut self.phase));
        if let Some(end) = end {
            self.parts.sockets.close(&mut turn, "the session is over");
            turn.act(Action::End(end));
            self.phase = Phase::Ended;
        }
    }

    /// Returns the next action. Call it after each input, until there is none.
    pub fn next_action(&mut self) -> Option<Action> {
        self.actions.pop_front()
    }

    /// Returns the time, on the clock of [`Now::elapsed`], at which [`Input::Tick`] is due. It is later than the time of the last input.
    #[must_use]
    pub fn deadline(&self) -> Option<Duration> {
        let parts = &self.parts;
        let phase = match self.phase {
            Phase::Open => None,
            Phase::Leaving(until) | Phase::Fading { until, .. } => Some(until),
            Phase::Ended => return None,
        };
        let connector = if parts.connects(&self.phase) {
            parts.connector.deadline(parts.sockets.url_needed())
        } else {
            None
        };
        let times = [
            parts.sockets.deadline(),
            parts.gap.deadline(),
            parts.feed.deadline(&self.settings),
            parts.receipts.deadline(),
        ];
        times.into_iter().fold(earlier(phase, connector), earlier)
    }

    /// Returns the connection token for calls of the user. It changes while a session lasts, so ask for it before each call.
    #[must_use]
    pub fn token(&self) -> Option<&ConnectionToken> {
        self.parts.connector.token()
    }

    /// Whether the session receives the chat.
    #[must_use]
    pub fn is_connected(&self) -> bool {
        self.parts.sockets.is_live()
    }

    /// Whether the history, or the items that were missed during a loss, are being read: newer ones wait, for at most
    /// [`Settings::gap_hold`]. A participant that leaves in this time may lose them, since the service then rejects calls.
    #[must_use]
    pub fn is_catching_up(&self) -> bool {
        self.phase != Phase::Ended && self.parts.feed.holds()
    }

    /// Whether the session is over. It then ignores all input.
    #[must_use]
    pub fn is_ended(&self) -> bool {
        self.phase == Phase::Ended
    }
}
