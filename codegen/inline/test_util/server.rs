//! The server: started, told what to do, asked what it has seen.

use std::fmt;
use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::{Arc, Mutex, PoisonError};

use super::connections::{Acceptor, Shared};
use super::failure::Failure;
use super::fault::Fault;
use super::model::SERVICE;
use super::record::RecordedRequest;
use super::service::build;
use super::table::{Listing, Step};
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
}

impl Builder {
    /// Makes a credential of a kind known, such as a token that somebody else handed out. See
    /// [`Server::credential`] for the kinds.
    pub fn credential(mut self, kind: impl Into<String>, text: impl Into<String>) -> Self {
        self.credentials.push((kind.into(), text.into()));
        self
    }

    /// Puts this many items into a list, before anybody adds one. Lists have the names that the generator was told.
    pub fn items(mut self, list: impl Into<String>, number: usize) -> Self {
        self.items.push((list.into(), number));
        self
    }

    /// Starts the server.
    ///
    /// # Errors
    ///
    /// The system gives no port, or no thread. Of the kind [`io::ErrorKind::InvalidInput`]: there is no such list, or no
    /// such kind of credential.
    pub fn start(self) -> io::Result<Server> {
        self.check()?;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let address = listener.local_addr()?;
        let url = format!("http://{address}");
        let mut world = World::new(url.clone());
        for kind in kinds_from_outside() {
            if !self.credentials.iter().any(|(known, _)| known == kind) {
                world.issue(kind, None);
            }
        }
        for (kind, text) in &self.credentials {
            world.know(kind, text, None);
        }
        for (list, number) in &self.items {
            let Some(seed) = listings().find(|listing| listing.list == list).map(|listing| listing.seed) else { continue };
            for _ in 0..*number {
                let item = build(&mut world, seed, &serde_json::Map::new(), &serde_json::Map::new(), &[]);
                world.lists.entry(list.clone()).or_default().push(serde_json::Value::Object(item));
            }
        }
        let shared = Arc::new(Shared::new(world));
        let acceptor = Mutex::new(Some(Acceptor::start(listener, &shared)?));
        Ok(Server { shared, address, url, acceptor })
    }

    /// A name that means nothing would have no effect, and the test that gives it would not be what it seems.
    fn check(&self) -> io::Result<()> {
        let unknown = |what: &str, name: &str| {
            let message = format!("the service has no {what} `{}`", name.escape_debug());
            Err(io::Error::new(io::ErrorKind::InvalidInput, message))
        };
        let steps = SERVICE.operations.iter().flat_map(|operation| operation.steps);
        for (kind, _) in &self.credentials {
            let is_known = steps.clone().any(|step| match step {
                Step::Consume { credential, .. } | Step::Issue { credential, .. } => credential == kind,
                _ => false,
            });
            if !is_known {
                return unknown("credential of the kind", kind);
            }
        }
        for (list, _) in &self.items {
            if !listings().any(|listing| listing.list == list) {
                return unknown("list", list);
            }
        }
        Ok(())
    }
}

/// Credentials are not shown.
impl fmt::Debug for Builder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder").field("items", &self.items).finish_non_exhaustive()
    }
}

/// Kinds of credentials that operations take and none of them issues.
fn kinds_from_outside() -> Vec<&'static str> {
    let steps = || SERVICE.operations.iter().flat_map(|operation| operation.steps);
    let issued = |kind: &str| steps().any(|step| matches!(step, Step::Issue { credential, .. } if *credential == kind));
    let mut kinds: Vec<&'static str> = steps()
        .filter_map(|step| if let Step::Consume { credential, .. } = step { Some(*credential) } else { None })
        .filter(|kind| !issued(kind))
        .collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}

fn listings() -> impl Iterator<Item = &'static Listing> {
    let steps = SERVICE.operations.iter().flat_map(|operation| operation.steps);
    steps.filter_map(|step| if let Step::List(listing) = step { Some(listing) } else { None })
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
