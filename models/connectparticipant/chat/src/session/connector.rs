//! The calls of `CreateParticipantConnection`: one at a time, for a URL, for a connection token, or for both.
//! This module knows nothing about sockets.

use std::time::Duration;

use connectparticipant::operation::{
    CreateParticipantConnectionRequest, CreateParticipantConnectionResponse,
};
use connectparticipant::types::{ConnectionCredentials, ConnectionToken, ConnectionType, Websocket};

use super::action::{Action, Notice, SocketUrl};
use super::expiry::Expiry;
use super::input::Failure;
use super::now::{Turn, earlier};
use super::socket::Fetched;

/// The state of the calls.
#[derive(Debug)]
pub(super) struct Connector {
    /// Whether the call that was not answered yet asks for a URL.
    in_flight: Option<bool>,
    failures: u32,
    retry: Duration,
    token: Option<Token>,
}

#[derive(Debug)]
struct Token {
    value: ConnectionToken,
    refresh: Duration,
    expiry: Option<Expiry>,
}

/// The result of a call.
#[derive(Debug)]
pub(super) enum Outcome {
    /// A URL that was asked for.
    Url(Fetched),
    /// A token, or none: the call is made again.
    Nothing,
    /// There is no URL.
    NoUrl(Failure),
}

impl Connector {
    pub(super) fn new(now: Duration) -> Self {
        Self { in_flight: None, failures: 0, retry: now, token: None }
    }

    pub(super) fn token(&self) -> Option<&ConnectionToken> {
        self.token.as_ref().map(|token| &token.value)
    }

    /// The token was rejected: it is replaced.
    pub(super) fn refresh(&mut self, now: Duration) {
        if let Some(token) = &mut self.token {
            token.refresh = now;
        }
    }

    /// The network is back: there is no reason to wait.
    pub(super) fn retry_now(&mut self, now: Duration) {
        self.retry = self.retry.min(now);
    }

    pub(super) fn deadline(&self, url_needed: Option<Duration>) -> Option<Duration> {
        if self.in_flight.is_some() {
            return None;
        }
        let token = self.token.as_ref().map(|token| token.refresh);
        earlier(url_needed, token).map(|at| at.max(self.retry))
    }

    /// Makes the call that is due, if none is in flight.
    pub(super) fn tick(&mut self, turn: &mut Turn<'_>, url_needed: Option<Duration>) {
        let now = turn.elapsed();
        if self.in_flight.is_some() || now < self.retry {
            return;
        }
        let url = url_needed.is_some_and(|at| now >= at);
        if !url && !self.token.as_ref().is_some_and(|token| token.is_due(turn)) {
            return;
        }
        let request = CreateParticipantConnectionRequest::new(turn.settings.participant_token.clone());
        let request = if url {
            request.r#type([ConnectionType::Websocket, ConnectionType::ConnectionCredentials])
        } else {
            request.r#type([ConnectionType::ConnectionCredentials])
        };
        self.in_flight = Some(url);
        turn.act(Action::Connect(Box::new(request)));
    }

    /// Handles the result of the call.
    pub(super) fn result(
        &mut self,
        turn: &mut Turn<'_>,
        result: Result<Box<CreateParticipantConnectionResponse>, Failure>,
    ) -> Option<Outcome> {
        let url = self.in_flight.take()?;
        let outcome = result.and_then(|response| self.read(turn, *response, url));
        Some(match outcome {
            Ok(outcome) => {
                self.failures = 0;
                outcome
            }
            Err(failure) => self.failed(turn, failure, url),
        })
    }

    fn failed(&mut self, turn: &mut Turn<'_>, failure: Failure, url: bool) -> Outcome {
        self.failures += 1;
        self.retry = turn.next_attempt(&failure, self.failures);
        turn.notice(Notice::CallFailed(Box::new(failure.clone())));
        if url { Outcome::NoUrl(failure) } else { Outcome::Nothing }
    }

    fn read(
        &mut self,
        turn: &mut Turn<'_>,
        response: CreateParticipantConnectionResponse,
        url: bool,
    ) -> Result<Outcome, Failure> {
        let missing =
            |what| Failure::network(format!("the response of CreateParticipantConnection has no {what}"));
        let token = response.connection_credentials.and_then(|credentials| Token::new(turn, credentials));
        if token.is_some() {
            self.token = token;
        } else if !url || self.token.is_none() {
            return Err(missing("connection token"));
        }
        if !url {
            return Ok(Outcome::Nothing);
        }
        let fetched = response.websocket.and_then(|websocket| fetched(turn, websocket));
        fetched.map(Outcome::Url).ok_or_else(|| missing("URL of a websocket"))
    }
}

impl Token {
    fn new(turn: &Turn<'_>, credentials: ConnectionCredentials) -> Option<Self> {
        let value = credentials.connection_token.filter(|token| !token.as_str().is_empty())?;
        let expiry = Expiry::read(turn, credentials.expiry.as_deref(), turn.settings.token_margin);
        let age = expiry.map_or(turn.settings.token_max_age, |expiry| expiry.usable);
        Some(Self { value, refresh: turn.elapsed() + age, expiry })
    }

    fn is_due(&self, turn: &Turn<'_>) -> bool {
        turn.elapsed() >= self.refresh || self.expiry.is_some_and(|expiry| expiry.is_near(turn))
    }
}

/// Reads the URL, and decides when its socket is renewed.
fn fetched(turn: &mut Turn<'_>, websocket: Websocket) -> Option<Fetched> {
    let (settings, at) = (turn.settings, turn.elapsed());
    let url = SocketUrl(websocket.url.filter(|url| !url.is_empty())?);
    let expiry = Expiry::read(turn, websocket.connection_expiry.as_deref(), settings.expiry_margin);
    let usable = expiry.map_or(settings.renew_after, |expiry| expiry.usable.min(settings.renew_after));
    let spread = turn.random.part(settings.renew_spread.min(usable / 4));
    Some(Fetched { url, at, expiry, renew: at + (usable - spread) })
}
