//! Rules about limits of values: length, range, pattern, uniqueness. Services check them, so the direction of
//! a shape matters: a tighter limit rejects requests that were valid, a looser one lets responses contain more.

use serde_json::Value;

use super::support::{TraitChange, changes};
use super::{Found, Rule};
use crate::diff::cx::{Cx, SiteKind};
use crate::diff::report::{Class, Direction, Severity};
use crate::lower::takes_all;

/// The group.
pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "ChangedLength",
        evaluators: &["ChangedLengthTrait"],
        traits: &["smithy.api#length"],
        fires: "a length becomes tighter: breaking if requests contain it, otherwise neutral. Looser: additive in requests, \
                risky in responses",
        check: |cx, found| bounds(cx, found, &["smithy.api#length"], "length"),
    },
    Rule {
        id: "ChangedRange",
        evaluators: &["ChangedRangeTrait"],
        traits: &["smithy.api#range"],
        fires: "the same for the range of a number",
        check: |cx, found| bounds(cx, found, &["smithy.api#range"], "range"),
    },
    Rule {
        id: "ChangedPattern",
        evaluators: &["ModifiedTrait"],
        traits: &["smithy.api#pattern"],
        fires: "a pattern is added: like a tighter length. It is removed: like a looser one. It changes: risky in requests, \
                neutral in responses, since it may be both. A pattern that matches every text counts as none",
        check: |cx, found| presence(cx, found, &["smithy.api#pattern"], Severity::Risky),
    },
    Rule {
        id: "ChangedUniqueItems",
        evaluators: &["TraitBreakingChange"],
        traits: &["smithy.api#uniqueItems"],
        fires: "the items of a list must be unique: like a tighter length. They no longer need to: like a looser one",
        check: |cx, found| presence(cx, found, &["smithy.api#uniqueItems"], Severity::Risky),
    },
];

/// The location of limits.
const SITES: &[SiteKind] = &[SiteKind::Shape, SiteKind::Member, SiteKind::Retargeted];

/// Returns the severity of a tighter or a looser limit.
fn severity(way: Option<Direction>, is_tighter: bool, is_looser: bool) -> Severity {
    let requests = way.is_some_and(|way| way != Direction::Output);
    let responses = way.is_some_and(|way| way != Direction::Input);
    let tighter = if is_tighter && requests { Severity::Breaking } else { Severity::Neutral };
    let looser = match (is_looser, responses, requests) {
        (true, true, _) => Severity::Risky,
        (true, false, true) => Severity::Additive,
        _ => Severity::Neutral,
    };
    tighter.max(looser)
}

fn bounds(cx: &Cx<'_>, found: &mut Found, ids: &'static [&'static str], what: &str) {
    for change in changes(cx, ids, SITES) {
        let bound = |value: Option<&Value>, name: &str| value.and_then(|value| value.get(name)?.as_f64());
        // No length is negative, so a minimum of zero has no effect.
        let lowest = if what == "length" { 0.0 } else { f64::NEG_INFINITY };
        let min = |value| bound(value, "min").unwrap_or(lowest);
        let max = |value| bound(value, "max").unwrap_or(f64::INFINITY);
        let (old, new) = (change.old, change.new);
        let is_tighter = min(new) > min(old) || max(new) < max(old);
        let is_looser = min(new) < min(old) || max(new) > max(old);
        let how = match (is_tighter, is_looser) {
            (true, false) => "now tighter",
            (false, true) => "now looser",
            (true, true) => "now different",
            (false, false) => "unchanged in effect",
        };
        let message = format!("its {what} is {how}: {}", ends(&change));
        let severity = severity(change.site.way, is_tighter, is_looser);
        found.add_trait(Class::Wire, severity, &change, message);
    }
}

/// `1 to 1024 (was 1 to 256)`.
fn ends(change: &TraitChange<'_, '_>) -> String {
    let said = |value: Option<&Value>| {
        let end = |name: &str| value.and_then(|value| value.get(name)).map(ToString::to_string);
        match (end("min"), end("max")) {
            (None, None) => "without limits".to_owned(),
            (Some(min), None) => format!("at least {min}"),
            (None, Some(max)) => format!("at most {max}"),
            (Some(min), Some(max)) => format!("{min} to {max}"),
        }
    };
    format!("{} (was {})", said(change.new), said(change.old))
}

fn presence(cx: &Cx<'_>, found: &mut Found, ids: &'static [&'static str], other: Severity) {
    for change in changes(cx, ids, SITES) {
        let way = change.site.way;
        // A pattern that matches every text is no limit.
        let limit = |value: Option<&Value>| value.is_some_and(|value| !value.as_str().is_some_and(takes_all));
        let severity = match (limit(change.old), limit(change.new)) {
            (false, false) => Severity::Neutral,
            (false, true) => severity(way, true, false),
            (true, false) => severity(way, false, true),
            (true, true) if way == Some(Direction::Output) => Severity::Neutral,
            (true, true) => other,
        };
        found.add_trait(Class::Wire, severity, &change, change.said());
    }
}
