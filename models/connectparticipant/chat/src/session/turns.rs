//! How the parts of a session work together: what an input means for each, and what follows from the result.

use connectparticipant::operation::GetTranscriptResponse;
use connectparticipant::types::{ChatContentType, ChatItemType};

use super::action::{Action, End, Notice};
use super::connector::Outcome;
use super::delivery::Source;
use super::feed::Feed;
use super::gap::{Step, is_past};
use super::input::{Failure, Input};
use super::known::is_metadata;
use super::now::Turn;
use super::receipts::{ReceiptKind, Receipts};
use super::settings::Settings;
use super::sockets::Event;
use super::{Parts, Phase};
use crate::frame::{self, Frame, MAX_LENGTH, Unknown};
use crate::item::Item;

/// The part of a frame that is too long which is reported, in bytes.
const SHOWN: usize = 1024;

impl Parts {
    /// Whether connections are made: not without a network, and not for a chat that is over.
    pub(super) fn connects(&self, phase: &Phase) -> bool {
        let fading = matches!(phase, Phase::Fading { .. });
        self.sockets.has_network() && !fading && (self.sockets.is_live() || !self.feed.is_ending())
    }

    /// Handles an input. Returns the end of the session.
    pub(super) fn input(&mut self, turn: &mut Turn<'_>, phase: &mut Phase, input: Input<'_>) -> Option<End> {
        let now = turn.elapsed();
        match input {
            Input::Tick => {}
            Input::Connection(result) => {
                let outcome = self.connector.result(turn, result)?;
                return self.connection(turn, phase, outcome);
            }
            Input::Transcript(result) => self.transcript(turn, phase, result),
            Input::Opened(socket) => self.sockets.opened(turn, socket),
            Input::Frame(socket, text) => self.frame(turn, phase, socket, text),
            Input::Closed(socket) => {
                let event = self.sockets.closed(turn, socket);
                self.event(turn, phase, event);
            }
            Input::Network(network) => {
                if network && !self.sockets.has_network() {
                    self.connector.retry_now(now);
                }
                self.sockets.network(now, network);
            }
            Input::Resumed => self.sockets.probe(now),
            Input::Typing if self.typing.typed(now) => turn.act(Action::Typing),
            Input::Typing => {}
            Input::Sent => self.typing.sent(),
            Input::Delivered(id) => self.receipts.plan(now, turn.settings, ReceiptKind::Delivered, id),
            Input::Read(id) => self.receipts.plan(now, turn.settings, ReceiptKind::Read, id),
            Input::Receipt(receipt, result) => {
                if self.receipts.result(&receipt, &result) {
                    turn.notice(Notice::ReceiptsOff);
                }
            }
            Input::Left if *phase == Phase::Open => *phase = Phase::Leaving(now + turn.settings.linger),
            Input::Left => {}
            Input::Close => return Some(End::Closed),
        }
        None
    }

    /// Does what is due. Returns the end of the session.
    pub(super) fn run(&mut self, turn: &mut Turn<'_>, phase: &mut Phase) -> Option<End> {
        let event = self.sockets.tick(turn);
        self.event(turn, phase, event);
        if self.connects(phase) {
            self.connector.tick(turn, self.sockets.url_needed());
        }
        if let Some(time) = self.feed.look_up(turn.elapsed(), turn.settings) {
            self.gap.want_since(time);
        }
        self.gap.tick(turn, self.connector.token());
        for receipt in self.receipts.due(turn.elapsed(), turn.settings.receipts).into_iter().flatten() {
            turn.act(Action::Receipt(receipt));
        }
        if let Some(item) = self.feed.release(turn) {
            return Some(End::Chat(Box::new(item)));
        }
        let end = match *phase {
            Phase::Leaving(until) if turn.elapsed() >= until => End::Left,
            Phase::Fading { until, left } if turn.elapsed() >= until || !self.gap.is_busy() => {
                if left {
                    End::Left
                } else {
                    End::WhileAway
                }
            }
            _ => return None,
        };
        Some(self.feed.flush(turn).map_or(end, |item| End::Chat(Box::new(item))))
    }

    fn connection(&mut self, turn: &mut Turn<'_>, phase: &mut Phase, outcome: Outcome) -> Option<End> {
        let failure = match outcome {
            Outcome::Url(fetched) => {
                if self.connects(phase) {
                    self.sockets.open(turn, fetched);
                }
                return None;
            }
            Outcome::Nothing => return None,
            Outcome::NoUrl(failure) => failure,
        };
        // While a socket is live, the chat goes on; the call is repeated.
        if failure.retryable || self.sockets.is_live() {
            return None;
        }
        if !failure.is_denied() || !self.connected {
            return Some(End::Failed(failure));
        }
        self.fade(turn, phase);
        None
    }

