//! A crate without the feature `serde`: everything that is behind the feature is left out, as if it were off for good.

use syn::punctuated::Punctuated;
use syn::{Attribute, Fields, Item, Meta, MetaNameValue, Token, Variant};

/// A file as it is without the feature.
pub(super) fn apply(file: &mut syn::File, serde: bool) {
    if !serde {
        file.items = std::mem::take(&mut file.items).into_iter().filter_map(without_serde).collect();
    }
}

/// Takes out of an item what is behind the feature; nothing is left of an item that is behind it as a whole.
fn without_serde(mut item: Item) -> Option<Item> {
    match &mut item {
        Item::Struct(item) => {
            clean(&mut item.attrs);
            clean_fields(&mut item.fields);
        }
        Item::Enum(item) => {
            clean(&mut item.attrs);
            item.variants.iter_mut().for_each(clean_variant);
        }
        Item::Impl(item) if is_behind(&item.attrs) => return None,
        Item::Mod(item) if is_behind(&item.attrs) => return None,
        _ => {}
    }
    Some(item)
}

fn clean_variant(variant: &mut Variant) {
    clean(&mut variant.attrs);
    clean_fields(&mut variant.fields);
}

fn clean_fields(fields: &mut Fields) {
    fields.iter_mut().for_each(|field| clean(&mut field.attrs));
}

/// `#[cfg_attr(feature = "serde", ..)]` adds nothing.
fn clean(attributes: &mut Vec<Attribute>) {
    attributes.retain(|attribute| {
        let nested = || attribute.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated).ok();
        !(attribute.path().is_ident("cfg_attr")
            && nested().is_some_and(|metas| metas.first().is_some_and(is_feature)))
    });
}

/// `#[cfg(feature = "serde")]` is false.
fn is_behind(attributes: &[Attribute]) -> bool {
    let holds = |attribute: &Attribute| attribute.parse_args::<Meta>().is_ok_and(|meta| is_feature(&meta));
    attributes.iter().any(|attribute| attribute.path().is_ident("cfg") && holds(attribute))
}

fn is_feature(meta: &Meta) -> bool {
    let Meta::NameValue(MetaNameValue { path, value, .. }) = meta else { return false };
    let syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(name), .. }) = value else { return false };
    path.is_ident("feature") && name.value() == "serde"
}
