//! Converts the old forms of Smithy 1.0 to those of 2.0, so that later stages only know the latter.
//!
//! Takes shapes with their mixins flattened, or all shapes for a model that is written with its mixins. `smithy.api#enum` on a string
//! makes an enum, in both versions; a number or boolean that is not boxed in 1.0 gets the implied default; `smithy.api#box` is removed.

use std::collections::HashSet;

use indexmap::IndexMap;
use serde_json::{Map, Value};

use super::forms::Version;
use super::json::describe;
use super::raw::{Raw, Shapes, Type};
use super::{Member, Members, ShapeId, Traits, UNIT, is_identifier, mixins, prelude};
use crate::{Diagnostic, Diagnostics};

const BOX: &str = "smithy.api#box";
const DEFAULT: &str = "smithy.api#default";
/// The values of a string in 1.0, and of one that an overlay makes an enum.
pub(super) const ENUM: &str = "smithy.api#enum";
const ENUM_VALUE: &str = "smithy.api#enumValue";

/// Converts all shapes; `version` returns the version of a file.
pub(super) fn lift(
    shapes: &mut Shapes,
    version: impl Fn(usize) -> Version,
    files: &[String],
    found: &mut Diagnostics,
) {
    lift_enums(shapes, files, found);
    for raw in shapes.values_mut().filter(|raw| raw.shape_type == Type::Enum) {
        for (name, member) in &mut raw.members {
            let values = &mut member.traits.0;
            values.entry(ENUM_VALUE.to_owned()).or_insert_with(|| Value::String(name.clone()));
        }
    }
    lift_defaults(shapes, version);
}

/// Converts shapes that keep their mixins. An enum that was a string has none: its mixins are strings, and flattened.
pub(super) fn lift_with_mixins(
    shapes: &mut Shapes,
    version: impl Fn(usize) -> Version,
    files: &[String],
    found: &mut Diagnostics,
) {
    let strings = shapes.iter().filter(|(_, raw)| raw.shape_type == Type::String);
    let mut strings: Shapes = strings.map(|(id, raw)| (id.clone(), raw.clone())).collect();
    mixins::flatten(&mut strings, files, found);
    lift_enums(&mut strings, files, found);
    strings.retain(|_, raw| raw.shape_type == Type::Enum);
    for (id, raw) in strings {
        // An existing key keeps its position.
        shapes.insert(id, raw);
    }
    lift_defaults(shapes, version);
}

/// Converts the strings with the trait `enum`.
fn lift_enums(shapes: &mut Shapes, files: &[String], found: &mut Diagnostics) {
    for (id, raw) in shapes.iter_mut().filter(|(_, raw)| raw.shape_type == Type::String) {
        for message in lift_enum(raw) {
            let file = files.get(raw.file).map_or("", String::as_str);
            found.push(Diagnostic::new(message).about(id).in_file(file));
        }
    }
}

/// Makes the defaults of 1.0 explicit and removes `smithy.api#box`. Unlike enums, they do not depend on mixins.
fn lift_defaults(shapes: &mut Shapes, version: impl Fn(usize) -> Version) {
    for raw in shapes.values_mut() {
        if version(raw.file) == Version::V1
            && !raw.traits.has(BOX)
            && let Some(zero) = zero(raw.shape_type)
        {
            raw.traits.0.entry(DEFAULT.to_owned()).or_insert(zero);
        }
    }
    lift_members(shapes, &version);
    for raw in shapes.values_mut() {
        raw.traits.0.shift_remove(BOX);
        for member in raw.members.values_mut() {
            member.traits.0.shift_remove(BOX);
        }
    }
}

/// Returns the implied default of a type in 1.0, if it has one.
fn zero(shape_type: Type) -> Option<Value> {
    match shape_type {
        Type::Boolean => Some(Value::Bool(false)),
        Type::Byte
        | Type::Short
        | Type::Integer
        | Type::Long
        | Type::Float
        | Type::Double
        | Type::IntEnum => Some(Value::from(0)),
        _ => None,
    }
}

/// Sets the implied defaults on members of 1.0 structures.
fn lift_members(shapes: &mut Shapes, version: &impl Fn(usize) -> Version) {
    let old: Vec<usize> = shapes
        .values()
        .enumerate()
        .filter(|(_, raw)| raw.shape_type == Type::Structure && version(raw.file) == Version::V1)
        .map(|(index, _)| index)
        .collect();
    for index in old {
        let Some((_, raw)) = shapes.get_index_mut(index) else { continue };
        let mut members = std::mem::take(&mut raw.members);
        for member in members.values_mut().filter(|member| !member.traits.has(DEFAULT)) {
            let default =
                if member.traits.has(BOX) { Some(Value::Null) } else { implied_default(shapes, member) };
            if let Some(default) = default {
                member.traits.0.insert(DEFAULT.to_owned(), default);
            }
        }
        if let Some((_, raw)) = shapes.get_index_mut(index) {
            raw.members = members;
        }
    }
}

