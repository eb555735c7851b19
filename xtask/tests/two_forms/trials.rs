//! Tests of the comparison on two tiny crates: it reports each kind of difference, and nothing else.

use farrier::GeneratedFile;

use crate::compare::{Difference, compare};
use crate::facts::Facts;
use crate::forms::{Form, Forms};
use crate::report::{Compared, Report};
use crate::steps::steps;
use crate::ways::explained;

const OPERATION: &str = r#"
/// Strikes.
pub struct Strike;

impl runtime::Operation for Strike {
    const SUCCESS: u16 = 200;
    fn encode(input: &Self::Input, endpoint: &runtime::Endpoint) -> Result<http::Request<Vec<u8>>, runtime::EncodeError> {
        let mut request = runtime::RequestBuilder::new(Self::NAME, http::Method::POST, endpoint);
        request.path("/anvils/");
        request.label("anvil", &input.anvil)?;
        if let Some(value) = &input.force {
            request.query("force", value.to_string());
        }
        request.header("Hammer", "x-hammer", &input.hammer)?;
        let body = json::write_members(|object| {
            object.member("Note", &input.note);
            object.member("Metal", &input.metal);
        });
        request.body("application/json", body)
    }
    fn read_error(metadata: runtime::ErrorMetadata) -> Self::Error {
        match metadata.code() {
            Some("Cold") => StrikeError::Cold(Cold::read(metadata)),
            _ => StrikeError::Unmodelled(metadata),
        }
    }
}

/// Its input.
#[derive(Clone, Debug, Default)]
pub struct StrikeInput {
    /// A note.
    pub note: Option<String>,
    #[cfg_attr(feature = "serde", serde(rename = "metalName"))]
    pub metal: Option<Metal>,
}

impl StrikeInput {
    pub fn new() -> Self { Self::default() }
}
"#;

const TYPES: &str = r#"
#[derive(Clone, Debug)]
pub enum Metal { Iron, Tin, Unknown(String) }

impl Metal {
    pub const VALUES: &'static [Self] = &[Self::Iron, Self::Tin];
    pub fn as_str(&self) -> &str {
        match self {
            Self::Iron => "iron",
            Self::Tin => "tin",
            Self::Unknown(value) => value,
        }
    }
}

pub struct Part { pub name: String }

impl Part {
    #[must_use]
    pub fn new(name: impl Into<String>, size: i32) -> Self { Self { name: name.into() } }
    pub(crate) fn corrected() -> Self { Self::new("", 0) }
}

fn modelled() -> runtime::ErrorMetadata { runtime::ErrorMetadata::modelled(429, "Cold", runtime::Retry::Throttling) }
"#;

fn facts(operation: &str, types: &str) -> Facts {
    let file = |path: &str, text: &str| GeneratedFile { path: path.to_owned(), text: text.to_owned() };
    let files = [
        file("src/operation/strike.rs", operation),
        file("src/types.rs", types),
        file("Cargo.toml", "[package]"),
    ];
    Facts::read(&files).expect("Rust")
}

/// Returns the differences after replacing a text: the item, the aspect and the subject of each.
fn replaced(from: &str, to: &str) -> Vec<Difference> {
    assert!(OPERATION.contains(from) || TYPES.contains(from), "{from}");
    compare(&facts(OPERATION, TYPES), &facts(&OPERATION.replace(from, to), &TYPES.replace(from, to)))
}

#[track_caller]
fn check(from: &str, to: &str, expected: &[&str]) {
    let shown =
        |found: &Difference| format!("{} | {} | {}", found.key.item(), found.key.aspect, found.key.subject);
    let found: Vec<String> = replaced(from, to).iter().map(shown).collect();
    assert_eq!(found, expected, "{from} -> {to}");
}

#[test]
fn equal_crates_have_no_differences() {
    check("Strikes.", "Strikes.", &[]);
}

#[test]
fn each_part_of_a_request_counts() {
    let encode = |subject: &str| format!("Strike | runtime : : Operation fn encode | {subject}");
    check("Method::POST", "Method::PUT", &[&encode("let mut request")]);
    check("\"/anvils/\"", "\"/irons/\"", &[&encode("/anvils/"), &encode("/irons/")]);
    check("label(\"anvil\"", "label(\"iron\"", &[&encode("anvil")]);
    check("query(\"force\"", "query(\"power\"", &[&encode("force")]);
    check("if let Some(value) = &input.force {", "for value in &input.force {", &[&encode("force")]);
    check("x-hammer", "x-tool", &[&encode("hammer")]);
    check("member(\"Note\"", "member(\"note\"", &[&encode("note")]);
    check("object.member(\"Metal\", &input.metal);", "", &[&encode("metal")]);
    check("\"application/json\"", "\"text/plain\"", &[&encode("application/json"), &encode("text/plain")]);
    check("u16 = 200", "u16 = 202", &["Strike | const | SUCCESS"]);
}

