//! Reads the transcript: the history, and the items that were missed while the connection was lost. This module decides which
//! pages to read; it knows nothing about sockets.

use std::time::Duration;

use connectparticipant::operation::{GetTranscriptRequest, GetTranscriptResponse};
use connectparticipant::types::{ConnectionToken, ScanDirection, SortKey, StartPosition};
use farrier_runtime::Timestamp;

use super::action::{Action, Notice};
use super::anchors::Anchors;
use super::fill::{Fill, Page, Start};
use super::input::Failure;
use super::now::Turn;
use super::settings::{History, Settings};
use crate::item::Item;

/// The number of items on a page, the maximum of the service.
const PAGE: i32 = 100;

/// What is to be read, and what is being read.
#[derive(Debug)]
pub(super) struct Gap {
    anchors: Anchors,
    /// Whether the history was read.
    begun: bool,
    wanted: bool,
    /// The time before which reading has to begin, if one is known.
    since: Option<Timestamp>,
    /// Whether items may be missing before those that arrive.
    open: bool,
    state: State,
    /// The item before the first one to deliver.
    skip: Option<String>,
}

#[derive(Debug)]
enum State {
    Idle,
    Calling(Fill),
    Waiting(Fill, Duration),
}

/// The result of a page.
#[derive(Debug, PartialEq)]
pub(super) enum Step {
    /// There is more to read. The gap is filled up to this time, if its pages are in order.
    More(Option<Timestamp>),
    /// Nothing more is read.
    Done,
    /// The token was rejected: another attempt with a new token follows.
    Denied,
}

impl Gap {
    pub(super) fn new(settings: &Settings) -> Self {
        let skip = match &settings.history {
            History::After(id) => Some(id.clone()),
            _ => None,
        };
        Self {
            anchors: Anchors::default(),
            begun: false,
            wanted: false,
            since: None,
            open: true,
            state: State::Idle,
            skip,
        }
    }

    /// Items may be missing: the transcript is read when there is no other call for it.
    pub(super) fn want(&mut self) {
        self.wanted = true;
        self.open = true;
    }

    /// An item is incomplete: the transcript is read from before its time.
    pub(super) fn want_since(&mut self, time: Timestamp) {
        self.wanted = true;
        self.since = Some(self.since.map_or(time, |since| since.min(time)));
    }

    /// The connection is lost: items that arrive later are from after a gap.
    pub(super) fn lost(&mut self) {
        self.open = true;
    }

    pub(super) fn is_busy(&self) -> bool {
        self.wanted || !matches!(self.state, State::Idle)
    }

    /// An item arrived, from any source.
    pub(super) fn seen(&mut self, item: &Item) {
        if self.open {
            self.anchors.add_after_gap(item);
        } else {
            self.anchors.add(item);
        }
    }

    pub(super) fn deadline(&self) -> Option<Duration> {
        match self.state {
            State::Waiting(_, at) => Some(at),
            State::Idle | State::Calling(_) => None,
        }
    }

    /// Makes the call that is due.
    pub(super) fn tick(&mut self, turn: &mut Turn<'_>, token: Option<&ConnectionToken>) {
        let Some(token) = token else { return };
        let fill = match std::mem::replace(&mut self.state, State::Idle) {
            State::Idle if self.wanted => self.begin(turn.settings),
            State::Waiting(fill, at) if turn.elapsed() >= at => fill,
            other => {
                self.state = other;
                return;
            }
        };
        turn.act(Action::GetTranscript(Box::new(request(&fill, token))));
        self.state = State::Calling(fill);
    }

    fn begin(&mut self, settings: &Settings) -> Fill {
        self.wanted = false;
        if !std::mem::replace(&mut self.begun, true) {
            return match &settings.history {
                History::After(id) => Fill::new(Start::After(id.clone()), None),
                History::Skip => Fill::new(Start::Learn, None),
                History::Contact | History::All => Fill::new(Start::Newest, None),
            };
        }
        match self.anchors.start(settings.gap_overlap, self.since.take()) {
            Some(anchor) => Fill::new(Start::After(anchor.id.clone()), Some(anchor.clone())),
            None => self.skip.as_ref().map_or_else(
                || Fill::new(Start::Newest, None),
                |id| Fill::new(Start::After(id.clone()), None),
            ),
        }
    }

