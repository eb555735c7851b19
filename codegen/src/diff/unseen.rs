//! Changes of the model that no crate shows: takes the changes, asks what would be generated without each.
//!
//! A trait can be given a value that means what was meant before, or stand where nobody looks at it. Whether it does is not
//! known here, but where it is decided: what is generated of the new model with the old trait is compared with what is
//! generated of the new model.

use super::report::{Bump, Change, Severity};
use crate::lower::lower;
use crate::model::{Member, Model, Shape, ShapeId, ShapeKind, Traits};
use crate::{Config, ir};

/// Rules about how values travel: the client is what reads such a trait, so that one without an effect says nothing.
const FORMS: &[&str] = &["ChangedForm", "ChangedHttpBinding", "ChangedEventBinding"];

/// The trait that says in other words what holds without it.
const TIMESTAMP: &str = "smithy.api#timestampFormat";

/// Takes note of what does not show; what says the same in other words is no change.
pub(super) fn mark(new: &Model, config: &Config, changes: &mut Vec<Change>) {
    let asked: Vec<usize> = (0..changes.len())
        .filter(|at| {
            let change = &changes[*at];
            // Words show where they stand.
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
    /// Documentation takes most of the time of lowering, and none of what is asked about depends on it.
    fn of(new: &Model, config: &'c Config) -> Option<Self> {
        let mut new = new.clone();
        for shape in new.shapes.values_mut() {
            shape.traits.0.shift_remove(DOCUMENTATION);
            for member in all_members(&mut shape.kind) {
                member.traits.0.shift_remove(DOCUMENTATION);
            }
        }
        let expected = picture(&lower(&new, config).ok()?);
        Some(Self { new, expected, config })
    }

    /// Asks about many at once, and about halves of them where one of them shows.
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
        lower(&model, self.config).is_ok_and(|ir| picture(&ir) == self.expected)
    }
}

/// All that a crate is generated of.
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
