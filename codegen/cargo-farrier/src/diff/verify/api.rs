//! Converts rustdoc JSON to the API of a crate: paths, each with its signature as text. Knows nothing about models.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde_json::{Map, Value};

/// Paths with signatures. A method ends in `()`, and an implementation is `impl Trait for path`.
pub(super) type Api = BTreeMap<String, String>;

/// Reads the public API. `None` if the JSON has an unknown format.
pub(super) fn read(json: &Value) -> Option<Api> {
    let index = json.get("index")?.as_object()?;
    let mut reader =
        Reader { index, api: Api::new(), seen: HashSet::new(), uses: Vec::new(), homes: HashMap::new() };
    reader.module(&key(json.get("root")?)?, "", 0)?;
    // Items of private modules are listed where they are exported; public items are already listed.
    while let Some((path, id)) = reader.uses.pop() {
        match reader.homes.get(&id) {
            Some(home) => {
                let home = home.clone();
                reader.api.insert(format!("use {path}"), home);
            }
            None => reader.item(&id, &path, 0),
        }
    }
    Some(reader.api)
}

/// The maximum depth of nested modules.
const MAX_DEPTH: usize = 64;

struct Reader<'j> {
    index: &'j Map<String, Value>,
    api: Api,
    seen: HashSet<String>,
    uses: Vec<(String, String)>,
    homes: HashMap<String, String>,
}

/// An id as in the index: a number or a text.
fn key(id: &Value) -> Option<String> {
    id.as_u64().map(|id| id.to_string()).or_else(|| id.as_str().map(str::to_owned))
}

/// The kind of an item, and its contents.
fn inner(item: &Value) -> Option<(&str, &Value)> {
    let (kind, inner) = item.get("inner")?.as_object()?.iter().next()?;
    Some((kind, inner))
}

fn below(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}::{name}") }
}

/// A signature, without parts that differ between builds.
fn signature(value: &Value) -> String {
    fn strip(value: &Value) -> Value {
        match value {
            Value::Object(map) => {
                let kept = map.iter().filter(|(key, value)| *key != "id" && !value.is_null());
                Value::Object(kept.map(|(key, value)| (key.clone(), strip(value))).collect())
            }
            Value::Array(items) => Value::Array(items.iter().map(strip).collect()),
            other => other.clone(),
        }
    }
    strip(value).to_string()
}

impl<'j> Reader<'j> {
    fn ids(value: Option<&Value>) -> Vec<String> {
        value.and_then(Value::as_array).into_iter().flatten().filter_map(key).collect()
    }

    fn module(&mut self, id: &str, path: &str, depth: usize) -> Option<()> {
        let (_, module) = inner(self.index.get(id)?)?;
        for id in Self::ids(module.get("items")) {
            self.item(&id, path, depth);
        }
        Some(())
    }

    fn item(&mut self, id: &str, parent: &str, depth: usize) {
        let Some(item) = self.index.get(id) else { return };
        let Some((kind, inside)) = inner(item) else { return };
        if item.get("visibility").and_then(Value::as_str) != Some("public") || depth > MAX_DEPTH {
            return;
        }
        let hidden = |attr: &Value| attr.to_string().contains("doc(hidden)");
        if item.get("attrs").and_then(Value::as_array).is_some_and(|attrs| attrs.iter().any(hidden)) {
            return;
        }
        let name = item.get("name").and_then(Value::as_str).unwrap_or_default();
        if kind == "use" {
            let name = inside.get("name").and_then(Value::as_str).unwrap_or_default();
            if let Some(id) = inside.get("id").and_then(key) {
                match inside.get("is_glob").and_then(Value::as_bool) {
                    Some(true) => drop(self.module(&id, parent, depth + 1)),
                    _ => self.exported(parent, name, id),
                }
            }
            return;
        }
        let path = below(parent, name);
        self.homes.insert(id.to_owned(), path.clone());
        if !self.seen.insert(id.to_owned()) {
            return;
        }
        match kind {
            "module" => {
                self.api.insert(path.clone(), kind.to_owned());
                let _ = self.module(id, &path, depth + 1);
            }
            "struct" => self.structure(&path, item, inside),
            "enum" => self.enumeration(&path, item, inside),
            "function" => drop(self.api.insert(format!("{path}()"), signature(inside))),
            "trait" => {
                self.api.insert(path.clone(), kind.to_owned());
                self.members(&path, inside.get("items"), true);
            }
            _ => drop(self.api.insert(path, format!("{kind} {}", signature(inside)))),
        }
    }

    /// An exported item, under its own name or another one.
    fn exported(&mut self, parent: &str, name: &str, id: String) {
        let is_own = self.index.get(&id).and_then(|item| item.get("name")?.as_str()) == Some(name);
        if is_own && !self.homes.contains_key(&id) {
            self.uses.push((parent.to_owned(), id));
        } else {
            self.api.insert(format!("use {}", below(parent, name)), String::new());
        }
    }

    fn structure(&mut self, path: &str, item: &Value, inside: &Value) {
        self.api.insert(path.to_owned(), format!("struct {}", attributes(item)));
        for id in Self::ids(inside.pointer("/kind/plain/fields")) {
            self.field(path, &id);
        }
        self.implementations(path, inside);
    }

    fn field(&mut self, path: &str, id: &str) {
        let Some(field) = self.index.get(id) else { return };
        let name = field.get("name").and_then(Value::as_str).unwrap_or_default();
        if let Some(("struct_field", ty)) = inner(field)
            && field.get("visibility").and_then(Value::as_str) != Some("crate")
        {
            self.api.insert(below(path, name), signature(ty));
            let stored = stored(field);
            if !stored.is_empty() {
                self.api.insert(format!("{} (stored)", below(path, name)), stored);
            }
        }
    }

