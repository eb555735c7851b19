//! Members without a target in the IDL: takes the contents of all files, and gives such a member the target of the identifier or
//! property of a resource with its name. Others are members of a mixin, whose traits become `apply` statements.

use std::collections::HashMap;

use indexmap::IndexMap;

use super::ast::{Apply, Contents};
use super::raw::{Raw, Type, with_article};
use super::{ShapeId, Traits};
use crate::{Diagnostic, Diagnostics};

/// The targets of a resource by name, or the type of a shape that is not a resource.
type Resources = HashMap<ShapeId, Result<IndexMap<String, ShapeId>, Type>>;

/// Resolves all such members.
pub(super) fn resolve(parts: &mut [Contents], files: &[String], found: &mut Diagnostics) {
    let mut resources: Resources = HashMap::new();
    let elided = parts.iter().flat_map(|part| &part.shapes).filter_map(|(_, raw)| raw.elided.as_ref());
    let wanted: Vec<ShapeId> = elided.filter_map(|elided| elided.resource.clone()).collect();
    if !wanted.is_empty() {
        let wanted: std::collections::HashSet<&ShapeId> = wanted.iter().collect();
        for (id, raw) in parts.iter().flat_map(|part| &part.shapes) {
            if wanted.contains(id) {
                resources.entry(id.clone()).or_insert_with(|| targets(raw));
            }
        }
    }
    for part in parts {
        let file = files.get(part.file).map_or("", String::as_str);
        for (id, raw) in &mut part.shapes {
            if raw.elided.is_some() {
                let applies = resolve_shape(id, raw, &resources, file, found);
                let target = |member: &str| id.member(member);
                let file = part.file;
                part.applies.extend(applies.into_iter().map(|(member, traits)| Apply {
                    target: target(&member),
                    traits,
                    file,
                }));
            }
        }
    }
}

fn targets(raw: &Raw) -> Result<IndexMap<String, ShapeId>, Type> {
    if raw.shape_type != Type::Resource {
        return Err(raw.shape_type);
    }
    let mut targets = IndexMap::new();
    if let Some(bindings) = &raw.bindings {
        targets.extend(bindings.identifiers.clone());
        targets.extend(bindings.properties.clone());
    }
    Ok(targets)
}

/// Returns the traits of members of mixins.
fn resolve_shape(
    id: &ShapeId,
    raw: &mut Raw,
    resources: &Resources,
    file: &str,
    found: &mut Diagnostics,
) -> Vec<(String, Traits)> {
    let Some(elided) = &raw.elided else { return Vec::new() };
    let mut report = |about: &ShapeId, message: String| {
        found.push(Diagnostic::new(message).about(about).in_file(file));
    };
    let mut targets = None;
    if let Some(resource) = &elided.resource {
        match resources.get(resource) {
            None => {
                report(id, format!("`for` must name a resource, but {resource} does not exist"));
                return Vec::new();
            }
            Some(Err(other)) => {
                let kind = with_article(other.name());
                report(id, format!("`for` must name a resource, but {resource} is {kind}"));
                return Vec::new();
            }
            Some(Ok(of_resource)) => targets = Some(of_resource),
        }
    }
    let mut inherited: IndexMap<&str, Traits> = IndexMap::new();
    for name in &elided.members {
        let Some(member) = raw.members.get_mut(name) else { continue };
        match targets.and_then(|targets| targets.get(name)) {
            Some(target) => member.target = target.clone(),
            None => {
                inherited.insert(name, std::mem::take(&mut member.traits));
                if raw.mixins.is_empty() {
                    report(&id.member(name), no_target(elided.resource.is_some()));
                }
            }
        }
    }
    if !inherited.is_empty() {
        raw.members.retain(|name, _| !inherited.contains_key(name.as_str()));
    }
    let traits = inherited.into_iter().map(|(name, traits)| (name.to_owned(), traits));
    traits.filter(|(_, traits)| !traits.0.is_empty() && !raw.mixins.is_empty()).collect()
}

/// The message for a member that neither a resource nor a mixin has.
pub(super) fn no_target(for_resource: bool) -> String {
    let sources = if for_resource { "neither the resource nor a mixin has it" } else { "no mixin has it" };
    format!("has no target, and {sources}; write `name: Target`")
}
