//! The documented limits of contents. The service is free to have others, so nothing is checked unless a caller asks for it.

use connectparticipant::Violations;
use connectparticipant::types::ChatContentType;
use farrier_runtime::{Checker, Validate};

use super::Content;
use super::elements::{Element, ReplyMessage};
use super::message::{InteractiveMessage, Template};

/// The maximum number of bytes of a text, by the documentation of `SendMessage`.
const TEXT: u64 = 1024;
/// The same of JSON.
const JSON: u64 = 12_000;
/// The same of interactive messages and their responses.
const INTERACTIVE: u64 = 12_288;
/// The same of any content, by the model.
const ANY: u64 = 16_384;

/// The maximum number of characters of a title or a text below it: the service checks only the size of the message, and AWS's chat
/// interface (amazon-connect-chat-interface, 2026) shortens longer ones.
const SHOWN: u64 = 400;
/// The same of a quick reply.
const REPLY: u64 = 200;

/// Returns the maximum number of bytes of a content, by the documentation of `SendMessage`: 1,024 for text, 12,000 for JSON, 12,288
/// for interactive messages and responses. Since November 2026 the documentation has 16,384 for every type, with lower limits of some
/// channels; the smaller numbers are accepted everywhere.
///
/// ```
/// use connectparticipant::types::ChatContentType;
///
/// assert_eq!(connectparticipant_chat::content::max_bytes(&ChatContentType::TextPlain), 1024);
/// ```
#[must_use]
pub fn max_bytes(content_type: &ChatContentType) -> u64 {
    match content_type {
        ChatContentType::TextPlain | ChatContentType::TextMarkdown => TEXT,
        ChatContentType::ApplicationJson => JSON,
        ChatContentType::InteractiveMessage | ChatContentType::InteractiveResponse => INTERACTIVE,
        _ => ANY,
    }
}

impl Content<'_> {
    /// Checks the content against the documented limits: its size, and the number of choices and the length of the texts of an
    /// interactive message. The service may have other limits.
    ///
    /// ```
    /// use connectparticipant_chat::content::Content;
    ///
    /// assert!(Content::Text("Hello!".into()).validate().is_ok());
    /// let violations = Content::Text("x".repeat(1025).into()).validate().unwrap_err();
    /// assert_eq!(violations.to_string(), "Content: must have 1 to 1024 bytes");
    /// ```
    ///
    /// # Errors
    ///
    /// All violations, each with the path of its member.
    pub fn validate(&self) -> Result<(), Violations> {
        let text = self.text();
        let limited = Limited { content: self, text: &text, max: max_bytes(&self.content_type()) };
        farrier_runtime::validate(&limited)
    }
}

/// A content with its text.
struct Limited<'a> {
    content: &'a Content<'a>,
    text: &'a str,
    max: u64,
}

impl Validate for Limited<'_> {
    fn check<'v>(&'v self, at: &mut Checker<'v>) {
        at.member("Content", Some(&self.text), |at, text| at.bytes(text.as_bytes(), 1..=self.max));
        if let Content::Interactive(message) = self.content {
            message.check(at);
        }
    }
}

impl Validate for InteractiveMessage {
    fn check<'v>(&'v self, at: &mut Checker<'v>) {
        at.member("data", Some(self), |at, message| {
            at.member("replyMessage", message.reply_message.as_ref(), Checker::nested);
            at.member("content", Some(&message.template), Checker::nested);
        });
    }
}

impl Validate for Template {
    fn check<'v>(&'v self, at: &mut Checker<'v>) {
        match self {
            Self::ListPicker(list) => {
                texts(at, &list.title, list.subtitle.as_ref());
                elements(at, &list.elements, 1, Some(6), SHOWN);
            }
            Self::Panel(panel) => {
                texts(at, &panel.title, panel.subtitle.as_ref());
                elements(at, &panel.elements, 1, Some(10), SHOWN);
            }
            Self::QuickReply(reply) => {
                texts(at, &reply.title, reply.subtitle.as_ref());
                elements(at, &reply.elements, 2, None, REPLY);
            }
            Self::TimePicker(picker) => {
                texts(at, &picker.title, picker.subtitle.as_ref());
                at.member("timeslots", Some(&picker.timeslots), |at, slots| at.items(slots, 1..=40));
            }
            Self::Carousel(carousel) => {
                texts(at, &carousel.title, None);
                at.member("elements", Some(&carousel.elements), |at, elements| {
                    at.items(elements, 2..=5);
                    at.each(elements, Checker::nested);
                });
            }
            Self::ViewResource(_) | Self::Other(_) => {}
        }
    }
}

impl Validate for ReplyMessage {
    fn check<'v>(&'v self, at: &mut Checker<'v>) {
        texts(at, &self.title, self.subtitle.as_ref());
    }
}

fn texts<'v>(at: &mut Checker<'v>, title: &'v String, subtitle: Option<&'v String>) {
    at.member("title", Some(title), |at, title| at.characters(title, 1..=SHOWN));
    at.member("subtitle", subtitle, |at, subtitle| at.characters(subtitle, ..=SHOWN));
}

fn elements<'v>(at: &mut Checker<'v>, elements: &'v Vec<Element>, min: u64, max: Option<u64>, shown: u64) {
    at.member("elements", Some(elements), |at, elements| {
        match max {
            Some(max) => at.items(elements, min..=max),
            None => at.items(elements, min..),
        }
        at.each(elements, |at, element| {
            at.member("title", Some(&element.title), |at, title| at.characters(title, 1..=shown));
            at.member("subtitle", element.subtitle.as_ref(), |at, subtitle| {
                at.characters(subtitle, ..=SHOWN);
            });
        });
    });
}
