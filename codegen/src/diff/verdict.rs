//! Effects join the changes that cause them; then the version that all of it asks for.

use std::collections::HashMap;

use super::cx::Cx;
use super::report::{Bump, Change, Class, Severity};
use super::{rules, rust};
use crate::model::ShapeId;

/// The changes with their effects, in the order of the report.
pub(super) fn joined(cx: &Cx<'_>, mut changes: Vec<Change>, effects: Vec<rust::Found>) -> Vec<Change> {
    let mut causes: HashMap<String, usize> = HashMap::new();
    for (at, change) in changes.iter().enumerate().filter(|(_, change)| !rules::is_words(change.rule)) {
        // Of several, the first; but what only people read is no cause if there is another.
        let is_better = |other: &usize| changes[*other].class == Class::Docs && change.class != Class::Docs;
        if causes.get(&change.key).is_none_or(is_better) {
            causes.insert(change.key.clone(), at);
        }
    }
    for found in effects {
        // What there is to say of a shape by one rule about Rust is said in one place.
        let own = format!("{} {}", found.rule, found.shape);
        let is_cause = |(nth, at): &(usize, usize)| *nth == 0 || changes[*at].class != Class::Docs;
        let near = found.keys.iter().enumerate().filter_map(|(nth, key)| Some((nth, *causes.get(key)?)));
        let cause = near.filter(is_cause).map(|(_, at)| at).next();
        let at = cause.or_else(|| causes.get(&own).copied()).unwrap_or_else(|| {
            changes.push(of_rust(&found));
            causes.insert(own, changes.len() - 1);
            changes.len() - 1
        });
        let change = &mut changes[at];
        change.severity = change.severity.max(found.severity);
        change.bump = change.bump.max(found.effect.bump);
        if change.class == Class::Docs && found.effect.bump > Bump::Patch {
            change.class = Class::Type;
        }
        change.rust.push(found.effect);
    }
    for change in &mut changes {
        let Some(id) = ShapeId::parse(&change.shape) else { continue };
        let root = id.root();
        let side = if cx.new.model.shapes.contains_key(&root) && cx.new.reach.names(&root).is_empty() {
            // Still in the model, and reached by no operation any more.
            &cx.old
        } else if cx.new.model.shapes.contains_key(&root) {
            &cx.new
        } else {
            &cx.old
        };
        change.direction = cx.way(&id);
        change.operations = side.reach.names(&root).into_iter().collect();
    }
    changes.sort_by(|a, b| {
        let rank = |change: &Change| (change.severity, change.bump);
        rank(b).cmp(&rank(a)).then_with(|| a.class.cmp(&b.class)).then_with(|| a.shape.cmp(&b.shape))
    });
    changes
}

/// An effect without a cause is a change of its own.
fn of_rust(found: &rust::Found) -> Change {
    Change {
        rule: found.rule,
        class: Class::Type,
        severity: found.severity,
        bump: found.effect.bump,
        direction: None,
        shape: found.shape.clone(),
        message: rules::said_of_rust(found.rule).to_owned(),
        rust: Vec::new(),
        operations: Vec::new(),
        key: found.shape.clone(),
    }
}

/// The largest step that any change asks for.
pub(super) fn bump(changes: &[Change]) -> Bump {
    changes.iter().map(|change| change.bump).max().unwrap_or(Bump::None)
}

/// The most reasons that are given.
const REASONS: usize = 8;

/// The changes that ask for the step, each in a line.
pub(super) fn why(changes: &[Change]) -> Vec<String> {
    let bump = bump(changes);
    if bump == Bump::None {
        let nothing = "nothing that changed shows in the generated crate";
        return vec![if changes.is_empty() { "nothing changed" } else { nothing }.to_owned()];
    }
    let reasons: Vec<String> = changes.iter().filter(|change| change.bump == bump).map(reason).collect();
    let rest = reasons.len().saturating_sub(REASONS);
    let mut why: Vec<String> = reasons.into_iter().take(REASONS).collect();
    if rest > 0 {
        why.push(format!("and {rest} more"));
    }
    let breaks =
        changes.iter().filter(|change| change.severity == Severity::Breaking && change.bump < Bump::Major);
    let breaks = breaks.count();
    if breaks > 0 {
        why.push(format!(
            "breaking on the wire alone, so that no code has to change for the new crate: {breaks}"
        ));
    }
    why
}

/// The effect that asks for the step of a change, or what changed where there is none.
fn reason(change: &Change) -> String {
    let effect = change.rust.iter().find(|effect| effect.bump == change.bump);
    let name = change.shape.split_once('#').map_or(change.shape.as_str(), |(_, name)| name);
    effect.map_or_else(|| format!("{name}: {}", change.message), |effect| effect.text.clone())
}
