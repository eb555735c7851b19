//! `smithy.api#examples`: an input and its expected request, and a response with the expected output or
//! error.
//!
//! The response is built here from the example and the bindings, with wire names; the result of the generated
//! crate is compared with the example's own values.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value as Json};

use super::{Collected, text};
use crate::ir::{
    Body, Codec, Encoder, RequestTest, Response, ResponseTest, Struct, TEST_TOKEN, Tag, TestBody,
    TestEndpoint, Ty, Type, Within,
};
use crate::model::{ShapeId, Traits};
use crate::time;

impl Collected<'_, '_> {
    pub(super) fn examples(&mut self, traits: &Traits) {
        let examples =
            traits.get("smithy.api#examples").and_then(Json::as_array).cloned().unwrap_or_default();
        for example in &examples {
            let title = match text(example, "title") {
                title if title.is_empty() => "example".to_owned(),
                title => title,
            };
            if example.get("allowConstraintErrors").and_then(Json::as_bool) != Some(true) {
                self.example_request(example, &title);
            }
            if let Some(output) = example.get("output") {
                self.example_output(output, &title);
            }
            if let Some(error) = example.get("error") {
                self.example_error(error, &title);
            }
        }
    }

    fn example_request(&mut self, example: &Json, title: &str) {
        let empty = Json::Object(Map::new());
        let params = example.get("input").unwrap_or(&empty);
        let input = match self.typed.input(self.operation, params) {
            Ok(input) => input,
            Err(problem) => return self.skip(title, &problem),
        };
        let request = &self.operation.request;
        let body = match &request.body {
            Body::Document { fields, content_type } => {
                let params = &with_token(&self.operation.input, params);
                let shape = &self.operation.input;
                let wire = match request.encoder {
                    Encoder::Document(codec) => {
                        let root = request.root.as_ref().map(|root| (root, &Within::Root));
                        self.document(codec, root, shape, fields, params)
                    }
                    Encoder::Form(lists) => self.form(request, lists, fields, params).map(TestBody::Text),
                };
                wire.map(|wire| (wire, content_type.clone()))
            }
            _ => None,
        };
        let test = RequestTest {
            name: self.name(title, "request_example"),
            id: title.to_owned(),
            is_example: example.get("error").is_none(),
            input,
            endpoint: TestEndpoint::At("https://example.com".to_owned()),
            host: None,
            method: request.method.clone(),
            path: None,
            query: Vec::new(),
            forbid_query: Vec::new(),
            require_query: Vec::new(),
            headers: Vec::new(),
            forbid_headers: Vec::new(),
            require_headers: Vec::new(),
            body,
        };
        self.tests.requests.push(test);
    }

    fn example_output(&mut self, output: &Json, title: &str) {
        let operation = self.operation;
        let output = &without_empty_payload(&operation.response, &operation.output, output);
        let expected = match self.typed.response(operation, None, output) {
            Ok((_, expected)) => expected,
            Err(problem) => return self.skip(title, &problem),
        };
        let Some((headers, body)) = self.response(&operation.output, &operation.response, output) else {
            return self.skip(title, "a value without a unique wire form");
        };
        let status_member =
            operation.response.status_member.map(|at| operation.output.fields[at].name.as_str());
        let status = status_member
            .and_then(|name| output.get(name)?.as_u64())
            .and_then(|code| u16::try_from(code).ok());
        let test = ResponseTest {
            name: self.name(title, "response_example"),
            id: title.to_owned(),
            status: status.unwrap_or(operation.response.status),
            headers,
            body,
            error: None,
            code: None,
            expected,
        };
        self.tests.responses.push(test);
    }

    fn example_error(&mut self, error: &Json, title: &str) {
        let content = error.get("content").cloned().unwrap_or_else(|| Json::Object(Map::new()));
        let Some(id) = ShapeId::parse(&text(error, "shapeId")) else {
            return self.skip(title, "an error without a shape id");
        };
        let (variant, expected) = match self.typed.response(self.operation, Some(&id), &content) {
            Ok(response) => response,
            Err(problem) => return self.skip(title, &problem),
        };
        let body = match self.operation.response.codec {
            Codec::Cbor => {
                let shape = self.typed.error(&id);
                let fields: Vec<usize> = (0..shape.map_or(0, |shape| shape.fields.len())).collect();
                shape
                    .and_then(|shape| self.cbor(shape, &fields, &content, Some(id.name())))
                    .map(TestBody::Cbor)
            }
            Codec::Xml => {
                let shape = self.typed.error(&id);
                shape.and_then(|shape| self.xml_error(shape, id.name(), &content)).map(TestBody::Text)
            }
            Codec::Json | Codec::JsonV2 => Some(TestBody::Text(content.to_string())),
        };
        let Some(body) = body else { return self.skip(title, "a value without a unique wire form") };
        let mut headers = self.protocol_header();
        headers.push(("x-amzn-errortype".to_owned(), id.name().to_owned()));
        let test = ResponseTest {
            name: self.name(title, "error_example"),
            id: title.to_owned(),
            status: 400,
            headers,
            body,
            error: variant,
            code: None,
            expected,
        };
        self.tests.responses.push(test);
    }

