//! `transcript --follow` over the websocket. While there is none, the transcript is polled.

use std::collections::HashSet;
use std::future::{Future, poll_fn};
use std::io::{self, Write as _};
use std::pin::Pin;
use std::task::Poll;

use connectparticipant::operation::{GetTranscript, GetTranscriptError};
use connectparticipant::types::ChatContentType;
use connectparticipant::{CallError, Client};
use farrier_runtime::cli::extension::{Invocation, Live};
use farrier_runtime::cli::failure::Failure;
use farrier_runtime::cli::harmless::harmless;
use farrier_runtime::cli::interrupt::on_interrupt;
use futures_core::Stream;
use serde_json::json;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::time::{Sleep, sleep};

use super::{ended, values};
use crate::item::Item;
use crate::session::{End, History, Notice};
use crate::{Chat, ChatError, Update};

/// Runs the command.
pub(super) fn run(live: &mut Live<'_>) -> Result<(), Failure> {
    let client = live.invocation().async_client(Client::builder())?;
    // With the errors of all commands: a session retries without end if there is no network.
    live.invocation().call([("Type", json!(["CONNECTION_CREDENTIALS"]))])?;
    super::block_on(watch(live, &client))
}

async fn watch(live: &mut Live<'_>, client: &Client) -> Result<(), Failure> {
    let (interrupts, interrupted) = unbounded_channel();
    let _interrupts = on_interrupt(move || interrupts.send(()).is_ok());
    let token = live.invocation().member(super::TOKEN).unwrap_or_default();
    let builder = Chat::builder(client, token).settings(|settings| settings.history = History::All);
    let chat = builder.start().map_err(|error| Failure::other(error.to_string()))?;
    let mut watched =
        Watched { chat, interrupted, met: HashSet::new(), poll: None, pause: None, is_polling: false };
    let result = watched.run(live).await;
    watched.chat.close().await;
    result
}

/// The items of one poll, oldest first.
type Polled = Result<Vec<connectparticipant::types::Item>, ChatError<GetTranscriptError>>;

struct Watched {
    chat: Chat,
    interrupted: UnboundedReceiver<()>,
    /// The ids of the items so far, at which a poll can stop.
    met: HashSet<String>,
    poll: Option<Pin<Box<dyn Future<Output = Polled>>>>,
    pause: Option<Pin<Box<Sleep>>>,
    /// Whether there is no websocket.
    is_polling: bool,
}

enum FollowEvent {
    Update(Option<Update>),
    Polled(Polled),
    Paused,
    Interrupt,
}

impl Watched {
    async fn run(&mut self, live: &mut Live<'_>) -> Result<(), Failure> {
        loop {
            let wants_more = match self.next().await {
                FollowEvent::Interrupt => return Err(Failure::interrupt()),
                FollowEvent::Update(None) => return Ok(()),
                FollowEvent::Update(Some(Update::End(end))) => return self.end(live, &end),
                FollowEvent::Update(Some(update)) => self.update(live, update)?,
                FollowEvent::Polled(result) => {
                    self.pause = Some(Box::pin(sleep(live.interval())));
                    self.polled(live, result)?
                }
                FollowEvent::Paused => true,
            };
            if !wants_more {
                return Ok(());
            }
            if self.is_polling && self.poll.is_none() && self.pause.is_none() {
                self.poll = Some(Box::pin(poll(self.chat.clone(), self.met.clone())));
            }
        }
    }

    async fn next(&mut self) -> FollowEvent {
        let Self { chat, interrupted, poll, pause, .. } = self;
        poll_fn(|cx| {
            if let Poll::Ready(Some(())) = interrupted.poll_recv(cx) {
                return Poll::Ready(FollowEvent::Interrupt);
            }
            if let Poll::Ready(update) = Pin::new(&mut *chat).poll_next(cx) {
                return Poll::Ready(FollowEvent::Update(update));
            }
            if let Some(future) = poll {
                if let Poll::Ready(result) = future.as_mut().poll(cx) {
                    *poll = None;
                    return Poll::Ready(FollowEvent::Polled(result));
                }
            }
            if pause.as_mut().is_some_and(|pause| pause.as_mut().poll(cx).is_ready()) {
                *pause = None;
                return Poll::Ready(FollowEvent::Paused);
            }
            Poll::Pending
        })
        .await
    }

    fn update(&mut self, live: &mut Live<'_>, update: Update) -> Result<bool, Failure> {
        match update {
            Update::Item(delivery) => return self.show(live, vec![delivery.item]),
            Update::Notice(Notice::Connected) => self.is_polling = false,
            Update::Notice(Notice::Lost(_)) => self.begin_polling("the websocket is lost"),
            Update::Notice(Notice::SubscriptionFailed) => {
                self.begin_polling("the websocket has no subscription");
            }
            Update::Notice(Notice::CallFailed(failure)) => note(&format!("{failure}; retrying")),
            Update::SocketFailed(reason) => {
                self.begin_polling(&format!("the websocket cannot be opened: {reason}"));
            }
            Update::Notice(_) | Update::End(_) => {}
        }
        Ok(true)
    }

    fn begin_polling(&mut self, reason: &str) {
        if !std::mem::replace(&mut self.is_polling, true) {
            note(&format!("{reason}; polling until it is open"));
        }
    }

    /// Shows items, except typing events, which a transcript does not have.
    fn show(&mut self, live: &mut Live<'_>, items: Vec<Item>) -> Result<bool, Failure> {
        let is_shown = |item: &Item| item.item.content_type != Some(ChatContentType::Typing);
        let items: Vec<Item> = items.into_iter().filter(is_shown).collect();
        self.met.extend(items.iter().filter_map(Item::id).map(str::to_owned));
        live.show(items.iter().map(|item| values::plain(&item.item)).collect())
    }

    fn polled(&mut self, live: &mut Live<'_>, result: Polled) -> Result<bool, Failure> {
        match result {
            Ok(items) => self.show(live, items.into_iter().map(Item::from).collect()),
            // The end follows as an update.
            Err(ChatError::Ended) => Ok(true),
            // A session notices the end only when it needs another URL, which can take more than a minute.
            Err(ChatError::Call(error)) if error.is_access_denied() && !self.met.is_empty() => {
                note(&format!("the chat has ended: {}", message(live.invocation(), &error)));
                Ok(false)
            }
            Err(ChatError::Call(error)) => {
                note(&format!("{}; retrying", message(live.invocation(), &error)));
                Ok(true)
            }
        }
    }

    fn end(&mut self, live: &mut Live<'_>, end: &End) -> Result<(), Failure> {
        match end {
            End::Chat(last) => self.show(live, vec![Item::clone(last)]).map(drop),
            End::WhileAway => {
                note("the chat has ended");
                Ok(())
            }
            end => ended(end),
        }
    }
}

/// Reads the transcript from the newest item back to a page with a known one.
async fn poll(chat: Chat, met: HashSet<String>) -> Polled {
    let mut pages = chat.history();
    let mut items = Vec::new();
    while let Some(page) = pages.next_page().await? {
        let has_met = page.iter().any(|item| item.id.as_ref().is_some_and(|id| met.contains(id)));
        items.extend(page);
        if has_met {
            break;
        }
    }
    items.reverse();
    Ok(items)
}

fn message(invocation: &Invocation<'_>, error: &CallError<GetTranscriptError>) -> String {
    invocation.failed::<GetTranscript>(error).message
}

/// Prints a text that is not part of the list.
fn note(text: &str) {
    // Standard error may be closed.
    let _ = writeln!(io::stderr(), "{}", harmless(text));
}
