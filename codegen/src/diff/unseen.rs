//! Changes of the model without an effect on the crate: takes the changes and generates the crate without each.
//!
//! A new value of a trait may mean the same as the old one, or the trait may have no effect in its place. Instead of repeating
//! the rules here, the crate is generated from the new model with the old trait, and compared with the crate of
//! the new model.

use super::report::{Bump, Change, Severity};
use crate::ir::Form;
use crate::lower::lower;
use crate::model::{Member, Model, Shape, ShapeId, ShapeKind, Traits};
use crate::{Config, ir};

/// Rules about the wire form: the client reads such a trait, so a change without an effect is neutral.
const FORMS: &[&str] = &["ChangedForm", "ChangedHttpBinding", "ChangedEventBinding"];

/// The trait that states its own default explicitly.
const TIMESTAMP: &str = "smithy.api#timestampFormat";

/// Marks changes without an effect; an equivalent value is not a change.
pub(super) fn mark(new: &Model, config: &Config, changes: &mut Vec<Change>) {
    let asked: Vec<usize> = (0..changes.len())
        .filter(|at| {
            let change = &changes[*at];
            // Text is visible in its place.
            change.bump == Bump::Patch
                && change.rust.is_empty()
                && change.site.is_some()
                && !super::rules::is_words(change.rule)
        })
        .collect();
    if asked.is_empty() {
        return;
    }
    let mut unseen = Vec::new();
    let Some(asker) = Asker::of(new, config) else { return };
    asker.ask(&asked, changes, &mut unseen);
    for at in &unseen {
        let change = &mut changes[*at];
        change.bump = Bump::None;
        if FORMS.contains(&change.rule) {
            change.severity = Severity::Neutral;
            let end = ", which changes nothing for the client";
            change.message.push_str(end);
            change.brief.push_str(end);
        }
    }
    let is_same = |at: usize, change: &Change| {
        unseen.contains(&at) && change.site.as_ref().is_some_and(|(_, id)| *id == TIMESTAMP)
    };
    let mut at = 0;
    changes.retain(|change| {
        at += 1;
        !is_same(at - 1, change)
    });
}

struct Asker<'c> {
    new: Model,
    expected: String,
    config: &'c Config,
}

impl<'c> Asker<'c> {
    /// Documentation takes most of the time of lowering, and does not matter for this question.
    fn of(new: &Model, config: &'c Config) -> Option<Self> {
        let mut new = new.clone();
        for shape in new.shapes.values_mut() {
            shape.traits.0.shift_remove(DOCUMENTATION);
            for member in all_members(&mut shape.kind) {
                member.traits.0.shift_remove(DOCUMENTATION);
            }
        }
        let expected = picture(&lower(&new, config, Form::Crate).ok()?);
        Some(Self { new, expected, config })
    }

    /// Checks many changes at once, and halves of them if one has an effect.
    fn ask(&self, asked: &[usize], changes: &[Change], unseen: &mut Vec<usize>) {
        let mut pending = vec![asked];
        while let Some(some) = pending.pop() {
            if self.is_unseen(some, changes) {
                unseen.extend(some);
            } else if some.len() > 1 {
                let (one, other) = some.split_at(some.len() / 2);
                pending.extend([other, one]);
            }
        }
        unseen.sort_unstable();
    }

    fn is_unseen(&self, some: &[usize], changes: &[Change]) -> bool {
        let mut model = self.new.clone();
        for change in some.iter().map(|at| &changes[*at]) {
            let Some((site, id)) = &change.site else { return false };
            let Some(traits) = traits(&mut model, site) else { return false };
            match &change.before {
                Some(value) => drop(traits.0.insert((*id).to_owned(), value.clone())),
                None => drop(traits.0.shift_remove(*id)),
            }
        }
        lower(&model, self.config, Form::Crate).is_ok_and(|ir| picture(&ir) == self.expected)
    }
}

/// Everything that a crate is generated from.
fn picture(ir: &ir::Service) -> String {
    format!("{ir:?}")
}

const DOCUMENTATION: &str = "smithy.api#documentation";

fn all_members(kind: &mut ShapeKind) -> Vec<&mut Member> {
    match kind {
        ShapeKind::Structure(members)
        | ShapeKind::Union(members)
        | ShapeKind::Enum(members)
        | ShapeKind::IntEnum(members) => members.values_mut().collect(),
        ShapeKind::List(member) => vec![member],
        ShapeKind::Map { key, value } => vec![key, value],
        _ => Vec::new(),
    }
}

/// The traits at a site.
fn traits<'m>(model: &'m mut Model, site: &ShapeId) -> Option<&'m mut Traits> {
    let Shape { kind, traits, .. } = model.shapes.get_mut(&site.root())?;
    let Some(name) = site.member_name() else { return Some(traits) };
    let member = match kind {
        ShapeKind::Structure(members)
        | ShapeKind::Union(members)
        | ShapeKind::Enum(members)
        | ShapeKind::IntEnum(members) => members.get_mut(name),
        ShapeKind::List(member) => Some(member).filter(|_| name == "member"),
        ShapeKind::Map { key, .. } if name == "key" => Some(key),
        ShapeKind::Map { value, .. } => Some(value).filter(|_| name == "value"),
        _ => None,
    };
    member.map(|member| &mut member.traits)
}
