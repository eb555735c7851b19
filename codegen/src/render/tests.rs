//! The layout of each construct, and properties of the printer: it loses no token, and its output is stable.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a test fails by a panic")]

mod layout;
mod random;

use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::TokenStream;

use super::print;
use super::tokens::{Kind, Tokens};

/// Returns the texts of tokens.
fn texts(stream: TokenStream) -> Vec<String> {
    let tokens = Tokens::new(stream);
    let all = (0..).map(|at| tokens.get(at)).take_while(|token| token.kind != Kind::End);
    all.map(|token| tokens.text(token).to_owned()).collect()
}

/// Finds printed files: `support.rs` is copied.
fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|end| end == "rs") && !path.ends_with("model/support.rs") {
            found.push(path);
        }
    }
}

#[test]
fn printed_text_stays_the_same() {
    let mut found = Vec::new();
    let codegen = Path::new(env!("CARGO_MANIFEST_DIR"));
    sources(&codegen.join("tests/cases"), &mut found);
    sources(&codegen.join("../generated/src"), &mut found);
    assert!(found.len() > 100, "{} files", found.len());
    for path in found {
        let text = fs::read_to_string(&path).unwrap();
        let again = print::file(text.parse().unwrap());
        // The header is no token, and some of these files leave items out.
        let lines = |text: &str| -> Vec<String> {
            let is_code = |line: &&str| !line.is_empty() && !line.starts_with("// ");
            text.lines().filter(is_code).map(str::to_owned).collect()
        };
        assert_eq!(lines(&again), lines(&text), "{}", path.display());
    }
}
