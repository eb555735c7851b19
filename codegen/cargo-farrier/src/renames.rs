//! Shapes that are renamed in a new model, and the migration of entries about them in overlays and documentation.

use std::collections::BTreeMap;

use farrier::diff::Report;
use farrier::model::{Role, ShapeId, Source};
use serde_json::{Map, Value};

use crate::Result;
use crate::read;

/// Old ids of renamed shapes, with their new ones.
pub(crate) type Renames = BTreeMap<ShapeId, ShapeId>;

/// The renames that a review found.
pub(crate) fn renames(report: &Report) -> Renames {
    let pairs = report.shapes.iter().filter_map(|view| Some((view.old.clone()?, view.new.clone()?)));
    pairs.filter(|(old, new)| old != new).collect()
}

/// Returns the current id of a shape or member, if its shape was renamed.
pub(crate) fn renamed(id: &ShapeId, renames: &Renames) -> Option<ShapeId> {
    let of_shape = || {
        let member = id.member_name()?;
        // The replacement of a shape can be a member.
        renames.get(&id.root()).filter(|new| new.member_name().is_none()).map(|new| new.member(member))
    };
    renames.get(id).cloned().or_else(of_shape)
}

/// Returns the files with entries about renamed shapes moved to the new names. An existing entry takes precedence.
pub(crate) fn moved(sources: &[Source], renames: &Renames) -> Result<Vec<Source>> {
    let mut sources = sources.to_vec();
    for source in sources.iter_mut().filter(|source| source.role != Role::Model) {
        let mut file = read::json(&source.name, &source.bytes)?;
        let Some(shapes) = file.get_mut("shapes").and_then(Value::as_object_mut) else { continue };
        let new_id = |id: &String| {
            let new = renamed(&ShapeId::parse(id)?, renames)?.to_string();
            (!shapes.contains_key(&new)).then_some(new)
        };
        if !shapes.keys().any(|id| new_id(id).is_some()) {
            continue;
        }
        let entries =
            shapes.iter().map(|(id, entry)| (new_id(id).unwrap_or_else(|| id.clone()), entry.clone()));
        *shapes = entries.collect::<Map<_, _>>();
        source.bytes = format!("{file:#}\n").into_bytes();
    }
    Ok(sources)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn members_move_with_their_shapes() {
        let id = |text: &str| ShapeId::parse(text).expect("it is an id");
        let renames = Renames::from([(id("ns#A"), id("ns#B"))]);
        assert_eq!(renamed(&id("ns#A$x"), &renames), Some(id("ns#B$x")));
        assert_eq!(renamed(&id("ns#B"), &renames), None);
        let text = r#"{"smithy":"2.0","shapes":{"ns#A":1,"ns#A$x":2,"ns#B":3}}"#;
        let docs = Source { name: "d".into(), bytes: text.into(), role: Role::Documentation };
        let moved = moved(&[docs], &renames).expect("it is JSON");
        let moved: Value = serde_json::from_slice(&moved[0].bytes).expect("it is JSON");
        assert_eq!(moved["shapes"], json!({ "ns#A": 1, "ns#B$x": 2, "ns#B": 3 }));
    }
}
