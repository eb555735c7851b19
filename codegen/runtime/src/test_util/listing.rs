//! Lists, and pages of them.

use serde_json::{Map, Value};

use super::super::paths::{at, put, remove};
use super::extension::{ListName, Rejection};
use super::service::{build, Call};
use super::simulated::Pages;
use super::table::{Listing, Update};
use super::world::{Cursor, World};

/// Adds a page of a list to the output.
pub(super) fn page(world: &mut World, call: &mut Call, listing: &Listing) -> Result<(), Rejection> {
    let Some(pages) = &Pages::of(call.operation) else { return Ok(()) };
    let items = world.items(&call.group, listing.list);
    let token = call.input.get(pages.token).and_then(Value::as_str).filter(|token| !token.is_empty());
    let cursor = match token {
        Some(token) => match world.cursors.get(&call.group).and_then(|known| known.get(token)) {
            Some(cursor) => *cursor,
            None => {
                return Err(Rejection::new("ValidationException", format!("`{}` is unknown", pages.token)))
            }
        },
        None => first(listing, &call.input, items)?,
    };
    let asked = pages.size.and_then(|size| call.input.get(size)?.as_i64()).filter(|size| *size > 0);
    let size = usize::try_from(asked.unwrap_or(listing.page_size)).unwrap_or(1).max(1);
    let (from, to) = if cursor.forward {
        (cursor.at.min(items.len()), cursor.at.saturating_add(size).min(items.len()))
    } else {
        (cursor.at.saturating_sub(size), cursor.at.min(items.len()))
    };
    let mut page: Vec<Value> = items.get(from..to).unwrap_or_default().to_vec();
    let (next, more) = if cursor.forward { (to, to < items.len()) } else { (from, from > 0) };
    let ascending = match listing.order {
        Some((member, ascending)) => call.input.get(member).and_then(Value::as_str) == Some(ascending),
        None => true,
    };
    if !ascending {
        page.reverse();
    }
    put(&mut call.output, &pages.items, Value::Array(page));
    remove(&mut call.output, &pages.next);
    if more {
        let cursor = Cursor { at: next, forward: cursor.forward };
        let token = world.page_token(&call.group, cursor);
        put(&mut call.output, &pages.next, Value::String(token));
    }
    Ok(())
}

/// Returns the start of a page: the requested one, or the newest item.
fn first(listing: &Listing, input: &Map<String, Value>, items: &[Value]) -> Result<Cursor, Rejection> {
    let start = listing.start.as_ref().and_then(|start| {
        let asked = input.get(start.member).filter(|value| !value.is_null())?;
        let text = |member: Option<&str>| asked.get(member?)?.as_str();
        let of = |item: &Value, member: Option<&str>| item.get(member?)?.as_str().map(str::to_owned);
        // `None` is the end of the list.
        let at = if let Some(id) = text(start.id) {
            items.iter().position(|item| of(item, Some(listing.id)).as_deref() == Some(id))
        } else if let Some(time) = text(start.time) {
            items.iter().position(|item| of(item, listing.time).map_or(false, |at| at.as_str() >= time))
        } else {
            let recent = start.recent.and_then(|recent| asked.get(recent)?.as_u64())?;
            Some(items.len().saturating_sub(usize::try_from(recent).unwrap_or(usize::MAX)))
        };
        Some(at.unwrap_or(items.len()))
    });
    let scan = listing.scan.as_ref();
    let asked = scan.and_then(|scan| Some(input.get(scan.member)?.as_str()? == scan.forward));
    if let (Some(true), None, Some(scan), Some(from)) = (asked, start, scan, &listing.start) {
        if let Some(code) = scan.without_start {
            // The service also begins the message like this, without further details.
            let (member, forward, from) = (scan.member, scan.forward, from.member);
            let message = format!(
                "Validation exception due to invalid parameter: `{member}` {forward} needs a `{from}`"
            );
            return Err(Rejection::new(code, message));
        }
    }
    // Without a start, older items follow.
    let forward = asked.unwrap_or(start.is_some() || scan.is_none());
    Ok(match start {
        Some(at) if forward => Cursor { at, forward },
        // The start item is part of the page.
        Some(at) => Cursor { at: at.saturating_add(1).min(items.len()), forward },
        None if scan.is_none() => Cursor { at: 0, forward },
        None => Cursor { at: items.len(), forward },
    })
}

/// Adds an entry to an item of a list, if the request requires it.
pub(super) fn update(world: &mut World, call: &Call, update: &Update) {
    if call.input.get(update.member).and_then(Value::as_str) != Some(update.is) {
        return;
    }
    let content = call.input.get(update.id).and_then(Value::as_str).unwrap_or_default();
    let content: Value = serde_json::from_str(content).unwrap_or(Value::Null);
    let Some(id) = content.get(update.key).and_then(Value::as_str) else { return };
    let entry = Value::Object(build(world, update.item, &call.origin(&[])));
    let list = ListName { group: &call.group, name: update.list };
    world.change(&list, (update.of_item, id), |item| {
        let mut entries = at(item, update.at).and_then(Value::as_array).cloned().unwrap_or_default();
        entries.push(entry.clone());
        put(item, update.at, Value::Array(entries));
    });
}
