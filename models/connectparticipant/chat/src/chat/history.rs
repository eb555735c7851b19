//! The transcript, page by page, in both directions.

use std::collections::HashSet;
use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};

use connectparticipant::operation::{GetTranscriptError, GetTranscriptRequest};
use connectparticipant::types::{Item, ScanDirection, SortKey, StartPosition};

use super::Chat;
use crate::live::ChatError;
use crate::live::stack::Stack;

/// The largest page of the service.
const PAGE: i32 = 100;

/// A reader of the transcript: see [`Chat::history`] and [`Chat::history_after`].
#[must_use = "it makes no call before `next_page`"]
pub struct HistoryPages {
    chat: Chat,
    /// The id of the item to begin after; without one, pages go back from the newest item.
    after: Option<String>,
    token: Option<String>,
    /// The items so far, as hashes of their ids.
    seen: HashSet<u64>,
    ended: bool,
}

impl Chat {
    /// Reads the transcript from the newest item to the oldest.
    ///
    /// ```no_run
    /// # async fn example(chat: &connectparticipant_chat::Chat) -> Result<(), Box<dyn std::error::Error>> {
    /// let mut history = chat.history();
    /// while let Some(items) = history.next_page().await? {
    ///     println!("{} older items", items.len());
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn history(&self) -> HistoryPages {
        HistoryPages::new(self, None)
    }

    /// Reads the transcript from the item after the one with this id to the newest.
    pub fn history_after(&self, item_id: impl Into<String>) -> HistoryPages {
        HistoryPages::new(self, Some(item_id.into()))
    }
}

impl HistoryPages {
    fn new(chat: &Chat, after: Option<String>) -> Self {
        let seen = after.iter().map(hash).collect();
        Self { chat: chat.clone(), after, token: None, seen, ended: false }
    }

    /// Returns the next items, each once, in the direction of the reader; `None` at the end.
    ///
    /// The end is a page that brings no other item: the service has a token for another page also after the newest item, and would return that
    /// item without end. After an error, or if the future is dropped, the same page is read again.
    ///
    /// # Errors
    ///
    /// The chat is over, or the call fails.
    pub async fn next_page(&mut self) -> Result<Option<Vec<Item>>, ChatError<GetTranscriptError>> {
        if self.ended {
            return Ok(None);
        }
        let token = self.chat.token().await?;
        let request = self.request(GetTranscriptRequest::new(token));
        let page = self.chat.shared().stack.client().get_transcript(request).await?;
        self.token = page.next_token.filter(|token| !token.is_empty());
        let seen = &mut self.seen;
        let items = page.transcript.into_iter().flatten().filter(|item| seen.insert(key(item)));
        let items: Vec<Item> = items.collect();
        self.ended = self.token.is_none() || items.is_empty();
        Ok(Some(items).filter(|items| !items.is_empty()))
    }

    fn request(&self, request: GetTranscriptRequest) -> GetTranscriptRequest {
        let request = request.max_results(PAGE);
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
}

impl fmt::Debug for HistoryPages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HistoryPages").field("ended", &self.ended).finish_non_exhaustive()
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
