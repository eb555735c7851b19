//! A list of notes to follow.

use super::super::table::{Command, FollowCommand, Limits, Member, Pages, Shape};
use super::Nothing;

static SIZE: Shape = Shape::Integer(Limits { min: Some(0), max: Some(4) });

static INPUT: &[Member] = &[Member::new("Size", &SIZE, &[])];

static COMMAND: Command = Command {
    name: "get-notes",
    operation: "GetNotes",
    docs: &[],
    deprecated: false,
    input: INPUT,
    output: &[],
    errors: &[],
    pages: Some(Pages {
        token: "Next",
        next: &["Page", "Next"],
        wire_token: "Next",
        size: Some("Size"),
        items: &["Page", "Notes"],
        repeated_token_ends: false,
    }),
    example: None,
    run: &Nothing,
};

pub(crate) static NOTES: FollowCommand = FollowCommand {
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
};
