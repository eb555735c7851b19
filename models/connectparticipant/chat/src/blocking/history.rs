//! The transcript, page by page, in both directions.

use std::fmt;

use connectparticipant::operation::GetTranscriptError;
use connectparticipant::types::Item;

use super::Chat;
use super::wait::block_on;
use crate::live::ChatError;
use crate::live::pages::Pages;

/// A reader of the transcript: see [`Chat::history`] and [`Chat::history_after`].
#[must_use = "it makes no call before `next_page`"]
pub struct HistoryPages {
    chat: Chat,
    pages: Pages,
}

impl Chat {
    /// Reads the transcript from the newest item to the oldest.
    ///
    /// ```no_run
    /// # fn example(chat: &connectparticipant_chat::blocking::Chat) -> Result<(), Box<dyn std::error::Error>> {
    /// let mut history = chat.history();
    /// while let Some(items) = history.next_page()? {
    ///     println!("{} older items", items.len());
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn history(&self) -> HistoryPages {
        HistoryPages { chat: self.clone(), pages: Pages::new(None) }
    }

    /// Reads the transcript from the item after the one with this id to the newest.
    pub fn history_after(&self, item_id: impl Into<String>) -> HistoryPages {
        HistoryPages { chat: self.clone(), pages: Pages::new(Some(item_id.into())) }
    }
}

impl HistoryPages {
    /// Returns the next items, each once, in the direction of the reader; `None` at the end.
    ///
    /// The end is a page that brings no other item: the service has a token for another page also after the newest item, and would return that
    /// item without end. After an error, the same page is read again.
    ///
    /// # Errors
    ///
    /// The chat is over, or the call fails.
    pub fn next_page(&mut self) -> Result<Option<Vec<Item>>, ChatError<GetTranscriptError>> {
        block_on(self.chat.shared().page(&mut self.pages))
    }
}

impl fmt::Debug for HistoryPages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HistoryPages").field("ended", &self.pages.is_ended()).finish_non_exhaustive()
    }
}
