//! Rules about the wire form of a value: name, location, format.

use super::support::{bare, changes, code};
use super::{Found, Rule};
use crate::diff::cx::{Cx, SiteKind};
use crate::diff::report::{Class, Direction, Severity};
use crate::naming;

/// The traits of an overlay that change neither types nor messages.
const OVERLAY: [&str; 5] = [
    "farrier#follow",
    "farrier#hints",
    "farrier#repeatedItemsEnd",
    "farrier#repeatedTokenEnds",
    "farrier#upload",
];

/// The group.
pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "ChangedWireName",
        evaluators: &["TraitBreakingChange"],
        traits: NAMES,
        fires: "a member has a new name in documents: breaking. A `jsonName` or an `xmlName` that the protocol ignores: neutral",
        check: wire_name,
    },
    Rule {
        id: "ChangedHttpBinding",
        evaluators: &["TraitBreakingChange"],
        traits: HTTP,
        fires: "a member moves to another header, label or query parameter, or from or to the body: \
                breaking. Neutral if the protocol ignores it",
        check: http,
    },
    Rule {
        id: "ChangedEventBinding",
        evaluators: &["TraitBreakingChange"],
        traits: &["smithy.api#eventHeader", "smithy.api#eventPayload"],
        fires: "a member of an event moves to another part of the message: breaking",
        check: |cx, found| form(cx, found, &["smithy.api#eventHeader", "smithy.api#eventPayload"]),
    },
    Rule {
        id: "ChangedForm",
        evaluators: &["TraitBreakingChange"],
        traits: FORM,
        fires: "the format of a timestamp, a sparse list or map, text in a header or a stream changes: breaking",
        check: |cx, found| form(cx, found, FORM),
    },
    Rule {
        id: "ChangedIdempotencyToken",
        evaluators: &["TraitBreakingChange"],
        traits: &["smithy.api#idempotencyToken"],
        fires: "a member becomes an idempotency token: additive. It no longer is: risky",
        check: |cx, found| {
            for change in changes(cx, &["smithy.api#idempotencyToken"], &[SiteKind::Member]) {
                let severity = if change.new.is_some() { Severity::Additive } else { Severity::Risky };
                found.add_trait(Class::Wire, severity, &change, change.said());
            }
        },
    },
    Rule {
        id: "ChangedSensitive",
        evaluators: &["ModifiedTrait"],
        traits: &["smithy.api#sensitive"],
        fires: "a value becomes a secret: neutral, since `Debug` hides it. It is no longer a secret: risky, since it appears in logs. \
                Breaking if an enum loses its `Display`",
        check: |cx, found| {
            for change in changes(cx, &["smithy.api#sensitive"], &[SiteKind::Shape, SiteKind::Retargeted]) {
                let (severity, message) = match change.new {
                    Some(_) => (Severity::Neutral, "it is now a secret: `Debug` hides it"),
                    None => (Severity::Risky, "it is no longer a secret: `Debug` shows it"),
                };
                found.add_trait(Class::Type, severity, &change, message);
            }
        },
    },
    Rule {
        id: "ChangedNewtype",
        evaluators: &[],
        traits: &["farrier#newtype"],
        fires: "the overlay adds or removes a newtype for a member: neutral on the wire, breaking for Rust code",
        check: |cx, found| {
            for change in changes(cx, &["farrier#newtype"], &[SiteKind::Member]) {
                found.add_trait(Class::Type, Severity::Neutral, &change, change.said());
            }
        },
    },
    Rule {
        id: "ChangedTypedTime",
        evaluators: &[],
        traits: &["farrier#iso8601"],
        fires: "the overlay adds or removes the type of a timestamp in text: neutral on the wire, breaking if methods are removed",
        check: |cx, found| {
            let sites = [SiteKind::Member, SiteKind::Shape, SiteKind::Retargeted];
            for change in changes(cx, &["farrier#iso8601"], &sites) {
                found.add_trait(Class::Type, Severity::Neutral, &change, change.said());
            }
        },
    },
    Rule {
        id: "ChangedOtherValues",
        evaluators: &[],
        traits: &["farrier#otherValues"],
        fires: "the overlay makes values valid that an enum does not list: additive in requests. They are no longer valid: risky, since \
                `validate` rejects them. Neutral in responses, since every enum is open",
        check: |cx, found| {
            let sites = [SiteKind::Shape, SiteKind::Retargeted];
            for change in changes(cx, &["farrier#otherValues"], &sites) {
                let (severity, message) = match change.new {
                    Some(_) => (Severity::Additive, "values that it does not list are now valid"),
                    None => (Severity::Risky, "values that it does not list are no longer valid"),
                };
                let in_requests = change.site.way.is_some_and(|way| way != Direction::Output);
                let severity = if in_requests { severity } else { Severity::Neutral };
                found.add_trait(Class::Type, severity, &change, message);
            }
        },
    },
    Rule {
        id: "ChangedOverlay",
        evaluators: &[],
        traits: &OVERLAY,
        fires: "the overlay changes hints, uploads, the end of pagination or a list to follow: neutral",
        check: |cx, found| {
            let sites = [SiteKind::Service, SiteKind::Operation, SiteKind::Shape];
            for change in changes(cx, &OVERLAY, &sites) {
                found.add_trait(Class::Docs, Severity::Neutral, &change, change.said());
            }
        },
    },
];

