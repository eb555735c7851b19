//! Pagination in clients: member names of `smithy.api#paginated` become fields.

use super::Cx;
use crate::ir::{Operation, Pages, Presence, Service, Step, Struct, Ty, structure};
use crate::model::ShapeKind;

/// The trait of operations whose last page repeats its own token.
pub(super) const REPEATED_TOKEN_ENDS: &str = "farrier#repeatedTokenEnds";

impl Cx<'_> {
    /// The trait is for paginated operations.
    pub(super) fn check_repeated_tokens(&self) {
        for (id, shape) in &self.model.shapes {
            let pages =
                matches!(shape.kind, ShapeKind::Operation(_)) && shape.traits.has("smithy.api#paginated");
            if shape.traits.has(REPEATED_TOKEN_ENDS) && !pages {
                let problem = "which is for operations with `smithy.api#paginated`";
                self.problem(id, format!("has `{REPEATED_TOKEN_ENDS}`, {problem}"));
            }
        }
    }
}

/// Resolves the fields of every paginated operation. If a name does not exist, or the two tokens have different types,
/// only the names are kept: a client cannot fetch pages.
pub(super) fn resolve(service: &mut Service) {
    let found: Vec<Option<Pages>> =
        service.operations.iter().map(|operation| pages(operation, service)).collect();
    for (operation, pages) in service.operations.iter_mut().zip(found) {
        if let Some(pagination) = &mut operation.metadata.pagination {
            pagination.pages = pages;
        }
    }
}

fn pages(operation: &Operation, service: &Service) -> Option<Pages> {
    let names = operation.metadata.pagination.as_ref()?;
    let (input, token) = way(&operation.input, &names.input_token, service)?;
    let (output, given) = way(&operation.output, &names.output_token, service)?;
    let items = names.items.as_ref().and_then(|path| way(&operation.output, path, service));
    let items = items.filter(|(_, ty)| matches!(ty, Ty::List { .. } | Ty::Map { .. }));
    let [input] = <[Step; 1]>::try_from(input).ok()?;
    (token == given && input.optional).then_some(Pages { input, output, token, items })
}

/// Returns the fields on a dotted path from a structure, and the type at its end.
fn way(from: &Struct, path: &str, service: &Service) -> Option<(Vec<Step>, Ty)> {
    let mut steps = Vec::new();
    let (mut shape, mut rest) = (from, path);
    loop {
        let (name, more) = rest.split_once('.').map_or((rest, None), |(name, more)| (name, Some(more)));
        let field = shape.fields.iter().find(|field| field.name.as_str() == name)?;
        steps.push(Step { field: field.ident.clone(), optional: field.presence == Presence::Optional });
        let Some(more) = more else { return Some((steps, field.ty.clone())) };
        let Ty::Struct(target) = &field.ty else { return None };
        shape = structure(&service.types, &service.errors, &target.ident)?;
        rest = more;
    }
}
