//! A participant, as the service sees it: its websockets, and the frames on them.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use serde_json::{Value, json};
use tokio::sync::mpsc::UnboundedSender;
use tokio_tungstenite::tungstenite::Utf8Bytes;

use super::fault::{Moment, SocketFault};
use super::items::{Sender, with_object};
use super::record::{SocketEnd, SocketRecord};
use crate::frame::{HEARTBEAT, PING};

const HEALTHY: &str = r#"{"topic":"aws/ping","statusCode":200,"statusContent":"OK"}"#;

/// An order for the task of a socket.
#[derive(Clone, Debug)]
pub(super) enum Order {
    Send(Utf8Bytes),
    Close(u16, String),
    Cut,
    /// Whether the service reads.
    Read(bool),
}

/// A participant.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) sender: Sender,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    sockets: Vec<Socket>,
    faults: Vec<(SocketFault, usize)>,
    attempts: usize,
    calls: Vec<&'static str>,
    /// A delayed chat frame.
    delayed: Option<Utf8Bytes>,
}

#[derive(Debug)]
struct Socket {
    orders: UnboundedSender<Order>,
    expires: SystemTime,
    /// The service has sent a close frame, and sends no more.
    is_closing: bool,
    record: SocketRecord,
}

impl Socket {
    fn is_open(&self) -> bool {
        self.record.is_open() && !self.is_closing
    }

    fn send(&mut self, frame: Utf8Bytes) {
        if self.is_open() && self.orders.send(Order::Send(frame)).is_ok() {
            self.record.sent += 1;
        }
    }

    fn close(&mut self, code: u16, reason: &str) {
        if !self.is_closing {
            self.is_closing = true;
            drop(self.orders.send(Order::Close(code, reason.to_owned())));
        }
    }
}

impl State {
    /// Takes the next fault for an event.
    fn fault(&mut self, moment: Moment) -> Option<SocketFault> {
        let at = self.faults.iter().position(|(fault, _)| fault.moment() == moment)?;
        let (fault, times) = self.faults.get_mut(at)?;
        let fault = *fault;
        *times -= 1;
        if *times == 0 {
            self.faults.remove(at);
        }
        Some(fault)
    }

    fn open(&mut self) -> impl Iterator<Item = &mut Socket> {
        self.sockets.iter_mut().filter(|socket| socket.is_open())
    }

    fn has_subscription(&self) -> bool {
        self.sockets.iter().any(|socket| socket.is_open() && socket.record.is_subscribed)
    }
}

impl Line {
    pub(super) fn new(sender: Sender) -> Self {
        Self { sender, state: Mutex::default() }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn inject(&self, fault: SocketFault, times: usize) {
        if times > 0 {
            self.state().faults.push((fault, times));
        }
    }

    pub(super) fn clear_faults(&self) {
        self.state().faults.clear();
    }

    pub(super) fn records(&self) -> Vec<SocketRecord> {
        self.state().sockets.iter().map(|socket| socket.record.clone()).collect()
    }

    /// Returns whether a socket is open and subscribed.
    pub(super) fn is_subscribed(&self) -> bool {
        self.state().has_subscription()
    }

    /// Counts an attempt to open a socket; returns its fault.
    pub(super) fn handshake(&self) -> Option<SocketFault> {
        let mut state = self.state();
        state.attempts += 1;
        state.fault(Moment::Handshake)
    }

    pub(super) fn attempts(&self) -> usize {
        self.state().attempts
    }

    pub(super) fn called(&self, operation: &'static str) {
        self.state().calls.push(operation);
    }

    pub(super) fn calls(&self) -> Vec<&'static str> {
        self.state().calls.clone()
    }

    /// Adds a socket; returns its number.
    pub(super) fn opened(
        &self,
        now: SystemTime,
        expires: SystemTime,
        orders: UnboundedSender<Order>,
    ) -> usize {
        let mut state = self.state();
        let record = SocketRecord::new(now);
        state.sockets.push(Socket { orders, expires, is_closing: false, record });
        state.sockets.len() - 1
    }

    pub(super) fn ended(&self, socket: usize, end: SocketEnd) {
        if let Some(socket) = self.state().sockets.get_mut(socket) {
            socket.record.end.get_or_insert(end);
        }
    }

    /// Gives an order to all sockets that have not ended.
    pub(super) fn order(&self, order: &Order) {
        for socket in self.state().sockets.iter_mut().filter(|socket| socket.record.is_open()) {
            match order {
                Order::Send(frame) => socket.send(frame.clone()),
                Order::Close(code, reason) => socket.close(*code, reason),
                // A closed receiver is a socket that has just ended.
                order => drop(socket.orders.send(order.clone())),
            }
        }
    }

