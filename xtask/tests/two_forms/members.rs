//! Differences that follow from a trait of one member: its subject, and whether its types differ accordingly.

use farrier::model::{Member, ShapeKind};

use crate::compare::Difference;
use crate::facts::Key;
use crate::forms::Forms;

/// C2J has an option or a required member where Smithy has a default.
pub(crate) fn has_default(difference: &Difference, forms: &Forms) -> bool {
    follows(difference, forms, |structure, field| {
        let default =
            member(forms, structure, field).and_then(|member| member.traits.get("smithy.api#default"));
        let (c2j, smithy) = types(forms, structure, field);
        default.is_some_and(|value| !value.is_null()) && (c2j == option(&smithy) || c2j == smithy)
    })
}

/// Smithy has an option where C2J has a required member.
pub(crate) fn is_client_optional(difference: &Difference, forms: &Forms) -> bool {
    follows(difference, forms, |structure, field| {
        let marked = member(forms, structure, field).is_some_and(|member| {
            member.traits.has("smithy.api#clientOptional") && member.traits.has("smithy.api#required")
        });
        let (c2j, smithy) = types(forms, structure, field);
        marked && smithy == option(&c2j)
    })
}

/// Smithy has `Vec<Option<T>>` or a map to options where C2J has none.
pub(crate) fn is_sparse(difference: &Difference, forms: &Forms) -> bool {
    follows(difference, forms, |structure, field| {
        let target = member(forms, structure, field).and_then(|member| forms.smithy.target(member));
        let sparse = target.is_some_and(|target| {
            let list = matches!(target.kind, ShapeKind::List(_) | ShapeKind::Map { .. });
            list && target.traits.has("smithy.api#sparse")
        });
        let (c2j, smithy) = types(forms, structure, field);
        sparse && c2j == without_option(&smithy)
    })
}

/// The AST has a `jsonName` on a member that is not in a document.
pub(crate) fn has_unsent_name(difference: &Difference, forms: &Forms) -> bool {
    let key = &difference.key;
    let unsent = |member: &Member| {
        let elsewhere = ["smithy.api#httpLabel", "smithy.api#httpHeader", "smithy.api#httpQuery"];
        member.traits.has("smithy.api#jsonName") && elsewhere.iter().any(|id| member.traits.has(id))
    };
    key.aspect == "attribute" && member(forms, key.item(), &key.subject).is_some_and(unsent)
}

/// The AST deprecates a value of an enum.
pub(crate) fn has_deprecated_value(difference: &Difference, forms: &Forms) -> bool {
    let key = &difference.key;
    let Some(ShapeKind::Enum(values)) = forms.smithy.shape(key.item()).map(|shape| &shape.kind) else {
        return false;
    };
    let deprecated = values.values().any(|value| {
        value.traits.text("smithy.api#enumValue") == Some(&key.subject)
            && value.traits.has("smithy.api#deprecated")
    });
    let attribute = difference.smithy.as_ref().is_some_and(|text| text.starts_with("deprecated"));
    key.aspect == "attribute" && difference.c2j.is_none() && attribute && deprecated
}

/// Whether a difference is about this field.
pub(crate) fn are_about(difference: &Difference, forms: &Forms, structure: &str, field: &str) -> bool {
    follows(difference, forms, |one, other| one == structure && other == field)
}

/// Whether the two forms have the members of a structure or union in different orders.
pub(crate) fn are_reordered(difference: &Difference, forms: &Forms) -> bool {
    let Some(name) = structure(&difference.key, forms) else { return false };
    let (c2j, smithy) = (forms.c2j.member_names(name), forms.smithy.member_names(name));
    let common = |of: &[String], also: &[String]| -> Vec<String> {
        of.iter().filter(|name| also.contains(name)).cloned().collect()
    };
    common(&c2j, &smithy) != common(&smithy, &c2j)
}

fn member<'a>(forms: &'a Forms, structure: &str, field: &str) -> Option<&'a Member> {
    forms.smithy.member(structure, field)
}

/// The types of a field in C2J and in Smithy.
fn types(forms: &Forms, structure: &str, field: &str) -> (String, String) {
    let ty = |ty: Option<&str>| ty.unwrap_or_default().trim_start_matches("pub ").to_owned();
    (ty(forms.c2j.field(structure, field)), ty(forms.smithy.field(structure, field)))
}

fn option(ty: &str) -> String {
    format!("Option < {ty} >")
}

/// Returns the type without its options.
fn without_option(ty: &str) -> String {
    let Some((before, rest)) = ty.rsplit_once("Option < ") else { return ty.to_owned() };
    format!("{before}{}", rest.replacen(" >", "", 1))
}

/// Whether a difference is about a field for which `differs` holds, or about a structure with such a field.
fn follows(difference: &Difference, forms: &Forms, differs: impl Fn(&str, &str) -> bool) -> bool {
    let key = &difference.key;
    let Some(structure) = structure(key, forms) else { return false };
    let whole = |structure: &str| {
        let changed = forms.c2j.has_default(structure) != forms.smithy.has_default(structure);
        changed && forms.smithy.fields(structure).any(|field| differs(structure, field))
    };
    match (key.aspect.as_str(), key.subject.as_str()) {
        ("default", _) | ("fn corrected", "signature") | (_, "let mut output" | "let mut value") => {
            return whole(structure);
        }
        ("attribute of impl", _) => {
            return forms.smithy.fields(structure).any(|field| differs(structure, field));
        }
        ("fn corrected", field) => {
            let target = member(forms, structure, field).map(|member| member.target.name().to_owned());
            if forms.c2j.has_default(structure) != forms.smithy.has_default(structure) && whole(structure)
                || target.is_some_and(|target| whole(&target))
            {
                return true;
            }
        }
        _ => {}
    }
    let setter = key.aspect.rsplit_once("fn ").map_or("", |(_, name)| name);
    let setter = setter.strip_prefix("set_").unwrap_or(setter);
    [key.subject.as_str(), setter].into_iter().any(|field| differs(structure, field))
}

/// The structure that a difference is about: of an operation, its input or output.
fn structure<'a>(key: &'a Key, forms: &'a Forms) -> Option<&'a str> {
    let trait_fn = key.aspect.rsplit_once("runtime : : Operation fn ").map(|(_, name)| name);
    match trait_fn {
        Some("encode" | "set_idempotency_token") => forms.smithy.message(key.item(), true),
        Some("read_output") => forms.smithy.message(key.item(), false),
        _ => Some(key.item()),
    }
}
