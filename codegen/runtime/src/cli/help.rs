//! Help: a page about the tool or one of its commands, generated from the tables. Needs no region, token or network.
//!
//! A page is built once (`help/tool.rs`, `help/operation.rs`, `help/extra.rs`) and rendered twice: here as text, in `man` as roff.
//! No pager is started: use `| less`.

mod example;
mod extra;
mod members;
mod operation;
mod page;
mod render;
mod syntax;
mod texts;
mod tool;

pub(super) use example::lines;
pub(super) use page::Page;
pub(super) use syntax::{is_scalar, shorthand, type_name, values};

use super::arguments;
use super::failure::Failure;
use super::table::Tool;

/// The properties of the output.
#[derive(Clone, Copy, Debug)]
pub(super) struct Style {
    /// The maximum line width in columns.
    pub(super) width: usize,
    /// Whether headings and words may be emphasised.
    pub(super) terminal: bool,
}

/// Longer lines of prose are hard to read.
const WIDEST: usize = 100;

impl Style {
    /// Returns the properties of standard output: the width of its terminal, or 80 columns.
    pub(super) fn of_stdout() -> Self {
        let terminal = console::Term::stdout();
        let width = terminal.size_checked().map_or(80, |(_, columns)| usize::from(columns));
        Self { width: width.clamp(1, WIDEST), terminal: console::colors_enabled() && terminal.is_term() }
    }
}

/// Returns the page about a command, or about the tool.
pub(super) fn page(tool: &'static Tool, command: Option<&str>, style: Style) -> Result<String, Failure> {
    Ok(render::text(&made(tool, command)?, style))
}

/// Returns the page before rendering.
pub(super) fn made(tool: &'static Tool, command: Option<&str>) -> Result<Page, Failure> {
    let mut arguments = arguments::command(tool);
    let Some(name) = command else { return Ok(tool::page(tool, &arguments)) };
    if let Some(command) = tool.commands.iter().find(|command| command.name == name) {
        return Ok(operation::page(tool, command));
    }
    arguments.build();
    match arguments.find_subcommand(name) {
        Some(command) => Ok(extra::page(tool, command)),
        None => Err(unknown(tool, name)),
    }
}

fn unknown(tool: &Tool, name: &str) -> Failure {
    let name = name.escape_debug();
    Failure::parameter(format!("there is no command {name}"))
        .with_hint(format!("`{} help` lists all of them", tool.name))
}

/// Returns the additional commands of the tool, by name.
pub(super) fn extras(tool: &Tool, arguments: &clap::Command) -> Vec<String> {
    let is_operation = |name: &str| tool.commands.iter().any(|command| command.name == name);
    let names = arguments.get_subcommands().map(clap::Command::get_name);
    names.filter(|name| !is_operation(name)).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests;
