//! The server: starting, configuring and inspecting it.

use std::fmt;
use std::io;
use std::marker::PhantomData;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::{Arc, Mutex, PoisonError};

use serde::Serialize;
use serde_json::{Map, Value};

use super::super::call::Clock;
use super::connections::{Acceptor, Shared};
use super::extension::Extension;
use super::failure::Failure;
use super::fault::Fault;
use super::record::RecordedRequest;
use super::senders::{self, InvalidItem};
use super::simulated::{Model, Simulated};
use super::world::{Planned, World};

/// The service, on a free port of 127.0.0.1.
///
/// - Requests are routed and validated according to the model. A missing value, or one of the wrong type, too long or unknown,
///   is a `ValidationException` with the status 400 that names the members; an unknown path is a 404.
/// - Responses have every member of the output. Members of the input are returned if the output has members of the same name.
/// - A repeated idempotency token of the same caller gets the same response, without repeated effects.
/// - If an overlay describes credentials, lists or files, the server implements them.
///
/// All state is in memory and belongs to this server: tests can run in parallel, each with its own. Separate threads
/// serve requests, so a test may block on a call or await it. Dropping the server closes its connections
/// and ends its threads.
///
/// Generated crates have an alias for their service, so that `Server::start()` starts it.
///
/// Limits: access control and quotas are not checked, nothing expires, and event streams are empty.
#[must_use = "it stops when it is dropped"]
pub struct Server<S> {
    pub(super) shared: Arc<Shared>,
    address: SocketAddr,
    url: String,
    acceptor: Mutex<Option<Acceptor>>,
    service: PhantomData<fn() -> S>,
}

/// The error of an operation name that the service does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownOperation(String);

impl fmt::Display for UnknownOperation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the service has no operation `{}`", self.0.escape_debug())
    }
}

impl std::error::Error for UnknownOperation {}

/// The initial state of a [`Server`].
#[must_use]
pub struct Builder<S> {
    setup: Setup,
    service: PhantomData<fn() -> S>,
}

/// The part that does not depend on the type of the service.
#[derive(Default)]
struct Setup {
    credentials: Vec<(String, String)>,
    items: Vec<(String, usize)>,
    /// `None` if the value cannot be serialized.
    senders: Vec<(String, Value)>,
    clock: Option<Arc<dyn Clock>>,
    extension: Option<Arc<dyn Extension>>,
}

impl<S: Simulated> Builder<S> {
    /// Adds a credential of a kind, such as a token from another service. [`Server::credential_kinds`] has the names of
    /// the kinds.
    pub fn credential(mut self, kind: impl Into<String>, text: impl Into<String>) -> Self {
        self.setup.credentials.push((kind.into(), text.into()));
        self
    }

    /// Sets the holder of a credential: members of the items that it adds to lists, such as an id, a role and a name, as a value
    /// of the type of an item, or any other with those members. Other members have the usual defaults. Credentials that are
    /// derived from this one have the same holder.
    ///
    /// An unknown credential or member is an error of [`start`](Self::start).
    pub fn sender(mut self, credential: impl Into<String>, members: impl Serialize) -> Self {
        let members = serde_json::to_value(members).unwrap_or_default();
        self.setup.senders.push((credential.into(), members));
        self
    }

    /// Puts this many items into a list initially. [`Server::lists`] has the names of the lists.
    pub fn items(mut self, list: impl Into<String>, number: usize) -> Self {
        self.setup.items.push((list.into(), number));
        self
    }

    /// Sets the clock for the times in items and outputs, such as a [`FakeTime`](super::FakeTime). The default is the clock of the
    /// system.
    pub fn clock(mut self, clock: impl Clock + 'static) -> Self {
        self.setup.clock = Some(Arc::new(clock));
        self
    }

    /// Adds behaviour that neither the model nor its overlay describes.
    pub fn extension(mut self, extension: impl Extension + 'static) -> Self {
        self.setup.extension = Some(Arc::new(extension));
        self
    }

    /// Starts the server.
    ///
    /// # Errors
    ///
    /// The system has no free port or thread. Of the kind [`io::ErrorKind::InvalidInput`]: an unknown list, kind of
    /// credential, or member of a sender; the message lists the known ones.
    pub fn start(self) -> io::Result<Server<S>> {
        let model = Model::of::<S>();
        self.setup.check(model)?;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let address = listener.local_addr()?;
        let url = format!("http://{address}");
        let shared = Arc::new(Shared::new(self.setup.world(model, url.clone())?));
        let acceptor = Mutex::new(Some(Acceptor::start(listener, &shared)?));
        Ok(Server { shared, address, url, acceptor, service: PhantomData })
    }
}

impl Setup {
    fn world(self, model: Model, url: String) -> io::Result<World> {
        let mut world = World::new(model, url);
        world.sampler.clock = self.clock;
        world.extension = self.extension;
        for kind in senders::kinds_from_outside(model) {
            if !self.credentials.iter().any(|(known, _)| known == kind) {
                world.issue(kind, None);
            }
        }
        for (kind, text) in &self.credentials {
            world.know(kind, text, None);
        }
        for (list, number) in &self.items {
            for _ in 0..*number {
                senders::add(&mut world, "", list, &Value::Object(Map::new())).map_err(invalid)?;
            }
        }
        for (credential, members) in &self.senders {
            senders::know(&mut world, credential, members).map_err(invalid)?;
        }
        Ok(world)
    }

