//! Reads the newest pages of a list: takes a function that calls the operation, and returns the items, oldest first. It knows no clock
//! and no output.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::super::super::paths::at;
use super::super::super::schema::Shape;
use super::super::failure::Failure;
use super::super::page::Page;
use super::super::python::is_false;
use super::super::table::{Command, FollowCommand, Pages};
use super::seen::name;

/// A list that is watched.
pub(super) struct Watch {
    follow: &'static FollowCommand,
    pages: Pages,
    /// The input of the first call of each look.
    input: Map<String, Value>,
    /// The ids of the returned items.
    met: HashSet<String>,
    has_looked: bool,
}

impl Watch {
    /// Starts watching; the input has the values of the user.
    pub(super) fn new(follow: &'static FollowCommand, mut input: Map<String, Value>) -> Option<Self> {
        let pages = follow.command.pages()?;
        for (name, value) in follow.set {
            input.insert((*name).to_owned(), Value::from(*value));
        }
        Some(Self { follow, pages, input, met: HashSet::new(), has_looked: false })
    }

    /// Returns the input of the next look.
    pub(super) fn first(&self) -> Map<String, Value> {
        let mut input = self.input.clone();
        // Later there are few new items: then the default page size of the service is enough.
        if let (false, Some((name, most))) = (self.has_looked, largest_page(self.follow.command, &self.pages))
        {
            input.insert(name.to_owned(), Value::from(most));
        }
        input
    }

    /// Looks once: from the newest item back to a page with a known item, or to the first item. Known items of these pages are returned
    /// again, since they may have changed.
    ///
    /// A failure changes nothing, and the look can be repeated.
    pub(super) fn look(
        &mut self,
        mut call: impl FnMut(Value) -> Result<Page, Failure>,
    ) -> Result<Vec<Value>, Failure> {
        let mut input = self.first();
        let mut tokens = HashSet::new();
        let mut pages = Vec::new();
        loop {
            let Page { output, lost_token } = call(Value::Object(input.clone()))?;
            let items =
                at(&output, &self.pages.items).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
            let has_met = items.iter().any(|item| self.met.contains(&name(self.follow, item)));
            pages.push(items.to_vec());
            let token = at(&output, &self.pages.next).filter(|token| !is_false(token));
            match token {
                Some(token) if !has_met => {
                    if !tokens.insert(token.to_string()) {
                        return Err(Failure::other("the service gave the token of one page twice"));
                    }
                    input.insert(self.pages.token.to_owned(), token.clone());
                }
                None if !has_met => match lost_token {
                    Some(failure) => return Err(failure),
                    None => break,
                },
                _ => break,
            }
        }
        self.has_looked = true;
        let found: Vec<Value> = pages.into_iter().rev().flatten().collect();
        self.met.extend(found.iter().map(|item| name(self.follow, item)));
        Ok(found)
    }
}

/// Returns the member with the page size, and its maximum.
fn largest_page(command: &'static Command, pages: &Pages) -> Option<(&'static str, i64)> {
    let member = command.input.iter().find(|member| Some(member.name) == pages.size)?;
    match member.shape {
        Shape::Byte(limits) | Shape::Short(limits) | Shape::Integer(limits) | Shape::Long(limits) => {
            Some((member.name, limits.max?))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests;