    /// Handles a page: `add` delivers an item, and returns whether it says anything new.
    pub(super) fn page(
        &mut self,
        turn: &mut Turn<'_>,
        response: GetTranscriptResponse,
        mut add: impl FnMut(&mut Turn<'_>, Item) -> bool,
    ) -> Option<Step> {
        let State::Calling(mut fill) = std::mem::replace(&mut self.state, State::Idle) else { return None };
        let mut page = Page::default();
        let past = turn.settings.history != History::All;
        for item in response.transcript.into_iter().flatten().map(Item::from) {
            page.place(&item, past && is_past(&item));
            if fill.start == Start::Learn {
                self.skip = item.id().map(str::to_owned);
                self.anchors.add(&item);
            } else if !(past && is_past(&item) || fill.is_before(&item) || self.is_skipped(&item)) {
                if fill.is_forward() {
                    self.anchors.add(&item);
                } else {
                    self.anchors.add_after_gap(&item);
                }
                page.new |= add(turn, item);
            }
        }
        let token = response.next_token.filter(|token| !token.is_empty());
        if token.is_none() || !fill.advance(&page) {
            return Some(self.done(turn, true));
        }
        if fill.pages >= turn.settings.gap_pages {
            return Some(self.done(turn, false));
        }
        let filled = page.newest.filter(|_| fill.is_forward());
        fill.token = token;
        self.state = State::Waiting(fill, turn.elapsed());
        Some(Step::More(filled))
    }

    /// Handles a failed call. `last`: the chat is over, so that there is no other way to read it.
    pub(super) fn failed(&mut self, turn: &mut Turn<'_>, failure: Failure, last: bool) -> Option<Step> {
        let State::Calling(mut fill) = std::mem::replace(&mut self.state, State::Idle) else { return None };
        if last && !failure.retryable {
            return Some(self.done(turn, false));
        }
        fill.failures += 1;
        let at = turn.next_attempt(&failure, fill.failures);
        let step = if failure.retryable {
            Step::More(None)
        } else if failure.is_denied() && fill.denied < 2 {
            fill.denied += 1;
            Step::Denied
        } else if !failure.is_denied() && fill.fall_back(self.anchors.newest(), turn.settings.gap_overlap) {
            Step::More(None)
        } else {
            turn.notice(Notice::CallFailed(Box::new(failure)));
            return Some(self.done(turn, false));
        };
        turn.notice(Notice::CallFailed(Box::new(failure)));
        self.state = State::Waiting(fill, at);
        Some(step)
    }

    fn is_skipped(&self, item: &Item) -> bool {
        self.skip.is_some() && self.skip.as_deref() == item.id()
    }

    fn done(&mut self, turn: &mut Turn<'_>, complete: bool) -> Step {
        if !self.wanted {
            self.open = false;
            self.anchors.close_gap();
        }
        turn.notice(Notice::Filled { complete });
        Step::Done
    }
}

/// Whether an item belongs to a past contact of a persistent chat.
pub(super) fn is_past(item: &Item) -> bool {
    item.item.related_contact_id.is_some() && item.item.contact_id.is_none()
}

/// A start position is either complete or absent: the service refuses `{}`.
fn request(fill: &Fill, token: &ConnectionToken) -> GetTranscriptRequest {
    let size = if fill.start == Start::Learn { 1 } else { PAGE };
    let direction = if fill.is_forward() { ScanDirection::Forward } else { ScanDirection::Backward };
    let mut request = GetTranscriptRequest::new(token.clone())
        .max_results(size)
        .scan_direction(direction)
        .sort_order(SortKey::Ascending);
    let position = match &fill.start {
        Start::After(id) => Some(StartPosition::new().id(id.clone())),
        Start::AfterTime(time) => Some(StartPosition::new().absolute_time(time.clone())),
        Start::Newest | Start::Learn => None,
    };
    if let Some(position) = position {
        request = request.start_position(position);
    }
    match &fill.token {
        Some(token) => request.next_token(token.clone()),
        None => request,
    }
}
