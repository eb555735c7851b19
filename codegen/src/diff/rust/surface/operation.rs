//! The API of operations: the operation itself, its structures, its enum of errors.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;

use super::{Reader, bare, plain};
use crate::diff::report::Key;
use crate::diff::rust::causes::errors_of;
use crate::diff::rust::offers::{Item, ItemKey, PartKey, PartKind, Surface};
use crate::diff::rust::text;
use crate::ir::{self, ErrorVariant, EventStream, Operation};
use crate::model::ShapeId;

/// The prefix of a client method.
const METHOD: &str = "Client::";

/// Bodies of requests and responses that can be streamed.
const SENDS_PIECES: &str = "a streamed request body";
const RECEIVES_PIECES: &str = "a streamed response body";

/// Whether clients retry when it is unknown whether a request arrived.
pub(in crate::diff::rust) const REPEATABLE: &str = "REPEATABLE";

impl Reader<'_, '_> {
    pub(super) fn operation(&self, surface: &mut Surface, operation: &Operation, has_client: bool) {
        let id = self.id(&operation.id);
        let at = format!("operation::{}", operation.module);
        let mut parts = IndexMap::new();
        let mut slot = |name: &'static str, ident: &str| {
            let ident = self.renames.get(ident).map_or(ident, String::as_str);
            parts.insert(PartKey::Slot(name), plain(&id, PartKind::Slot, name, ident.to_owned()));
        };
        slot("takes", &operation.input.ident);
        slot("returns", &operation.output.ident);
        let streams =
            [("sends events of", &operation.input_stream), ("receives events of", &operation.output_stream)];
        for (name, stream) in streams {
            if let Some(EventStream { events, .. }) = stream {
                slot(name, &events.ident);
            }
        }
        let mut constants = self.constants(operation);
        constants.retain(|name, _| has_client || !is_of_clients(name));
        surface.insert(
            ItemKey::Operation(id.clone()),
            Item {
                parts,
                method: has_client.then(|| bare(&operation.method).to_owned()),
                constants,
                deprecated: operation.deprecated.is_some(),
                causes: tokens(operation).map(|id| self.id(id)).collect(),
                ..Item::new(id.clone(), "operation", format!("{at}::{}", operation.ident))
            },
        );
        let tops = [
            (&operation.input, operation.input_is_shared, ItemKey::Input(id.clone())),
            (&operation.output, operation.output_is_shared, ItemKey::Output(id.clone())),
        ];
        for (shape, is_shared, made_up) in tops {
            // A structure that is not in the model has the id of the operation.
            let is_made_up = shape.id == operation.id;
            let key = if is_made_up { made_up } else { ItemKey::Shape(self.id(&shape.id)) };
            if !is_shared {
                let item = self.structure(shape, format!("{at}::{}", shape.ident));
                surface.insert(key, Item { causes: vec![id.clone()], ..item });
            }
        }
        let variants: Vec<&ErrorVariant> = operation.errors.iter().collect();
        let item = self.errors(&operation.id, format!("{at}::{}", operation.error_ident), &variants);
        surface.insert(ItemKey::Errors(id), item);
    }

    /// Returns the properties of an operation and its methods other than the call.
    fn constants(&self, operation: &Operation) -> BTreeMap<String, String> {
        let metadata = &operation.metadata;
        let mut constants = BTreeMap::new();
        let mut add = |name: &str, value: Option<String>| {
            if let Some(value) = value {
                constants.insert(name.to_owned(), value);
            }
        };
        add("IS_READONLY", metadata.readonly.then(String::new));
        add("IS_IDEMPOTENT", metadata.idempotent.then(String::new));
        add("IS_AUTH_OPTIONAL", metadata.optional_auth.then(String::new));
        add("AUTH", (!metadata.auth.is_empty()).then(|| format!("{:?}", metadata.auth)));
        let waiter = |waiter: &ir::Waiter| {
            let ir::Waiter { name, min_delay, max_delay, acceptors, .. } = waiter;
            format!("{name} {min_delay} {max_delay} {acceptors:?}")
        };
        let waiters: Vec<String> = metadata.waiters.iter().map(waiter).collect();
        add("WAITERS", (!waiters.is_empty()).then(|| waiters.join("\n")));
        for wait in metadata.waiters.iter().filter_map(|waiter| waiter.wait.as_ref().ok()) {
            add(&format!("{METHOD}{}", bare(&wait.method)), Some(String::new()));
        }
        if let Some(upload) = &operation.upload {
            let given = upload.given.iter().map(|given| text::ty(&given.ty, self.renames));
            add(&format!("{METHOD}{}", bare(&upload.method)), Some(given.collect::<Vec<_>>().join(", ")));
        }
        add(SENDS_PIECES, operation.streaming_input.as_ref().map(|_| String::new()));
        add(RECEIVES_PIECES, operation.streaming_output.then(String::new));
        add(REPEATABLE, Some(metadata.repeatable.to_string()));
        if let Some(pagination) = &metadata.pagination {
            let ir::Pagination {
                input_token,
                output_token,
                page_size,
                items,
                pages,
                repeated_token_ends: _,
                repeated_items_end: _,
            } = pagination;
            add("PAGINATION", Some(format!("{input_token} {output_token} {page_size:?} {items:?}")));
            let items = pages.as_ref().and_then(|pages| pages.items.as_ref());
            add("pages()", pages.as_ref().map(|pages| text::ty(&pages.token, self.renames)));
            add("items()", items.map(|(_, list)| text::ty(list, self.renames)));
        }
        constants
    }

    /// An enum of errors: an effect is about one error of the operation.
    pub(super) fn errors(&self, owner: &ShapeId, path: String, variants: &[&ErrorVariant]) -> Item {
        // The errors of a stream belong to a union, those of an operation to the operation.
        let of_operation = errors_of(self.side, owner);
        let roots = if of_operation.is_empty() { vec![owner.clone()] } else { of_operation };
        let owner = self.id(owner);
        let part = |error: &&ErrorVariant| {
            let ty = self.renames.get(&error.ident).unwrap_or(&error.ident).clone();
            let key = Key::Error(owner.clone(), error.name.clone());
            (PartKey::Error(error.name.clone()), plain(key, PartKind::Variant, &error.variant, ty))
        };
        Item {
            parts: variants.iter().map(part).collect(),
            traits: if variants.iter().all(|error| error.eq) {
                BTreeSet::from(["Eq"])
            } else {
                BTreeSet::new()
            },
            roots,
            ..Item::new(owner.clone(), "enum of errors", path)
        }
    }
}

/// Whether a property of an operation only affects clients.
fn is_of_clients(name: &str) -> bool {
    name.starts_with(METHOD)
        || name.ends_with("()")
        || [SENDS_PIECES, RECEIVES_PIECES, REPEATABLE].contains(&name)
}

/// Returns the members that are idempotency tokens.
fn tokens(operation: &Operation) -> impl Iterator<Item = &ShapeId> {
    operation.input.fields.iter().filter(|field| field.idempotency_token).map(|field| &field.id)
}
