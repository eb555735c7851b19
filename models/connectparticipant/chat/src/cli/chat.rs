//! `chat`: one loop over updates, input and Ctrl-C, in one thread.

use std::collections::VecDeque;
use std::future::poll_fn;
use std::io::{IsTerminal, stderr, stdin, stdout};
use std::pin::Pin;
use std::task::Poll;
use std::time::{Duration, Instant};

use connectparticipant::Client;
use farrier_runtime::cli::extension::Invocation;
use farrier_runtime::cli::failure::{Failure, Kind};
use farrier_runtime::cli::interrupt::on_interrupt;
use futures_core::Stream;
use serde_json::json;
use tokio::sync::mpsc::{Receiver, UnboundedReceiver, unbounded_channel};
use tokio::time::{Sleep, sleep};

use super::acts::{self, Act, Done};
use super::editor::Pressed;
use super::inputs::{self, Input};
use super::lines::TYPING;
use super::screen::Screen;
use super::typed::Typed;
use super::view::View;
use crate::content::Content;
use crate::session::{Change, Delivery, End, History, Notice, Source};
use crate::{Chat, ConnectError, Update};

/// The number of earlier items that are shown by default.
const HISTORY: u64 = 20;
/// The time for the end of the chat, after leaving it.
const LINGER: Duration = Duration::from_secs(5);

/// The time for earlier items after they were read: the session delivers them in order, within its reorder window of 100 milliseconds.
const SETTLE: Duration = Duration::from_millis(300);

/// Runs the command.
pub(super) fn run(invocation: &Invocation<'_>) -> Result<(), Failure> {
    let client = invocation.async_client(Client::builder())?;
    // With the errors of all commands: a session retries without end if there is no network.
    invocation.call([("Type", json!(["CONNECTION_CREDENTIALS"]))])?;
    super::block_on(converse(invocation, &client))
}

async fn converse(invocation: &Invocation<'_>, client: &Client) -> Result<(), Failure> {
    let past = invocation.matches().get_one::<u64>("history").copied().unwrap_or(HISTORY);
    let is_terminal = stdin().is_terminal();
    let whole = is_terminal && stdout().is_terminal() && stderr().is_terminal() && !invocation.wants_values();
    let screen = if whole { Screen::new() } else { None };
    let saved = screen.as_ref().map(Screen::saved);
    let (interrupts, interrupted) = unbounded_channel();
    // The second one ends the program.
    let mut count = 0;
    let _interrupts = on_interrupt(move || {
        count += 1;
        if let (true, Some(saved)) = (count > 1, &saved) {
            saved.restore();
        }
        count == 1 && interrupts.send(()).is_ok()
    });
    let token = invocation.member(super::TOKEN).unwrap_or_default();
    let builder = Chat::builder(client, token).settings(|settings| {
        settings.linger = LINGER;
        settings.history = if past == 0 { History::Skip } else { History::Contact };
    });
    let chat = builder.start().map_err(|error| refused(&error))?;
    let input = if screen.is_some() { inputs::keys() } else { inputs::lines() };
    let mut conversation = Conversation {
        invocation,
        commands: is_terminal || invocation.matches().get_flag("commands"),
        is_script: !is_terminal,
        view: View::new(invocation, screen)?,
        chat,
        past: (past > 0).then(|| Past {
            most: usize::try_from(past).unwrap_or(usize::MAX),
            items: VecDeque::new(),
            settles: None,
        }),
        input: Some(input),
        interrupted,
        lines: VecDeque::new(),
        act: None,
        typing: None,
        typed: None,
        tick: None,
        failure: None,
    };
    let result = conversation.run().await;
    conversation.chat.close().await;
    result
}

fn refused(error: &ConnectError) -> Failure {
    Failure::other(error.to_string())
}

/// Returns the result of a session.
pub(super) fn ended(end: &End) -> Result<(), Failure> {
    match end {
        End::Failed(failure) if failure.status.is_some() => {
            Err(Failure::new(Kind::Service, failure.message.clone()))
        }
        End::Failed(failure) => Err(Failure::other(failure.message.clone())),
        _ => Ok(()),
    }
}

/// The items from before the connection: the last ones are shown when all are there.
struct Past {
    most: usize,
    items: VecDeque<Box<Delivery>>,
    /// The timer for items that the session still orders, after all were read.
    settles: Option<Pin<Box<Sleep>>>,
}