    /// An unknown name would have no effect, and the test would not be valid.
    fn check(&self, model: Model) -> io::Result<()> {
        let (kinds, lists) = (senders::kinds(model), senders::lists(model));
        for (kind, _) in &self.credentials {
            if !kinds.contains(&kind.as_str()) {
                return Err(invalid(senders::unknown("credential of the kind", kind, &kinds)));
            }
        }
        for (list, _) in &self.items {
            if !lists.contains(&list.as_str()) {
                return Err(invalid(senders::unknown("list", list, &lists)));
            }
        }
        Ok(())
    }
}

fn invalid(error: InvalidItem) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, error)
}

impl<S> Default for Builder<S> {
    fn default() -> Self {
        Self { setup: Setup::default(), service: PhantomData }
    }
}

/// Does not show credentials.
impl<S> fmt::Debug for Builder<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder").field("items", &self.setup.items).finish_non_exhaustive()
    }
}

impl<S: Simulated> Server<S> {
    /// Starts a server with one credential of each kind that no operation issues, and with empty lists.
    ///
    /// # Errors
    ///
    /// The system has no free port or thread.
    pub fn start() -> io::Result<Self> {
        Self::builder().start()
    }

    /// Returns a builder for the initial state.
    pub fn builder() -> Builder<S> {
        Builder::default()
    }

    /// Returns its URL, such as `http://127.0.0.1:49152`.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Returns the names of the paginated lists, sorted: for [`Builder::items`] and [`add_item`](Self::add_item).
    pub fn lists() -> Vec<&'static str> {
        senders::lists(Model::of::<S>())
    }

    /// Returns the kinds of credentials, sorted: for [`Builder::credential`] and
    /// [`credential`](Self::credential). One of each kind that no operation issues is valid from the start. A
    /// builder with an unknown kind does not start, and its error lists these.
    pub fn credential_kinds() -> Vec<&'static str> {
        senders::kinds(Model::of::<S>())
    }

    /// Adds an item to a list as its newest, like another participant: the other side of a chat, or the service itself. The item has
    /// the type of the list's items, or is any other value with such members. Missing members are filled as in the items of
    /// [`Builder::items`], with a new id and the current time; `null` members are left out. Returns the id.
    ///
    /// # Errors
    ///
    /// An unknown list or member; the message lists the known ones.
    pub fn add_item(&self, list: &str, item: impl Serialize) -> Result<String, InvalidItem> {
        // A value that cannot be serialized is not an object, and is rejected.
        let item = serde_json::to_value(item).unwrap_or_default();
        senders::add(&mut self.shared.world(), "", list, &item)
    }

    /// Returns a valid credential of a kind, if there is one: the first in alphabetical order.
    pub fn credential(&self, kind: &str) -> Option<String> {
        let world = self.shared.world();
        let mut known = world.credentials.iter().filter(|(_, known)| known.alive && known.kind == kind);
        known.next().map(|(text, _)| text.clone())
    }

    /// Makes the next request of an operation fail with an error: its code, or the error itself.
    ///
    /// # Errors
    ///
    /// The operation does not exist.
    pub fn fail_next(&self, operation: &str, failure: impl Into<Failure<S>>) -> Result<(), UnknownOperation> {
        self.inject_into(operation, Fault::Response(failure.into().response()), 1)
    }

    /// Injects a fault into the next requests, this many of them, of any operation. Faults queue up.
    pub fn inject(&self, fault: Fault, times: usize) {
        if times > 0 {
            self.shared.world().faults.push_back(Planned { operation: None, fault, times });
        }
    }

    /// Injects a fault into the next requests of an operation. `upload` and `download` are the requests for
    /// files, at the URLs that the service has returned.
    ///
    /// # Errors
    ///
    /// The operation does not exist.
    pub fn inject_into(&self, operation: &str, fault: Fault, times: usize) -> Result<(), UnknownOperation> {
        let names =
            S::schema().operations.iter().map(|operation| operation.name).chain(["upload", "download"]);
        let Some(name) = names.into_iter().find(|name| *name == operation) else {
            return Err(UnknownOperation(operation.to_owned()));
        };
        if times > 0 {
            self.shared.world().faults.push_back(Planned { operation: Some(name), fault, times });
        }
        Ok(())
    }

    /// Removes the remaining faults.
    pub fn clear_faults(&self) {
        self.shared.world().faults.clear();
    }

    /// Closes the port and all connections: new connections are refused until
    /// [`accept_connections`](Self::accept_connections). The state is kept.
    pub fn refuse_connections(&self) {
        let acceptor = self.acceptor.lock().unwrap_or_else(PoisonError::into_inner).take();
        drop(acceptor);
    }

    /// Opens the same port again.
    ///
    /// # Errors
    ///
    /// Another process uses the port.
    pub fn accept_connections(&self) -> io::Result<()> {
        let mut acceptor = self.acceptor.lock().unwrap_or_else(PoisonError::into_inner);
        if acceptor.is_none() {
            *acceptor = Some(Acceptor::start(TcpListener::bind(self.address)?, &self.shared)?);
        }
        Ok(())
    }

    /// Returns every request so far, including those for files, in the order of their completion.
    pub fn requests(&self) -> Vec<RecordedRequest> {
        self.shared.world().requests.clone()
    }

    /// Removes the recorded requests.
    pub fn clear_requests(&self) {
        self.shared.world().requests.clear();
    }

    /// Returns the number of open connections. A connection that the client has closed may count for a moment longer.
    pub fn open_connections(&self) -> usize {
        self.shared.open()
    }
}

impl<S> fmt::Debug for Server<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server").field("url", &self.url).finish_non_exhaustive()
    }
}
