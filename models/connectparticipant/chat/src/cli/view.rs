//! The output of `chat`: text for people, in a terminal with a line that is typed, or values.

use std::io;
use std::time::Instant;

use connectparticipant::types::ChatContentType;
use console::Key;
use farrier_runtime::cli::extension::Invocation;
use farrier_runtime::cli::failure::Failure;
use farrier_runtime::cli::harmless::harmless_lines;
use farrier_runtime::cli::show::{self, Output};
use serde_json::json;

use super::acts::Done;
use super::editor::Pressed;
use super::lines::Lines;
use super::screen::Screen;
use super::typed::HELP;
use super::values;
use crate::Update;
use crate::session::{End, Notice};

pub(super) struct View<'a> {
    invocation: &'a Invocation<'a>,
    /// The output of values.
    values: Option<Output>,
    pub(super) lines: Lines,
    pub(super) screen: Option<Screen>,
}

impl<'a> View<'a> {
    pub(super) fn new(invocation: &'a Invocation<'a>, screen: Option<Screen>) -> Result<Self, Failure> {
        let values = if invocation.wants_values() { Some(invocation.output()?) } else { None };
        Ok(Self { invocation, values, lines: Lines::default(), screen })
    }

    /// Shows an update.
    pub(super) fn update(&mut self, update: &Update) -> Result<(), Failure> {
        if let Some(output) = &mut self.values {
            return output.show_item(values::update(update));
        }
        match update {
            Update::Item(delivery) => {
                let lines = self.lines.item(delivery, Instant::now());
                // In a terminal, those who are typing are in the status.
                let is_status =
                    self.screen.is_some() && delivery.item.item.content_type == Some(ChatContentType::Typing);
                for line in lines.iter().filter(|_| !is_status) {
                    print(&mut self.screen, line)?;
                }
                self.status()
            }
            Update::Notice(Notice::Connected) if self.screen.is_some() => {
                self.note("connected; /help lists the commands")
            }
            Update::Notice(Notice::Connected) => self.note("connected"),
            Update::Notice(Notice::Lost(_)) => self.note("the connection is lost; reconnecting"),
            Update::Notice(Notice::Filled { complete: false }) => self.note("some items could not be read"),
            Update::Notice(Notice::CallFailed(failure)) => self.note(&format!("{failure}; retrying")),
            Update::SocketFailed(reason) => {
                self.note(&format!("the websocket cannot be opened: {reason}; retrying"))
            }
            Update::End(End::Chat(_) | End::WhileAway) => print(&mut self.screen, "* the chat has ended"),
            Update::End(End::Left) => print(&mut self.screen, "* you left the chat"),
            Update::Notice(_) | Update::End(_) => Ok(()),
        }
    }

    /// Shows what the input has done.
    pub(super) fn done(&mut self, done: &Done) -> Result<(), Failure> {
        if let Done::Sent { id: Some(id) } | Done::Typed { id: Some(id) } = done {
            self.lines.sent(id);
            self.status()?;
        }
        if let Some(output) = &mut self.values {
            return output.show_item(match done {
                Done::Sent { id } => json!({"Update": "Sent", "Id": id}),
                Done::FileSent { name, id } => {
                    json!({"Update": "FileSent", "AttachmentId": id, "AttachmentName": name})
                }
                Done::Saved { id, path, bytes } => {
                    json!({"Update": "Saved", "AttachmentId": id, "Path": path, "Bytes": bytes})
                }
                Done::Left | Done::Typed { .. } => return Ok(()),
            });
        }
        match done {
            Done::FileSent { name, .. } => {
                self.note(&format!("{name} is sent; others see it after its scan"))
            }
            Done::Saved { path, bytes, .. } => self.note(&format!("{path} is saved: {bytes} bytes")),
            Done::Sent { .. } | Done::Left | Done::Typed { .. } => Ok(()),
        }
    }

    /// Reports input that failed.
    pub(super) fn failed(&mut self, what: &str, failure: &Failure) -> Result<(), Failure> {
        let message = format!("{what}: {failure}");
        if let Some(output) = &mut self.values {
            output.show_item(json!({"Update": "Failed", "Message": message}))?;
        }
        self.note(&message)
    }

    /// Shows a text that is not part of the chat.
    pub(super) fn note(&mut self, text: &str) -> Result<(), Failure> {
        let text = harmless_lines(text);
        match &mut self.screen {
            Some(screen) => written(screen.print(&format!("- {text}"))),
            None => {
                use io::Write as _;
                // Standard error may be closed.
                let _ = writeln!(io::stderr(), "{}: {text}", self.invocation.program());
                Ok(())
            }
        }
    }

    pub(super) fn help(&mut self) -> Result<(), Failure> {
        match &mut self.screen {
            Some(screen) => written(screen.print(HELP)),
            None => self.note(HELP),
        }
    }

    /// Shows who is typing.
    pub(super) fn status(&mut self) -> Result<(), Failure> {
        let status = self.lines.status();
        self.screen.as_mut().map_or(Ok(()), |screen| written(screen.status(&status)))
    }

    /// Passes a key to the line.
    pub(super) fn press(&mut self, key: &Key) -> Result<Pressed, Failure> {
        let Some(screen) = &mut self.screen else { return Ok(Pressed::Nothing) };
        screen.press(key).map_err(|error| Failure::other(format!("the terminal cannot be used: {error}")))
    }
}

fn print(screen: &mut Option<Screen>, line: &str) -> Result<(), Failure> {
    match screen {
        Some(screen) => written(screen.print(line)),
        None => show::text(&format!("{line}\n")),
    }
}

fn written(result: io::Result<()>) -> Result<(), Failure> {
    show::written(result)
}
