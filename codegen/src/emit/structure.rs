//! Structures: the type, its constructor and setters, `Debug` if it has secrets, its codec if it is nested.

pub(super) mod defaults;

use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::{Imports, allow_self_named, deprecated, docs, field_ty, ident, ty};
use super::{codec, typed_time, validate};
use crate::docs::{append, sentence};
use crate::ir::{Field, Gate, Presence, Struct, Ty};
use defaults::literal_value;

/// A file for one shared structure.
pub(super) fn file(shape: &Struct) -> TokenStream {
    let imports = Imports::default().fields(&shape.fields).without(&shape.ident);
    let secret = shape.fields.iter().any(|field| field.sensitive);
    let needs_runtime = secret || shape.is_input || shape.checks;
    let imports = if needs_runtime { imports.runtime() } else { imports };
    let imports = imports.encoder(shape.writes).codecs([shape.reads]).tokens();
    let items = items(shape, None);
    let (writer, reader) = (codec::structure_writer(shape), codec::structure_reader(shape));
    quote!(#imports #items #writer #reader)
}

/// A field that is not in the model, for exceptions.
pub(super) struct Extra {
    pub declaration: TokenStream,
    pub initial: TokenStream,
}

/// The type and its inherent methods.
pub(super) fn items(shape: &Struct, extra: Option<&Extra>) -> TokenStream {
    let definition = definition(shape, extra);
    let constructor = constructor(shape, extra);
    let debug = (!shape.traits.debug).then(|| debug(shape));
    let default = manual_default(shape, extra);
    let of_fields = defaults::functions(shape);
    let corrected = corrected(shape);
    let (validate, validation) = (validate::method(shape), validate::structure(shape));
    let times = typed_time::methods(shape);
    let optional = shape.fields.iter().filter(|field| field.presence != Presence::Required);
    let setters = optional.map(setter);
    let name = ident(&shape.ident);
    let allow = allows(shape);
    quote! {
        #definition
        #allow
        impl #name {
            #constructor
            #(#setters)*
            #(#times)*
            #validate
            #corrected
        }
        #default
        #debug
        #validation
        #of_fields
    }
}

/// ```text
/// #[derive(Clone, PartialEq, Eq, Hash, Debug)]
/// #[non_exhaustive]
/// pub struct Receipt { pub read_timestamp: Option<String>, .. }
/// ```
fn definition(shape: &Struct, extra: Option<&Extra>) -> TokenStream {
    let name = ident(&shape.ident);
    let docs = docs(&described(&shape.docs, &shape.ident));
    let deprecated = deprecated(shape.deprecated.as_ref());
    let debug = shape.traits.debug.then(|| quote!(Debug,));
    let default = derives_default(shape, extra).then(|| quote!(Default,));
    let eq = shape.traits.eq.then(|| quote!(, Eq, Hash));
    let pascal = !shape.fields.is_empty()
        && shape.fields.iter().filter(|field| is_pascal(field)).count() * 2 > shape.fields.len();
    let serde = shape.traits.serde;
    let derive_serde = serde.derive_serde();
    let rename_all = pascal.then(|| serde.attribute(&quote!(serde(rename_all = "PascalCase")))).flatten();
    let more = shape.traits.more.iter().map(|path| super::tokens::path(path));
    let fields = shape.fields.iter().map(|field| definition_field(shape, field, pascal));
    let extra = extra.map(|extra| &extra.declaration);
    quote! {
        #docs
        #deprecated
        #[derive(Clone, #debug #default PartialEq #eq #(, #more)*)]
        #derive_serde
        #rename_all
        #[non_exhaustive]
        pub struct #name { #(#fields,)* #extra }
    }
}

fn definition_field(shape: &Struct, field: &Field, pascal: bool) -> TokenStream {
    let name = ident(&field.ident);
    let mut lines = field.docs.clone();
    if !field.facts.is_empty() {
        append(&mut lines, field.facts.clone());
    }
    let docs = docs(&lines);
    let deprecated = deprecated(field.deprecated.as_ref());
    let serde = serde_attributes(shape.traits.serde, field, pascal, shape.in_output);
    let ty = field_ty(field);
    quote! {
        #docs
        #deprecated
        #serde
        pub #name: #ty
    }
}

