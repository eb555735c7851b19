//! What rules share: walking the traits of one kind, and showing values in messages.

use serde_json::Value;

use crate::diff::cx::{Cx, Site, SiteKind};

/// A trait that was added, removed or changed.
pub(super) struct TraitChange<'c, 'm> {
    pub(super) site: &'c Site<'m>,
    /// The trait without its namespace.
    pub(super) name: &'c str,
    pub(super) old: Option<&'m Value>,
    pub(super) new: Option<&'m Value>,
}

impl TraitChange<'_, '_> {
    /// `@length was added: {"min":1}`.
    pub(super) fn said(&self) -> String {
        let name = self.name;
        match (self.old, self.new) {
            (None, Some(new)) if is_annotation(new) => format!("`@{name}` was added"),
            (None, Some(new)) => format!("`@{name}` was added: {}", shown(new)),
            (Some(old), None) if is_annotation(old) => format!("`@{name}` was removed"),
            (Some(old), None) => format!("`@{name}` was removed; it was {}", shown(old)),
            (Some(old), Some(new)) => format!("`@{name}` changed from {} to {}", shown(old), shown(new)),
            (None, None) => format!("`@{name}` is as it was"),
        }
    }
}

fn is_annotation(value: &Value) -> bool {
    value.as_object().is_some_and(serde_json::Map::is_empty)
}

/// The changes of these traits at sites of these kinds.
pub(super) fn changes<'c, 'm>(
    cx: &'c Cx<'m>,
    ids: &'static [&'static str],
    kinds: &'c [SiteKind],
) -> impl Iterator<Item = TraitChange<'c, 'm>> {
    let sites = cx.sites.iter().filter(|site| kinds.contains(&site.kind));
    sites.flat_map(move |site| {
        ids.iter().filter_map(move |id| {
            let (old, new) = (site.old.get(id), site.new.get(id));
            (old != new).then(|| TraitChange { site, name: bare(id), old, new })
        })
    })
}

/// A trait's id as models write it: without `smithy.api#`.
pub(super) fn bare(id: &str) -> &str {
    id.strip_prefix("smithy.api#").unwrap_or(id)
}

/// The most of a value that a message shows.
const SHOWN: usize = 60;

/// A value of a trait as a message shows it: as code, cut short.
pub(super) fn shown(value: &Value) -> String {
    let text = value.to_string();
    let mut short: String = text.chars().take(SHOWN).map(|c| if c == '`' { '\'' } else { c }).collect();
    if text.chars().nth(SHOWN).is_some() {
        short.push_str("...");
    }
    format!("`{short}`")
}

/// A name as a message shows it.
pub(super) fn code(name: &str) -> String {
    format!("`{}`", name.replace('`', "'"))
}
