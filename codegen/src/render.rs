//! Tokens to text: a header, then each item printed separately, with a blank line between items.

pub mod single;

use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use proc_macro2::TokenStream;
use quote::ToTokens;

use crate::GeneratedFile;
use crate::error::{Diagnostic, Diagnostics};
use crate::module::{Content, Part, header};

/// Files, with the times of emitting and rendering.
#[derive(Debug, Default)]
pub struct Rendered {
    /// The files.
    pub files: Vec<GeneratedFile>,
    /// The total time of all threads.
    pub emit: Duration,
    /// The total time of all threads.
    pub render: Duration,
    problems: Diagnostics,
}

/// The minimum number of parts per thread.
const PARTS_OF_THREAD: usize = 16;

/// Returns every file, sorted by path. Several threads share the parts; the result does not depend on the split.
///
/// # Errors
///
/// Tokens that are not Rust, which is a bug in an emitter; the file is named.
pub fn files(parts: Vec<Part<'_>>) -> Result<Rendered, Diagnostics> {
    let processors = thread::available_parallelism().map_or(1, NonZero::get);
    let threads = processors.min(parts.len() / PARTS_OF_THREAD);
    let waiting = Mutex::new(parts.into_iter());
    let mut all = thread::scope(|scope| {
        // If a thread cannot be started, the others take its parts.
        let others =
            (1..threads).filter_map(|_| thread::Builder::new().spawn_scoped(scope, || work(&waiting)).ok());
        let others: Vec<_> = others.collect();
        let mut all = work(&waiting);
        for other in others {
            all.add(other.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        all
    });
    all.files.sort_by(|a, b| a.path.cmp(&b.path));
    let mut problems = std::mem::take(&mut all.problems);
    problems.0.sort_by(|a, b| a.file.cmp(&b.file));
    problems.or(all)
}

/// Renders parts until none is left.
fn work(waiting: &Mutex<std::vec::IntoIter<Part<'_>>>) -> Rendered {
    let mut all = Rendered::default();
    loop {
        let next = waiting.lock().unwrap_or_else(PoisonError::into_inner).next();
        let Some(part) = next else { return all };
        let start = Instant::now();
        let modules = part();
        let emitted = Instant::now();
        for module in modules {
            match text(module.content) {
                Ok(text) => all.files.push(GeneratedFile { path: module.path, text }),
                Err(error) => all.problems.push(
                    Diagnostic::new(format!(
                        "the emitter printed what is not Rust: {error}; please report this"
                    ))
                    .in_file(module.path),
                ),
            }
        }
        all.emit += emitted - start;
        all.render += emitted.elapsed();
    }
}

impl Rendered {
    fn add(&mut self, other: Self) {
        self.files.extend(other.files);
        self.problems.0.extend(other.problems.0);
        self.emit += other.emit;
        self.render += other.render;
    }
}

fn text(content: Content) -> syn::Result<String> {
    match content {
        Content::Text(text) => Ok(text),
        Content::Rust { source, emitter, tokens } => {
            let file: syn::File = syn::parse2(tokens)?;
            Ok(format!("{}\n{}", header(&source, emitter), print(file)))
        }
    }
}

/// Prints item by item, since prettyplease puts no blank lines between items. Lists of `use` and `mod` stay together.
fn print(mut page: syn::File) -> String {
    let mut text = String::new();
    let mut previous = None;
    let items = std::mem::take(&mut page.items);
    if !page.attrs.is_empty() {
        text.push_str(&prettyplease::unparse(&page));
        text.push('\n');
        page.attrs.clear();
    }
    for item in items {
        let kind = std::mem::discriminant(&item);
        let listed =
            matches!(&item, syn::Item::Use(_)) || matches!(&item, syn::Item::Mod(m) if m.content.is_none());
        if previous.is_some_and(|previous| previous != kind || !listed) {
            text.push('\n');
        }
        previous = Some(kind);
        page.items = vec![item];
        text.push_str(&prettyplease::unparse(&page));
    }
    text
}

/// Returns the text of these items.
fn items(items: Vec<syn::Item>) -> String {
    // A literal for an empty file would not work with all versions of syn.
    match syn::parse2::<syn::File>(TokenStream::new()) {
        Ok(mut page) => {
            page.items = items;
            print(page)
        }
        Err(_) => String::new(),
    }
}

/// Returns lines of code for an example; tokens that are not a file are printed unformatted.
pub fn plain(tokens: TokenStream) -> Vec<String> {
    let text = match syn::parse2::<syn::File>(tokens.clone()) {
        Ok(file) => print(file),
        Err(_) => tokens.to_token_stream().to_string(),
    };
    text.lines().map(str::to_owned).collect()
}
