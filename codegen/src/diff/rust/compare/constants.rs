//! The properties and methods of an operation other than the call, and the exports of a crate other than its shapes.

use std::collections::{BTreeMap, BTreeSet};

use super::{Effects, all};
use crate::diff::report::Bump;
use crate::diff::rust::causes::{Want, any, by};
use crate::diff::rust::offers::Item;
use crate::diff::rust::surface::REPEATABLE;

/// The trait of operations whose bodies have checksums.
const CHECKSUM: &str = "aws.protocols#httpChecksum";

impl Effects<'_, '_, '_> {
    /// Compares the constants of an operation. Their cause is a trait of the operation, or of the service.
    pub(super) fn constants(&mut self, old: &Item, new: &Item) {
        for (name, before, after) in merged(&old.constants, &new.constants) {
            let (bump, is) = match (before, after) {
                (None, _) => (Bump::Minor, "is new"),
                (_, None) => (Bump::Major, "was removed"),
                _ => (Bump::Patch, "has another value"),
            };
            let mut item = format!("{}::{name}", new.path);
            let (bump, text) = match name {
                _ if new.noun != "operation" => (bump, format!("the method `{}::{name}` {is}", new.name())),
                REPEATABLE if after == Some("true") => {
                    (Bump::Patch, "clients now retry the call when a connection breaks".to_owned())
                }
                REPEATABLE => {
                    (Bump::Patch, "clients no longer retry the call when a connection breaks".to_owned())
                }
                // A method of every paginated call: other types affect callers.
                _ if name.ends_with(')') => {
                    let is = if bump == Bump::Patch { "has other types" } else { is };
                    let bump = if bump == Bump::Patch { Bump::Major } else { bump };
                    (bump, format!("`client.call::<{}>(input).{name}` {is}", new.name()))
                }
                // A method of the clients: other arguments affect callers.
                _ if name.contains("::") => {
                    let is = if bump == Bump::Patch { "takes other arguments" } else { is };
                    let bump = if bump == Bump::Patch { Bump::Major } else { bump };
                    item = name.to_owned();
                    (bump, format!("the method `{name}` {is}"))
                }
                _ if name.contains(' ') => {
                    let has = if bump == Bump::Major { "no longer has" } else { "now has" };
                    (bump, format!("`{}` {has} {name}", new.name()))
                }
                _ => (bump, format!("the constant `{}::{name}` {is}", new.name())),
            };
            let mut wants = Vec::new();
            for rules in rules(name) {
                wants.extend([&new.id, &self.service].map(|key| by(key, rules)));
            }
            let service = self.service.clone();
            wants.extend(all(&new.id, &new.causes));
            wants.extend(old.causes.iter().chain([&service]).map(any));
            wants.extend(self.users(old, new));
            self.add("RustType", wants, &new.id, bump, (item, text));
        }
    }

    /// Compares the exports of the crate other than its shapes.
    pub(super) fn outline(&mut self, old: &Item, new: &Item) {
        for (name, before, after) in merged(&old.constants, &new.constants) {
            let (bump, text) = match (before, after) {
                (Some(before), Some(after)) if name == "Client::new" => {
                    let text = format!("the arguments of `{name}` are now `{after}` (were `{before}`)");
                    (Bump::Major, text)
                }
                (None, Some(_)) if is_method(name) => (Bump::Minor, format!("the method `{name}` is new")),
                (Some(_), None) if is_method(name) => {
                    (Bump::Major, format!("the method `{name}` was removed"))
                }
                // Fields of the endpoint rules.
                (None, Some(_)) if name.contains("::") => (Bump::Minor, format!("the field `{name}` is new")),
                (Some(_), None) if name.contains("::") => {
                    (Bump::Major, format!("the field `{name}` was removed"))
                }
                _ if name.contains("::") => (Bump::Major, format!("the field `{name}` has another type")),
                (Some(before), Some(after)) => {
                    (Bump::Minor, format!("the crate now needs Rust {after} (was {before})"))
                }
                (None, Some("feature")) => (Bump::Minor, format!("the feature `{name}` is new")),
                (_, Some(_)) => (Bump::Minor, format!("the crate now exports `{name}`")),
                (Some("feature"), None) => (Bump::Major, format!("the feature `{name}` was removed")),
                (_, None) => (Bump::Major, format!("the crate no longer exports `{name}`")),
            };
            let wants = self.crate_wide(name, after.is_some());
            self.add("RustCrate", wants, &new.id, bump, (name.to_owned(), text));
        }
    }

    /// Returns the cause of an added or removed property of the crate as a whole.
    fn crate_wide(&self, name: &str, in_new: bool) -> Vec<Want> {
        if name.contains("_checksum_") {
            return self.graph.operations_with(&[CHECKSUM], &["ChangedRequestBody"]);
        }
        if is_method(name) {
            return vec![by(&self.service, &["ChangedEndpointRules", "ChangedAuthentication"])];
        }
        if name.contains("::") {
            return vec![by(&self.service, &["ChangedEndpointRules"])];
        }
        let types: &[&str] = match name {
            "Timestamp" | "TimestampError" | "time" => &["timestamp"],
            "Blob" => &["blob"],
            "Document" | "Number" | "NumberError" | "UnknownMember" => &["document", "union"],
            "BigInteger" | "BigDecimal" | "BigNumberError" => &["bigInteger", "bigDecimal"],
            "NonEmpty" => &["list"],
            _ => &[],
        };
        let keys = self.graph.of_types(in_new, types);
        let mut wants: Vec<Want> = Vec::new();
        if name == "NonEmpty" {
            wants.extend(keys.iter().map(|key| by(key, &["ChangedLength"])));
        }
        wants.extend(keys.iter().map(any));
        wants.extend(match name {
            "Items" | "Pages" | "Paginate" | "PaginateItems" | "Pagination" => {
                self.graph.operations_with(&["smithy.api#paginated"], &["ChangedPagination"])
            }
            "Reached" | "WaitError" | "Waiter" | "WaiterState" | "Acceptor" | "Matcher" => {
                self.graph.operations_with(&["smithy.waiters#waitable"], &["ChangedWaiters"])
            }
            // Checksums and compression need newer versions of Rust.
            "rust-version" => self.graph.operations_with(
                &["smithy.api#httpChecksumRequired", CHECKSUM, "smithy.api#requestCompression"],
                &["ChangedRequestBody"],
            ),
            "CallWithBody" | "Streamed" | "Download" => self.graph.streams("blob"),
            _ if name.contains("Event") || name.contains("event") || name == "sha2" => {
                self.graph.streams("union")
            }
            _ => Vec::new(),
        });
        wants.push(by(&self.service, &["ChangedAuthentication", "ChangedEndpointRules", "ChangedProtocol"]));
        wants
    }
}

