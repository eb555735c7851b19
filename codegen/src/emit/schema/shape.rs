//! Types of values in the schema, with their limits: `&Shape::String(Limits::between(1, 36))`.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::tokens::{ident, path};
use super::{signed, text_format};
use crate::ir::schema::TextFormat;
use crate::ir::{Inside, Limits, Named, PatternUse, Range, Service, TimestampFormat, Ty};

/// A type as a value, with its limits; a type with a name by its static.
pub(super) fn value(service: &Service, ty: &Ty, limits: &Limits) -> TokenStream {
    let limited = |kind: &str| {
        let (kind, limits) = (ident(kind), limits_of(service, limits));
        quote!(Shape::#kind(#limits))
    };
    match ty {
        Ty::Bool => quote!(Shape::Boolean),
        Ty::I8 => limited("Byte"),
        Ty::I16 => limited("Short"),
        Ty::I32 => limited("Integer"),
        Ty::I64 => limited("Long"),
        Ty::F32 => limited("Float"),
        Ty::F64 => limited("Double"),
        Ty::BigInteger => limited("BigInteger"),
        Ty::BigDecimal => limited("BigDecimal"),
        Ty::String | Ty::Newtype(_) => limited("String"),
        Ty::Enum(_) if service.shapes.has_other_values(ty) => limited("String"),
        Ty::Blob => limited("Blob"),
        Ty::Enum(place) => named("Enum", place),
        Ty::IntEnum(place) => named("IntEnum", place),
        Ty::Struct(place) => named("Structure", place),
        Ty::Union(place) => named("Union", place),
        Ty::Timestamp(format) => {
            let format = timestamp_format(*format);
            quote!(Shape::Timestamp(TimestampFormat::#format))
        }
        Ty::Document => quote!(Shape::Document),
        Ty::List { item, sparse } => list(service, item, *sparse, limits),
        Ty::NonEmpty(item) => list(service, item, false, limits),
        Ty::Map { key, value, sparse } => map(service, (key, value), *sparse, limits),
    }
}

/// `Shape::Enum(&crate::types::sort_key::schema::SHAPE)`.
pub(super) fn named(kind: &str, Named { home, module, .. }: &Named) -> TokenStream {
    let (kind, home, module) = (ident(kind), path(home), ident(module));
    quote!(Shape::#kind(&#home::#module::schema::SHAPE))
}

/// `Shape::list(&Shape::String(Limits::NONE))`.
fn list(service: &Service, item: &Ty, sparse: bool, limits: &Limits) -> TokenStream {
    let none = Limits::default();
    let inside = if let Inside::Items(inside) = &limits.inside { inside } else { &none };
    let has_limits = has_any(limits);
    let (item, limits) = (value(service, item, inside), limits_of(service, limits));
    match sparse || has_limits {
        false => quote!(Shape::list(&#item)),
        true => quote!(Shape::List { item: &#item, sparse: #sparse, limits: #limits }),
    }
}

/// `Shape::map(&Shape::String(Limits::NONE), &Shape::String(Limits::NONE))`.
fn map(service: &Service, (key, of): (&Ty, &Ty), sparse: bool, limits: &Limits) -> TokenStream {
    let none = Limits::default();
    let (of_key, of_value) = match &limits.inside {
        Inside::Entries { key, value, .. } => (key.as_deref(), value.as_deref()),
        _ => (None, None),
    };
    let key = value(service, key, of_key.unwrap_or(&none));
    let of = value(service, of, of_value.unwrap_or(&none));
    let (has_limits, limits) = (has_any(limits), limits_of(service, limits));
    match sparse || has_limits {
        false => quote!(Shape::map(&#key, &#of)),
        true => quote!(Shape::Map { key: &#key, value: &#of, sparse: #sparse, limits: #limits }),
    }
}

fn timestamp_format(format: TimestampFormat) -> proc_macro2::Ident {
    ident(match format {
        TimestampFormat::DateTime => "DateTime",
        TimestampFormat::EpochSeconds => "EpochSeconds",
        TimestampFormat::HttpDate => "HttpDate",
    })
}

/// Whether a list or a map has limits of its own, in addition to those of its contents.
fn has_any(limits: &Limits) -> bool {
    limits.length.is_some() || limits.unique
}

/// `Limits::NONE`, `Limits::between(1, 256).pattern("^[a-z]*$")`.
fn limits_of(service: &Service, limits: &Limits) -> TokenStream {
    let Limits { length, range, pattern, unique, format, inside: _ } = limits;
    let whole = |bound: &str| bound.parse::<i64>().ok();
    let of_range =
        |bound: fn(&Range) -> &Option<String>| range.as_ref().and_then(|range| bound(range).as_deref());
    let (least, most) = (of_range(|range| &range.min), of_range(|range| &range.max));
    let count = |bound: Option<u64>| bound.and_then(|bound| i64::try_from(bound).ok());
    let (short, long) = length.map_or((None, None), |length| (count(length.min), count(length.max)));
    let min = short.or(least.and_then(whole)).map(signed);
    let max = long.or(most.and_then(whole)).map(signed);
    let bounds = match (min, max) {
        (None, None) => quote!(Limits::NONE),
        (Some(min), None) => quote!(Limits::at_least(#min)),
        (None, Some(max)) => quote!(Limits::at_most(#max)),
        (Some(min), Some(max)) => quote!(Limits::between(#min, #max)),
    };
    let min = least.filter(|bound| whole(bound).is_none()).map(|bound| quote!(.decimal_min(#bound)));
    let max = most.filter(|bound| whole(bound).is_none()).map(|bound| quote!(.decimal_max(#bound)));
    let pattern = pattern.as_ref().map(|pattern| pattern_of(service, pattern));
    let unique = unique.then(|| quote!(.unique()));
    let format = (*format != TextFormat::Plain).then(|| {
        let format = text_format(*format);
        quote!(.format(#format))
    });
    quote!(#bounds #min #max #pattern #unique #format)
}

/// `.program(&crate::patterns::VIEW_ID)`; of a pattern that is not compiled, `.pattern("^[a-z]*$")`.
fn pattern_of(service: &Service, PatternUse { text, program }: &PatternUse) -> TokenStream {
    let is_there = |name: &&String| {
        service.patterns.binary_search_by(|pattern| pattern.ident.as_str().cmp(name)).is_ok()
    };
    match program.as_ref().filter(is_there).map(|name| ident(name)) {
        Some(name) => quote!(.program(&crate::patterns::#name)),
        None => quote!(.pattern(#text)),
    }
}
