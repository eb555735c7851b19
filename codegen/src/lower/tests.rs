//! Model tests: `httpRequestTests` and `httpResponseTests` (operations and errors), and `examples`.
//! <https://smithy.io/2.0/additional-specs/http-protocol-compliance-tests.html>
//!
//! Values are typed by the fields of lowered structures.

mod cbor;
mod endpoint;
mod events;
mod examples;
mod form;
mod value;
mod xml;

use serde_json::Value as Json;

use super::Cx;
use crate::ir::{
    Codec, Encoder, Endpoints, Operation, OperationTests, RequestTest, ResponseTest, Shapes, SkippedTest,
};
use crate::model::{ShapeId, ShapeKind, Traits};
use crate::naming::{self, Scope};
use value::Typed;
pub(super) use value::document;

impl Cx<'_> {
    /// Returns the tests of every operation that has any.
    pub(super) fn tests(
        &self,
        operations: &[Operation],
        shapes: &Shapes,
        endpoints: &Endpoints,
    ) -> Vec<OperationTests> {
        let typed = Typed { shapes };
        let mut tested_errors = std::collections::HashSet::new();
        let mut all = Vec::new();
        for (at, operation) in operations.iter().enumerate() {
            let Some(shape) = self.source.shape(&operation.id) else { continue };
            let mut collected = Collected {
                cx: self,
                typed: &typed,
                endpoints,
                operation,
                names: Scope::default(),
                tests: OperationTests {
                    operation: at,
                    requests: Vec::new(),
                    responses: Vec::new(),
                    events: Vec::new(),
                    skipped: Vec::new(),
                },
            };
            collected.request_tests(&shape.traits);
            collected.response_tests(&shape.traits, None);
            collected.event_tests(&shape.traits);
            collected.examples(&shape.traits);
            let ShapeKind::Operation(modelled) = &shape.kind else { continue };
            for error in modelled.errors.iter().chain(&self.source.service.errors) {
                let Some(shape) = self.source.shape(error).filter(|_| tested_errors.insert(error)) else {
                    continue;
                };
                collected.response_tests(&shape.traits, Some(error));
            }
            let tests = collected.tests;
            if !tests.is_empty() {
                all.push(tests);
            }
        }
        all
    }
}

/// The tests of one operation, as they are collected.
struct Collected<'c, 'm> {
    cx: &'c Cx<'m>,
    typed: &'c Typed<'c>,
    endpoints: &'c Endpoints,
    operation: &'c Operation,
    names: Scope,
    tests: OperationTests,
}

impl Collected<'_, '_> {
    fn request_tests(&mut self, traits: &Traits) {
        for case in self.cases(traits, "smithy.test#httpRequestTests") {
            let id = text(&case, "id");
            let params = case.get("params").cloned().unwrap_or_else(|| Json::Object(serde_json::Map::new()));
            let input = self.typed.input(self.operation, &params);
            match input.and_then(|input| self.request_test(&case, id.clone(), input)) {
                Ok(test) => self.tests.requests.push(test),
                Err(problem) => self.problem(&id, &problem),
            }
        }
    }

    fn request_test(
        &mut self,
        case: &Json,
        id: String,
        input: crate::ir::Value,
    ) -> Result<RequestTest, String> {
        let is_cbor = self.operation.request.encoder == Encoder::Document(Codec::Cbor);
        let body = case.get("body").map(|_| self.body(case, is_cbor)).transpose()?;
        let media_type = case.get("bodyMediaType").and_then(Json::as_str).unwrap_or_default();
        Ok(RequestTest {
            name: self.name(&id, "request"),
            id,
            is_example: false,
            input,
            endpoint: endpoint::endpoint(case, self.endpoints),
            host: case
                .get("resolvedHost")
                .and_then(Json::as_str)
                .map(|host| host.split('/').next().unwrap_or(host).to_owned()),
            method: text(case, "method"),
            path: Some(text(case, "uri")),
            query: texts(case, "queryParams"),
            forbid_query: texts(case, "forbidQueryParams"),
            require_query: texts(case, "requireQueryParams"),
            headers: pairs(case.get("headers")),
            forbid_headers: texts(case, "forbidHeaders"),
            require_headers: texts(case, "requireHeaders"),
            body: body.map(|body| (body, media_type.to_owned())),
        })
    }

    fn response_tests(&mut self, traits: &Traits, error: Option<&ShapeId>) {
        for case in self.cases(traits, "smithy.test#httpResponseTests") {
            let id = text(&case, "id");
            let params = case.get("params").cloned().unwrap_or_else(|| Json::Object(serde_json::Map::new()));
            let body = self.body(&case, self.operation.response.codec == Codec::Cbor);
            let expected = self.typed.response(self.operation, error, &params);
            match body.and_then(|body| Ok((body, expected?))) {
                Ok((body, (variant, expected))) => {
                    let status =
                        case.get("code").and_then(Json::as_u64).and_then(|code| u16::try_from(code).ok());
                    let test = ResponseTest {
                        name: self.name(&id, "response"),
                        status: status.unwrap_or(200),
                        headers: pairs(case.get("headers")),
                        body,
                        error: variant,
                        code: error_code(&case),
                        expected,
                        id,
                    };
                    self.tests.responses.push(test);
                }
                Err(problem) => self.problem(&id, &problem),
            }
        }
    }

    /// Returns the cases of a trait for clients of this protocol.
    fn cases(&self, traits: &Traits, id: &str) -> Vec<Json> {
        let protocol = self.cx.source.protocol.id();
        let for_us = |case: &&Json| {
            case.get("protocol").and_then(Json::as_str) == Some(protocol)
                && case.get("appliesTo").and_then(Json::as_str) != Some("server")
        };
        let all = traits.get(id).and_then(Json::as_array).map_or(&[][..], Vec::as_slice);
        all.iter().filter(for_us).cloned().collect()
    }

    fn name(&mut self, id: &str, kind: &str) -> String {
        let name =
            naming::field_name(&format!("{id}_{kind}").replace(|c: char| !c.is_ascii_alphanumeric(), "_"));
        self.names.take(name)
    }

    /// An invalid example is a mistake of the model: it is listed, and the crate is still generated.
    fn skip(&mut self, title: &str, problem: &str) {
        let name = self.name(title, "example");
        self.tests.skipped.push(SkippedTest { name, id: title.to_owned(), reason: format!("has {problem}") });
    }

    fn problem(&self, case: &str, problem: &str) {
        self.cx
            .notes
            .problem(&self.operation.id, format!("the test `{}` has {problem}", case.escape_debug()));
    }
}

/// Returns the code of an error, which cases of former Query services contain in a different form.
fn error_code(case: &Json) -> Option<String> {
    let shape = case.get("vendorParamsShape").and_then(Json::as_str);
    let is_code = shape == Some("aws.protocoltests.config#ErrorCodeParams");
    case.get("vendorParams").filter(|_| is_code)?.get("code")?.as_str().map(str::to_owned)
}

fn text(case: &Json, key: &str) -> String {
    case.get(key).and_then(Json::as_str).unwrap_or_default().to_owned()
}

fn texts(case: &Json, key: &str) -> Vec<String> {
    let all = case.get(key).and_then(Json::as_array).map_or(&[][..], Vec::as_slice);
    all.iter().filter_map(|item| item.as_str().map(str::to_owned)).collect()
}

fn pairs(value: Option<&Json>) -> Vec<(String, String)> {
    let entries = value.and_then(Json::as_object).into_iter().flatten();
    entries.filter_map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned()))).collect()
}