fn implied_default(shapes: &Shapes, member: &Member) -> Option<Value> {
    let Some(target) = shapes.get(&member.target) else {
        return prelude::default_of(&member.target);
    };
    let streaming_blob = target.shape_type == Type::Blob && target.traits.has("smithy.api#streaming");
    if streaming_blob && !member.traits.has("smithy.api#required") {
        return Some(Value::String(String::new()));
    }
    zero(target.shape_type).filter(|zero| target.traits.get(DEFAULT) == Some(zero))
}

/// Converts a string to an enum, or leaves it a string if a value without a name allows none.
pub(super) fn lift_enum(raw: &mut Raw) -> Vec<String> {
    let definitions = match raw.traits.get(ENUM) {
        Some(Value::Array(definitions)) => definitions,
        Some(other) => return vec![format!("expected `{ENUM}` to be an array, found {}", describe(other))],
        None => return Vec::new(),
    };
    let mut problems = Vec::new();
    let mut entries = Vec::new();
    for definition in definitions {
        match Entry::read(definition) {
            Ok(entry) => entries.push(entry),
            Err(message) => problems.push(message),
        }
    }
    if !problems.is_empty() {
        return problems;
    }
    match name_entries(&entries) {
        Err(message) => vec![message],
        Ok(None) => Vec::new(),
        Ok(Some(names)) => {
            let members: Members =
                names.into_iter().zip(entries.into_iter().map(Entry::into_member)).collect();
            raw.shape_type = Type::Enum;
            raw.members = members;
            raw.traits.0.shift_remove(ENUM);
            problems
        }
    }
}

/// One entry of `smithy.api#enum`.
struct Entry {
    name: Option<String>,
    value: String,
    traits: IndexMap<String, Value>,
}

impl Entry {
    fn read(definition: &Value) -> Result<Self, String> {
        let Value::Object(fields) = definition else {
            return Err(format!(
                "expected an entry of `{ENUM}` to be an object, found {}",
                describe(definition)
            ));
        };
        let text = |key: &str| match fields.get(key) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.clone())),
            Some(other) => {
                Err(format!("expected `{key}` in `{ENUM}` to be a string, found {}", describe(other)))
            }
        };
        let name = text("name")?;
        if let Some(name) = name.as_ref().filter(|name| !is_identifier(name)) {
            return Err(format!("the name `{name}` in `{ENUM}` is not a Smithy identifier"));
        }
        let Some(value) = text("value")? else {
            return Err(format!("an entry of `{ENUM}` has no `value`"));
        };
        let mut traits = IndexMap::new();
        if let Some(documentation) = text("documentation")? {
            traits.insert("smithy.api#documentation".to_owned(), Value::String(documentation));
        }
        if let Some(tags) = fields.get("tags") {
            traits.insert("smithy.api#tags".to_owned(), tags.clone());
        }
        if fields.get("deprecated") == Some(&Value::Bool(true)) {
            traits.insert("smithy.api#deprecated".to_owned(), Value::Object(Map::new()));
        }
        Ok(Self { name, value, traits })
    }

    fn into_member(mut self) -> Member {
        self.traits.insert(ENUM_VALUE.to_owned(), Value::String(self.value));
        let target = ShapeId(UNIT.to_owned());
        Member { target, traits: Traits(self.traits) }
    }
}

/// Returns a name for each entry: its own, or one derived from its value, with a number if that is taken.
fn name_entries(entries: &[Entry]) -> Result<Option<Vec<String>>, String> {
    let mut taken: HashSet<String> = HashSet::new();
    for name in entries.iter().filter_map(|entry| entry.name.as_ref()) {
        if !taken.insert(name.clone()) {
            return Err(format!("`{ENUM}` has the name `{name}` twice"));
        }
    }
    // The last number for each base, so that many equal names take linear time.
    let mut next: IndexMap<String, usize> = IndexMap::new();
    let mut names = Vec::new();
    for entry in entries {
        if let Some(name) = &entry.name {
            names.push(name.clone());
            continue;
        }
        let Some(base) = derive_name(&entry.value) else { return Ok(None) };
        let number = next.entry(base.clone()).or_insert(1);
        let mut name = base.clone();
        while !taken.insert(name.clone()) {
            *number += 1;
            name = format!("{base}_{number}");
        }
        names.push(name);
    }
    Ok(Some(names))
}

/// `foo-bar 1` gives `FOO_BAR_1`; a leading digit gets a `_`. `None` when no letter or digit is left.
fn derive_name(value: &str) -> Option<String> {
    let mut name: String =
        value.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' }).collect();
    if name.starts_with(|c: char| c.is_ascii_digit()) {
        name.insert(0, '_');
    }
    is_identifier(&name).then_some(name)
}
