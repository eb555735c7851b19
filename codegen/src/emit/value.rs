//! Typed values as Rust expressions, for tests.

use std::collections::BTreeSet;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::tokens::ident;
use crate::ir::{Document, StructValue, Value, Wrap};

/// Prints values, and collects the names that they need.
#[derive(Default)]
pub(super) struct Printer {
    /// Types of `types`.
    pub(super) types: BTreeSet<String>,
    /// Types of `error`.
    pub(super) errors: BTreeSet<String>,
}

impl Printer {
    /// An expression of the value's own type.
    pub(super) fn expression(&mut self, value: &Value) -> TokenStream {
        match value {
            Value::Bool(value) => quote!(#value),
            Value::Integer(text) => integer(text),
            Value::Float(number) => float(*number),
            // Constructors convert their arguments, so that a value must state its type.
            Value::BigInteger(text) => quote!(#text.parse::<sdk::BigInteger>().unwrap()),
            Value::BigDecimal(text) => quote!(#text.parse::<sdk::BigDecimal>().unwrap()),
            Value::Text(text) => quote!(#text.to_owned()),
            Value::Blob(text) => quote!(sdk::Blob::from(#text)),
            Value::Timestamp(text) if text.contains(['T', 't']) => {
                quote!(sdk::Timestamp::parse_date_time(#text).unwrap())
            }
            Value::Timestamp(text) => quote!(sdk::Timestamp::parse_epoch_seconds(#text).unwrap()),
            Value::Document(value) => document(value, &quote!(sdk)),
            Value::Named { ident: name, text } => {
                let name = self.named(name);
                quote!(#name::from(#text))
            }
            Value::IntEnum { ident: name, value } => {
                let (name, value) = (self.named(name), integer(value));
                quote!(#name::from(#value))
            }
            Value::List { items, sparse } => {
                let items = items.iter().map(|item| self.item(item.as_ref(), *sparse));
                quote!(vec![#(#items),*])
            }
            Value::NonEmpty(items) => {
                let items = items.iter().map(|item| self.expression(item));
                quote!(sdk::NonEmpty::from([#(#items),*]))
            }
            Value::Map { entries, sparse } => {
                let entries = entries.iter().map(|(key, value)| {
                    let (key, value) = (self.expression(key), self.item(value.as_ref(), *sparse));
                    quote!((#key, #value))
                });
                quote!(std::collections::BTreeMap::from([#(#entries),*]))
            }
            Value::Struct(value) => self.structure(value),
            Value::Union { ident: name, variant, value, boxed } => {
                let (name, variant) = (self.named(name), ident(variant));
                match value.as_ref().map(|value| self.expression(value)) {
                    None => quote!(#name::#variant {}),
                    Some(value) if *boxed => quote!(#name::#variant(Box::new(#value))),
                    Some(value) => quote!(#name::#variant(#value)),
                }
            }
            Value::Unknown { ident: name, name: member, value } => {
                let (name, value) = (self.named(name), document(value, &quote!(sdk)));
                quote!(#name::Unknown(sdk::UnknownMember::new(#member, #value)))
            }
        }
    }

    fn named(&mut self, name: &str) -> proc_macro2::Ident {
        self.types.insert(name.to_owned());
        ident(name)
    }

    fn item(&mut self, item: Option<&Value>, sparse: bool) -> TokenStream {
        match item.map(|item| self.expression(item)) {
            None => quote!(None),
            Some(value) if sparse => quote!(Some(#value)),
            Some(value) => value,
        }
    }

    /// ```text
    /// { let mut value = Input::new("required".to_owned()); value.field = Some(1); value }
    /// ```
    fn structure(&mut self, value: &StructValue) -> TokenStream {
        let name = ident(&value.ident);
        match value.home {
            "types" => drop(self.types.insert(value.ident.clone())),
            "error" => drop(self.errors.insert(value.ident.clone())),
            _ => {}
        }
        let required: Vec<TokenStream> = value.required.iter().map(|value| self.expression(value)).collect();
        if value.fields.is_empty() {
            return quote!(#name::new(#(#required),*));
        }
        let fields = value.fields.iter().map(|(field, value, wrap)| {
            let (field, value) = (ident(field), wrapped(self.expression(value), *wrap));
            quote!(value.#field = #value;)
        });
        quote!({
            let mut value = #name::new(#(#required),*);
            #(#fields)*
            value
        })
    }
}

fn wrapped(value: TokenStream, wrap: Wrap) -> TokenStream {
    let value = if wrap.boxed { quote!(Box::new(#value)) } else { value };
    if wrap.optional { quote!(Some(#value)) } else { value }
}

fn integer(text: &str) -> TokenStream {
    let number = Literal::i64_unsuffixed(text.parse().unwrap_or_default());
    quote!(#number)
}

fn float(number: f64) -> TokenStream {
    if number.is_nan() {
        quote!("NaN".parse().unwrap())
    } else if number.is_infinite() {
        let text = if number > 0.0 { "inf" } else { "-inf" };
        quote!(#text.parse().unwrap())
    } else {
        let number = Literal::f64_unsuffixed(number);
        quote!(#number)
    }
}

/// A value without a schema, with the path of the module that has the type.
pub(super) fn document(value: &Document, path: &TokenStream) -> TokenStream {
    match value {
        Document::Null => quote!(#path::Document::Null),
        Document::Bool(value) => quote!(#path::Document::Boolean(#value)),
        Document::Number(text) => {
            quote!(#text.parse().map_or(#path::Document::Null, #path::Document::Number))
        }
        Document::Text(text) => quote!(#path::Document::String(#text.to_owned())),
        Document::Array(items) => {
            let items = items.iter().map(|item| document(item, path));
            quote!(#path::Document::Array(vec![#(#items),*]))
        }
        Document::Object(members) => {
            let members = members.iter().map(|(name, value)| {
                let value = document(value, path);
                quote!((#name.to_owned(), #value))
            });
            quote!(#path::Document::Object(std::collections::BTreeMap::from([#(#members),*])))
        }
    }
}
