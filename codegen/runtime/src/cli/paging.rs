//! Reads lists page by page. Takes the pagination of a command, its options, and a function that makes calls;
//! returns one response with all items, or passes on each page as it arrives. It knows no client and no format.
//!
//! If `--max-items` ends within a page, the response has a `NextToken` for `--starting-token`: the service's token, and the number
//! of items of its page that were already returned.

mod token;

use std::collections::HashSet;

use serde_json::{Map, Value};

use self::token::Position;
use super::super::paths::{at, at_mut, put, remove, take};
use super::super::schema::Shape;
use super::failure::Failure;
use super::page::Page;
use super::python::is_false;
use super::table::{Command, Pages};

/// The maximum number of successive pages without items, as in the clients.
const MAX_EMPTY_PAGES: usize = 1000;

/// The end of reading.
struct End {
    /// The position of further items, if there are any.
    resume: Option<Position>,
    /// The reason why the next page is missing. Earlier pages are kept.
    failure: Option<Failure>,
}

/// The options for paging.
#[derive(Clone, Default)]
pub(super) struct Wanted {
    /// False with `--no-paginate`.
    pub(super) paginate: bool,
    pub(super) max_items: Option<u64>,
    pub(super) page_size: Option<i64>,
    pub(super) starting_token: Option<String>,
}

impl Wanted {
    /// The given options that need paging.
    fn options(&self) -> Vec<&'static str> {
        let given = [
            self.starting_token.as_ref().map(|_| "--starting-token"),
            self.page_size.map(|_| "--page-size"),
            self.max_items.map(|_| "--max-items"),
        ];
        given.into_iter().flatten().collect()
    }
}

/// The paging of a command.
pub(super) struct Paging {
    pages: Pages,
    max_items: Option<usize>,
    page_size: Option<Value>,
    start: Option<Position>,
}

impl Paging {
    /// Returns the paging; `None` for a single call: without a list, with `--no-paginate`, or with a paging member in the input.
    ///
    /// # Errors
    ///
    /// Options for paging were given for a single call.
    pub(super) fn of(command: &Command, input: &Value, wanted: &Wanted) -> Result<Option<Self>, Failure> {
        let options = wanted.options();
        let Some(pages) = command.pages().filter(|pages| !pages.items.is_empty()) else {
            return refuse(&options, |options| {
                format!("Unknown options: {options}: {} does not return pages", command.name)
            });
        };
        let by_hand = [Some(pages.token), pages.size]
            .into_iter()
            .flatten()
            .any(|name| input.get(name).map_or(false, |value| !value.is_null()));
        if by_hand || !wanted.paginate {
            return refuse(&options, |options| {
                format!("Cannot specify --no-paginate along with pagination arguments: {options}")
            });
        }
        if wanted.page_size.is_some() && pages.size.is_none() {
            return refuse(&["--page-size"], |options| {
                format!("Unknown options: {options}: the service chooses the size of pages")
            });
        }
        let is_text = |name: &str| {
            command.input.iter().any(|member| member.name == name && matches!(member.shape, Shape::String(_)))
        };
        Ok(Some(Self {
            max_items: wanted.max_items.map(|most| usize::try_from(most).unwrap_or(usize::MAX)),
            page_size: wanted.page_size.map(|size| match pages.size {
                Some(name) if is_text(name) => size.to_string().into(),
                _ => size.into(),
            }),
            start: wanted.starting_token.as_ref().map(|token| Position::read(token, pages.token)),
            pages,
        }))
    }

    /// The input of the first call.
    pub(super) fn first(&self, mut input: Value) -> Value {
        if let Value::Object(members) = &mut input {
            if let Some(start) = &self.start {
                start.put(self.pages.token, members);
            }
            if let (Some(name), Some(size)) = (self.pages.size, &self.page_size) {
                members.insert(name.to_owned(), size.clone());
            }
        }
        input
    }

