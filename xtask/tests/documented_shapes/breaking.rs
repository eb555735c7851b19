//! Breaks each fact once: changes a correct crate in the one place of a fact, which must then be reported.
//! A fact that cannot be broken is not checked.

use std::path::Path;

use super::check_all;
use super::facts::{Check, Fact, Kind, Tables};
use super::names::snake;
use super::sample::{self, Files};
use super::source::Source;

/// The file of a shape or an operation.
fn file_of(tables: &Tables, shape: &str) -> String {
    let operation = tables.operations.iter().find(|operation| {
        [&operation.name, &operation.input, &operation.output].iter().any(|name| *name == shape)
    });
    match operation {
        Some(operation) => format!("operation/{}.rs", snake(&operation.name)),
        None if shape == "crate" => "lib.rs".to_owned(),
        None => format!("types/{}.rs", snake(shape)),
    }
}

/// Changes the text from `start` up to and including `end`; an error if it is missing.
fn edit(text: &mut String, start: &str, end: &str, change: impl Fn(&str) -> String) -> Result<(), String> {
    let from = text.find(start).ok_or_else(|| format!("no `{start}` in {text}"))?;
    let to = text[from..].find(end).ok_or_else(|| format!("no `{end}` behind `{start}`"))? + from + end.len();
    let changed = change(&text[from..to]);
    if changed == text[from..to] {
        return Err(format!("`{start}` was not changed"));
    }
    text.replace_range(from..to, &changed);
    Ok(())
}

/// Changes the type of a field.
fn retype(text: &mut String, fact: &Fact, change: impl Fn(&str) -> String) -> Result<(), String> {
    let (shape, field) = (fact.shape(), snake(fact.member()));
    edit(text, &format!("pub struct {shape} {{"), "}", |block| {
        let start = format!("pub r#{field}: ");
        let Some(from) = block.find(&start).map(|at| at + start.len()) else { return block.to_owned() };
        let to = block[from..].find(",\n").map_or(block.len(), |at| from + at);
        format!("{}{}{}", &block[..from], change(&block[from..to]), &block[to..])
    })
}

/// Swaps the first two of the lines that contain `what`, each with the line before it if `pairs`.
fn swap(block: &str, what: &str, pairs: bool) -> String {
    let mut lines: Vec<&str> = block.lines().collect();
    let found: Vec<usize> = (0..lines.len()).filter(|index| lines[*index].contains(what)).take(2).collect();
    if let [first, second] = found[..] {
        lines.swap(first, second);
        if pairs {
            lines.swap(first - 1, second - 1);
        }
    }
    lines.join("\n")
}

/// Changes the crate in the place of the fact.
fn break_fact(tables: &Tables, fact: &Fact, files: &mut Files) -> Result<(), String> {
    let (shape, member, field) = (fact.shape(), fact.member(), snake(fact.member()));
    let path = file_of(tables, shape);
    let text = files.get_mut(&path).ok_or_else(|| format!("no file {path}"))?;
    let whole = format!("pub struct {shape} {{");
    let errors = format!("pub enum {shape}Error {{");
    match fact.kind {
        Kind::Operation => edit(text, &format!("pub struct {shape};"), ";", |_| String::new()),
        Kind::Token => edit(text, "pub r#participant_token", ": ", |_| "pub r#connection_token: ".to_owned()),
        Kind::Unsigned => {
            text.push_str("const ALGORITHM: &str = \"AWS4-HMAC-SHA256\";\n");
            Ok(())
        }
        Kind::Member => edit(text, &whole, "}", |block| {
            block.replace(&format!("pub r#{field}: "), &format!("pub r#{field}_gone: "))
        }),
        Kind::Type | Kind::NonEmpty => retype(text, fact, |_| "f64".to_owned()),
        Kind::Element => retype(text, fact, |ty| ty.replace(&fact.expect, "f64")),
        Kind::Required => retype(text, fact, |ty| match ty.strip_prefix("::core::option::Option<") {
            Some(inner) => inner.strip_suffix('>').unwrap_or(inner).to_owned(),
            None => format!("Option<{ty}>"),
        }),
        Kind::Constructor => {
            edit(text, &format!("impl {shape} {{"), "new(", |start| format!("{start}r#more: u8,"))
        }
        Kind::EnumValue => edit(text, &format!("=> \"{member}\""), ",", |_| "=> \"OTHER\",".to_owned()),
        Kind::EnumOrder => {
            *text = swap(text, " => \"", false);
            Ok(())
        }
        Kind::MemberOrder => edit(text, &whole, "}", |block| swap(block, "pub r#", true)),
        Kind::Nesting => edit(text, &whole, ",\n", |block| {
            format!("{}: f64,\n", block.rsplit_once(": ").map_or(block, |(before, _)| before))
        }),
        Kind::Error => edit(text, &errors, "}", |block| block.replace(&format!("{member}("), "Other(")),
        Kind::Errors => edit(text, &errors, "}", |block| block.replacen("Exception(", "(", 1)),
        Kind::Unmodelled => edit(text, &errors, "}", |block| {
            block.replace("Unmodelled(crate::error::Unmodelled)", "Unmodelled")
        }),
        Kind::Derive => {
            let wanted = fact.expect.split(' ').next_back().unwrap_or_default();
            let derives = "#[derive(Clone, Debug, PartialEq, Eq, Hash)]\n";
            let without = derives.replace(&format!(", {wanted}"), "");
            edit(text, &format!("{derives}{whole}"), "{", |start| start.replace(derives, &without))
        }
        Kind::FieldsPublic => edit(text, &whole, "}", |block| block.replacen("pub r#", "r#", 1)),
        Kind::Owned => edit(text, &whole, "{", |_| format!("pub struct {shape}<'a> {{")),
        other => Err(format!("nothing breaks a fact of kind {other:?}")),
    }
}

fn reported(tables: &Tables, source: &Source, fact: &Fact) -> Result<(), String> {
    let start = format!("[{:?}] {}:", fact.kind, fact.id);
    let report = check_all(tables, source);
    let found = report.mismatches().iter().any(|line| line.starts_with(&start));
    if found { Ok(()) } else { Err(format!("{} holds in a crate in which it is broken: {report}", fact.id)) }
}

#[test]
fn every_fact_of_the_source_can_be_broken() -> Result<(), String> {
    let tables = Tables::read()?.without_newer();
    let right = sample::write(&tables).map_err(|error| error.to_string())?;
    for fact in tables.facts_for(Check::Source) {
        let mut files = right.clone();
        break_fact(&tables, fact, &mut files).map_err(|error| format!("{}: {error}", fact.id))?;
        let mut source = Source::default();
        for (path, text) in &files {
            source.add(path, text).map_err(|error| format!("{}: {error}", fact.id))?;
        }
        reported(&tables, &source, fact)?;
    }
    Ok(())
}

/// In the real crate: without its paragraphs, no other text may satisfy the fact.
#[test]
fn every_fact_of_the_documentation_can_be_broken() -> Result<(), String> {
    let tables = Tables::read()?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../generated/src");
    let mut source = Source::read(&root)?;
    let right = source.docs().clone();
    for fact in tables.facts_for(Check::Docs) {
        for phrase in &fact.phrases {
            source.docs_mut().remove(&fact.subject, phrase);
        }
        reported(&tables, &source, fact)?;
        source.docs_mut().clone_from(&right);
    }
    Ok(())
}
