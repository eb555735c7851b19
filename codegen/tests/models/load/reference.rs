//! Public models and Smithy's own protocol tests, if they are next to the repository; otherwise the tests print a note.

use std::path::{Path, PathBuf};

use farrier::model::{Loaded, Role, load};

use super::common::source;

/// Returns the JSON files of a directory of `../shared`, sorted; `None`, with a note, if it does not exist.
pub(crate) fn files(directory: &str) -> Option<Vec<PathBuf>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared").join(directory);
    let Ok(entries) = std::fs::read_dir(&root) else {
        println!("skipped: there is no {}", root.display());
        return None;
    };
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    files.sort();
    Some(files)
}

fn load_file(path: &Path) -> Loaded {
    let name = path.display().to_string();
    let bytes = std::fs::read(path).expect("a readable file");
    match load(&[source(&name, bytes, Role::Model)]) {
        Ok(loaded) => loaded,
        Err(problems) => panic!("{problems}"),
    }
}

#[test]
fn public_models_load_and_have_no_unknown_traits() {
    let Some(files) = files("models") else { return };
    assert_eq!(files.len(), 29);
    for file in files {
        let loaded = load_file(&file);
        assert!(loaded.unknown_traits.is_empty(), "{}: {:?}", file.display(), loaded.unknown_traits);
    }
}

#[test]
fn protocol_tests_load() {
    for file in files("protocol-tests").unwrap_or_default() {
        assert!(load_file(&file).unknown_traits.is_empty(), "{}", file.display());
    }
}

#[test]
fn mixins_are_flattened_as_by_smithy() {
    let Some(files) = files("protocol-tests/with-mixins") else { return };
    assert!(!files.is_empty());
    for file in files {
        let ours = load_file(&file);
        let flattened = file.parent().and_then(Path::parent).zip(file.file_name());
        let (directory, name) = flattened.expect("a file in with-mixins");
        let theirs = load_file(&directory.join(name));
        for (id, shape) in &theirs.model.shapes {
            let mine = ours.model.shapes.get(id);
            assert_eq!(
                mine.map(|mine| (&mine.kind, &mine.traits)),
                Some((&shape.kind, &shape.traits)),
                "{id}"
            );
            let order = |kind: &farrier::model::ShapeKind| match kind {
                farrier::model::ShapeKind::Structure(members) => members.keys().cloned().collect(),
                _ => Vec::new(),
            };
            assert_eq!(mine.map(|mine| order(&mine.kind)), Some(order(&shape.kind)), "{id}");
        }
        assert_eq!(ours.model.shapes.len(), theirs.model.shapes.len());
    }
}