    /// The chat is over, and the connection, too: the last items are read from the transcript.
    fn fade(&mut self, turn: &mut Turn<'_>, phase: &mut Phase) {
        self.gap.want();
        self.feed.hold(turn.elapsed() + turn.settings.gap_hold);
        let left = matches!(phase, Phase::Leaving(_));
        *phase = Phase::Fading { until: turn.elapsed() + turn.settings.gap_hold, left };
    }

    fn event(&mut self, turn: &mut Turn<'_>, phase: &mut Phase, event: Option<Event>) {
        match event {
            None => {}
            Some(Event::Lost(reason)) => {
                turn.notice(Notice::Lost(reason));
                self.gap.lost();
                // Items that wait may have been overtaken by others that are lost.
                self.feed.hold(turn.elapsed() + turn.settings.gap_hold);
                if self.feed.is_ending() {
                    self.fade(turn, phase);
                }
            }
            Some(Event::Renewed) => self.gap.want(),
            Some(Event::Connected) => {
                self.connected = true;
                turn.notice(Notice::Connected);
                self.feed.hold(turn.elapsed() + turn.settings.gap_hold);
                self.gap.want();
            }
        }
    }

    fn frame(&mut self, turn: &mut Turn<'_>, phase: &mut Phase, socket: super::SocketId, text: &str) {
        let frame = frame::decode(text);
        match &frame {
            Frame::Empty => {}
            Frame::Chat(content) => match Item::from_json(content) {
                Ok(item) => {
                    self.gap.seen(&item);
                    add(&mut self.feed, &mut self.receipts, turn, item, Source::Socket);
                }
                Err(_) => unknown(turn, Unknown::Content, text),
            },
            Frame::Gateway(error) => turn.notice(Notice::Gateway(error.message.as_ref().into())),
            Frame::Unknown(reason) => unknown(turn, *reason, text),
            Frame::Subscribed(_) | Frame::Heartbeat | Frame::Ping(_) => {
                let event = self.sockets.frame(turn, socket, &frame);
                self.event(turn, phase, event);
            }
        }
    }

    fn transcript(
        &mut self,
        turn: &mut Turn<'_>,
        phase: &Phase,
        result: Result<Box<GetTranscriptResponse>, Failure>,
    ) {
        let Self { gap, feed, receipts, .. } = self;
        let over = matches!(phase, Phase::Fading { .. }) || feed.is_ending();
        let step = match result {
            Ok(page) => {
                gap.page(turn, *page, |turn, item| add(feed, receipts, turn, item, Source::Transcript))
            }
            Err(failure) => gap.failed(turn, failure, over),
        };
        match step {
            Some(Step::More(Some(time))) => feed.filled(Some(time)),
            Some(Step::Done) if !gap.is_busy() => feed.filled(None),
            Some(Step::Denied) => self.connector.refresh(turn.elapsed()),
            Some(Step::More(None) | Step::Done) | None => {}
        }
    }
}

/// Adds an item to the feed. Returns whether it says anything new.
fn add(feed: &mut Feed, receipts: &mut Receipts, turn: &mut Turn<'_>, item: Item, source: Source) -> bool {
    if !is_of_contact(turn.settings, &item) {
        turn.notice(Notice::OtherContact(Box::new(item)));
        return false;
    }
    if let Some(participant_id) = turn.settings.participant_id.as_deref().filter(|_| is_metadata(&item)) {
        receipts.seen(&item, participant_id);
    }
    let ends = is_end(turn.settings, &item);
    feed.add(turn, item, source, ends)
}

/// Whether an item belongs to the contact of the session. Agents receive several contacts through one socket.
fn is_of_contact(settings: &Settings, item: &Item) -> bool {
    let Some(contact) = &settings.contact_id else { return true };
    let mut ids = [&item.initial_contact_id, &item.item.contact_id, &item.item.related_contact_id]
        .into_iter()
        .flatten();
    is_metadata(item) || ids.clone().next().is_none() || ids.any(|id| id == contact)
}

/// Whether the chat is over with an item.
fn is_end(settings: &Settings, item: &Item) -> bool {
    let event = match item.item.content_type {
        Some(ChatContentType::ChatEnded) => true,
        Some(ChatContentType::TransferSucceeded) => settings.ends_on_transfer,
        _ => false,
    };
    event && item.item.r#type == Some(ChatItemType::Event) && !is_past(item)
}

fn unknown(turn: &mut Turn<'_>, reason: Unknown, text: &str) {
    let shown = if reason == Unknown::TooLong { SHOWN } else { MAX_LENGTH };
    let end = (0..=shown.min(text.len())).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    turn.notice(Notice::Unknown { reason, text: text[..end].into() });
}
