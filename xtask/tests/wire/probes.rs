//! JSON values for tests: all locations in them, and values for every member of the tables.

use connectparticipant::Operation;
use serde_json::{Map, Value, json};

use super::facts::{Member, Tables};

/// Returns JSON pointers to everything in a value except the value itself.
pub(crate) fn locations(value: &Value) -> Vec<String> {
    let children: Vec<(String, &Value)> = match value {
        Value::Object(members) => members.iter().map(|(name, member)| (name.clone(), member)).collect(),
        Value::Array(items) => {
            items.iter().enumerate().map(|(index, item)| (index.to_string(), item)).collect()
        }
        _ => Vec::new(),
    };
    let below = |(name, child): (String, &Value)| {
        let inner = locations(child).into_iter().map({
            let name = name.clone();
            move |rest| format!("/{name}{rest}")
        });
        std::iter::once(format!("/{name}")).chain(inner).collect::<Vec<_>>()
    };
    children.into_iter().flat_map(below).collect()
}

/// Removes the value at a location.
pub(crate) fn remove(value: &mut Value, location: &str) {
    let (parent, name) = location.rsplit_once('/').unwrap();
    match value.pointer_mut(parent).unwrap() {
        Value::Object(members) => drop(members.shift_remove(name).unwrap()),
        Value::Array(items) => drop(items.remove(name.parse().unwrap())),
        other => panic!("{other} has no members"),
    }
}

/// Generates a value of a type of the tables. `text` generates the strings, from the location of each.
pub(crate) struct Probe<'a> {
    pub(crate) tables: &'a Tables,
    pub(crate) text: &'a mut dyn FnMut(&str) -> String,
    pub(crate) number: i64,
}

impl Probe<'_> {
    /// An object with all of these members.
    pub(crate) fn object(&mut self, shape: &str, members: &[Member]) -> Value {
        let mut object = Map::new();
        for member in members {
            let place = format!("{shape}.{}", member.name);
            object.insert(member.name.clone(), self.value(&place, &member.ty));
        }
        Value::Object(object)
    }

    fn value(&mut self, place: &str, ty: &str) -> Value {
        if let Some(element) = ty.strip_prefix("list of ") {
            return json!([self.value(place, element), self.value(place, element)]);
        }
        if ty.starts_with("map of ") {
            return json!({"a": (self.text)(place), "b": (self.text)(place)});
        }
        match ty {
            "string" => json!((self.text)(place)),
            "boolean" => json!(true),
            "integer" => json!(self.number as i32),
            "long" => json!(self.number),
            named => match named.split_once(' ') {
                Some(("structure", name)) => {
                    let tables = self.tables;
                    self.object(name, tables.members(name).unwrap())
                }
                Some(("enum", _)) => json!((self.text)(place)),
                _ => panic!("{place}: no such type as {named}"),
            },
        }
    }
}

/// Returns the value that serde decodes from JSON.
pub(crate) fn input<O: Operation<Input: serde::de::DeserializeOwned>>(json: &Value) -> O::Input {
    serde_json::from_value(json.clone()).unwrap_or_else(|error| panic!("{}: {error}: {json}", O::NAME))
}