#[test]
fn structures_and_constructors_count() {
    let (field, new) = ("StrikeInput | field | note", "StrikeInput | fn new | note");
    check("pub note: Option<String>", "pub note: Option<i32>", &[field]);
    check(
        "pub note: Option<String>",
        "pub notes: Option<String>",
        &[
            "StrikeInput | documentation | note",
            "StrikeInput | documentation | notes",
            field,
            "StrikeInput | field | notes",
            new,
            "StrikeInput | fn new | notes",
        ],
    );
    check("metalName", "metal", &["StrikeInput | attribute | metal"]);
    check("Debug, Default", "Default", &["StrikeInput | derive | Debug"]);
    check("size: i32", "size: i64", &["Part | argument of fn new | size"]);
    check(
        "name: impl Into<String>, size: i32",
        "size: i32, name: impl Into<String>",
        &[
            "Part | fn corrected | name",
            "Part | fn corrected | size",
            "Part | order of arguments of fn new | ",
            "Part | order of fn corrected | ",
        ],
    );
    check("name: name.into()", "name: String::new()", &["Part | fn new | name"]);
    check("new(\"\", 0)", "new(\"\", 1)", &["Part | fn corrected | size"]);
    check("pub struct Part", "struct Part", &["Part | type | "]);
}

#[test]
fn enums_go_by_their_wire_values() {
    check("Iron", "Ferrum", &["Metal | name of value | iron"]);
    check(
        "=> \"iron\"",
        "=> \"Iron\"",
        &[
            "Metal | const | VALUES",
            "Metal | fn as_str | Iron",
            "Metal | fn as_str | iron",
            "Metal | name of value | Iron",
            "Metal | name of value | iron",
        ],
    );
    check("{ Iron, Tin, ", "{ Tin, Iron, ", &["Metal | order of variants | "]);
}

#[test]
fn errors_count() {
    check(
        "Some(\"Cold\")",
        "Some(\"Chill\")",
        &[
            "Strike | runtime : : Operation fn read_error | Chill",
            "Strike | runtime : : Operation fn read_error | Cold",
        ],
    );
    for (from, to) in [("429", "400"), ("Retry::Throttling", "Retry::Unsaid")] {
        check(from, to, &["modelled | fn | Cold"]);
    }
}

#[test]
fn items_of_one_crate_are_differences() {
    check("fn modelled()", "fn made()", &["made | type | ", "modelled | type | "]);
    check(
        "pub struct Part { pub name: String }",
        "pub enum Part { Name }",
        &["Part | field | name", "Part | type | ", "Part | variant | Name"],
    );
}

/// Line width, derived `Default` and raw names are not differences.
#[test]
fn spelling_does_not_count() {
    check(
        "=> StrikeError::Cold(Cold::read(metadata)),",
        "=> { StrikeError::Cold(Cold::read(metadata,),) }",
        &[],
    );
    check("Self::Iron => \"iron\",", "Self::Iron => { \"iron\" }", &[]);
    let expanded = OPERATION.replace("Debug, Default", "Debug").replace(
        "pub fn new() -> Self { Self::default() }\n}",
        "#[must_use] pub fn new() -> Self { Self { note: None, metal: None } }\n}\n\
         impl Default for StrikeInput { fn default() -> Self { Self::new() } }",
    );
    assert_ne!(expanded, OPERATION);
    assert!(compare(&facts(OPERATION, TYPES), &facts(&expanded, TYPES)).is_empty());
}

#[test]
fn a_step_is_about_the_field_of_its_block() {
    let body = "match &input.data { Some(value) => request.body(value.to_vec()), None => request.finish() }";
    let found = steps(body.parse().expect("tokens"), &|_| ());
    assert!(found.iter().all(|step| step.subject == "data"), "{found:?}");
    assert_eq!(found.len(), 3);
}

fn forms(from: &str, to: &str) -> Forms {
    let form = |facts| Form::new(farrier::Model::default(), facts);
    let changed = facts(&OPERATION.replace(from, to), &TYPES.replace(from, to));
    Forms { c2j: form(facts(OPERATION, TYPES)), smithy: form(changed) }
}

/// A difference that the models do not explain has no reason.
#[test]
fn differences_have_one_explanation_or_none() {
    let ways = |from, to| explained(&forms(from, to)).into_iter().map(|(_, way)| way).collect::<Vec<_>>();
    assert_eq!(ways("/// Strikes.", "/// Hits."), [Some("documentation")]);
    assert_eq!(ways("Iron", "Ferrum"), [Some("enum-variant-names")]);
    assert_eq!(ways("pub note: Option<String>", "pub note: String"), [None]);
    assert_eq!(ways("x-hammer", "x-tool"), [None]);
    assert_eq!(ways("\"/anvils/\"", "\"/anvils\""), [None, None]);
    assert_eq!(ways("{ Iron, Tin, ", "{ Tin, Iron, "), [None]);
    assert_eq!(ways("u16 = 200", "u16 = 202"), [None]);
}

#[test]
fn the_report_names_the_unexplained_and_the_stale() {
    let mut report = Report::default();
    report.add(Compared::new("forge", &forms("x-hammer", "x-tool")));
    let problems = report.problems();
    assert!(problems[0].starts_with("forge: operation/strike.rs Strike: "), "{problems:?}");
    assert!(problems[0].contains("x-hammer") && problems[0].contains("x-tool"), "{problems:?}");
    assert!(problems.iter().any(|problem| problem.starts_with("the way `defaults` explains nothing")));
    assert!(problems.iter().any(|problem| problem.starts_with("`position` of SdkTypes differs no more")));
    assert!(report.counts().contains("pagination: 0 ()"));
}
