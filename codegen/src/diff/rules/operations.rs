//! Rules about operations: presence, wire form and other properties of clients.

use serde_json::Value;

use super::support::{changes, code};
use super::{Found, Rule};
use crate::diff::cx::{Cx, SiteKind};
use crate::diff::report::{Class, Severity};
use crate::diff::side::ShapePair;
use crate::model::{Operation, ShapeId};

/// The group.
pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "AddedOperation",
        evaluators: &["AddedOperationBinding", "AddedEntityBinding"],
        traits: &[],
        fires: "the service has a new operation, bound to it or to one of its resources: additive",
        check: |cx, found| {
            for (id, _) in cx.operations.iter().filter(|pair| pair.old.is_none()).filter_map(|pair| pair.new)
            {
                found.add(
                    Class::Wire,
                    Severity::Additive,
                    id,
                    format!("the operation {} is new", code(id.name())),
                );
            }
        },
    },
    Rule {
        id: "RemovedOperation",
        evaluators: &["RemovedOperationBinding", "RemovedEntityBinding"],
        traits: &[],
        fires: "an operation was removed: breaking",
        check: |cx, found| {
            for (id, _) in cx.operations.iter().filter(|pair| pair.new.is_none()).filter_map(|pair| pair.old)
            {
                found.add(
                    Class::Wire,
                    Severity::Breaking,
                    id,
                    format!("the operation {} was removed", code(id.name())),
                );
            }
        },
    },
    Rule {
        id: "RenamedOperation",
        evaluators: &[],
        traits: &[],
        fires: "an operation has a new name and the same route, in a protocol that does not send the name: \
                breaking, only for Rust names",
        check: |cx, found| {
            for [(old, _), (new, _)] in cx.operations.iter().filter_map(ShapePair::both) {
                if old.name() != new.name() {
                    let message = format!(
                        "it is now {} (was {}), on the same route",
                        code(new.name()),
                        code(old.name())
                    );
                    found.add(Class::Type, Severity::Neutral, new, message);
                }
            }
        },
    },
    Rule {
        id: "ChangedOperationInput",
        evaluators: &["ChangedOperationInput"],
        traits: &[],
        fires: "the input of an operation is another structure, not just a renamed one: risky, and \
                breaking if Rust code names it",
        check: |cx, found| structure(cx, found, "input", |operation| &operation.input),
    },
    Rule {
        id: "ChangedOperationOutput",
        evaluators: &["ChangedOperationOutput"],
        traits: &[],
        fires: "the same for its output",
        check: |cx, found| structure(cx, found, "output", |operation| &operation.output),
    },
    Rule {
        id: "ChangedHttp",
        evaluators: &["TraitBreakingChange"],
        traits: &["smithy.api#http"],
        fires: "the method or the path changes: breaking. The status of success: risky. The name of a label: neutral. \
                It has no effect in a protocol that is not bound to HTTP",
        check: http,
    },
    Rule {
        id: "ChangedHostPrefix",
        evaluators: &["TraitBreakingChange"],
        traits: &["smithy.api#endpoint"],
        fires: "the host prefix changes: breaking",
        check: |cx, found| {
            for change in changes(cx, &["smithy.api#endpoint"], &[SiteKind::Operation]) {
                found.add_trait(Class::Wire, Severity::Breaking, &change, change.said());
            }
        },
    },
    Rule {
        id: "ChangedRequestBody",
        evaluators: &["ModifiedTrait"],
        traits: BODY,
        fires: "checksums or the compression of requests change: risky",
        check: |cx, found| {
            for change in changes(cx, BODY, &[SiteKind::Operation]) {
                found.add_trait(Class::Wire, Severity::Risky, &change, change.said());
            }
        },
    },
    Rule {
        id: "ChangedPagination",
        evaluators: &["TraitBreakingChange"],
        traits: &["smithy.api#paginated"],
        fires: "pagination is added: additive. It changes: risky. It is removed: breaking",
        check: |cx, found| offered(cx, found, &["smithy.api#paginated"]),
    },
    Rule {
        id: "ChangedWaiters",
        evaluators: &["ModifiedTrait"],
        traits: &["smithy.waiters#waitable"],
        fires: "the same for waiters",
        check: |cx, found| offered(cx, found, &["smithy.waiters#waitable"]),
    },
    Rule {
        id: "ChangedRepeatability",
        evaluators: &["TraitBreakingChange"],
        traits: &["smithy.api#idempotent", "smithy.api#readonly"],
        fires: "an operation can be retried safely: additive. It no longer can: breaking",
        check: |cx, found| offered(cx, found, &["smithy.api#idempotent", "smithy.api#readonly"]),
    },
];

const BODY: &[&str] =
    &["smithy.api#httpChecksumRequired", "aws.protocols#httpChecksum", "smithy.api#requestCompression"];

fn structure(cx: &Cx<'_>, found: &mut Found, what: &str, of: fn(&Operation) -> &ShapeId) {
    for [(before, _), (after, _)] in cx.operations.iter().filter_map(ShapePair::both) {
        let (Some(old), Some(new)) = (cx.old.operation(before), cx.new.operation(after)) else { continue };
        let (old, new) = (of(old), of(new));
        if !cx.is_same(old, new) {
            let message = format!("its {what} is now {} (was {})", code(new.name()), code(old.name()));
            found.add(Class::Type, Severity::Risky, after, message);
        }
    }
}

fn http(cx: &Cx<'_>, found: &mut Found) {
    for change in changes(cx, &["smithy.api#http"], &[SiteKind::Operation]) {
        if !cx.new.protocol.binds_http() {
            found.add_unseen_trait(Class::Wire, &change, change.said());
            continue;
        }
        let part = |value: Option<&Value>, name: &str| {
            let part = value.and_then(|value| value.get(name)).cloned();
            part.unwrap_or_else(|| if name == "code" { Value::from(200) } else { Value::Null })
        };
        let (line, labels) = (["method", "uri"], |text: String| {
            text.split('{')
                .map(|part| part.split_once('}').map_or(part, |(_, rest)| rest))
                .collect::<String>()
        });
        let both = |value| line.map(|name| part(value, name).as_str().unwrap_or_default().to_owned());
        let (before, after) = (both(change.old), both(change.new));
        if before != after {
            let same = before.clone().map(labels) == after.clone().map(labels);
            let severity = if same { Severity::Neutral } else { Severity::Breaking };
            let message = format!(
                "it is now `{} {}` on the wire (was `{} {}`)",
                after[0], after[1], before[0], before[1]
            );
            found.add_trait(Class::Wire, severity, &change, message);
        }
        let (before, after) = (part(change.old, "code"), part(change.new, "code"));
        if before != after {
            let message = format!("the status of success is now {after} (was {before})");
            found.add_trait(Class::Wire, Severity::Risky, &change, message);
        }
    }
}

/// The features of an operation in clients, other than calls.
fn offered(cx: &Cx<'_>, found: &mut Found, ids: &'static [&'static str]) {
    for change in changes(cx, ids, &[SiteKind::Operation, SiteKind::Service]) {
        let severity = match (change.old, change.new) {
            (None, _) => Severity::Additive,
            (_, None) => Severity::Breaking,
            _ => Severity::Risky,
        };
        found.add_trait(Class::Type, severity, &change, change.said());
    }
}
