//! The server: started, told what to do, asked what it has seen.

use std::fmt;
use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::{Arc, Mutex, PoisonError};

use serde::Serialize;
use serde_json::{Map, Value};

use super::connections::{Acceptor, Shared};
use super::failure::Failure;
use super::fault::Fault;
use super::model::SERVICE;
use super::record::RecordedRequest;
use super::senders::{self, InvalidItem};
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
/// Limits: patterns, access control and quotas are not looked at, nothing expires, and streams of events are empty.
#[must_use = "it stops when it is dropped"]
pub struct Server {
    shared: Arc<Shared>,
    address: SocketAddr,
    url: String,
    acceptor: Mutex<Option<Acceptor>>,
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
#[derive(Default)]
#[must_use]
pub struct Builder {
    credentials: Vec<(String, String)>,
    items: Vec<(String, usize)>,
    /// A value that cannot be written is none.
    senders: Vec<(String, Value)>,
}

impl Builder {
    /// Makes a credential of a kind known, such as a token that somebody else handed out. [`Server::credential_kinds`] has the names of
    /// the kinds.
    pub fn credential(mut self, kind: impl Into<String>, text: impl Into<String>) -> Self {
        self.credentials.push((kind.into(), text.into()));
        self
    }

    /// Says who the holder of a credential is: members of the items that it adds to lists, such as an id, a role and a name, as a value
    /// of the type of an item, or as any other that has those members. What is not said is as for everybody. Credentials that are
    /// issued for this one have the same holder.
    ///
    /// That the credential is not known, or that items have no such member, is an error of [`start`](Self::start).
    pub fn sender(mut self, credential: impl Into<String>, members: impl Serialize) -> Self {
        let members = serde_json::to_value(members).unwrap_or_default();
        self.senders.push((credential.into(), members));
        self
    }

    /// Puts this many items into a list, before anybody adds one. [`Server::lists`] has the names of the lists.
    pub fn items(mut self, list: impl Into<String>, number: usize) -> Self {
        self.items.push((list.into(), number));
        self
    }

    /// Starts the server.
    ///
    /// # Errors
    ///
    /// The system gives no port, or no thread. Of the kind [`io::ErrorKind::InvalidInput`]: there is no such list, no such kind of
    /// credential, or no such member of a sender; the message names those that there are.
    pub fn start(self) -> io::Result<Server> {
        self.check()?;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let address = listener.local_addr()?;
        let url = format!("http://{address}");
        let mut world = World::new(url.clone());
        for kind in senders::kinds_from_outside() {
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
        let shared = Arc::new(Shared::new(world));
        let acceptor = Mutex::new(Some(Acceptor::start(listener, &shared)?));
        Ok(Server { shared, address, url, acceptor })
    }

    /// A name that means nothing would have no effect, and the test that gives it would not be what it seems.
    fn check(&self) -> io::Result<()> {
        for (kind, _) in &self.credentials {
            if !senders::kinds().contains(&kind.as_str()) {
                return Err(invalid(senders::unknown("credential of the kind", kind, &senders::kinds())));
            }
        }
        for (list, _) in &self.items {
            if !senders::lists().contains(&list.as_str()) {
                return Err(invalid(senders::unknown("list", list, &senders::lists())));
            }
        }
        Ok(())
    }
}

fn invalid(error: InvalidItem) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, error)
}

/// Credentials are not shown.
impl fmt::Debug for Builder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder").field("items", &self.items).finish_non_exhaustive()
    }
}

impl Server {
    /// Starts a server that knows one credential of each kind that comes from elsewhere, and has empty lists.
    ///
    /// # Errors
    ///
    /// The system gives no port, or no thread.
    pub fn start() -> io::Result<Self> {
        Self::builder().start()
    }

    /// Says what the server is to know, then starts it.
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// Where it is: `http://127.0.0.1:49152`, say.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The names of the lists that operations page, sorted: what [`Builder::items`] and [`add_item`](Self::add_item) take.
    pub fn lists() -> Vec<&'static str> {
        senders::lists()
    }

    /// The kinds of credentials that operations take or issue, sorted: what [`Builder::credential`] and
    /// [`credential`](Self::credential) take. One of each kind that no operation issues is known from the start.
    ///
    /// ```
    /// use this_crate::test_util::Server;
    ///
    /// let unknown = Server::builder().credential("no such kind", "text").start().unwrap_err().to_string();
    /// for kind in Server::credential_kinds() {
    ///     assert!(unknown.contains(kind), "the error names the kinds that there are");
    ///     assert!(Server::builder().credential(kind, "text").start().is_ok());
    /// }
    /// ```
    pub fn credential_kinds() -> Vec<&'static str> {
        senders::kinds()
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
    pub fn fail_next(&self, operation: &str, failure: impl Into<Failure>) -> Result<(), UnknownOperation> {
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
        let names = SERVICE.operations.iter().map(|operation| operation.name).chain(["upload", "download"]);
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

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server").field("url", &self.url).finish_non_exhaustive()
    }
}
