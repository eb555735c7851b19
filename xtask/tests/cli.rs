//! The command-line tool as people meet it: a program with arguments, an environment, standard input, two outputs and a status.
//! It runs against the server of `test-util`, in this process.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod cli {
    mod settings;
    mod statuses;
    mod support;
}
