//! New items of a list, for all kinds of pages.

use serde_json::{json, Map, Value};

use super::super::super::failure::Failure;
use super::super::super::page::Page;
use super::super::super::samples::notes::NOTES;
use super::super::seen::Seen;
use super::Watch;

/// A list like that of a service: pages from the newest item backwards.
#[derive(Default)]
struct List {
    items: Vec<String>,
    /// The items of a page, by default two.
    calls: Vec<Value>,
    /// The number of calls before one fails.
    fails: Option<usize>,
}

impl List {
    fn add(&mut self, ids: &[&str]) {
        self.items.extend(ids.iter().map(|id| (*id).to_owned()));
    }

    fn page(&mut self, input: Value) -> Result<Page, Failure> {
        match self.fails {
            Some(0) => {
                self.fails = None;
                return Err(Failure::other("lost").passing(true));
            }
            left => self.fails = left.map(|left| left - 1),
        }
        let size = usize::try_from(input["Size"].as_i64().unwrap_or(2)).unwrap();
        let end = input["Next"].as_str().map_or(self.items.len(), |token| token.parse().unwrap());
        let start = end.saturating_sub(size);
        let notes: Vec<Value> =
            self.items[start..end].iter().map(|id| json!({ "Id": id, "Text": "x" })).collect();
        let next = if start > 0 { json!(start.to_string()) } else { json!("") };
        self.calls.push(input);
        Ok(json!({ "Page": { "Notes": notes, "Next": next } }).into())
    }

    fn look(&mut self, watch: &mut Looks) -> Result<Vec<String>, Failure> {
        let found = watch.look(|input| self.page(input))?;
        Ok(found.iter().map(|item| item["Id"].as_str().unwrap().to_owned()).collect())
    }
}

/// The watch, and the items that were seen: they are compared as a whole.
struct Looks {
    watch: Watch,
    seen: Seen,
}

impl Looks {
    fn look(&mut self, call: impl FnMut(Value) -> Result<Page, Failure>) -> Result<Vec<Value>, Failure> {
        let found = self.watch.look(call)?;
        let news = found.into_iter().filter(|item| self.seen.news(&NOTES, item, &item.to_string()).is_some());
        Ok(news.collect())
    }
}

fn watch() -> Looks {
    let watch = Watch::new(&NOTES, Map::from_iter([("Token".to_owned(), json!("t"))]));
    Looks { watch: watch.expect("a command that pages"), seen: Seen::default() }
}

#[test]
fn the_first_look_has_everything_oldest_first() {
    let (mut list, mut watch) = (List::default(), watch());
    list.add(&["1", "2", "3", "4", "5", "6", "7", "8", "9"]);
    assert_eq!(list.look(&mut watch).unwrap(), ["1", "2", "3", "4", "5", "6", "7", "8", "9"]);
    assert_eq!(list.calls.len(), 3);
    assert_eq!(list.calls[0], json!({ "Token": "t", "Order": "UP", "Size": 4 }));
    assert_eq!(list.calls[1], json!({ "Token": "t", "Order": "UP", "Size": 4, "Next": "5" }));
}

#[test]
fn later_polls_return_new_items_and_stop_at_known_ones() {
    let (mut list, mut watch) = (List::default(), watch());
    assert!(list.look(&mut watch).unwrap().is_empty());
    list.add(&["1"]);
    assert_eq!(list.look(&mut watch).unwrap(), ["1"]);
    assert!(list.look(&mut watch).unwrap().is_empty());
    list.add(&["2", "3", "4", "5", "6"]);
    list.calls.clear();
    assert_eq!(list.look(&mut watch).unwrap(), ["2", "3", "4", "5", "6"]);
    assert_eq!(list.calls.len(), 3);
    assert_eq!(list.calls[0], json!({ "Token": "t", "Order": "UP" }));
    list.calls.clear();
    assert!(list.look(&mut watch).unwrap().is_empty());
    assert_eq!(list.calls.len(), 1);
}

