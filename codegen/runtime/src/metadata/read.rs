//! Code and message in the body of an error. Unreadable values count as missing.

use std::borrow::Cow;

use super::super::json;
use super::super::response::RawResponse;
use super::codes::clean_code;
use super::format::Format;

/// Headers with the message of a response without a body, in order of precedence.
const MESSAGE_HEADERS: [&str; 2] = ["x-amzn-error-message", "x-amzn-errormessage"];

/// Codes and message of a body.
#[derive(Debug, Default)]
pub(super) struct Named<'a> {
    pub(super) code: Option<Cow<'a, str>>,
    /// The member `Code`, an ordinary member in some models.
    pub(super) capital: Option<Cow<'a, str>>,
    pub(super) kind: Option<Cow<'a, str>>,
    pub(super) message: Option<Cow<'a, str>>,
    /// The name of the member with the message, one of the two usual ones.
    pub(super) message_name: Option<&'static str>,
    /// The request id, which only errors in XML contain.
    #[cfg(feature = "xml")]
    pub(super) request_id: Option<Cow<'a, str>>,
}

impl<'a> Named<'a> {
    /// Returns the place of the code in a member of the body, if it is one.
    pub(super) fn code_member(&mut self, name: &str) -> Option<&mut Option<Cow<'a, str>>> {
        match name {
            "code" => Some(&mut self.code),
            "Code" => Some(&mut self.capital),
            "__type" => Some(&mut self.kind),
            _ => None,
        }
    }

    /// Keeps the text of a member that is a message.
    pub(super) fn set_message(&mut self, name: &str, message: Cow<'a, str>) {
        self.message = Some(message);
        self.message_name = ["message", "Message"].into_iter().find(|usual| *usual == name);
    }
}

/// Reads codes and message of a body. Values before a syntax error still count.
pub(super) fn body(body: &[u8], format: Format) -> Named<'_> {
    match format {
        Format::Json => json_body(body),
        #[cfg(feature = "cbor")]
        Format::Cbor => super::read_cbor::body(body),
        #[cfg(feature = "xml")]
        Format::Xml => super::read_xml::body(body),
    }
}

fn json_body(body: &[u8]) -> Named<'_> {
    let mut named = Named::default();
    let _ = json::read_members(body, |json, name| {
        if let Some(slot) = named.code_member(name) {
            return code(json, slot);
        }
        if let Some(message) = text(json, is_message(name))? {
            named.set_message(name, message);
        }
        Ok(())
    });
    named
}

/// Whether a member of any error is its message.
pub(super) fn is_message(name: &str) -> bool {
    name.eq_ignore_ascii_case("message") || name.eq_ignore_ascii_case("errorMessage")
}

/// The text of a member of a body.
pub(super) fn member<'a>(body: &'a [u8], format: Format, wanted: &str) -> Option<Cow<'a, str>> {
    match format {
        Format::Json => json_member(body, wanted),
        #[cfg(feature = "cbor")]
        Format::Cbor => super::read_cbor::member(body, wanted),
        #[cfg(feature = "xml")]
        Format::Xml => super::read_xml::member(body, wanted),
    }
}

fn json_member<'a>(body: &'a [u8], wanted: &str) -> Option<Cow<'a, str>> {
    let mut found = None;
    let _ = json::read_members(body, |json, name| {
        found = text(json, name == wanted)?.or_else(|| found.take());
        Ok(())
    });
    found
}

/// The message of a response with a message header.
pub(super) fn message_header<'a>(response: &RawResponse<'a>) -> Option<&'a str> {
    MESSAGE_HEADERS.iter().find_map(|name| header(response, name))
}

/// A header that is text: ASCII, or UTF-8.
pub(super) fn header<'a>(response: &RawResponse<'a>, name: &str) -> Option<&'a str> {
    let text = std::str::from_utf8(response.headers.get(name)?.as_bytes()).ok()?.trim();
    Some(text).filter(|text| !text.is_empty())
}

/// Reads a code; an empty one is skipped.
fn code<'a>(json: &mut json::Reader<'a>, slot: &mut Option<Cow<'a, str>>) -> Result<(), json::Error> {
    if let Some(code) = text(json, true)?.and_then(cleaned) {
        *slot = Some(code);
    }
    Ok(())
}

/// Returns a code without namespace and URL, if it is one.
pub(super) fn cleaned(code: Cow<'_, str>) -> Option<Cow<'_, str>> {
    match code {
        Cow::Borrowed(text) => clean_code(text).map(Cow::Borrowed),
        Cow::Owned(text) => clean_code(&text).map(|code| Cow::Owned(code.to_owned())),
    }
}

/// Reads a wanted text. Other values are skipped.
fn text<'a>(json: &mut json::Reader<'a>, wanted: bool) -> Result<Option<Cow<'a, str>>, json::Error> {
    if wanted && json.peek() == Some(b'"') {
        return json.text().map(Some);
    }
    json.skip().map(|()| None)
}
