//! Tables: a section for each structure or list, nested ones indented by bars. Takes a value; returns the text, or the reason
//! that the value is not a table, in the wording of the AWS CLI.

mod section;

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use self::section::{Paint, Section};
use super::super::python::{is_false, shown};
use super::is_scalar;

/// Returns the table with its title. Rows become columns if it would be wider than `width`.
pub(super) fn print(value: &Value, title: &str, width: usize, colour: bool) -> Result<String, String> {
    let mut sections = Vec::new();
    build(value, Some(title), 0, &mut sections)?;
    let Some(mut widest) = widest(&sections) else { return Ok(String::new()) };
    if widest > width {
        sections = sections.into_iter().map(Section::upright).collect::<Result<_, _>>()?;
        widest = self::widest(&sections).unwrap_or_default();
    }
    let mut paint = Paint::new(colour);
    paint.write(&format!("{}\n", "-".repeat(widest)));
    sections.iter().for_each(|section| section.write(widest, &mut paint));
    Ok(paint.finish())
}

fn widest(sections: &[Section]) -> Option<usize> {
    sections.iter().map(Section::total_width).max()
}

fn build(
    value: &Value,
    title: Option<&str>,
    depth: usize,
    sections: &mut Vec<Section>,
) -> Result<(), String> {
    if is_false(value) {
        return Ok(());
    }
    if let Some(title) = title {
        sections.push(Section::new(Some(title), depth));
    }
    match value {
        Value::Object(members) => build_members(members, depth, sections),
        Value::Array(items) if items.first().map_or(false, Value::is_object) => {
            build_rows(items, title, depth, sections)
        }
        Value::Array(items) => items.iter().try_for_each(|item| build_item(item, sections)),
        _ => Ok(()),
    }
}

/// An item of a list that does not start with a structure: a row.
fn build_item(item: &Value, sections: &mut Vec<Section>) -> Result<(), String> {
    match item {
        Value::Array(cells) if cells.iter().all(is_scalar) => {
            add_row(cells.iter().map(shown).collect(), sections)
        }
        Value::Array(_) => build(item, None, 0, sections),
        Value::Object(members) => add_row(members.keys().cloned().collect(), sections),
        scalar => add_row(vec![shown(scalar)], sections),
    }
}

/// A structure: its scalars in one row below their names, or next to the name if there is only one.
fn build_members(
    members: &Map<String, Value>,
    depth: usize,
    sections: &mut Vec<Section>,
) -> Result<(), String> {
    let (headers, nested) = names([members]);
    let cell = |name: &str| members.get(name).map(shown).unwrap_or_default();
    let row = headers.iter().map(|name| cell(name));
    match headers.len() {
        0 => {}
        1 => add_row(headers.iter().map(|name| (*name).to_owned()).chain(row).collect(), sections)?,
        _ => {
            add_header(&headers, sections)?;
            add_row(row.collect(), sections)?;
        }
    }
    build_nested(members, &nested, depth, sections)
}

/// A list of structures: a row each. If they contain more than scalars, each has its own section.
fn build_rows(
    items: &[Value],
    title: Option<&str>,
    depth: usize,
    sections: &mut Vec<Section>,
) -> Result<(), String> {
    let rows: Vec<&Map<String, Value>> = items.iter().filter_map(Value::as_object).collect();
    if rows.len() < items.len() {
        return Err("a list that begins with a structure has something else in it".to_owned());
    }
    let (headers, nested) = names(rows.iter().copied());
    add_header(&headers, sections)?;
    for (index, row) in rows.into_iter().enumerate() {
        if index > 0 && !nested.is_empty() {
            sections.push(Section::new(title, depth));
            add_header(&headers, sections)?;
        }
        add_row(
            headers.iter().map(|name| row.get(*name).map(shown).unwrap_or_default()).collect(),
            sections,
        )?;
        build_nested(row, &nested, depth, sections)?;
    }
    Ok(())
}

fn build_nested(
    members: &Map<String, Value>,
    nested: &[&str],
    depth: usize,
    sections: &mut Vec<Section>,
) -> Result<(), String> {
    let values = nested.iter().filter_map(|name| Some((*name, members.get(*name)?)));
    values.into_iter().try_for_each(|(name, value)| build(value, Some(name), depth + 1, sections))
}

/// Returns the names of scalars, and those of lists and structures, in any of the structures.
fn names<'a>(structures: impl IntoIterator<Item = &'a Map<String, Value>>) -> (Vec<&'a str>, Vec<&'a str>) {
    let (mut scalars, mut nested) = (BTreeSet::new(), BTreeSet::new());
    for (name, value) in structures.into_iter().flatten() {
        let names = if is_scalar(value) { &mut scalars } else { &mut nested };
        names.insert(name.as_str());
    }
    (scalars.into_iter().collect(), nested.into_iter().collect())
}

fn add_header(headers: &[&str], sections: &mut [Section]) -> Result<(), String> {
    let headers = headers.iter().map(|name| (*name).to_owned()).collect();
    sections.last_mut().map_or(Ok(()), |section| section.add_header(headers))
}

fn add_row(row: Vec<String>, sections: &mut [Section]) -> Result<(), String> {
    sections.last_mut().map_or(Ok(()), |section| section.add_row(row))
}
