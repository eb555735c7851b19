//! A command with every feature of the tables.

use super::super::table::{Command, Limits, Member, Shape};
use super::Nothing;

const AT_LEAST_ONE: Limits = Limits::between(1, 10);

static TEXT: Shape = Shape::Text(Limits::NONE);
static SHORT: Shape = Shape::Text(AT_LEAST_ONE);
static INTEGER: Shape = Shape::Integer(Limits::at_least(0));
static LONG: Shape = Shape::Long(Limits::NONE);
static FLOAT: Shape = Shape::Float(Limits::NONE);
static DOUBLE: Shape = Shape::Double(AT_LEAST_ONE);
static BLOB: Shape = Shape::Blob(Limits::NONE);
static COLOUR: Shape = Shape::Enum(&["RED", "GREEN"]);
static LEVEL: Shape = Shape::IntEnum(&[1, 5]);
static TEXTS: Shape = Shape::List { item: &TEXT, sparse: false, limits: AT_LEAST_ONE };
static SPARSE: Shape = Shape::List { item: &TEXT, sparse: true, limits: Limits::NONE };
static NUMBERS: Shape = Shape::List { item: &INTEGER, sparse: false, limits: Limits::NONE };
static DOCUMENTS: Shape = Shape::List { item: &Shape::Document, sparse: false, limits: Limits::NONE };
static TAGS: Shape = Shape::Map { key: &SHORT, value: &TEXT, sparse: false, limits: AT_LEAST_ONE };
static ITEMS: Shape = Shape::List { item: &ITEM, sparse: false, limits: Limits::NONE };
static ITEM: Shape = Shape::Structure(&[
    Member::new("Name", &SHORT, &[]).key("name").required(),
    Member::new("Count", &INTEGER, &[]),
    Member::new("On", &Shape::Boolean, &[]),
    Member::new("Ratio", &DOUBLE, &[]),
    Member::new("Data", &BLOB, &[]),
    Member::new("When", &Shape::Timestamp, &[]).key("when_"),
    Member::new("Numbers", &NUMBERS, &[]),
    Member::new("Tags", &TAGS, &[]),
    Member::new("Item", &ITEM, &["An item within."]),
    Member::new("Items", &ITEMS, &[]),
    Member::new("Any", &Shape::Document, &[]),
]);
static CHOICE: Shape =
    Shape::Union(&[Member::new("Text", &TEXT, &[]).key("text_"), Member::new("Number", &INTEGER, &[])]);
static VALUE_ALONE: Shape = Shape::Structure(&[Member::new("Value", &TEXT, &[])]);
static ACCOUNT: Shape =
    Shape::Structure(&[Member::new("User", &TEXT, &[]), Member::new("Password", &SHORT, &[]).sensitive()]);

pub(crate) static EVERYTHING: Command = Command {
    name: "do-everything",
    operation: "DoEverything",
    docs: &[],
    deprecated: false,
    input: &[
        Member::new("Name", &SHORT, &["What it is", "called. At most ten letters.", "", "More of it."])
            .flag("name")
            .required(),
        Member::new("Colour", &COLOUR, &["A `colour` of [those](x#y)."]).flag("colour").key("colour_"),
        Member::new("Level", &LEVEL, &[]).flag("level"),
        Member::new("Count", &INTEGER, &[]).flag("count"),
        Member::new("Long", &LONG, &[]).flag("long"),
        Member::new("Float", &FLOAT, &[]).flag("float"),
        Member::new("Ratio", &DOUBLE, &[]).flag("ratio"),
        Member::new("Big", &Shape::BigNumber, &[]).flag("big"),
        Member::new("On", &Shape::Boolean, &[]).flag("on"),
        Member::new("Data", &BLOB, &[]).flag("data"),
        Member::new("When", &Shape::Timestamp, &[]).flag("when"),
        Member::new("Any", &Shape::Document, &[]).flag("any"),
        Member::new("Documents", &DOCUMENTS, &[]).flag("documents"),
        Member::new("Texts", &TEXTS, &[]).flag("texts"),
        Member::new("Sparse", &SPARSE, &[]).flag("sparse"),
        Member::new("Numbers", &NUMBERS, &[]).flag("numbers"),
        Member::new("Tags", &TAGS, &[]).flag("tags"),
        Member::new("Item", &ITEM, &[]).flag("item"),
        Member::new("Items", &ITEMS, &[]).flag("items"),
        Member::new("Choice", &CHOICE, &[]).flag("choice"),
        Member::new("Alone", &VALUE_ALONE, &[]).flag("alone"),
        Member::new("ClientToken", &SHORT, &[]).flag("client-token").required().idempotency_token(),
    ],
    output: &[
        Member::new("Name", &TEXT, &[]),
        Member::new("Count", &INTEGER, &[]),
        Member::new("Data", &BLOB, &[]),
        Member::new("When", &Shape::Timestamp, &[]),
        Member::new("Texts", &TEXTS, &[]),
        Member::new("Tags", &TAGS, &[]),
        Member::new("Choice", &CHOICE, &[]),
    ],
    errors: &[],
    pages: None,
    example: None,
    run: &Nothing,
};

pub(crate) static SECRET: Command = Command {
    name: "keep-secret",
    operation: "KeepSecret",
    docs: &[],
    deprecated: false,
    input: &[
        Member::new("ConnectionToken", &SHORT, &[]).flag("connection-token").required().sensitive(),
        Member::new("OtherToken", &SHORT, &[]).flag("other-token").sensitive(),
        Member::new("Pin", &INTEGER, &[]).flag("pin").sensitive(),
        Member::new("Key", &BLOB, &[]).flag("key").sensitive(),
        Member::new("Keys", &TAGS, &[]).flag("keys").sensitive(),
        Member::new("Account", &ACCOUNT, &[]).flag("account"),
        Member::new("Vault", &CHOICE, &[]).flag("vault").sensitive(),
        Member::new("Body", &BLOB, &[]).flag("body").streaming(),
        Member::new("Type", &TEXT, &[]).flag("type").required(),
    ],
    output: &[],
    errors: &[],
    pages: None,
    example: None,
    run: &Nothing,
};

pub(crate) static NOTHING: Command = Command {
    name: "do-nothing",
    operation: "DoNothing",
    docs: &[],
    deprecated: false,
    input: &[],
    output: &[],
    errors: &[],
    pages: None,
    example: None,
    run: &Nothing,
};
