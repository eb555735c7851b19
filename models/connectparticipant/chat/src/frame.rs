//! The text frames of the websocket: a topic and its content. This module knows nothing about sockets, sessions and the items
//! within a chat frame.
//!
//! [`decode`] borrows from the text. It allocates only if a string contains escapes, which the strings of heartbeats do not.

use std::borrow::Cow;

use farrier_runtime::json::{Error, Reader};

/// Subscribes a socket to the chat: the first frame on each socket. Without it, nothing arrives.
pub const SUBSCRIBE: &str = r#"{"topic":"aws/subscribe","content":{"topics":["aws/chat"]}}"#;

/// A heartbeat. The service sends the same frame in return.
pub const HEARTBEAT: &str = r#"{"topic":"aws/heartbeat"}"#;

/// A deep heartbeat: the service sees that the participant is present, and returns its status.
pub const PING: &str = r#"{"topic":"aws/ping"}"#;

/// The maximum length of a frame in bytes: twice the largest message of Amazon API Gateway, which has the sockets.
pub const MAX_LENGTH: usize = 256 << 10;

/// The topic of chat items, the only one that [`SUBSCRIBE`] names.
const CHAT: &str = "aws/chat";

/// A received frame.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Frame<'a> {
    /// A frame without text. It has no meaning.
    Empty,
    /// The response to [`SUBSCRIBE`]: whether the socket is subscribed to the chat.
    Subscribed(bool),
    /// The response to [`HEARTBEAT`].
    Heartbeat,
    /// The response to [`PING`].
    Ping(Ping),
    /// A chat item, as a JSON text: see [`Item::from_json`](crate::Item::from_json).
    Chat(Cow<'a, str>),
    /// An error of Amazon API Gateway, which does not end the connection.
    Gateway(GatewayError<'a>),
    /// Any other text. It is no reason to close the socket: protocols grow.
    Unknown(Unknown),
}

/// The status in the response to a deep heartbeat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ping {
    /// The status code, if it is a number of up to 16 bits.
    pub status: Option<u16>,
}

impl Ping {
    /// Whether the service sees the participant. Only the code is compared, as in amazon-connect-chatjs 5.0; the SDKs
    /// for phones also expect the text `OK`.
    #[must_use]
    pub fn is_ok(self) -> bool {
        self.status == Some(200)
    }
}

/// An error of Amazon API Gateway, such as `Forbidden` or `Internal server error`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct GatewayError<'a> {
    /// The message.
    pub message: Cow<'a, str>,
    /// The id of the connection, for support.
    pub connection_id: Option<Cow<'a, str>>,
    /// The id of the request, for support.
    pub request_id: Option<Cow<'a, str>>,
}

/// The reason why a frame is unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unknown {
    /// The frame is longer than [`MAX_LENGTH`].
    TooLong,
    /// The frame is not a JSON object, or nested deeper than 128 levels.
    NotAnObject,
    /// The frame has no topic, or one that this crate does not know.
    Topic,
    /// The content does not fit the topic.
    Content,
}

impl Unknown {
    /// Returns the reason as text.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::TooLong => "the frame is too long",
            Self::NotAnObject => "the frame is not a JSON object",
            Self::Topic => "the topic is unknown",
            Self::Content => "the content does not fit the topic",
        }
    }
}

/// Reads a frame.
///
/// ```
/// use connectparticipant_chat::frame::{self, Frame};
///
/// assert_eq!(frame::decode(r#"{"topic":"aws/heartbeat"}"#), Frame::Heartbeat);
/// ```
#[must_use]
pub fn decode(text: &str) -> Frame<'_> {
    if text.trim_ascii().is_empty() {
        return Frame::Empty;
    }
    if text.len() > MAX_LENGTH {
        return Frame::Unknown(Unknown::TooLong);
    }
    match Members::read(text) {
        Ok(members) => members.frame(),
        Err(_) => Frame::Unknown(Unknown::NotAnObject),
    }
}

