//! The data that the parts of lowering share: the source, facts about its reachable shapes, and notes.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashSet};

use super::closure::{self, Usage};
use super::recursion::Boxes;
use crate::Config;
use crate::error::{Diagnostic, Diagnostics};
use crate::ir::{Codec, Encoder, Form, Gate, Used};
use crate::model::{Member, Members, Model, Service, Shape, ShapeId, ShapeKind, Traits};
use crate::protocol::Protocol;

const SENSITIVE: &str = "smithy.api#sensitive";

/// A service of a model, with its protocol and the configuration of its crate.
#[derive(Clone, Copy)]
pub(super) struct Source<'m> {
    pub(super) model: &'m Model,
    pub(super) config: &'m Config,
    pub(super) form: Form,
    pub(super) service_id: &'m ShapeId,
    pub(super) service: &'m Service,
    pub(super) service_traits: &'m Traits,
    pub(super) protocol: &'static dyn Protocol,
}

impl<'m> Source<'m> {
    pub(super) fn shape(&self, id: &ShapeId) -> Option<&'m Shape> {
        self.model.shapes.get(id)
    }

    /// Returns the codec of a decoder for values of responses, if one is needed.
    pub(super) fn reads(&self, needed: bool) -> Option<Codec> {
        needed.then(|| self.protocol.codec())
    }

    /// Returns the encoder for values of requests, if one is needed.
    pub(super) fn writes(&self, needed: bool) -> Option<Encoder> {
        needed.then(|| self.protocol.encoder())
    }

    /// Returns the parts of the runtime for documents and requests of this protocol.
    pub(super) fn encodings(&self) -> impl Iterator<Item = Used> {
        let document = |codec| match codec {
            Codec::Json | Codec::JsonV2 => None,
            Codec::Cbor => Some(Used::Cbor),
            Codec::Xml => Some(Used::Xml),
        };
        let request = match self.protocol.encoder() {
            Encoder::Document(codec) => document(codec),
            Encoder::Form(_) => Some(Used::Query),
        };
        request.into_iter().chain(document(self.protocol.codec()))
    }

    /// The condition of the traits of serde.
    pub(super) fn serde(&self) -> Gate {
        self.form.gate(&["serde"]).when(self.config.serde)
    }

    /// Returns the name of the service in the SDKs of AWS.
    pub(super) fn sdk_id(&self) -> Option<&'m str> {
        self.service_traits.get("aws.api#service")?.get("sdkId")?.as_str()
    }

    /// Returns the members of a structure; none for anything else.
    pub(super) fn members(&self, structure: &ShapeId) -> &'m Members {
        static NONE: std::sync::OnceLock<Members> = std::sync::OnceLock::new();
        match self.shape(structure).map(|shape| &shape.kind) {
            Some(ShapeKind::Structure(members)) => members,
            _ => NONE.get_or_init(Members::new),
        }
    }

    /// Whether the value of a member must be hidden.
    pub(super) fn hides(&self, member: &Member) -> bool {
        member.traits.has(SENSITIVE) || self.is_sensitive(&member.target)
    }

    /// Whether a shape is a secret, or a list or map with secrets in it. Keys are as secret as values.
    pub(super) fn is_sensitive(&self, target: &ShapeId) -> bool {
        let mut id = target;
        for _ in 0..16 {
            let Some(shape) = self.shape(id) else { return false };
            let (key, inner) = match &shape.kind {
                ShapeKind::List(member) => (None, Some(member)),
                ShapeKind::Map { key, value } => (Some(key), Some(value)),
                _ => (None, None),
            };
            let has = |member: &Member| member.traits.has(SENSITIVE);
            let secret_key =
                |key: &Member| key.traits.effective(self.shape(&key.target), SENSITIVE).is_some();
            if shape.traits.has(SENSITIVE) || inner.is_some_and(has) || key.is_some_and(secret_key) {
                return true;
            }
            let Some(inner) = inner else { return false };
            id = &inner.target;
        }
        false
    }
}

/// The reachable shapes.
pub(super) struct Closure {
    pub(super) usage: Usage,
    /// The members that need a `Box`.
    pub(super) boxes: Boxes,
    /// The shapes whose values have no total equality.
    pub(super) has_float: HashSet<ShapeId>,
}

impl Closure {
    pub(super) fn of(model: &Model, usage: Usage) -> Self {
        Self { boxes: Boxes::of(model, &usage), has_float: closure::with_floats(model, &usage), usage }
    }
}

/// The problems and the uses of the runtime that lowering collects.
pub(super) struct Notes {
    pub(super) problems: RefCell<Diagnostics>,
    /// The optional parts of the runtime that the crate uses.
    pub(super) uses: RefCell<BTreeSet<Used>>,
}

impl Notes {
    pub(super) fn new(problems: Diagnostics) -> Self {
        Self { problems: RefCell::new(problems), uses: RefCell::default() }
    }

    pub(super) fn problem(&self, about: &ShapeId, message: impl Into<String>) {
        self.problems.borrow_mut().push(Diagnostic::new(message).about(about));
    }

    pub(super) fn trait_problem(&self, of_trait: &str, about: &ShapeId, message: impl Into<String>) {
        self.problems.borrow_mut().push(Diagnostic::new(message).of_trait(of_trait).about(about));
    }

    pub(super) fn uses(&self, used: Used) {
        self.uses.borrow_mut().insert(used);
    }

    pub(super) fn has(&self, used: Used) -> bool {
        self.uses.borrow().contains(&used)
    }

    /// Returns the value, or keeps its problems.
    pub(super) fn collect<T>(&self, result: Result<T, Diagnostics>) -> Option<T> {
        result.map_err(|problems| self.problems.borrow_mut().0.extend(problems.0)).ok()
    }
}
