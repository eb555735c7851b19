//! Patterns for strings, compiled to small programs when the crate was generated.
//!
//! A program runs over the text once, and tracks all its possible positions: time is proportional to the length of the
//! text times that of the program; memory is at most that of the program and of the text.

use std::collections::VecDeque;
use std::fmt;

/// A pattern: its text, and its program.
#[derive(PartialEq, Eq)]
pub struct Pattern {
    pub text: &'static str,
    pub steps: &'static [Step],
}

/// Ranges of characters, inclusive and sorted.
pub type Ranges = &'static [(char, char)];

/// One step of a program. Unless stated otherwise, the next one follows.
#[derive(Debug, PartialEq, Eq)]
pub enum Step {
    /// One of these characters.
    One(Ranges),
    /// That many of these characters, at least and at most.
    Many(Ranges, u32, Option<u32>),
    /// Two alternatives.
    Split(usize, usize),
    /// A jump.
    Jump(usize),
    /// Only at the start of the text.
    Start,
    /// Only at the end of the text.
    End,
    /// Done: the rest of the text does not matter.
    Match,
}

impl Pattern {
    /// Returns whether the pattern matches anywhere in the text: only anchors bind it to the ends.
    pub fn matches(&self, text: &str) -> bool {
        let mut run = Run::new(self.steps);
        let anchored = matches!(self.steps.first(), Some(Step::Start));
        if run.arrive(text.is_empty()) {
            return true;
        }
        let mut chars = text.chars();
        while let Some(c) = chars.next() {
            run.read(c);
            if run.arrive(chars.as_str().is_empty()) {
                return true;
            }
            if anchored && !run.is_alive() {
                return false;
            }
        }
        false
    }
}

/// Shows only the text.
impl fmt::Debug for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Pattern").field(&self.text).finish()
    }
}

fn contains(ranges: Ranges, c: char) -> bool {
    ranges.iter().take_while(|(first, _)| *first <= c).any(|(_, last)| c <= *last)
}

/// The possible positions of a program.
struct Run {
    steps: &'static [Step],
    /// The number of characters read.
    at: usize,
    /// For each step that reads: the positions in the text at which it was reached, oldest first. `One` has at most one.
    entries: Vec<VecDeque<usize>>,
    /// For each step, the last position at which it was reached, plus one.
    seen: Vec<usize>,
    /// Steps to visit.
    pending: Vec<usize>,
}

impl Run {
    fn new(steps: &'static [Step]) -> Self {
        let entries = steps.iter().map(|_| VecDeque::new()).collect();
        Self { steps, at: 0, entries, seen: vec![0; steps.len()], pending: Vec::new() }
    }

    fn is_alive(&self) -> bool {
        self.entries.iter().any(|entries| !entries.is_empty())
    }

    /// Reads a character: adds the steps after those that accept it.
    fn read(&mut self, c: char) {
        self.at += 1;
        for (index, (step, entries)) in self.steps.iter().zip(&mut self.entries).enumerate() {
            match step {
                _ if entries.is_empty() => {}
                Step::One(ranges) => {
                    entries.clear();
                    if contains(ranges, c) {
                        self.pending.push(index + 1);
                    }
                }
                Step::Many(ranges, min, max) => {
                    if !contains(ranges, c) {
                        entries.clear();
                        continue;
                    }
                    // Only the oldest are too long, and the oldest remaining one is the first that is long enough.
                    while max.map_or(false, |max| {
                        entries.front().map_or(false, |from| self.at - from > max as usize)
                    }) {
                        entries.pop_front();
                    }
                    if entries.front().map_or(false, |from| self.at - from >= *min as usize) {
                        self.pending.push(index + 1);
                    }
                }
                _ => {}
            }
        }
    }

    /// Visits the added steps and, since a match may begin anywhere, the first one. Returns whether there is a match.
    fn arrive(&mut self, at_end: bool) -> bool {
        self.pending.push(0);
        while let Some(index) = self.pending.pop() {
            let (Some(step), Some(seen)) = (self.steps.get(index), self.seen.get_mut(index)) else {
                continue;
            };
            if *seen == self.at + 1 {
                continue;
            }
            *seen = self.at + 1;
            match step {
                Step::One(_) => self.entries[index].push_back(self.at),
                Step::Many(_, min, max) => {
                    // Without an upper limit, the first one is ahead of all others.
                    if max.is_some() || self.entries[index].is_empty() {
                        self.entries[index].push_back(self.at);
                    }
                    if *min == 0 {
                        self.pending.push(index + 1);
                    }
                }
                Step::Split(here, there) => self.pending.extend([*here, *there]),
                Step::Jump(there) => self.pending.push(*there),
                Step::Start if self.at == 0 => self.pending.push(index + 1),
                Step::End if at_end => self.pending.push(index + 1),
                Step::Start | Step::End => {}
                Step::Match => return true,
            }
        }
        false
    }
}
