//! Forms: requests of the Query protocols. Each value has the names from the top to it.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::tokens::ident;
use crate::ir::{Field, Layout, Lists, Newtype, Struct, TimestampFormat, Ty, Union};
use crate::percent;

/// The module of the runtime.
pub(super) const MODULE: &str = "form";

/// `impl form::ToForm for Tag { .. }`.
pub(super) fn structure_writer(lists: Lists, shape: &Struct) -> TokenStream {
    let members = shape.fields.iter().map(|field| write_member(lists, field, &quote!(self)));
    impl_writer(&shape.ident, shape.fields.is_empty(), &quote!(#(#members)*))
}

/// An unknown member is not sent: nothing says how.
pub(super) fn union_writer(lists: Lists, shape: &Union) -> TokenStream {
    let arms = shape.members.iter().map(|member| {
        let (variant, name) = (ident(&member.ident), percent::encoded(&member.form_name));
        match &member.ty {
            None => quote!(Self::#variant {} => form.member(#name, &form::Unit),),
            Some(ty) => {
                let write = write(lists, ty, &member.layout, &name, &quote!(value));
                quote!(Self::#variant(value) => #write,)
            }
        }
    });
    let write = quote! {
        match self {
            #(#arms)*
            Self::Unknown(_) => {}
        }
    };
    impl_writer(&shape.ident, false, &write)
}

pub(super) fn newtype_writer(shape: &Newtype) -> TokenStream {
    impl_writer(&shape.ident, false, &quote!(form.text(&self.0);))
}

/// `form::write_members("Action=CreateTags&Version=2010-01-01", |form| { form.member("Name", &input.name); })`
pub(super) fn write_document(
    lists: Lists,
    pairs: &str,
    fields: &[&Field],
    owner: &TokenStream,
) -> TokenStream {
    let members = fields.iter().map(|field| write_member(lists, field, owner));
    let form = ident(if fields.is_empty() { "_" } else { "form" });
    quote!(form::write_members(#pairs, |#form| { #(#members)* }))
}

fn impl_writer(name: &str, is_empty: bool, write: &TokenStream) -> TokenStream {
    let (name, form) = (ident(name), ident(if is_empty { "_" } else { "form" }));
    quote! {
        impl form::ToForm for #name {
            fn to_form(&self, #form: &mut form::Writer) { #write }
        }
    }
}

fn write_member(lists: Lists, field: &Field, owner: &TokenStream) -> TokenStream {
    let name = ident(&field.ident);
    let write =
        write(lists, &field.ty, &field.layout, &percent::encoded(&field.form_name), &quote!(&#owner.#name));
    quote!(#write;)
}

/// `form.member("Name", &self.name)`, or the call that writes a list or a map with this name.
fn write(lists: Lists, ty: &Ty, layout: &Layout, name: &str, value: &TokenStream) -> TokenStream {
    let each = |ty: &Ty, layout: &Layout| match layout {
        Layout::Plain => {
            let method = method("value", ty);
            quote!(form::Writer::#method)
        }
        _ => {
            let item = write(lists, ty, layout, "", &quote!(item));
            quote!(|form, item| #item)
        }
    };
    match (ty, layout) {
        (Ty::List { item: ty, .. } | Ty::NonEmpty(ty), Layout::List { flattened, item, each: layout }) => {
            let each = each(ty, layout);
            match lists {
                Lists::Flat => quote!(form.flat_list(#name, #value, #each)),
                Lists::Named => {
                    let item = if *flattened { String::new() } else { percent::encoded(&item.name) };
                    quote!(form.list(#name, #item, #value, #each))
                }
            }
        }
        (Ty::Map { value: ty, .. }, Layout::Map { flattened, key, value: within, each: layout }) => {
            let each = each(ty, layout);
            let entry = if *flattened { "" } else { "entry" };
            let (key, within) = (percent::encoded(&key.name), percent::encoded(&within.name));
            quote!(form.map(#name, #entry, [#key, #within], #value, #each))
        }
        _ => {
            let method = method("member", ty);
            quote!(form.#method(#name, #value))
        }
    }
}

/// `member`, or `member_as::<form::HttpDate, _>` for a timestamp in another format than the default.
fn method(name: &str, ty: &Ty) -> TokenStream {
    let format = match ty {
        Ty::Timestamp(TimestampFormat::EpochSeconds) => "EpochSeconds",
        Ty::Timestamp(TimestampFormat::HttpDate) => "HttpDate",
        _ => {
            let name = ident(name);
            return quote!(#name);
        }
    };
    let (name, format) = (ident(&format!("{name}_as")), ident(format));
    quote!(#name::<form::#format, _>)
}
