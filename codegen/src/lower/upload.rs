//! `farrier#upload`: resolves and validates its operations and members, as plain data.

use std::collections::BTreeMap;

use serde_json::Value;

use super::Cx;
use super::context::Source;
use super::operations::Draft;
use super::path::{Lists, walk};
use crate::ir::{Completion, Field, Filled, Filling, Given, Presence, Shapes, Step, Ty, Upload, Used};
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
    /// Returns the upload that each operation starts.
    pub(super) fn uploads(&self, drafts: &[Draft<'_>], shapes: &Shapes) -> Vec<Option<Upload>> {
        self.refuse_misplaced();
        let is_one = |draft: &&Draft<'_>| draft.traits.has(UPLOAD);
        let is_plain =
            drafts.iter().filter(is_one).count() == 1 && !drafts.iter().any(|draft| draft.module == COMMAND);
        let mut methods: BTreeMap<String, &ShapeId> = BTreeMap::new();
        let uploads: Vec<Option<Upload>> =
            drafts.iter().map(|draft| self.upload(draft, drafts, shapes, is_plain)).collect();
        for (draft, upload) in drafts.iter().zip(&uploads) {
            let Some(Upload { call, method, .. }) = upload else { continue };
            if let Some(first) = methods.insert(method.clone(), draft.id) {
                let which = format!("which {first} also defines");
                self.notes.trait_problem(
                    UPLOAD,
                    draft.id,
                    format!("`{UPLOAD}` defines the method `{method}` for `{call}`, {which}"),
                );
            }
            if self.source.config.client {
                self.notes.uses(Used::Upload);
            }
        }
        uploads
    }

    fn refuse_misplaced(&self) {
        for (id, shape) in &self.source.model.shapes {
            if shape.traits.has(UPLOAD) && !matches!(shape.kind, ShapeKind::Operation(_)) {
                self.notes.trait_problem(UPLOAD, id, format!("only an operation can have `{UPLOAD}`"));
            }
        }
    }

    /// Returns the upload of one operation's trait; `None`, with the problems reported, if it is invalid.
    fn upload(
        &self,
        draft: &Draft<'_>,
        all: &[Draft<'_>],
        shapes: &Shapes,
        is_plain: bool,
    ) -> Option<Upload> {
        let id = draft.id;
        let value = draft.traits.get(UPLOAD)?;
        let text = |key: &str| value.get(key).and_then(Value::as_str).unwrap_or_default();
        let complete = self.completing(id, text("complete"), all)?;
        let method = naming::client_method(&naming::module_name(text("call")));
        let wanted = Wants { cx: self, id };
        let given = wanted.given(value, draft, complete);
        let shared = || given.iter().enumerate().map(|(at, (name, _))| (*name, Wanted::Given(at)));
        let file = [
            (text("name"), Wanted::Name),
            (text("size"), Wanted::Size),
            (text("contentType"), Wanted::ContentType),
        ];
        let announced = wanted.fillings(shared().chain(file));
        let completed = wanted.fillings(shared().chain([(text("completeId"), Wanted::Id)]));
        let announce = wanted.filled(draft, &announced);
        let fields = wanted.filled(complete, &completed);
        let path = |key: &str, of_map: bool| wanted.path(draft, text(key), of_map, shapes);
        let (upload_id, url) = (path("id", false), path("url", false));
        let headers = value.get("headers").map(|_| path("headers", true));
        if all.iter().any(|other| other.method == method) {
            let call = text("call");
            self.notes.trait_problem(
                UPLOAD,
                id,
                format!("`{UPLOAD}` defines the method `{method}` for `{call}`, which is the method of an operation"),
            );
        }
        Some(Upload {
            call: text("call").to_owned(),
            command: if is_plain { COMMAND.to_owned() } else { naming::command_name(text("call")) },
            method,
            given: given.into_iter().map(|(_, given)| given).collect(),
            announce: announce?,
            id_name: upload_id.as_ref()?.last()?.name.clone(),
            id: steps(upload_id?),
            url: steps(url?),
            headers: match headers {
                Some(headers) => Some(steps(headers?)),
                None => None,
            },
            completion: Completion {
                ident: complete.ident.clone(),
                module: complete.module.clone(),
                input: complete.input.ident.clone(),
                input_is_shared: complete.input_is_shared,
                fields: fields?,
            },
            min_size: self.source.min_size(draft, text("size")),
            content_types: content_types(value),
        })
    }

    /// Returns the operation that completes the upload. If the service has it but the caller did not select it, that is no problem:
    /// then there is no upload method.
    fn completing<'d, 'm>(&self, id: &ShapeId, name: &str, all: &'d [Draft<'m>]) -> Option<&'d Draft<'m>> {
        let found = all.iter().find(|draft| draft.name() == name);
        let chosen = self.source.config.operations.as_ref();
        if found.is_none() && chosen.is_none_or(|chosen| chosen.iter().any(|chosen| chosen == name)) {
            self.notes.trait_problem(
                UPLOAD,
                id,
                format!("`{UPLOAD}` names the operation `{name}`, which the service does not have"),
            );
        }
        found
    }
}

