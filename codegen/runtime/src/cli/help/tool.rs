//! The page about the tool: its commands first.

use super::super::markdown;
use super::super::table::Tool;
use super::page::{Page, Section};
use super::{extras, texts};

pub(super) fn page(tool: &'static Tool, arguments: &clap::Command) -> Page {
    let mut page = Page::new(tool, tool.name);
    let mut section = Section::new("NAME");
    section.paragraph(0, format!("{} - {}", tool.name, markdown::plain(tool.service.title)));
    page.section(section);
    page.section(synopsis(tool));
    page.section(commands(tool, arguments));
    let mut section = Section::new("DESCRIPTION");
    section.markdown(0, tool.service.docs);
    page.section(section);
    let mut section = Section::new("GLOBAL OPTIONS");
    texts::options(&mut section, tool, tool.globals());
    page.section(section);
    page.section(texts::environment(tool));
    page.section(texts::files(tool));
    page.section(texts::exit_status());
    page.section(see_also(tool));
    page
}

fn synopsis(tool: &Tool) -> Section {
    let mut section = Section::new("SYNOPSIS");
    section.verbatim(0, vec![format!("{} [options] <command> [parameters]", tool.name)]);
    section.markdown(
        0,
        &format!(
            "`{0} help` and `{0} <command> help` print help, as does `--help`; no pager is started.",
            tool.name
        ),
    );
    section
}

fn commands(tool: &Tool, arguments: &clap::Command) -> Section {
    let mut section = Section::new("AVAILABLE COMMANDS");
    let operations = tool.commands.iter().map(|command| {
        let deprecated = if command.operation.deprecated { "Deprecated. " } else { "" };
        (
            command.name.to_owned(),
            format!("{deprecated}{}", escaped(&markdown::summary(command.operation.docs))),
        )
    });
    let mut rows: Vec<(String, String)> = operations.collect();
    rows.extend(extras(tool, arguments).into_iter().map(|name| {
        let about = arguments.find_subcommand(&name).and_then(clap::Command::get_about);
        let about = about.map(ToString::to_string).unwrap_or_default();
        (name, markdown::summary(&about))
    }));
    rows.sort();
    section.rows(rows);
    let names: Vec<String> = tool.left_out().map(|name| format!("`{name}`")).collect();
    if !names.is_empty() {
        let names = names.join(", ");
        section.markdown(
            0,
            &format!("Operations with event streams have no command: {names}. Use the clients of the crate."),
        );
    }
    section
}

/// Escapes plain text, which is then parsed as Markdown.
fn escaped(text: &str) -> String {
    let escape = |c: char| if c.is_ascii_punctuation() { vec!['\\', c] } else { vec![c] };
    text.chars().flat_map(escape).collect()
}

fn see_also(tool: &Tool) -> Section {
    let mut section = Section::new("SEE ALSO");
    section.markdown(0, &format!("`{0} <command> help`, `{0} man`, `{0} completions`", tool.name));
    section
}
