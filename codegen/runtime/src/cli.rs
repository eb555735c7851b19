//! The command-line interpreter, which runs on the tables of a service.

pub(crate) mod arguments;
pub(crate) mod beyond;
pub mod call;
pub(crate) mod check;
pub(crate) mod colour;
pub(crate) mod completions;
pub mod connect;
pub mod debug;
pub(crate) mod error_format;
pub mod extension;
pub mod failure;
pub(crate) mod follow;
pub(crate) mod given;
pub(crate) mod gunzip;
pub mod harmless;
pub(crate) mod help;
pub(crate) mod identity;
pub(crate) mod input;
pub mod interrupt;
pub(crate) mod keys;
pub(crate) mod levels;
pub(crate) mod man;
pub(crate) mod markdown;
pub mod operate;
pub mod options;
pub(crate) mod output;
pub(crate) mod page;
pub(crate) mod paging;
pub mod print_request;
pub(crate) mod progress;
pub(crate) mod prompt;
pub(crate) mod providers;
pub(crate) mod python;
pub(crate) mod query;
pub(crate) mod redact;
pub mod run;
#[cfg(test)]
pub(crate) mod samples;
pub(crate) mod secrets;
pub mod settings;
pub(crate) mod shell;
pub mod show;
pub(crate) mod sign;
pub(crate) mod skeleton;
pub(crate) mod spelling;
pub mod table;
pub(crate) mod upload;
pub mod uploader;

pub use clap;
pub use serde_json::{Map, Value};

pub(crate) use crate::cli_options as globals;
