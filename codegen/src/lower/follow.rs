//! `farrier#follow`: resolves and validates the list of an operation and its members, as plain data.

use std::collections::{BTreeMap, HashSet};

use serde_json::Value;

use super::Cx;
use super::operations::Draft;
use super::path::{Lists, walk};
use crate::ir::{Field, Follow, Pagination, Presence, Shapes, Struct, Ty, Type};
use crate::model::{ShapeId, ShapeKind};
use crate::naming;

/// Options of the command itself: see `codegen/runtime/src/cli/follow.rs`.
const OPTIONS: [&str; 3] = ["follow", "interval", "max-items"];

/// The trait. Its form is validated when the model is loaded.
pub(crate) const FOLLOW: &str = "farrier#follow";

impl Cx<'_> {
    /// Returns the command that follows the list of each operation, given their pagination.
    pub(super) fn follows(
        &self,
        drafts: &[Draft<'_>],
        paging: &[Option<Pagination>],
        shapes: &Shapes,
    ) -> Vec<Option<Follow>> {
        for (id, shape) in &self.source.model.shapes {
            if shape.traits.has(FOLLOW) && !matches!(shape.kind, ShapeKind::Operation(_)) {
                self.notes.trait_problem(FOLLOW, id, format!("only an operation can have `{FOLLOW}`"));
            }
        }
        let mut commands: BTreeMap<String, &ShapeId> = BTreeMap::new();
        let mut all = Vec::new();
        for (draft, paging) in drafts.iter().zip(paging) {
            let named = Named { cx: self, draft, paging: paging.as_ref(), shapes };
            let follow = draft.traits.get(FOLLOW).and_then(|value| named.follow(value));
            if let Some(Follow { call, command, .. }) = &follow {
                let defines = format!("`{FOLLOW}` defines the command `{command}` for `{call}`");
                if drafts.iter().any(|other| naming::command_name(other.name()) == *command) {
                    self.notes.trait_problem(
                        FOLLOW,
                        draft.id,
                        format!("{defines}, which is the command of an operation"),
                    );
                }
                if let Some(first) = commands.insert(command.clone(), draft.id) {
                    self.notes.trait_problem(
                        FOLLOW,
                        draft.id,
                        format!("{defines}, which {first} also defines"),
                    );
                }
            }
            all.push(follow);
        }
        all
    }
}

fn owned_pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|&(name, value)| (name.to_owned(), value.to_owned())).collect()
}

/// Resolves the names in the trait of one operation.
struct Named<'a, 'm> {
    cx: &'a Cx<'m>,
    draft: &'a Draft<'m>,
    paging: Option<&'a Pagination>,
    shapes: &'a Shapes,
}

