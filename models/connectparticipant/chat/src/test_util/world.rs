//! The state of the service in addition to that of the HTTP server: contacts, URLs and tokens.

use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use connectparticipant::config::Clock;
use farrier_runtime::Timestamp;
use serde_json::{Map, Value};
use tokio::sync::watch;

use super::clock::ServiceClock;
use super::items::{Sender, frame};
use super::line::Line;

/// The lifetimes of URLs and tokens.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lifetimes {
    /// For opening a socket with a URL.
    pub(super) opening: Duration,
    /// Of a URL, and of the sockets that were opened with it.
    pub(super) socket: Duration,
    pub(super) token: Duration,
}

/// The state that all parts share. No lock is held while another part is called.
#[derive(Debug)]
pub(super) struct World {
    pub(super) clock: ServiceClock,
    pub(super) lifetimes: Lifetimes,
    /// The address of the websockets.
    address: String,
    contacts: Mutex<HashMap<String, Arc<ContactState>>>,
    urls: Mutex<HashMap<String, Pass>>,
    /// The connection tokens, with their ends.
    tokens: Mutex<HashMap<String, SystemTime>>,
    /// What expires, by time and number.
    expiries: Mutex<BTreeMap<(SystemTime, u64), Expiring>>,
    next: AtomicU64,
    changes: watch::Sender<u64>,
}

#[derive(Debug)]
enum Expiring {
    /// A URL, by its secret part.
    Url(String),
    /// A socket of a participant.
    Socket(Arc<Line>),
}

/// The right to open a socket.
#[derive(Clone, Debug)]
pub(super) struct Pass {
    pub(super) line: Arc<Line>,
    usable_until: SystemTime,
    pub(super) expires: SystemTime,
}

/// A contact.
#[derive(Debug, Default)]
pub(super) struct ContactState {
    pub(super) id: String,
    pub(super) inner: Mutex<Inner>,
}

#[derive(Debug, Default)]
pub(super) struct Inner {
    pub(super) has_ended: bool,
    /// The id after a transfer.
    pub(super) transferred_to: Option<String>,
    /// The chat goes on after the customer has left.
    pub(super) stays_open: bool,
    /// The test ends scans of attachments.
    pub(super) holds_scans: bool,
    pub(super) lines: Vec<Arc<Line>>,
    /// The participants that have joined and not left, by id.
    pub(super) present: Vec<String>,
    /// The authentication sessions, with their beginnings.
    pub(super) sessions: HashMap<String, SystemTime>,
}

pub(super) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl ContactState {
    pub(super) fn inner(&self) -> MutexGuard<'_, Inner> {
        locked(&self.inner)
    }

    /// Returns the id of the current contact: a transfer begins a new one.
    pub(super) fn current(&self) -> String {
        self.inner().transferred_to.as_ref().unwrap_or(&self.id).clone()
    }

    pub(super) fn line(&self, participant: &str) -> Option<Arc<Line>> {
        self.inner().lines.iter().find(|line| line.sender.id == participant).cloned()
    }

    /// Sends an item to all participants.
    pub(super) fn deliver(&self, item: &Map<String, Value>) {
        let lines = self.inner().lines.clone();
        let frame = frame(&self.id, item);
        lines.iter().for_each(|line| line.deliver(&frame));
    }

    /// Ends the chat; returns whether it had not ended.
    pub(super) fn end(&self) -> bool {
        !std::mem::replace(&mut self.inner().has_ended, true)
    }

    /// Removes a participant from those who are present; returns whether it was one.
    pub(super) fn leave(&self, participant: &str) -> bool {
        let mut inner = self.inner();
        let before = inner.present.len();
        inner.present.retain(|id| id != participant);
        inner.present.len() < before
    }
}

impl World {
    pub(super) fn new(clock: ServiceClock, lifetimes: Lifetimes, address: String) -> Self {
        Self {
            clock,
            lifetimes,
            address,
            contacts: Mutex::default(),
            urls: Mutex::default(),
            tokens: Mutex::default(),
            expiries: Mutex::default(),
            next: AtomicU64::new(0),
            changes: watch::Sender::new(0),
        }
    }

