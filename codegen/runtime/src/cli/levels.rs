//! How much of a graph of structures there is room for: structures that contain each other have no end, and twenty of them
//! are more paths than a machine can print.

use super::super::schema::{Member, Shape, Structure};

/// Values of JSON are refused below 128 levels; nobody reads so far.
const DEEPEST: usize = 64;

/// How many levels of structures, these members being the first, have at most `most` members in all. One is always shown.
pub(crate) fn levels(members: &'static [Member], most: usize) -> usize {
    let mut shown = 1;
    while shown < DEEPEST {
        let left = most.saturating_add(1);
        let mut count = Count { left, levels: shown + 1, is_cut: false, within: Vec::new() };
        count.members(members);
        if count.left == 0 {
            break;
        }
        shown += 1;
        if !count.is_cut {
            break;
        }
    }
    shown
}

struct Count {
    /// The members that there is still room for, and the one that is too many.
    left: usize,
    levels: usize,
    /// Whether there is something below the last level.
    is_cut: bool,
    /// The structures around: one within itself is not shown again.
    within: Vec<&'static [Member]>,
}

impl Count {
    fn members(&mut self, members: &'static [Member]) {
        if self.within.iter().any(|around| std::ptr::eq(*around, members)) {
            return;
        }
        if self.within.len() == self.levels {
            self.is_cut = true;
            return;
        }
        self.within.push(members);
        for member in members {
            if self.left == 0 {
                break;
            }
            self.left -= 1;
            self.shape(member.shape);
        }
        self.within.pop();
    }

    fn shape(&mut self, shape: &'static Shape) {
        match shape {
            Shape::List { item, .. } => self.shape(item),
            Shape::Map { value, .. } => self.shape(value),
            Shape::Structure(Structure { members, .. }) | Shape::Union(Structure { members, .. }) => {
                self.members(members);
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests;
