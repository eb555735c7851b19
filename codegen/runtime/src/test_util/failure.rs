//! Errors of the service, as responses.

use std::fmt;
use std::marker::PhantomData;

use http::Response;
use serde_json::{Map, Value};

use super::super::metadata::ServiceError;
use super::super::schema::Service;
use super::super::serde::error_metadata::NAME;
use super::sample::Sampler;
use super::simulated::Simulated;
use super::write;

/// An error response of the fake server or the fake transport: a modelled error, or any other.
///
/// A code is enough to create it; an error value works too. Generated crates have an alias for their service. With it,
/// `Failure::new("ThrottlingException").message("slow down").header("Retry-After", "1")` is a failure, and so is
/// `"ThrottlingException".into()`.
#[must_use]
pub struct Failure<S> {
    parts: Parts,
    service: PhantomData<fn() -> S>,
}

/// The part that does not depend on the type of the service.
#[derive(Clone)]
struct Parts {
    code: String,
    status: Option<u16>,
    message: Option<String>,
    members: Map<String, Value>,
    headers: Vec<(String, String)>,
}

impl<S: Simulated> Failure<S> {
    /// Creates the error with this code. If it is modelled, it has the modelled status and all its members; otherwise
    /// the status is 400.
    pub fn new(code: impl Into<String>) -> Self {
        let (code, status, message) = (code.into(), None, None);
        let parts = Parts { code, status, message, members: Map::new(), headers: Vec::new() };
        Self { parts, service: PhantomData }
    }

    /// Sets the status.
    pub fn status(mut self, status: u16) -> Self {
        self.parts.status = Some(status);
        self
    }

    /// Sets the message.
    pub fn message(mut self, message: impl Into<String>) -> Self {
        self.parts.message = Some(message.into());
        self
    }

    /// Sets a string member, by its wire name.
    pub fn member(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.parts.members.insert(name.into(), Value::String(value.into()));
        self
    }

    /// Adds a header; an invalid one is left out.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.parts.headers.push((name.into(), value.into()));
        self
    }

    /// Returns the error response.
    #[must_use]
    pub fn response(&self) -> Response<Vec<u8>> {
        self.parts.response(S::schema())
    }
}

impl Parts {
    fn of_error(schema: &Service, code: &str, status: u16, set: Map<String, Value>) -> Self {
        let known = schema.error(code).map_or(&[][..], |error| error.members);
        // Members that are explicitly absent are not generated.
        let others = known.iter().filter(|member| member.key != write::message_member(known));
        let mut members: Map<String, Value> =
            others.map(|member| (member.key.to_owned(), Value::Null)).collect();
        members.extend(set);
        Self { code: code.to_owned(), status: Some(status), message: None, members, headers: Vec::new() }
    }

    fn response(&self, schema: &Service) -> Response<Vec<u8>> {
        let modelled = schema.error(&self.code);
        let members = modelled.map_or(&[][..], |error| error.members);
        let mut tree = Sampler::new(1).members(members);
        tree.extend(self.members.clone());
        let key = write::message_member(members);
        let text = self.message.clone().unwrap_or_else(|| format!("a {} for a test", self.code));
        if self.message.is_some() || !self.members.contains_key(key) {
            tree.insert(key.to_owned(), Value::String(text));
        }
        let status =
            self.status.or(modelled.and_then(|error| error.error).map(|error| error.status)).unwrap_or(400);
        let mut response = write::failure(schema, &self.code, status, members, &tree);
        for (name, value) in &self.headers {
            write::header(response.headers_mut(), name, value);
        }
        response
    }
}

impl<S: Simulated> From<&str> for Failure<S> {
    fn from(code: &str) -> Self {
        Self::new(code)
    }
}

impl<S: Simulated> From<String> for Failure<S> {
    fn from(code: String) -> Self {
        Self::new(code)
    }
}

/// Members that are not set in the error are not in the response, except the message.
impl<S: Simulated, E: ServiceError + serde::Serialize> From<E> for Failure<S> {
    fn from(error: E) -> Self {
        let members = match serde_json::to_value(&error) {
            Ok(Value::Object(mut members)) => {
                members.remove(NAME);
                members
            }
            _ => Map::new(),
        };
        let code = error.code().unwrap_or_default();
        let parts = Parts::of_error(S::schema(), code, error.status().as_u16(), members);
        Self { parts, service: PhantomData }
    }
}

impl<S> Clone for Failure<S> {
    fn clone(&self) -> Self {
        Self { parts: self.parts.clone(), service: PhantomData }
    }
}

/// Members may have any content, and are not shown.
impl<S> fmt::Debug for Failure<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Failure")
            .field("code", &self.parts.code)
            .field("status", &self.parts.status)
            .finish_non_exhaustive()
    }
}
