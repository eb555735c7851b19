//! Code and message in the body of an error that is CBOR. Unreadable values count as missing.

use std::borrow::Cow;

use super::super::cbor;
use super::read::{cleaned, is_message, Named};

/// Reads codes and message of a body. Values before a syntax error still count.
pub(super) fn body(body: &[u8]) -> Named<'_> {
    let mut named = Named::default();
    let _ = cbor::read_members(body, |cbor, name| {
        if let Some(slot) = named.code_member(name) {
            if let Some(code) = text(cbor, true)?.and_then(cleaned) {
                *slot = Some(code);
            }
        } else if let Some(message) = text(cbor, is_message(name))? {
            named.set_message(name, message);
        }
        Ok(())
    });
    named
}

/// The text of a member of a body.
pub(super) fn member<'a>(body: &'a [u8], wanted: &str) -> Option<Cow<'a, str>> {
    let mut found = None;
    let _ = cbor::read_members(body, |cbor, name| {
        found = text(cbor, name == wanted)?.or_else(|| found.take());
        Ok(())
    });
    found
}

/// Reads a wanted text. Other values are skipped.
fn text<'a>(cbor: &mut cbor::Reader<'a>, wanted: bool) -> Result<Option<Cow<'a, str>>, cbor::Error> {
    let start = cbor.mark();
    if wanted && cbor.at_text() {
        match cbor.text() {
            Ok(text) => return Ok(Some(text)),
            // It may be a text that is not UTF-8.
            Err(_) => cbor.go_to(start),
        }
    }
    cbor.skip().map(|()| None)
}
