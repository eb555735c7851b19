//! Tags, and values with parts: lists and maps in each other.

use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote};

use super::super::super::tokens::ident;
use crate::ir::{Field, Layout, Namespace, Tag, TimestampFormat, Ty};

/// The content of a start tag: `Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"`.
pub(super) fn tag(tag: &Tag) -> String {
    member_tag(&tag.name, tag.namespace.as_ref())
}

pub(super) fn member_tag(name: &str, namespace: Option<&Namespace>) -> String {
    let Some(Namespace { prefix, uri }) = namespace else { return name.to_owned() };
    let prefix = prefix.as_ref().map(|prefix| format!(":{prefix}")).unwrap_or_default();
    let uri = uri.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
    format!("{name} xmlns{prefix}=\"{uri}\"")
}

/// A name without its prefix, which a response may choose.
pub(super) fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// `xml.member("Name", &self.name)`, or the call that writes a list or a map with this tag.
pub(super) fn write(ty: &Ty, layout: &Layout, tag: &str, value: &TokenStream) -> TokenStream {
    match (ty, layout) {
        (Ty::List { .. } | Ty::NonEmpty(_), Layout::List { flattened, item, each }) => {
            let (of, sparse) = item_ty(ty);
            if *flattened {
                // Each item is an element of the member, in the namespace of the member or of the items.
                let declares_own = tag.contains(' ');
                let tag =
                    if declares_own { tag.to_owned() } else { member_tag(tag, item.namespace.as_ref()) };
                let item = write_part(of, each, &tag, sparse, "item");
                quote!(xml.flat_list(#value, |xml, item| #item))
            } else {
                let item = write_part(of, each, &self::tag(item), sparse, "item");
                quote!(xml.list(#tag, #value, |xml, item| #item))
            }
        }
        (Ty::Map { value: of, sparse, .. }, Layout::Map { flattened, key, value: within, each }) => {
            let key = self::tag(key);
            let part = write_part(of, each, &self::tag(within), *sparse, "value");
            let method = ident(if *flattened { "flat_map" } else { "map" });
            quote!(xml.#method(#tag, #value, |xml, key, value| { xml.member(#key, key); #part; }))
        }
        _ => {
            let method = method("member", ty);
            quote!(xml.#method(#tag, #value))
        }
    }
}

/// A part of a list or a map, which is the variable `name`.
fn write_part(ty: &Ty, layout: &Layout, tag: &str, sparse: bool, name: &str) -> TokenStream {
    let name = ident(name);
    if !sparse {
        return write(ty, layout, tag, &quote!(#name));
    }
    if *layout == Layout::Plain {
        let method = method("nullable", ty);
        return quote!(xml.#method(#tag, #name));
    }
    let write = write(ty, layout, tag, &quote!(#name));
    quote!(xml.nullable_with(#tag, #name, |xml, #name| #write))
}

/// The type of items, and whether they may be missing.
fn item_ty(ty: &Ty) -> (&Ty, bool) {
    match ty {
        Ty::List { item, sparse } => (item, *sparse),
        Ty::NonEmpty(item) => (item, false),
        other => (other, false),
    }
}

/// The call that reads the rest of an element into a field: `xml.member(&mut output.name)`.
pub(super) fn read_member(field: &Field, slot: &TokenStream) -> TokenStream {
    match (&field.ty, &field.layout) {
        (ty @ (Ty::List { .. } | Ty::NonEmpty(_)), Layout::List { flattened, each, .. }) => {
            let (of, sparse) = item_ty(ty);
            let item = read_part(of, each, sparse);
            let method = ident(if *flattened { "item" } else { "list_member" });
            quote!(xml.#method(#slot, |xml| #item))
        }
        (Ty::Map { value: of, sparse, .. }, Layout::Map { flattened, key, value, each }) => {
            let (key, value) = (local(&key.name), local(&value.name));
            let part = read_part(of, each, *sparse);
            let method = ident(if *flattened { "entry" } else { "map_member" });
            quote!(xml.#method(#slot, [#key, #value], |xml| #part))
        }
        (ty, _) => {
            let method = method("member", ty);
            quote!(xml.#method(#slot))
        }
    }
}

/// An expression that reads the rest of an element: `xml.value()`, or `xml.list(|xml| xml.value())`.
pub(super) fn read(ty: &Ty, layout: &Layout) -> TokenStream {
    match (ty, layout) {
        (Ty::List { .. } | Ty::NonEmpty(_), Layout::List { each, .. }) => {
            let (of, sparse) = item_ty(ty);
            let item = read_part(of, each, sparse);
            quote!(xml.list(|xml| #item))
        }
        (Ty::Map { value: of, sparse, .. }, Layout::Map { key, value, each, .. }) => {
            let (key, value) = (local(&key.name), local(&value.name));
            let part = read_part(of, each, *sparse);
            quote!(xml.map([#key, #value], |xml| #part))
        }
        _ => {
            let method = method("value", ty);
            quote!(xml.#method())
        }
    }
}

fn read_part(ty: &Ty, layout: &Layout, sparse: bool) -> TokenStream {
    let read = read(ty, layout);
    if sparse { quote!(xml.nullable(|xml| #read)) } else { read }
}

/// `xml.secret(|xml| ..)` around the reader of a secret with maps: reports of unreadable members would contain their keys.
pub(super) fn hide_keys(sensitive: bool, ty: &Ty, read: TokenStream) -> TokenStream {
    let has_parts = matches!(ty, Ty::List { .. } | Ty::Map { .. } | Ty::Struct(_) | Ty::Union(_));
    if sensitive && has_parts { quote!(xml.secret(|xml| #read)) } else { read }
}

/// `member`, or `member_as::<xml::HttpDate, _>` for a timestamp in another format than the default.
pub(super) fn method(name: &str, ty: &Ty) -> TokenStream {
    let Some(format) = format(ty) else { return ident(name).into_token_stream() };
    let (name, format) = (ident(&format!("{name}_as")), ident(format));
    quote!(#name::<xml::#format, _>)
}

/// The format of a timestamp, if it is not the default.
fn format(ty: &Ty) -> Option<&'static str> {
    match ty {
        Ty::Timestamp(TimestampFormat::EpochSeconds) => Some("EpochSeconds"),
        Ty::Timestamp(TimestampFormat::HttpDate) => Some("HttpDate"),
        _ => None,
    }
}
