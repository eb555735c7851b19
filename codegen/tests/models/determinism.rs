//! The same model gives the same bytes, whatever the order of its parts; and the output is safe to write: safe
//! paths, a header on every file, and nothing about the machine.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use farrier::model::{Role, Source, load};
use farrier::{Config, Diagnostics, GeneratedFile, generate};
use serde_json::{Map, Value, json};

use crate::{cases, diff, names};

/// A model and its generated files.
struct Crate {
    name: String,
    model: Value,
    files: Vec<GeneratedFile>,
}

/// Every case that can be generated.
fn cases() -> &'static [Crate] {
    static CRATES: OnceLock<Vec<Crate>> = OnceLock::new();
    let case = |case: cases::Case| {
        let text = std::fs::read(case.model).expect("a case");
        let model: Value = serde_json::from_slice(&text).expect("JSON");
        let name = format!("case_{}", case.name);
        let files = try_files(&name, std::slice::from_ref(&model)).ok()?;
        Some(Crate { name, model, files })
    };
    CRATES.get_or_init(|| cases::all().into_iter().filter_map(case).collect())
}

/// The obstacle course of names, as far as it can be generated.
fn courses() -> &'static [Crate] {
    static CRATES: OnceLock<Vec<Crate>> = OnceLock::new();
    let course = |(name, model): (&str, Value)| {
        let files = files(name, std::slice::from_ref(&model));
        Crate { name: name.to_owned(), model, files }
    };
    let makes_files = |name: &str| !name.ends_with("members") && !name.ends_with("values");
    let models = || names::models().into_iter().filter(|(name, _)| makes_files(name));
    CRATES.get_or_init(|| models().map(course).collect())
}

fn try_files(name: &str, models: &[Value]) -> Result<Vec<GeneratedFile>, Diagnostics> {
    let source = |(number, model): (usize, &Value)| Source {
        name: format!("{number}.json"),
        bytes: model.to_string().into_bytes(),
        role: Role::Model,
    };
    let sources: Vec<Source> = models.iter().enumerate().map(source).collect();
    generate(&load(&sources)?.model, &Config::new(name))
}

fn files(name: &str, models: &[Value]) -> Vec<GeneratedFile> {
    match try_files(name, models) {
        Ok(files) => files,
        Err(problems) => panic!("{name}: {problems}"),
    }
}

#[track_caller]
fn assert_same(name: &str, first: &[GeneratedFile], second: &[GeneratedFile]) {
    let by_path = |files: &[GeneratedFile]| -> BTreeMap<String, String> {
        files.iter().map(|file| (file.path.clone(), file.text.clone())).collect()
    };
    let (first_map, second_map) = (by_path(first), by_path(second));
    assert!(first_map.keys().eq(second_map.keys()), "{name}: the files are not the same");
    for (path, text) in &first_map {
        let other = &second_map[path];
        assert!(text == other, "{name}: {path}\n{}", diff::diff(text, other));
    }
    assert_eq!(first, second, "{name}: the order of files");
}

#[test]
fn generation_is_deterministic() {
    for Crate { name, model, files: first } in cases() {
        assert_same(name, first, &files(name, std::slice::from_ref(model)));
    }
}

/// The order of shapes in a file does not matter, nor does that of the properties and traits of a shape. That of
/// members does, and that of lists.
#[test]
fn the_order_of_shapes_does_not_matter() {
    for Crate { name, model, files: first } in cases() {
        let mut turned = model.clone();
        turned["shapes"] = reversed(&model["shapes"], true);
        assert_same(name, first, &files(name, &[turned]));
    }
}

/// Reverses the keys of an object; of the shapes in it, also the properties and traits.
fn reversed(object: &Value, shapes: bool) -> Value {
    let Some(fields) = object.as_object() else { return object.clone() };
    let turn = |(key, value): (&String, &Value)| {
        let value = if shapes || key == "traits" { reversed(value, false) } else { value.clone() };
        (key.clone(), value)
    };
    fields.iter().rev().map(turn).collect::<Map<String, Value>>().into()
}

