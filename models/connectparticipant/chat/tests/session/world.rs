//! A model of the service and of the network, in virtual time. It drives a session, records what the session does, and checks the rules that
//! hold at any time: one call of a kind at once, at most two sockets, no deadline in the past, nothing after the end.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use connectparticipant::operation::{
    CreateParticipantConnectionRequest, CreateParticipantConnectionResponse, GetTranscriptRequest,
    GetTranscriptResponse,
};
use connectparticipant::types::{ConnectionCredentials, ConnectionType, Websocket};
use connectparticipant_chat::session::{
    Action, Delivery, End, Failure, Input, Now, Session, Settings, SocketId,
};
use connectparticipant_chat::{Timestamp, frame};

use crate::log::describe;
use crate::service::Service;

/// The time of day at which each test begins.
const START: i64 = 1_800_000_000;
/// The time from a request or a frame to its response.
pub(crate) const LATENCY: Duration = Duration::from_millis(20);

/// What is about to happen.
enum WorldEvent {
    Connection(Result<Box<CreateParticipantConnectionResponse>, Failure>),
    Transcript(Result<Box<GetTranscriptResponse>, Failure>),
    Opened(SocketId),
    Closed(SocketId),
    Frame(SocketId, String),
}

/// An item of the chat.
pub(crate) struct Posted {
    pub(crate) json: String,
    pub(crate) recorded: bool,
}

pub(crate) struct World {
    pub(crate) session: Session,
    pub(crate) service: Service,
    pub(crate) now: Duration,
    /// Added to the time of day: the machine was asleep.
    pub(crate) slept: Duration,
    events: BTreeMap<(Duration, u64), WorldEvent>,
    count: u64,
    pub(crate) chat: Vec<Posted>,
    /// The sockets, and whether they are subscribed.
    sockets: BTreeMap<SocketId, bool>,
    /// Sockets that the session has closed.
    closed: BTreeSet<SocketId>,
    /// Sockets that carry nothing any more, without a sign.
    dead: BTreeSet<SocketId>,
    calls: [bool; 2],
    urls: usize,
    network: bool,
    pub(crate) log: Vec<String>,
    pub(crate) delivered: Vec<Delivery>,
    pub(crate) ends: Vec<End>,
    pub(crate) requests: Vec<GetTranscriptRequest>,
}

pub(crate) fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

pub(crate) fn milliseconds(milliseconds: u64) -> Duration {
    Duration::from_millis(milliseconds)
}

impl World {
    pub(crate) fn new(change: impl FnOnce(&mut Settings)) -> Self {
        let mut settings = Settings::new("participant token");
        change(&mut settings);
        let now = Now::new(Duration::ZERO, Timestamp::from_epoch(START, 0).unwrap());
        Self {
            session: Session::new(settings, now),
            service: Service::new(),
            now: Duration::ZERO,
            slept: Duration::ZERO,
            events: BTreeMap::new(),
            count: 0,
            chat: Vec::new(),
            sockets: BTreeMap::new(),
            closed: BTreeSet::new(),
            dead: BTreeSet::new(),
            calls: [false; 2],
            urls: 0,
            network: true,
            log: Vec::new(),
            delivered: Vec::new(),
            ends: Vec::new(),
            requests: Vec::new(),
        }
    }

    /// A world whose session is connected.
    pub(crate) fn connected() -> Self {
        let mut world = Self::new(|_| {});
        world.run(seconds(1));
        assert!(world.session.is_connected());
        world.log.clear();
        world
    }

    /// Returns the time of day, on the clock of the service.
    pub(crate) fn time(&self, plus: Duration) -> String {
        let at = self.now + self.slept + plus;
        let seconds = START + self.service.skew + i64::try_from(at.as_secs()).unwrap();
        Timestamp::from_epoch(seconds, at.subsec_nanos()).unwrap().to_string()
    }

    fn clocks(&self) -> Now {
        let at = self.now + self.slept;
        let wall =
            Timestamp::from_epoch(START + i64::try_from(at.as_secs()).unwrap(), at.subsec_nanos()).unwrap();
        Now::new(self.now, wall)
    }

    /// Runs for a duration.
    pub(crate) fn run(&mut self, duration: Duration) {
        let until = self.now + duration;
        self.act();
        loop {
            let next = self.events.keys().next().map(|key| key.0);
            let deadline = self.session.deadline();
            let Some(at) = [next, deadline].into_iter().flatten().min().filter(|at| *at <= until) else {
                break;
            };
            self.now = self.now.max(at);
            match self.events.first_entry().filter(|entry| entry.key().0 <= at) {
                Some(entry) => {
                    let event = entry.remove();
                    self.happen(event);
                }
                None => self.input(Input::Tick),
            }
        }
        self.now = until;
    }

