//! Compares the tables of the published clients with the source: every operation, shape, member, enum and error of the
//! tables, and then that the source has no others.

use super::facts::{Enum, ErrorShape, Member, Operation, Tables};
use super::names::{OVERLAID, is_variant_of, rust_types, snake, wire_name};
use super::report::{Report, holds, same};
use super::source::Source;

/// Additional fields in every structure of a folder: they come from the response, not from a model.
const OURS: &[(&str, &str)] = &[("error/", "metadata")];

/// The additional variant for unmodelled errors.
pub(crate) const UNMODELLED: &str = "Unmodelled";

/// The additional variant for unknown values.
const UNKNOWN: &str = "Unknown";

/// Checks every row.
pub(crate) fn check(tables: &Tables, source: &Source, report: &mut Report) {
    for operation in &tables.operations {
        check_operation(tables, operation, source, report);
    }
    for structure in &tables.structures {
        let path = format!("types/{}.rs", snake(&structure.name));
        check_shape(tables, &structure.name, &structure.members, &path, source, report);
    }
    for error in &tables.errors {
        check_error(tables, error, source, report);
    }
    for enumeration in &tables.enums {
        check_enum(tables, enumeration, source, report);
    }
    for (_, name) in OVERLAID {
        if let Some(outcome) = check_overlaid(name, source) {
            report.row("overlaid", name, outcome);
        }
    }
    find_unknown(tables, source, report);
}

/// A newtype has one private string, and an enum takes other values. `None` if the crate has no such type.
fn check_overlaid(name: &str, source: &Source) -> Option<Result<(), String>> {
    if let Some((_, variants)) = source.enumeration(name) {
        let is_open = variants.iter().any(|(variant, held)| variant == UNKNOWN && held[..] == ["String"]);
        return Some(holds(is_open, "has no variant for other values"));
    }
    let found = source.structure(name)?;
    let [field] = found.fields.as_slice() else {
        return Some(Err(format!("holds {:?}", found.fields)));
    };
    let outcome = same(&format!("types/{}.rs", snake(name)), &found.path)
        .and_then(|()| same(&"String", &field.ty.as_str()))
        .and_then(|()| holds(!field.public, "its field is public"));
    Some(outcome)
}

fn check_operation(tables: &Tables, operation: &Operation, source: &Source, report: &mut Report) {
    let Operation { name, input, output, .. } = operation;
    let path = format!("operation/{}.rs", snake(name));
    report.row("operation", name, marker(source, name));
    check_shape(tables, input, &operation.input_members, &path, source, report);
    check_shape(tables, output, &operation.output_members, &path, source, report);
    report.row(
        "constructor",
        &format!("{input}::new"),
        constructor(
            tables,
            source,
            input,
            operation.input_members.iter().filter(|member| member.must_be_given()),
        ),
    );
    report.row("operation errors", &format!("{name}Error"), errors(tables, source, name, &operation.errors));
}

/// The unit structure that names an operation is in its file.
pub(crate) fn marker(source: &Source, operation: &str) -> Result<(), String> {
    let found = source.structure(operation).ok_or("no such structure")?;
    holds(found.unit, "not a unit structure")?;
    same(&format!("operation/{}.rs", snake(operation)), &found.path)
}

/// `new` takes these members in this order, and after or between them newer ones.
pub(crate) fn constructor<'a>(
    tables: &Tables,
    source: &Source,
    shape: &str,
    required: impl Iterator<Item = &'a Member>,
) -> Result<(), String> {
    let expected: Vec<String> = required.map(|member| snake(&member.name)).collect();
    let newer: Vec<String> = tables.newer_in(shape).map(snake).collect();
    let mut found = source.arguments(shape, "new").ok_or("no function `new`")?;
    found.retain(|argument| !newer.contains(argument));
    same(&expected, &found)
}

/// One variant for each error, for newer ones, and for all others.
pub(crate) fn errors(
    tables: &Tables,
    source: &Source,
    operation: &str,
    expected: &[String],
) -> Result<(), String> {
    let name = format!("{operation}Error");
    let (_, mut variants) = source.enumeration(&name).ok_or("no such enum")?;
    variants.retain(|(variant, _)| !tables.newer_in(&name).any(|newer| newer == variant));
    for (name, held) in &variants {
        let right = if name == UNMODELLED { held.len() == 1 } else { *held == [name.clone()] };
        holds(right, format!("{name} holds {held:?}"))?;
    }
    let mut expected: Vec<&str> = expected.iter().map(String::as_str).chain([UNMODELLED]).collect();
    let mut found: Vec<&str> = variants.iter().map(|(name, _)| name.as_str()).collect();
    expected.sort_unstable();
    found.sort_unstable();
    same(&expected, &found)
}

