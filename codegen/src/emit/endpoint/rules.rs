//! Rules: functions of nested conditions with early returns.

use std::collections::HashSet;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::emit::tokens::ident;
use crate::ir::{
    End, EndpointEnd, Endpoints, Piece, PropertyExpr, RuleAuthScheme, RuleExpr, RuleFunction, RuleStep,
    RuleTy, Variable,
};

/// ```text
/// pub fn resolve(params: &Params) -> Result<Resolved, ResolveError> {
///     if let Some(endpoint) = params.endpoint.as_deref() {
///         return Resolved::at(endpoint);
///     }
///     Err(ResolveError::new("Invalid Configuration: Missing Region"))
/// }
/// ```
pub(super) fn function(endpoints: &Endpoints, function: &RuleFunction) -> TokenStream {
    let name = ident(&function.ident);
    let borrowed = function.arguments.iter().map(|variable| variable.ident.as_str()).collect();
    let printer = Printer { borrowed, in_test: false };
    let arguments = function.arguments.iter().map(|variable| {
        let (name, ty) = (ident(&variable.ident), argument_ty(variable.ty));
        quote!(#name: #ty)
    });
    let body = printer.steps(&function.body, true);
    if function.ident == "resolve" {
        let region = endpoints.checks_region.then(|| check_region(endpoints));
        // Rules may always end in an error.
        let params = if function.takes_params || region.is_some() { ident("params") } else { ident("_") };
        return quote! {
            #[doc = " Returns the endpoint for these parameters."]
            #[doc = ""]
            #[doc = " # Errors"]
            #[doc = ""]
            #[doc = " The rules have no endpoint for these parameters (the error is their message), a required parameter"]
            #[doc = " is missing, or the endpoint is invalid."]
            pub fn resolve(#params: &Params) -> Result<Resolved, ResolveError> { #region #body }
        };
    }
    let params = function.takes_params.then(|| quote!(params: &Params,));
    // As many as the rules have variables at that place.
    let many = (function.arguments.len() + usize::from(function.takes_params) > 7)
        .then(|| quote!(#[allow(clippy::too_many_arguments)]));
    quote! {
        #many
        fn #name(#params #(#arguments),*) -> Result<Resolved, ResolveError> { #body }
    }
}

fn check_region(endpoints: &Endpoints) -> Option<TokenStream> {
    let is_region = |param: &&crate::ir::EndpointParam| param.setting == Some(crate::ir::Setting::Region);
    let param = endpoints.params.iter().find(is_region)?;
    let name = ident(&param.ident);
    let value =
        if param.is_optional() { quote!(params.#name.as_deref()) } else { quote!(Some(&params.#name)) };
    Some(quote!(rules::check_region(#value)?;))
}

/// The expression of an argument.
fn argument_ty(ty: RuleTy) -> TokenStream {
    match ty {
        RuleTy::Bool => quote!(bool),
        RuleTy::Number => quote!(i64),
        RuleTy::Text => quote!(&str),
        RuleTy::Texts => quote!(&[String]),
        RuleTy::Partition => quote!(&Partition),
        RuleTy::Url => quote!(&rules::Url<'_>),
        RuleTy::Arn => quote!(&rules::Arn<'_>),
    }
}

/// The template of the URL with names for its fields, if no other value has the name: `{dns_suffix}`.
fn with_names(endpoint: &EndpointEnd) -> (Vec<(Variable, &RuleExpr)>, RuleExpr) {
    fn uses(value: &RuleExpr, name: &str) -> bool {
        let mut found = matches!(value, RuleExpr::Variable(known) if known.ident == name);
        value.inside(&mut |inside| found |= uses(inside, name));
        found
    }
    let RuleExpr::Template(pieces) = &endpoint.url else { return (Vec::new(), endpoint.url.clone()) };
    let taken = |name: &str| endpoint.values().into_iter().any(|value| uses(value, name));
    let mut lets: Vec<(Variable, &RuleExpr)> = Vec::new();
    let named = pieces.iter().map(|piece| {
        let Piece::Value(value) = piece else { return piece.clone() };
        let (name, owned) = match value {
            RuleExpr::Attribute { field, owned, .. } => (*field, *owned),
            RuleExpr::Param { ident, ty: RuleTy::Text, .. } => (ident.as_str(), false),
            _ => return piece.clone(),
        };
        let is_known = lets.iter().any(|(known, of)| known.ident == name && *of == value);
        let is_other = lets.iter().any(|(known, of)| known.ident == name && *of != value);
        if taken(name) || is_other || name.starts_with("r#") {
            return piece.clone();
        }
        let variable = Variable { ident: name.to_owned(), ty: value.kind().ty, owned };
        if !is_known {
            lets.push((variable.clone(), value));
        }
        Piece::Value(RuleExpr::Variable(variable))
    });
    let named = named.collect();
    (lets, RuleExpr::Template(named))
}

/// Prints the body of a function.
#[derive(Default)]
pub(super) struct Printer<'f> {
    /// Variables that are references regardless of their binding: the arguments.
    pub(super) borrowed: HashSet<&'f str>,
    /// Whether infallible values are unwrapped, since no caller can receive an error.
    pub(super) in_test: bool,
}

impl Printer<'_> {
    fn steps(&self, steps: &[RuleStep], outermost: bool) -> TokenStream {
        steps.iter().map(|step| self.step(step, outermost)).collect()
    }

    fn step(&self, step: &RuleStep, outermost: bool) -> TokenStream {
        match step {
            RuleStep::Let { variable, value } => {
                let (name, value) = (ident(&variable.ident), self.value(value));
                quote!(let #name = #value;)
            }
            RuleStep::Required { variable: Some(variable), value, name: field } => {
                let (name, value) = (ident(&variable.ident), self.value(value));
                let field = field.trim_start_matches("r#");
                quote!(let Some(#name) = #value else { return Err(ResolveError::missing(#field)); };)
            }
            RuleStep::Required { variable: None, name, .. } => {
                let (field, name) = (ident(name), name.trim_start_matches("r#"));
                quote!(if params.#field.is_none() { return Err(ResolveError::missing(#name)); })
            }
            RuleStep::If { condition, then, .. } => {
                let (condition, then) = (self.value(condition), self.steps(then, false));
                quote!(if #condition { #then })
            }
            RuleStep::IfLet { variable, value, then, .. } => {
                let name = ident(&variable.ident);
                let (value, then) = (self.value(value), self.steps(then, false));
                quote!(if let Some(#name) = #value { #then })
            }
            RuleStep::End(End::Endpoint(endpoint)) => {
                let (lets, url) = with_names(endpoint);
                let lets = lets.iter().map(|(variable, value)| {
                    let (name, value) = (ident(&variable.ident), self.value(value));
                    let borrow = variable.owned.then(|| quote!(&));
                    quote!(let #name = #borrow #value;)
                });
                let end = self.endpoint(endpoint, &url);
                if outermost { quote!(#(#lets)* #end) } else { quote!(#(#lets)* return #end;) }
            }
            RuleStep::End(end) => {
                let end = self.end(end);
                if outermost { end } else { quote!(return #end;) }
            }
        }
    }

    /// The result, as a `Result`.
    pub(super) fn end(&self, end: &End) -> TokenStream {
        match end {
            End::Exhausted => quote!(Err(ResolveError::exhausted())),
            End::Error(message) => {
                let message = self.value(message);
                quote!(Err(ResolveError::new(#message)))
            }
            End::Call { function, takes_params, arguments } => {
                let function = ident(function);
                let params = takes_params.then(|| quote!(params,));
                let arguments = arguments.iter().map(|variable| self.reference(variable));
                quote!(#function(#params #(#arguments),*))
            }
            End::Endpoint(endpoint) => self.endpoint(endpoint, &endpoint.url),
        }
    }

    fn endpoint(&self, endpoint: &EndpointEnd, url: &RuleExpr) -> TokenStream {
        let url = self.text(url);
        let at = quote!(Resolved::at(#url));
        if !self.in_test
            && endpoint.headers.is_empty()
            && endpoint.auth_schemes.is_empty()
            && endpoint.properties.is_empty()
        {
            return at;
        }
        let or_else = if self.in_test { quote!(.unwrap()) } else { quote!(?) };
        // Headers come last if nothing else follows: then the last of them is the result.
        let ends_in_header =
            !self.in_test && endpoint.auth_schemes.is_empty() && endpoint.properties.is_empty();
        let last = endpoint.headers.len().saturating_sub(1);
        let headers = endpoint.headers.iter().enumerate().map(|(at, (name, value))| {
            let value = self.text(value);
            let or_else = (!ends_in_header || at < last).then_some(&or_else);
            quote!(.header(#name, #value) #or_else)
        });
        if ends_in_header {
            return quote!(#at #or_else #(#headers)*);
        }
        let schemes = endpoint.auth_schemes.iter().map(|scheme| {
            let scheme = self.auth_scheme(scheme);
            quote!(.auth_scheme(#scheme))
        });
        let properties = endpoint.properties.iter().map(|(name, value)| {
            let value = self.property(value);
            quote!(.property(#name, #value))
        });
        quote!(Ok(#at #or_else #(#headers)* #(#schemes)* #(#properties)*))
    }

    fn auth_scheme(&self, scheme: &RuleAuthScheme) -> TokenStream {
        let name = self.text(&scheme.name);
        let signing_name = scheme.signing_name.as_ref().map(|name| {
            let name = self.text(name);
            quote!(.signing_name(#name))
        });
        let regions = scheme.signing_regions.iter().map(|region| {
            let region = self.text(region);
            quote!(.signing_region(#region))
        });
        let double = scheme.disable_double_encoding.then(|| quote!(.disable_double_encoding()));
        let normalize = scheme.disable_normalize_path.then(|| quote!(.disable_normalize_path()));
        quote!(EndpointAuthScheme::new(#name) #signing_name #(#regions)* #double #normalize)
    }

    /// A value that is converted to a `Property`.
    fn property(&self, value: &PropertyExpr) -> TokenStream {
        match value {
            PropertyExpr::Bool(value) => quote!(#value),
            PropertyExpr::Number(number) => {
                let number = Literal::i64_suffixed(*number);
                quote!(#number)
            }
            PropertyExpr::Text(text @ RuleExpr::Template(_)) => self.value(text),
            PropertyExpr::Text(text) if self.is_owned(text) => {
                let text = self.value(text);
                quote!(#text.as_str())
            }
            PropertyExpr::Text(text) => self.value(text),
            PropertyExpr::List(items) if items.is_empty() => quote!(Property::List(Vec::new())),
            PropertyExpr::List(items) => {
                let items = items.iter().map(|item| self.property(item));
                quote!([#(Property::from(#items)),*])
            }
            PropertyExpr::Map(entries) if entries.is_empty() => quote!(Property::Map(Default::default())),
            PropertyExpr::Map(entries) => {
                let entries = entries.iter().map(|(name, value)| {
                    let value = self.property(value);
                    quote!((#name, Property::from(#value)))
                });
                quote!([#(#entries),*])
            }
        }
    }

    /// A variable as an argument.
    fn reference(&self, variable: &Variable) -> TokenStream {
        self.text(&RuleExpr::Variable(variable.clone()))
    }
}