    /// Returns headers and body of a response; `None` if a value has no form here (such as a time in a header).
    fn response(
        &self,
        shape: &Struct,
        response: &Response,
        value: &Json,
    ) -> Option<(Vec<(String, String)>, TestBody)> {
        let mut headers = self.protocol_header();
        for bound in &response.headers {
            let field = &shape.fields[bound.field];
            match value.get(field.name.as_str()) {
                None | Some(Json::Null) => {}
                Some(value) if matches!(field.ty, Ty::Timestamp(_)) => {
                    headers.push((
                        bound.name.clone(),
                        self.wire(&field.ty, value)?.to_string().replace('"', ""),
                    ));
                }
                Some(Json::String(text)) if !bound.base64 => {
                    headers.push((bound.name.clone(), text.clone()));
                }
                Some(number @ (Json::Number(_) | Json::Bool(_))) => {
                    headers.push((bound.name.clone(), number.to_string()));
                }
                Some(_) => return None,
            }
        }
        if let Some(bound) = &response.prefix_headers {
            let entries = value.get(shape.fields[bound.field].name.as_str()).and_then(Json::as_object);
            for (name, value) in entries.into_iter().flatten() {
                headers.push((format!("{}{name}", bound.name).to_lowercase(), value.as_str()?.to_owned()));
            }
        }
        let body = match &response.body {
            Body::Document { fields, .. } => {
                let root = response.root.as_ref().map(|root| (root, &response.within));
                return Some((headers, self.document(response.codec, root, shape, fields, value)?));
            }
            Body::Empty => String::new(),
            Body::Payload { field, .. } => {
                let field = &shape.fields[*field];
                match (&field.ty, value.get(field.name.as_str())) {
                    (_, None | Some(Json::Null)) => String::new(),
                    (Ty::Blob | Ty::String | Ty::Enum(_), Some(payload)) => payload.as_str()?.to_owned(),
                    (ty, Some(payload)) => match &response.root {
                        Some(root) => self.xml_payload(root, field, payload)?,
                        None => self.wire(ty, payload)?.to_string(),
                    },
                }
            }
        };
        Some((headers, TestBody::Text(body)))
    }

    /// The header `smithy-protocol`, if the protocol has it.
    fn protocol_header(&self) -> Vec<(String, String)> {
        let protocol = self.operation.response.protocol;
        protocol.map(|name| ("smithy-protocol".to_owned(), name.to_owned())).into_iter().collect()
    }

    /// Returns a document of these fields.
    fn document(
        &self,
        codec: Codec,
        root: Option<(&Tag, &Within)>,
        shape: &Struct,
        fields: &[usize],
        value: &Json,
    ) -> Option<TestBody> {
        match codec {
            Codec::Cbor => self.cbor(shape, fields, value, None).map(TestBody::Cbor),
            Codec::Xml => self.xml(root?, shape, fields, value).map(TestBody::Text),
            Codec::Json | Codec::JsonV2 => {
                self.object(shape, fields, value).map(|object| TestBody::Text(object.to_string()))
            }
        }
    }

    /// Returns the members of these fields, with their wire names.
    fn object(&self, shape: &Struct, fields: &[usize], value: &Json) -> Option<Json> {
        let mut members = Map::new();
        for &at in fields {
            let field = &shape.fields[at];
            if let Some(value) = value.get(field.name.as_str()).filter(|value| !value.is_null()) {
                members.insert(field.wire_name.clone(), self.wire(&field.ty, value)?);
            }
        }
        Some(Json::Object(members))
    }

    /// Returns a value as in a document.
    fn wire(&self, ty: &Ty, value: &Json) -> Option<Json> {
        Some(match ty {
            Ty::Timestamp(format) => time::formatted(*format, value)?,
            Ty::Blob => STANDARD.encode(value.as_str()?).into(),
            Ty::List { item, .. } | Ty::NonEmpty(item) => value
                .as_array()?
                .iter()
                .map(|value| self.wire(item, value))
                .collect::<Option<Vec<Json>>>()?
                .into(),
            Ty::Map { value: entry, .. } => {
                let entries = value.as_object()?.iter();
                let entries = entries.map(|(name, value)| Some((name.clone(), self.wire(entry, value)?)));
                Json::Object(entries.collect::<Option<Map<String, Json>>>()?)
            }
            Ty::Struct(named) => {
                let shape = self.typed.shapes.structure(&named.ident)?;
                let fields: Vec<usize> = (0..shape.fields.len()).collect();
                self.object(shape, &fields, value)?
            }
            Ty::Union(named) => match self.typed.shapes.ty(&named.ident)? {
                Type::Union(shape) => {
                    let (name, value) = value.as_object()?.iter().next()?;
                    let member = shape.members.iter().find(|member| member.name == *name)?;
                    let wire = self.wire(member.ty.as_ref()?, value)?;
                    Json::Object(Map::from_iter([(member.wire_name.clone(), wire)]))
                }
                _ => return None,
            },
            _ => value.clone(),
        })
    }
}

/// Returns the value with the idempotency token that a call fills in, if the example has none.
fn with_token(input: &Struct, value: &Json) -> Json {
    let mut value = value.clone();
    let token = input.fields.iter().find(|field| field.idempotency_token);
    if let (Some(token), Some(members)) = (token, value.as_object_mut()) {
        let given = members.entry(token.name.as_str()).or_insert(Json::Null);
        if given.as_str().unwrap_or_default().is_empty() {
            *given = TEST_TOKEN.into();
        }
    }
    value
}

/// Returns the value without an empty payload: on the wire, an empty body is no value.
fn without_empty_payload(response: &Response, shape: &Struct, value: &Json) -> Json {
    let mut value = value.clone();
    if let (Body::Payload { field, .. }, Some(members)) = (&response.body, value.as_object_mut()) {
        let name = shape.fields[*field].name.as_str();
        if members.get(name).and_then(Json::as_str) == Some("") {
            members.remove(name);
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_token_is_that_of_the_tests() {
        let support = include_str!("../../emit/tests/support.rs");
        assert!(support.contains(&format!("pub const TOKEN: &str = \"{TEST_TOKEN}\";")));
    }
}
