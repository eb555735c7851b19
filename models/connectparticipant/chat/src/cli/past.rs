//! The items from before the connection, which are shown together.

use std::collections::VecDeque;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::time::{Sleep, sleep};

use crate::session::Delivery;

/// The time for earlier items after they were read: the session delivers them in order, within its reorder window of 100 milliseconds.
const SETTLE: Duration = Duration::from_millis(300);

/// The last items from before the connection: they are shown when all are there.
pub(super) struct Past {
    most: usize,
    items: VecDeque<Box<Delivery>>,
    /// The timer for items that the session still orders, after all were read.
    settles: Option<Pin<Box<Sleep>>>,
}

impl Past {
    /// Keeps at most this number of items; `None` if that is zero.
    pub(super) fn new(most: u64) -> Option<Self> {
        let most = usize::try_from(most).unwrap_or(usize::MAX);
        (most > 0).then(|| Self { most, items: VecDeque::new(), settles: None })
    }

    /// Adds an item, or a new version of one.
    pub(super) fn add(&mut self, delivery: Box<Delivery>) {
        let id = delivery.item.id();
        if let Some(known) = self.items.iter_mut().find(|known| id.is_some() && known.item.id() == id) {
            let change = known.change;
            *known = delivery;
            known.change = change;
            return;
        }
        if self.items.len() == self.most {
            self.items.pop_front();
        }
        self.items.push_back(delivery);
    }

    /// All items were read.
    pub(super) fn is_read(&mut self) {
        self.settles = Some(Box::pin(sleep(SETTLE)));
    }

    /// Waits until all items are there.
    pub(super) fn poll_settled(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        self.settles.as_mut().map_or(Poll::Pending, |timer| timer.as_mut().poll(cx))
    }

    pub(super) fn into_items(self) -> VecDeque<Box<Delivery>> {
        self.items
    }
}