impl Past {
    fn add(&mut self, delivery: Box<Delivery>) {
        let id = delivery.item.id();
        if let Some(known) = self.items.iter_mut().find(|known| id.is_some() && known.item.id() == id) {
            let change = known.change;
            *known = delivery;
            known.change = change;
            return;
        }
        if self.items.len() == self.most {
            self.items.pop_front();
        }
        self.items.push_back(delivery);
    }
}

struct Conversation<'a> {
    invocation: &'a Invocation<'a>,
    /// Whether lines may be commands.
    commands: bool,
    /// Whether failures of the input decide the exit code.
    is_script: bool,
    view: View<'a>,
    chat: Chat,
    past: Option<Past>,
    input: Option<Receiver<Input>>,
    interrupted: UnboundedReceiver<()>,
    /// Lines that wait for the act before them.
    lines: VecDeque<String>,
    act: Option<(String, Act<'a>)>,
    /// The typing event that is sent, and the time of the last one.
    typing: Option<Act<'a>>,
    typed: Option<Instant>,
    /// The time at which somebody is no longer typing.
    tick: Option<Pin<Box<Sleep>>>,
    failure: Option<Failure>,
}

/// The next event.
enum Happening {
    Update(Option<Update>),
    Input(Option<Input>),
    Done(String, Result<Done, Failure>),
    Interrupt,
    /// All earlier items are there.
    Settled,
    Tick,
}

