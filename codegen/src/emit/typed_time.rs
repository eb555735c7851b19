//! Members that are dates and times in text: methods of the feature `time`.

use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::ident;
use crate::ir::{Field, Presence, Struct};

/// The methods of all such members of a structure.
pub(super) fn methods(shape: &Struct) -> Vec<TokenStream> {
    shape.fields.iter().filter_map(of_field).collect()
}

/// ```text
/// #[cfg(feature = "time")]
/// pub fn expiry_parsed(&self) -> Option<Result<::time::OffsetDateTime, ::time::error::Parse>> { .. }
///
/// #[cfg(feature = "time")]
/// pub fn expiry_at(self, expiry: ::time::OffsetDateTime) -> Self { .. }
/// ```
fn of_field(field: &Field) -> Option<TokenStream> {
    let typed = field.typed_time.as_ref()?;
    let (name, parsed) = (ident(&field.ident), ident(&typed.parsed));
    let label = field.ident.trim_start_matches("r#");
    let link = format!("[`{label}`](field@Self::{label})");
    let result = quote!(Result<::time::OffsetDateTime, ::time::error::Parse>);
    let (result, body) = match field.presence {
        Presence::Optional => {
            (quote!(Option<#result>), quote!(self.#name.as_deref().map(crate::runtime::time::parse::iso8601)))
        }
        _ => (result, quote!(crate::runtime::time::parse::iso8601(&self.#name))),
    };
    let get = format!(" Returns {link} as a point in time.");
    let setter = typed.setter.as_deref().map(|setter| {
        let (setter, set) = (ident(setter), format!(" Sets {link} to a point in time, in milliseconds."));
        quote! {
            #[doc = #set]
            #[cfg(feature = "time")]
            #[must_use]
            pub fn #setter(mut self, #name: ::time::OffsetDateTime) -> Self {
                self.#name = Some(crate::runtime::time::format::iso8601(#name));
                self
            }
        }
    });
    Some(quote! {
        #[doc = #get]
        ///
        /// # Errors
        ///
        /// The text is not an ISO 8601 date and time with an offset from UTC; the member keeps it unchanged.
        #[cfg(feature = "time")]
        pub fn #parsed(&self) -> #result { #body }
        #setter
    })
}