    /// Returns all pages as one response: all items, the other members of the first page, and a token if items remain;
    /// also the failure if a page could not be read.
    ///
    /// # Errors
    ///
    /// Those of the calls and of repeated tokens, unless there were items before.
    pub(super) fn merged(
        &self,
        first: Value,
        call: impl FnMut(Value) -> Result<Page, Failure>,
    ) -> Result<(Value, Option<Failure>), Failure> {
        let mut all: Option<Value> = None;
        let mut others = Map::new();
        let End { resume, failure } = self.walk(first, call, |number, page| {
            if number == 0 {
                others = self.others(&page);
            }
            let items = take(page, &self.pages.items);
            match (&mut all, items) {
                (Some(Value::Array(all)), Value::Array(items)) => all.extend(items),
                (Some(Value::Object(all)), Value::Object(items)) => all.extend(items),
                (None, items) if !items.is_null() => all = Some(items),
                _ => {}
            }
            Ok(())
        })?;
        let failure = match failure {
            Some(failure) if all.as_ref().map_or(true, is_false) => return Err(failure),
            failure => failure.map(|failure| with_rest(failure, resume.is_some())),
        };
        let mut response = Value::Object(Map::new());
        if let Some(all) = all {
            put(&mut response, &self.pages.items, all);
        }
        merge(&mut response, others);
        if let Some(resume) = resume {
            put(&mut response, &["NextToken"], resume.write(self.pages.token).into());
        }
        Ok((response, failure))
    }

    /// Passes on each page unchanged, for `yaml-stream`.
    ///
    /// # Errors
    ///
    /// Those of the calls and of `page`, and repeated tokens.
    pub(super) fn each(
        &self,
        first: Value,
        call: impl FnMut(Value) -> Result<Page, Failure>,
        mut page: impl FnMut(Value) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let End { failure, .. } = self.walk(first, call, |_, value| page(value))?;
        failure.map_or(Ok(()), Err)
    }

    /// Passes on the items of each page, the other members of the first, and at the end the token if items remain, for
    /// `text`.
    ///
    /// # Errors
    ///
    /// As [`Self::each`].
    pub(super) fn each_part(
        &self,
        first: Value,
        call: impl FnMut(Value) -> Result<Page, Failure>,
        mut part: impl FnMut(Value) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let End { resume, failure } = self.walk(first, call, |number, page| {
            let others = if number == 0 { self.others(&page) } else { Map::new() };
            let mut value = Value::Object(Map::new());
            put(&mut value, &self.pages.items, take(page, &self.pages.items));
            merge(&mut value, others);
            part(value)
        })?;
        let has_rest = resume.is_some();
        if let Some(resume) = resume {
            let mut value = Value::Object(Map::new());
            put(&mut value, &["NextToken", "NextToken"], resume.write(self.pages.token).into());
            part(value)?;
        }
        failure.map_or(Ok(()), |failure| Err(with_rest(failure, has_rest)))
    }

    /// Makes the calls. Returns the position of the remaining items if the maximum is reached, or that of a page that cannot be
    /// read.
    ///
    /// # Errors
    ///
    /// Those of the first call and of `page`.
    fn walk(
        &self,
        first: Value,
        mut call: impl FnMut(Value) -> Result<Page, Failure>,
        mut page: impl FnMut(usize, Value) -> Result<(), Failure>,
    ) -> Result<End, Failure> {
        let (mut input, mut seen, mut total, mut empty) = (first, HashSet::new(), 0_usize, 0_usize);
        let mut previous = Vec::new();
        let mut here = self.start.clone().unwrap_or_default();
        let more = |resume| Ok(End { resume: Some(resume), failure: None });
        let failed = |resume, failure| Ok(End { resume, failure: Some(failure) });
        for number in 0.. {
            let Page { output: mut value, lost_token } = match call(input.clone()) {
                Ok(page) => page,
                Err(failure) if number == 0 => return Err(failure),
                Err(failure) => return failed(Some(here), failure),
            };
            if self.repeats_items(&value, &mut previous) {
                break;
            }
            drop_first(&mut value, &self.pages.items, here.given);
            let count = length(&value, &self.pages.items);
            let room = self.max_items.map_or(count, |most| most.saturating_sub(total));
            if count > room {
                cut(&mut value, &self.pages.items, room);
                page(number, value)?;
                return more(Position { given: here.given + room, cut: true, ..here });
            }
            total += count;
            empty = if count == 0 { empty + 1 } else { 0 };
            let next = at(&value, &self.pages.next).filter(|token| !is_false(token)).cloned();
            page(number, value)?;
            let Some(next) = next else { return Ok(End { resume: None, failure: lost_token }) };
            if self.pages.repeated_token_ends && here.token.as_ref() == Some(&next) {
                break;
            }
            here = Position { token: Some(next.clone()), given: 0, cut: false };
            if self.max_items == Some(total) {
                return more(here);
            }
            if !seen.insert(next.to_string()) {
                let message = "Error during pagination: The same next token was received twice";
                return failed(None, Failure::other(message));
            }
            if empty > MAX_EMPTY_PAGES {
                let message = format!(
                    "Error during pagination: more than {MAX_EMPTY_PAGES} pages in a row had no items, each with a token for the next"
                );
                return failed(Some(here), Failure::other(message));
            }
            if let Value::Object(members) = &mut input {
                here.put(self.pages.token, members);
            }
        }
        Ok(End { resume: None, failure: None })
    }

