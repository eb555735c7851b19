//! Recognizes the format of files by their content, and converts all of them to Smithy JSON AST.
//!
//! Takes parsed files and returns [`Document`]s; reads only the top level of a file.

use serde_json::{Map, Value};

use super::c2j;
use super::json::describe;
use super::{Role, Source};
use crate::{Diagnostic, Diagnostics};

/// The versions of Smithy with different semantics.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Version {
    V1,
    V2,
}

/// One Smithy JSON AST, not yet validated.
#[derive(Debug)]
pub(super) struct Document {
    /// The index of its source.
    pub(super) file: usize,
    pub(super) version: Version,
    pub(super) role: Role,
    pub(super) content: Map<String, Value>,
}

/// The content of a C2J file; the order is that of [`C2J_FORMS`].
const SERVICE: usize = 0;

/// The kinds of C2J files: the name of each, and the keys that identify it.
const C2J_FORMS: [(&str, &[&str]); 6] = [
    ("service", &["metadata", "operations"]),
    ("paginators", &["pagination"]),
    ("waiters", &["waiters"]),
    ("examples", &["examples"]),
    ("endpoint rule set", &["parameters", "rules"]),
    ("endpoint tests", &["testCases"]),
];

/// Recognizes the format of each JSON file, given with the index of its source; the files of a C2J service become one document in place of its `service-2.json`.
pub(super) fn documents(
    sources: &[&Source],
    values: Vec<(usize, Value)>,
) -> Result<Vec<Document>, Diagnostics> {
    let mut found = Diagnostics::default();
    let mut documents = Vec::new();
    let mut c2j: [Option<(usize, Value)>; 6] = [const { None }; 6];
    for (file, value) in values {
        let Some(source) = sources.get(file) else { continue };
        let result = match &value {
            Value::Object(content) if content.contains_key("smithy") => version(content).map(|version| {
                if let Value::Object(content) = value {
                    documents.push(Document { file, version, role: source.role, content });
                }
            }),
            Value::Object(content) => {
                c2j_form(content, source.role).and_then(|form| keep(&mut c2j, form, file, value, sources))
            }
            other => Err(format!("a model must be an object, found {}", describe(other))),
        };
        if let Err(message) = result {
            found.push(Diagnostic::new(message).in_file(&source.name));
        }
    }
    translate(sources, &c2j, &mut documents, &mut found);
    documents.sort_by_key(|document| document.file);
    found.or(documents)
}

fn version(content: &Map<String, Value>) -> Result<Version, String> {
    match content.get("smithy") {
        Some(Value::String(text)) => match text.as_str() {
            "1" | "1.0" => Ok(Version::V1),
            "2" | "2.0" => Ok(Version::V2),
            other => Err(format!("`smithy` is version `{other}`; farrier reads 1.0 and 2.0")),
        },
        other => {
            Err(format!("expected `smithy` to be a string, found {}", other.map_or("nothing", describe)))
        }
    }
}

fn c2j_form(content: &Map<String, Value>, role: Role) -> Result<usize, String> {
    if role != Role::Model {
        return Err("not a Smithy JSON AST; start it with `\"smithy\": \"2.0\"`".to_owned());
    }
    C2J_FORMS.iter().position(|(_, keys)| keys.iter().all(|key| content.contains_key(*key))).ok_or_else(
        || {
            "neither a Smithy JSON AST (`smithy`) nor C2J (`metadata` and `operations`) or a companion of it"
                .to_owned()
        },
    )
}

fn keep(
    c2j: &mut [Option<(usize, Value)>; 6],
    form: usize,
    file: usize,
    value: Value,
    sources: &[&Source],
) -> Result<(), String> {
    let (Some(slot), Some((name, _))) = (c2j.get_mut(form), C2J_FORMS.get(form)) else { return Ok(()) };
    if let Some((first, _)) = slot {
        let first = sources.get(*first).map_or("another file", |source| &source.name);
        return Err(format!("a second C2J {name}, after that of {first}; load one service at a time"));
    }
    *slot = Some((file, value));
    Ok(())
}

/// Adds the C2J service, if there is one, as a document.
fn translate(
    sources: &[&Source],
    c2j: &[Option<(usize, Value)>; 6],
    documents: &mut Vec<Document>,
    found: &mut Diagnostics,
) {
    let name = |file: usize| sources.get(file).map_or("", |source| &source.name);
    let [service, paginators, waiters, examples, rule_set, tests] = c2j;
    let Some((file, service)) = service else {
        for (slot, (form, _)) in c2j.iter().zip(C2J_FORMS).skip(SERVICE + 1) {
            if let Some((file, _)) = slot {
                let message = format!("C2J {form} without a service; load its service-2.json too");
                found.push(Diagnostic::new(message).in_file(name(*file)));
            }
        }
        return;
    };
    fn value(slot: &Option<(usize, Value)>) -> Option<&Value> {
        slot.as_ref().map(|(_, value)| value)
    }
    let files = c2j::Files {
        service,
        paginators: value(paginators),
        waiters: value(waiters),
        examples: value(examples),
        endpoint_rule_set: value(rule_set),
        endpoint_tests: value(tests),
    };
    match c2j::to_ast(&files) {
        Ok(Value::Object(content)) => {
            documents.push(Document { file: *file, version: Version::V2, role: Role::Model, content });
        }
        Ok(other) => {
            let message =
                format!("the C2J front end converted it to {}; please report this", describe(&other));
            found.push(Diagnostic::new(message).in_file(name(*file)));
        }
        Err(problems) => {
            for mut problem in problems.0 {
                problem.file.get_or_insert_with(|| name(*file).to_owned());
                found.push(problem);
            }
        }
    }
}
