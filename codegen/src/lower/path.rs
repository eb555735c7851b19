//! Paths of member names from a structure, such as `UploadMetadata.Url`.
//!
//! Everything that names a member by a path uses [`walk`]: pagination, endpoint discovery, and the traits of overlays.

use crate::ir::{Field, Shapes, Struct, Ty};

/// Whether a path continues in the items of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lists {
    Enter,
    Refuse,
}

/// Returns the fields on a path, which are at least one.
///
/// # Errors
///
/// The problem, for a sentence with the trait: `` `Url`, which the output does not have ``. `root` names the structure.
pub(super) fn walk<'s>(
    shapes: &'s Shapes,
    (from, root): (&'s Struct, &str),
    path: &str,
    lists: Lists,
) -> Result<Vec<&'s Field>, String> {
    let mut fields: Vec<&Field> = Vec::new();
    for name in path.split('.') {
        let within = match fields.last() {
            None => Some(from),
            Some(field) => structure(shapes, &field.ty, lists),
        };
        let path = path.escape_debug();
        let within =
            within.ok_or_else(|| format!("`{path}`, whose path does not lead through structures"))?;
        let field = within.fields.iter().find(|field| field.name == name);
        fields.push(field.ok_or_else(|| format!("`{path}`, which {root} does not have"))?);
    }
    Ok(fields)
}

fn structure<'s>(shapes: &'s Shapes, ty: &Ty, lists: Lists) -> Option<&'s Struct> {
    match ty {
        Ty::Struct(named) => shapes.structure(&named.ident),
        Ty::List { item, .. } | Ty::NonEmpty(item) if lists == Lists::Enter => structure(shapes, item, lists),
        _ => None,
    }
}
