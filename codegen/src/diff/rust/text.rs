//! Rust types as text, with the names of the new crate.

use std::collections::HashMap;

use super::offers::Form;
use crate::ir::{Field, Named, Presence, Ty};

/// Names of the old crate's types by those of the new one.
pub(super) type Renames = HashMap<String, String>;

fn name(named: &Named, renames: &Renames) -> String {
    renames.get(&named.ident).unwrap_or(&named.ident).clone()
}

/// `Vec<Item>`.
pub(super) fn ty(of: &Ty, renames: &Renames) -> String {
    match of {
        Ty::Bool => "bool".to_owned(),
        Ty::I8 => "i8".to_owned(),
        Ty::I16 => "i16".to_owned(),
        Ty::I32 => "i32".to_owned(),
        Ty::I64 => "i64".to_owned(),
        Ty::F32 => "f32".to_owned(),
        Ty::F64 => "f64".to_owned(),
        Ty::BigInteger => "BigInteger".to_owned(),
        Ty::BigDecimal => "BigDecimal".to_owned(),
        Ty::String => "String".to_owned(),
        Ty::Blob => "Blob".to_owned(),
        Ty::Document => "Document".to_owned(),
        Ty::Timestamp(_) => "Timestamp".to_owned(),
        Ty::Struct(named) | Ty::Union(named) | Ty::Enum(named) | Ty::IntEnum(named) | Ty::Newtype(named) => {
            name(named, renames)
        }
        Ty::List { item, sparse } => format!("Vec<{}>", optional(ty(item, renames), *sparse)),
        Ty::NonEmpty(item) => format!("NonEmpty<{}>", ty(item, renames)),
        Ty::Map { key, value, sparse } => {
            format!("BTreeMap<{}, {}>", ty(key, renames), optional(ty(value, renames), *sparse))
        }
    }
}

fn optional(ty: String, optional: bool) -> String {
    if optional { format!("Option<{ty}>") } else { ty }
}

/// Returns the type of a member that may be boxed.
pub(super) fn boxed(of: &Ty, is_boxed: bool, renames: &Renames) -> String {
    let ty = ty(of, renames);
    if is_boxed { format!("Box<{ty}>") } else { ty }
}

/// Returns the type of a field: `Option<Box<Item>>`.
pub(super) fn field(field: &Field, renames: &Renames) -> String {
    optional(boxed(&field.ty, field.boxed, renames), field.presence == Presence::Optional)
}

/// Returns the parts of the type of a field.
pub(super) fn form(field: &Field, renames: &Renames) -> Form {
    let core = match &field.ty {
        Ty::NonEmpty(item) => format!("Vec<{}>", ty(item, renames)),
        other => ty(other, renames),
    };
    Form {
        optional: field.presence == Presence::Optional,
        boxed: field.boxed,
        non_empty: matches!(field.ty, Ty::NonEmpty(_)),
        passed: passed(&field.ty, &core),
        core,
        target: None,
    }
}

/// Returns the values that an argument accepts: a literal fits several number types, and a string every type made of text.
fn passed(of: &Ty, core: &str) -> String {
    match of {
        Ty::I8 | Ty::I16 | Ty::I32 | Ty::I64 => "a whole number".to_owned(),
        Ty::F32 | Ty::F64 => "a number".to_owned(),
        Ty::String | Ty::Blob | Ty::Enum(_) | Ty::Newtype(_) => "a text".to_owned(),
        _ => core.to_owned(),
    }
}
