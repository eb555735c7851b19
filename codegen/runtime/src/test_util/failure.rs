//! Errors of the service, as answers.

use std::fmt;

use http::Response;
use serde_json::{Map, Value};

use super::super::metadata::ServiceError;
use super::model::SERVICE;
use super::sample::Sampler;
use super::write;

/// An error for the service to answer with: a modelled one, or any other.
///
/// It is made of a code, which is enough, or of an error itself.
///
/// ```
/// use this_crate::test_util::Failure;
///
/// let failure = Failure::new("ThrottlingException").message("slow down").header("Retry-After", "1");
/// assert_eq!(failure.answer().status(), Failure::from("ThrottlingException").answer().status());
/// ```
#[derive(Clone)]
#[must_use]
pub struct Failure {
    code: String,
    status: Option<u16>,
    message: Option<String>,
    members: Map<String, Value>,
    headers: Vec<(String, String)>,
}

impl Failure {
    /// The error with this code. If the model knows it, it has the modelled status and all its members; otherwise
    /// the status is 400.
    pub fn new(code: impl Into<String>) -> Self {
        let (code, status, message) = (code.into(), None, None);
        Self { code, status, message, members: Map::new(), headers: Vec::new() }
    }

    /// Sets the status.
    pub fn status(mut self, status: u16) -> Self {
        self.status = Some(status);
        self
    }

    /// Sets the message.
    pub fn message(mut self, message: impl Into<String>) -> Self {
        self.message = Some(message.into());
        self
    }

    /// Sets a member, by its name on the wire, to a text.
    pub fn member(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.members.insert(name.into(), Value::String(value.into()));
        self
    }

    /// Adds a header; one that is none is left out.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// The answer that tells of it.
    #[must_use]
    pub fn answer(&self) -> Response<Vec<u8>> {
        let modelled = SERVICE.failures.iter().find(|failure| failure.code == self.code);
        let members = modelled.map_or(&[][..], |failure| failure.members);
        let mut tree = Sampler::new(1).members(members);
        tree.extend(self.members.clone());
        let key = write::message_member(members);
        let text = self.message.clone().unwrap_or_else(|| format!("a {} for a test", self.code));
        if self.message.is_some() || !self.members.contains_key(key) {
            tree.insert(key.to_owned(), Value::String(text));
        }
        let status = self.status.or(modelled.map(|failure| failure.status)).unwrap_or(400);
        let mut answer = write::failure(&self.code, status, members, &tree);
        for (name, value) in &self.headers {
            write::header(answer.headers_mut(), name, value);
        }
        answer
    }
}

impl From<&str> for Failure {
    fn from(code: &str) -> Self {
        Self::new(code)
    }
}

impl From<String> for Failure {
    fn from(code: String) -> Self {
        Self::new(code)
    }
}

/// What is not set in the error is not in the answer, save the message.
impl<E: ServiceError + serde::Serialize> From<E> for Failure {
    fn from(error: E) -> Self {
        let members = match serde_json::to_value(&error) {
            Ok(Value::Object(members)) => members,
            _ => Map::new(),
        };
        let code = error.code().unwrap_or_default();
        let modelled = SERVICE.failures.iter().find(|failure| failure.code == code);
        let mut failure = Self::new(code).status(error.status().as_u16());
        // What was left out on purpose is not made up.
        for member in modelled.map_or(&[][..], |failure| failure.members) {
            if member.key != write::message_member(modelled.map_or(&[][..], |failure| failure.members)) {
                failure.members.insert(member.key.to_owned(), Value::Null);
            }
        }
        failure.members.extend(members);
        failure
    }
}

/// Members may be of anybody's making, and are not shown.
impl fmt::Debug for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Failure").field("code", &self.code).field("status", &self.status).finish_non_exhaustive()
    }
}