fn check_shape(
    tables: &Tables,
    shape: &str,
    members: &[Member],
    path: &str,
    source: &Source,
    report: &mut Report,
) {
    let Some(found) = source.structure(shape) else {
        report.row("shape", shape, Err("no such structure".to_owned()));
        for member in members {
            report.row("member", &format!("{shape}.{}", member.name), Err("its shape is missing".to_owned()));
        }
        return;
    };
    report.row("shape", shape, same(&path, &found.path.as_str()));
    for member in members {
        let outcome = found.fields.iter().find(|field| field.name == snake(&member.name)).map_or_else(
            || Err("no such field".to_owned()),
            |field| {
                let types = rust_types(member);
                holds(
                    types.contains(&field.ty),
                    format!("expected {}, found {}", types.join(" or "), field.ty),
                )
            },
        );
        report.row("member", &format!("{shape}.{}", member.name), outcome);
    }
    let ours = |name: &str| OURS.iter().any(|(folder, field)| path.starts_with(folder) && name == *field);
    let known = |name: &str| members.iter().any(|member| snake(&member.name) == name);
    let newer = |name: &str| tables.newer_in(shape).any(|member| snake(member) == name);
    for field in found.fields.iter().filter(|field| !known(&field.name)) {
        if !ours(&field.name) && !newer(&field.name) {
            report.unknown(&format!("{shape}.{}", wire_name(&field.name)), &found.path);
        }
    }
    let order: Vec<String> =
        found.fields.iter().map(|field| field.name.clone()).filter(|name| known(name)).collect();
    let expected: Vec<String> =
        members.iter().map(|member| snake(&member.name)).filter(|name| order.contains(name)).collect();
    report.row("member order", &format!("{shape} order"), same(&expected, &order));
}

/// The message is optional whatever the model: real responses lack it.
fn check_error(tables: &Tables, error: &ErrorShape, source: &Source, report: &mut Report) {
    let lenient = |member: &Member| Member { required: false, ..member.clone() };
    let members: Vec<Member> = error.members.iter().map(lenient).collect();
    let path = format!("error/{}.rs", snake(&error.name));
    check_shape(tables, &error.name, &members, &path, source, report);
}

fn check_enum(tables: &Tables, enumeration: &Enum, source: &Source, report: &mut Report) {
    let name = &enumeration.name;
    let Some((path, variants)) = source.enumeration(name) else {
        report.row("enum", name, Err("no such enum".to_owned()));
        return;
    };
    report.row("enum", name, same(&format!("types/{}.rs", snake(name)), &path));
    let unknown = variants.iter().find(|(variant, _)| variant == UNKNOWN);
    let holds_text = unknown.is_some_and(|(_, held)| *held == ["String"]);
    report.row(
        "enum unknown",
        &format!("{name}::{UNKNOWN}"),
        holds(holds_text, format!("found {unknown:?}")),
    );
    let arms = source.literal_arms(name, "as_str").unwrap_or_default();
    for value in &enumeration.values {
        report.row("enum value", &format!("{name}.{value}"), enum_value(&variants, &arms, value));
    }
    let newer = |text: &str| tables.newer_in(name).any(|value| value == text);
    let found: Vec<&String> = arms.iter().map(|(_, text)| text).filter(|text| !newer(text)).collect();
    for extra in found.iter().filter(|text| !enumeration.values.contains(text)) {
        report.unknown(&format!("{name}.{extra}"), &path);
    }
    for (variant, _) in variants.iter().filter(|(variant, _)| variant != UNKNOWN) {
        if arms.iter().all(|(arm, _)| arm != variant) {
            report.unknown(&format!("{name}::{variant}"), &path);
        }
    }
    let order: Vec<&String> = found.into_iter().filter(|text| enumeration.values.contains(text)).collect();
    let expected: Vec<&String> = enumeration.values.iter().filter(|value| order.contains(value)).collect();
    report.row("enum order", &format!("{name} order"), same(&expected, &order));
}

/// A variant stands for the value, and `as_str` gives the value for it.
pub(crate) fn enum_value(
    variants: &[(String, Vec<String>)],
    arms: &[(String, String)],
    value: &str,
) -> Result<(), String> {
    let (variant, _) = variants
        .iter()
        .find(|(variant, held)| held.is_empty() && is_variant_of(variant, value))
        .ok_or("no variant for it")?;
    let text = arms.iter().find(|(arm, _)| arm == variant).map(|(_, text)| text.as_str());
    same(&Some(value), &text)
}

fn find_unknown(tables: &Tables, source: &Source, report: &mut Report) {
    for path in source.paths() {
        if let Some(file) = path.strip_prefix("operation/") {
            if tables.operations.iter().all(|operation| format!("{}.rs", snake(&operation.name)) != file) {
                for operation in source.public_types(path).iter().filter(|name| marker(source, name).is_ok())
                {
                    if !tables.is_newer(operation) {
                        report.unknown(operation, path);
                    }
                }
            }
            continue;
        }
        let shapes = path.starts_with("types/") || path.starts_with("error/");
        for name in source.public_types(path).iter().filter(|_| shapes) {
            let overlaid = OVERLAID.iter().any(|(_, overlaid)| overlaid == name);
            let known = overlaid || tables.members(name).is_some() || tables.enumeration(name).is_some();
            if !known && !tables.is_newer(name) {
                report.unknown(name, path);
            }
        }
    }
    for newer in &tables.newer {
        let (shape, member) = newer.subject.split_once('.').unwrap_or((&newer.subject, ""));
        let field = source.structure(shape).is_some_and(|found| {
            member.is_empty() || found.fields.iter().any(|field| field.name == snake(member))
        });
        let value = source.enumeration(shape).is_some_and(|(_, variants)| {
            member.is_empty() || variants.iter().any(|(variant, _)| is_variant_of(variant, member))
        });
        report.row(
            "newer",
            &newer.subject,
            holds(field || value, "the crate does not have it: take the row out"),
        );
    }
}
