//! Codecs whose documents are trees of named members: one line of code per member, as in the model.
//!
//! The runtime has a module for each of them, with the same functions. The code for JSON is in the samples.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens as _, quote};

use super::super::tokens::ident;
use super::super::wire::start;
use crate::ir::{Field, Newtype, Struct, TimestampFormat, Ty, Union};

/// The names in the runtime.
pub(super) struct Names {
    /// The module; the name of readers and writers in the code, and of the body of a response.
    pub(super) module: &'static str,
    /// The trait of values that can be encoded, and its method.
    writer: [&'static str; 2],
    /// The trait of values that can be decoded, and its method.
    reader: [&'static str; 2],
    /// The format of encoded integers and decimals of any size, if it is not the default. Decoders accept both.
    big_number: Option<&'static str>,
    /// A document without members.
    empty: &'static [u8],
}

pub(super) const JSON: Names = Names {
    module: "json",
    writer: ["ToJson", "to_json"],
    reader: ["FromJson", "from_json"],
    big_number: None,
    empty: b"{}",
};

pub(super) const JSON_V2: Names = Names { big_number: Some("Quoted"), ..JSON };

pub(super) const CBOR: Names = Names {
    module: "cbor",
    writer: ["ToCbor", "to_cbor"],
    reader: ["FromCbor", "from_cbor"],
    big_number: None,
    // A map without entries.
    empty: b"\xa0",
};

impl Names {
    /// `impl json::ToJson for StartPosition { .. }`.
    pub(super) fn structure_writer(&self, shape: &Struct) -> TokenStream {
        let codec = ident(self.module);
        let members = shape.fields.iter().map(|field| self.write_member(field, &quote!(self)));
        let object = object(shape.fields.is_empty());
        self.impl_writer(&shape.ident, &quote!(#codec.object(|#object| { #(#members)* });))
    }

    /// `impl json::FromJson for Item { .. }`.
    pub(super) fn structure_reader(&self, shape: &Struct) -> TokenStream {
        let codec = ident(self.module);
        let start = start(shape);
        if shape.fields.is_empty() {
            return self.impl_reader(&shape.ident, &quote!(#codec.skip().map(|()| #start)));
        }
        let members = shape.fields.iter().map(|field| self.read_member(field, &quote!(value)));
        let read = quote! {
            let mut value = #start;
            #codec.object(|#codec, name| match name {
                #(#members)*
                _ => #codec.skip(),
            })?;
            Ok(value)
        };
        self.impl_reader(&shape.ident, &read)
    }

    pub(super) fn union_writer(&self, shape: &Union) -> TokenStream {
        let codec = ident(self.module);
        let arms = shape.members.iter().map(|member| {
            let (variant, wire_name) = (ident(&member.ident), &member.wire_name);
            match &member.ty {
                None => quote!(Self::#variant {} => object.member(#wire_name, &#codec::Unit),),
                Some(ty) => {
                    let method = self.method("member", 1, format(ty, self.big_number));
                    quote!(Self::#variant(value) => object.#method(#wire_name, value),)
                }
            }
        });
        let write = quote! {
            #codec.object(|object| match self {
                #(#arms)*
                Self::Unknown(member) => object.entry(&member.name, &member.value),
            });
        };
        self.impl_writer(&shape.ident, &write)
    }

    pub(super) fn union_reader(&self, shape: &Union) -> TokenStream {
        let codec = ident(self.module);
        let arms = shape.members.iter().map(|member| {
            let (variant, wire_name) = (ident(&member.ident), &member.wire_name);
            let Some(ty) = &member.ty else {
                return quote! {
                    #wire_name => #codec.variant(name, &mut value, |_: #codec::Unit| Self::#variant {}, Self::Unknown),
                };
            };
            let method = self.method("variant", 2, format(ty, None));
            let read = quote!(#codec.#method(name, &mut value, Self::#variant, Self::Unknown));
            let read = self.hide_keys(member.sensitive, ty, read);
            quote!(#wire_name => #read,)
        });
        let read = quote! {
            let mut value = None;
            #codec.object(|#codec, name| match name {
                #(#arms)*
                other => #codec.unknown_variant(other, &mut value, Self::Unknown),
            })?;
            Ok(value.unwrap_or_default())
        };
        self.impl_reader(&shape.ident, &read)
    }

    pub(super) fn newtype_writer(&self, shape: &Newtype) -> TokenStream {
        let codec = ident(self.module);
        self.impl_writer(&shape.ident, &quote!(#codec.string(&self.0);))
    }

    pub(super) fn newtype_reader(&self, shape: &Newtype) -> TokenStream {
        let codec = ident(self.module);
        self.impl_reader(&shape.ident, &quote!(#codec.string().map(Self)))
    }

    /// `json::write_members(|object| { object.member("Content", &input.content); })`
    pub(super) fn write_document(&self, fields: &[&Field], owner: &TokenStream) -> TokenStream {
        let codec = ident(self.module);
        let members = fields.iter().map(|field| self.write_member(field, owner));
        let object = object(fields.is_empty());
        quote!(#codec::write_members(|#object| { #(#members)* }))
    }

    /// `json::write_value(&input.content)`
    pub(super) fn write_value(&self, reference: &TokenStream) -> TokenStream {
        let codec = ident(self.module);
        quote!(#codec::write_value(#reference))
    }

    /// `b"{}".to_vec()`
    pub(super) fn empty(&self) -> TokenStream {
        let empty = Literal::byte_string(self.empty);
        quote!(#empty.to_vec())
    }

    /// `json::read_document(response.json(), unreadable, |json, name| match name { .. })?;`
    pub(super) fn read_document(
        &self,
        source: &Ident,
        fields: &[&Field],
        owner: &TokenStream,
    ) -> TokenStream {
        let codec = ident(self.module);
        let members = fields.iter().map(|field| self.read_member(field, owner));
        quote! {
            #codec::read_document(#source.#codec(), unreadable, |#codec, name| match name {
                #(#members)*
                _ => #codec.skip(),
            })?;
        }
    }

    /// `json::read_payload(response.json(), unreadable, &mut output.content)?;`
    pub(super) fn read_value(&self, source: &Ident, place: &TokenStream) -> TokenStream {
        let codec = ident(self.module);
        quote!(#codec::read_payload(#source.#codec(), unreadable, &mut #place)?;)
    }

    fn impl_writer(&self, name: &str, write: &TokenStream) -> TokenStream {
        let (codec, name, [of, to]) = (ident(self.module), ident(name), self.writer.map(ident));
        quote! {
            impl #codec::#of for #name {
                fn #to(&self, #codec: &mut #codec::Writer) { #write }
            }
        }
    }

    fn impl_reader(&self, name: &str, read: &TokenStream) -> TokenStream {
        let (codec, name, [of, from]) = (ident(self.module), ident(name), self.reader.map(ident));
        quote! {
            impl #codec::#of for #name {
                fn #from(#codec: &mut #codec::Reader<'_>) -> Result<Self, #codec::Error> { #read }
            }
        }
    }

    /// `object.member("Content", &input.content);`
    fn write_member(&self, field: &Field, owner: &TokenStream) -> TokenStream {
        let (name, wire_name) = (ident(&field.ident), &field.wire_name);
        let method = self.method("member", 1, format(&field.ty, self.big_number));
        quote!(object.#method(#wire_name, &#owner.#name);)
    }

    /// `"Content" => json.member(&mut item.content),`
    fn read_member(&self, field: &Field, owner: &TokenStream) -> TokenStream {
        let (codec, name, wire_name) = (ident(self.module), ident(&field.ident), &field.wire_name);
        let method = self.method("member", 1, format(&field.ty, None));
        let read = self.hide_keys(field.sensitive, &field.ty, quote!(#codec.#method(&mut #owner.#name)));
        quote!(#wire_name => #read,)
    }

    /// `json.secret(|json| ..)` around the reader of a secret with maps: reports of unreadable members would contain their keys.
    fn hide_keys(&self, sensitive: bool, ty: &Ty, read: TokenStream) -> TokenStream {
        let codec = ident(self.module);
        let has_parts = matches!(ty, Ty::List { .. } | Ty::Map { .. } | Ty::Struct(_) | Ty::Union(_));
        if sensitive && has_parts { quote!(#codec.secret(|#codec| #read)) } else { read }
    }

    /// The method for a value: `member`, or `member_as::<json::DateTime, _>`, with a number of inferred types.
    fn method(&self, name: &str, inferred: usize, format: Option<&str>) -> TokenStream {
        let Some(format) = format else { return ident(name).into_token_stream() };
        let (codec, name, format) = (ident(self.module), ident(&format!("{name}_as")), ident(format));
        let inferred = std::iter::repeat_n(quote!(_), inferred);
        quote!(#name::<#codec::#format #(, #inferred)*>)
    }
}

/// The argument of a closure that writes members.
fn object(is_empty: bool) -> Ident {
    ident(if is_empty { "_" } else { "object" })
}

/// The format of the scalar in a type, if it is not the default.
fn format(ty: &Ty, big_number: Option<&'static str>) -> Option<&'static str> {
    match ty {
        Ty::BigInteger | Ty::BigDecimal => big_number,
        Ty::Timestamp(TimestampFormat::DateTime) => Some("DateTime"),
        Ty::Timestamp(TimestampFormat::HttpDate) => Some("HttpDate"),
        Ty::List { item, .. } | Ty::NonEmpty(item) => format(item, big_number),
        Ty::Map { value, .. } => format(value, big_number),
        _ => None,
    }
}
