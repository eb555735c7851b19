//! `farrier#follow`: resolves and validates the list of an operation and its members, as plain data.

use std::collections::{BTreeMap, HashSet};

use serde_json::Value;

use super::Cx;
use crate::ir::{Field, Follow, Operation, Presence, Service, Struct, Ty, Type};
use crate::model::{ShapeId, ShapeKind};
use crate::naming;

/// Options of the command itself: see `codegen/runtime/src/cli/follow.rs`.
const OPTIONS: [&str; 3] = ["follow", "interval", "max-items"];

/// The trait. Its form is validated when the model is loaded.
pub(crate) const FOLLOW: &str = "farrier#follow";

impl Cx<'_> {
    /// Adds the commands to the operations with the trait. It needs their pagination.
    pub(super) fn follows(&self, service: &mut Service) {
        for (id, shape) in &self.model.shapes {
            if shape.traits.has(FOLLOW) && !matches!(shape.kind, ShapeKind::Operation(_)) {
                self.problem(id, format!("only an operation can have `{FOLLOW}`"));
            }
        }
        let mut commands: BTreeMap<String, ShapeId> = BTreeMap::new();
        let follow = |operation: &Operation| {
            let id = &operation.id;
            let value = self.shape(id)?.traits.get(FOLLOW)?;
            let follow = Named { cx: self, id, operation, types: &service.types }.follow(value)?;
            let (call, command) = (&follow.call, &follow.command);
            if service.operations.iter().any(|other| naming::command_name(&other.name) == *command) {
                let problem = format!(
                    "`{FOLLOW}` defines the command `{command}` for `{call}`, which is the command of an operation"
                );
                self.problem(id, problem);
            }
            if let Some(first) = commands.insert(command.clone(), id.clone()) {
                let problem = format!(
                    "`{FOLLOW}` defines the command `{command}` for `{call}`, which {first} also defines"
                );
                self.problem(id, problem);
            }
            Some(follow)
        };
        let found: Vec<Option<Follow>> = service.operations.iter().map(follow).collect();
        for (operation, follow) in service.operations.iter_mut().zip(found) {
            operation.follow = follow;
        }
    }
}

/// Resolves the names in the trait of one operation.
struct Named<'a, 'm> {
    cx: &'a Cx<'m>,
    id: &'a ShapeId,
    operation: &'a Operation,
    types: &'a [Type],
}

impl<'a> Named<'a, '_> {
    fn follow(&self, value: &'a Value) -> Option<Follow> {
        let item = self.item()?;
        let text = |key: &str| value.get(key).and_then(Value::as_str);
        let texts = |key: &str| {
            let list = value.get(key).and_then(Value::as_array).into_iter().flatten();
            list.filter_map(Value::as_str).collect::<Vec<_>>()
        };
        let set = value.get("set").and_then(Value::as_object).into_iter().flatten();
        let set: Vec<(&str, &str)> =
            set.filter_map(|(name, value)| Some((name.as_str(), value.as_str()?))).collect();
        let (options, columns, kind, more) =
            (texts("options"), texts("columns"), texts("kind"), texts("more"));
        self.check_input(&options, &set);
        let shown = columns.iter().chain(&kind).copied().chain(text("from")).chain(text("text"));
        for name in text("id").into_iter().chain(shown) {
            self.check_text(item, &[name], false);
        }
        let more: Vec<Vec<&str>> = more.iter().map(|path| path.split('.').collect()).collect();
        for path in &more {
            self.check_text(item, path, true);
        }
        let owned = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
        let call = text("call")?;
        Some(Follow {
            call: call.to_owned(),
            command: naming::command_name(call),
            options: owned(&options),
            set: set.iter().map(|&(name, value)| (name.to_owned(), value.to_owned())).collect(),
            id: text("id")?.to_owned(),
            columns: owned(&columns),
            from: text("from").map(str::to_owned),
            text: text("text")?.to_owned(),
            kind: owned(&kind),
            plain: owned(&texts("plain")),
            more: more.iter().map(|path| owned(path)).collect(),
        })
    }

    fn problem(&self, message: String) {
        self.cx.problem(self.id, message);
    }

    /// Returns the structure of the items that the operation pages.
    fn item(&self) -> Option<&'a Struct> {
        let pages = self.operation.metadata.pagination.as_ref().and_then(|names| names.pages.as_ref());
        let items = pages.and_then(|pages| pages.items.as_ref()).map(|(_, ty)| ty);
        let found = match items {
            Some(Ty::List { item, .. }) => self.structure(item),
            _ => None,
        };
        if found.is_none() {
            let name = &self.operation.name;
            self.problem(format!("has `{FOLLOW}`, and `{name}` does not page a list of structures"));
        }
        found
    }

    fn structure(&self, ty: &Ty) -> Option<&'a Struct> {
        self.types.iter().find_map(|known| match (known, ty) {
            (Type::Struct(shape), Ty::Struct(named)) if shape.ident == named.ident => Some(shape),
            _ => None,
        })
    }

    /// Members that the caller sets or that are fixed must exist, must not belong to pagination, and must include all required ones.
    fn check_input(&self, options: &[&str], set: &[(&str, &str)]) {
        let fields = &self.operation.input.fields;
        let paging = self.operation.metadata.pagination.as_ref();
        let pages = |name: &str| {
            paging
                .is_some_and(|paging| paging.input_token == name || paging.page_size.as_deref() == Some(name))
        };
        let mut seen = HashSet::new();
        for name in options.iter().copied().chain(set.iter().map(|(name, _)| *name)) {
            if !fields.iter().any(|field| field.name.as_str() == name) {
                self.lacks(name, &format!("the input of `{}`", self.operation.name));
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
        let known = self.types.iter().find_map(|known| match (known, &field.ty) {
            (Type::Enum(shape), Ty::Enum(named)) if shape.ident == named.ident => Some(shape),
            _ => None,
        });
        let name = field.name.as_str();
        match known {
            Some(shape) if !shape.variants.iter().any(|variant| variant.value == value) => {
                self.problem(format!("`{FOLLOW}` sets `{name}` to `{value}`, which the model does not have"));
            }
            None if !matches!(field.ty, Ty::String) => {
                self.problem(format!("`{FOLLOW}` sets `{name}`, which must be a string or an enum"));
            }
            _ => {}
        }
    }

    fn lacks(&self, name: &str, what: &str) {
        self.problem(format!("`{FOLLOW}` names `{name}`, which {what} does not have"));
    }

    /// The path must end in a string, or in a list of strings if that is allowed.
    fn check_text(&self, item: &'a Struct, path: &[&str], or_list: bool) {
        let name = &path.join(".");
        let (mut within, mut steps) = (item, path.iter().peekable());
        while let Some(step) = steps.next() {
            let Some(field) = within.fields.iter().find(|field| field.name.as_str() == *step) else {
                return self.lacks(name, &format!("an item of `{}`", self.operation.name));
            };
            let mut ty = &field.ty;
            while let Ty::List { item, .. } = ty {
                ty = item;
            }
            if steps.peek().is_some() {
                let Some(next) = self.structure(ty) else {
                    return self.problem(format!(
                        "`{FOLLOW}` names `{name}`, whose path does not lead through structures"
                    ));
                };
                within = next;
            } else if !matches!(ty, Ty::String | Ty::Enum(_) | Ty::Newtype(_) | Ty::Timestamp(_))
                || (!or_list && matches!(field.ty, Ty::List { .. }))
            {
                self.problem(format!("`{FOLLOW}` names `{name}`, which must be a string"));
            }
        }
    }
}
