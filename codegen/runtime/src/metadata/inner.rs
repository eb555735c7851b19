//! The parts of an error response. Texts that its body has are not copied.

use std::borrow::Cow;
use std::ops::Range;

use http::{HeaderMap, StatusCode};

use super::super::decoded_limit::DecodedLimit;
use super::super::response;
use super::super::unreadable::UnreadableMembers;
use super::{Format, Retry};

#[derive(Clone)]
pub(super) struct Inner {
    pub(super) operation: Option<Cow<'static, str>>,
    pub(super) status: StatusCode,
    pub(super) code: Option<Text>,
    /// The name of the error in the model, if it differs from the code.
    pub(super) shape: Option<Text>,
    pub(super) message: Option<Text>,
    /// The body member with the message, if it has one of the two usual names.
    pub(super) message_name: Option<&'static str>,
    /// Whether the message is sensitive: it is available, but not shown.
    pub(super) secret: bool,
    /// The request id, if it is not that of the headers.
    pub(super) request_id: Option<String>,
    pub(super) headers: HeaderMap,
    pub(super) body: Vec<u8>,
    /// The format of the body.
    pub(super) format: Format,
    pub(super) retry: Retry,
    pub(super) hint: Option<Cow<'static, str>>,
    pub(super) unreadable: UnreadableMembers,
    /// The memory limit for the members of the error.
    pub(super) limit: DecodedLimit,
}

/// A text, or its position in the body.
#[derive(Clone)]
pub(super) enum Text {
    InBody(Range<usize>),
    Owned(String),
}

impl Text {
    /// A text that may be a part of the body.
    pub(super) fn new(text: Cow<'_, str>, body: &[u8]) -> Self {
        let position = match &text {
            Cow::Borrowed(text) => position(text, body),
            Cow::Owned(_) => None,
        };
        position.map_or_else(|| Self::Owned(text.into_owned()), Self::InBody)
    }
}

/// The position of a part in a text, if it is one.
fn position(part: &str, text: &[u8]) -> Option<Range<usize>> {
    let start = (part.as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
    let range = start..start.checked_add(part.len())?;
    (text.get(range.clone())? == part.as_bytes()).then_some(range)
}

impl Inner {
    pub(super) fn new(status: StatusCode) -> Self {
        Self {
            operation: None,
            status,
            code: None,
            shape: None,
            message: None,
            message_name: None,
            secret: false,
            request_id: None,
            headers: HeaderMap::new(),
            body: Vec::new(),
            format: Format::Json,
            retry: Retry::Unsaid,
            hint: None,
            unreadable: UnreadableMembers::default(),
            limit: DecodedLimit::default(),
        }
    }

    pub(super) fn text<'t>(&'t self, text: &'t Option<Text>) -> Option<&'t str> {
        match text.as_ref()? {
            Text::InBody(range) => std::str::from_utf8(self.body.get(range.clone())?).ok(),
            Text::Owned(text) => Some(text),
        }
    }

    pub(super) fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref().or_else(|| response::request_id(&self.headers))
    }

    /// The hashable parts: an error may be a member of a hashable structure.
    fn hashed(&self) -> impl PartialEq + std::hash::Hash + '_ {
        let (code, message) = (self.text(&self.code), self.text(&self.message));
        (&self.operation, self.status, code, message, self.request_id(), &self.body)
    }

    /// The other parts. A new field must be here or in the list of those that [`hashed`](Self::hashed) has.
    fn unhashed(&self) -> impl PartialEq + '_ {
        let Self {
            operation: _,
            status: _,
            code: _,
            shape,
            message: _,
            message_name,
            secret,
            request_id: _,
            headers,
            body: _,
            format,
            retry,
            hint,
            unreadable,
            limit,
        } = self;
        (self.text(shape), message_name, secret, headers, format, retry, hint, unreadable, limit)
    }
}

/// Texts are compared, wherever they are.
impl PartialEq for Inner {
    fn eq(&self, other: &Self) -> bool {
        self.hashed() == other.hashed() && self.unhashed() == other.unhashed()
    }
}

impl Eq for Inner {}

impl std::hash::Hash for Inner {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.hashed().hash(state);
    }
}
