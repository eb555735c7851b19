//! Rules about how a value travels: under which name, in which place, in which form.

use super::support::{changes, code};
use super::{Found, Rule};
use crate::diff::cx::{Cx, SiteKind};
use crate::diff::report::{Class, Severity};
use crate::naming;

/// The group.
pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "ChangedWireName",
        answers: &["TraitBreakingChange"],
        traits: &["smithy.api#jsonName"],
        fires: "a member has another name in documents: breaking. A `jsonName` that the protocol does not look at: neutral",
        check: wire_name,
    },
    Rule {
        id: "ChangedHttpBinding",
        answers: &["TraitBreakingChange"],
        traits: HTTP,
        fires: "a member travels in another header, label, query parameter, in the body instead, or the other way round: \
                breaking. Neutral where the protocol does not look at it",
        check: http,
    },
    Rule {
        id: "ChangedEventBinding",
        answers: &["TraitBreakingChange"],
        traits: &["smithy.api#eventHeader", "smithy.api#eventPayload"],
        fires: "a member of an event travels in another part of the message: breaking",
        check: |cx, found| form(cx, found, &["smithy.api#eventHeader", "smithy.api#eventPayload"]),
    },
    Rule {
        id: "ChangedForm",
        answers: &["TraitBreakingChange"],
        traits: FORM,
        fires: "a timestamp, a list or map with gaps, text in a header or a stream has another form: breaking",
        check: |cx, found| form(cx, found, FORM),
    },
    Rule {
        id: "ChangedIdempotencyToken",
        answers: &["TraitBreakingChange"],
        traits: &["smithy.api#idempotencyToken"],
        fires: "a member tells repeated requests apart: additive. It no longer does: risky",
        check: |cx, found| {
            for change in changes(cx, &["smithy.api#idempotencyToken"], &[SiteKind::Member]) {
                let severity = if change.new.is_some() { Severity::Additive } else { Severity::Risky };
                found.add_trait(Class::Wire, severity, &change, change.said());
            }
        },
    },
    Rule {
        id: "ChangedSensitive",
        answers: &["ModifiedTrait"],
        traits: &["smithy.api#sensitive"],
        fires: "a value becomes a secret: neutral, as `Debug` hides it. It is no longer one: risky, as it shows in logs. \
                Breaking where an enum loses its `Display` by it",
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
        answers: &[],
        traits: &["farrier#newtype"],
        fires: "our overlay gives a member a type of its own, or takes it away: neutral on the wire, breaking for Rust code",
        check: |cx, found| {
            for change in changes(cx, &["farrier#newtype"], &[SiteKind::Member]) {
                found.add_trait(Class::Type, Severity::Neutral, &change, change.said());
            }
        },
    },
    Rule {
        id: "ChangedTypedTime",
        answers: &[],
        traits: &["farrier#iso8601"],
        fires: "our overlay says, or no longer says, that a text is a time: neutral on the wire, breaking where methods are removed",
        check: |cx, found| {
            let sites = [SiteKind::Member, SiteKind::Shape, SiteKind::Retargeted];
            for change in changes(cx, &["farrier#iso8601"], &sites) {
                found.add_trait(Class::Type, Severity::Neutral, &change, change.said());
            }
        },
    },
    Rule {
        id: "ChangedOverlay",
        answers: &[],
        traits: &["farrier#follow", "farrier#hints", "farrier#repeatedTokenEnds", "farrier#upload"],
        fires: "what our overlay says to do about an error, of an upload in one call, of the end of pages or of a list to be followed changes: neutral",
        check: |cx, found| {
            let sites = [SiteKind::Service, SiteKind::Operation, SiteKind::Shape];
            for change in changes(
                cx,
                &["farrier#follow", "farrier#hints", "farrier#repeatedTokenEnds", "farrier#upload"],
                &sites,
            ) {
                found.add_trait(Class::Docs, Severity::Neutral, &change, change.said());
            }
        },
    },
];

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
        let json_name = "smithy.api#jsonName";
        // What is bound to a header or the like does not go by this name, except when it is in a document, too.
        let is_bound = HTTP.iter().any(|id| *id != "smithy.api#hostLabel" && new.traits.has(id));
        if was != is && !is_bound {
            let same = if before == after { "" } else { "; its name in Rust is as before" };
            let same = if naming::field_name(before) == naming::field_name(after) { same } else { "" };
            let message = format!("it is now {} in documents (was {}){same}", code(is), code(was));
            found.add(Class::Wire, Severity::Breaking, pair.id(), message);
        } else if before == after && old.traits.get(json_name) != new.traits.get(json_name) {
            let message = "its `@jsonName` changed, which does not change what it travels as";
            found.add_unseen(Class::Wire, pair.id(), message);
        }
    }
}

fn http(cx: &Cx<'_>, found: &mut Found) {
    let is_bound = cx.new.is_bound();
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