impl Conversation<'_> {
    async fn run(&mut self) -> Result<(), Failure> {
        let mut end = Ok(());
        loop {
            match self.next().await {
                Happening::Interrupt => return Err(Failure::interrupt()),
                Happening::Update(None) => break,
                Happening::Update(Some(update)) => {
                    if let Update::End(reason) = &update {
                        end = ended(reason);
                    }
                    self.update(update)?;
                }
                Happening::Done(what, result) => self.done(&what, result)?,
                Happening::Settled => self.past()?,
                Happening::Input(None) => self.input = None,
                Happening::Input(Some(input)) => self.input(input)?,
                Happening::Tick => {
                    self.view.lines.expire(Instant::now());
                    self.view.status()?;
                }
            }
            self.begin()?;
        }
        self.rest().await?;
        end.and(self.failure.take().map_or(Ok(()), Err))
    }

    async fn next(&mut self) -> Happening {
        let takes_input = self.view.screen.is_some() || (self.lines.is_empty() && self.act.is_none());
        let Self { chat, input, interrupted, act, typing, past, tick, .. } = self;
        poll_fn(|cx| {
            if let Poll::Ready(Some(())) = interrupted.poll_recv(cx) {
                return Poll::Ready(Happening::Interrupt);
            }
            if let Poll::Ready(update) = Pin::new(&mut *chat).poll_next(cx) {
                return Poll::Ready(Happening::Update(update));
            }
            if let Some((_, future)) = act {
                if let Poll::Ready(result) = future.as_mut().poll(cx) {
                    let what = act.take().map(|(what, _)| what).unwrap_or_default();
                    return Poll::Ready(Happening::Done(what, result));
                }
            }
            if let Some(Poll::Ready(result)) = typing.as_mut().map(|typing| typing.as_mut().poll(cx)) {
                *typing = None;
                return Poll::Ready(Happening::Done(String::new(), result));
            }
            let settles = past.as_mut().and_then(|past| past.settles.as_mut());
            if settles.is_some_and(|timer| timer.as_mut().poll(cx).is_ready()) {
                return Poll::Ready(Happening::Settled);
            }
            if let Some(input) = input.as_mut().filter(|_| takes_input) {
                if let Poll::Ready(input) = input.poll_recv(cx) {
                    return Poll::Ready(Happening::Input(input));
                }
            }
            if tick.as_mut().is_some_and(|tick| tick.as_mut().poll(cx).is_ready()) {
                *tick = None;
                return Poll::Ready(Happening::Tick);
            }
            Poll::Pending
        })
        .await
    }

    fn update(&mut self, update: Update) -> Result<(), Failure> {
        let update = match (update, &mut self.past) {
            (Update::Item(delivery), Some(past)) if delivery.source == Source::Transcript => {
                past.add(delivery);
                return Ok(());
            }
            (update, _) => update,
        };
        match &update {
            Update::Item(_) | Update::End(_) => self.past()?,
            Update::Notice(Notice::Filled { .. }) => {
                if let Some(past) = &mut self.past {
                    past.settles = Some(Box::pin(sleep(SETTLE)));
                }
            }
            _ => {}
        }
        self.view.update(&update)?;
        if let Update::Item(delivery) = &update {
            if !self.view.lines.status().is_empty() || matches!(delivery.change, Change::Partial { .. }) {
                self.tick = Some(Box::pin(sleep(TYPING)));
            }
        }
        Ok(())
    }

    /// Shows the earlier items.
    fn past(&mut self) -> Result<(), Failure> {
        for delivery in self.past.take().into_iter().flat_map(|past| past.items) {
            self.view.update(&Update::Item(delivery))?;
        }
        Ok(())
    }

    /// A key was pressed in a text.
    fn types(&mut self) {
        let is_due = self.typed.is_none_or(|typed| typed.elapsed() >= TYPING);
        if is_due && self.typing.is_none() {
            self.typed = Some(Instant::now());
            self.typing = Some(acts::typing(self.chat.clone()));
        }
    }

    fn input(&mut self, input: Input) -> Result<(), Failure> {
        match input {
            Input::Line(line) => self.lines.push_back(line),
            Input::Unusable(reason) => self.fail("not sent", Failure::parameter(reason))?,
            Input::Key(key) => match self.view.press(&key)? {
                Pressed::Line(line) => self.lines.push_back(line),
                Pressed::Changed if self.view.screen.as_ref().is_some_and(Screen::is_typing) => {
                    self.types();
                }
                Pressed::End => self.view.note("/quit leaves the chat; Ctrl-C closes the connection")?,
                Pressed::Changed | Pressed::Nothing => {}
            },
        }
        Ok(())
    }

    /// Begins the act of the next line.
    fn begin(&mut self) -> Result<(), Failure> {
        while self.act.is_none() {
            let Some(line) = self.lines.pop_front() else { break };
            let (chat, invocation) = (self.chat.clone(), self.invocation);
            self.act = match Typed::read(&line, self.commands) {
                Typed::Empty => None,
                Typed::Text(text) => {
                    Some(("not sent".to_owned(), acts::send(chat, invocation, Content::Text(text.into()))))
                }
                Typed::Choose(number) => match self.view.lines.choice(number) {
                    Some(content) => Some(("not sent".to_owned(), acts::send(chat, invocation, content))),
                    None => {
                        self.fail("not sent", Failure::parameter(format!("there is no choice {number}")))?;
                        None
                    }
                },
                Typed::File(path) => {
                    Some((format!("{path:?} is not sent"), acts::send_file(chat, invocation, path)))
                }
                Typed::Save { attachment, path } => {
                    let id = self.view.lines.attachment(&attachment);
                    Some((format!("{attachment} is not saved"), acts::save(chat, invocation, id, path)))
                }
                Typed::Quit => Some(("not left".to_owned(), acts::leave(chat, invocation))),
                Typed::Help => {
                    self.view.help()?;
                    None
                }
                Typed::Invalid(reason) => {
                    self.fail("not sent", Failure::parameter(reason))?;
                    None
                }
            };
        }
        Ok(())
    }

    fn done(&mut self, what: &str, result: Result<Done, Failure>) -> Result<(), Failure> {
        match result {
            Ok(done) => {
                if matches!(done, Done::Sent { .. }) {
                    self.typed = None;
                }
                self.view.done(&done)
            }
            Err(failure) => self.fail(what, failure),
        }
    }

    fn fail(&mut self, what: &str, failure: Failure) -> Result<(), Failure> {
        self.view.failed(what, &failure)?;
        if self.is_script && self.failure.is_none() {
            self.failure = Some(failure);
        }
        Ok(())
    }

    /// The chat is over: reports the input that was not sent.
    async fn rest(&mut self) -> Result<(), Failure> {
        if let Some((what, act)) = self.act.take() {
            let result = act.await;
            self.done(&what, result)?;
        }
        for _ in 0..self.lines.len() {
            self.begin()?;
            if let Some((what, act)) = self.act.take() {
                let result = act.await;
                self.done(&what, result)?;
            }
        }
        Ok(())
    }
}
