//! The command-line tool as people meet it: a program with arguments, an environment, standard input, two outputs and a status.
//! It runs against the server of `test-util`, in this process.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

#[allow(dead_code, reason = "other tests read what this one does not")]
#[path = "documented_shapes/facts.rs"]
mod facts;

mod cli {
<<<<<<< HEAD
    mod document;
    mod errors;
    mod operations;
    mod samples;
=======
    mod flow;
    mod follow;
    mod print_request;
>>>>>>> cb3a5c7dfcf8d0d6825b71659912a30dc070d423
    mod settings;
    mod statuses;
    mod support;
    mod upload;
}
