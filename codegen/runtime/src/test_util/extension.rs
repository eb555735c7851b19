//! Behaviour of a service that neither its model nor its overlay describes.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::senders::{self, InvalidItem};
use super::world::{Cursor, World};

/// Behaviour that a test adds to a [`Server`](super::Server), such as messages over a websocket.
///
/// The server calls it while it processes a request, and while a test changes a list. The state of the server is locked meanwhile:
/// an extension must not call methods of the server, and should return soon. See [`Builder::extension`](super::Builder::extension).
///
/// ```
/// use farrier_runtime::test_util::{Extension, ReceivedCall, Rejection};
///
/// /// A service that is closed.
/// struct Closed;
///
/// impl Extension for Closed {
///     fn check(&self, _: &ReceivedCall<'_>) -> Result<(), Rejection> {
///         Err(Rejection::new("AccessDeniedException", "the service is closed"))
///     }
/// }
/// ```
pub trait Extension: Send + Sync {
    /// Accepts or rejects a call whose input and credentials are valid, before it has effects.
    ///
    /// # Errors
    ///
    /// The response to the call.
    fn check(&self, call: &ReceivedCall<'_>) -> Result<(), Rejection> {
        let _ = call;
        Ok(())
    }

    /// Changes the output of a call, after its effects, and adds effects.
    ///
    /// A repeated call with the same idempotency token gets the first response, without a call of this method.
    fn complete(&self, call: &ReceivedCall<'_>, effects: &mut Effects<'_>) {
        let _ = (call, effects);
    }

    /// Sees and changes an item before it is added to a list. Returns whether the list keeps it.
    fn add(&self, list: &ListName<'_>, item: &mut Map<String, Value>) -> bool {
        let _ = (list, item);
        true
    }

    /// Sees an item of a list after a change.
    fn update(&self, list: &ListName<'_>, item: &Map<String, Value>) {
        let _ = (list, item);
    }
}

/// A list of the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ListName<'a> {
    /// The group of the credentials that share the list; empty for credentials of the builder.
    pub group: &'a str,
    /// The name of the list.
    pub name: &'a str,
}

/// A call, as the server understands it.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct ReceivedCall<'a> {
    /// The operation.
    pub operation: &'static str,
    /// The members of the input, by the names of the model.
    pub input: &'a Map<String, Value>,
    /// The holder of the credential, as members of items; empty for operations without credentials.
    pub sender: &'a Map<String, Value>,
    /// The group of the credential. See [`Server::add_credential`](super::Server::add_credential).
    pub group: &'a str,
}

impl<'a> ReceivedCall<'a> {
    /// Returns a text member of the input, if it is present.
    pub fn text(&self, member: &str) -> Option<&'a str> {
        self.input.get(member)?.as_str()
    }
}

/// The effects of a call: its output, which can be changed, and the lists.
pub struct Effects<'a> {
    /// The members of the output, by the names of the model.
    pub output: &'a mut Value,
    pub(super) world: &'a mut World,
    pub(super) group: &'a str,
}

impl Effects<'_> {
    /// Returns the items of a list of the caller's group, oldest first.
    #[must_use]
    pub fn items(&self, list: &str) -> &[Value] {
        self.world.items(self.group, list)
    }

    /// Returns a token for the page that begins at an item, by its index, and continues with newer items: for outputs of operations that
    /// page.
    pub fn page_token(&mut self, index: usize) -> String {
        self.world.page_token(self.group, Cursor { at: index, forward: true })
    }

    /// Sets members of an item, like [`Server::update_item`](super::Server::update_item). Returns whether there is one with this id.
    ///
    /// The server calls [`Extension::update`] before this method returns.
    ///
    /// # Errors
    ///
    /// An unknown list or member.
    pub fn update_item(&mut self, list: &str, id: &str, members: &Value) -> Result<bool, InvalidItem> {
        senders::change(self.world, ListName { group: self.group, name: list }, id, members)
    }

    /// Adds an item to a list of the caller's group, like [`Server::add_item`](super::Server::add_item). Returns its id.
    ///
    /// The server calls [`Extension::add`] before this method returns.
    ///
    /// # Errors
    ///
    /// An unknown list or member.
    pub fn add_item(&mut self, list: &str, item: &Value) -> Result<String, InvalidItem> {
        senders::add(self.world, self.group, list, item)
    }
}

/// An error response of the service: code and message. It has the modelled status of its code, or 400.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejection {
    pub(super) code: Cow<'static, str>,
    pub(super) message: String,
}

impl Rejection {
    /// Creates a response with a code and a message.
    #[must_use]
    pub fn new(code: impl Into<Cow<'static, str>>, message: impl Into<String>) -> Self {
        Self { code: code.into(), message: message.into() }
    }
}
