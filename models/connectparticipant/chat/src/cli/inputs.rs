//! Standard input on a thread: keys of a terminal, or lines of a pipe or a file. The end of the input ends the channel.

use std::io::{self, BufRead, ErrorKind};
use std::thread;

use console::{Key, Term};
use tokio::sync::mpsc::{Receiver, Sender, channel};

/// The number of lines that are read ahead.
const AHEAD: usize = 16;

/// A part of the input.
#[derive(Debug)]
pub(super) enum Input {
    Key(Key),
    Line(String),
    /// A line cannot be used: the reason.
    Unusable(String),
}

/// Reads keys.
pub(super) fn keys() -> Receiver<Input> {
    let (sender, receiver) = channel(AHEAD);
    thread::spawn(move || {
        let term = Term::stdout();
        while let Ok(key) = term.read_key() {
            if sender.blocking_send(Input::Key(key)).is_err() {
                break;
            }
        }
    });
    receiver
}

/// Reads lines.
pub(super) fn lines() -> Receiver<Input> {
    let (sender, receiver) = channel(AHEAD);
    thread::spawn(move || read_lines(io::stdin().lock(), &sender));
    receiver
}

fn read_lines(mut from: impl BufRead, sender: &Sender<Input>) {
    loop {
        let mut bytes = Vec::new();
        let input = match from.read_until(b'\n', &mut bytes) {
            Ok(0) => return,
            Ok(_) => match String::from_utf8(bytes) {
                Ok(line) => Input::Line(line),
                Err(_) => Input::Unusable("a line of the input is not UTF-8".to_owned()),
            },
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => {
                // The channel may be closed already.
                let _ = sender.blocking_send(Input::Unusable(format!("the input cannot be read: {error}")));
                return;
            }
        };
        if sender.blocking_send(input).is_err() {
            return;
        }
    }
}
