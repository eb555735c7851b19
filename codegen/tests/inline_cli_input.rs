//! Tests of the runtime support in `codegen/inline`: how values get into the command-line tool.
//!
//! The files are included at the places that they have in a generated crate.

// A generated crate uses all of their parts.
#![allow(dead_code)]
// What is simpler needs a newer Rust than generated crates do.
#![allow(clippy::unnecessary_map_or)]
// A test fails by a panic.
#![allow(clippy::panic, clippy::unwrap_used)]

#[path = "inline_cli_input/base64.rs"]
mod base64;
#[path = "../inline/calendar.rs"]
mod calendar;
#[path = "inline_cli_input/check.rs"]
mod check;
#[path = "inline_cli_input/cli.rs"]
mod cli;
#[path = "support/clique.rs"]
mod clique;
#[path = "../inline/decimal.rs"]
mod decimal;
#[path = "../inline/decoded_limit.rs"]
mod decoded_limit;
#[path = "inline_cli_input/documents.rs"]
mod documents;
#[path = "inline_cli_input/files.rs"]
mod files;
#[path = "inline_cli_input/keys.rs"]
mod keys;
#[path = "inline_cli_input/options.rs"]
mod options;
#[path = "inline_cli_input/secrets.rs"]
mod secrets;
#[path = "inline_cli_input/shorthand.rs"]
mod shorthand;
#[path = "inline_cli_input/skeleton.rs"]
mod skeleton;
#[path = "inline_cli_input/tables.rs"]
mod tables;
#[path = "inline_cli_input/times.rs"]
mod times;
#[path = "../inline/timestamp.rs"]
mod timestamp;

/// Numbers that look random and are the same in each run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap() % end
    }

    fn text(&mut self, alphabet: &str, longest: usize) -> String {
        let letters: Vec<char> = alphabet.chars().collect();
        (0..self.below(longest + 1)).map(|_| letters[self.below(letters.len())]).collect()
    }
}
