//! The values of `farrier#simulation` as steps.
//!
//! Takes the values of the trait, and returns [`Step`]s whose members exist. Reports every unknown name.

use std::collections::HashMap;

use serde_json::Value;

use super::super::Cx;
use super::SIMULATION;
use super::object::Object;
use crate::ir::schema::TextFormat;
use crate::ir::simulation::{BeginUpload, Listing, Scan, Source, Start, Step, Update};
use crate::ir::{Field, Operation, Shapes, Struct};
use crate::lower::path::{Lists, walk};
use crate::model::ShapeId;

/// The steps of every operation, in the order of the operations.
pub(super) fn all(cx: &Cx<'_>, operations: &[Operation], shapes: &Shapes) -> Vec<Vec<Step>> {
    let mut world = World { items: HashMap::new(), senders: Vec::new(), upload: None };
    for operation in operations {
        for (name, value) in named_steps(cx, &operation.id).into_iter().flatten() {
            match name {
                "list" => {
                    let list = value.get("list").and_then(Value::as_str).unwrap_or_default();
                    let items = items(operation, shapes);
                    world.items.entry(list.to_owned()).or_insert(items);
                    let sender = value.get("sender").and_then(Value::as_object);
                    world.senders.extend(sender.into_iter().flatten().map(|(member, _)| member.as_str()));
                }
                "beginUpload" => world.upload = Some((&operation.input, &operation.output)),
                _ => {}
            }
        }
    }
    let steps = operations.iter().map(|operation| {
        let id = &operation.id;
        let Some(named) = named_steps(cx, id) else {
            let message = format!("`{SIMULATION}` must be a list of objects with one step each");
            cx.notes.trait_problem(SIMULATION, id, message);
            return Vec::new();
        };
        let step = |(name, value)| Reader { cx, shapes, operation, world: &world }.step(name, value);
        named.into_iter().filter_map(step).collect()
    });
    steps.collect()
}

/// The value of the trait as steps with their names; none for another kind of value.
fn named_steps<'m>(cx: &Cx<'m>, id: &ShapeId) -> Option<Vec<(&'m str, &'m Value)>> {
    let Some(value) = cx.source.shape(id).and_then(|shape| shape.traits.get(SIMULATION)) else {
        return Some(Vec::new());
    };
    let one = |step: &'m Value| {
        let step = step.as_object().filter(|step| step.len() == 1)?;
        step.iter().next().map(|(name, value)| (name.as_str(), value))
    };
    value.as_array()?.iter().map(one).collect()
}

/// Facts from the steps of all operations.
struct World<'a> {
    /// The structure of the items of each list.
    items: HashMap<String, Option<&'a Struct>>,
    /// The members that identify the sender of an item.
    senders: Vec<&'a str>,
    /// Input and output of the operation that begins uploads.
    upload: Option<(&'a Struct, &'a Struct)>,
}

struct Reader<'a, 'm> {
    cx: &'a Cx<'m>,
    shapes: &'a Shapes,
    operation: &'a Operation,
    world: &'a World<'a>,
}

const KNOWN: &str = "`append`, `beginUpload`, `choose`, `completeUploads`, `consume`, `download`, `issue`, `list`, \
    `revoke` and `update`";

