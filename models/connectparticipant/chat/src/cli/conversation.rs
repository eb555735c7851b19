//! A conversation: one loop over updates, input and Ctrl-C, in one thread.

use std::collections::VecDeque;
use std::future::poll_fn;
use std::io::{IsTerminal, stdin};
use std::pin::Pin;
use std::task::Poll;
use std::time::Instant;

use farrier_runtime::cli::extension::Invocation;
use farrier_runtime::cli::failure::Failure;
use futures_core::Stream;
use tokio::sync::mpsc::{Receiver, UnboundedReceiver};
use tokio::time::{Sleep, sleep};

use super::acts::{self, Act, Done};
use super::editor::Pressed;
use super::ended;
use super::inputs::{self, Input};
use super::lines::TYPING;
use super::past::Past;
use super::screen::Screen;
use super::typed::Typed;
use super::view::View;
use crate::content::Content;
use crate::session::{Change, Notice, Source};
use crate::{Chat, Update};

/// A conversation: what is shown, what is typed, and what is on its way.
pub(super) struct Conversation<'a> {
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
enum ConversationEvent {
    Update(Option<Update>),
    Input(Option<Input>),
    Done(String, Result<Done, Failure>),
    Interrupt,
    /// All earlier items are there.
    Settled,
    Tick,
}

impl<'a> Conversation<'a> {
    /// Begins a conversation, with this number of earlier items.
    pub(super) fn new(
        invocation: &'a Invocation<'a>,
        view: View<'a>,
        chat: Chat,
        interrupted: UnboundedReceiver<()>,
        past: u64,
    ) -> Self {
        let is_terminal = stdin().is_terminal();
        let input = if view.screen.is_some() { inputs::keys() } else { inputs::lines() };
        Self {
            invocation,
            commands: is_terminal || invocation.matches().get_flag("commands"),
            is_script: !is_terminal,
            view,
            chat,
            past: Past::new(past),
            input: Some(input),
            interrupted,
            lines: VecDeque::new(),
            act: None,
            typing: None,
            typed: None,
            tick: None,
            failure: None,
        }
    }

    /// Runs it to its end, and closes the connection.
    pub(super) async fn run(mut self) -> Result<(), Failure> {
        let result = self.converse().await;
        self.chat.close().await;
        result
    }

    async fn converse(&mut self) -> Result<(), Failure> {
        let mut end = Ok(());
        loop {
            match self.next().await {
                ConversationEvent::Interrupt => return Err(Failure::interrupt()),
                ConversationEvent::Update(None) => break,
                ConversationEvent::Update(Some(update)) => {
                    if let Update::End(reason) = &update {
                        end = ended(reason);
                    }
                    self.update(update)?;
                }
                ConversationEvent::Done(what, result) => self.done(&what, result)?,
                ConversationEvent::Settled => self.past()?,
                ConversationEvent::Input(None) => self.input = None,
                ConversationEvent::Input(Some(input)) => self.input(input)?,
                ConversationEvent::Tick => {
                    self.view.lines.expire(Instant::now());
                    self.view.status()?;
                }
            }
            self.begin()?;
        }
        self.rest().await?;
        end.and(self.failure.take().map_or(Ok(()), Err))
    }

    async fn next(&mut self) -> ConversationEvent {
        let takes_input = self.view.screen.is_some() || (self.lines.is_empty() && self.act.is_none());
        let Self { chat, input, interrupted, act, typing, past, tick, .. } = self;
        poll_fn(|cx| {
            if let Poll::Ready(Some(())) = interrupted.poll_recv(cx) {
                return Poll::Ready(ConversationEvent::Interrupt);
            }
            if let Poll::Ready(update) = Pin::new(&mut *chat).poll_next(cx) {
                return Poll::Ready(ConversationEvent::Update(update));
            }
            if let Some((_, future)) = act {
                if let Poll::Ready(result) = future.as_mut().poll(cx) {
                    let what = act.take().map(|(what, _)| what).unwrap_or_default();
                    return Poll::Ready(ConversationEvent::Done(what, result));
                }
            }
            if let Some(Poll::Ready(result)) = typing.as_mut().map(|typing| typing.as_mut().poll(cx)) {
                *typing = None;
                return Poll::Ready(ConversationEvent::Done(String::new(), result));
            }
            if past.as_mut().is_some_and(|past| past.poll_settled(cx).is_ready()) {
                return Poll::Ready(ConversationEvent::Settled);
            }
            if let Some(input) = input.as_mut().filter(|_| takes_input) {
                if let Poll::Ready(input) = input.poll_recv(cx) {
                    return Poll::Ready(ConversationEvent::Input(input));
                }
            }
            if tick.as_mut().is_some_and(|tick| tick.as_mut().poll(cx).is_ready()) {
                *tick = None;
                return Poll::Ready(ConversationEvent::Tick);
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
                    past.is_read();
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
        for delivery in self.past.take().into_iter().flat_map(Past::into_items) {
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
