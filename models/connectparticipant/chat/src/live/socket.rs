//! A websocket: opening it, its frames, and closing it. This module knows nothing about their meaning.

use std::collections::VecDeque;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use http::Uri;
use tungstenite::protocol::frame::coding::CloseCode;
use tungstenite::protocol::{CloseFrame, WebSocketConfig};
use tungstenite::{Error, Message, Utf8Bytes};

use super::stack::{BoxFuture, Connection, Stack};
use super::websocket::WebSocket;
use crate::frame::MAX_LENGTH;
use crate::session::{SocketId, SocketUrl};

/// The maximum length of a message: a longer one ends the connection. Those beyond [`MAX_LENGTH`] are only reported.
const LIMIT: usize = 4 * MAX_LENGTH;
/// The maximum number of frames in a second. More wait in the socket: a chat has a few.
const RATE: u32 = 500;
/// The time for the close frame of the service.
const CLOSING: Duration = Duration::from_secs(2);

/// A websocket of a session.
pub(super) struct Socket<C> {
    pub(super) id: SocketId,
    state: State<C>,
    outbox: VecDeque<Message>,
    /// The time until which the close frame of the service is expected.
    closing: Option<Duration>,
    rate: Rate,
}

enum State<C> {
    Opening(BoxFuture<Result<WebSocket<C>, Box<str>>>),
    Open(Box<WebSocket<C>>),
}

/// An event of a websocket.
pub(super) enum SocketEvent {
    Opened,
    Frame(Utf8Bytes),
    /// The service closes it. It is not gone before its close frame is confirmed.
    Closed,
    /// It is gone, or could not be opened, for this reason.
    Gone(Option<Box<str>>),
}

impl<C: Connection> Socket<C> {
    pub(super) fn open(stack: &impl Stack<Connection = C>, id: SocketId, url: &SocketUrl) -> Self {
        let state = State::Opening(open(stack, url));
        let rate = Rate { since: Duration::ZERO, frames: 0 };
        Self { id, state, outbox: VecDeque::new(), closing: None, rate }
    }

    pub(super) fn send(&mut self, text: &'static str) {
        self.outbox.push_back(Message::Text(Utf8Bytes::from_static(text)));
    }

    /// Closes the socket. Returns whether it is gone already.
    pub(super) fn close(&mut self, now: Duration, code: u16, reason: &'static str) -> bool {
        if self.closing.is_none() {
            self.closing = Some(now + CLOSING);
            let frame = CloseFrame { code: CloseCode::from(code), reason: Utf8Bytes::from_static(reason) };
            self.outbox.push_back(Message::Close(Some(frame)));
        }
        matches!(self.state, State::Opening(_))
    }

    /// Returns the time at which the socket has to be polled again.
    pub(super) fn deadline(&self) -> Option<Duration> {
        self.closing.or_else(|| self.rate.is_full().then_some(self.rate.since + RATE_WINDOW))
    }

    pub(super) fn poll(&mut self, cx: &mut Context<'_>, now: Duration) -> Poll<SocketEvent> {
        let socket = match &mut self.state {
            State::Opening(opening) => {
                return Poll::Ready(match ready!(opening.as_mut().poll(cx)) {
                    Ok(socket) => {
                        self.state = State::Open(Box::new(socket));
                        SocketEvent::Opened
                    }
                    Err(reason) => SocketEvent::Gone(Some(reason)),
                });
            }
            State::Open(socket) => socket,
        };
        if self.closing.is_some_and(|until| now >= until) || socket.write(&mut self.outbox, cx).is_err() {
            return Poll::Ready(SocketEvent::Gone(None));
        }
        if !self.rate.allows(now) {
            return Poll::Pending;
        }
        loop {
            let frame = match ready!(socket.poll_message(cx)) {
                Ok(Message::Text(text)) => text,
                // The session reports it as unknown.
                Ok(Message::Binary(bytes)) => String::from_utf8_lossy(&bytes).into_owned().into(),
                Ok(Message::Close(_)) if self.closing.is_none() => {
                    self.closing = Some(now + CLOSING);
                    return Poll::Ready(SocketEvent::Closed);
                }
                Ok(_) => continue,
                Err(_) => return Poll::Ready(SocketEvent::Gone(None)),
            };
            self.rate.frames += 1;
            return Poll::Ready(SocketEvent::Frame(frame));
        }
    }
}

fn open<C: Connection>(
    stack: &impl Stack<Connection = C>,
    url: &SocketUrl,
) -> BoxFuture<Result<WebSocket<C>, Box<str>>> {
    let connecting = address(url.as_str()).map(|uri| stack.open(uri));
    let url = url.clone();
    Box::pin(async move {
        let connection = connecting.ok_or("the URL of the websocket is invalid")?.await?;
        WebSocket::open(url.as_str(), connection, config()).await.map_err(|error| match error {
            Error::Http(response) => {
                format!("the request for a websocket got the status {}", response.status()).into()
            }
            // It may show the URL.
            Error::Url(_) => "the URL of the websocket is invalid".into(),
            error => error.to_string().into(),
        })
    })
}

fn config() -> WebSocketConfig {
    WebSocketConfig::default()
        .read_buffer_size(4096)
        .write_buffer_size(0)
        .max_write_buffer_size(MAX_LENGTH)
        .max_message_size(Some(LIMIT))
        .max_frame_size(Some(LIMIT))
}

/// Returns the address of a websocket as one of HTTP.
fn address(url: &str) -> Option<Uri> {
    let http = match url.split_once("://")? {
        ("wss", rest) => format!("https://{rest}"),
        ("ws", rest) => format!("http://{rest}"),
        _ => return None,
    };
    http.parse().ok()
}

const RATE_WINDOW: Duration = Duration::from_secs(1);

/// The number of frames in the current second.
struct Rate {
    since: Duration,
    frames: u32,
}

impl Rate {
    fn is_full(&self) -> bool {
        self.frames >= RATE
    }

    fn allows(&mut self, now: Duration) -> bool {
        if now >= self.since + RATE_WINDOW {
            *self = Self { since: now, frames: 0 };
        }
        !self.is_full()
    }
}