    /// Returns a new id, unlike those of the HTTP server.
    pub(super) fn id(&self) -> String {
        format!("00000000-0000-4000-9000-{:012x}", self.next.fetch_add(1, Ordering::Relaxed) + 1)
    }

    pub(super) fn add_contact(&self) -> Arc<ContactState> {
        let contact = Arc::new(ContactState { id: self.id(), inner: Mutex::default() });
        locked(&self.contacts).insert(contact.id.clone(), Arc::clone(&contact));
        contact
    }

    pub(super) fn contact(&self, id: &str) -> Option<Arc<ContactState>> {
        locked(&self.contacts).get(id).cloned()
    }

    pub(super) fn add_line(&self, contact: &ContactState, sender: Sender) -> Arc<Line> {
        let line = Arc::new(Line::new(sender));
        contact.inner().lines.push(Arc::clone(&line));
        line
    }

    /// Returns a new URL for a participant, and its end.
    pub(super) fn issue_url(&self, line: &Arc<Line>) -> (String, SystemTime) {
        let (secret, now) = (self.id(), self.clock.now());
        let expires = now + self.lifetimes.socket;
        let usable_until = now + self.lifetimes.opening;
        let url = format!("ws://{}/?token={secret}", self.address);
        self.expires(usable_until, Expiring::Url(secret.clone()));
        locked(&self.urls).insert(secret, Pass { line: Arc::clone(line), usable_until, expires });
        (url, expires)
    }

    /// Closes the socket that was opened with this right, when it expires.
    pub(super) fn close_later(&self, pass: &Pass) {
        self.expires(pass.expires, Expiring::Socket(Arc::clone(&pass.line)));
    }

    fn expires(&self, at: SystemTime, what: Expiring) {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        locked(&self.expiries).insert((at, number), what);
    }

    /// Returns the right to open a socket; `None` if the URL is unknown or too old.
    pub(super) fn pass(&self, query: &str) -> Option<Pass> {
        let secret = query.split('&').find_map(|pair| pair.strip_prefix("token="))?;
        let now = self.clock.now();
        locked(&self.urls).get(secret).filter(|pass| now < pass.usable_until && now < pass.expires).cloned()
    }

    /// Returns the end of a new connection token.
    pub(super) fn issue_token(&self, token: &str) -> SystemTime {
        let end = self.clock.now() + self.lifetimes.token;
        locked(&self.tokens).insert(token.to_owned(), end);
        end
    }

    pub(super) fn has_expired(&self, token: &str) -> bool {
        locked(&self.tokens).get(token).is_some_and(|end| *end <= self.clock.now())
    }

    /// Closes expired sockets, and removes expired URLs.
    pub(super) fn expire(&self) {
        let now = self.clock.now();
        while let Some(expiring) = self.due(now) {
            match expiring {
                Expiring::Url(secret) => drop(locked(&self.urls).remove(&secret)),
                Expiring::Socket(line) => line.expire(now),
            }
        }
    }

    fn due(&self, now: SystemTime) -> Option<Expiring> {
        let mut expiries = locked(&self.expiries);
        let first = expiries.first_entry().filter(|first| first.key().0 <= now)?;
        Some(first.remove())
    }

    /// Signals a change to those who wait for one.
    pub(super) fn changed(&self) {
        self.changes.send_modify(|number| *number = number.wrapping_add(1));
    }

    pub(super) fn changes(&self) -> watch::Receiver<u64> {
        self.changes.subscribe()
    }

    /// The current time, as in items.
    pub(super) fn time(&self) -> String {
        date_time(self.clock.now())
    }
}

/// Formats a time, in milliseconds.
pub(super) fn date_time(time: SystemTime) -> String {
    let since = time.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    let second = i64::try_from(since.as_secs()).unwrap_or(i64::MAX);
    let text = Timestamp::from_epoch(second, 0).map(Timestamp::to_date_time).unwrap_or_default();
    format!("{}.{:03}Z", text.trim_end_matches('Z'), since.subsec_millis())
}
