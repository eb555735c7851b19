//! awsQuery and ec2Query: requests are forms, responses are XML.
//! <https://smithy.io/2.0/aws/protocols/aws-query-protocol.html>
//! <https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html>

use super::{Direction, Exchange, Place, Protocol, rpc, xml};
use crate::error::Diagnostics;
use crate::ir::{Codec, Encoder, ErrorCodes, Lists, Request, Response, Tag, TimestampFormat, Within};
use crate::model::{ShapeKind, Traits};
use crate::percent;

/// One of the two protocols.
pub(super) struct Query {
    id: &'static str,
    lists: Lists,
}

pub(super) const AWS_QUERY: Query = Query { id: "aws.protocols#awsQuery", lists: Lists::Named };
pub(super) const EC2_QUERY: Query = Query { id: "aws.protocols#ec2Query", lists: Lists::Flat };

impl Query {
    /// Returns the root of a response, and the element with the members. Errors have the same root in every operation.
    fn root(&self, exchange: &Exchange<'_>) -> (Tag, Within) {
        let within_result = self.lists == Lists::Named;
        let (name, within) = match exchange.kind(exchange.id) {
            Some(ShapeKind::Operation(_)) => {
                let name = exchange.id.name();
                let result =
                    if within_result { Within::Child(format!("{name}Result")) } else { Within::Root };
                (format!("{name}Response"), result)
            }
            _ => (if within_result { "ErrorResponse" } else { "Response" }.to_owned(), Within::Error),
        };
        (Tag { name, namespace: xml::namespace_of_service(exchange.model, exchange.service) }, within)
    }
}

impl Protocol for Query {
    fn id(&self) -> &'static str {
        self.id
    }

    fn encoder(&self) -> Encoder {
        Encoder::Form(self.lists)
    }

    fn codec(&self) -> Codec {
        Codec::Xml
    }

    fn wire_name<'a>(&self, name: &'a str, traits: &'a Traits) -> &'a str {
        traits.text(xml::NAME).unwrap_or(name)
    }

    /// EC2 has names of its own, and capitalizes the others.
    fn form_name(&self, name: &str, traits: &Traits) -> String {
        let wire_name = self.wire_name(name, traits);
        match (self.lists, traits.text("aws.protocols#ec2QueryName")) {
            (Lists::Named, _) => wire_name.to_owned(),
            (Lists::Flat, Some(name)) => name.to_owned(),
            (Lists::Flat, None) => {
                let mut chars = wire_name.chars();
                chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect()
            }
        }
    }

    fn names_parts(&self) -> bool {
        true
    }

    fn in_document(&self, _traits: &Traits, _direction: Direction) -> bool {
        true
    }

    fn timestamp_format(&self, _place: Place) -> TimestampFormat {
        TimestampFormat::DateTime
    }

    fn binds_http(&self) -> bool {
        false
    }

    fn sends_version(&self) -> bool {
        true
    }

    fn error_codes(&self) -> ErrorCodes {
        ErrorCodes::CodeFirst
    }

    fn has_query_errors(&self) -> bool {
        self.lists == Lists::Named
    }

    fn request(&self, operation: &Exchange<'_>) -> Result<Request, Diagnostics> {
        let version = match operation.kind(operation.service) {
            Some(ShapeKind::Service(service)) => service.version.as_str(),
            _ => "",
        };
        let body = rpc::all_members(operation, "application/x-www-form-urlencoded");
        let request = rpc::request(operation, self.encoder(), "/", body)?;
        let literal_form = format!("Action={}&Version={}", operation.id.name(), percent::encoded(version));
        Ok(Request { literal_form, ..request })
    }

    fn response(&self, operation: &Exchange<'_>) -> Result<Response, Diagnostics> {
        let (root, within) = self.root(operation);
        let response = rpc::response(self.codec(), rpc::all_members(operation, "text/xml"));
        Ok(Response { root: Some(root), within, ..response })
    }
}
