//! The page about the command of an operation: its own text first, then the options of all commands.

use super::super::super::schema::Member;
use super::super::globals::{self, GlobalOption};
use super::super::markdown;
use super::super::table::{Command, Tool};
use super::page::{Page, Section};
use super::{example, members, texts};

/// An option of every command that the synopsis lists with those of the command, as in the AWS CLI.
const AUTO_PROMPT: &str = "cli-auto-prompt";

pub(super) fn page(tool: &'static Tool, command: &'static Command) -> Page {
    let mut page = Page::new(tool, format!("{}-{}", tool.name, command.name));
    let mut section = Section::new("NAME");
    let summary = markdown::summary(command.operation.docs);
    let dash = if summary.is_empty() { "" } else { " - " };
    section.paragraph(0, format!("{}{dash}{summary}", page.name));
    page.section(section);
    page.section(description(tool, command));
    page.section(example::section(tool, command));
    page.section(synopsis(tool, command));
    page.section(options(tool, command));
    page.section(output(command));
    page.section(errors(command));
    let mut section = Section::new("GLOBAL OPTIONS");
    texts::options(&mut section, tool, tool.globals());
    page.section(section);
    page.section(texts::exit_status());
    page.section(texts::see_also(tool));
    page
}

fn description(tool: &Tool, command: &Command) -> Section {
    let mut section = Section::new("DESCRIPTION");
    if command.operation.deprecated {
        section.markdown(0, "**Deprecated**: the service may drop it.");
    }
    section.markdown(0, command.operation.docs);
    texts::pages(&mut section, tool, command);
    section
}

fn synopsis(tool: &Tool, command: &Command) -> Section {
    let mut section = Section::new("SYNOPSIS");
    let mut lines = vec![format!("  {}", command.name)];
    lines.extend(command.input.iter().map(|member| members::in_synopsis(member, member.is_needed())));
    if let Some(last) = command.pages().as_ref().map(|_| globals::PAGING) {
        lines.extend(last.iter().map(texts::in_synopsis));
    }
    lines.push("[--cli-input-json | --cli-input-yaml]".to_owned());
    let own = globals::OPERATION.iter().filter(|option| !option.name.starts_with("cli-input-"));
    lines.extend(own.map(texts::in_synopsis));
    let (prompt, others): (Vec<&GlobalOption>, Vec<_>) =
        tool.globals().partition(|option| option.name == AUTO_PROMPT);
    lines.extend(prompt.into_iter().chain(others).map(texts::in_synopsis));
    if streams(command.operation.output.members) {
        lines.push("<outfile>".to_owned());
    }
    section.verbatim(0, lines);
    section
}

fn options(tool: &Tool, command: &'static Command) -> Section {
    let mut section = Section::new("OPTIONS");
    members::options(&mut section, tool, command.input);
    if command.pages().is_some() {
        texts::options(&mut section, tool, globals::PAGING);
    }
    texts::options(&mut section, tool, globals::OPERATION);
    if streams(command.operation.output.members) {
        section.term(0, "outfile", " (string) [required]");
        section.paragraph(1, "The file that the body of the response is written to.");
    }
    section
}

fn streams(members: &[Member]) -> bool {
    members.iter().any(|member| member.streaming)
}

fn output(command: &'static Command) -> Section {
    let mut section = Section::new("OUTPUT");
    members::output(&mut section, command.operation.output.members);
    if section.blocks.is_empty() {
        section.paragraph(0, "None");
    }
    section
}

fn errors(command: &Command) -> Section {
    let mut section = Section::new("ERRORS");
    for error in command.operation.errors {
        // The first paragraph states its meaning.
        let meaning: Vec<&str> = error.docs.lines().take_while(|line| !line.is_empty()).collect();
        section.term(0, error.code(), "").markdown(1, &meaning.join(" "));
    }
    section
}
