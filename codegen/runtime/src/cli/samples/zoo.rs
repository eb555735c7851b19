//! A small tool with one of each kind of thing, and with documentation that means no good.

use super::super::table::{Command, Limits, Member, Pages, Shape, Tool};
use super::{connect, Nothing};

pub(crate) static TOOL: Tool = Tool {
    name: "zoo-keeper",
    version: "1.0.0",
    connect,
    title: "Zoo & Co",
    service_id: "Zoo Keeper",
    docs: &["Keeps **animals** in `cages`.", "", "See [the guide](https://example.com/guide)."],
    left_out: &["Converse"],
    commands: &[&FEED, &LIST, &OLD],
    uploads: &[],
    follows: &[],
};

static ANIMAL: Shape = Shape::Structure(&[
    Member::new("Name", &Shape::Text(Limits::between(1, 20)), &["Its name."]).required(),
    Member::new("Kind", &Shape::Enum(&["CAT", "DOG"]), &["What it is."]),
    Member::new(
        "Parents",
        &Shape::List { item: &ANIMAL, sparse: false, limits: Limits::at_most(2) },
        &["Both."],
    ),
    Member::new("Chip", &Shape::Text(Limits::NONE), &["The chip's code."]).sensitive(),
]);

static FOOD: Shape = Shape::Structure(&[
    Member::new("Grams", &Shape::Integer(Limits::at_least(5)), &["How much."]).required(),
    Member::new("Fresh", &Shape::Boolean, &["Whether it is fresh."]),
    Member::new(
        "Labels",
        &Shape::Map {
            key: &Shape::Text(Limits::NONE),
            value: &Shape::Text(Limits::NONE),
            sparse: false,
            limits: Limits::NONE,
        },
        &[],
    ),
]);

static FEED: Command = Command {
    name: "feed-animal",
    operation: "FeedAnimal",
    docs: &[
        "Feeds an animal, e.g. a `cat`. Then waits.",
        "",
        "- one thing, of which there is so much to say that no line of a page has room for all of it at once",
        "  - a thing within",
        "- ***two***, and `a**b`",
        "",
        "```json",
        "{\"a\": \"**as it is**\"}",
        "```",
        "",
        ".TH is no request, and 'this is none.",
        "",
        "'br is none either",
    ],
    deprecated: false,
    input: &[
        Member::new(
            "Type",
            &Shape::List {
                item: &Shape::Enum(&["HAND", "BOWL"]),
                sparse: false,
                limits: Limits::at_least(1),
            },
            &["How."],
        )
        .flag("type"),
        Member::new("AnimalId", &Shape::Text(Limits::between(3, 36)), &["Which, `rex-1` for instance."])
            .flag("animal-id")
            .required(),
        Member::new("Token", &Shape::Text(Limits::between(1, 1000)), &["The keeper's token."])
            .flag("token")
            .required()
            .sensitive(),
        Member::new("Food", &FOOD, &["What it eats."]).flag("food").required(),
        Member::new("Extras", &Shape::List { item: &FOOD, sparse: false, limits: Limits::NONE }, &["More."])
            .flag("extras"),
        Member::new("Quiet", &Shape::Boolean, &["Whether to be quiet."]).flag("quiet"),
        Member::new("ClientToken", &Shape::Text(Limits::NONE), &["Repeats."])
            .flag("client-token")
            .required()
            .idempotency_token(),
        Member::new("Photo", &Shape::Blob(Limits::NONE), &["A picture."]).flag("photo"),
        Member::new(
            "Days",
            &Shape::List {
                item: &Shape::Integer(Limits::between(1, 7)),
                sparse: false,
                limits: Limits::NONE,
            },
            &[],
        )
        .flag("days"),
    ],
    output: &[Member::new("Animal", &ANIMAL, &["Who was fed."])],
    errors: &[("NotHungryException", "It is **not** hungry.")],
    pages: None,
    example: None,
    run: &Nothing,
};

static LIST: Command = Command {
    name: "list-animals",
    operation: "ListAnimals",
    docs: &["Lists animals."],
    deprecated: false,
    input: &[
        Member::new("MaxResults", &Shape::Integer(Limits::between(1, 100)), &[]).flag("max-results"),
        Member::new("NextToken", &Shape::Text(Limits::NONE), &[]).flag("next-token"),
        Member::new("Sounds", &Shape::Blob(Limits::NONE), &["What they hear."]).flag("sounds").streaming(),
    ],
    output: &[
        Member::new(
            "Animals",
            &Shape::List { item: &ANIMAL, sparse: false, limits: Limits::NONE },
            &["All of them."],
        ),
        Member::new("Sounds", &Shape::Blob(Limits::NONE), &["What they say."]).streaming(),
    ],
    errors: &[],
    pages: Some(Pages {
        token: "NextToken",
        next: &["NextToken"],
        wire_token: "Next",
        size: Some("MaxResults"),
        items: &["Animals"],
        repeated_token_ends: false,
    }),
    example: None,
    run: &Nothing,
};

static OLD: Command = Command {
    name: "old",
    operation: "Old",
    docs: &[],
    deprecated: true,
    input: &[],
    output: &[],
    errors: &[],
    pages: None,
    example: None,
    run: &Nothing,
};
