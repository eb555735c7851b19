//! Headers that do not match the model.

use super::super::unreadable::{MemberPlace, UnreadableMember, UnreadableMembers};

/// Records the member of a header, or of an item of a list in headers.
#[cold]
pub fn unreadable_header(
    name: &str,
    item: Option<usize>,
    text: Option<&str>,
    unreadable: &mut UnreadableMembers,
) {
    let path = match item {
        Some(index) => format!("{name}[{index}]"),
        None => name.to_owned(),
    };
    let reason = match text {
        None => "expected UTF-8",
        Some("") => "expected a value, but it is empty",
        Some(_) => "expected a value of the type that the model gives",
    };
    unreadable.push(UnreadableMember::new(path, MemberPlace::Header, reason));
}
