//! Shared code of the rules: iterating over the traits of one kind, and describing changes.

use serde_json::Value;

use super::values::{differences, short, shown};
use crate::diff::cx::{Cx, Site, SiteKind};

/// The text of a change, in full and for people: of long values, people see the part that differs.
pub(super) struct Said {
    pub(super) full: String,
    pub(super) brief: String,
}

impl From<&str> for Said {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<String> for Said {
    fn from(text: String) -> Self {
        Self { brief: text.clone(), full: text }
    }
}

impl Said {
    /// Builds a sentence with a value, which is shortened for people.
    pub(super) fn with(value: &Value, sentence: impl Fn(&str) -> String) -> Self {
        Self { full: sentence(&shown(value)), brief: sentence(&short(value)) }
    }

    /// Builds a sentence about a changed value: for people, the parts that differ.
    pub(super) fn with_both(what: &str, old: &Value, new: &Value) -> Self {
        let brief = match differences(old, new) {
            Some(parts) => format!("{what}: {parts}"),
            None => format!("{what} is now {} (was {})", short(new), short(old)),
        };
        Self { full: format!("{what} is now {} (was {})", shown(new), shown(old)), brief }
    }

    /// Returns the sentence with a prefix and a suffix.
    pub(super) fn around(self, before: &str, after: &str) -> Self {
        let around = |text: &str| format!("{before}{text}{after}");
        Self { full: around(&self.full), brief: around(&self.brief) }
    }
}

/// A trait that was added, removed or changed.
pub(super) struct TraitChange<'c, 'm> {
    pub(super) site: &'c Site<'m>,
    /// The absolute id of the trait.
    pub(super) id: &'static str,
    /// The trait without its namespace.
    pub(super) name: &'static str,
    pub(super) old: Option<&'m Value>,
    pub(super) new: Option<&'m Value>,
}

impl TraitChange<'_, '_> {
    /// Describes the change: `@length` was added: `{"min":1}`.
    pub(super) fn said(&self) -> Said {
        said(self.name, self.old, self.new)
    }
}

/// Describes the change under this name.
pub(super) fn said(name: &str, old: Option<&Value>, new: Option<&Value>) -> Said {
    let name = code(&format!("@{name}"));
    match (old, new) {
        (None, Some(new)) if is_annotation(new) => format!("{name} was added").into(),
        (None, Some(new)) => Said::with(new, |new| format!("{name} was added: {new}")),
        (Some(old), None) if is_annotation(old) => format!("{name} was removed").into(),
        (Some(old), None) => Said::with(old, |old| format!("{name} was removed (was {old})")),
        (Some(old), Some(new)) => Said::with_both(&name, old, new),
        (None, None) => format!("{name} is unchanged").into(),
    }
}

fn is_annotation(value: &Value) -> bool {
    value.as_object().is_some_and(serde_json::Map::is_empty)
}

/// Returns the changes of these traits at sites of these kinds.
pub(super) fn changes<'c, 'm>(
    cx: &'c Cx<'m>,
    ids: &'static [&'static str],
    kinds: &'c [SiteKind],
) -> impl Iterator<Item = TraitChange<'c, 'm>> {
    let sites = cx.sites.iter().filter(|site| kinds.contains(&site.kind));
    sites.flat_map(move |site| {
        ids.iter().filter_map(move |id| {
            let (old, new) = (site.old.get(id), site.new.get(id));
            (old != new).then_some(TraitChange { site, id, name: bare(id), old, new })
        })
    })
}

/// Returns a trait's id as models write it: without `smithy.api#`.
pub(super) fn bare(id: &str) -> &str {
    id.strip_prefix("smithy.api#").unwrap_or(id)
}

/// The maximum number of names in a list for people.
const LISTED: usize = 8;

/// Formats names as code; for people, only the first ones.
pub(super) fn listed(names: &[String], sentence: impl Fn(&str) -> String) -> Said {
    let full = sentence(&names.join(", "));
    let rest = names.len().saturating_sub(LISTED);
    if rest == 0 {
        return full.into();
    }
    let brief = sentence(&format!("{} and {rest} more", names[..LISTED].join(", ")));
    Said { full, brief }
}

/// Formats a name for a message.
pub(super) fn code(name: &str) -> String {
    format!("`{}`", name.replace('`', "'"))
}
