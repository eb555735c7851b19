//! Effects join the changes that cause them; then the bump of the version follows.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::cx::Cx;
use super::report::{Bump, Change, Class, EffectKind, Key, Severity};
use super::{rules, rust};
use crate::model::ShapeId;

/// Returns the changes with their effects, in the order of the report.
pub(super) fn joined(cx: &Cx<'_>, mut changes: Vec<Change>, effects: Vec<rust::Found>) -> Vec<Change> {
    let mut causes: HashMap<Key, Vec<usize>> = HashMap::new();
    for (at, change) in changes.iter().enumerate() {
        if let Some(key) = &change.key {
            causes.entry(key.clone()).or_default().push(at);
        }
    }
    // Effects without a cause, by rule and shape.
    let mut separate: HashMap<(&str, ShapeId), usize> = HashMap::new();
    for found in effects {
        let is_cause = |want: &rust::Want, at: usize| match &want.rules[..] {
            // A change of text is a cause only if its rule is named.
            [] => changes[at].class != Class::Docs,
            rules => rules.contains(&changes[at].rule),
        };
        let cause = found
            .wants
            .iter()
            .find_map(|want| causes.get(&want.key)?.iter().copied().find(|at| is_cause(want, *at)));
        // All effects on a shape by one rule about Rust are reported together.
        let at = cause.unwrap_or_else(|| {
            *separate.entry((found.rule, found.shape.clone())).or_insert_with(|| {
                changes.push(of_rust(&found));
                changes.len() - 1
            })
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
        let root = change.shape.root();
        let side = if cx.new.model.shapes.contains_key(&root) && cx.new.reach.names(&root).is_empty() {
            // Still in the model, but no operation reaches it any longer.
            &cx.old
        } else if cx.new.model.shapes.contains_key(&root) {
            &cx.new
        } else {
            &cx.old
        };
        change.direction = cx.way(&change.shape);
        change.operations = side.reach.names(&root).into_iter().collect();
    }
    changes
}

/// The order of the report: silent changes first, then by severity, then by shape.
pub(super) fn sort(changes: &mut [Change]) {
    changes.sort_by(|a, b| {
        let rank = |change: &Change| Reverse((change.is_silent(), change.severity, change.bump));
        rank(a).cmp(&rank(b)).then_with(|| a.class.cmp(&b.class)).then_with(|| a.shape.cmp(&b.shape))
    });
}

/// Returns an effect without a cause as a separate change.
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
        key: None,
        site: None,
    }
}

/// Returns the largest bump of any change.
pub(super) fn bump(changes: &[Change]) -> Bump {
    changes.iter().map(|change| change.bump).max().unwrap_or(Bump::None)
}

/// Returns the effect of the bump on callers.
pub(super) fn headline(changes: &[Change]) -> &'static str {
    let effects = || changes.iter().flat_map(|change| &change.rust);
    let majors = || effects().filter(|effect| effect.bump == Bump::Major);
    match bump(changes) {
        Bump::Major if majors().any(|effect| effect.kind == EffectKind::Silent) => {
            "callers may have to change code; some calls still compile with a different meaning"
        }
        Bump::Major if majors().all(|effect| effect.kind == EffectKind::Stored) => {
            "existing code compiles unchanged; data stored with the feature `serde` is not found"
        }
        Bump::Major => "callers may have to change code",
        Bump::Minor
            if effects().any(|effect| effect.bump == Bump::Minor && effect.item == "rust-version") =>
        {
            "existing code compiles unchanged, with a newer Rust"
        }
        Bump::Minor => "existing code compiles unchanged",
        Bump::Patch => "the API is unchanged",
        Bump::None if changes.is_empty() => "nothing changed",
        Bump::None => "the generated crate is unchanged, except for comments that name shapes",
    }
}

/// The maximum number of listed reasons.
const REASONS: usize = 8;

/// Returns the changes that need the bump, one per line.
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

/// Returns the effect that needs the bump of a change, or the change if there is none.
fn reason(change: &Change) -> String {
    let worst = || change.rust.iter().filter(|effect| effect.bump == change.bump);
    let effect = worst().find(|effect| effect.kind == EffectKind::Silent).or_else(|| worst().next());
    effect.map_or_else(
        || format!("{}: {}", change.shape.relative(), change.brief),
        |effect| effect.text.clone(),
    )
}
