//! `farrier#upload`: resolves and validates its operations and members, as plain data.

use std::collections::BTreeMap;

use serde_json::Value;

use super::Cx;
use crate::ir::{
    Completion, Field, FieldPath, Filled, Filling, Given, Operation, PathStep, Presence, Struct, Ty, Type,
    Upload, Used,
};
use crate::model::{ShapeId, ShapeKind};
use crate::naming::{self, Scope};

/// The trait. Its form is validated when the model is loaded: all parts are strings, except the last two.
pub(crate) const UPLOAD: &str = "farrier#upload";

/// The argument of the method for the file.
const ARGUMENT: &str = "upload";

/// The command of the command-line tool, if there is only one such operation.
const COMMAND: &str = "upload";

/// Options of that command other than members: see `codegen/runtime/src/cli/upload.rs`.
const OPTIONS: [&str; 3] = ["content-type", "file", "name"];

/// The values of the input of an operation, by the members' names in the model.
type Fillings<'v> = BTreeMap<&'v str, Wanted>;

/// The value of a member, before its type is known.
#[derive(Clone, Copy)]
enum Wanted {
    Name,
    Size,
    ContentType,
    Id,
    Given(usize),
}

impl Cx<'_> {
    /// Adds the uploads to the operations with the trait.
    pub(super) fn uploads(&self, operations: &mut [Operation], types: &[Type]) {
        self.refuse_misplaced();
        let found: Vec<(usize, Upload)> = operations
            .iter()
            .enumerate()
            .filter_map(|(at, operation)| Some((at, self.upload(operation, operations, types)?)))
            .collect();
        let is_plain = found.len() == 1 && !operations.iter().any(|operation| operation.module == COMMAND);
        let mut methods: BTreeMap<String, ShapeId> = BTreeMap::new();
        for (at, mut upload) in found {
            if is_plain {
                upload.command = COMMAND.to_owned();
            }
            let id = &operations[at].id;
            if let Some(first) = methods.insert(upload.method.clone(), id.clone()) {
                let (call, method) = (&upload.call, &upload.method);
                self.problem(
                    &operations[at].id,
                    format!(
                        "`{UPLOAD}` defines the method `{method}` for `{call}`, which {first} also defines"
                    ),
                );
            }
            if self.config.client {
                self.uses(Used::Upload);
            }
            operations[at].upload = Some(upload);
        }
    }

    fn refuse_misplaced(&self) {
        for (id, shape) in &self.model.shapes {
            if shape.traits.has(UPLOAD) && !matches!(shape.kind, ShapeKind::Operation(_)) {
                self.problem(id, format!("only an operation can have `{UPLOAD}`"));
            }
        }
    }

    /// Returns the upload of one operation's trait; `None`, with the problems reported, if it is invalid.
    fn upload(&self, operation: &Operation, all: &[Operation], types: &[Type]) -> Option<Upload> {
        let id = &operation.id;
        let value = self.shape(id)?.traits.get(UPLOAD)?;
        let text = |key: &str| value.get(key).and_then(Value::as_str).unwrap_or_default();
        let complete = self.completing(id, text("complete"), all)?;
        let method = naming::client_method(&naming::module_name(text("call")));
        let wanted = Wants { cx: self, id };
        let given = wanted.given(value, operation, complete);
        let shared = || given.iter().enumerate().map(|(at, (name, _))| (*name, Wanted::Given(at)));
        let file = [
            (text("name"), Wanted::Name),
            (text("size"), Wanted::Size),
            (text("contentType"), Wanted::ContentType),
        ];
        let announced = wanted.fillings(shared().chain(file));
        let completed = wanted.fillings(shared().chain([(text("completeId"), Wanted::Id)]));
        let announce = wanted.filled(&operation.name, &operation.input, &announced);
        let fields = wanted.filled(&complete.name, &complete.input, &completed);
        let path = |key: &str, of_map: bool| wanted.path(operation, text(key), of_map, types);
        let (upload_id, url) = (path("id", false), path("url", false));
        let headers = value.get("headers").map(|_| path("headers", true));
        if all.iter().any(|other| other.method == method) {
            let call = text("call");
            self.problem(
                id,
                format!("`{UPLOAD}` defines the method `{method}` for `{call}`, which is the method of an operation"),
            );
        }
        Some(Upload {
            call: text("call").to_owned(),
            command: naming::command_name(text("call")),
            method,
            given: given.into_iter().map(|(_, given)| given).collect(),
            announce: announce?,
            id_name: text("id").rsplit('.').next().unwrap_or_default().to_owned(),
            id: upload_id?,
            url: url?,
            headers: match headers {
                Some(headers) => Some(headers?),
                None => None,
            },
            completion: Completion {
                ident: complete.ident.clone(),
                module: complete.module.clone(),
                input: complete.input.ident.clone(),
                input_is_shared: complete.input_is_shared,
                fields: fields?,
            },
            min_size: self.min_size(operation, text("size")),
            content_types: content_types(value),
        })
    }

    /// Returns the operation that completes the upload. If the service has it but the caller did not select it, that is no problem:
    /// then there is no upload method.
    fn completing<'o>(&self, id: &ShapeId, name: &str, all: &'o [Operation]) -> Option<&'o Operation> {
        let found = all.iter().find(|operation| operation.name == name);
        let chosen = self.config.operations.as_ref();
        if found.is_none() && chosen.is_none_or(|chosen| chosen.iter().any(|chosen| chosen == name)) {
            self.problem(
                id,
                format!("`{UPLOAD}` names the operation `{name}`, which the service does not have"),
            );
        }
        found
    }

    /// Returns the minimum size in the model.
    fn min_size(&self, operation: &Operation, member: &str) -> u64 {
        let target =
            operation.input.fields.iter().find(|field| field.name.as_str() == member).and_then(|field| {
                let id = field.id.root();
                let ShapeKind::Structure(members) = &self.shape(&id)?.kind else { return None };
                members.get(member)
            });
        let min = target.and_then(|member| {
            member.traits.effective(self.shape(&member.target), "smithy.api#range")?.get("min")?.as_u64()
        });
        min.unwrap_or(0)
    }
}

