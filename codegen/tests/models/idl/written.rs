//! Models written as IDL: loading the text gives the same model.

use std::fs;

use farrier::model::{Model, Role, ShapeKind, Source, load};

use crate::load::common::source;
use crate::load::reference::files;
use crate::{cases, idl_text};

/// Everything except for files and the order of shapes of different namespaces.
fn assert_same(ours: &Model, theirs: &Model, name: &str) {
    for (id, shape) in &theirs.shapes {
        let mine = ours.shapes.get(id).unwrap_or_else(|| panic!("{name}: no {id}"));
        assert_eq!((&mine.kind, &mine.traits), (&shape.kind, &shape.traits), "{name}: {id}");
        assert_eq!(order(&mine.kind), order(&shape.kind), "{name}: {id}");
    }
    assert_eq!(ours.shapes.len(), theirs.shapes.len(), "{name}");
    assert_eq!(ours.metadata, theirs.metadata, "{name}");
}

fn order(kind: &ShapeKind) -> Vec<&str> {
    match kind {
        ShapeKind::Structure(members)
        | ShapeKind::Union(members)
        | ShapeKind::Enum(members)
        | ShapeKind::IntEnum(members) => members.keys().map(String::as_str).collect(),
        _ => Vec::new(),
    }
}

/// Writes a model of JSON as IDL, loads that, and compares.
fn compare(file: Source) {
    let name = file.name.clone();
    let theirs = load(&[file]).unwrap_or_else(|problems| panic!("{problems}"));
    let files = idl_text::files(&theirs.model);
    let sources: Vec<Source> = files
        .into_iter()
        .map(|(namespace, text)| source(&format!("{namespace}.smithy"), text, Role::Model))
        .collect();
    let ours = load(&sources).unwrap_or_else(|problems| panic!("{name}: {problems}"));
    assert_same(&ours.model, &theirs.model, &name);
    assert_eq!(ours.unknown_traits, theirs.unknown_traits, "{name}");
}

#[test]
fn cases_have_the_same_model_as_idl() {
    for case in cases::all() {
        compare(source(&case.name, fs::read(&case.model).expect("a case"), Role::Model));
    }
}

#[test]
fn public_models_have_the_same_model_as_idl() {
    let mut compared = 0;
    for folder in ["models", "protocol-tests"] {
        for file in files(folder).unwrap_or_default() {
            let bytes = fs::read(&file).expect("a readable file");
            compare(source(&file.display().to_string(), bytes, Role::Model));
            compared += 1;
        }
    }
    println!("{compared} public models have the same model as IDL");
}