#[test]
fn an_item_that_comes_late_is_found_behind_one_that_was_returned() {
    let (mut list, mut watch) = (List::default(), watch());
    list.add(&["1", "3"]);
    list.look(&mut watch).unwrap();
    list.items.insert(1, "2".to_owned());
    assert_eq!(list.look(&mut watch).unwrap(), ["2"]);
}

#[test]
fn a_failed_poll_changes_nothing() {
    for at in 0..3 {
        let (mut list, mut watch) = (List::default(), watch());
        list.add(&["1"]);
        list.look(&mut watch).unwrap();
        list.add(&["2", "3", "4", "5", "6"]);
        list.fails = Some(at);
        assert!(list.look(&mut watch).unwrap_err().passing);
        assert_eq!(list.look(&mut watch).unwrap(), ["2", "3", "4", "5", "6"]);
    }
}

#[test]
fn a_changed_item_is_returned_again() {
    let mut watch = watch();
    let page = |text: &str| json!({ "Page": { "Notes": [{ "Id": "1", "Text": text }] } });
    for (text, count) in [("a", 1), ("a", 0), ("longer", 1), ("longer", 0), ("a", 1)] {
        assert_eq!(watch.look(|_| Ok(page(text).into())).unwrap().len(), count, "{text}");
    }
}

#[test]
fn items_without_an_id_are_compared_as_a_whole() {
    let mut watch = watch();
    let page = json!({ "Page": { "Notes": [{ "Text": "a" }, { "Id": "", "Text": "b" }, { "Text": "a" }] } });
    assert_eq!(watch.look(|_| Ok(page.clone().into())).unwrap().len(), 2);
    assert!(watch.look(|_| Ok(page.clone().into())).unwrap().is_empty());
}

#[test]
fn cyclic_pages_are_an_error() {
    let mut turn = 0;
    let failure = watch().look(|_| {
        turn += 1;
        Ok(json!({ "Page": { "Notes": [], "Next": (turn % 3).to_string() } }).into())
    });
    assert_eq!(failure.unwrap_err().message, "the service gave the token of one page twice");
}

/// Later items would be lost silently.
#[test]
fn an_unreadable_token_is_an_error() {
    let mut watch = watch();
    let newest = json!({ "Page": { "Notes": [{ "Id": "2" }] } });
    let broken = |_| Ok(Page { output: newest.clone(), lost_token: Some(Failure::other("lost")) });
    assert_eq!(watch.look(broken).unwrap_err().message, "lost");
    assert_eq!(watch.look(|_| Ok(newest.clone().into())).unwrap().len(), 1);
    // Meets an item that was returned before: nothing newer is behind the missing token.
    assert!(watch.look(broken).unwrap().is_empty());
}

#[test]
fn responses_of_another_form_count_as_empty() {
    for response in
        [json!(null), json!([]), json!({ "Page": 1 }), json!({ "Page": { "Notes": {}, "Next": null } })]
    {
        assert!(watch().look(|_| Ok(response.clone().into())).unwrap().is_empty());
    }
}

/// Whatever is added and fails between polls: in the end every item was returned once, in order.
#[test]
fn every_item_comes_exactly_once() {
    let mut random = 0x2545_f491_4f6c_dd1d_u64;
    let mut below = |limit: u64| {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        random % limit
    };
    for _ in 0..200 {
        let (mut list, mut watch, mut found) = (List::default(), watch(), Vec::new());
        for _ in 0..20 {
            let from = list.items.len();
            let more = usize::try_from(below(7)).unwrap();
            list.items.extend((from..from + more).map(|number| number.to_string()));
            list.fails = (below(3) == 0).then(|| usize::try_from(below(4)).unwrap());
            if let Ok(new) = list.look(&mut watch) {
                found.extend(new);
            }
        }
        list.fails = None;
        found.extend(list.look(&mut watch).unwrap());
        assert_eq!(found, list.items);
    }
}