impl Source<'_> {
    /// Returns the minimum size in the model.
    fn min_size(&self, draft: &Draft<'_>, member: &str) -> u64 {
        let min = self.members(&draft.modelled.input).get(member).and_then(|member| {
            member.traits.effective(self.shape(&member.target), "smithy.api#range")?.get("min")?.as_u64()
        });
        min.unwrap_or(0)
    }
}

fn content_types(value: &Value) -> Vec<(String, String)> {
    let types = value.get("contentTypes").and_then(Value::as_object).into_iter().flatten();
    types.filter_map(|(end, ty)| Some((end.clone(), ty.as_str()?.to_owned()))).collect()
}

fn steps(fields: Vec<&Field>) -> Vec<Step> {
    fields.into_iter().map(Step::of).collect()
}

/// Resolves the names in the trait of one operation.
struct Wants<'c, 'm> {
    cx: &'c Cx<'m>,
    id: &'c ShapeId,
}

impl Wants<'_, '_> {
    fn problem(&self, message: String) {
        self.cx.notes.trait_problem(UPLOAD, self.id, message);
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
    fn given<'v>(&self, value: &'v Value, start: &Draft<'_>, complete: &Draft<'_>) -> Vec<(&'v str, Given)> {
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
            if self.cx.source.config.cli && OPTIONS.contains(&&*naming::command_name(name)) {
                self.problem(format!("`{UPLOAD}` shares `{name}`, which is an option of the command"));
            }
            let ident = scope.take(first.ident.clone());
            Some((name, Given { ident, name: name.to_owned(), ty: first.ty.clone() }))
        });
        both.collect()
    }

    fn member<'d>(&self, draft: &'d Draft<'_>, name: &str) -> Option<&'d Field> {
        let found = draft.input.fields.iter().find(|field| field.name.as_str() == name);
        if found.is_none() {
            self.lacks(name, &format!("the input of `{}`", draft.name()));
        }
        found
    }

    fn lacks(&self, name: &str, what: &str) {
        self.problem(format!("`{UPLOAD}` names `{name}`, which {what} does not have"));
    }

    /// Returns an input, field by field.
    fn filled(&self, draft: &Draft<'_>, wanted: &Fillings<'_>) -> Option<Vec<Filled>> {
        let (operation, input) = (draft.name(), &draft.input);
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

    /// Returns the fields on a path to a member of the output.
    fn path<'d>(
        &self,
        draft: &'d Draft<'_>,
        text: &str,
        of_map: bool,
        shapes: &'d Shapes,
    ) -> Option<Vec<&'d Field>> {
        let output = format!("the output of `{}`", draft.name());
        let fields = walk(shapes, (&draft.output, &output), text, Lists::Refuse);
        let fields = fields.map_err(|problem| self.problem(format!("`{UPLOAD}` names {problem}"))).ok()?;
        let fits = match &fields.last()?.ty {
            Ty::Map { key, value, sparse: false } => of_map && **key == Ty::String && **value == Ty::String,
            ty => !of_map && *ty == Ty::String,
        };
        if !fits {
            let must = if of_map { "a map of strings" } else { "a string" };
            self.problem(format!("`{UPLOAD}` names `{text}` of `{}`, which must be {must}", draft.name()));
        }
        fits.then_some(fields)
    }
}
