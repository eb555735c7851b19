//! The documentation of `farrier.toml` as Markdown and as text, and its JSON schema, all from the table of keys.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

#[cfg(test)]
use super::keys;
use super::keys::{CRATE, KEYS, Key, Kind, RUNTIME, SOURCES};

/// The tables of the file, each with its purpose.
const TABLES: [(&str, &str); 5] = [
    ("", "The model, the output, and the parts to generate."),
    ("package", "The metadata of the package, as in its `Cargo.toml`."),
    ("features", "The parts of the crate: turn off those that nobody needs."),
    ("runtime", "The source of the code that generated crates share. This table is for the whole file."),
    ("update", "The source of new models for `cargo farrier update`."),
];

const INTRODUCTION: &str = "\
# farrier.toml

`cargo farrier` reads the nearest `farrier.toml`, in the current folder or above it. Paths are relative to the folder of that file.
An unknown key is an error. A complete file can be this short:

```toml
models = [\"orchard.smithy\"]

[package]
name = \"orchard\"
```

A file can describe several crates, each in a table `[[crate]]`, with its tables `[crate.package]`, `[crate.features]` and
`[crate.update]`. The keys before the first `[[crate]]` are then the defaults of all crates:

```toml
overlay = \"secrets.json\"

[package]
license = \"MIT\"

[[crate]]
models = [\"orchard.smithy\"]
package.name = \"orchard\"

[[crate]]
models = [\"market.smithy\"]
package.name = \"market\"
out = \"clients/market\"
features.cli = false
```

For completion and checks in an editor, [farrier.schema.json](../cargo-farrier/farrier.schema.json) is a JSON schema of the file;
`cargo farrier keys --schema` prints it.
";

/// The documentation as Markdown.
pub fn markdown() -> String {
    let mut out = format!(
        "<!-- Written from codegen/cargo-farrier/src/config/keys.rs; UPDATE_KEYS=1 cargo test -p cargo-farrier --test keys overwrites it. -->\n\n{INTRODUCTION}"
    );
    for (table, about) in TABLES {
        let title = if table.is_empty() { "Keys at the top".to_owned() } else { format!("`[{table}]`") };
        let _ = write!(
            out,
            "\n## {title}\n\n{about}\n\n| key | meaning | default | example |\n|---|---|---|---|\n"
        );
        for key in of(table) {
            let (_, name) = key.parts();
            let example = format!("`{}`", key.example);
            let default =
                if is_toml(key.default) { format!("`{}`", key.default) } else { key.default.to_owned() };
            let _ = writeln!(out, "| `{name}` | {} | {default} | {example} |", key.about);
        }
    }
    out
}

/// The documentation as text, for a terminal.
pub fn text() -> String {
    let mut out = String::new();
    for (table, about) in TABLES {
        let separator = if out.is_empty() { "" } else { "\n" };
        let title = if table.is_empty() { String::new() } else { format!("[{table}]  ") };
        let _ = writeln!(out, "{separator}# {title}{about}");
        for key in of(table) {
            let (_, name) = key.parts();
            let _ = writeln!(out, "\n# {}\n# Default: {}.\n{name} = {}", key.about, key.default, key.example);
        }
    }
    out
}

/// Whether a default is a value, and not a description.
fn is_toml(default: &str) -> bool {
    matches!(default, "true" | "false") || default.starts_with('"') && !default.contains(',')
}

fn of(table: &str) -> impl Iterator<Item = &'static Key> + '_ {
    KEYS.iter().filter(move |key| key.parts().0 == table)
}

/// The JSON schema of the file.
pub fn schema() -> Value {
    let mut top = properties(false);
    let of_crate = json!({
        "description": "A crate of a file with several; its keys replace those at the top.",
        "type": "array",
        "items": { "type": "object", "additionalProperties": false, "properties": properties(true) },
    });
    top.insert(CRATE.to_owned(), of_crate);
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "farrier.toml",
        "description": "The crates that `cargo farrier generate` writes.",
        "type": "object",
        "additionalProperties": false,
        "properties": top,
    })
}

fn properties(is_crate: bool) -> Map<String, Value> {
    let mut all = Map::new();
    for (table, about) in TABLES.into_iter().filter(|(table, _)| !(is_crate && *table == RUNTIME)) {
        let keys: Map<String, Value> =
            of(table).map(|key| (key.parts().1.to_owned(), property(key))).collect();
        if table.is_empty() {
            all.extend(keys);
        } else {
            let value = json!({
                "description": about,
                "type": "object",
                "additionalProperties": false,
                "properties": keys,
            });
            all.insert(table.to_owned(), value);
        }
    }
    all
}

fn property(key: &Key) -> Value {
    let texts = json!({ "type": "array", "items": { "type": "string" } });
    let mut property = match key.kind {
        Kind::Text => json!({ "type": "string" }),
        Kind::Texts => texts,
        Kind::Paths => json!({ "oneOf": [{ "type": "string" }, texts] }),
        Kind::Flag => json!({ "type": "boolean" }),
        Kind::Publish => json!({ "oneOf": [{ "type": "boolean" }, texts] }),
        Kind::Source => json!({ "enum": SOURCES }),
    };
    property["description"] = Value::from(format!("{} Default: {}.", key.about, key.default));
    if is_toml(key.default) {
        // A TOML string or boolean of this table is also JSON.
        property["default"] = serde_json::from_str(key.default).unwrap_or_default();
    }
    property
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_in_a_described_table() {
        for key in KEYS {
            assert!(TABLES.iter().any(|(table, _)| *table == key.parts().0), "{}", key.path);
        }
        let described: Vec<&str> = TABLES.iter().skip(1).map(|(table, _)| *table).collect();
        let named = keys::names("", false);
        assert!(described.iter().all(|table| named.contains(table)), "{named:?}");
    }
}
