//! The server: started, told what to do, asked what it has seen.

use std::fmt;
use std::io;
use std::marker::PhantomData;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::{Arc, Mutex, PoisonError};

use serde::Serialize;
use serde_json::{Map, Value};

use super::connections::{Acceptor, Shared};
use super::failure::Failure;
use super::fault::Fault;
use super::record::RecordedRequest;
use super::senders::{self, InvalidItem};
use super::simulated::{Model, Simulated};
use super::world::{Planned, World};

/// The service, on a port of 127.0.0.1 that the system has picked.
///
/// - Requests are routed and checked as the model says. What is missing, of the wrong type, too long or no known value
///   is a `ValidationException` with the status 400 that names the members; a path that no operation has is a 404.
/// - Answers have every member of the output. A member of the input comes back where the output has one like it.
/// - The same idempotency token again, by the same caller, gets the same answer, and nothing happens twice.
/// - Where the generator was told more (credentials, lists, files), the server does that too.
///
/// All of it is in memory and of this one server: tests can run side by side, each with its own. Whatever is asked of it
/// is carried out by threads of its own, so a test may block on it or await it. When it is dropped, its connections are
/// closed and its threads have ended.
///
/// Generated crates have an alias for their service, so that `Server::start()` starts it.
///
/// Limits: patterns, access control and quotas are not looked at, nothing expires, and streams of events are empty.
#[must_use = "it stops when it is dropped"]
pub struct Server<S> {
    shared: Arc<Shared>,
    address: SocketAddr,
    url: String,
    acceptor: Mutex<Option<Acceptor>>,
    service: PhantomData<fn() -> S>,
}

/// The name of an operation that the service does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownOperation(String);

impl fmt::Display for UnknownOperation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the service has no operation `{}`", self.0.escape_debug())
    }
}

impl std::error::Error for UnknownOperation {}

/// What a [`Server`] knows from the start.
#[must_use]
pub struct Builder<S> {
    setup: Setup,
    service: PhantomData<fn() -> S>,
}

/// What does not depend on the type of the service.
#[derive(Default)]
struct Setup {
    credentials: Vec<(String, String)>,
    items: Vec<(String, usize)>,
    /// A value that cannot be written is none.
    senders: Vec<(String, Value)>,
}

impl<S: Simulated> Builder<S> {
    /// Makes a credential of a kind known, such as a token that somebody else handed out. [`Server::credential_kinds`] has the names of
    /// the kinds.
    pub fn credential(mut self, kind: impl Into<String>, text: impl Into<String>) -> Self {
        self.setup.credentials.push((kind.into(), text.into()));
        self
    }

    /// Says who the holder of a credential is: members of the items that it adds to lists, such as an id, a role and a name, as a value
    /// of the type of an item, or as any other that has those members. What is not said is as for everybody. Credentials that are
    /// issued for this one have the same holder.
    ///
    /// That the credential is not known, or that items have no such member, is an error of [`start`](Self::start).
    pub fn sender(mut self, credential: impl Into<String>, members: impl Serialize) -> Self {
        let members = serde_json::to_value(members).unwrap_or_default();
        self.setup.senders.push((credential.into(), members));
        self
    }

    /// Puts this many items into a list, before anybody adds one. [`Server::lists`] has the names of the lists.
    pub fn items(mut self, list: impl Into<String>, number: usize) -> Self {
        self.setup.items.push((list.into(), number));
        self
    }

    /// Starts the server.
    ///
    /// # Errors
    ///
    /// The system gives no port, or no thread. Of the kind [`io::ErrorKind::InvalidInput`]: there is no such list, no such kind of
    /// credential, or no such member of a sender; the message names those that there are.
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
    fn world(&self, model: Model, url: String) -> io::Result<World> {
        let mut world = World::new(model, url);
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
                senders::add(&mut world, list, &Value::Object(Map::new())).map_err(invalid)?;
            }
        }
        for (credential, members) in &self.senders {
            senders::know(&mut world, credential, members).map_err(invalid)?;
        }
        Ok(world)
    }

    /// A name that means nothing would have no effect, and the test that gives it would not be what it seems.
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

/// Credentials are not shown.
impl<S> fmt::Debug for Builder<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder").field("items", &self.setup.items).finish_non_exhaustive()
    }
}