    /// Whether a page has only items of the previous one, and marks the end by that. An item without an id is new.
    fn repeats_items(&self, page: &Value, previous: &mut Vec<Value>) -> bool {
        let Some(id) = self.pages.repeated_items_end else { return false };
        let items = at(page, &self.pages.items).and_then(Value::as_array).filter(|items| !items.is_empty());
        let Some(items) = items else { return false };
        let ids: Option<Vec<Value>> = items.iter().map(|item| item.get(id).cloned()).collect();
        let Some(ids) = ids else { return false };
        let repeats = ids.iter().all(|id| previous.contains(id));
        *previous = ids;
        repeats
    }

    /// Returns the members of a page other than its items and its token.
    fn others(&self, page: &Value) -> Map<String, Value> {
        let mut page = page.clone();
        remove(&mut page, &self.pages.items);
        remove(&mut page, &self.pages.next);
        match page {
            Value::Object(members) => members,
            _ => Map::new(),
        }
    }
}

/// Adds a hint to a failure after incomplete output.
fn with_rest(failure: Failure, resumable: bool) -> Failure {
    if !resumable || failure.hint.is_some() {
        return failure;
    }
    failure.with_hint(
        "the output has the earlier items; --starting-token with its NextToken continues after them",
    )
}

/// Selects a single call, unless options for paging were given.
fn refuse<T>(options: &[&str], message: impl FnOnce(String) -> String) -> Result<Option<T>, Failure> {
    if options.is_empty() {
        Ok(None)
    } else {
        Err(Failure::parameter(message(options.join(", "))))
    }
}

fn merge(value: &mut Value, others: Map<String, Value>) {
    let Value::Object(members) = value else { return };
    for (name, other) in others {
        match (members.get_mut(&name), other) {
            (Some(inner @ Value::Object(_)), Value::Object(other)) => merge(inner, other),
            (_, other) => {
                members.insert(name, other);
            }
        }
    }
}

fn length(value: &Value, path: &[&str]) -> usize {
    match at(value, path) {
        Some(Value::Array(items)) => items.len(),
        Some(Value::Object(entries)) => entries.len(),
        _ => 0,
    }
}

/// Drops items from the beginning of a page.
fn drop_first(value: &mut Value, path: &[&str], count: usize) {
    match at_mut(value, path) {
        Some(Value::Array(items)) => drop(items.drain(..count.min(items.len()))),
        Some(Value::Object(entries)) => *entries = std::mem::take(entries).into_iter().skip(count).collect(),
        _ => {}
    }
}

/// Keeps items at the beginning of a page.
fn cut(value: &mut Value, path: &[&str], count: usize) {
    match at_mut(value, path) {
        Some(Value::Array(items)) => items.truncate(count),
        Some(Value::Object(entries)) => *entries = std::mem::take(entries).into_iter().take(count).collect(),
        _ => {}
    }
}

#[cfg(test)]
mod tests;
