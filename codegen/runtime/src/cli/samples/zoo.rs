//! A small tool with one of each kind of thing, and with documentation that means no good.

use super::super::super::schema::{
    Enum, EventStream, Limits, Member, Operation, Pagination, Service, Shape, Structure,
};
use super::super::table::{options, Command, Tool};
use super::{connect, Nothing};

pub(crate) static TOOL: Tool = ZOO;

pub(crate) const ZOO: Tool = Tool {
    name: "zoo-keeper",
    version: "1.0.0",
    package: "zoo-keeper",
    connect,
    service: &SERVICE,
    service_id: "Zoo Keeper",
    aws: true,
    needed: &[("region", "us-west-2")],
    identities: &[],
    commands: &[&FEED, &LIST, &OLD],
    uploads: &[],
    follows: &[],
    added: &[],
    live: &[],
};

static SERVICE: Service = Service::new(
    "Zoo & Co",
    "2031-05-06",
    "aws.protocols#restJson1",
    &[&CONVERSE, &FEED_OPERATION, &LIST_OPERATION, &OLD_OPERATION],
    &[],
)
.docs("Keeps **animals** in `cages`.\n\nSee [the guide](https://example.com/guide).");

static CONVERSE: Operation = Operation::new("Converse", "POST", "/", &Structure::UNIT, &Structure::UNIT)
    .output_events(EventStream::new("Events", &Structure::UNIT));

static ANIMAL: Shape = Shape::Structure(&Structure::new(
    "S",
    &[
        Member::new("Name", &Shape::String(Limits::between(1, 20))).docs("Its name.").required(),
        Member::new("Kind", &Shape::Enum(&Enum::new("E", &["CAT", "DOG"]))).docs("What it is."),
        Member::new("Parents", &Shape::List { item: &ANIMAL, sparse: false, limits: Limits::at_most(2) })
            .docs("Both."),
        Member::new("Chip", &Shape::String(Limits::NONE)).docs("The chip's code.").sensitive(),
    ],
));

static FOOD: Shape = Shape::Structure(&Structure::new(
    "S",
    &[
        Member::new("Grams", &Shape::Integer(Limits::at_least(5))).docs("How much.").required(),
        Member::new("Fresh", &Shape::Boolean).docs("Whether it is fresh."),
        Member::new(
            "Labels",
            &Shape::Map {
                key: &Shape::String(Limits::NONE),
                value: &Shape::String(Limits::NONE),
                sparse: false,
                limits: Limits::NONE,
            },
        ),
    ],
));

static FEED_INPUT: Structure = Structure::new(
    "FeedAnimalInput",
    &[
        Member::new(
            "Type",
            &Shape::List {
                item: &Shape::Enum(&Enum::new("E", &["HAND", "BOWL"])),
                sparse: false,
                limits: Limits::at_least(1),
            },
        )
        .docs("How."),
        Member::new("AnimalId", &Shape::String(Limits::between(3, 36)))
            .docs("Which, `rex-1` for instance.")
            .required(),
        Member::new("Token", &Shape::String(Limits::between(1, 1000)))
            .docs("The keeper's token.")
            .required()
            .sensitive(),
        Member::new("Food", &FOOD).docs("What it eats.").required(),
        Member::new("Extras", &Shape::List { item: &FOOD, sparse: false, limits: Limits::NONE })
            .docs("More."),
        Member::new("Quiet", &Shape::Boolean).docs("Whether to be quiet."),
        Member::new("ClientToken", &Shape::String(Limits::NONE))
            .docs("Repeats.")
            .required()
            .idempotency_token(),
        Member::new("Photo", &Shape::Blob(Limits::NONE)).docs("A picture."),
        Member::new(
            "Days",
            &Shape::List {
                item: &Shape::Integer(Limits::between(1, 7)),
                sparse: false,
                limits: Limits::NONE,
            },
        ),
    ],
);

static FEED_OUTPUT: Structure =
    Structure::new("FeedAnimalOutput", &[Member::new("Animal", &ANIMAL).docs("Who was fed.")]);

static FEED_OPERATION: Operation = Operation::new("FeedAnimal", "POST", "/", &FEED_INPUT, &FEED_OUTPUT)
    .docs("Feeds an animal, e.g. a `cat`. Then waits.\n\n- one thing, of which there is so much to say that no line of a page has room for all of it at once\n  - a thing within\n- ***two***, and `a**b`\n\n```json\n{\"a\": \"**as it is**\"}\n```\n\n.TH is no request, and 'this is none.\n\n'br is none either")
    .errors(&[&Structure::new("NotHungryException", &[]).docs("It is **not** hungry.").error("NotHungryException", 400)]);

static FEED: Command = Command {
    name: "feed-animal",
    operation: &FEED_OPERATION,
    input: &options(
        &FEED_INPUT,
        ["type", "animal-id", "token", "food", "extras", "quiet", "client-token", "photo", "days"],
    ),
    example: None,
    run: &Nothing,
};

static LIST_INPUT: Structure = Structure::new(
    "ListAnimalsInput",
    &[
        Member::new("MaxResults", &Shape::Integer(Limits::between(1, 100))),
        Member::new("NextToken", &Shape::String(Limits::NONE)),
        Member::new("Sounds", &Shape::Blob(Limits::NONE)).docs("What they hear.").streaming(),
    ],
);

static LIST_OUTPUT: Structure = Structure::new(
    "ListAnimalsOutput",
    &[
        Member::new("Animals", &Shape::List { item: &ANIMAL, sparse: false, limits: Limits::NONE })
            .docs("All of them."),
        Member::new("Sounds", &Shape::Blob(Limits::NONE)).docs("What they say.").streaming(),
        Member::new("NextToken", &Shape::String(Limits::NONE)).wire_name("Next"),
    ],
);

static LIST_OPERATION: Operation = Operation::new("ListAnimals", "POST", "/", &LIST_INPUT, &LIST_OUTPUT)
    .docs("Lists animals.")
    .pagination(Pagination::new("NextToken", "NextToken").page_size("MaxResults").items("Animals"));

static LIST: Command = Command {
    name: "list-animals",
    operation: &LIST_OPERATION,
    input: &options(&LIST_INPUT, ["max-results", "next-token", "sounds"]),
    example: None,
    run: &Nothing,
};

static OLD_INPUT: Structure = Structure::new("OldInput", &[]);

static OLD_OUTPUT: Structure = Structure::new("OldOutput", &[]);

static OLD_OPERATION: Operation = Operation::new("Old", "POST", "/", &OLD_INPUT, &OLD_OUTPUT).deprecated();

static OLD: Command = Command {
    name: "old",
    operation: &OLD_OPERATION,
    input: &options(&OLD_INPUT, []),
    example: None,
    run: &Nothing,
};