impl<S: Simulated> Server<S> {
    /// Starts a server that knows one credential of each kind that comes from elsewhere, and has empty lists.
    ///
    /// # Errors
    ///
    /// The system gives no port, or no thread.
    pub fn start() -> io::Result<Self> {
        Self::builder().start()
    }

    /// Says what the server is to know, then starts it.
    pub fn builder() -> Builder<S> {
        Builder::default()
    }

    /// Where it is: `http://127.0.0.1:49152`, say.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The names of the lists that operations page, sorted: what [`Builder::items`] and [`add_item`](Self::add_item) take.
    pub fn lists() -> Vec<&'static str> {
        senders::lists(Model::of::<S>())
    }

    /// The kinds of credentials that operations take or issue, sorted: what [`Builder::credential`] and
    /// [`credential`](Self::credential) take. One of each kind that no operation issues is known from the start. A
    /// builder with a credential of another kind does not start, and its error names these.
    pub fn credential_kinds() -> Vec<&'static str> {
        senders::kinds(Model::of::<S>())
    }

    /// Adds an item to a list, as its newest, as somebody else would: the other side of a chat, or the service itself. The item is of
    /// the type of the list's items, or any other value that has members of it. What it lacks is as in the items of
    /// [`Builder::items`], with a new id and the time of now; what is null is left out. Returns the id.
    ///
    /// # Errors
    ///
    /// There is no such list, or items have no such member; the message names those that there are.
    pub fn add_item(&self, list: &str, item: impl Serialize) -> Result<String, InvalidItem> {
        // What cannot be written is no object, which is refused.
        let item = serde_json::to_value(item).unwrap_or_default();
        senders::add(&mut self.shared.world(), list, &item)
    }

    /// A credential of a kind that works by now, if there is one: the first in alphabetical order.
    pub fn credential(&self, kind: &str) -> Option<String> {
        let world = self.shared.world();
        let mut known = world.credentials.iter().filter(|(_, known)| known.alive && known.kind == kind);
        known.next().map(|(text, _)| text.clone())
    }

    /// Makes the next request of an operation fail with an error: its code, or the error itself.
    ///
    /// # Errors
    ///
    /// There is no operation of this name.
    pub fn fail_next(&self, operation: &str, failure: impl Into<Failure<S>>) -> Result<(), UnknownOperation> {
        self.inject_into(operation, Fault::Answer(failure.into().answer()), 1)
    }

    /// Makes something go wrong with the next requests, this many of them, whatever they are for. Faults queue up.
    pub fn inject(&self, fault: Fault, times: usize) {
        if times > 0 {
            self.shared.world().faults.push_back(Planned { operation: None, fault, times });
        }
    }

    /// Makes something go wrong with the next requests of an operation. `upload` and `download` are the requests for
    /// files, at the addresses that the service has given.
    ///
    /// # Errors
    ///
    /// There is no operation of this name.
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

    /// Forgets the faults that have not happened yet.
    pub fn clear_faults(&self) {
        self.shared.world().faults.clear();
    }

    /// Closes the port and all connections: whoever connects from now on is refused, until
    /// [`accept_connections`](Self::accept_connections). What the service knows stays.
    pub fn refuse_connections(&self) {
        let acceptor = self.acceptor.lock().unwrap_or_else(PoisonError::into_inner).take();
        drop(acceptor);
    }

    /// Opens the same port again.
    ///
    /// # Errors
    ///
    /// Somebody else has it by now.
    pub fn accept_connections(&self) -> io::Result<()> {
        let mut acceptor = self.acceptor.lock().unwrap_or_else(PoisonError::into_inner);
        if acceptor.is_none() {
            *acceptor = Some(Acceptor::start(TcpListener::bind(self.address)?, &self.shared)?);
        }
        Ok(())
    }

    /// Every request so far, files included, in the order in which they were complete.
    pub fn requests(&self) -> Vec<RecordedRequest> {
        self.shared.world().requests.clone()
    }

    /// Forgets the requests so far.
    pub fn clear_requests(&self) {
        self.shared.world().requests.clear();
    }

    /// How many connections are open. One that the client has closed may count for a moment longer.
    pub fn open_connections(&self) -> usize {
        self.shared.open()
    }
}

impl<S> fmt::Debug for Server<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server").field("url", &self.url).finish_non_exhaustive()
    }
}
