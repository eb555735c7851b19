//! Rules about limits of values: length, range, pattern, uniqueness. Services check them, so that it matters which way
//! a shape travels: a tighter limit refuses requests that were taken, a looser one lets answers hold more.

use serde_json::Value;

use super::support::{TraitChange, changes, shown};
use super::{Found, Rule};
use crate::diff::cx::{Cx, SiteKind};
use crate::diff::report::{Class, Direction, Severity};

/// The group.
pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "ChangedLength",
        answers: &["ChangedLengthTrait"],
        traits: &["smithy.api#length"],
        fires: "a length gets tighter: breaking where requests contain it, neutral elsewhere. Looser: additive in requests, \
                risky in answers",
        check: |cx, found| bounds(cx, found, &["smithy.api#length"], "length"),
    },
    Rule {
        id: "ChangedRange",
        answers: &["ChangedRangeTrait"],
        traits: &["smithy.api#range"],
        fires: "the same for the range of a number",
        check: |cx, found| bounds(cx, found, &["smithy.api#range"], "range"),
    },
    Rule {
        id: "ChangedPattern",
        answers: &["ModifiedTrait"],
        traits: &["smithy.api#pattern"],
        fires: "a pattern appears: as a tighter length. It goes: as a looser one. Another one: risky in requests, neutral \
                in answers, as it may be both",
        check: |cx, found| presence(cx, found, &["smithy.api#pattern"], Severity::Risky),
    },
    Rule {
        id: "ChangedUniqueItems",
        answers: &["TraitBreakingChange"],
        traits: &["smithy.api#uniqueItems"],
        fires: "the items of a list must differ: as a tighter length. They need not any more: as a looser one",
        check: |cx, found| presence(cx, found, &["smithy.api#uniqueItems"], Severity::Risky),
    },
];

/// Where limits stand.
const SITES: &[SiteKind] = &[SiteKind::Shape, SiteKind::Member, SiteKind::Retargeted];

/// How severe it is that what was allowed is not any more, or the other way round.
fn severity(way: Option<Direction>, is_tighter: bool, is_looser: bool) -> Severity {
    let requests = way.is_some_and(|way| way != Direction::Output);
    let answers = way.is_some_and(|way| way != Direction::Input);
    let tighter = if is_tighter && requests { Severity::Breaking } else { Severity::Neutral };
    let looser = match (is_looser, answers, requests) {
        (true, true, _) => Severity::Risky,
        (true, false, true) => Severity::Additive,
        _ => Severity::Neutral,
    };
    tighter.max(looser)
}

fn bounds(cx: &Cx<'_>, found: &mut Found, ids: &'static [&'static str], what: &str) {
    for change in changes(cx, ids, SITES) {
        let bound = |value: Option<&Value>, name: &str| value.and_then(|value| value.get(name)).cloned();
        let [min, max] = ["min", "max"].map(|name| [bound(change.old, name), bound(change.new, name)]);
        let is_tighter = is_more(&min) || is_more(&reversed(&max));
        let is_looser = is_more(&reversed(&min)) || is_more(&max);
        // A minimum of none and one of zero say the same of a length, and so may two spellings of a number.
        let says_same = !is_tighter && !is_looser || (what == "length" && is_zero(&min) && max[0] == max[1]);
        let (is_tighter, is_looser) = (is_tighter && !says_same, is_looser && !says_same);
        // Without a bound, what was unlimited is not, so that presence counts as the bound does.
        let (is_tighter, is_looser) = if says_same {
            (false, false)
        } else {
            let [tighter, looser] = absent(&min, &max);
            (is_tighter || tighter, is_looser || looser)
        };
        let message = match (is_tighter, is_looser) {
            (true, false) => format!("its {what} is tighter: {}", ends(&change)),
            (false, true) => format!("its {what} is looser: {}", ends(&change)),
            _ => format!("its {what} is another: {}", ends(&change)),
        };
        let severity = severity(change.site.way, is_tighter, is_looser);
        found.add(Class::Wire, severity, &change.site.id, message);
    }
}

fn reversed([old, new]: &[Option<Value>; 2]) -> [Option<Value>; 2] {
    [new.clone(), old.clone()]
}

/// Whether the second of two bounds that are both there is greater. Digits beyond those of `f64` do not matter here.
fn is_more([old, new]: &[Option<Value>; 2]) -> bool {
    let number = |value: &Option<Value>| value.as_ref().and_then(Value::as_f64);
    matches!((number(old), number(new)), (Some(old), Some(new)) if new > old)
}

fn is_zero(bounds: &[Option<Value>; 2]) -> bool {
    bounds.iter().all(|bound| bound.as_ref().is_none_or(|bound| bound.as_f64() == Some(0.0)))
}

/// Whether bounds that appear make it tighter, and bounds that go make it looser.
fn absent(min: &[Option<Value>; 2], max: &[Option<Value>; 2]) -> [bool; 2] {
    let appears = |bounds: &[Option<Value>; 2]| bounds[0].is_none() && bounds[1].is_some();
    [appears(min) || appears(max), appears(&reversed(min)) || appears(&reversed(max))]
}

/// `1 to 1024, was 1 to 256`.
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
    format!("{}, was {}", said(change.new), said(change.old))
}

fn presence(cx: &Cx<'_>, found: &mut Found, ids: &'static [&'static str], other: Severity) {
    for change in changes(cx, ids, SITES) {
        let (way, name) = (change.site.way, change.name);
        let (severity, message) = match (change.old, change.new) {
            (None, Some(new)) => {
                (severity(way, true, false), format!("its `@{name}` is new: {}", shown(new)))
            }
            (Some(old), None) => {
                (severity(way, false, true), format!("its `@{name}` is gone: {}", shown(old)))
            }
            _ if way == Some(Direction::Output) => (Severity::Neutral, change.said()),
            _ => (other, change.said()),
        };
        found.add(Class::Wire, severity, &change.site.id, message);
    }
}