impl<'a> Named<'a, '_> {
    fn follow(&self, value: &'a Value) -> Option<Follow> {
        let item = self.item()?;
        let text = |key: &str| value.get(key).and_then(Value::as_str);
        let texts = |key: &str| {
            let list = value.get(key).and_then(Value::as_array).into_iter().flatten();
            list.filter_map(Value::as_str).collect::<Vec<_>>()
        };
        let by_name = |key: &str| {
            let texts = value.get(key).and_then(Value::as_object).into_iter().flatten();
            let texts = texts.filter_map(|(name, value)| Some((name.as_str(), value.as_str()?)));
            texts.collect::<Vec<(&str, &str)>>()
        };
        let (set, last) = (by_name("set"), by_name("last"));
        let (options, columns, kind, more) =
            (texts("options"), texts("columns"), texts("kind"), texts("more"));
        self.check_input(&options, &set);
        let shown = columns.iter().chain(&kind).copied().chain(text("from")).chain(text("text"));
        for path in text("id").into_iter().chain(shown) {
            self.names_of_text(item, path, false);
        }
        for (name, _) in &last {
            self.names_of_text(item, name, false);
        }
        let more = more.iter().map(|path| self.names_of_text(item, path, true)).collect();
        let owned = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
        let call = text("call")?;
        Some(Follow {
            call: call.to_owned(),
            command: naming::command_name(call),
            options: owned(&options),
            set: owned_pairs(&set),
            id: text("id")?.to_owned(),
            columns: owned(&columns),
            from: text("from").map(str::to_owned),
            text: text("text")?.to_owned(),
            kind: owned(&kind),
            plain: owned(&texts("plain")),
            more,
            last: owned_pairs(&last),
            closed: texts("closed").into_iter().flat_map(|name| self.codes(name)).collect(),
        })
    }

    /// Returns the code of an error of the operation, by the name of its shape, and its status as text.
    fn codes(&self, name: &str) -> Vec<String> {
        let source = &self.cx.source;
        let mut errors = self.draft.modelled.errors.iter().chain(&source.service.errors);
        let found = errors.find(|id| id.name() == name).and_then(|id| source.model.shapes.get(id));
        let Some(shape) = found else {
            self.problem(format!("`{FOLLOW}` names `{name}`, which is no error of `{}`", self.draft.name()));
            return Vec::new();
        };
        let status = shape.traits.get("smithy.api#httpError").and_then(Value::as_u64);
        std::iter::once(name.to_owned()).chain(status.map(|status| status.to_string())).collect()
    }

    fn problem(&self, message: String) {
        self.cx.notes.trait_problem(FOLLOW, self.draft.id, message);
    }

    /// Returns the structure of the items that the operation pages.
    fn item(&self) -> Option<&'a Struct> {
        let items = self.paging.and_then(|paging| paging.pages.as_ref()?.items.as_ref());
        let found = items.and_then(|(_, ty)| self.shapes.item(ty));
        if found.is_none() {
            let name = self.draft.name();
            self.problem(format!("has `{FOLLOW}`, and `{name}` does not page a list of structures"));
        }
        found
    }

    /// Members that the caller sets or that are fixed must exist, must not belong to pagination, and must include all required ones.
    fn check_input(&self, options: &[&str], set: &[(&str, &str)]) {
        let fields = &self.draft.input.fields;
        let pages = |name: &str| {
            self.paging
                .is_some_and(|paging| paging.input_token == name || paging.page_size.as_deref() == Some(name))
        };
        let mut seen = HashSet::new();
        for name in options.iter().copied().chain(set.iter().map(|(name, _)| *name)) {
            if !fields.iter().any(|field| field.name.as_str() == name) {
                let input = format!("the input of `{}`", self.draft.name());
                self.problem(format!("`{FOLLOW}` names `{name}`, which {input} does not have"));
            }
            if pages(name) || !seen.insert(name) {
                let why = if pages(name) { ", which pagination sets" } else { " twice" };
                self.problem(format!("`{FOLLOW}` names `{name}`{why}"));
            }
        }
        for name in options.iter().filter(|name| OPTIONS.contains(&&*naming::command_name(name))) {
            self.problem(format!("`{FOLLOW}` names `{name}`, which is an option of the command"));
        }
        for (name, value) in set {
            if let Some(field) = fields.iter().find(|field| field.name.as_str() == *name) {
                self.check_value(field, value);
            }
        }
        for field in fields.iter().filter(|field| field.presence == Presence::Required) {
            let name = field.name.as_str();
            if !seen.contains(name) && !field.idempotency_token && !pages(name) {
                self.problem(format!("`{FOLLOW}` does not set `{name}`, which is required"));
            }
        }
    }

    fn check_value(&self, field: &Field, value: &str) {
        let known = match &field.ty {
            Ty::Enum(named) => self.shapes.ty(&named.ident),
            _ => None,
        };
        let name = field.name.as_str();
        match known {
            Some(Type::Enum(shape))
                if !shape.other_values && !shape.variants.iter().any(|variant| variant.value == value) =>
            {
                self.problem(format!("`{FOLLOW}` sets `{name}` to `{value}`, which the model does not have"));
            }
            None if !matches!(field.ty, Ty::String) => {
                self.problem(format!("`{FOLLOW}` sets `{name}`, which must be a string or an enum"));
            }
            _ => {}
        }
    }

    /// Returns the names of the members on a path, which must end in a string, or in a list of strings if that is allowed.
    fn names_of_text(&self, item: &'a Struct, path: &str, or_list: bool) -> Vec<String> {
        let root = format!("an item of `{}`", self.draft.name());
        let fields = walk(self.shapes, (item, &root), path, Lists::Enter).unwrap_or_else(|problem| {
            self.problem(format!("`{FOLLOW}` names {problem}"));
            Vec::new()
        });
        let Some(last) = fields.last() else { return Vec::new() };
        let mut ty = Some(&last.ty);
        while let Some(Ty::List { item, .. }) = ty.filter(|_| or_list) {
            ty = Some(item);
        }
        if !matches!(ty, Some(Ty::String | Ty::Enum(_) | Ty::Newtype(_) | Ty::Timestamp(_))) {
            self.problem(format!("`{FOLLOW}` names `{path}`, which must be a string"));
        }
        fields.into_iter().map(|field| field.name.clone()).collect()
    }
}
