//! Conditions over typed values, as Rust.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::super::tokens::ident;
use crate::ir::{Comparison, Found, Kind, Node, Test, Ty};

/// A boolean: `output.status.as_ref().map(|it| it.as_str()) == Some("ACTIVE")`.
pub(super) fn test(of: &Test) -> TokenStream {
    match of {
        Test::Is(of, expected) => {
            let found = value(of);
            match (of.optional, expected) {
                (true, expected) => quote!(#found == Some(#expected)),
                (false, true) => found,
                (false, false) => quote!(!#found),
            }
        }
        Test::Holds(of) => holds(of),
        Test::Not(of) => match &**of {
            Test::Is(of, expected) if of.optional => {
                let found = value(of);
                quote!(#found != Some(#expected))
            }
            of => {
                let inside = test(of);
                quote!(!(#inside))
            }
        },
        Test::Both(left, right) => {
            let (left, right) = (grouped(left), grouped(right));
            quote!(#left && #right)
        }
        Test::Either(left, right) => {
            let (left, right) = (grouped(left), grouped(right));
            quote!(#left || #right)
        }
        Test::Compare(comparison, left, right) => compare(*comparison, left, right),
        Test::All(of, expected) => {
            let texts = some(of, true);
            quote!(runtime::wait_texts::all(#texts, #expected))
        }
        Test::Any(of, expected) => {
            let texts = some(of, true);
            quote!(runtime::wait_texts::any(#texts, #expected))
        }
    }
}

/// The part of a chain of conditions, in parentheses if it is a chain itself.
fn grouped(of: &Test) -> TokenStream {
    let inside = test(of);
    match of {
        Test::Both(..) | Test::Either(..) => quote!((#inside)),
        _ => inside,
    }
}

fn holds(of: &Found) -> TokenStream {
    let found = value(of);
    match (&of.kind, of.optional) {
        (Kind::Text | Kind::List(_), true) => quote!(matches!(#found, Some(it) if !it.is_empty())),
        (Kind::Text | Kind::List(_), false) => quote!(!#found.is_empty()),
        _ => quote!(#found.is_some()),
    }
}

fn compare(comparison: Comparison, left: &Found, right: &Found) -> TokenStream {
    let operator = match comparison {
        Comparison::Equal => quote!(==),
        Comparison::Unequal => quote!(!=),
        Comparison::Less => quote!(<),
        Comparison::AtMost => quote!(<=),
        Comparison::Greater => quote!(>),
        Comparison::AtLeast => quote!(>=),
    };
    let optional = left.optional || right.optional;
    if right.kind == Kind::Null {
        let found = value(left);
        return if comparison == Comparison::Equal {
            quote!(#found.is_none())
        } else {
            quote!(#found.is_some())
        };
    }
    let (first, second) = (some(left, optional), some(right, optional));
    match comparison {
        Comparison::Equal | Comparison::Unequal => quote!(#first #operator #second),
        // Missing values are not ordered.
        _ if optional => quote!(matches!(#first.zip(#second), Some((left, right)) if left #operator right)),
        _ => {
            let first = operand(&TokenStream::new(), left);
            quote!(#first #operator #second)
        }
    }
}

/// A value, in `Some` if the other side is optional.
fn some(of: &Found, optional: bool) -> TokenStream {
    let found = value(of);
    if optional && !of.optional { quote!(Some(#found)) } else { found }
}

/// A value in the Rust type of its kind: `&Structure`, `&str`, `bool`, `f64`, `Vec` of them; in an `Option` if it is
/// optional.
fn value(of: &Found) -> TokenStream {
    match &*of.node {
        Node::Exchange | Node::Null => quote!(None),
        Node::Input => quote!(input),
        Node::Output => quote!(output),
        Node::Item => quote!(it),
        Node::Text(text) => quote!(#text),
        Node::Number(number) => {
            let number = Literal::f64_unsuffixed(number.parse().unwrap_or_default());
            quote!(#number)
        }
        Node::Bool(flag) => quote!(#flag),
        Node::Field { of: base, ident: name, ty, optional } => {
            let name = ident(name);
            let field = |base: TokenStream| {
                let place = quote!(#base.#name);
                if *optional { optional_field(&place, ty) } else { required_field(&place, ty) }
            };
            if base.optional { then(base, field, *optional) } else { field(place(base)) }
        }
        Node::Each { of: list, item } if item.can_fail() => {
            let found = some(item, true);
            then_or_fail(list, |list| each_or_fail(&list, &found))
        }
        Node::Each { of: list, item } => {
            let each = if item.optional { quote!(filter_map) } else { quote!(map) };
            let item = value(item);
            then(list, |list| quote!(#list.into_iter().#each(|it| #item).collect::<Vec<_>>()), false)
        }
        Node::Filter { of: list, test } if test.can_fail() => {
            let test = self::test(test);
            then_or_fail(list, |list| each_or_fail(&list, &quote!((#test).then_some(it))))
        }
        Node::Filter { of: list, test } => {
            let test = self::test(test);
            then(list, |list| quote!(#list.into_iter().filter(|&it| #test).collect::<Vec<_>>()), false)
        }
        Node::Flatten(lists) => {
            then(lists, |lists| quote!(#lists.into_iter().flatten().collect::<Vec<_>>()), false)
        }
        Node::Index { of: list, at } => {
            let index =
                Literal::u64_unsuffixed(if *at < 0 { at.unsigned_abs() - 1 } else { at.unsigned_abs() });
            let find = match at {
                0 => quote!(next()),
                -1 => quote!(next_back()),
                1.. => quote!(nth(#index)),
                _ => quote!(nth_back(#index)),
            };
            then(list, |list| quote!(#list.into_iter().#find), true)
        }
        Node::Length(of) => {
            let length = if of.kind == Kind::Text { quote!(chars().count()) } else { quote!(len()) };
            let of = present(of);
            quote!(#of.#length as f64)
        }
        Node::Contains { of, what } => {
            let found = present(of);
            let what = if of.kind == Kind::Text { value(what) } else { operand(&quote!(&), what) };
            quote!(#found.contains(#what))
        }
        Node::Begins { of, with } => {
            let (of, with) = (present(of), value(with));
            quote!(#of.starts_with(#with))
        }
        Node::Ends { of, with } => {
            let (of, with) = (present(of), value(with));
            quote!(#of.ends_with(#with))
        }
        Node::Test(of) => {
            let test = test(of);
            quote!((#test))
        }
    }
}

/// A value computed from another, if that is present.
fn then(of: &Found, make: impl Fn(TokenStream) -> TokenStream, makes_option: bool) -> TokenStream {
    let found = value(of);
    if !of.optional {
        return make(found);
    }
    let made = make(quote!(it));
    if makes_option { quote!(#found.and_then(|it| #made)) } else { quote!(#found.map(|it| #made)) }
}

/// The same for a fallible computation: `?` must not only leave a closure.
fn then_or_fail(of: &Found, make: impl Fn(TokenStream) -> TokenStream) -> TokenStream {
    let found = value(of);
    if !of.optional {
        return make(found);
    }
    let made = make(quote!(it));
    quote!((match #found {
        Some(it) => Some(#made),
        None => None,
    }))
}

/// The values of each item; one failure fails all.
fn each_or_fail(list: &TokenStream, item: &TokenStream) -> TokenStream {
    quote! {
        #list.into_iter().map(|it| Some(#item)).collect::<Option<Vec<_>>>()?.into_iter().flatten().collect::<Vec<_>>()
    }
}

/// A value as a function argument: missing values fail.
fn present(of: &Found) -> TokenStream {
    let found = value(of);
    if of.optional { quote!(#found?) } else { found }
}

/// A value after an operator, in parentheses if the operator would bind to a part of it.
fn operand(operator: &TokenStream, of: &Found) -> TokenStream {
    let found = value(of);
    if is_cast(of) { quote!(#operator(#found)) } else { quote!(#operator #found) }
}

/// Whether the code of a value ends with `as f64`, after which `<` would start generic arguments.
fn is_cast(of: &Found) -> bool {
    match &*of.node {
        Node::Length(_) => true,
        Node::Field { of, ty: Ty::I64, optional: false, .. } => !of.optional,
        _ => false,
    }
}

/// The place of a structure that is always present, for field access: without `&`, which would apply to the field.
fn place(of: &Found) -> TokenStream {
    match &*of.node {
        Node::Field { of: base, ident: name, ty: Ty::Struct(_), optional: false } if !base.optional => {
            let (base, name) = (place(base), ident(name));
            quote!(#base.#name)
        }
        _ => value(of),
    }
}

/// A field that is always present.
fn required_field(place: &TokenStream, ty: &Ty) -> TokenStream {
    match ty {
        Ty::Struct(_) => quote!(&#place),
        _ => converted(place, ty),
    }
}

/// The value of a place that is read through a reference.
fn converted(place: &TokenStream, ty: &Ty) -> TokenStream {
    match ty {
        Ty::I8 | Ty::I16 | Ty::I32 | Ty::F32 => quote!(f64::from(#place)),
        Ty::I64 => quote!(#place as f64),
        Ty::IntEnum(_) => quote!(f64::from(#place.as_i32())),
        Ty::String | Ty::Enum(_) | Ty::Newtype(_) => quote!(#place.as_str()),
        Ty::List { item, .. } | Ty::NonEmpty(item) => list(place, item),
        _ => quote!(#place),
    }
}

fn optional_field(place: &TokenStream, ty: &Ty) -> TokenStream {
    match ty {
        Ty::Bool | Ty::F64 => quote!(#place),
        Ty::I8 | Ty::I16 | Ty::I32 | Ty::F32 => quote!(#place.map(f64::from)),
        Ty::I64 => quote!(#place.map(|it| it as f64)),
        Ty::String => quote!(#place.as_deref()),
        Ty::Struct(_) => quote!(#place.as_ref()),
        _ => {
            let found = converted(&quote!(it), ty);
            quote!(#place.as_ref().map(|it| #found))
        }
    }
}

/// A list of converted items.
fn list(place: &TokenStream, item: &Ty) -> TokenStream {
    match item {
        Ty::Struct(_) => quote!(#place.iter().collect::<Vec<_>>()),
        Ty::Bool | Ty::F64 => quote!(#place.to_vec()),
        Ty::String | Ty::Enum(_) | Ty::Newtype(_) | Ty::List { .. } | Ty::NonEmpty(_) | Ty::IntEnum(_) => {
            let item = converted(&quote!(it), item);
            quote!(#place.iter().map(|it| #item).collect::<Vec<_>>())
        }
        _ => {
            let item = converted(&quote!(it), item);
            quote!(#place.iter().map(|&it| #item).collect::<Vec<_>>())
        }
    }
}

/// Whether a condition looks at the input.
pub(super) fn uses_input(of: &Test) -> bool {
    any_node(of, &|node| matches!(node, Node::Input))
}

/// Whether a condition looks at the output.
pub(super) fn uses_output(of: &Test) -> bool {
    any_node(of, &|node| matches!(node, Node::Output))
}

fn any_node(of: &Test, is: &dyn Fn(&Node) -> bool) -> bool {
    match of {
        Test::Is(of, _) | Test::Holds(of) | Test::All(of, _) | Test::Any(of, _) => any_value(of, is),
        Test::Not(of) => any_node(of, is),
        Test::Both(left, right) | Test::Either(left, right) => any_node(left, is) || any_node(right, is),
        Test::Compare(_, left, right) => any_value(left, is) || any_value(right, is),
    }
}

fn any_value(of: &Found, is: &dyn Fn(&Node) -> bool) -> bool {
    let node = &*of.node;
    is(node)
        || match node {
            Node::Field { of, .. } | Node::Index { of, .. } | Node::Flatten(of) | Node::Length(of) => {
                any_value(of, is)
            }
            Node::Each { of, item } => any_value(of, is) || any_value(item, is),
            Node::Filter { of, test } => any_value(of, is) || any_node(test, is),
            Node::Contains { of, what } => any_value(of, is) || any_value(what, is),
            Node::Begins { of, with } | Node::Ends { of, with } => any_value(of, is) || any_value(with, is),
            Node::Test(test) => any_node(test, is),
            _ => false,
        }
}
