//! Pagination: member names of `smithy.api#paginated`, and their fields for clients.

use serde_json::Value;

use super::Cx;
use super::operations::Draft;
use super::path::{Lists, walk};
use crate::ir::{Bound, Field, Pages, Pagination, Presence, Shapes, Step, Ty, Used};
use crate::model::ShapeKind;

/// The trait of paginated operations. Its parts can also be those of the service.
const PAGINATED: &str = "smithy.api#paginated";

/// The trait of operations whose last page repeats its own token.
const REPEATED_TOKEN_ENDS: &str = "farrier#repeatedTokenEnds";

/// The trait of operations whose last page has only items of the page before: the member that identifies an item.
const REPEATED_ITEMS_END: &str = "farrier#repeatedItemsEnd";

impl Cx<'_> {
    /// Returns the operation's own pagination, completed by that of the service.
    pub(super) fn pagination(&self, draft: &Draft<'_>, shapes: &Shapes) -> Option<Pagination> {
        let own = draft.traits.get(PAGINATED)?;
        let common = self.source.service_traits.get(PAGINATED);
        let part = |name: &str| {
            let value = own.get(name).or_else(|| common?.get(name)).and_then(Value::as_str);
            value.map(str::to_owned)
        };
        let (input_token, output_token, items) = (part("inputToken")?, part("outputToken")?, part("items"));
        self.notes.uses(Used::Pagination);
        let mut pages = pages(draft, shapes, [&input_token, &output_token], items.as_deref());
        let id = draft.traits.get(REPEATED_ITEMS_END).and_then(Value::as_str);
        if let Some(name) = id {
            match item_id(pages.as_ref(), shapes, name) {
                Ok(field) => {
                    let id = Some((Step::of(field), field.ty.clone()));
                    pages = pages.map(|pages| Pages { item_id: id, ..pages });
                }
                Err(problem) => self.notes.trait_problem(REPEATED_ITEMS_END, draft.id, problem),
            }
        }
        Some(Pagination {
            pages,
            input_token,
            output_token,
            page_size: part("pageSize"),
            items,
            repeated_token_ends: draft.traits.has(REPEATED_TOKEN_ENDS),
            repeated_items_end: id.map(str::to_owned),
        })
    }

    /// The traits about the last page are for paginated operations.
    pub(super) fn check_last_pages(&self) {
        for (id, shape) in &self.source.model.shapes {
            let pages = matches!(shape.kind, ShapeKind::Operation(_)) && shape.traits.has(PAGINATED);
            for name in [REPEATED_ITEMS_END, REPEATED_TOKEN_ENDS] {
                if shape.traits.has(name) && !pages {
                    self.notes.trait_problem(
                        name,
                        id,
                        format!("has `{name}`, which is for operations with `{PAGINATED}`"),
                    );
                }
            }
        }
    }
}

/// Returns the field that identifies an item.
fn item_id<'s>(pages: Option<&Pages>, shapes: &'s Shapes, name: &str) -> Result<&'s Field, String> {
    let list = pages.and_then(|pages| pages.items.as_ref());
    let item = list.and_then(|(_, list)| shapes.item(list));
    let item = item.ok_or_else(|| format!("has `{REPEATED_ITEMS_END}`, and pages no list of structures"))?;
    let field = item.fields.iter().find(|field| field.name == name);
    match field.map(|field| (field, &field.ty)) {
        Some((field, Ty::String | Ty::Newtype(_))) => Ok(field),
        Some(_) => Err(format!("`{REPEATED_ITEMS_END}` names `{name}`, which must be a string")),
        None => Err(format!("`{REPEATED_ITEMS_END}` names `{name}`, which an item does not have")),
    }
}

/// Returns the fields of tokens and items. If a name does not exist, or the two tokens have different types, only the names are
/// kept: a client cannot fetch pages.
fn pages(draft: &Draft<'_>, shapes: &Shapes, tokens: [&str; 2], items: Option<&str>) -> Option<Pages> {
    let way = |from, path| walk(shapes, (from, ""), path, Lists::Refuse).ok();
    let (input, output) = (way(&draft.input, tokens[0])?, way(&draft.output, tokens[1])?);
    let ([input], next) = (&input[..], output.last()?) else { return None };
    if input.ty != next.ty || input.presence != Presence::Optional {
        return None;
    }
    let items = items.and_then(|path| {
        let fields = way(&draft.output, path)?;
        let ty = fields.last()?.ty.clone();
        matches!(ty, Ty::List { .. } | Ty::Map { .. }).then(|| (steps(&fields), ty))
    });
    let is_next = |bound: &&Bound| output.len() == 1 && draft.output.fields[bound.field].name == next.name;
    let header = draft.response.headers.iter().find(is_next).map(|bound| bound.name.to_ascii_lowercase());
    Some(Pages {
        input: Step::of(input),
        output: steps(&output),
        wire_name: header.unwrap_or_else(|| next.wire_name.clone()),
        token: next.ty.clone(),
        items,
        item_id: None,
    })
}

fn steps(fields: &[&Field]) -> Vec<Step> {
    fields.iter().map(|field| Step::of(field)).collect()
}