fn content_types(value: &Value) -> Vec<(String, String)> {
    let types = value.get("contentTypes").and_then(Value::as_object).into_iter().flatten();
    types.filter_map(|(end, ty)| Some((end.clone(), ty.as_str()?.to_owned()))).collect()
}

/// Resolves the names in the trait of one operation.
struct Wants<'c, 'm> {
    cx: &'c Cx<'m>,
    id: &'c ShapeId,
}

impl Wants<'_, '_> {
    fn problem(&self, message: String) {
        self.cx.problem(self.id, message);
    }

    /// The value of each member, which is unique.
    fn fillings<'v>(&self, all: impl Iterator<Item = (&'v str, Wanted)>) -> Fillings<'v> {
        let mut fillings = Fillings::new();
        for (name, wanted) in all {
            if fillings.insert(name, wanted).is_some() {
                self.problem(format!("`{UPLOAD}` names `{name}` twice"));
            }
        }
        fillings
    }

    /// Returns members that both inputs have, of one type.
    fn given<'v>(&self, value: &'v Value, start: &Operation, complete: &Operation) -> Vec<(&'v str, Given)> {
        let names =
            value.get("shared").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
        let mut scope = Scope::with_taken([ARGUMENT]);
        let both = names.filter_map(|name| {
            let (first, second) = (self.member(start, name)?, self.member(complete, name)?);
            if first.ty != second.ty || !matches!(first.ty, Ty::String | Ty::Newtype(_)) {
                self.problem(format!(
                    "`{UPLOAD}` shares `{name}`, which must be a string of one type in both operations"
                ));
            }
            if self.cx.config.cli && OPTIONS.contains(&&*naming::command_name(name)) {
                self.problem(format!("`{UPLOAD}` shares `{name}`, which is an option of the command"));
            }
            let ident = scope.take(first.ident.clone());
            Some((name, Given { ident, name: name.to_owned(), ty: first.ty.clone() }))
        });
        both.collect()
    }

    fn member<'o>(&self, operation: &'o Operation, name: &str) -> Option<&'o Field> {
        let found = operation.input.fields.iter().find(|field| field.name.as_str() == name);
        if found.is_none() {
            self.lacks(name, &format!("the input of `{}`", operation.name));
        }
        found
    }

    fn lacks(&self, name: &str, what: &str) {
        self.problem(format!("`{UPLOAD}` names `{name}`, which {what} does not have"));
    }

    /// Returns an input, field by field.
    fn filled(&self, operation: &str, input: &Struct, wanted: &Fillings<'_>) -> Option<Vec<Filled>> {
        let mut complete = true;
        for name in
            wanted.keys().filter(|name| !input.fields.iter().any(|field| field.name.as_str() == **name))
        {
            self.lacks(name, &format!("the input of `{operation}`"));
            complete = false;
        }
        let filled: Vec<Filled> = input
            .fields
            .iter()
            .filter_map(|field| {
                let value = self.filling(operation, field, wanted.get(field.name.as_str()).copied())?;
                let optional = field.presence == Presence::Optional;
                Some(Filled { ident: field.ident.clone(), value, optional })
            })
            .collect();
        (complete && filled.len() == input.fields.len()).then_some(filled)
    }

    fn filling(&self, operation: &str, field: &Field, wanted: Option<Wanted>) -> Option<Filling> {
        let name = field.name.as_str();
        let text = |filling| Some((filling, matches!(field.ty, Ty::String), "a string"));
        let found = match wanted {
            Some(Wanted::Given(at)) => return Some(Filling::Given(at)),
            None if field.idempotency_token => text(Filling::Token),
            None if field.presence != Presence::Required => return Some(Filling::Nothing),
            None => {
                self.problem(format!("`{UPLOAD}` does not set `{name}` of `{operation}`, which is required"));
                return None;
            }
            Some(Wanted::Name) => text(Filling::Name),
            Some(Wanted::ContentType) => text(Filling::ContentType),
            Some(Wanted::Size) => {
                let filling = if field.ty == Ty::I32 { Filling::SmallSize } else { Filling::Size };
                Some((filling, matches!(field.ty, Ty::I32 | Ty::I64), "a 32-bit or 64-bit integer"))
            }
            Some(Wanted::Id) => {
                let filling = match &field.ty {
                    Ty::List { item, sparse: false } if **item == Ty::String => Filling::Ids,
                    Ty::NonEmpty(item) if **item == Ty::String => Filling::NonEmptyIds,
                    _ => Filling::Id,
                };
                let fits = filling != Filling::Id || field.ty == Ty::String;
                Some((filling, fits, "a string or a list of strings"))
            }
        };
        let (filling, fits, must) = found?;
        if !fits {
            self.problem(format!("`{UPLOAD}` names `{name}` of `{operation}`, which must be {must}"));
        }
        fits.then_some(filling)
    }

    /// Resolves a dotted path to a member of the output.
    fn path(&self, operation: &Operation, text: &str, of_map: bool, types: &[Type]) -> Option<FieldPath> {
        let mut within = &operation.output;
        let mut steps = Vec::new();
        let mut names = text.split('.').peekable();
        while let Some(name) = names.next() {
            let Some(field) = within.fields.iter().find(|field| field.name.as_str() == name) else {
                self.lacks(text, &format!("the output of `{}`", operation.name));
                return None;
            };
            steps.push(PathStep {
                ident: field.ident.clone(),
                optional: field.presence == Presence::Optional,
            });
            if names.peek().is_some() {
                within = self.structure(operation, text, &field.ty, types)?;
                continue;
            }
            let fits = match &field.ty {
                Ty::Map { key, value, sparse: false } => {
                    of_map && **key == Ty::String && **value == Ty::String
                }
                ty => !of_map && *ty == Ty::String,
            };
            if !fits {
                let must = if of_map { "a map of strings" } else { "a string" };
                self.problem(format!(
                    "`{UPLOAD}` names `{text}` of `{}`, which must be {must}",
                    operation.name
                ));
                return None;
            }
        }
        Some(FieldPath(steps))
    }

    fn structure<'t>(
        &self,
        operation: &Operation,
        text: &str,
        ty: &Ty,
        types: &'t [Type],
    ) -> Option<&'t Struct> {
        let found = types.iter().find_map(|known| match (known, ty) {
            (Type::Struct(shape), Ty::Struct(named)) if shape.ident == named.ident => Some(shape),
            _ => None,
        });
        if found.is_none() {
            let name = &operation.name;
            self.problem(format!(
                "`{UPLOAD}` names `{text}` of `{name}`, whose path does not lead through structures"
            ));
        }
        found
    }
}
