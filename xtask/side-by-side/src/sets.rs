//! The argument sets: arguments for both tools, and responses of the service. Derived from the model, the same in each run.

mod documents;
mod error_formats;
mod globals;
mod inputs;
mod mistakes;
mod queries;
mod responses;
mod values;

use super::Version;
use super::model::{Operation, Service};
use super::wire::Response;

/// One run of both tools.
pub(super) struct Set {
    /// A unique name: `send-event --content: tab`.
    pub(super) name: String,
    /// The arguments after the name of the tool, including the command.
    pub(super) args: Vec<String>,
    /// Added to the environment of both.
    pub(super) env: Vec<(&'static str, String)>,
    /// The responses in order; the last one is repeated.
    pub(super) responses: Vec<Response>,
    /// Whether neither region nor endpoint is added.
    pub(super) is_bare: bool,
    /// Whether the error message is always compared.
    pub(super) is_about_errors: bool,
    /// The names of the input and output structures.
    pub(super) shapes: [String; 2],
    /// Members of the body for which clients may generate a token.
    pub(super) tokens: Vec<String>,
    /// The enum values of its input.
    pub(super) values: Vec<String>,
    /// Members of the output that the model requires.
    pub(super) required: Vec<String>,
}

impl Set {
    fn new(operation: &Operation, what: &str, args: impl IntoIterator<Item = String>) -> Self {
        let tokens = operation.input.iter().filter(|member| member.is_token);
        let required = operation.output.iter().filter(|member| member.required);
        Self {
            name: format!("{} {what}", operation.command),
            args: [operation.command.clone()].into_iter().chain(args).collect(),
            env: Vec::new(),
            responses: vec![responses::short(operation)],
            is_bare: false,
            is_about_errors: false,
            shapes: operation.shapes.clone(),
            tokens: tokens.map(|member| member.name.clone()).collect(),
            values: operation.input.iter().flat_map(|member| member.shape.values()).cloned().collect(),
            required: required.map(|member| member.name.clone()).collect(),
        }
    }

    /// Returns a valid call.
    fn good(operation: &Operation, what: &str) -> Self {
        Self::new(operation, what, values::good(operation))
    }

    fn and<T: Into<String>>(mut self, args: impl IntoIterator<Item = T>) -> Self {
        self.args.extend(args.into_iter().map(Into::into));
        self
    }

    fn with_response(self, response: Response) -> Self {
        Self { responses: vec![response], ..self }
    }

    fn env(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.env.push((name, value.into()));
        self
    }

    fn about_errors(self) -> Self {
        Self { is_about_errors: true, ..self }
    }

    fn bare(self) -> Self {
        Self { is_bare: true, ..self }
    }
}

/// Files in the working folder of both tools.
pub(super) const FILES: &[(&str, &[u8])] = &[
    ("words.txt", "some words, é and a line\nbreak\n".as_bytes()),
    ("empty.txt", b""),
    ("number.txt", b"17\n"),
    ("binary.bin", b"\xff\x00\xfe"),
    ("position.json", br#"{"Id": "from-a-file", "MostRecent": 4}"#),
    ("position.txt", b"Id=from-a-file,MostRecent=5"),
    ("types.json", br#"["WEBSOCKET", "CONNECTION_CREDENTIALS"]"#),
    ("input.json", br#"{"ContentType": "text/plain", "Content": "from a file", "ConnectionToken": "t"}"#),
    ("broken.json", br#"{"ContentType": "#),
    // A byte order mark, as some editors write it.
    ("marked.json", b"\xef\xbb\xbf{\"ContentType\": \"text/plain\"}"),
];

/// Returns all sets that apply to a version.
pub(super) fn all(service: &Service, version: Version) -> Vec<Set> {
    let mut sets = Vec::new();
    for operation in &service.operations {
        inputs::add(operation, &mut sets);
        documents::add(operation, &mut sets);
        mistakes::add(operation, &mut sets);
        responses::add(operation, &mut sets);
    }
    queries::add(service, &mut sets);
    globals::add(service, &mut sets);
    if version == Version::Two {
        error_formats::add(service, &mut sets);
    }
    sets
}

/// Returns the operation of this command.
fn find<'a>(service: &'a Service, command: &str) -> Option<&'a Operation> {
    service.operations.iter().find(|operation| operation.command == command)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::*;
    use crate::model;

    #[test]
    fn sets_differ_by_name_and_are_the_same_in_each_run() -> cargo_farrier::Result<()> {
        let service =
            model::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../models/connectparticipant"))?;
        let (one, other) = (all(&service, Version::Two), all(&service, Version::Two));
        let names: BTreeSet<&str> = one.iter().map(|set| set.name.as_str()).collect();
        assert_eq!(names.len(), one.len(), "two sets have one name");
        assert!(one.len() > 300, "{}", one.len());
        for operation in &service.operations {
            assert!(
                one.iter().filter(|set| set.args.contains(&operation.command)).count() > 30,
                "{}",
                operation.name
            );
        }
        assert!(
            one.iter()
                .zip(&other)
                .all(|(one, other)| one.args == other.args && one.responses == other.responses)
        );
        Ok(())
    }
}
