//! A command that lists things, page by page.

use super::super::super::schema::{Limits, Member, Operation, Pagination, Shape, Structure};
use super::super::table::{options, Command, Parameter};
use super::Nothing;

static TEXT: Shape = Shape::String(Limits::NONE);
static SIZE: Shape = Shape::Integer(Limits::NONE);
static INPUT: Structure = Structure::new(
    "ListThingsInput",
    &[Member::new("Who", &TEXT), Member::new("Next", &TEXT), Member::new("Size", &SIZE)],
);
static OUTPUT: Structure = Structure::new(
    "ListThingsOutput",
    &[
        Member::new("More", &TEXT),
        Member::new("Things", &Shape::Document),
        Member::new("Meta", &Shape::Structure(&WITHIN)),
        Member::new("List", &Shape::Structure(&WITHIN)),
        Member::new("A", &Shape::Structure(&WITHIN)),
    ],
);
static WITHIN: Structure = Structure::new(
    "Within",
    &[
        Member::new("More", &TEXT),
        Member::new("Things", &Shape::Document),
        Member::new("B", &TEXT),
        Member::new("C", &Shape::Document),
    ],
);
static PARAMETERS: [Parameter; 3] = options(&INPUT, ["who", "next", "size"]);

/// A command that pages so, if at all.
pub(crate) fn command(pagination: Option<Pagination>) -> Command {
    let operation = Operation::new("ListThings", "POST", "/", &INPUT, &OUTPUT);
    Command {
        name: "list-things",
        operation: Box::leak(Box::new(Operation { pagination, ..operation })),
        input: &PARAMETERS,
        example: None,
        run: &Nothing,
    }
}

pub(crate) const FLAT: Pagination = Pagination::new("Next", "More").page_size("Size").items("Things");