impl<'a> Reader<'a, '_> {
    fn step(&self, name: &str, value: &'a Value) -> Option<Step> {
        let object = Object::of(self.cx, &self.operation.id, name.to_owned(), value)?;
        let step = match name {
            "consume" => Some(Step::Consume {
                member: self.input(&object, "member")?,
                credential: object.text("credential")?.to_owned(),
                error: self.error(&object, "error")?,
            }),
            "issue" => Some(Step::Issue {
                at: self.output(&object, "at")?,
                credential: object.text("credential")?.to_owned(),
            }),
            "choose" => self.choose(&object),
            "revoke" => Some(Step::Revoke),
            "append" => self.append(&object),
            "update" => self.update(&object).map(|update| Step::Update(Box::new(update))),
            "list" => self.list(&object).map(|list| Step::List(Box::new(list))),
            "beginUpload" => self.begin_upload(&object).map(|upload| Step::BeginUpload(Box::new(upload))),
            "completeUploads" => Some(Step::CompleteUploads {
                ids: self.input(&object, "ids")?,
                missing: self.error(&object, "missing")?,
                again: self.error(&object, "again")?,
            }),
            "download" => Some(Step::Download {
                id: self.input(&object, "id")?,
                url: self.output(&object, "url")?,
                size: self.maybe_output(&object, "size"),
                missing: self.error(&object, "missing")?,
            }),
            _ => {
                let name = name.escape_debug();
                let message =
                    format!("`{SIMULATION}` has the step `{name}`, which is unknown; the steps are {KNOWN}");
                self.cx.notes.trait_problem(SIMULATION, &self.operation.id, message);
                return None;
            }
        };
        // Unknown members are reported only for a step that is otherwise valid.
        if step.is_some() {
            object.done();
        }
        step
    }

    fn choose(&self, object: &Object<'_, '_>) -> Option<Step> {
        let by = self.input(object, "by")?;
        let mut members = Vec::new();
        for (value, member) in object.entries("members")? {
            let member = member.as_str().unwrap_or_default();
            let key = self.key(object, &self.operation.output, "output", member)?;
            members.push((value.to_owned(), key.into_iter().next()?));
        }
        Some(Step::Choose { by, members })
    }

    fn append(&self, object: &Object<'a, '_>) -> Option<Step> {
        let list = self.known_list(object)?;
        let unless = object.object("unless").and_then(|unless| {
            let member = self.input(&unless, "member")?;
            let values = unless.get("in").and_then(Value::as_array).into_iter().flatten();
            let values: Vec<String> = values.filter_map(Value::as_str).map(str::to_owned).collect();
            unless.done();
            Some((member, values))
        });
        let item = self.item(object, "item", self.item_shape(&list))?;
        Some(Step::Append { list, unless, item })
    }

    fn update(&self, object: &Object<'a, '_>) -> Option<Update> {
        let list = self.known_list(object)?;
        let when = object.object("when")?;
        let id = object.object("id")?;
        let at = object.text("at")?;
        let shape = self.item_shape(&list)?;
        let path = self.walk(object, (shape, shape.id.as_str()), at)?;
        let Some(entry) = path.last().and_then(|field| self.shapes.item(&field.ty)) else {
            object.problem(format!("whose `at` is `{at}`, which is not a list of structures"));
            return None;
        };
        let update = Update {
            when: (self.input(&when, "member")?, when.text("is")?.to_owned()),
            id: (
                self.input(&id, "member")?,
                id.text("key")?.to_owned(),
                self.of_shape(&id, shape, id.text("is")?)?,
            ),
            item: self.item(object, "item", Some(entry))?,
            list,
            at: keys(path),
        };
        when.done();
        id.done();
        Some(update)
    }

    fn list(&self, object: &Object<'a, '_>) -> Option<Listing> {
        let list = object.text("list")?.to_owned();
        if self.operation.metadata.pagination.is_none() {
            object.problem("and is not `smithy.api#paginated`");
            return None;
        }
        let Some(shape) = self.item_shape(&list) else {
            object.problem("and has no paginated list of structures");
            return None;
        };
        let of_item = |name: &'static str| {
            let member = object.maybe_text(name)?;
            self.of_shape(object, shape, member)
        };
        let choice = |name: &'static str, value: &'static str| {
            let choice = object.object(name)?;
            let read = (self.input(&choice, "member")?, choice.text(value)?.to_owned());
            choice.done();
            Some(read)
        };
        let start = object.object("start").and_then(|start| {
            let member = self.input(&start, "member")?;
            let name = start.maybe_text("member")?;
            let below = |part: &'static str| {
                let (input, path) = (&self.operation.input, format!("{name}.{}", start.maybe_text(part)?));
                self.key(&start, input, "input", &path)?.pop()
            };
            let read = Start { id: below("id"), time: below("time"), recent: below("recent"), member };
            start.done();
            Some(read)
        });
        object.text("id")?;
        Some(Listing {
            id: of_item("id")?,
            time: of_item("time"),
            page_size: object.get("pageSize").and_then(Value::as_i64).unwrap_or(10),
            scan: self.scan(object),
            order: choice("order", "ascending"),
            seed: match object.get("seed") {
                Some(_) => self.item(object, "seed", Some(shape))?,
                None => Vec::new(),
            },
            sender: match object.get("sender") {
                Some(_) => self.item(object, "sender", Some(shape))?,
                None => Vec::new(),
            },
            start,
            list,
        })
    }

    fn scan(&self, object: &Object<'a, '_>) -> Option<Scan> {
        let scan = object.object("scan")?;
        let read = Scan {
            member: self.input(&scan, "member")?,
            forward: scan.text("forward")?.to_owned(),
            without_start: match scan.get("withoutStart") {
                Some(_) => Some(self.error(&scan, "withoutStart")?),
                None => None,
            },
        };
        scan.done();
        Some(read)
    }

    fn begin_upload(&self, object: &Object<'a, '_>) -> Option<BeginUpload> {
        let headers = object.object("headers")?;
        let mut values = Vec::new();
        for (name, source) in headers.entries("values")? {
            values.push((name.to_owned(), self.source(&headers, name, source, false)?));
        }
        let upload = BeginUpload {
            id: self.output(object, "id")?,
            url: self.output(object, "url")?,
            headers_at: self.output(&headers, "at")?,
            headers: values,
            size: match object.get("size") {
                Some(_) => Some(self.input(object, "size")?),
                None => None,
            },
        };
        headers.done();
        Some(upload)
    }

    /// The members of an item, and the sources of their values.
    fn item(
        &self,
        object: &Object<'a, '_>,
        name: &'static str,
        shape: Option<&'a Struct>,
    ) -> Option<Vec<(String, Source)>> {
        let mut members = Vec::new();
        for (member, source) in object.entries(name)? {
            let key = match shape {
                Some(shape) => self.of_shape(object, shape, member)?,
                None => member.to_owned(),
            };
            members.push((key, self.source(object, member, source, false)?));
        }
        Some(members)
    }

    fn source(&self, object: &Object<'a, '_>, name: &str, value: &'a Value, uploads: bool) -> Option<Source> {
        let (input, output) = match self.world.upload.filter(|_| uploads) {
            Some(both) => both,
            None => (&self.operation.input, &self.operation.output),
        };
        let one = value.as_object().filter(|map| map.len() == 1).and_then(|map| map.iter().next());
        match one.map(|(kind, value)| (kind.as_str(), value)) {
            Some(("text", Value::String(text))) => Some(Source::Text(text.clone())),
            Some(("input", Value::String(path))) => {
                self.key(object, input, "input", path)?.into_iter().next().map(Source::Input)
            }
            Some(("output", Value::String(path))) => {
                self.key(object, output, "output", path)?.into_iter().next().map(Source::Output)
            }
            Some(("sample", Value::Bool(true))) => Some(Source::Sample(TextFormat::of_name(name))),
            Some(("sender", Value::String(member))) if self.world.senders.contains(&member.as_str()) => {
                Some(Source::Sender(member.clone()))
            }
            // The operation that pages the list may be excluded.
            Some(("sender", Value::String(_))) if self.cx.source.config.operations.is_some() => None,
            Some(("uploads", Value::Object(map))) if !uploads && self.world.upload.is_some() => {
                let members = map
                    .iter()
                    .map(|(name, value)| Some((name.clone(), self.source(object, name, value, true)?)));
                members.collect::<Option<Vec<_>>>().map(Source::Uploads)
            }
            Some(("uploads", Value::Object(_))) if self.cx.source.config.operations.is_some() => None,
            _ => {
                let name = name.escape_debug();
                object.problem(format!(
                    "whose `{name}` is not a source: `text`, `input`, `output`, `sample`, `sender` with a member that a \
                     list has in its `sender`, or, if uploads begin, `uploads`"
                ));
                None
            }
        }
    }

    fn known_list(&self, object: &Object<'_, '_>) -> Option<String> {
        let list = object.text("list")?;
        if self.world.items.contains_key(list) {
            return Some(list.to_owned());
        }
        // The operation that pages it may be excluded.
        if self.cx.source.config.operations.is_none() {
            let list = list.escape_debug();
            object.problem(format!(
                "whose `list` is `{list}`, which no operation pages; add the step `list` to one"
            ));
        }
        None
    }

    fn item_shape(&self, list: &str) -> Option<&'a Struct> {
        self.world.items.get(list).copied().flatten()
    }

    fn of_shape(&self, object: &Object<'_, '_>, shape: &Struct, member: &str) -> Option<String> {
        let path = self.walk(object, (shape, shape.id.as_str()), member)?;
        keys(path).into_iter().next()
    }

    /// A member of the input.
    fn input(&self, object: &Object<'_, '_>, name: &'static str) -> Option<String> {
        self.key(object, &self.operation.input, "input", object.text(name)?)?.into_iter().next()
    }

    /// A path into the output.
    fn output(&self, object: &Object<'_, '_>, name: &'static str) -> Option<Vec<String>> {
        self.key(object, &self.operation.output, "output", object.text(name)?)
    }

    fn maybe_output(&self, object: &Object<'_, '_>, name: &'static str) -> Option<String> {
        self.key(object, &self.operation.output, "output", object.maybe_text(name)?)?.into_iter().next()
    }

    fn key(&self, object: &Object<'_, '_>, root: &Struct, what: &str, path: &str) -> Option<Vec<String>> {
        self.walk(object, (root, &format!("the {what}")), path).map(keys)
    }

    /// Returns the fields on a path; reports its problem.
    fn walk<'s>(
        &self,
        object: &Object<'_, '_>,
        root: (&'s Struct, &str),
        path: &str,
    ) -> Option<Vec<&'s Field>>
    where
        'a: 's,
    {
        walk(self.shapes, root, path, Lists::Refuse)
            .map_err(|problem| object.problem(format!("with {problem}")))
            .ok()
    }

    /// One of the operation's errors.
    fn error(&self, object: &Object<'_, '_>, name: &'static str) -> Option<String> {
        let code = object.text(name)?;
        if !self.operation.errors.iter().any(|error| error.code == code) {
            let code = code.escape_debug();
            object.problem(format!("whose `{name}` is `{code}`, which is not an error of the operation"));
            return None;
        }
        Some(code.to_owned())
    }
}

/// Returns the structure of the items that an operation pages.
fn items<'s>(operation: &Operation, shapes: &'s Shapes) -> Option<&'s Struct> {
    let items = operation.metadata.pagination.as_ref()?.items.as_ref()?;
    let path = walk(shapes, (&operation.output, ""), items, Lists::Refuse).ok()?;
    shapes.item(&path.last()?.ty)
}

/// The keys of members in values.
fn keys(path: Vec<&Field>) -> Vec<String> {
    path.into_iter().map(|field| field.serde_name.clone()).collect()
}