/// The serde attributes of a field.
fn serde_attributes(serde: Gate, field: &Field, pascal: bool, in_output: bool) -> TokenStream {
    let serde_name = &field.serde_name;
    let usual = field_label(field) == serde_name && !pascal || pascal && is_pascal(field);
    let optional = field.presence == Presence::Optional;
    let rename = (!usual).then(|| quote!(serde(rename = #serde_name)));
    let default = defaults::attribute(field, in_output);
    let floats = defaults::floats(&field.ty, optional);
    let skip = optional.then(|| quote!(serde(skip_serializing_if = "Option::is_none")));
    let attributes = [rename, default, floats, skip].into_iter().flatten();
    attributes.filter_map(|attribute| serde.attribute(&attribute)).collect()
}

/// The field's name without `r#`, as in `Debug` and serde.
fn field_label(field: &Field) -> &str {
    field.ident.trim_start_matches("r#")
}

/// Whether serde's `PascalCase` converts the field's name to the intended name.
fn is_pascal(field: &Field) -> bool {
    let pascal = field_label(field).split('_').flat_map(|part| {
        let mut chars = part.chars();
        chars.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(chars)
    });
    pascal.eq(field.serde_name.chars())
}

/// `pub fn new(content_type: impl Into<String>, ..) -> Self`: exactly the required members.
fn constructor(shape: &Struct, extra: Option<&Extra>) -> TokenStream {
    let name = &shape.ident;
    let required: Vec<&Field> = shape.arguments().collect();
    let doc = match required.len() {
        0 => format!(" Creates a new `{name}` with no member set."),
        _ => format!(" Creates a new `{name}` from its required members."),
    };
    if derives_default(shape, extra) {
        return quote! {
            #[doc = #doc]
            pub fn new() -> Self { Self::default() }
        };
    }
    let arguments = required.iter().map(|field| argument(field));
    let values = shape.fields.iter().map(|field| {
        let name = ident(&field.ident);
        match &field.presence {
            Presence::Required if is_by_value(&field.ty) && !field.boxed => quote!(#name),
            Presence::Required => {
                let value = converted(field);
                quote!(#name: #value)
            }
            Presence::Optional => quote!(#name: None),
            Presence::Default(literal) => {
                let value = literal_value(literal, &field.ty);
                quote!(#name: #value)
            }
        }
    });
    let extra = extra.map(|extra| &extra.initial);
    let must_use = quote!(#[must_use]);
    quote! {
        #[doc = #doc]
        #must_use
        pub fn new(#(#arguments),*) -> Self {
            Self { #(#values,)* #extra }
        }
    }
}

/// `pub fn content(mut self, content: impl Into<String>) -> Self`.
fn setter(field: &Field) -> TokenStream {
    let name = ident(&field.ident);
    let setter = ident(&field.setter);
    let label = field_label(field);
    // If the setter has another name because of a method, the link must not lead to the method.
    let kind = if field.setter == field.ident { "" } else { "field@" };
    // The text of an undocumented member would only repeat its name.
    let about = sentence(&field.docs).filter(|about| !about.starts_with("The member `"));
    let about = about.map_or_else(String::new, |about| format!(" {about}"));
    let doc = format!(" Sets [`{label}`]({kind}Self::{label}).{about}");
    let argument = argument(field);
    let value = converted(field);
    let value = if field.presence == Presence::Optional { quote!(Some(#value)) } else { value };
    quote! {
        #[doc = #doc]
        #[must_use]
        pub fn #setter(mut self, #argument) -> Self {
            self.#name = #value;
            self
        }
    }
}

/// Whether an argument of this type is taken without a conversion.
fn is_by_value(ty: &Ty) -> bool {
    matches!(
        ty,
        Ty::Bool
            | Ty::I8
            | Ty::I16
            | Ty::I32
            | Ty::I64
            | Ty::F32
            | Ty::F64
            | Ty::Timestamp(_)
            | Ty::Struct(_)
            | Ty::Union(_)
            | Ty::IntEnum(_)
    )
}

fn argument(field: &Field) -> TokenStream {
    let name = ident(&field.ident);
    let optional = |ty: TokenStream, sparse: bool| if sparse { quote!(Option<#ty>) } else { ty };
    let argument = match &field.ty {
        Ty::List { item, sparse } => {
            let item = optional(ty(item), *sparse);
            quote!(impl IntoIterator<Item = #item>)
        }
        Ty::Map { key, value, sparse } => {
            let (key, value) = (ty(key), optional(ty(value), *sparse));
            quote!(impl IntoIterator<Item = (#key, #value)>)
        }
        by_value if is_by_value(by_value) => ty(by_value),
        other => {
            let ty = ty(other);
            quote!(impl Into<#ty>)
        }
    };
    quote!(#name: #argument)
}

fn converted(field: &Field) -> TokenStream {
    let name = ident(&field.ident);
    let value = match &field.ty {
        Ty::List { .. } | Ty::Map { .. } => quote!(#name.into_iter().collect()),
        by_value if is_by_value(by_value) => quote!(#name),
        _ => quote!(#name.into()),
    };
    if field.boxed { quote!(Box::new(#value)) } else { value }
}

fn derives_default(shape: &Struct, extra: Option<&Extra>) -> bool {
    extra.is_none() && shape.fields.iter().all(|field| field.presence == Presence::Optional)
}

/// `Default` through `new`, if that takes no arguments but a derive would not know the modelled defaults.
fn manual_default(shape: &Struct, extra: Option<&Extra>) -> Option<TokenStream> {
    if !shape.has_default() || derives_default(shape, extra) {
        return None;
    }
    let name = ident(&shape.ident);
    Some(quote! {
        impl Default for #name {
            fn default() -> Self { Self::new() }
        }
    })
}

/// The initial value of decoding, if something required may be missing from a response.
/// <https://smithy.io/2.0/spec/aggregate-types.html#client-error-correction>
fn corrected(shape: &Struct) -> Option<TokenStream> {
    if shape.has_default() || !shape.in_output {
        return None;
    }
    let values = shape.arguments().map(|field| match &field.ty {
        Ty::Bool => quote!(false),
        Ty::I8 | Ty::I16 | Ty::I32 | Ty::I64 => quote!(0),
        Ty::F32 | Ty::F64 => quote!(0.0),
        Ty::String | Ty::Newtype(_) | Ty::Enum(_) => quote!(""),
        Ty::Struct(named) => {
            let name = ident(&named.ident);
            let start = ident(if field.target_has_default { "default" } else { "corrected" });
            quote!(#name::#start())
        }
        Ty::List { .. } | Ty::Map { .. } => quote!([]),
        other => {
            let ty = ty(other);
            quote!(#ty::default())
        }
    });
    Some(quote! {
        /// Returns the initial value of decoding: missing required members are empty or zero.
        pub(crate) fn corrected() -> Self { Self::new(#(#values),*) }
    })
}

/// A `Debug` that hides secrets, but shows whether they are present.
fn debug(shape: &Struct) -> TokenStream {
    let name = ident(&shape.ident);
    let text = &shape.ident;
    let fields = shape.fields.iter().map(|field| {
        let name = ident(&field.ident);
        let label = field_label(field);
        match (field.sensitive, &field.presence) {
            (false, _) => quote!(.field(#label, &self.#name)),
            (true, Presence::Optional) => {
                quote!(.field(#label, &self.#name.as_ref().map(|_| runtime::Redacted)))
            }
            (true, _) => quote!(.field(#label, &runtime::Redacted)),
        }
    });
    quote! {
        impl std::fmt::Debug for #name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_struct(#text) #(#fields)* .finish()
            }
        }
    }
}

/// Lints that depend on names and numbers of members.
fn allows(shape: &Struct) -> Option<TokenStream> {
    let required = shape.arguments().count();
    let mut lints = Vec::new();
    if required > 7 {
        // Each argument is a required member; a builder would move the mistake to run time.
        lints.push(quote!(clippy::too_many_arguments));
    }
    let prefixes = ["as_", "from_", "into_", "is_", "to_"];
    if shape.fields.iter().any(|field| prefixes.iter().any(|prefix| field.setter.starts_with(prefix))) {
        // Setters are named after members.
        lints.push(quote!(clippy::wrong_self_convention));
    }
    if shape.fields.iter().any(|field| ["foo", "baz", "quux"].contains(&field.ident.as_str())) {
        // Arguments are named after members, even if clippy treats the name as a placeholder.
        lints.push(quote!(clippy::disallowed_names));
    }
    let lints = (!lints.is_empty()).then(|| quote!(#[allow(#(#lints),*)]));
    let self_named = allow_self_named(&shape.ident, &["new", "corrected"]);
    (lints.is_some() || self_named.is_some()).then(|| quote!(#lints #self_named))
}

/// Returns the documentation, or a line with the name.
pub(super) fn described(docs: &[String], name: &str) -> Vec<String> {
    if docs.is_empty() { vec![format!("The shape `{name}`.")] } else { docs.to_vec() }
}
