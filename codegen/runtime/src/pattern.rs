//! Patterns that texts must match, as small programs that were made when the crate was generated.
//!
//! A program runs over the text once, keeping all places in the program where it could be: the time is the length of the
//! text times that of the program, the memory that of the program and of the text at most, whatever the two are.

use std::collections::VecDeque;

/// A pattern: its text, and its program.
#[derive(Debug)]
pub struct Pattern {
    pub text: &'static str,
    pub steps: &'static [Step],
}

/// Characters from the first to the second, both included; sorted.
pub type Ranges = &'static [(char, char)];

/// One step of a program. Behind it comes the next, if nothing else is said.
#[derive(Debug)]
pub enum Step {
    /// One of these characters.
    One(Ranges),
    /// That many of these characters, at least and at most.
    Many(Ranges, u32, Option<u32>),
    /// Here, or there.
    Split(usize, usize),
    /// There.
    Jump(usize),
    /// Only at the start of the text.
    Start,
    /// Only at the end of the text.
    End,
    /// Done: what follows in the text does not matter.
    Match,
}

impl Pattern {
    /// Whether the pattern is found somewhere in the text: only its anchors bind it to the ends.
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

fn contains(ranges: Ranges, c: char) -> bool {
    ranges.iter().take_while(|(first, _)| *first <= c).any(|(_, last)| c <= *last)
}

/// Where a program could be.
struct Run {
    steps: &'static [Step],
    /// The number of characters read.
    at: usize,
    /// For each step that reads: the places in the text where it was come to, oldest first. `One` has one at most.
    entries: Vec<VecDeque<usize>>,
    /// For each step, the last place that it was come to at, and one more.
    seen: Vec<usize>,
    /// Steps to come to.
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

    /// Reads a character: notes the steps behind those that take it.
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
                    // Only the oldest are too long, and the oldest left is the first that is long enough.
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

    /// Comes to the noted steps and, since a match may begin anywhere, to the first. Whether that is a match.
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
                    // Without an upper bound, who came first is ahead of all others.
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
