//! The second pass over the text of an item: the members that the model does not have, so that the first pass follows the model.

use connectparticipant::types::{AttachmentItem, Item as Known, MessageMetadata, Receipt};
use farrier_runtime::Document;
use farrier_runtime::json::{Error, FromJson, Reader, write_value};

use super::Item;
use crate::content::{Member, Members};

impl Item {
    /// Reads the members that only the websocket has, and keeps those that neither pass can read by their path.
    pub(super) fn read_rest(&mut self, json: &mut Reader<'_>) -> Result<(), Error> {
        let Self { item, initial_contact_id, message_completed, chunk_number, other } = self;
        let none = MessageMetadata::default();
        let metadata = item.message_metadata.as_ref().unwrap_or(&none);
        json.object(|json, name| match (name, json.peek()) {
            ("InitialContactId", _) => read(json, name, other, initial_contact_id),
            ("MessageMetadata", Some(b'{')) => json.object(|json, member| {
                let path = || format!("{name}.{member}");
                match (member, json.peek()) {
                    ("MessageCompleted", _) => read(json, &path(), other, message_completed),
                    ("ChunkNumber", _) => read(json, &path(), other, chunk_number),
                    ("Receipts", Some(b'[')) => {
                        let receipts = metadata.receipts.as_deref().unwrap_or_default();
                        each(json, &path(), other, receipts, of_receipt)
                    }
                    _ => pass::<MessageMetadata>(json, member, path, other, of_metadata(metadata, member)),
                }
            }),
            ("Attachments", Some(b'[')) => {
                let attachments = item.attachments.as_deref().unwrap_or_default();
                each(json, name, other, attachments, of_attachment)
            }
            _ => pass::<Known>(json, name, || name.to_owned(), other, of_item(item, name)),
        })
    }
}

/// What the first pass did with a member.
enum First {
    /// It has read the member.
    Read,
    /// It knows the member, but could not read a value other than `null`.
    Unread,
    /// The functions below do not know the member: it is not in the model, or it is new there.
    Unknown,
}

impl<T> From<&Option<T>> for First {
    fn from(field: &Option<T>) -> Self {
        if field.is_some() { Self::Read } else { Self::Unread }
    }
}

/// Reads a member that only the websocket has.
fn read<T: Member>(
    json: &mut Reader<'_>,
    path: &str,
    other: &mut Members,
    slot: &mut Option<T>,
) -> Result<(), Error> {
    match T::read(Document::from_json(json)?) {
        Ok(value) => *slot = Some(value),
        Err(Document::Null) => {}
        Err(document) => drop(other.insert(path.to_owned(), document)),
    }
    Ok(())
}

/// Passes over a member of a `T`, and keeps it if the first pass did not read it.
fn pass<T: FromJson + Default + PartialEq>(
    json: &mut Reader<'_>,
    name: &str,
    path: impl FnOnce() -> String,
    other: &mut Members,
    first: First,
) -> Result<(), Error> {
    match first {
        First::Read => json.skip(),
        First::Unread if json.peek() == Some(b'n') => json.skip(),
        First::Unread | First::Unknown => {
            let start = json.position();
            let document = Document::from_json(json)?;
            let end = json.position();
            if !(matches!(first, First::Unknown) && is_modelled::<T>(name, json.slice(start, end))) {
                other.insert(path(), document);
            }
            Ok(())
        }
    }
}

/// Whether a `T` has this member and can read this value: a model that was updated may have members that the functions below do not
/// name. A `null` does not show it.
pub(super) fn is_modelled<T: FromJson + Default + PartialEq>(name: &str, value: &str) -> bool {
    let text = [b"{", &write_value(name)[..], b":", value.as_bytes(), b"}"].concat();
    let read = Reader::new(&text[..]).and_then(|mut json| T::from_json(&mut json));
    read.is_ok_and(|read| read != T::default())
}

/// Passes over a list of objects.
fn each<T: FromJson + Default + PartialEq>(
    json: &mut Reader<'_>,
    path: &str,
    other: &mut Members,
    items: &[T],
    first: impl Fn(&T, &str) -> First,
) -> Result<(), Error> {
    // The first pass leaves out what is no object.
    let (mut index, mut objects) = (0, items.iter());
    let mut more = json.enter(b'[', "expected an array")?;
    while more {
        let path = format!("{path}[{index}]");
        if json.peek() == Some(b'{') {
            let item = objects.next();
            json.object(|json, name| {
                let first = item.map_or(First::Unknown, |item| first(item, name));
                pass::<T>(json, name, || format!("{path}.{name}"), other, first)
            })?;
        } else {
            pass::<T>(json, "", || path, other, First::Unread)?;
        }
        index += 1;
        more = json.more(b']')?;
    }
    Ok(())
}

fn of_item(item: &Known, name: &str) -> First {
    match name {
        "AbsoluteTime" => (&item.absolute_time).into(),
        "Content" => (&item.content).into(),
        "ContentType" => (&item.content_type).into(),
        "Id" => (&item.id).into(),
        "Type" => (&item.r#type).into(),
        "ParticipantId" => (&item.participant_id).into(),
        "DisplayName" => (&item.display_name).into(),
        "ParticipantRole" => (&item.participant_role).into(),
        "Attachments" => (&item.attachments).into(),
        "RelatedContactId" => (&item.related_contact_id).into(),
        "ContactId" => (&item.contact_id).into(),
        // An object has its own members.
        "MessageMetadata" => First::Unread,
        _ => First::Unknown,
    }
}

fn of_metadata(metadata: &MessageMetadata, name: &str) -> First {
    match name {
        "MessageId" => (&metadata.message_id).into(),
        "Receipts" => (&metadata.receipts).into(),
        "MessageProcessingStatus" => (&metadata.message_processing_status).into(),
        _ => First::Unknown,
    }
}

fn of_receipt(receipt: &Receipt, name: &str) -> First {
    match name {
        "DeliveredTimestamp" => (&receipt.delivered_timestamp).into(),
        "ReadTimestamp" => (&receipt.read_timestamp).into(),
        "RecipientParticipantId" => (&receipt.recipient_participant_id).into(),
        _ => First::Unknown,
    }
}

fn of_attachment(attachment: &AttachmentItem, name: &str) -> First {
    match name {
        "ContentType" => (&attachment.content_type).into(),
        "AttachmentId" => (&attachment.attachment_id).into(),
        "AttachmentName" => (&attachment.attachment_name).into(),
        "Status" => (&attachment.status).into(),
        _ => First::Unknown,
    }
}
