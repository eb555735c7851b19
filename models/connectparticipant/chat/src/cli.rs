//! The command-line tool: the commands of `connectparticipant`, and `chat`. `transcript --follow` uses the websocket.
//!
//! The runtime interprets the command line, as for the other commands; this module has the two commands that need a live chat.

mod acts;
mod chat;
mod conversation;
mod editor;
mod follow;
mod inputs;
mod lines;
mod past;
mod screen;
mod typed;
mod values;
mod view;
mod words;

use std::future::Future;
use std::process::ExitCode;

use farrier_runtime::cli::clap::{Arg, ArgAction, Command, value_parser};
use farrier_runtime::cli::extension::{AddedCommand, Extension, LiveList};
use farrier_runtime::cli::failure::{Failure, Kind};
use farrier_runtime::cli::table::Tool;

use crate::session::End;

/// The operation that connects a participant.
const CONNECT: &str = "CreateParticipantConnection";
const TOKEN: &str = "ParticipantToken";

static TOOL: Tool = connectparticipant::cli::TOOL.with(&Extension {
    name: "connectparticipant-chat",
    version: env!("CARGO_PKG_VERSION"),
    commands: COMMANDS,
    live: LIVE,
});

/// The same for a program that was renamed.
static SHORT: Tool = connectparticipant::cli::TOOL.with(&Extension {
    name: "connectparticipant",
    version: env!("CARGO_PKG_VERSION"),
    commands: COMMANDS,
    live: LIVE,
});

const COMMANDS: &[AddedCommand] = &[AddedCommand {
    name: "chat",
    operation: CONNECT,
    members: &[TOKEN],
    arguments,
    examples: &[
        (
            "A chat in the terminal. The participant token is not shown:",
            &["<TOOL> chat --participant-token -"],
        ),
        (
            "A message, and then everything that happens until the chat ends, as JSON:",
            &["export CONNECTPARTICIPANT_PARTICIPANT_TOKEN", "echo 'Hello!' | <TOOL> chat --output json"],
        ),
    ],
    run: chat::run,
}];

const LIVE: &[LiveList] = &[LiveList {
    command: "transcript",
    operation: CONNECT,
    members: &[TOKEN],
    about: "With `--follow` and a participant token, from `--participant-token` or the environment, items arrive over a websocket, as soon \
            as they are sent, and the tool gets its connection tokens itself. While the websocket is lost or cannot be opened, the \
            tool polls. `--connection-token` and `--contact-id` need no websocket: with them, the tool always polls.",
    run: follow::run,
}];

/// Runs the tool with the arguments of this process, and returns its exit code.
///
/// Its name in help pages is that of the program file: `connectparticipant-chat`, or `connectparticipant` after renaming.
#[must_use]
pub fn main() -> ExitCode {
    let program = std::env::args_os().next().map(std::path::PathBuf::from);
    let name = program.as_ref().and_then(|path| path.file_stem()?.to_str());
    let tool = if name == Some(SHORT.name) { &SHORT } else { &TOOL };
    farrier_runtime::cli::run::main(tool)
}

fn arguments() -> Command {
    Command::new("chat")
        .about("Take part in a chat: show what happens, and send what is typed.")
        .long_about(ABOUT)
        .arg(
            Arg::new("history")
                .long("history")
                .num_args(1)
                .value_parser(value_parser!(u64))
                .help("The number of earlier items to show first. The default is 20."),
        )
        .arg(Arg::new("commands").long("commands").action(ArgAction::SetTrue).help(
            "Read lines that begin with `/` as commands also if standard input is not a terminal. Do not use it for text from \
             others: they could send your files.",
        ))
}

const ABOUT: &str = "Take part in a chat: show what happens, and send what is typed, line by line, until the chat ends. Then the exit \
    code is 0. The participant token is that of `StartChatContact` of Amazon Connect.\n\n\
    In a terminal, messages of others appear above the line that you type, and the others see that you are typing. A line that begins \
    with `/` is a command: `/file PATH` sends a file, `/save ATTACHMENT PATH` saves one, `/choose NUMBER` answers a question with \
    choices, `/quit` leaves the chat, and `/help` lists them all. Write `//` to send a text that begins with `/`. Ctrl-C closes the \
    connection and does not leave the chat: the same token connects again.\n\n\
    In a pipe, each line of standard input is a message, without commands unless `--commands` is given. At the end of the input, \
    the tool goes on to show what happens. A message that cannot be sent is reported, and its exit code is that of the tool, if the \
    chat ends normally.\n\n\
    With `--output` or `--query`, each update is printed as a value: JSON in one line, YAML as a document, and `--query` applies to each. \
    Its member `Update` is the kind: `Item`, with `Change` (`New`, `Partial`, `Completed`, `Updated`) and `Item` as in \
    `get-transcript`; `Connected`, `Lost`, `End` with a `Reason`; `Sent`, `FileSent`, `Saved` and `Failed` for the input. \
    Characters that would control a terminal are escaped.";

/// Runs a future to its end, in a separate runtime.
fn block_on<T>(future: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().enable_time().build();
    runtime
        .map_err(|error| Failure::other(format!("the runtime cannot be started: {error}")))?
        .block_on(future)
}

/// Returns the result of a session.
fn ended(end: &End) -> Result<(), Failure> {
    match end {
        End::Failed(failure) if failure.status.is_some() => {
            Err(Failure::new(Kind::Service, failure.message.clone()))
        }
        End::Failed(failure) => Err(Failure::other(failure.message.clone())),
        End::Stopped(reason) => Err(Failure::other(&**reason)),
        _ => Ok(()),
    }
}
