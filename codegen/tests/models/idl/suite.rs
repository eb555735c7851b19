//! The valid files of Smithy's own loader in `../shared/idl-tests`, if they exist: they have the same model as the JSON AST next to
//! them.

use std::fs;
use std::path::{Path, PathBuf};

use farrier::model::{Loaded, Model, Role, Shape, ShapeKind, Source, Traits, load, merged_ast};
use serde_json::Value;

use crate::load::common::source;

/// Returns the files below a folder of the suite with their paths in it, sorted; `None`, with a note, if there is no suite.
pub(super) fn files(folder: &str, extension: &str) -> Option<Vec<(String, PathBuf)>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/idl-tests").join(folder);
    if !root.is_dir() {
        println!("skipped: there is no {}", root.display());
        return None;
    }
    let mut files = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a readable folder") {
            let path = entry.expect("a readable entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|of| of == extension) {
                let name = path.strip_prefix(&root).expect("a path below the root").with_extension("");
                files.push((name.to_string_lossy().replace('\\', "/"), path));
            }
        }
    }
    files.sort();
    Some(files)
}

fn read(path: &Path) -> Source {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    source(&name, fs::read(path).expect("a readable file"), Role::Model)
}

fn loaded(sources: &[Source]) -> Loaded {
    load(sources).unwrap_or_else(|problems| panic!("{problems}"))
}

/// One spelling of each number, since `10e0` and `10.0` are the same value.
fn canonical(value: &mut Value) {
    match value {
        Value::Number(number) => *value = Value::String(decimal(&number.to_string())),
        Value::Array(items) => items.iter_mut().for_each(canonical),
        Value::Object(fields) => fields.values_mut().for_each(canonical),
        _ => {}
    }
}

/// Returns a number as its digits without zeros at the ends, and an exponent: without `f64`, which has not all of them.
fn decimal(text: &str) -> String {
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let exponent: i64 = exponent.parse().expect("an exponent");
    let digits = format!("{}{fraction}", whole.trim_start_matches('-'));
    let short = digits.trim_end_matches('0');
    let exponent = exponent - fraction.len() as i64 + (digits.len() - short.len()) as i64;
    let short = short.trim_start_matches('0');
    let sign = if whole.starts_with('-') { "-" } else { "" };
    if short.is_empty() { "0".to_owned() } else { format!("{sign}{short}e{exponent}") }
}

fn canonical_traits(traits: &mut Traits) {
    traits.0.values_mut().for_each(canonical);
}

/// The model without spellings and files.
fn comparable(mut model: Model) -> Model {
    model.files.clear();
    model.metadata.values_mut().for_each(canonical);
    for Shape { kind, traits, file } in model.shapes.values_mut() {
        *file = 0;
        canonical_traits(traits);
        match kind {
            ShapeKind::Enum(members)
            | ShapeKind::IntEnum(members)
            | ShapeKind::Structure(members)
            | ShapeKind::Union(members) => {
                members.values_mut().for_each(|member| canonical_traits(&mut member.traits));
            }
            ShapeKind::List(member) => canonical_traits(&mut member.traits),
            ShapeKind::Map { key, value } => {
                canonical_traits(&mut key.traits);
                canonical_traits(&mut value.traits);
            }
            _ => {}
        }
    }
    model
}

#[test]
fn valid_files_have_the_model_of_their_json() {
    let Some(files) = files("valid", "smithy") else { return };
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/idl-tests/valid/__shared.json");
    let (mut compared, mut only_loaded) = (0, 0);
    for (name, path) in &files {
        let sources = [read(path), read(&shared)];
        let ours = loaded(&sources);
        let merged = merged_ast(&sources).unwrap_or_else(|problems| panic!("{problems}")).to_string();
        let again = loaded(&[source("merged.json", merged, Role::Model)]);
        assert_eq!(again.model.shapes.len(), ours.model.shapes.len(), "{name}");
        assert_eq!(
            comparable(again.model),
            comparable(ours.model.clone()),
            "{name}, written with its mixins"
        );
        let json = path.with_extension("json");
        if !json.is_file() {
            only_loaded += 1;
            continue;
        }
        let theirs = loaded(&[read(&json), read(&shared)]);
        assert_eq!(ours.unknown_traits, theirs.unknown_traits, "{name}");
        let (ours, theirs) = (comparable(ours.model), comparable(theirs.model));
        for (id, shape) in &theirs.shapes {
            assert_eq!(ours.shapes.get(id), Some(shape), "{name}: {id}");
        }
        assert_eq!(ours, theirs, "{name}");
        compared += 1;
    }
    println!("{compared} valid IDL files have the model of their JSON AST; {only_loaded} without one load");
    assert_eq!((compared, only_loaded), (39, 1));
}

#[test]
fn numbers_are_compared_by_value() {
    for (one, other) in
        [("10e0", "10.0"), ("-10e-2", "-0.1"), ("2e+308", "2E308"), ("0.0", "-0"), ("100", "1e2")]
    {
        assert_eq!(decimal(one), decimal(other));
    }
    assert_ne!(decimal("9223372036854775808"), decimal("9223372036854775807"));
}
