//! Items of a new model that no published client has yet, as rows of a table. Treats models as JSON.

use std::collections::BTreeSet;

use serde_json::Value;

/// The table, relative to the workspace.
pub(super) const FILE: &str = "xtask/tests/documented_shapes/sources.toml";

/// The start of a row.
const ROW: &str = "[[newer]]\n";

/// Returns the table with a row for each new item, and without rows of removed ones; and the number of new rows.
pub(super) fn refreshed(text: &str, old: &Value, new: &Value, since: &str) -> (String, usize) {
    let ((before, old_messages), (after, messages)) = (subjects(old), subjects(new));
    let subject = |row: &str| {
        let line = row.lines().find_map(|line| line.strip_prefix("subject = \""))?;
        Some(line.trim_end_matches('"').to_owned())
    };
    let is_removed = |block: &&str| {
        let row = block.trim_start().starts_with(ROW).then(|| subject(block)).flatten();
        row.is_some_and(|row| before.contains(&row) && !after.contains(&row))
    };
    let blocks: Vec<&str> = text.trim_end().split("\n\n").filter(|block| !is_removed(block)).collect();
    let known: BTreeSet<String> =
        blocks.iter().filter(|block| block.contains(ROW)).filter_map(|row| subject(row)).collect();
    let added: Vec<String> = after
        .difference(&before)
        // The row of an operation or of a shape includes its members.
        .filter(|subject| {
            let of = subject.split_once('.').map_or("", |(of, _)| of.trim_end_matches("Error"));
            let is_new = |of: &str| after.contains(of) && !before.contains(of);
            !is_new(of) && !is_new(&format!("{of}Error")) && (!messages.contains(of) || old_messages.contains(of))
        })
        .filter(|subject| !known.contains(*subject))
        .map(|subject| format!("{ROW}subject = \"{subject}\"\nsince = \"{since}\"\nreason = \"no published client has it yet\""))
        .collect();
    let count = added.len();
    let blocks: Vec<String> = blocks.into_iter().map(str::to_owned).chain(added).collect();
    (format!("{}\n", blocks.join("\n\n")), count)
}

/// Returns the id without its namespace.
fn short(id: &str) -> &str {
    id.split_once('#').map_or(id, |(_, name)| name)
}

/// Returns the operations and their errors, and the structures and enums with their members; and the names of inputs and outputs.
fn subjects(ast: &Value) -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut subjects, mut messages) = (BTreeSet::new(), BTreeSet::new());
    let shapes = ast.get("shapes").and_then(Value::as_object).into_iter().flatten();
    for (id, shape) in shapes {
        let name = short(id);
        let has = |id: &str| shape.pointer(&format!("/traits/smithy.api#{id}")).is_some();
        let kind = shape.get("type").and_then(Value::as_str).unwrap_or_default();
        if kind == "operation" {
            subjects.insert(name.to_owned());
            let errors = shape.get("errors").and_then(Value::as_array).into_iter().flatten();
            let errors = errors.filter_map(|error| error.get("target")?.as_str());
            subjects.extend(errors.map(|id| format!("{name}Error.{}", short(id))));
            continue;
        }
        if !matches!(kind, "structure" | "union" | "enum") {
            continue;
        }
        // Inputs and outputs belong to their operations.
        let names = if has("input") || has("output") { &mut messages } else { &mut subjects };
        names.insert(name.to_owned());
        let members = shape.get("members").and_then(Value::as_object).into_iter().flatten();
        let value =
            |member: &Value| Some(member.pointer("/traits/smithy.api#enumValue")?.as_str()?.to_owned());
        subjects.extend(
            members.map(|(key, member)| format!("{name}.{}", value(member).unwrap_or_else(|| key.clone()))),
        );
    }
    (subjects, messages)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn new_items_get_rows_and_removed_ones_lose_them() {
        let value = |name: &str| json!({ "traits": { "smithy.api#enumValue": name } });
        let old = json!({ "shapes": {
            "a#Item": { "type": "structure", "members": { "Old": {} } },
            "a#Kind": { "type": "enum", "members": { "A": value("a") } },
        } });
        let new = json!({ "shapes": {
            "a#Item": { "type": "structure", "members": { "New": {} } },
            "a#Kind": { "type": "enum", "members": { "A": value("a"), "B": value("b") } },
            "a#Pin": { "type": "structure", "members": { "Id": {} } },
            "a#PinItem": { "type": "operation", "errors": [{ "target": "a#PinError" }] },
            "a#PinItemRequest": { "type": "structure", "members": { "Id": {} }, "traits": { "smithy.api#input": {} } },
        } });
        let row = |subject: &str| {
            format!(
                "[[newer]]\nsubject = \"{subject}\"\nsince = \"1.2.3\"\nreason = \"no published client has it yet\"\n"
            )
        };
        let text = format!("# A table.\n\n[[differs]]\nsubject = \"Item.Old\"\n\n{}", row("Item.Old"));
        let (table, added) = refreshed(&text, &old, &new, "1.2.3");
        let rows = ["Item.New", "Kind.b", "Pin", "PinItem"].map(row).join("\n");
        assert_eq!(table, format!("# A table.\n\n[[differs]]\nsubject = \"Item.Old\"\n\n{rows}"));
        assert_eq!(added, 4);
        assert_eq!(refreshed(&table, &old, &new, "1.2.4"), (table.clone(), 0), "once");
    }
}
