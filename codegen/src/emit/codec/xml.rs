//! XML: each member is an element or an attribute; items of lists, and keys and values of maps, are elements with names.

mod parts;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::super::tokens::ident;
use super::super::wire::start;
use crate::ir::{Field, Newtype, Struct, Tag, Union, UnionMember, Within};
use parts::{local, member_tag, method};

/// The module of the runtime; the name of readers and writers in the code, and of the body of a response.
pub(super) const MODULE: &str = "xml";

/// `impl xml::ToXml for Grant { .. }`.
pub(super) fn structure_writer(shape: &Struct) -> TokenStream {
    let (attributes, elements) = split(&shape.fields.iter().collect::<Vec<_>>());
    let owner = quote!(self);
    let attributes = (!attributes.is_empty()).then(|| {
        let writes = attributes.iter().map(|field| write_attribute(field, &owner));
        quote!(fn attributes(&self, xml: &mut xml::Writer) { #(#writes)* })
    });
    let members = elements.iter().map(|field| write_member(field, &owner));
    impl_writer(&shape.ident, elements.is_empty(), attributes.as_ref(), &quote!(#(#members)*))
}

/// `impl xml::FromXml for Grant { .. }`.
pub(super) fn structure_reader(shape: &Struct) -> TokenStream {
    let start = start(shape);
    if shape.fields.is_empty() {
        return impl_reader(&shape.ident, &quote!(xml.skip().map(|()| #start)));
    }
    let (attributes, elements) = read_members(&shape.fields.iter().collect::<Vec<_>>(), &quote!(value));
    let read = quote! {
        let mut value = #start;
        #attributes
        #elements?;
        Ok(value)
    };
    impl_reader(&shape.ident, &read)
}

pub(super) fn union_writer(shape: &Union) -> TokenStream {
    let arms = shape.members.iter().map(|member| {
        let variant = ident(&member.ident);
        let tag = member_tag(&member.wire_name, member.xml.namespace.as_ref());
        match &member.ty {
            None => quote!(Self::#variant {} => xml.member(#tag, &xml::Unit),),
            Some(ty) => {
                let write = parts::write(ty, &member.layout, &tag, &quote!(value));
                quote!(Self::#variant(value) => #write,)
            }
        }
    });
    let write = quote! {
        match self {
            #(#arms)*
            Self::Unknown(member) => xml.unknown(member),
        }
    };
    impl_writer(&shape.ident, false, None, &write)
}

pub(super) fn union_reader(shape: &Union) -> TokenStream {
    let arms = shape.members.iter().map(|member| {
        let (name, read) = (local(&member.wire_name), read_variant(member));
        let read = quote!(xml.variant(name, &mut value, |xml| #read, Self::Unknown));
        let read = match &member.ty {
            Some(ty) => parts::hide_keys(member.sensitive, ty, read),
            None => read,
        };
        quote!(#name => #read,)
    });
    let read = quote! {
        let mut value = None;
        xml.object(|xml, name| match name {
            #(#arms)*
            other => xml.unknown_variant(other, &mut value, Self::Unknown),
        })?;
        Ok(value.unwrap_or_default())
    };
    impl_reader(&shape.ident, &read)
}

/// `xml.value().map(Self::Prefix)`.
fn read_variant(member: &UnionMember) -> TokenStream {
    let variant = ident(&member.ident);
    match &member.ty {
        None => quote!(xml.skip().map(|()| Self::#variant {})),
        Some(ty) => {
            let read = parts::read(ty, &member.layout);
            quote!(#read.map(Self::#variant))
        }
    }
}

pub(super) fn newtype_writer(shape: &Newtype) -> TokenStream {
    impl_writer(&shape.ident, false, None, &quote!(xml.text(&self.0);))
}

pub(super) fn newtype_reader(shape: &Newtype) -> TokenStream {
    let (name, reader) = (ident(&shape.ident), impl_reader(&shape.ident, &quote!(xml.string().map(Self))));
    quote! {
        #reader

        impl xml::FromText for #name {
            fn from_text(text: std::borrow::Cow<'_, str>) -> Result<Self, &'static str> {
                Ok(Self(text.into_owned()))
            }
        }
    }
}

/// `xml::write_members("CreateHostedZoneRequest", |_| {}, |xml| { xml.member("Name", &input.name); })`
pub(super) fn write_document(root: &Tag, fields: &[&Field], owner: &TokenStream) -> TokenStream {
    let root = parts::tag(root);
    let (attributes, elements) = split(fields);
    let writes = attributes.iter().map(|field| write_attribute(field, owner));
    let in_tag = closure(&quote!(#(#writes)*), attributes.is_empty());
    let writes = elements.iter().map(|field| write_member(field, owner));
    let within = closure(&quote!(#(#writes)*), elements.is_empty());
    quote!(xml::write_members(#root, #in_tag, #within))
}

/// `xml::write_value("Tagging", &input.tagging)`
pub(super) fn write_value(root: &Tag, reference: &TokenStream) -> TokenStream {
    let root = parts::tag(root);
    quote!(xml::write_value(#root, #reference))
}

/// `xml::read_document(response.xml(), unreadable, |xml| xml.object(|xml, name| match name { .. }))?;`
pub(super) fn read_document(
    source: &Ident,
    within: &Within,
    fields: &[&Field],
    owner: &TokenStream,
) -> TokenStream {
    let (attributes, elements) = read_members(fields, owner);
    let read = match attributes {
        None => elements,
        Some(attributes) => quote!({ #attributes #elements }),
    };
    match within {
        Within::Root => quote!(xml::read_document(#source.xml(), unreadable, |xml| #read)?;),
        Within::Child(name) => quote!(xml::read_result(#source.xml(), unreadable, #name, |xml| #read)?;),
        Within::Error => quote!(xml::read_error(#source.xml(), unreadable, |xml| #read)?;),
        Within::Member => {
            let members = fields.iter().map(|field| read_place(field, owner));
            quote!(#(xml::read_document(#source.xml(), unreadable, |xml| #members)?;)*)
        }
    }
}

/// `xml::read_payload(response.xml(), unreadable, &mut output.tagging)?;`
pub(super) fn read_value(source: &Ident, place: &TokenStream) -> TokenStream {
    quote!(xml::read_payload(#source.xml(), unreadable, &mut #place)?;)
}

fn impl_writer(
    name: &str,
    is_empty: bool,
    attributes: Option<&TokenStream>,
    write: &TokenStream,
) -> TokenStream {
    let (name, xml) = (ident(name), ident(if is_empty { "_" } else { "xml" }));
    quote! {
        impl xml::ToXml for #name {
            #attributes

            fn to_xml(&self, #xml: &mut xml::Writer) { #write }
        }
    }
}

fn impl_reader(name: &str, read: &TokenStream) -> TokenStream {
    let name = ident(name);
    quote! {
        impl xml::FromXml for #name {
            fn from_xml(xml: &mut xml::Reader<'_>) -> Result<Self, xml::Error> { #read }
        }
    }
}

/// An argument that writes to `xml`, or nothing.
fn closure(content: &TokenStream, is_empty: bool) -> TokenStream {
    let xml = ident(if is_empty { "_" } else { "xml" });
    quote!(|#xml| { #content })
}

/// The attributes of an element, and the elements in it.
fn split<'f>(fields: &[&'f Field]) -> (Vec<&'f Field>, Vec<&'f Field>) {
    fields.iter().partition(|field| field.xml.attribute)
}

/// `xml.attribute("xsi:type", &self.kind);`
fn write_attribute(field: &Field, owner: &TokenStream) -> TokenStream {
    let (name, wire_name) = (ident(&field.ident), &field.wire_name);
    let method = method("attribute", &field.ty);
    quote!(xml.#method(#wire_name, &#owner.#name);)
}

/// `xml.member("Name", &self.name);`
fn write_member(field: &Field, owner: &TokenStream) -> TokenStream {
    let name = ident(&field.ident);
    let tag = member_tag(&field.wire_name, field.xml.namespace.as_ref());
    let write = parts::write(&field.ty, &field.layout, &tag, &quote!(&#owner.#name));
    quote!(#write;)
}

/// The statement that reads the attributes, if there are any, and an expression that reads the rest of an element.
fn read_members(fields: &[&Field], owner: &TokenStream) -> (Option<TokenStream>, TokenStream) {
    let fields: Vec<&Field> = fields.iter().filter(|field| !field.xml.superseded).copied().collect();
    let (attributes, elements) = split(&fields);
    let arms = attributes.iter().map(|field| {
        let (name, wire_name) = (ident(&field.ident), local(&field.wire_name));
        let method = method("attribute", &field.ty);
        quote!(#wire_name => xml.#method(&mut #owner.#name),)
    });
    let in_tag = (!attributes.is_empty()).then(|| {
        quote! {
            xml.attributes(|xml, name| match name {
                #(#arms)*
                _ => xml.skip_attribute(),
            })?;
        }
    });
    if elements.is_empty() {
        return (in_tag, quote!(xml.skip()));
    }
    let arms = elements.iter().map(|field| read_member(field, owner));
    let within = quote! {
        xml.object(|xml, name| match name {
            #(#arms)*
            _ => xml.skip(),
        })
    };
    (in_tag, within)
}

/// `"Name" => xml.member(&mut output.name),`
fn read_member(field: &Field, owner: &TokenStream) -> TokenStream {
    let (wire_name, read) = (local(&field.wire_name), read_place(field, owner));
    quote!(#wire_name => #read,)
}

/// `xml.member(&mut output.name)`
fn read_place(field: &Field, owner: &TokenStream) -> TokenStream {
    let name = ident(&field.ident);
    let read = parts::read_member(field, &quote!(&mut #owner.#name));
    parts::hide_keys(field.sensitive, &field.ty, read)
}
