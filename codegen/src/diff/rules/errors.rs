//! Rules about errors: the errors of an operation, their identification and their handling.

use super::support::{changes, code};
use super::{Found, Rule};
use crate::diff::cx::{Cx, SiteKind};
use crate::diff::report::{Class, Key, Severity};
use crate::diff::side::ShapePair;
use crate::model::ShapeId;

/// The group.
pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "AddedOperationError",
        evaluators: &["AddedOperationError"],
        traits: &[],
        fires: "an operation lists another error: additive, since the enums of errors are open",
        check: |cx, found| of_operations(cx, found, true),
    },
    Rule {
        id: "RemovedOperationError",
        evaluators: &["RemovedOperationError"],
        traits: &[],
        fires: "an operation no longer lists an error: breaking, since its variant is removed",
        check: |cx, found| of_operations(cx, found, false),
    },
    Rule {
        id: "AddedServiceError",
        evaluators: &["AddedServiceError"],
        traits: &[],
        fires: "every operation has another error: additive",
        check: |cx, found| {
            let (old, new) = (&cx.old.service.errors, &cx.new.service.errors);
            for id in added(cx, old, new) {
                let message = format!("every operation can now fail with {}", code(id.name()));
                let change = found.add(Class::Wire, Severity::Additive, cx.new.service_id, message);
                change.key = key(cx.new.service_id, id);
            }
        },
    },
    Rule {
        id: "RemovedServiceError",
        evaluators: &["RemovedServiceError"],
        traits: &[],
        fires: "every operation has one error fewer: risky, and breaking for those whose variant is removed",
        check: |cx, found| {
            for id in removed(cx, &cx.old.service.errors, &cx.new.service.errors) {
                let message = format!("some operations can no longer fail with {}", code(id.name()));
                let change = found.add(Class::Wire, Severity::Risky, cx.new.service_id, message);
                change.key = key(cx.new.service_id, id);
            }
        },
    },
    Rule {
        id: "ChangedErrorStatus",
        evaluators: &["TraitBreakingChange"],
        traits: &["smithy.api#httpError", "smithy.api#error"],
        fires: "the status of an error changes, or its fault (client or server): risky, since the code identifies errors",
        check: |cx, found| {
            for change in changes(cx, &["smithy.api#httpError", "smithy.api#error"], &[SiteKind::Shape]) {
                found.add_trait(Class::Wire, Severity::Risky, &change, change.said());
            }
        },
    },
    Rule {
        id: "ChangedRetryable",
        evaluators: &["ModifiedTrait"],
        traits: &["smithy.api#retryable"],
        fires: "an error becomes retryable or no longer is: risky",
        check: |cx, found| {
            for change in changes(cx, &["smithy.api#retryable"], &[SiteKind::Shape]) {
                found.add_trait(Class::Wire, Severity::Risky, &change, change.said());
            }
        },
    },
];

/// Returns the key for effects on the variant of an error.
fn key(of: &ShapeId, error: &ShapeId) -> Option<Key> {
    Some(Key::Error(of.clone(), error.name().to_owned()))
}

fn added<'m>(cx: &Cx<'m>, old: &'m [ShapeId], new: &'m [ShapeId]) -> impl Iterator<Item = &'m ShapeId> {
    let is_old: Vec<bool> = new.iter().map(|id| old.iter().any(|before| cx.is_same(before, id))).collect();
    new.iter().zip(is_old).filter(|(_, is_old)| !is_old).map(|(id, _)| id)
}

fn removed<'m>(cx: &Cx<'m>, old: &'m [ShapeId], new: &'m [ShapeId]) -> impl Iterator<Item = &'m ShapeId> {
    let is_new: Vec<bool> = old.iter().map(|id| new.iter().any(|after| cx.is_same(id, after))).collect();
    old.iter().zip(is_new).filter(|(_, is_new)| !is_new).map(|(id, _)| id)
}

fn of_operations(cx: &Cx<'_>, found: &mut Found, is_added: bool) {
    for [(before, _), (after, _)] in cx.operations.iter().filter_map(ShapePair::both) {
        let (Some(old), Some(new)) = (cx.old.operation(before), cx.new.operation(after)) else { continue };
        // Errors in the service's list for all operations are reported there.
        let is_common = |id: &ShapeId| {
            let commons = if is_added { &cx.old.service.errors } else { &cx.new.service.errors };
            commons
                .iter()
                .any(|common| if is_added { cx.is_same(common, id) } else { cx.is_same(id, common) })
        };
        if is_added {
            for id in added(cx, &old.errors, &new.errors).filter(|id| !is_common(id)) {
                let message = format!("it can now fail with {}", code(id.name()));
                found.add(Class::Wire, Severity::Additive, after, message).key = key(after, id);
            }
        } else {
            for id in removed(cx, &old.errors, &new.errors).filter(|id| !is_common(id)) {
                let message = format!("it no longer fails with {}", code(id.name()));
                found.add(Class::Wire, Severity::Breaking, after, message).key = key(after, id);
            }
        }
    }
}
