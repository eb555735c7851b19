//! The service: starting it, its time, and waiting for a change.

use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use connectparticipant::test_util::{FakeTime, Server};

use super::clock::ServiceClock;
use super::contact::Contact;
use super::rules::Rules;
use super::socket::Sockets;
use super::world::{Lifetimes, World};

/// The real time after which a wait for a change gives up.
const PATIENCE: Duration = Duration::from_secs(10);

/// A chat service on loopback. See the [module](super).
///
/// All state is in memory and belongs to this service: tests can run in parallel, each with its own. Dropping it cuts all sockets and
/// ends its threads.
#[derive(Debug)]
#[must_use = "it stops when it is dropped"]
pub struct ChatService {
    server: Arc<Server>,
    world: Arc<World>,
    _sockets: Sockets,
}

/// Contacts and participants may outlive the service: without this, they would keep its threads.
impl Drop for ChatService {
    fn drop(&mut self) {
        self.server.refuse_connections();
    }
}

/// The settings of a [`ChatService`].
#[derive(Debug)]
#[must_use]
pub struct Builder {
    clock: ServiceClock,
    lifetimes: Lifetimes,
}

impl Builder {
    /// Sets a virtual time, usually [`FakeTime::manual`]. The default is the time of the system.
    pub fn time(mut self, time: &FakeTime) -> Self {
        self.clock = ServiceClock::Virtual(time.clone());
        self
    }

    /// Sets the lifetime of websockets: `ConnectionExpiry`, at which the service closes them. The default is 66 minutes
    /// (amazon-connect-chatjs, issue 298).
    pub fn socket_lifetime(mut self, time: Duration) -> Self {
        self.lifetimes.socket = time;
        self
    }

    /// Sets the time in which a socket can be opened with its URL. The default is 100 seconds, as in the documentation of
    /// `CreateParticipantConnection`.
    pub fn url_lifetime(mut self, time: Duration) -> Self {
        self.lifetimes.opening = time;
        self
    }

    /// Sets the lifetime of connection tokens: `Expiry`, after which calls are rejected. The default is a day.
    pub fn token_lifetime(mut self, time: Duration) -> Self {
        self.lifetimes.token = time;
        self
    }

    /// Starts the service.
    ///
    /// # Errors
    ///
    /// The system has no free port or thread.
    pub fn start(self) -> io::Result<ChatService> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let address = listener.local_addr()?.to_string();
        let world = Arc::new(World::new(self.clock.clone(), self.lifetimes, address));
        let server = Server::builder().clock(self.clock).extension(Rules(Arc::clone(&world))).start()?;
        let sockets = Sockets::start(listener, Arc::clone(&world))?;
        Ok(ChatService { server: Arc::new(server), world, _sockets: sockets })
    }
}

impl ChatService {
    /// Starts a service in the time of the system.
    ///
    /// # Errors
    ///
    /// The system has no free port or thread.
    pub fn start() -> io::Result<Self> {
        Self::builder().start()
    }

    /// Returns a builder with settings.
    pub fn builder() -> Builder {
        let minutes = |minutes: u64| Duration::from_secs(minutes * 60);
        let lifetimes =
            Lifetimes { opening: Duration::from_secs(100), socket: minutes(66), token: minutes(24 * 60) };
        Builder { clock: ServiceClock::system(), lifetimes }
    }

    /// Returns the URL for clients, such as `http://127.0.0.1:49152`.
    #[must_use]
    pub fn url(&self) -> &str {
        self.server.url()
    }

    /// Returns the server of the calls: its faults and its recorded requests.
    pub fn server(&self) -> &Server {
        &self.server
    }

    /// Begins a chat without participants.
    #[must_use]
    pub fn contact(&self) -> Contact {
        Contact::new(&self.server, &self.world)
    }

    /// Advances the time of the service, and closes the sockets that expire. A virtual time advances for all who share it.
    pub fn advance(&self, time: Duration) {
        self.world.clock.advance(time);
        self.world.expire();
    }

    /// Waits until a condition holds. It is checked after each change. Returns false if it does not hold within ten seconds of
    /// real time.
    pub async fn until(&self, mut condition: impl FnMut() -> bool) -> bool {
        let (start, mut changes) = (Instant::now(), self.world.changes());
        while !condition() {
            if start.elapsed() > PATIENCE || changes.changed().await.is_err() {
                return false;
            }
        }
        true
    }

    /// Waits like [`until`](Self::until), and blocks the thread.
    #[must_use]
    pub fn block_until(&self, mut condition: impl FnMut() -> bool) -> bool {
        let start = Instant::now();
        while !condition() {
            if start.elapsed() > PATIENCE {
                return false;
            }
            thread::sleep(Duration::from_millis(1));
        }
        true
    }
}
