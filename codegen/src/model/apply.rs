//! Applies the `apply` statements of the model itself to shapes and members.
//!
//! Runs before mixins are flattened, so that traits applied to a mixin reach the shapes that use it.

use super::ast::Apply;
use super::merge::merge_trait;
use super::raw::Shapes;
use super::{ShapeId, Traits};
use crate::{Diagnostic, Diagnostics};

/// Applies each statement; those for members of mixins are kept in the shape until the mixins are flattened.
pub(super) fn apply(shapes: &mut Shapes, applies: Vec<Apply>, files: &[String], found: &mut Diagnostics) {
    for Apply { target, traits, file } in applies {
        let conflicts = match find(shapes, &target) {
            Place::Here(place) => add(place, traits),
            Place::Inherited(waiting) => {
                let member = target.member_name().unwrap_or_default().to_owned();
                waiting.push((member, traits));
                Vec::new()
            }
            Place::NoShape => vec!["`apply` to a shape that the model does not have".to_owned()],
            Place::NoMember => vec!["`apply` to a member that its shape does not have".to_owned()],
        };
        let file = files.get(file).map_or("", String::as_str);
        for message in conflicts {
            found.push(Diagnostic::new(message).about(&target).in_file(file));
        }
    }
}

/// The target of the traits of an id.
pub(super) enum Place<'a> {
    Here(&'a mut Traits),
    Inherited(&'a mut Vec<(String, Traits)>),
    NoShape,
    NoMember,
}

/// Finds the traits of a shape or member.
pub(super) fn find<'a>(shapes: &'a mut Shapes, target: &ShapeId) -> Place<'a> {
    let Some(member) = target.member_name() else {
        return shapes.get_mut(target).map_or(Place::NoShape, |raw| Place::Here(&mut raw.traits));
    };
    let Some(raw) = shapes.get_mut(&target.root()) else { return Place::NoShape };
    match raw.members.get_mut(member) {
        Some(member) => Place::Here(&mut member.traits),
        None if raw.mixins.is_empty() => Place::NoMember,
        None => Place::Inherited(&mut raw.for_inherited),
    }
}

/// Adds traits; returns the conflicts.
pub(super) fn add(place: &mut Traits, traits: Traits) -> Vec<String> {
    let conflicts = traits.0.into_iter().filter_map(|(id, value)| merge_trait(place, id, value).err());
    conflicts.map(|id| format!("`apply` gives {id} a value other than the one it has; remove one")).collect()
}
