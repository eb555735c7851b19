//! The state of the service.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use http::Response;
use serde_json::{Map, Value};

use super::extension::{Extension, ListName};
use super::fault::Fault;
use super::record::RecordedRequest;
use super::sample::Sampler;
use super::simulated::Model;

/// The mutable state of a running server.
pub(super) struct World {
    pub(super) model: Model,
    /// The URL of the server, without a trailing slash.
    pub(super) base: String,
    pub(super) sampler: Sampler,
    pub(super) credentials: BTreeMap<String, Credential>,
    /// By the group of their credentials.
    lists: BTreeMap<Arc<str>, BTreeMap<&'static str, Vec<Value>>>,
    /// By the owner of a credential; the others have the empty group.
    pub(super) groups: BTreeMap<u64, Arc<str>>,
    pub(super) extension: Option<Arc<dyn Extension>>,
    /// Members of items with the sender, by the owner of a credential.
    pub(super) senders: BTreeMap<u64, Map<String, Value>>,
    /// By group and token.
    pub(super) cursors: BTreeMap<Arc<str>, BTreeMap<String, Cursor>>,
    pub(super) uploads: BTreeMap<String, Upload>,
    /// Responses for repeated idempotency tokens: operation, caller, and token.
    pub(super) responses: BTreeMap<(&'static str, String, String), Response<Vec<u8>>>,
    pub(super) faults: VecDeque<Planned>,
    pub(super) requests: Vec<RecordedRequest>,
}

/// A credential.
#[derive(Clone)]
pub(super) struct Credential {
    pub(super) kind: String,
    /// Credentials derived from each other have the same owner.
    pub(super) owner: u64,
    pub(super) alive: bool,
}

/// The position of the next page.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Cursor {
    /// The next item, or one after it in the direction of older ones.
    pub(super) at: usize,
    pub(super) forward: bool,
}

/// A file upload.
pub(super) struct Upload {
    /// The secret part of its URL.
    pub(super) secret: String,
    pub(super) headers: Vec<(String, String)>,
    pub(super) size: Option<u64>,
    pub(super) bytes: Option<Vec<u8>>,
    pub(super) content_type: Option<String>,
    pub(super) complete: bool,
    pub(super) input: Map<String, Value>,
    pub(super) output: Value,
}

/// A pending fault.
pub(super) struct Planned {
    /// For requests of this operation only.
    pub(super) operation: Option<&'static str>,
    pub(super) fault: Fault,
    pub(super) times: usize,
}

impl World {
    pub(super) fn new(model: Model, base: String) -> Self {
        Self {
            model,
            base,
            sampler: Sampler::new(0),
            credentials: BTreeMap::new(),
            lists: BTreeMap::new(),
            groups: BTreeMap::new(),
            extension: None,
            senders: BTreeMap::new(),
            cursors: BTreeMap::new(),
            uploads: BTreeMap::new(),
            responses: BTreeMap::new(),
            faults: VecDeque::new(),
            requests: Vec::new(),
        }
    }

    /// Takes the fault for a request, if there is one: the first for any operation, or for this one.
    pub(super) fn fault(&mut self, operation: Option<&'static str>) -> Option<Fault> {
        let at =
            self.faults.iter().position(|plan| plan.operation.is_none() || plan.operation == operation)?;
        let plan = self.faults.get_mut(at)?;
        plan.times = plan.times.saturating_sub(1);
        if plan.times > 0 {
            return Some(plan.fault.clone());
        }
        self.faults.remove(at).map(|plan| plan.fault)
    }

    /// Returns the group of an owner.
    pub(super) fn group(&self, owner: Option<u64>) -> Arc<str> {
        owner.and_then(|owner| self.groups.get(&owner)).cloned().unwrap_or_else(|| Arc::from(""))
    }

    /// Returns the items of a list.
    pub(super) fn items(&self, group: &str, list: &str) -> &[Value] {
        self.lists.get(group).and_then(|lists| lists.get(list)).map_or(&[], Vec::as_slice)
    }

    /// Returns the token of a page: always the same one.
    pub(super) fn page_token(&mut self, group: &str, cursor: Cursor) -> String {
        let cursors = self.cursors.entry(Arc::from(group)).or_default();
        let known = cursors.iter().find(|(_, other)| **other == cursor).map(|(token, _)| token.clone());
        let token = known.unwrap_or_else(|| format!("page-{}", self.sampler.id()));
        cursors.insert(token.clone(), cursor);
        token
    }

    /// Adds an item to a list, unless the extension withholds it.
    pub(super) fn add(&mut self, group: &str, list: &'static str, mut item: Map<String, Value>) {
        let name = ListName { group, name: list };
        if self.extension.as_ref().map_or(false, |extension| !extension.add(&name, &mut item)) {
            return;
        }
        let lists = self.lists.entry(Arc::from(group)).or_default();
        lists.entry(list).or_default().push(Value::Object(item));
    }

    /// Changes the items of a list that have a value at a key; returns whether there is one.
    pub(super) fn change(
        &mut self,
        list: &ListName<'_>,
        (key, is): (&str, &str),
        change: impl Fn(&mut Value),
    ) -> bool {
        let items = self.lists.get_mut(list.group).and_then(|lists| lists.get_mut(list.name));
        let mut found = false;
        for item in items.into_iter().flatten() {
            if item.get(key).and_then(Value::as_str) == Some(is) {
                change(item);
                found = true;
                if let (Some(extension), Some(item)) = (&self.extension, item.as_object()) {
                    extension.update(list, item);
                }
            }
        }
        found
    }

    pub(super) fn issue(&mut self, kind: &str, owner: Option<u64>) -> String {
        let text = format!("{kind}-{}", self.sampler.id());
        self.know(kind, &text, owner);
        text
    }

    pub(super) fn know(&mut self, kind: &str, text: &str, owner: Option<u64>) {
        let owner = owner.unwrap_or_else(|| self.sampler.number());
        self.credentials.insert(text.to_owned(), Credential { kind: kind.to_owned(), owner, alive: true });
    }
}
