//! Documents in XML, by the schema of their members. In trees, members have the names of the model.

mod read;
mod write;

use super::super::schema::{Member, Parts, Service};

pub(super) use read::read;
pub(super) use write::{document, error, value};

/// The media type of documents.
pub(super) const MEDIA_TYPE: &str = "application/xml";

/// Whether the errors of a service are XML.
pub(super) fn is_used_by(model: &Service) -> bool {
    model.protocol == "aws.protocols#restXml"
}

fn is_attribute(member: &Member) -> bool {
    member.xml.map_or(false, |xml| xml.is_attribute)
}

fn wire_name(member: &Member) -> &'static str {
    member.xml.map_or(member.name, |xml| xml.name)
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

fn parts_of(member: &Member) -> Parts {
    member.xml.map_or(Parts::None, |xml| xml.parts)
}
