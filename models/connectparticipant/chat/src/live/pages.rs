//! The transcript, page by page, in both directions: requests, and the end.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use connectparticipant::operation::{GetTranscriptRequest, GetTranscriptResponse};
use connectparticipant::types::{ConnectionToken, Item, ScanDirection, SortKey, StartPosition};

/// The largest page of the service.
const PAGE: i32 = 100;

/// The progress of a reader.
#[derive(Debug)]
pub(crate) struct Pages {
    /// The id of the item to begin after; without one, pages go back from the newest item.
    after: Option<String>,
    token: Option<String>,
    /// The items so far, as hashes of their ids.
    seen: HashSet<u64>,
    ended: bool,
}

impl Pages {
    pub(crate) fn new(after: Option<String>) -> Self {
        let seen = after.iter().map(hash).collect();
        Self { after, token: None, seen, ended: false }
    }

    pub(crate) fn is_ended(&self) -> bool {
        self.ended
    }

    /// Returns the request for the next page.
    pub(super) fn request(&self, token: ConnectionToken) -> GetTranscriptRequest {
        let request = GetTranscriptRequest::new(token).max_results(PAGE);
        let request = match &self.after {
            None => request.scan_direction(ScanDirection::Backward).sort_order(SortKey::Descending),
            Some(id) => {
                let start = StartPosition::new().id(id.as_str());
                let request = request.scan_direction(ScanDirection::Forward).sort_order(SortKey::Ascending);
                request.start_position(start)
            }
        };
        self.token.iter().fold(request, |request, token| request.next_token(token.as_str()))
    }

    /// Returns the items of a page that are new; `None` at the end, which is a page without such an item.
    pub(super) fn read(&mut self, page: GetTranscriptResponse) -> Option<Vec<Item>> {
        self.token = page.next_token.filter(|token| !token.is_empty());
        let seen = &mut self.seen;
        let items = page.transcript.into_iter().flatten().filter(|item| seen.insert(key(item)));
        let items: Vec<Item> = items.collect();
        self.ended = self.token.is_none() || items.is_empty();
        Some(items).filter(|items| !items.is_empty())
    }
}

/// Returns the hash of the id of an item; without one, of all of it.
fn key(item: &Item) -> u64 {
    match &item.id {
        Some(id) => hash(id),
        None => hash(item),
    }
}

fn hash<T: Hash + ?Sized>(value: &T) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
