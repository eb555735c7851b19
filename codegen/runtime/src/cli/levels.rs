//! The number of levels of structures that fit on a page: recursive structures are endless, and twenty that contain each
//! other have more paths than a machine can print.

use super::super::schema::{Member, Shape, Structure};

/// JSON values are rejected beyond 128 levels; nobody reads that far.
const DEEPEST: usize = 64;

/// Returns the number of levels of structures, starting with these members, that have at most `most` members in all; at least one.
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
    /// The remaining number of members, plus one for the first that does not fit.
    left: usize,
    levels: usize,
    /// Whether something is below the last level.
    is_cut: bool,
    /// The structures around a member: a recursive one is not repeated.
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