    fn later(&mut self, delay: Duration, event: WorldEvent) {
        self.count += 1;
        self.events.insert((self.now + delay, self.count), event);
    }

    fn happen(&mut self, event: WorldEvent) {
        match event {
            WorldEvent::Connection(result) => {
                self.calls[0] = false;
                self.input(Input::Connection(result));
            }
            WorldEvent::Transcript(result) => {
                self.calls[1] = false;
                self.input(Input::Transcript(result));
            }
            WorldEvent::Opened(socket) if self.sockets.contains_key(&socket) => {
                self.input(Input::Opened(socket));
            }
            WorldEvent::Closed(socket) if self.sockets.remove(&socket).is_some() => {
                self.input(Input::Closed(socket));
            }
            WorldEvent::Frame(socket, text)
                if self.sockets.contains_key(&socket) && !self.dead.contains(&socket) =>
            {
                self.input(Input::Frame(socket, &text));
            }
            WorldEvent::Opened(_) | WorldEvent::Closed(_) | WorldEvent::Frame(..) => {}
        }
    }

    /// Passes an input, and does what the session returns.
    pub(crate) fn input(&mut self, input: Input<'_>) {
        let now = self.clocks();
        if let Input::Network(network) = input {
            self.network = network;
        }
        self.session.handle(now, input);
        self.act();
        let deadline = self.session.deadline();
        assert!(
            deadline.is_none_or(|at| at > self.now),
            "a deadline has passed: {deadline:?} at {:?}",
            self.now
        );
        let waits = self.session.is_ended() || self.calls[0] || !self.network;
        assert!(deadline.is_some() || waits, "the session waits for nothing");
        assert!(self.sockets.len() <= 2, "more than two sockets");
    }

    fn act(&mut self) {
        while let Some(action) = self.session.next_action() {
            assert!(self.ends.is_empty(), "an action after the end: {action:?}");
            let line = describe(&action);
            self.log.push(format!("{:.3} {line}", self.now.as_secs_f64()));
            match action {
                Action::Connect(request) => self.connect(&request),
                Action::GetTranscript(request) => self.transcript(*request),
                Action::Open { socket, .. } => self.open(socket),
                Action::Send { socket, text } => self.send(socket, text),
                Action::Close { socket, .. } => {
                    assert!(self.closed.insert(socket), "a socket is closed once");
                    self.sockets.remove(&socket);
                }
                Action::Deliver(delivery) => self.delivered.push(*delivery),
                Action::End(end) => self.ends.push(end),
                _ => {}
            }
        }
    }

    fn connect(&mut self, request: &CreateParticipantConnectionRequest) {
        assert!(!std::mem::replace(&mut self.calls[0], true), "two connection requests at once");
        let denied = Failure::response(403, "the chat has ended");
        let success = if self.service.ended { Err(denied) } else { Ok(()) };
        let result = self.service.connect.pop_front().unwrap_or(success);
        let result = result.map(|()| Box::new(self.connection(request)));
        self.later(LATENCY, WorldEvent::Connection(result));
    }

    fn connection(
        &mut self,
        request: &CreateParticipantConnectionRequest,
    ) -> CreateParticipantConnectionResponse {
        self.urls += 1;
        let credentials = ConnectionCredentials::new()
            .connection_token(format!("token {}", self.urls))
            .expiry(self.time(self.service.token_lifetime));
        let response = CreateParticipantConnectionResponse::new().connection_credentials(credentials);
        if !format!("{request:?}").contains(&format!("{:?}", ConnectionType::Websocket)) {
            return response;
        }
        let expiry = self.time(self.service.url_lifetime);
        response
            .websocket(Websocket::new().url(format!("wss://example/{}", self.urls)).connection_expiry(expiry))
    }

    fn open(&mut self, socket: SocketId) {
        self.sockets.insert(socket, false);
        match self.service.open.pop_front().unwrap_or(true) {
            true => self.later(LATENCY, WorldEvent::Opened(socket)),
            false => self.later(LATENCY, WorldEvent::Closed(socket)),
        }
    }

