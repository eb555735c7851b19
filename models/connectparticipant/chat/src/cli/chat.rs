//! `chat`: its options, its terminal, and its exit code.

use std::io::{IsTerminal, stderr, stdin, stdout};
use std::time::Duration;

use connectparticipant::Client;
use farrier_runtime::cli::extension::Invocation;
use farrier_runtime::cli::failure::Failure;
use farrier_runtime::cli::interrupt::on_interrupt;
use serde_json::json;
use tokio::sync::mpsc::unbounded_channel;

use super::conversation::Conversation;
use super::screen::Screen;
use super::view::View;
use crate::Chat;
use crate::session::History;

/// The number of earlier items that are shown by default.
const HISTORY: u64 = 20;
/// The time for the end of the chat, after leaving it.
const LINGER: Duration = Duration::from_secs(5);

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
    let chat = builder.start().map_err(|error| Failure::other(error.to_string()))?;
    Conversation::new(invocation, View::new(invocation, screen)?, chat, interrupted, past).run().await
}
