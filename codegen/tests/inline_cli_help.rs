//! Pages of the command-line tool: help, manual pages and completions, made of tables, and the Markdown that is in them.

// A tool has parts that no page needs.
#![allow(dead_code, unused_imports)]
// Generated crates are of an older edition.
#![allow(clippy::collapsible_if)]
#![allow(clippy::panic, clippy::unwrap_used)]

#[path = "../runtime/src/cli"]
mod cli {
    pub(crate) mod completions;
    pub(crate) mod failure;
    pub(crate) mod given;
    pub(crate) mod globals;
    pub(crate) mod harmless;
    pub(crate) mod help;
    pub(crate) mod levels;
    pub(crate) mod man;
    pub(crate) mod markdown;
    pub(crate) mod options;
    pub(crate) mod prompt;
    pub(crate) mod secrets;
    pub(crate) mod shell;
    pub(crate) mod table;

    #[path = "../../../tests/inline_cli_help/arguments.rs"]
    pub(crate) mod arguments;

    pub(crate) mod progress {
        pub(crate) mod fit;
    }

    /// What makes calls: none is made here.
    pub(crate) mod call {
        pub(crate) trait Run {}
    }

    /// Pages that are printed go to the test's own output.
    pub(crate) mod show {
        pub(crate) fn text(text: &str) -> Result<(), super::failure::Failure> {
            print!("{text}");
            Ok(())
        }
    }

    /// Nothing is uploaded.
    pub(crate) mod upload {
        pub(crate) trait Send {}
    }

    /// What deferred commands are made of.
    pub(crate) fn tool() -> &'static table::Tool {
        &crate::tables::TOOL
    }

    /// Help is the tool's own business.
    pub(crate) fn page(tool: &'static table::Tool, command: Option<&str>, width: usize) -> String {
        help::page(tool, command, help::Style { width, terminal: false }).unwrap()
    }

    pub(crate) fn coloured_page(tool: &'static table::Tool, command: Option<&str>) -> String {
        help::page(tool, command, help::Style { width: 80, terminal: true }).unwrap()
    }

    pub(crate) fn refused_page(tool: &'static table::Tool, command: &str) -> failure::Failure {
        help::page(tool, Some(command), help::Style { width: 80, terminal: false }).unwrap_err()
    }

    pub(crate) fn man_pages(tool: &'static table::Tool) -> Vec<(String, String)> {
        man::pages(tool).unwrap()
    }

    pub(crate) fn completion_script(shell: &str) -> Result<String, failure::Failure> {
        completions::script(tool(), shell)
    }

    /// Markdown as a page shows it: the description of a tool.
    pub(crate) fn text(markdown: &str, width: usize) -> String {
        let docs: &'static str = markdown.to_owned().leak();
        let docs = Vec::leak(vec![docs]);
        let tool = table::Tool { docs, commands: &[], ..crate::tables::TOOL };
        let page = page(Box::leak(Box::new(tool)), None, width);
        let body = page.split_once("DESCRIPTION\n").map_or("", |(_, rest)| rest);
        body.split_once("\nSYNOPSIS\n").map_or(body, |(text, _)| text).to_owned()
    }

    pub(crate) use prompt::Ask;

    /// Questions that a script answers.
    pub(crate) fn asked(
        ask: &mut dyn Ask,
        tool: &'static table::Tool,
        command: Option<&'static table::Command>,
        given: given::Given,
        variable: &dyn Fn(&str) -> Option<String>,
    ) -> Result<(&'static table::Command, given::Given), failure::Failure> {
        let command = match command {
            Some(command) => command,
            None => prompt::choose(ask, tool)?,
        };
        let options =
            options::Options { region: Some("us west".to_owned()), validate: true, ..Default::default() };
        let around = prompt::Around { options: &options, variable };
        Ok((command, prompt::ask(ask, tool, command, given, &around)?))
    }

    pub(crate) fn lacks(
        tool: &'static table::Tool,
        command: &'static table::Command,
        given: &given::Given,
    ) -> bool {
        prompt::lacks(tool, command, given)
    }

    pub(crate) fn summary(text: &str) -> String {
        markdown::summary(&[text])
    }
}

#[path = "support/clique.rs"]
mod clique;
#[path = "inline_cli_help/completions.rs"]
mod completions;
#[path = "inline_cli_help/levels.rs"]
mod levels;
#[path = "inline_cli_help/man.rs"]
mod man;
#[path = "inline_cli_help/markdown.rs"]
mod markdown;
#[path = "inline_cli_help/pages.rs"]
mod pages;
#[path = "inline_cli_help/progress.rs"]
mod progress;
#[path = "inline_cli_help/prompt.rs"]
mod prompt;
#[path = "inline_cli_help/tables.rs"]
mod tables;
