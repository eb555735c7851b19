//! Validation: the limits of the model for a request, as code that collects all violations.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::tokens::{docs, ident};
use super::{Module, rust};
use crate::ir::{
    Field, Inside, Length, Limits, Pattern, PatternStep, Presence, Range, Service, Struct, Ty, Union,
};

/// `pub fn validate(&self)` of the input of an operation.
pub(super) fn method(shape: &Struct) -> Option<TokenStream> {
    if !shape.is_input {
        return None;
    }
    let body = if shape.checks { quote!(runtime::validate(self)) } else { quote!(Ok(())) };
    Some(quote! {
        /// Checks all values against the limits of the model, without a call. The service may have other limits.
        ///
        /// # Errors
        ///
        /// All violations of the model, each with the path of its member.
        pub fn validate(&self) -> Result<(), runtime::Violations> { #body }
    })
}

/// `fn validate(input)` of the trait `Operation`; the default of the trait returns `Ok`.
pub(super) fn of_operation(input: &Struct) -> Option<TokenStream> {
    input.checks.then(|| {
        quote! {
            fn validate(input: &Self::Input) -> Result<(), runtime::Violations> { input.validate() }
        }
    })
}

/// ```text
/// impl runtime::Validate for StartPosition {
///     fn check<'v>(&'v self, at: &mut runtime::Checker<'v>) {
///         at.member("Id", self.id.as_ref(), |at, value| at.characters(value, 1..=256));
///     }
/// }
/// ```
pub(super) fn structure(shape: &Struct) -> Option<TokenStream> {
    let members = shape.fields.iter().filter_map(member);
    shape.checks.then(|| implementation(&shape.ident, &quote!(#(#members)*)))
}

fn member(field: &Field) -> Option<TokenStream> {
    let check = field.check.as_ref()?;
    let (name, label) = (ident(&field.ident), field.name.as_str());
    let value = match field.presence {
        Presence::Optional => quote!(self.#name.as_ref()),
        _ => quote!(Some(&self.#name)),
    };
    let check = closure(&field.ty, check, false);
    Some(quote!(at.member(#label, #value, #check);))
}

/// The check of the present member of a union, or the violation for an unknown member.
pub(super) fn union(shape: &Union) -> Option<TokenStream> {
    let mut passed = false;
    let arms: Vec<TokenStream> = shape
        .members
        .iter()
        .filter_map(|member| {
            let (Some(check), Some(ty)) = (&member.check, &member.ty) else {
                passed = true;
                return None;
            };
            let (variant, label) = (ident(&member.ident), &member.name);
            let check = closure(ty, check, false);
            Some(quote!(Self::#variant(value) => at.member(#label, Some(value), #check),))
        })
        .collect();
    let others = passed.then(|| quote!(_ => {}));
    let body = if arms.is_empty() && passed {
        quote!(if let Self::Unknown(_) = self {
            at.unknown_member();
        })
    } else {
        quote! {
            match self {
                #(#arms)*
                Self::Unknown(_) => at.unknown_member(),
                #others
            }
        }
    };
    shape.checks.then(|| implementation(&shape.ident, &body))
}

fn implementation(name: &str, body: &TokenStream) -> TokenStream {
    let name = ident(name);
    quote! {
        impl runtime::Validate for #name {
            fn check<'v>(&'v self, at: &mut runtime::Checker<'v>) { #body }
        }
    }
}

/// `|at, value| at.characters(value, 1..=5)`, or a block for several checks.
fn closure(ty: &Ty, check: &Limits, sparse: bool) -> TokenStream {
    let calls = calls(ty, check);
    match &calls[..] {
        _ if sparse => quote!(|at, value| { if let Some(value) = value { #(#calls;)* } }),
        [call] => quote!(|at, value| #call),
        calls => quote!(|at, value| { #(#calls;)* }),
    }
}

/// The checks of `value`, which is a reference to a value of the type.
fn calls(ty: &Ty, check: &Limits) -> Vec<TokenStream> {
    let text = match ty {
        Ty::Enum(_) | Ty::Newtype(_) => quote!(value.as_str()),
        _ => quote!(value),
    };
    let length = check.length.as_ref().map(|length| {
        let (bounds, kind) = (length_bounds(length), ident(counted(ty)));
        quote!(at.#kind(#text, #bounds))
    });
    let range = check.range.as_ref().map(|range| in_range(ty, range));
    let pattern = check.pattern.as_ref().and_then(|pattern| pattern.program.as_ref()).map(|name| {
        let name = ident(name);
        quote!(at.pattern(#text, &crate::patterns::#name))
    });
    let unique = check.unique.then(|| quote!(at.unique(value)));
    let inside = inside(ty, &check.inside);
    [length, range, pattern, unique, inside].into_iter().flatten().collect()
}

fn counted(ty: &Ty) -> &'static str {
    match ty {
        Ty::Blob => "bytes",
        Ty::List { .. } | Ty::NonEmpty(_) => "items",
        Ty::Map { .. } => "entries",
        _ => "characters",
    }
}

fn length_bounds(length: &Length) -> TokenStream {
    let number = |bound: Option<u64>| bound.map(Literal::u64_unsuffixed);
    between(number(length.min), number(length.max))
}

/// `1..=5`, `1..` or `..=5`.
fn between(min: Option<Literal>, max: Option<Literal>) -> TokenStream {
    match max {
        Some(max) => quote!(#min..=#max),
        None => quote!(#min..),
    }
}

fn in_range(ty: &Ty, range: &Range) -> TokenStream {
    if matches!(ty, Ty::BigInteger | Ty::BigDecimal) {
        let bound = |bound: &Option<String>| match bound {
            Some(bound) => quote!(Some(#bound)),
            None => quote!(None),
        };
        let (min, max) = (bound(&range.min), bound(&range.max));
        return quote!(at.big_range(value.as_str(), #min, #max));
    }
    let literal = |text: &String| match ty {
        Ty::F32 => Literal::f32_unsuffixed(text.parse().unwrap_or_default()),
        Ty::F64 => Literal::f64_unsuffixed(text.parse().unwrap_or_default()),
        _ => Literal::i64_unsuffixed(text.parse().unwrap_or_default()),
    };
    let bounds = between(range.min.as_ref().map(literal), range.max.as_ref().map(literal));
    quote!(at.range(*value, #bounds))
}

fn inside(ty: &Ty, inside: &Inside) -> Option<TokenStream> {
    match (inside, ty) {
        (Inside::Type, _) => Some(quote!(at.nested(value))),
        (Inside::Items(check), Ty::List { item, sparse }) => {
            let check = closure(item, check, *sparse);
            Some(quote!(at.each(value, #check)))
        }
        (Inside::Items(check), Ty::NonEmpty(item)) => {
            let check = closure(item, check, false);
            Some(quote!(at.each(value, #check)))
        }
        (Inside::Entries { key, value, secret }, Ty::Map { key: key_ty, value: value_ty, sparse }) => {
            let nothing = || quote!(|_, _| {});
            let key = key.as_ref().map_or_else(nothing, |key| closure(key_ty, key, false));
            let value = value.as_ref().map_or_else(nothing, |value| closure(value_ty, value, *sparse));
            let each = ident(if *secret { "each_secret_entry" } else { "each_entry" });
            Some(quote!(at.#each(value, #key, #value)))
        }
        _ => None,
    }
}

/// `src/patterns.rs`: each pattern once, with its program.
pub(super) fn patterns(service: &Service) -> Option<Module> {
    let patterns = service.patterns.iter().map(pattern);
    let tokens = quote! {
        #![doc = " The patterns that values of requests are checked against."]
        use crate::runtime::{Pattern, Step};
        #(#patterns)*
    };
    let module = || rust("src/patterns.rs", &service.id, tokens);
    (!service.patterns.is_empty()).then(module)
}

/// ```text
/// pub(crate) static VIEW_ID: Pattern = Pattern { text: "^[a-z]+$", steps: &[Step::Start, ..] };
/// ```
fn pattern(pattern: &Pattern) -> TokenStream {
    let (name, text) = (ident(&pattern.ident), &pattern.text);
    let steps = pattern.steps.iter().map(step);
    let lenient = pattern.lenient.then(|| {
        docs(&["Beyond ASCII, all characters are taken: which have a property depends on the version of Unicode.".to_owned()])
    });
    quote! {
        #lenient
        pub(crate) static #name: Pattern = Pattern { text: #text, steps: &[#(#steps),*] };
    }
}

fn step(step: &PatternStep) -> TokenStream {
    let ranges = |ranges: &[(char, char)]| {
        let ranges = ranges.iter().map(|(first, last)| quote!((#first, #last)));
        quote!(&[#(#ranges),*])
    };
    let number = |number: u64| Literal::u64_unsuffixed(number);
    match step {
        PatternStep::One(one) => {
            let ranges = ranges(one);
            quote!(Step::One(#ranges))
        }
        PatternStep::Many(one, min, max) => {
            let (ranges, min) = (ranges(one), number((*min).into()));
            let max = match max.map(|max| number(max.into())) {
                Some(max) => quote!(Some(#max)),
                None => quote!(None),
            };
            quote!(Step::Many(#ranges, #min, #max))
        }
        PatternStep::Split(here, there) => {
            let (here, there) = (number(*here as u64), number(*there as u64));
            quote!(Step::Split(#here, #there))
        }
        PatternStep::Jump(there) => {
            let there = number(*there as u64);
            quote!(Step::Jump(#there))
        }
        PatternStep::Start => quote!(Step::Start),
        PatternStep::End => quote!(Step::End),
        PatternStep::Match => quote!(Step::Match),
    }
}