/// Whether it is a method of clients or builders for settings.
fn is_method(name: &str) -> bool {
    name.starts_with("Client::") || name.starts_with("client::")
}

/// Returns the rules about a constant or a method.
fn rules(name: &str) -> Vec<&'static [&'static str]> {
    let rules: &'static [&'static str] = match name {
        "PAGINATION" | "pages()" | "items()" => &["ChangedPagination"],
        "IS_READONLY" | "IS_IDEMPOTENT" => &["ChangedRepeatability"],
        REPEATABLE => &["ChangedRepeatability", "ChangedIdempotencyToken"],
        "AUTH" | "IS_AUTH_OPTIONAL" => &["ChangedAuthentication"],
        "WAITERS" => &["ChangedWaiters"],
        "validate" => &["ChangedInputTrait"],
        _ if name.contains("::") => &["ChangedWaiters", "ChangedOverlay"],
        _ => return Vec::new(),
    };
    vec![rules]
}

/// Returns the names whose values differ, with both values.
fn merged<'v>(
    old: &'v BTreeMap<String, String>,
    new: &'v BTreeMap<String, String>,
) -> Vec<(&'v str, Option<&'v str>, Option<&'v str>)> {
    let names: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let both = |name: &'v String| {
        (name.as_str(), old.get(name).map(String::as_str), new.get(name).map(String::as_str))
    };
    names.into_iter().map(both).filter(|(_, old, new)| old != new).collect()
}
