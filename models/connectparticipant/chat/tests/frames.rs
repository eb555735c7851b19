//! Random frames for the decoder and a session, in a bounded test: the seeds of the fuzz target, and mutations of them.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::fs;
use std::path::Path;

#[path = "../../../../xtask/fuzz/frames.rs"]
mod fuzzed;

/// The bytes that a mutation inserts: those with a meaning in JSON.
const BYTES: &[u8] = b"{}[]\",:\\ntf0-9eu/ \x00\x7f";

fn seeds() -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../xtask/fuzz/corpus/frame");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files.into_iter().map(|file| fs::read(file).unwrap()).collect()
}

#[test]
fn no_frame_ends_a_session_or_panics() {
    let seeds = seeds();
    assert!(seeds.len() >= 15, "{} seeds", seeds.len());
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut below = |bound: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % bound.max(1) as u64) as usize
    };
    for seed in &seeds {
        fuzzed::check(std::str::from_utf8(seed).unwrap());
        for _ in 0..150 {
            let mut bytes = seed.clone();
            for _ in 0..=below(3) {
                let (at, other) = (below(bytes.len()), below(bytes.len()));
                match below(5) {
                    0 if !bytes.is_empty() => bytes[at] = BYTES[below(BYTES.len())],
                    1 => bytes.insert(at, BYTES[below(BYTES.len())]),
                    2 => bytes.truncate(at),
                    3 => bytes = [&bytes[..at], &bytes[other..]].concat(),
                    _ => {
                        let from = &seeds[below(seeds.len())];
                        bytes = [&bytes[..at], &from[below(from.len())..]].concat();
                    }
                }
            }
            fuzzed::check(&String::from_utf8_lossy(&bytes));
        }
    }
}
