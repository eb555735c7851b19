//! Members that are dates and times in text: methods of the feature `time`.

use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::ident;
use crate::ir::{Field, Gate, Presence, Struct};

/// The methods of all such members of a structure.
pub(super) fn methods(shape: &Struct) -> Vec<TokenStream> {
    shape.fields.iter().filter_map(|field| of_field(shape.traits.time, field)).collect()
}

/// ```text
/// #[cfg(feature = "time")]
/// pub fn expiry_parsed(&self) -> Option<Result<crate::runtime::time::OffsetDateTime, crate::runtime::time::ParseError>> { .. }
///
/// #[cfg(feature = "time")]
/// pub fn expiry_at(self, expiry: crate::runtime::time::OffsetDateTime) -> Self { .. }
/// ```
fn of_field(gate: Gate, field: &Field) -> Option<TokenStream> {
    let typed = field.typed_time.as_ref()?;
    let (name, parsed) = (ident(&field.ident), ident(&typed.parsed));
    let label = field.ident.trim_start_matches("r#");
    let link = format!("[`{label}`](field@Self::{label})");
    let time = quote!(crate::runtime::time);
    let result = quote!(Result<#time::OffsetDateTime, #time::ParseError>);
    let (result, body) = match field.presence {
        Presence::Optional => {
            (quote!(Option<#result>), quote!(self.#name.as_deref().map(#time::parse::iso8601)))
        }
        _ => (result, quote!(#time::parse::iso8601(&self.#name))),
    };
    let get = format!(" Returns {link} as a point in time.");
    let setter = typed.setter.as_deref().map(|setter| {
        let (setter, set) = (ident(setter), format!(" Sets {link} to a point in time, in milliseconds."));
        gate.item(|cfg| {
            quote! {
                #[doc = #set]
                #cfg
                #[must_use]
                pub fn #setter(mut self, #name: #time::OffsetDateTime) -> Self {
                    self.#name = Some(#time::format::iso8601(#name));
                    self
                }
            }
        })
    });
    gate.item(|cfg| {
        quote! {
            #[doc = #get]
            ///
            /// # Errors
            ///
            /// The text is not an ISO 8601 date and time with an offset from UTC; the member keeps it unchanged.
            #cfg
            pub fn #parsed(&self) -> #result { #body }
            #setter
        }
    })
}
