//! A list of notes to follow.

use super::super::super::schema::{Limits, Member, Operation, Pagination, Shape, Structure};
use super::super::table::{options, Command, FollowCommand};
use super::Nothing;

static SIZE: Shape = Shape::Integer(Limits::between(0, 4));

static COMMAND_INPUT: Structure =
    Structure::new("GetNotesInput", &[Member::new("Size", &SIZE), Member::new("Next", &TEXT)]);

static PAGE: Structure =
    Structure::new("Page", &[Member::new("Notes", &NOTE_LIST), Member::new("Next", &TEXT)]);

static TEXT: Shape = Shape::String(Limits::NONE);
static NOTE_LIST: Shape = Shape::list(&Shape::Document);

static COMMAND_OUTPUT: Structure =
    Structure::new("GetNotesOutput", &[Member::new("Page", &Shape::Structure(&PAGE))]);

static COMMAND_OPERATION: Operation =
    Operation::new("GetNotes", "POST", "/", &COMMAND_INPUT, &COMMAND_OUTPUT)
        .pagination(Pagination::new("Next", "Page.Next").page_size("Size").items("Page.Notes"));

static COMMAND: Command = Command {
    name: "get-notes",
    operation: &COMMAND_OPERATION,
    input: &options(&COMMAND_INPUT, ["size", "next"]),
    example: None,
    run: &Nothing,
};

pub(crate) const NOTES_TABLE: FollowCommand = FollowCommand {
    name: "notes",
    command: &COMMAND,
    options: &[],
    set: &[("Order", "UP")],
    id: "Id",
    columns: &["At", "Role"],
    from: Some("Name"),
    text: "Text",
    kind: &["Type", "Kind"],
    plain: &["text/plain"],
    more: &[&["Files", "Name"], &["Files", "Id"]],
    last: &[("Type", "end")],
    closed: &["GoneException", "403"],
};

pub(crate) static NOTES: FollowCommand = NOTES_TABLE;
