//! The state of the service.

use std::collections::{BTreeMap, VecDeque};

use http::Response;
use serde_json::{Map, Value};

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
    pub(super) lists: BTreeMap<String, Vec<Value>>,
    /// Members of items with the sender, by the owner of a credential.
    pub(super) senders: BTreeMap<u64, Map<String, Value>>,
    pub(super) cursors: BTreeMap<String, Cursor>,
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
