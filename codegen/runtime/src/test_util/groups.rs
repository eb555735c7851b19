//! Credentials and lists of groups, while the server runs.

use std::sync::Arc;

use serde::Serialize;
use serde_json::{Map, Value};

use super::extension::ListName;
use super::senders::{self, InvalidItem};
use super::server::Server;
use super::simulated::{Model, Simulated};

/// Several chats, accounts or the like in one server: holders of a credential belong to a group, and each group has its lists.
/// The group of the credentials of the [`Builder`](super::Builder) is empty.
impl<S: Simulated> Server<S> {
    /// Adds a credential of a kind to a group, with its holder: a value like that of [`Builder::sender`](super::Builder::sender).
    /// Derived credentials have the same holder and group.
    ///
    /// # Errors
    ///
    /// An unknown kind of credential, or member of a sender; the message lists the known ones.
    pub fn add_credential(
        &self,
        group: &str,
        kind: &str,
        text: &str,
        sender: impl Serialize,
    ) -> Result<(), InvalidItem> {
        let kinds = senders::kinds(Model::of::<S>());
        if !kinds.contains(&kind) {
            return Err(senders::unknown("credential of the kind", kind, &kinds));
        }
        let sender = serde_json::to_value(sender).unwrap_or_default();
        let mut world = self.shared.world();
        let owner = world.sampler.number();
        world.know(kind, text, Some(owner));
        world.groups.insert(owner, Arc::from(group));
        senders::know(&mut world, text, &sender)
    }

    /// Makes a credential invalid, and those of the same holder.
    pub fn revoke(&self, text: &str) {
        let mut world = self.shared.world();
        let owner = world.credentials.get(text).map(|known| known.owner);
        for known in world.credentials.values_mut().filter(|known| Some(known.owner) == owner) {
            known.alive = false;
        }
    }

    /// Adds an item to a list of a group. See [`add_item`](Self::add_item).
    ///
    /// # Errors
    ///
    /// An unknown list or member; the message lists the known ones.
    pub fn add_item_to(&self, group: &str, list: &str, item: impl Serialize) -> Result<String, InvalidItem> {
        let item = serde_json::to_value(item).unwrap_or_default();
        senders::add(&mut self.shared.world(), group, list, &item)
    }

    /// Sets members of the item with this id, and removes those that are `null`. Returns whether there is one.
    ///
    /// # Errors
    ///
    /// An unknown list or member; the message lists the known ones.
    pub fn update_item(
        &self,
        group: &str,
        list: &str,
        id: &str,
        members: impl Serialize,
    ) -> Result<bool, InvalidItem> {
        let members = serde_json::to_value(members).unwrap_or_default();
        senders::change(&mut self.shared.world(), ListName { group, name: list }, id, &members)
    }

    /// Returns the items of a list of a group, oldest first, as JSON.
    pub fn items(&self, group: &str, list: &str) -> Vec<Map<String, Value>> {
        let world = self.shared.world();
        world.items(group, list).iter().filter_map(|item| item.as_object().cloned()).collect()
    }
}