    fn enumeration(&mut self, path: &str, item: &Value, inside: &Value) {
        self.api.insert(path.to_owned(), format!("enum {}", attributes(item)));
        for id in Self::ids(inside.get("variants")) {
            let Some(variant) = self.index.get(&id) else { continue };
            let name = variant.get("name").and_then(Value::as_str).unwrap_or_default();
            let Some(("variant", inside)) = inner(variant) else { continue };
            let fields: Vec<String> = Self::ids(inside.pointer("/kind/tuple"))
                .iter()
                .filter_map(|id| Some(signature(inner(self.index.get(id)?)?.1)))
                .collect();
            self.api.insert(below(path, name), format!("({})", fields.join(", ")));
        }
        self.implementations(path, inside);
    }

    fn implementations(&mut self, path: &str, inside: &Value) {
        for id in Self::ids(inside.get("impls")) {
            let Some(("impl", block)) = self.index.get(&id).and_then(inner) else { continue };
            let is = |name: &str| block.get(name).and_then(Value::as_bool).unwrap_or_default();
            let blanket = block.get("blanket_impl").is_some_and(|value| !value.is_null());
            if is("is_synthetic") || blanket {
                continue;
            }
            match block.get("trait").filter(|of| !of.is_null()) {
                None => self.members(path, block.get("items"), false),
                Some(of) => {
                    let name = of.get("path").and_then(Value::as_str).unwrap_or_default();
                    let name = name.rsplit("::").next().unwrap_or(name);
                    let args =
                        of.get("args").filter(|args| !args.is_null()).map(signature).unwrap_or_default();
                    let args = if args.contains("\"type\"") { args } else { String::new() };
                    self.api.insert(format!("impl {name}{args} for {path}"), String::new());
                    // Types and constants of an operation; the methods are those of the trait.
                    self.constants(path, block.get("items"));
                }
            }
        }
    }

    fn members(&mut self, path: &str, items: Option<&Value>, all: bool) {
        for id in Self::ids(items) {
            let Some(item) = self.index.get(&id) else { continue };
            let name = item.get("name").and_then(Value::as_str).unwrap_or_default();
            let is_public = all || item.get("visibility").and_then(Value::as_str) == Some("public");
            match inner(item).filter(|_| is_public) {
                Some(("function", function)) => {
                    let sig = format!("{}{}", signature(function), attributes(item));
                    self.api.insert(format!("{}()", below(path, name)), sig);
                }
                Some((kind, inside)) => {
                    self.api.insert(below(path, name), format!("{kind} {}", signature(inside)));
                }
                None => {}
            }
        }
    }

    fn constants(&mut self, path: &str, items: Option<&Value>) {
        for id in Self::ids(items) {
            let Some(item) = self.index.get(&id) else { continue };
            let name = item.get("name").and_then(Value::as_str).unwrap_or_default();
            match inner(item) {
                Some(("assoc_type", inside)) => {
                    self.api.insert(format!("{path}::{name} (type)"), signature(inside));
                }
                Some(("assoc_const", _)) => {
                    self.api.insert(format!("{path}::{name} (const)"), String::new());
                }
                _ => {}
            }
        }
    }
}

/// Attributes that matter to callers.
fn attributes(item: &Value) -> String {
    let attrs = item.get("attrs").and_then(Value::as_array).into_iter().flatten();
    let attrs = attrs.map(ToString::to_string).filter(|attr| attr.contains("non_exhaustive"));
    attrs.collect::<Vec<_>>().join(" ")
}

/// The name of a field in stored data.
fn stored(item: &Value) -> String {
    let attrs = item.get("attrs").and_then(Value::as_array).into_iter().flatten();
    let attrs = attrs.map(ToString::to_string).filter(|attr| attr.contains("rename"));
    attrs.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn public_items_are_read_with_their_signatures() {
        let public = |name: &str, inner: Value| json!({ "name": name, "visibility": "public", "attrs": [], "inner": inner });
        let field = json!({ "name": "x", "visibility": "public", "inner": { "struct_field": { "primitive": "i32" } } });
        let new =
            public("new", json!({ "function": { "sig": { "inputs": [["x", { "primitive": "i32" }]] } } }));
        let block = json!({ "trait": null, "items": [5], "is_synthetic": false, "blanket_impl": null });
        let eq = json!({ "trait": { "path": "Eq", "id": 9 }, "items": [], "is_synthetic": false, "blanket_impl": null });
        let json = json!({ "root": 0, "index": {
            "0": public("crate", json!({ "module": { "items": [1, 7] } })),
            "1": public("types", json!({ "module": { "items": [2] } })),
            "2": public("A", json!({ "struct": { "kind": { "plain": { "fields": [3] } }, "impls": [4, 6] } })),
            "3": field,
            "4": { "name": null, "visibility": "default", "inner": { "impl": block } },
            "5": new,
            "6": { "name": null, "visibility": "default", "inner": { "impl": eq } },
            "7": public("hidden", json!({ "use": { "name": "A", "id": 2, "is_glob": false } })),
        } });
        let api = read(&json).expect("the JSON of rustdoc");
        let paths: Vec<&str> = api.keys().map(String::as_str).collect();
        let expected =
            ["impl Eq for types::A", "types", "types::A", "types::A::new()", "types::A::x", "use A"];
        assert_eq!(paths, expected);
        assert!(api["types::A::new()"].contains(r#"["x",{"primitive":"i32"}]"#), "{api:?}");
        assert_eq!(read(&json!({})), None);
    }
}
