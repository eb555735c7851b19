//! A command with every feature of the tables.

use super::super::super::schema::{
    Enum, IntEnum, Limits, Member, Operation, Shape, Structure, TimestampFormat,
};
use super::super::table::{options, Command};
use super::Nothing;

const AT_LEAST_ONE: Limits = Limits::between(1, 10);

static TEXT: Shape = Shape::String(Limits::NONE);
static SHORT: Shape = Shape::String(AT_LEAST_ONE);
static INTEGER: Shape = Shape::Integer(Limits::at_least(0));
static LONG: Shape = Shape::Long(Limits::NONE);
static FLOAT: Shape = Shape::Float(Limits::NONE.decimal_min("-0.5"));
static DOUBLE: Shape = Shape::Double(AT_LEAST_ONE);
static BLOB: Shape = Shape::Blob(Limits::NONE);
static COLOUR: Shape = Shape::Enum(&Enum::new("E", &["RED", "GREEN"]));
static LEVEL: Shape = Shape::IntEnum(&IntEnum::new("I", &[1, 5]));
static TEXTS: Shape = Shape::List { item: &TEXT, sparse: false, limits: AT_LEAST_ONE };
static SPARSE: Shape = Shape::List { item: &TEXT, sparse: true, limits: Limits::NONE };
static NUMBERS: Shape = Shape::List { item: &INTEGER, sparse: false, limits: Limits::NONE };
static DOCUMENTS: Shape = Shape::List { item: &Shape::Document, sparse: false, limits: Limits::NONE };
static TAGS: Shape = Shape::Map { key: &SHORT, value: &TEXT, sparse: false, limits: AT_LEAST_ONE };
static ITEMS: Shape = Shape::List { item: &ITEM, sparse: false, limits: Limits::NONE };
static ITEM: Shape = Shape::Structure(&Structure::new(
    "S",
    &[
        Member::new("Name", &SHORT).key("name").required(),
        Member::new("Count", &INTEGER),
        Member::new("On", &Shape::Boolean),
        Member::new("Ratio", &DOUBLE),
        Member::new("Data", &BLOB),
        Member::new("When", &Shape::Timestamp(TimestampFormat::EpochSeconds)).key("when_"),
        Member::new("Numbers", &NUMBERS),
        Member::new("Tags", &TAGS),
        Member::new("Item", &ITEM).docs("An item within."),
        Member::new("Items", &ITEMS),
        Member::new("Any", &Shape::Document),
    ],
));
static CHOICE: Shape = Shape::Union(&Structure::new(
    "U",
    &[Member::new("Text", &TEXT).key("text_"), Member::new("Number", &INTEGER)],
));
static VALUE_ALONE: Shape = Shape::Structure(&Structure::new("S", &[Member::new("Value", &TEXT)]));
static ACCOUNT: Shape = Shape::Structure(&Structure::new(
    "S",
    &[Member::new("User", &TEXT), Member::new("Password", &SHORT).sensitive()],
));

static EVERYTHING_INPUT: Structure = Structure::new(
    "DoEverythingInput",
    &[
        Member::new("Name", &SHORT)
            .docs("What it is\ncalled. At most ten letters.\n\nMore of it.")
            .required(),
        Member::new("Colour", &COLOUR).docs("A `colour` of [those](x#y).").key("colour_"),
        Member::new("Level", &LEVEL),
        Member::new("Count", &INTEGER),
        Member::new("Long", &LONG),
        Member::new("Float", &FLOAT),
        Member::new("Ratio", &DOUBLE),
        Member::new("Big", &Shape::BigDecimal(Limits::NONE)),
        Member::new("On", &Shape::Boolean),
        Member::new("Data", &BLOB),
        Member::new("When", &Shape::Timestamp(TimestampFormat::EpochSeconds)),
        Member::new("Any", &Shape::Document),
        Member::new("Documents", &DOCUMENTS),
        Member::new("Texts", &TEXTS),
        Member::new("Sparse", &SPARSE),
        Member::new("Numbers", &NUMBERS),
        Member::new("Tags", &TAGS),
        Member::new("Item", &ITEM),
        Member::new("Items", &ITEMS),
        Member::new("Choice", &CHOICE),
        Member::new("Alone", &VALUE_ALONE),
        Member::new("ClientToken", &SHORT).required().idempotency_token(),
    ],
);

static EVERYTHING_OUTPUT: Structure = Structure::new(
    "DoEverythingOutput",
    &[
        Member::new("Name", &TEXT),
        Member::new("Count", &INTEGER),
        Member::new("Data", &BLOB),
        Member::new("When", &Shape::Timestamp(TimestampFormat::EpochSeconds)),
        Member::new("Texts", &TEXTS),
        Member::new("Tags", &TAGS),
        Member::new("Choice", &CHOICE),
    ],
);

static EVERYTHING_OPERATION: Operation =
    Operation::new("DoEverything", "POST", "/", &EVERYTHING_INPUT, &EVERYTHING_OUTPUT);

pub(crate) static EVERYTHING: Command = Command {
    name: "do-everything",
    operation: &EVERYTHING_OPERATION,
    input: &options(
        &EVERYTHING_INPUT,
        [
            "name",
            "colour",
            "level",
            "count",
            "long",
            "float",
            "ratio",
            "big",
            "on",
            "data",
            "when",
            "any",
            "documents",
            "texts",
            "sparse",
            "numbers",
            "tags",
            "item",
            "items",
            "choice",
            "alone",
            "client-token",
        ],
    ),
    example: None,
    run: &Nothing,
};

static SECRET_INPUT: Structure = Structure::new(
    "KeepSecretInput",
    &[
        Member::new("ConnectionToken", &SHORT).required().sensitive(),
        Member::new("OtherToken", &SHORT).sensitive(),
        Member::new("Pin", &INTEGER).sensitive(),
        Member::new("Key", &BLOB).sensitive(),
        Member::new("Keys", &TAGS).sensitive(),
        Member::new("Account", &ACCOUNT),
        Member::new("Vault", &CHOICE).sensitive(),
        Member::new("Body", &BLOB).streaming(),
        Member::new("Type", &TEXT).required(),
    ],
);

static SECRET_OUTPUT: Structure = Structure::new("KeepSecretOutput", &[]);

static SECRET_OPERATION: Operation = Operation::new("KeepSecret", "POST", "/", &SECRET_INPUT, &SECRET_OUTPUT);

pub(crate) static SECRET: Command = Command {
    name: "keep-secret",
    operation: &SECRET_OPERATION,
    input: &options(
        &SECRET_INPUT,
        ["connection-token", "other-token", "pin", "key", "keys", "account", "vault", "body", "type"],
    ),
    example: None,
    run: &Nothing,
};

static NOTHING_INPUT: Structure = Structure::new("DoNothingInput", &[]);

static NOTHING_OUTPUT: Structure = Structure::new("DoNothingOutput", &[]);

static NOTHING_OPERATION: Operation =
    Operation::new("DoNothing", "POST", "/", &NOTHING_INPUT, &NOTHING_OUTPUT);

pub(crate) static NOTHING: Command = Command {
    name: "do-nothing",
    operation: &NOTHING_OPERATION,
    input: &options(&NOTHING_INPUT, []),
    example: None,
    run: &Nothing,
};
