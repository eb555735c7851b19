//! Reads bytes as a file of Smithy IDL: nothing panics, and a model that loads also loads from its JSON AST.
#![no_main]

use farrier::model::{Role, Source, load, to_ast};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let source = |name: &str, bytes: Vec<u8>| Source { name: name.to_owned(), bytes, role: Role::Model };
    if let Ok(loaded) = load(&[source("model.smithy", bytes.to_vec())]) {
        let again = load(&[source("model.json", to_ast(&loaded.model).to_string().into_bytes())]);
        let again = again.unwrap_or_else(|problems| panic!("{problems}"));
        assert_eq!(again.model.shapes, loaded.model.shapes);
    }
});
