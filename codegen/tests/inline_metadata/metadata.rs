//! The module that a generated crate has as `metadata`, without what belongs to HTTP.

#[path = "../../runtime/src/metadata/body_text.rs"]
mod body_text;

pub(crate) fn shown(body: &[u8]) -> Option<String> {
    body_text::shown(body)
}
