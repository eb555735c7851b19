//! Text for `cut` and `awk`: a line for each structure, its values in the order of their names, separated by tabs; nested values
//! follow, headed by their name in capitals.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::super::python::shown;
use super::is_scalar;

pub(super) fn print(value: &Value) -> String {
    let mut out = String::new();
    write(value, None, None, &mut out);
    out
}

/// `heading` is the name of the value, `columns` are those of the enclosing list.
fn write(value: &Value, heading: Option<&str>, columns: Option<&BTreeSet<&str>>, out: &mut String) {
    match value {
        Value::Object(members) => write_members(members, heading, columns, out),
        Value::Array(items) => write_items(items, heading, out),
        value => write_line([shown(value)], out),
    }
}

fn write_items(items: &[Value], heading: Option<&str>, out: &mut String) {
    if items.iter().any(Value::is_object) {
        let columns = items.iter().filter_map(Value::as_object).flatten();
        let columns = columns.filter(|(_, value)| is_scalar(value)).map(|(key, _)| key.as_str()).collect();
        items.iter().for_each(|item| write(item, heading, Some(&columns), out));
        return;
    }
    let (scalars, nested): (Vec<&Value>, Vec<&Value>) = items.iter().partition(|item| is_scalar(item));
    match heading {
        Some(heading) => {
            let heading = heading.to_uppercase();
            scalars.into_iter().for_each(|value| write_line([heading.clone(), shown(value)], out));
        }
        None if scalars.is_empty() => {}
        None => write_line(scalars.into_iter().map(shown), out),
    }
    nested.into_iter().for_each(|item| write(item, heading, None, out));
}

fn write_members(
    members: &Map<String, Value>,
    heading: Option<&str>,
    columns: Option<&BTreeSet<&str>>,
    out: &mut String,
) {
    let mut sorted: Vec<(&String, &Value)> = members.iter().collect();
    sorted.sort_by_key(|(key, _)| key.as_str());
    let (mut cells, nested): (Vec<String>, Vec<(&String, &Value)>) = match columns {
        Some(columns) => (
            columns.iter().map(|key| members.get(*key).map(shown).unwrap_or_default()).collect(),
            sorted.into_iter().filter(|(key, _)| !columns.contains(key.as_str())).collect(),
        ),
        None => {
            let (scalars, nested): (Vec<_>, Vec<_>) =
                sorted.into_iter().partition(|(_, value)| is_scalar(value));
            (scalars.into_iter().map(|(_, value)| shown(value)).collect(), nested)
        }
    };
    if !cells.is_empty() {
        if let Some(heading) = heading {
            cells.insert(0, heading.to_uppercase());
        }
        write_line(cells, out);
    }
    nested.into_iter().for_each(|(key, value)| write(value, Some(key.as_str()), None, out));
}

fn write_line(cells: impl IntoIterator<Item = String>, out: &mut String) {
    for (index, cell) in cells.into_iter().enumerate() {
        out.push_str(if index > 0 { "\t" } else { "" });
        out.push_str(&cell);
    }
    out.push('\n');
}
