//! The input of an example that the model has, as a user would write it.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::Sample;
use crate::emit::tokens::ident;
use crate::ir::{Field, Operation, OperationTests, Service, Struct, StructValue, Type, Value};

/// The input of the first example of an operation.
pub(super) fn input<'s>(service: &'s Service, operation: &Operation) -> Option<&'s StructValue> {
    let of_operation =
        |tests: &&OperationTests| std::ptr::eq(&service.operations[tests.operation], operation);
    let tests = service.tests.iter().find(of_operation)?;
    let example = tests.requests.iter().find(|test| test.is_example)?;
    match &example.input {
        Value::Struct(value) => Some(value),
        _ => None,
    }
}

impl Sample<'_> {
    /// `SendMessageRequest::new("text/plain", "Hello", "connection token")`, with a setter for each other member.
    ///
    /// `None` if a value has no short form.
    pub(super) fn written(
        &mut self,
        shape: &Struct,
        value: &StructValue,
        with_token: bool,
    ) -> Option<TokenStream> {
        let name = ident(&shape.ident);
        let required = value.required.iter().map(|value| self.argument(value));
        let required = required.collect::<Option<Vec<TokenStream>>>()?;
        let mut code = quote!(#name::new(#(#required),*));
        for (field, value, _) in &value.fields {
            let is_it = |other: &&Field| other.ident == *field;
            let field = shape.fields.iter().find(is_it)?;
            if field.idempotency_token && !with_token {
                continue;
            }
            let (setter, value) = (ident(&field.setter), self.argument(value)?);
            code = quote!(#code.#setter(#value));
        }
        Some(code)
    }

    /// A value as an argument, which a constructor or a setter converts.
    fn argument(&mut self, value: &Value) -> Option<TokenStream> {
        Some(match value {
            Value::Text(text) | Value::Blob(text) => quote!(#text),
            Value::Named { ident: name, text } => self.variant(name, text).unwrap_or_else(|| quote!(#text)),
            Value::List { items, sparse: false } => {
                let items = items.iter().map(|item| self.exact(item.as_ref()?));
                let items = items.collect::<Option<Vec<TokenStream>>>()?;
                quote!([#(#items),*])
            }
            Value::NonEmpty(items) => {
                let items =
                    items.iter().map(|item| self.exact(item)).collect::<Option<Vec<TokenStream>>>()?;
                quote!([#(#items),*])
            }
            Value::Map { entries, sparse: false } => {
                let entries = entries.iter().map(|(key, value)| {
                    let (key, value) = (self.exact(key)?, self.exact(value.as_ref()?)?);
                    Some(quote!((#key, #value)))
                });
                let entries = entries.collect::<Option<Vec<TokenStream>>>()?;
                quote!([#(#entries),*])
            }
            other => self.exact(other)?,
        })
    }

    /// A value of exactly its type, as an item of a list.
    fn exact(&mut self, value: &Value) -> Option<TokenStream> {
        Some(match value {
            Value::Bool(value) => quote!(#value),
            Value::Integer(text) => {
                let number = Literal::i64_unsuffixed(text.parse().ok()?);
                quote!(#number)
            }
            Value::Float(number) if number.is_finite() => {
                let number = Literal::f64_unsuffixed(*number);
                quote!(#number)
            }
            Value::Text(text) => quote!(#text.to_owned()),
            Value::Named { ident: name, text } => self.variant(name, text).unwrap_or_else(|| {
                self.used.insert(name.clone());
                let name = ident(name);
                quote!(#name::from(#text))
            }),
            Value::Struct(value) => {
                let Some(Type::Struct(shape)) = self.shapes.ty(&value.ident) else {
                    return None;
                };
                self.used.insert(shape.ident.clone());
                self.written(shape, value, true)?
            }
            _ => return None,
        })
    }

    /// `ConnectionType::Websocket`, if the type is an enum with this value.
    fn variant(&mut self, name: &str, text: &str) -> Option<TokenStream> {
        let Type::Enum(shape) = self.shapes.ty(name)? else { return None };
        let variant = ident(&shape.variants.iter().find(|variant| variant.value == text)?.ident);
        self.used.insert(shape.ident.clone());
        let name = ident(&shape.ident);
        Some(quote!(#name::#variant))
    }
}
