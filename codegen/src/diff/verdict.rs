//! Effects join the changes that cause them; then the version that all of it asks for.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::cx::Cx;
use super::report::{Bump, Change, Class, EffectKind, Severity};
use super::{rules, rust};
use crate::model::ShapeId;

/// The changes with their effects, in the order of the report.
pub(super) fn joined(cx: &Cx<'_>, mut changes: Vec<Change>, effects: Vec<rust::Found>) -> Vec<Change> {
    let mut causes: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, change) in changes.iter().enumerate().filter(|(_, change)| !change.key.is_empty()) {
        causes.entry(change.key.clone()).or_default().push(at);
    }
    for found in effects {
        let is_cause = |want: &rust::Want, at: usize| match &want.rules[..] {
            // What only people read is a cause where its rule is named.
            [] => changes[at].class != Class::Docs,
            rules => rules.contains(&changes[at].rule),
        };
        let cause = found
            .wants
            .iter()
            .find_map(|want| causes.get(&want.key)?.iter().copied().find(|at| is_cause(want, *at)));
        // What there is to say of a shape by one rule about Rust is said in one place.
        let own = format!("{} {}", found.rule, found.shape);
        let at =
            cause.or_else(|| causes.get(&own).and_then(|own| own.first()).copied()).unwrap_or_else(|| {
                changes.push(of_rust(&found));
                causes.insert(own, vec![changes.len() - 1]);
                changes.len() - 1
            });
        let change = &mut changes[at];
        change.severity = change.severity.max(found.severity);
        change.bump = change.bump.max(found.effect.bump);
        if change.class == Class::Docs && found.effect.bump > Bump::Patch {
            change.class = Class::Type;
        }
        // Two reasons for one effect can be the same change.
        if !change.rust.contains(&found.effect) {
            change.rust.push(found.effect);
        }
    }
    for change in &mut changes {
        let Some(id) = ShapeId::parse(&change.shape) else { continue };
        let root = id.root();
        let side = if cx.new.model.shapes.contains_key(&root) && cx.new.reach.names(&root).is_empty() {
            // Still in the model, and no longer reached by any operation.
            &cx.old
        } else if cx.new.model.shapes.contains_key(&root) {
            &cx.new
        } else {
            &cx.old
        };
        change.direction = cx.way(&id);
        change.operations = side.reach.names(&root).into_iter().collect();
    }
    changes
}

/// The order of the report: what goes unnoticed when it is compiled, then the most severe, then by shape.
pub(super) fn sort(changes: &mut [Change]) {
    changes.sort_by(|a, b| {
        let rank = |change: &Change| Reverse((change.is_silent(), change.severity, change.bump));
        rank(a).cmp(&rank(b)).then_with(|| a.class.cmp(&b.class)).then_with(|| a.shape.cmp(&b.shape))
    });
}

/// An effect without a cause is a change of its own.
fn of_rust(found: &rust::Found) -> Change {
    let message = rules::said_of_rust(found.rule).to_owned();
    Change {
        rule: found.rule,
        class: Class::Type,
        severity: found.severity,
        bump: found.effect.bump,
        direction: None,
        shape: found.shape.clone(),
        brief: message.clone(),
        message,
        before: None,
        after: None,
        rust: Vec::new(),
        operations: Vec::new(),
        key: found.shape.clone(),
        site: None,
    }
}

/// The largest step that any change asks for.
pub(super) fn bump(changes: &[Change]) -> Bump {
    changes.iter().map(|change| change.bump).max().unwrap_or(Bump::None)
}

/// What the step means for callers.
pub(super) fn headline(changes: &[Change]) -> &'static str {
    let effects = || changes.iter().flat_map(|change| &change.rust);
    let majors = || effects().filter(|effect| effect.bump == Bump::Major);
    match bump(changes) {
        Bump::Major if majors().any(|effect| effect.kind == EffectKind::Silent) => {
            "callers may have to change code; some calls still compile and mean something else"
        }
        Bump::Major if majors().all(|effect| effect.kind == EffectKind::Stored) => {
            "code of callers compiles as it is; what was stored with the feature `serde` is not found"
        }
        Bump::Major => "callers may have to change code",
        Bump::Minor
            if effects().any(|effect| effect.bump == Bump::Minor && effect.item == "rust-version") =>
        {
            "code of callers compiles as it is, with a newer Rust"
        }
        Bump::Minor => "code of callers compiles as it is",
        Bump::Patch => "the API is the same",
        Bump::None if changes.is_empty() => "nothing changed",
        Bump::None => "the generated crate is the same, except for comments that name shapes",
    }
}

/// The most reasons that are given.
const REASONS: usize = 8;

/// The changes that ask for the step, each in a line.
pub(super) fn why(changes: &[Change]) -> Vec<String> {
    let bump = bump(changes);
    let breaks = changes
        .iter()
        .filter(|change| change.severity == Severity::Breaking && change.bump < Bump::Major)
        .count();
    let mut reasons: Vec<String> = Vec::new();
    for change in changes.iter().filter(|change| change.bump == bump && bump != Bump::None) {
        let reason = reason(change);
        // An effect can have two causes.
        if !reasons.contains(&reason) {
            reasons.push(reason);
        }
    }
    let rest = reasons.len().saturating_sub(REASONS);
    let mut why: Vec<String> = reasons.into_iter().take(REASONS).collect();
    if rest > 0 {
        why.push(format!("and {rest} more"));
    }
    if breaks > 0 {
        why.push(format!("breaking on the wire, with no effect on code: {breaks}"));
    }
    why
}

/// The effect that asks for the step of a change, or what changed where there is none.
fn reason(change: &Change) -> String {
    let worst = || change.rust.iter().filter(|effect| effect.bump == change.bump);
    let effect = worst().find(|effect| effect.kind == EffectKind::Silent).or_else(|| worst().next());
    let name = change.shape.split_once('#').map_or(change.shape.as_str(), |(_, name)| name);
    effect.map_or_else(|| format!("{name}: {}", change.brief), |effect| effect.text.clone())
}