    fn send(&mut self, socket: SocketId, text: &str) {
        assert!(!self.closed.contains(&socket), "a socket sends after it was closed");
        // The session has not heard yet that the network has closed it.
        let Some(subscribed) = self.sockets.get_mut(&socket) else { return };
        let response = match text {
            frame::SUBSCRIBE => match self.service.subscribe.pop_front().unwrap_or(Some(true)) {
                Some(success) => {
                    *subscribed = success;
                    let status = if success { "success" } else { "failure" };
                    format!(
                        r#"{{"topic":"aws/subscribe","content":{{"status":"{status}","topics":["aws/chat"]}}}}"#
                    )
                }
                None => return,
            },
            frame::HEARTBEAT if self.service.heartbeats => frame::HEARTBEAT.to_owned(),
            frame::PING => match self.service.ping {
                Some(status) => {
                    format!(r#"{{"topic":"aws/ping","statusCode":{status},"statusContent":"OK"}}"#)
                }
                None => return,
            },
            _ => return,
        };
        self.later(LATENCY, WorldEvent::Frame(socket, response));
    }

    fn transcript(&mut self, request: GetTranscriptRequest) {
        assert!(!std::mem::replace(&mut self.calls[1], true), "two requests for a transcript at once");
        let result = self.service.transcript.pop_front().unwrap_or(Ok(()));
        let result = result.and_then(|()| self.service.page(&self.chat, &request)).map(Box::new);
        self.requests.push(request);
        self.later(LATENCY, WorldEvent::Transcript(result));
    }

    /// Closes all sockets: the network is lost for a moment.
    pub(crate) fn cut(&mut self) {
        let sockets: Vec<SocketId> = self.sockets.keys().copied().collect();
        self.sockets.clear();
        for socket in sockets {
            self.input(Input::Closed(socket));
        }
    }

    /// All sockets die without a sign.
    pub(crate) fn kill(&mut self) {
        self.dead.extend(self.sockets.keys());
    }

    /// Adds an item to the chat, without sending it to any socket.
    pub(crate) fn record(&mut self, json: String, recorded: bool) {
        self.chat.push(Posted { json, recorded });
    }

    /// Sends the text of an item to all subscribed sockets.
    pub(crate) fn broadcast(&mut self, json: &str, delay: Duration) {
        let text = json.replace('\\', r"\\").replace('"', r#"\""#);
        let frame = format!(r#"{{"topic":"aws/chat","contentType":"application/json","content":"{text}"}}"#);
        let subscribed: Vec<SocketId> =
            self.sockets.iter().filter(|(_, is)| **is).map(|(socket, _)| *socket).collect();
        for socket in subscribed {
            self.later(delay, WorldEvent::Frame(socket, frame.clone()));
        }
    }

    /// A message at the current time, which is named after its text.
    pub(crate) fn message(&self, text: &str) -> String {
        let time = self.time(Duration::ZERO);
        format!(
            r#"{{"AbsoluteTime":"{time}","Content":"{text}","ContentType":"text/plain","Id":"id {text}","Type":"MESSAGE","ContactId":"c"}}"#
        )
    }

    /// An event at the current time.
    pub(crate) fn event(&self, name: &str) -> String {
        let time = self.time(Duration::ZERO);
        format!(
            r#"{{"AbsoluteTime":"{time}","ContentType":"application/vnd.amazonaws.connect.event.{name}","Id":"id {name} {time}","Type":"EVENT","ContactId":"c"}}"#
        )
    }

    /// Someone sends a message. It takes one more millisecond, so that each has another time.
    pub(crate) fn post(&mut self, text: &str) {
        let json = self.message(text);
        self.broadcast(&json, LATENCY);
        self.record(json, true);
        self.run(milliseconds(1));
    }

    /// A frame arrives at the newest socket now.
    pub(crate) fn frame(&mut self, text: &str) {
        let socket = *self.sockets.keys().next_back().unwrap();
        self.input(Input::Frame(socket, text));
    }

    /// Returns the texts of the delivered items, with their changes if they are not new.
    pub(crate) fn texts(&self) -> Vec<String> {
        let text = |delivery: &Delivery| {
            let change = format!("{:?} ", delivery.change);
            let late = if delivery.late { "late " } else { "" };
            let content = delivery.item.item.content.clone();
            let text = content
                .unwrap_or_else(|| delivery.item.content_type().rsplit('.').next().unwrap().to_owned());
            format!("{late}{}{text}", change.strip_prefix("New ").unwrap_or(&change))
        };
        self.delivered.iter().map(text).collect()
    }

    /// Returns the lines of the log that contain one of these words, without their times, and forgets all.
    pub(crate) fn lines(&mut self, words: &[&str]) -> Vec<String> {
        let log = std::mem::take(&mut self.log);
        let line = |line: String| line.split_once(' ').unwrap().1.to_owned();
        log.into_iter().map(line).filter(|line| words.iter().any(|word| line.contains(word))).collect()
    }

    /// Returns the times of the lines that contain a word, in seconds.
    pub(crate) fn times(&self, word: &str) -> Vec<f64> {
        let time = |line: &String| line.split(' ').next().unwrap().parse().unwrap();
        self.log.iter().filter(|line| line.contains(word)).map(time).collect()
    }
}
