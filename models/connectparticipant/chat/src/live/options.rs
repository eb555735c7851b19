//! The options of a chat, and its state at the beginning.

use std::hash::{BuildHasher, RandomState};
use std::sync::Arc;
use std::time::Duration;

use connectparticipant::config::Timeouts;
use connectparticipant::types::ParticipantToken;

use super::shared::{Handle, Shared};
use super::stack::Stack;
use crate::session::Settings;

/// The options.
#[derive(Clone, Debug)]
pub(crate) struct Options {
    pub(crate) settings: Settings,
    capacity: usize,
    /// Without one, it is that of the client.
    connect_timeout: Option<Option<Duration>>,
}

impl Options {
    pub(crate) fn new(token: ParticipantToken) -> Self {
        let mut settings = Settings::new(token);
        // The keys of this hasher are random.
        settings.seed = RandomState::new().hash_one("seed");
        Self { settings, capacity: 1024, connect_timeout: None }
    }

    pub(crate) fn set_capacity(&mut self, updates: usize) {
        self.capacity = updates.max(1);
    }

    pub(crate) fn set_connect_timeout(&mut self, limit: Option<Duration>) {
        self.connect_timeout = Some(limit);
    }

    pub(crate) fn connect_timeout(&self, client: Timeouts) -> Option<Duration> {
        self.connect_timeout.unwrap_or_else(|| client.of_operation())
    }

    /// Returns the state of a new chat, and its first handle.
    pub(crate) fn begin<S: Stack>(self, stack: S) -> (Arc<Shared<S>>, Arc<Handle<S>>) {
        let shared = Arc::new(Shared::new(stack, self.settings, self.capacity));
        let handle = Arc::new(Handle(Arc::clone(&shared)));
        (shared, handle)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_timeout_of_connecting_is_that_of_calls_unless_it_is_set() {
        let seconds = Duration::from_secs;
        let mut options = Options::new("token".into());
        assert_eq!(options.connect_timeout(Timeouts::new()), Some(seconds(60)));
        assert_eq!(options.connect_timeout(Timeouts::new().operation(seconds(5))), Some(seconds(5)));
        assert_eq!(options.connect_timeout(Timeouts::none()), None);
        options.set_connect_timeout(Some(seconds(7)));
        assert_eq!(options.connect_timeout(Timeouts::none()), Some(seconds(7)));
        options.set_connect_timeout(None);
        assert_eq!(options.connect_timeout(Timeouts::new()), None);
    }
}
