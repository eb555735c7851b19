//! Optional items and attributes: behind a feature in a crate, printed or not in a module.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::Gate;

impl Gate {
    /// `#[cfg(feature = "client-core")] impl crate::Client { .. }`
    pub(super) fn guard(self, item: TokenStream) -> Option<TokenStream> {
        self.item(|cfg| quote!(#cfg #item))
    }

    /// Returns an item, given its `#[cfg(feature = "time")]` or, without a condition, nothing.
    pub(super) fn item(self, item: impl FnOnce(Option<TokenStream>) -> TokenStream) -> Option<TokenStream> {
        let is_printed = self != Self::Closed;
        is_printed.then(|| item(self.condition().map(|condition| quote!(#[cfg(#condition)]))))
    }

    /// `feature = "time"`, or `any(feature = "client", feature = "blocking")`; `None` without a condition.
    fn condition(self) -> Option<TokenStream> {
        match self {
            Self::Closed | Self::Open => None,
            Self::Features([feature]) => Some(quote!(feature = #feature)),
            Self::Features(features) => Some(quote!(any(#(feature = #features),*))),
        }
    }

    /// `#[cfg_attr(feature = "serde", serde(default))]`, or `#[serde(default)]` without a condition.
    pub(super) fn attribute(self, attribute: &TokenStream) -> Option<TokenStream> {
        let is_printed = self != Self::Closed;
        is_printed.then(|| match self.condition() {
            Some(condition) => quote!(#[cfg_attr(#condition, #attribute)]),
            None => quote!(#[#attribute]),
        })
    }

    /// Derives the traits of serde. A module reaches serde through the runtime, which its package depends on.
    ///
    /// ```text
    /// #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
    /// ```
    pub(super) fn derive_serde(self) -> Option<TokenStream> {
        if self != Self::Open {
            return self.attribute(&quote!(derive(serde::Serialize, serde::Deserialize)));
        }
        let serde = quote!(farrier_runtime::serde::serde);
        let path = "farrier_runtime::serde::serde";
        Some(quote! {
            #[derive(#serde::Serialize, #serde::Deserialize)]
            #[serde(crate = #path)]
        })
    }
}
