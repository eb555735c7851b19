//! Code and message in the body of an error. Unreadable values count as missing.

use std::borrow::Cow;

use super::super::json;
use super::super::response::RawResponse;
use super::codes::clean_code;

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
}

/// Reads codes and message of a JSON body. Values before a syntax error still count.
pub(super) fn body(body: &[u8]) -> Named<'_> {
    let mut named = Named::default();
    let _ = json::read_members(body, |json, name| match name {
        "code" => code(json, &mut named.code),
        "Code" => code(json, &mut named.capital),
        "__type" => code(json, &mut named.kind),
        name if name.eq_ignore_ascii_case("message") || name.eq_ignore_ascii_case("errorMessage") => {
            if text(json, &mut named.message)? {
                named.message_name = ["message", "Message"].into_iter().find(|usual| *usual == name);
            }
            Ok(())
        }
        _ => json.skip(),
    });
    named
}

/// The text of a member of a body.
pub(super) fn member<'a>(body: &'a [u8], wanted: &str) -> Option<Cow<'a, str>> {
    let mut found = None;
    let _ = json::read_members(body, |json, name| match name {
        name if name == wanted => text(json, &mut found).map(drop),
        _ => json.skip(),
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
    if json.peek() != Some(b'"') {
        return json.skip();
    }
    let code = match json.text()? {
        Cow::Borrowed(text) => clean_code(text).map(Cow::Borrowed),
        Cow::Owned(text) => clean_code(&text).map(|code| Cow::Owned(code.to_owned())),
    };
    if code.is_some() {
        *slot = code;
    }
    Ok(())
}

/// Reads a text; other types are skipped. Returns whether there was one.
fn text<'a>(json: &mut json::Reader<'a>, slot: &mut Option<Cow<'a, str>>) -> Result<bool, json::Error> {
    if json.peek() != Some(b'"') {
        return json.skip().map(|()| false);
    }
    *slot = Some(json.text()?);
    Ok(true)
}
