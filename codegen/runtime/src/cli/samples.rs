//! Tables of tools that do not exist, and values, for the tests of this module.

pub(crate) mod clique;
pub(crate) mod dice;
pub(crate) mod everything;
pub(crate) mod folder;
pub(crate) mod notes;
pub(crate) mod pages;
pub(crate) mod values;
pub(crate) mod world;
pub(crate) mod zoo;

use std::sync::Arc;

use serde_json::Value;

use super::super::blocking::{Client, Transport};
use super::super::call::SetupError;
use super::call::{CallSettings, Run};
use super::failure::Failure;
use super::help::{self, Style};
use super::page::Page;
use super::settings::Settings;
use super::table::Tool;

/// An operation that is never called.
pub(crate) struct Nothing;

impl Run for Nothing {
    fn call(&self, _: &Client, _: Value, _: &CallSettings) -> Result<Page, Failure> {
        unreachable!("a sample is not called")
    }

    fn check(&self, _: &Value) -> Result<(), Failure> {
        unreachable!("a sample is not called")
    }

    fn discovers(&self, _: &Client) -> bool {
        false
    }

    fn request(&self, _: &Client, _: Value) -> Result<http::Request<Vec<u8>>, Failure> {
        unreachable!("a sample is not called")
    }
}

/// The client of a tool that calls nothing.
pub(crate) fn connect(_: &Settings, _: Arc<dyn Transport>, _: bool) -> Result<Client, SetupError> {
    unreachable!("a sample is not called")
}

/// A page of help as plain text.
pub(crate) fn page(tool: &'static Tool, command: Option<&str>, width: usize) -> String {
    help::page(tool, command, Style { width, terminal: false }).unwrap()
}