    /// Closes the sockets that have expired.
    pub(super) fn expire(&self, now: SystemTime) {
        self.state()
            .open()
            .filter(|socket| socket.expires <= now)
            .for_each(|socket| socket.close(1001, "Going away"));
    }

    /// Sends a chat frame to the subscribed sockets.
    pub(super) fn deliver(&self, frame: &Utf8Bytes) {
        let mut state = self.state();
        if !state.has_subscription() {
            return;
        }
        let frames = match state.fault(Moment::Item) {
            Some(SocketFault::LoseItem) => Vec::new(),
            Some(SocketFault::DuplicateItem) => vec![frame.clone(), frame.clone()],
            Some(SocketFault::TruncateItem) => vec![half(frame)],
            Some(SocketFault::ItemAsObject) => vec![with_object(frame)],
            Some(SocketFault::DelayItem) => {
                let earlier = state.delayed.replace(frame.clone());
                earlier.into_iter().collect()
            }
            _ => {
                let mut frames = vec![frame.clone()];
                frames.extend(state.delayed.take());
                frames
            }
        };
        for socket in state.open().filter(|socket| socket.record.is_subscribed) {
            frames.iter().cloned().for_each(|frame| socket.send(frame));
        }
    }

    /// Responds to a frame of the client.
    pub(super) fn receive(&self, socket: usize, text: &str) {
        let mut state = self.state();
        let topics = topics(text);
        let response: Option<Utf8Bytes> = match topics.as_ref().map(|(topic, _)| topic.as_str()) {
            Some("aws/heartbeat") => match state.fault(Moment::Heartbeat) {
                Some(_) => None,
                None => Some(Utf8Bytes::from_static(HEARTBEAT)),
            },
            Some("aws/ping") => match state.fault(Moment::Ping) {
                Some(SocketFault::FailPing(status)) => Some(ping(status)),
                Some(_) => None,
                None => Some(Utf8Bytes::from_static(HEALTHY)),
            },
            Some("aws/subscribe") => {
                let topics = topics.map(|(_, topics)| topics).unwrap_or_default();
                let is_known = topics.as_array().is_some_and(|all| all.iter().any(|one| one == "aws/chat"));
                match state.fault(Moment::Subscribe) {
                    Some(SocketFault::IgnoreSubscribe) => None,
                    Some(_) => Some(subscription(false, &topics)),
                    None => {
                        if let Some(socket) = state.sockets.get_mut(socket) {
                            socket.record.is_subscribed |= is_known;
                        }
                        Some(subscription(is_known, &topics))
                    }
                }
            }
            _ => Some(gateway_error()),
        };
        if let Some(socket) = state.sockets.get_mut(socket) {
            socket.record.received.push(text.to_owned());
            if let Some(response) = response {
                socket.send(response);
            }
        }
    }
}

/// Returns the topic of a frame, and the topics in it. The service reads the first JSON value, and ignores text after it.
fn topics(text: &str) -> Option<(String, Value)> {
    if text == HEARTBEAT || text == PING {
        let topic = if text == PING { "aws/ping" } else { "aws/heartbeat" };
        return Some((topic.to_owned(), Value::Null));
    }
    let first = serde_json::Deserializer::from_str(text).into_iter::<Value>().next();
    let frame = first?.ok()?;
    Some((frame.get("topic")?.as_str()?.to_owned(), frame["content"]["topics"].clone()))
}

fn subscription(success: bool, topics: &Value) -> Utf8Bytes {
    let status = if success { "success" } else { "failure" };
    json!({"topic": "aws/subscribe", "content": {"status": status, "topics": topics}}).to_string().into()
}

fn ping(status: u16) -> Utf8Bytes {
    json!({"topic": "aws/ping", "statusCode": status, "statusContent": "Not OK"}).to_string().into()
}

/// The error of Amazon API Gateway for a frame that no route accepts.
fn gateway_error() -> Utf8Bytes {
    r#"{"message":"Forbidden","connectionId":"connection=","requestId":"request="}"#.into()
}

/// Returns the first half of a frame.
fn half(frame: &str) -> Utf8Bytes {
    let mut middle = frame.len() / 2;
    while !frame.is_char_boundary(middle) {
        middle -= 1;
    }
    frame[..middle].into()
}
