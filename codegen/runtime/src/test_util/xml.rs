//! Documents in XML, by the schema of their members. In trees, members have the names of the model.

mod read;
mod write;

use serde_json::{Map, Value};

use super::super::schema::{Member, Operation, Parts, Service};

pub(super) use read::read;
pub(super) use write::{error, value};

/// The media type of documents.
pub(super) const MEDIA_TYPE: &str = "application/xml";

/// The media type of documents in the Query protocols.
const OF_QUERY: &str = "text/xml";

const REST_XML: &str = "aws.protocols#restXml";
const AWS_QUERY: &str = "aws.protocols#awsQuery";
const EC2_QUERY: &str = "aws.protocols#ec2Query";

/// Whether documents of this media type are XML.
pub(super) fn is_xml(media_type: &str) -> bool {
    media_type == MEDIA_TYPE || media_type == OF_QUERY
}

/// Returns the media type of the errors of a service, and the names of the elements around them, if they are XML.
pub(super) fn errors_of(model: &Service) -> Option<(&'static str, &'static [&'static str])> {
    match model.protocol {
        REST_XML => Some((MEDIA_TYPE, &["ErrorResponse"])),
        AWS_QUERY => Some((OF_QUERY, &["ErrorResponse"])),
        EC2_QUERY => Some((OF_QUERY, &["Response", "Errors"])),
        _ => None,
    }
}

/// Returns the document of an output.
pub(super) fn output(model: &Service, operation: &Operation, tree: &Map<String, Value>) -> Vec<u8> {
    let (name, members) = (operation.name, operation.output.members);
    let response = format!("{name}Response");
    match model.protocol {
        AWS_QUERY => write::document(&[&*response], &format!("{name}Result"), members, tree),
        EC2_QUERY => write::document(&[], &response, members, tree),
        _ => write::document(&[], operation.output.name, members, tree),
    }
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
