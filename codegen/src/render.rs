//! Tokens to text: a header, then the items, laid out by `print`.

mod layout;
mod print;
mod tokens;

#[cfg(test)]
mod tests;

use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use proc_macro2::TokenStream;

use crate::GeneratedFile;
use crate::module::{Content, Module, Part, header};

/// Files, with the times of emitting and rendering.
#[derive(Debug, Default)]
pub struct Rendered {
    /// The files.
    pub files: Vec<GeneratedFile>,
    /// The total time of all threads.
    pub emit: Duration,
    /// The total time of all threads.
    pub render: Duration,
}

/// The minimum number of parts per thread.
const PARTS_OF_THREAD: usize = 16;

/// Returns every file, sorted by path; headers name the command. Several threads share the parts; the result does not depend on the split.
pub fn files(parts: Vec<Part<'_>>, command: Option<&str>) -> Rendered {
    let processors = thread::available_parallelism().map_or(1, NonZero::get);
    let threads = processors.min(parts.len() / PARTS_OF_THREAD);
    let waiting = Mutex::new(parts.into_iter());
    let mut all = thread::scope(|scope| {
        // If a thread cannot be started, the others take its parts.
        let others = (1..threads)
            .filter_map(|_| thread::Builder::new().spawn_scoped(scope, || work(&waiting, command)).ok());
        let others: Vec<_> = others.collect();
        let mut all = work(&waiting, command);
        for other in others {
            all.add(other.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        all
    });
    all.files.sort_by(|a, b| a.path.cmp(&b.path));
    all
}

/// Renders parts until none is left.
fn work(waiting: &Mutex<std::vec::IntoIter<Part<'_>>>, command: Option<&str>) -> Rendered {
    let mut all = Rendered::default();
    loop {
        let next = waiting.lock().unwrap_or_else(PoisonError::into_inner).next();
        let Some(part) = next else { return all };
        let start = Instant::now();
        let modules = part();
        let emitted = Instant::now();
        all.files.extend(modules.into_iter().map(|module| file(module, command)));
        all.emit += emitted - start;
        all.render += emitted.elapsed();
    }
}

/// Returns one file.
pub fn file(module: Module, command: Option<&str>) -> GeneratedFile {
    GeneratedFile { path: module.path, text: text(module.content, command) }
}

impl Rendered {
    fn add(&mut self, other: Self) {
        self.files.extend(other.files);
        self.emit += other.emit;
        self.render += other.render;
    }
}

fn text(content: Content, command: Option<&str>) -> String {
    match content {
        Content::Text(text) => text,
        Content::Rust { source, tokens } => {
            format!("{}\n{}", header(&source, command), print::file(tokens))
        }
    }
}

/// Returns the text of a module.
pub fn module(tokens: TokenStream) -> String {
    print::file(tokens)
}

/// Returns lines of code for an example.
pub fn plain(tokens: TokenStream) -> Vec<String> {
    print::file(tokens).lines().map(str::to_owned).collect()
}
