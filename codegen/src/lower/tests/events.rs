//! `smithy.test#eventStreamTests`: requests and responses that begin a stream, and the events in it, frame by frame.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value as Json};

use super::{Collected, pairs, text};
use crate::ir::{Codec, EventStep, EventStream, EventTest, EventUnion, ResponseTest, TestBody, Type, Value};
use crate::model::{ShapeId, Traits};

impl Collected<'_, '_> {
    pub(super) fn event_tests(&mut self, traits: &Traits) {
        for case in self.cases(traits, "smithy.test#eventStreamTests") {
            let id = text(&case, "id");
            match self.steps(&case, &id) {
                Ok(steps) => {
                    let name = self.name(&id, "event");
                    self.tests.events.push(EventTest { name, id, steps });
                }
                Err(problem) => self.problem(&id, &problem),
            }
        }
    }

    fn steps(&mut self, case: &Json, id: &str) -> Result<Vec<EventStep>, String> {
        let failure = case.get("expectation").and_then(|expectation| expectation.get("failure"));
        let mut steps = Vec::new();
        if let Some(request) = case.get("initialRequest") {
            let params = case.get("initialRequestParams").cloned().unwrap_or_else(empty);
            let input = self.typed.input(self.operation, &params)?;
            steps.push(EventStep::Request(Box::new(self.request_test(request, id.to_owned(), input)?)));
        }
        if let Some(response) = case.get("initialResponse") {
            let params = case.get("initialResponseParams").cloned().unwrap_or_else(empty);
            steps.push(self.initial_response(response, id, &params, failure)?);
        }
        let events = case.get("events").and_then(Json::as_array).map_or(&[][..], Vec::as_slice);
        let stream = self.operation.output_stream.as_ref();
        let incomplete = failure.is_some()
            && case.get("initialResponse").is_none()
            && stream.is_some_and(|stream| !stream.required_headers.is_empty());
        if incomplete {
            steps.push(EventStep::Incomplete);
            return Ok(steps);
        }
        for event in events {
            steps.push(self.event(event, failure)?);
        }
        Ok(steps)
    }

    /// Returns the response before a stream: an output, a modelled error, or an unknown error.
    fn initial_response(
        &self,
        response: &Json,
        id: &str,
        params: &Json,
        failure: Option<&Json>,
    ) -> Result<EventStep, String> {
        let status = response.get("code").and_then(Json::as_u64).and_then(|code| u16::try_from(code).ok());
        let (status, headers) = (status.unwrap_or(200), pairs(response.get("headers")));
        let body = self.body(response, self.operation.response.codec == Codec::Cbor)?;
        let error = failure.and_then(|failure| failure.get("errorId")).and_then(Json::as_str);
        let error = error.and_then(ShapeId::parse);
        if failure.is_some() && error.is_none() {
            return Ok(EventStep::Refused { status, headers, body });
        }
        // The message of the error is in the body of the response; the case has no other field for it.
        let said = match &body {
            TestBody::Text(body) => serde_json::from_str(body).unwrap_or_else(|_| empty()),
            TestBody::Cbor(_) => params.clone(),
        };
        let params = if error.is_some() { &said } else { params };
        let (error, expected) = self.typed.response(self.operation, error.as_ref(), params)?;
        let id = id.to_owned();
        Ok(EventStep::Response(ResponseTest {
            name: String::new(),
            id,
            status,
            headers,
            body,
            error,
            code: None,
            expected,
        }))
    }

    fn event(&self, event: &Json, failure: Option<&Json>) -> Result<EventStep, String> {
        let frame = STANDARD.decode(text(event, "bytes")).map_err(|_| "bytes that are not base64")?;
        let sent = event.get("type").and_then(Json::as_str) == Some("request");
        let operation = self.operation;
        let stream = if sent { &operation.input_stream } else { &operation.output_stream };
        let stream = stream.as_ref().ok_or("an event of a missing stream")?;
        let Some(Type::Events(union)) = self.typed.shapes.ty(&stream.events.ident) else {
            return Err("a stream that is not a union".into());
        };
        if let Some(failure) = failure {
            let error = failure.get("errorId").and_then(Json::as_str).and_then(ShapeId::parse);
            let shape = error.map(|id| self.typed.error(&id).ok_or(format!("the error {id}"))).transpose()?;
            let name = |stream: &EventStream| stream.failure.as_ref().map(|named| named.ident.clone());
            let variant = shape.and_then(|shape| {
                let mut exceptions = union.exceptions.iter().map(|exception| &exception.variant);
                let variant = exceptions.find(|variant| variant.ident == shape.ident);
                Some((name(stream)?, variant.map_or(&shape.ident, |variant| &variant.variant).clone()))
            });
            return Ok(EventStep::Fail { frame, variant });
        }
        let params = event.get("params").ok_or("an event without params")?;
        let (name, value) =
            params.as_object().and_then(|members| members.iter().next()).ok_or("empty params")?;
        match self.exception(union, name, value)? {
            Some((failure, variant, value)) => {
                Ok(EventStep::EncodeException { failure, variant, value, frame })
            }
            None => {
                let event = self.event_value(union, name, value)?;
                Ok(if sent { EventStep::Encode { event, frame } } else { EventStep::Decode { frame, event } })
            }
        }
    }

    fn event_value(&self, union: &EventUnion, name: &str, value: &Json) -> Result<Value, String> {
        let event = union.events.iter().find(|event| event.wire_name == name).ok_or("an unknown event")?;
        let shape = crate::ir::Ty::Struct(event.shape.clone());
        Ok(Value::Union {
            ident: union.ident.clone(),
            variant: event.ident.clone(),
            value: Some(Box::new(self.typed.value(&shape, value)?)),
            boxed: false,
        })
    }

    /// Returns the enum of errors, its variant and its value, if the member is an exception.
    fn exception(
        &self,
        union: &EventUnion,
        name: &str,
        value: &Json,
    ) -> Result<Option<(String, String, Value)>, String> {
        let exception =
            union.exceptions.iter().find(|exception| exception.wire_names.iter().any(|n| n == name));
        let (Some(exception), Some(failure)) = (exception, &union.failure) else { return Ok(None) };
        let value = self.typed.error_value(&exception.variant.ident, value)?;
        Ok(Some((failure.clone(), exception.variant.variant.clone(), value)))
    }
}

fn empty() -> Json {
    Json::Object(Map::new())
}