/// The members that have a meaning under any topic, or without one. Their order in the text is free.
#[derive(Default)]
struct Members<'a> {
    topic: Option<Cow<'a, str>>,
    /// The content as JSON text. Servers send an object, or a string that contains one.
    content: Option<&'a str>,
    status: Option<u16>,
    message: Option<Cow<'a, str>>,
    connection_id: Option<Cow<'a, str>>,
    request_id: Option<Cow<'a, str>>,
}

impl<'a> Members<'a> {
    fn read(text: &'a str) -> Result<Self, Error> {
        let mut members = Self::default();
        let mut json = Reader::new(text.as_bytes())?;
        json.object(|json, name| {
            match name {
                "topic" => members.topic = string(json)?,
                "content" => members.content = Some(raw(json)?),
                "statusCode" => members.status = number(raw(json)?),
                "message" => members.message = string(json)?,
                "connectionId" => members.connection_id = string(json)?,
                "requestId" => members.request_id = string(json)?,
                _ => json.skip()?,
            }
            Ok(())
        })?;
        json.end()?;
        Ok(members)
    }

    fn frame(self) -> Frame<'a> {
        let frame = match self.topic.as_deref() {
            Some(CHAT) => self.content.and_then(object).map(Frame::Chat),
            Some("aws/subscribe") => self.content.and_then(object).and_then(|content| subscribed(&content)),
            Some("aws/heartbeat") => Some(Frame::Heartbeat),
            Some("aws/ping") => Some(Frame::Ping(Ping { status: self.status })),
            Some(_) => return Frame::Unknown(Unknown::Topic),
            None => return self.gateway(),
        };
        frame.unwrap_or(Frame::Unknown(Unknown::Content))
    }

    fn gateway(self) -> Frame<'a> {
        match self.message {
            Some(message) => Frame::Gateway(GatewayError {
                message,
                connection_id: self.connection_id,
                request_id: self.request_id,
            }),
            None => Frame::Unknown(Unknown::Topic),
        }
    }
}

/// Reads a string. A value of another type is skipped: one wrong member is no reason to lose a frame.
fn string<'a>(json: &mut Reader<'a>) -> Result<Option<Cow<'a, str>>, Error> {
    if json.peek() == Some(b'"') { json.text().map(Some) } else { json.skip().map(|()| None) }
}

/// Skips a value, and returns its JSON text.
fn raw<'a>(json: &mut Reader<'a>) -> Result<&'a str, Error> {
    let start = json.position();
    let before = json.remaining();
    json.skip()?;
    Ok(json.slice(start, start + (before - json.remaining())))
}

/// Returns the number that a JSON text is, also if it is a string.
fn number(raw: &str) -> Option<u16> {
    raw.trim_matches('"').parse().ok()
}

/// Returns the JSON text of the object that a content is or contains.
fn object(raw: &str) -> Option<Cow<'_, str>> {
    match raw.as_bytes().first() {
        Some(b'{') => Some(Cow::Borrowed(raw)),
        Some(b'"') => {
            let text = Reader::new(raw.as_bytes()).ok()?.text().ok()?;
            text.trim_ascii_start().starts_with('{').then_some(text)
        }
        _ => None,
    }
}

/// Reads the content of the response to a subscription. A list of topics without the chat is no subscription to it.
fn subscribed(content: &str) -> Option<Frame<'static>> {
    let mut status = None;
    let mut chat = true;
    let mut json = Reader::new(content.as_bytes()).ok()?;
    json.object(|json, name| {
        match name {
            "status" => status = string(json)?.and_then(|status| outcome(&status)),
            "topics" if json.peek() == Some(b'[') => chat = contains_chat(json)?,
            _ => json.skip()?,
        }
        Ok(())
    })
    .ok()?;
    status.map(|success| Frame::Subscribed(success && chat))
}

fn outcome(status: &str) -> Option<bool> {
    match status {
        "success" => Some(true),
        "failure" => Some(false),
        _ => None,
    }
}

fn contains_chat(json: &mut Reader<'_>) -> Result<bool, Error> {
    let mut found = false;
    let mut more = json.enter(b'[', "expected an array")?;
    while more {
        found |= string(json)?.is_some_and(|topic| topic == CHAT);
        more = json.more(b']')?;
    }
    Ok(found)
}

#[cfg(test)]
mod tests;
