//! The command-line tool as a program: arguments, environment, standard input, two outputs and an exit code.
//! It runs against the server of `test-util`, in this process.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

#[allow(dead_code, reason = "other tests read what this one does not")]
#[path = "documented_shapes/facts.rs"]
mod facts;

#[allow(dead_code, reason = "the tests of the transports wait for bytes")]
#[path = "transports/proxy_server.rs"]
mod proxy_server;

mod cli {
    mod debug;
    mod document;
    mod error_formats;
    mod errors;
    mod examples;
    mod files;
    mod flow;
    mod follow;
    mod help;
    mod hostile;
    mod operations;
    mod print_request;
    mod proxy;
    #[path = "../support/running.rs"]
    mod running;
    mod samples;
    mod settings;
    #[path = "../support/signals.rs"]
    mod signals;
    mod statuses;
    mod support;
    mod upload;
}