#[test]
fn the_order_of_files_does_not_matter() {
    for Crate { name, model, files: first } in cases() {
        let shapes = model["shapes"].as_object().expect("shapes");
        let mut parts = vec![Map::new(), Map::new(), Map::new()];
        for (number, (id, shape)) in shapes.iter().enumerate() {
            parts[number % 3].insert(id.clone(), shape.clone());
        }
        let mut parts: Vec<Value> =
            parts.into_iter().map(|shapes| json!({ "smithy": "2.0", "shapes": shapes })).collect();
        assert_same(name, first, &files(name, &parts));
        parts.reverse();
        assert_same(name, first, &files(name, &parts));
    }
}

#[test]
fn paths_can_be_written_anywhere() {
    for Crate { name, files, .. } in cases().iter().chain(courses()) {
        let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
        assert!(paths.is_sorted(), "{name}: the files are not sorted");
        let mut seen = BTreeSet::new();
        for path in paths {
            assert!(
                seen.insert(path.to_lowercase()),
                "{name}: {path} is there twice, on a disk without case"
            );
            for part in path.split('/') {
                let plain = part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_.".contains(&byte));
                assert!(plain && !part.starts_with('.') && !part.is_empty(), "{name}: {path}");
                assert!(part.len() <= 255, "{name}: {path} is longer than file systems allow");
                let stem = part.split('.').next().unwrap_or_default().to_lowercase();
                assert!(!RESERVED.contains(&stem.as_str()), "{name}: {path} is a device on Windows");
            }
            assert_ne!(path.rsplit('/').next(), Some("mod.rs"), "{name}: {path} means another module");
        }
    }
}

/// Names of Windows devices, with any extension; Smithy names can be as short as these.
const RESERVED: &[&str] = &["con", "prn", "aux", "nul", "com1", "lpt1"];

#[test]
fn names_that_windows_keeps_are_no_files() {
    let member = |word: &&str| ((*word).to_owned(), json!({ "target": format!("ns#{word}") }));
    let structure = |word: &&str| (format!("ns#{word}"), json!({ "type": "structure" }));
    let words = ["Con", "Prn", "Aux", "Nul", "Com1", "Lpt1"];
    let mut shapes: Map<String, Value> = words.iter().map(structure).collect();
    let members: Map<String, Value> = words.iter().map(member).collect();
    shapes.insert("ns#In".to_owned(), json!({ "type": "structure", "members": members }));
    let http = json!({ "smithy.api#http": { "method": "POST", "uri": "/" } });
    shapes.insert(
        "ns#Do".to_owned(),
        json!({ "type": "operation", "input": { "target": "ns#In" }, "traits": http }),
    );
    shapes.insert(
        "ns#Service".to_owned(),
        json!({ "type": "service", "version": "1", "operations": [{ "target": "ns#Do" }],
            "traits": { "aws.protocols#restJson1": {} } }),
    );
    for file in files("windows", &[json!({ "smithy": "2.0", "shapes": shapes })]) {
        let stem = file.path.rsplit('/').next().and_then(|name| name.split('.').next()).unwrap_or_default();
        assert!(!RESERVED.contains(&stem), "{} is a device on Windows", file.path);
    }
}

#[test]
fn every_file_has_its_header_and_nothing_of_the_machine() {
    let home = env!("CARGO_MANIFEST_DIR");
    let version = env!("CARGO_PKG_VERSION");
    for Crate { name, files, .. } in cases().iter().chain(courses()) {
        for GeneratedFile { path, text } in files {
            if path.ends_with(".rs") {
                let header = text.lines().next().unwrap_or_default();
                assert!(header.starts_with("// @generated by farrier from "), "{name}: {path}: {header}");
                assert!(!header.contains(version) && !header.contains("20"), "{name}: {path}: {header}");
            }
            assert!(
                !text.contains(home) && !text.contains("/tmp/"),
                "{name}: {path} has a path of this machine"
            );
            assert!(!text.contains('\r') && text.ends_with('\n'), "{name}: {path}: ends of lines");
            let trailing = text.lines().position(|line| line.ends_with([' ', '\t']));
            assert_eq!(trailing, None, "{name}: {path}: space at the end of a line");
        }
    }
}
