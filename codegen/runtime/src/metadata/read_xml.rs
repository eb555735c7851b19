//! Code, message and request id in the body of an error that is XML. Unreadable values count as missing.

use std::borrow::Cow;

use super::super::xml::{in_error, Error, Reader};
use super::read::{is_message, Named};

/// The first elements of pages, in lower case.
const PAGES: [&str; 10] = ["!doctype", "body", "center", "div", "h1", "head", "html", "p", "pre", "title"];

/// Reads code, message and request id of a body. Values before a syntax error still count.
pub(super) fn body(body: &[u8]) -> Named<'_> {
    let (mut inner, mut outer) = (Named::default(), Named::default());
    if let Ok(mut xml) = Reader::new(body) {
        let root = xml.local_name();
        let read = in_error(
            &mut xml,
            |xml| xml.object(|xml, name| member_of(&mut inner, xml, name)),
            |xml, name| member_of(&mut outer, xml, name),
        );
        // Route 53 sends errors whose root has their name.
        if read == Ok(false) && outer.code.is_none() && outer.request_id.is_some() {
            outer.code = Some(Cow::Borrowed(root));
        }
    }
    Named {
        code: inner.code.or(outer.code),
        message: inner.message.or(outer.message),
        message_name: inner.message_name.or(outer.message_name),
        request_id: inner.request_id.or(outer.request_id),
        ..Named::default()
    }
}

fn member_of<'a>(named: &mut Named<'a>, xml: &mut Reader<'a>, name: &str) -> Result<(), Error> {
    let is_code = name == "Code";
    let is_request_id = name.eq_ignore_ascii_case("RequestId");
    let Some(text) = text(xml, is_code || is_request_id || is_message(name))? else { return Ok(()) };
    if is_code {
        named.code = trimmed(text);
    } else if is_request_id {
        named.request_id = trimmed(text);
    } else {
        named.set_message(name, text);
    }
    Ok(())
}

/// The text of a member of the error in a body.
pub(super) fn member<'a>(body: &'a [u8], wanted: &str) -> Option<Cow<'a, str>> {
    let mut found = None;
    let mut xml = Reader::new(body).ok()?;
    let _ = in_error(
        &mut xml,
        |xml| {
            xml.object(|xml, name| {
                found = text(xml, name == wanted)?.or_else(|| found.take());
                Ok(())
            })
        },
        |xml, _| xml.skip(),
    );
    found
}

/// Reads a wanted text. Other elements are skipped.
fn text<'a>(xml: &mut Reader<'a>, wanted: bool) -> Result<Option<Cow<'a, str>>, Error> {
    let start = xml.mark();
    if wanted {
        match xml.text() {
            Ok(text) => return Ok(Some(text)),
            // It may have children.
            Err(_) => xml.go_to(start),
        }
    }
    xml.skip().map(|()| None)
}

fn trimmed(text: Cow<'_, str>) -> Option<Cow<'_, str>> {
    let text = match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    };
    Some(text).filter(|text| !text.is_empty())
}

/// Whether a body that starts with `<` is a page for people, and not a document of the service, whose parts may be secrets.
pub(super) fn is_page(body: &[u8]) -> bool {
    let start = body.iter().position(|byte| *byte == b'<').map_or(body.len(), |at| at + 1);
    let rest = body.get(start..).unwrap_or_default();
    PAGES.iter().any(|page| {
        let (name, after) = rest.split_at(rest.len().min(page.len()));
        let ends = after.first().map_or(true, |byte| !byte.is_ascii_alphanumeric());
        name.eq_ignore_ascii_case(page.as_bytes()) && ends
    })
}