const NAMES: &[&str] = &["smithy.api#jsonName", "smithy.api#xmlName"];

const HTTP: &[&str] = &[
    "smithy.api#hostLabel",
    "smithy.api#httpHeader",
    "smithy.api#httpLabel",
    "smithy.api#httpPayload",
    "smithy.api#httpPrefixHeaders",
    "smithy.api#httpQuery",
    "smithy.api#httpQueryParams",
    "smithy.api#httpResponseCode",
];

const FORM: &[&str] = &[
    "smithy.api#mediaType",
    "smithy.api#requiresLength",
    "smithy.api#sparse",
    "smithy.api#streaming",
    "smithy.api#timestampFormat",
];

fn wire_name(cx: &Cx<'_>, found: &mut Found) {
    for pair in &cx.members {
        let (Some((before, old)), Some((after, new))) = (pair.old, pair.new) else { continue };
        let (was, is) =
            (cx.old.protocol.wire_name(before, &old.traits), cx.new.protocol.wire_name(after, &new.traits));
        // A member in a header or similar location does not use this name, unless it is also in a document.
        let is_bound = HTTP.iter().any(|id| *id != "smithy.api#hostLabel" && new.traits.has(id));
        if was != is && !is_bound {
            let same = if before == after { "" } else { "; its Rust name is unchanged" };
            let same = if naming::field_name(before) == naming::field_name(after) { same } else { "" };
            let message = format!("it is now {} in documents (was {}){same}", code(is), code(was));
            found.add(Class::Wire, Severity::Breaking, pair.id(), message);
            continue;
        }
        for id in NAMES.iter().filter(|id| before == after && old.traits.get(id) != new.traits.get(id)) {
            let message = format!(
                "its {} changed, which does not change its wire name",
                code(&format!("@{}", bare(id)))
            );
            found.add_unseen(Class::Wire, pair.id(), message);
        }
    }
}

fn http(cx: &Cx<'_>, found: &mut Found) {
    let is_bound = cx.new.protocol.binds_http();
    for change in changes(cx, HTTP, &[SiteKind::Member]) {
        let same_header = change.name == "httpHeader"
            && match (change.old.and_then(|v| v.as_str()), change.new.and_then(|v| v.as_str())) {
                (Some(old), Some(new)) => old.eq_ignore_ascii_case(new),
                _ => false,
            };
        if same_header {
            found.add_trait(Class::Docs, Severity::Neutral, &change, change.said());
        } else if is_bound || change.name == "hostLabel" {
            found.add_trait(Class::Wire, Severity::Breaking, &change, change.said());
        } else {
            found.add_unseen_trait(Class::Wire, &change, change.said());
        }
    }
}

fn form(cx: &Cx<'_>, found: &mut Found, ids: &'static [&'static str]) {
    for change in changes(cx, ids, &[SiteKind::Shape, SiteKind::Member, SiteKind::Retargeted]) {
        found.add_trait(Class::Wire, Severity::Breaking, &change, change.said());
    }
}
