//! Values: expressions of rules as Rust expressions.
//!
//! Strings are `&str` unless they are created; optional values are an `Option`.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::rules::Printer;
use crate::emit::tokens::ident;
use crate::ir::{Piece, RuleCall, RuleExpr, RuleTy};

impl Printer<'_> {
    /// Whether an expression is a value that must be borrowed.
    pub(super) fn is_owned(&self, value: &RuleExpr) -> bool {
        match value {
            RuleExpr::Variable(variable) => {
                variable.owned && !self.borrowed.contains(variable.ident.as_str())
            }
            RuleExpr::Attribute { owned, .. } => *owned,
            value => value.kind().owned,
        }
    }

    /// A `&str`.
    pub(super) fn text(&self, value: &RuleExpr) -> TokenStream {
        let printed = self.value(value);
        if self.is_owned(value) { quote!(&#printed) } else { printed }
    }

    /// An expression, unchanged.
    pub(super) fn value(&self, value: &RuleExpr) -> TokenStream {
        match value {
            RuleExpr::Bool(value) => quote!(#value),
            RuleExpr::Number(number) => {
                let number = Literal::i64_unsuffixed(*number);
                quote!(#number)
            }
            RuleExpr::Text(text) => quote!(#text),
            RuleExpr::Param { ident: name, ty, optional } => {
                let name = ident(name);
                match (ty, optional) {
                    (RuleTy::Bool, _) => quote!(params.#name),
                    (_, true) => quote!(params.#name.as_deref()),
                    (RuleTy::Texts, false) => quote!(params.#name.as_slice()),
                    (_, false) => quote!(params.#name.as_str()),
                }
            }
            RuleExpr::Variable(variable) => {
                let name = ident(&variable.ident);
                quote!(#name)
            }
            RuleExpr::Attribute { of, field, .. } => {
                let (of, field) = (self.value(of), ident(field));
                quote!(#of.#field)
            }
            RuleExpr::Template(pieces) => self.template(pieces),
            RuleExpr::Call { function, arguments } => self.call(*function, arguments),
            RuleExpr::IsSet(of) => self.is_set(of, true),
            RuleExpr::IsAbsent(of) => self.is_set(of, false),
            RuleExpr::Not(of) => {
                let of = self.operand(of);
                quote!(!#of)
            }
            RuleExpr::Equal(a, b) | RuleExpr::NotEqual(a, b) if is_empty_text(b) && !a.kind().optional => {
                let a = self.operand(a);
                let not = matches!(value, RuleExpr::NotEqual(..)).then(|| quote!(!));
                quote!(#not #a.is_empty())
            }
            RuleExpr::Equal(a, b) => self.comparison(a, b, &quote!(==)),
            RuleExpr::NotEqual(a, b) => self.comparison(a, b, &quote!(!=)),
            RuleExpr::All(all) => {
                let all = all.iter().map(|one| self.value(one));
                quote!(#(#all)&&*)
            }
            RuleExpr::Coalesce(all) => self.coalesce(all),
            RuleExpr::IfElse { condition, then, otherwise } => {
                let condition = self.value(condition);
                let optional = value.kind().optional;
                let branch = |branch: &RuleExpr| {
                    let printed = self.chosen(branch);
                    if optional && !branch.kind().optional { quote!(Some(#printed)) } else { printed }
                };
                let (then, otherwise) = (branch(then), branch(otherwise));
                quote!(if #condition { #then } else { #otherwise })
            }
        }
    }

    /// In parentheses after an operator.
    fn operand(&self, value: &RuleExpr) -> TokenStream {
        let printed = self.value(value);
        if matches!(value, RuleExpr::All(_) | RuleExpr::IfElse { .. }) { quote!((#printed)) } else { printed }
    }

    fn is_set(&self, of: &RuleExpr, is: bool) -> TokenStream {
        let of = match of {
            RuleExpr::Param { ident: name, .. } => {
                let name = ident(name);
                quote!(params.#name)
            }
            of => {
                let of = self.operand(of);
                quote!(#of)
            }
        };
        if is { quote!(#of.is_some()) } else { quote!(#of.is_none()) }
    }

    /// If one side is optional, the other is wrapped.
    fn comparison(&self, a: &RuleExpr, b: &RuleExpr, operator: &TokenStream) -> TokenStream {
        let (a_optional, b_optional) = (a.kind().optional, b.kind().optional);
        let side =
            |value: &RuleExpr, is_optional: bool, other_optional: bool| match (is_optional, other_optional) {
                (true, _) if value.kind().owned => {
                    let value = self.operand(value);
                    quote!(#value.as_deref())
                }
                (false, true) => {
                    let value = self.text(value);
                    quote!(Some(#value))
                }
                _ => self.operand(value),
            };
        let (a, b) = (side(a, a_optional, b_optional), side(b, b_optional, a_optional));
        quote!(#a #operator #b)
    }

    fn coalesce(&self, all: &[RuleExpr]) -> TokenStream {
        let mut printed = TokenStream::new();
        for (at, value) in all.iter().enumerate() {
            let next = self.chosen(value);
            printed = match (at, value.kind().optional) {
                (0, _) => next,
                (_, true) => quote!(#printed.or(#next)),
                (_, false) => quote!(#printed.unwrap_or(#next)),
            };
        }
        printed
    }

    /// One of several values, which must be of one type: strings are owned.
    fn chosen(&self, value: &RuleExpr) -> TokenStream {
        let (printed, kind) = (self.operand(value), value.kind());
        match (kind.ty, kind.optional, self.is_owned(value)) {
            (RuleTy::Text, true, false) => quote!(#printed.map(str::to_owned)),
            (RuleTy::Text, false, false) => quote!(#printed.to_owned()),
            (RuleTy::Text, false, true)
                if matches!(value, RuleExpr::Variable(_) | RuleExpr::Attribute { .. }) =>
            {
                quote!(#printed.clone())
            }
            _ => printed,
        }
    }

    fn call(&self, function: RuleCall, arguments: &[RuleExpr]) -> TokenStream {
        let name = match function {
            RuleCall::Partition => quote!(partition),
            RuleCall::ParseArn => quote!(rules::parse_arn),
            RuleCall::ParseUrl => quote!(rules::parse_url),
            RuleCall::Substring => quote!(rules::substring),
            RuleCall::UriEncode => quote!(rules::uri_encode),
            RuleCall::HostLabel => quote!(rules::is_host_label),
            RuleCall::HostableBucket => quote!(rules::is_hostable_bucket),
            RuleCall::Split => quote!(rules::split),
            RuleCall::Element => quote!(rules::element),
        };
        let arguments = arguments.iter().map(|value| match value.kind().ty {
            RuleTy::Bool | RuleTy::Number => self.value(value),
            _ => self.text(value),
        });
        quote!(#name(#(#arguments),*))
    }

    /// `format!("https://{region}.{}", partition.dns_suffix)`.
    fn template(&self, pieces: &[Piece]) -> TokenStream {
        let mut format = String::new();
        let mut arguments = Vec::new();
        for piece in pieces {
            match piece {
                Piece::Literal(text) => format.push_str(&text.replace('{', "{{").replace('}', "}}")),
                Piece::Value(RuleExpr::Variable(variable)) if !variable.ident.starts_with("r#") => {
                    format.push_str(&format!("{{{}}}", variable.ident));
                }
                Piece::Value(value) => {
                    format.push_str("{}");
                    arguments.push(match value {
                        // A field is printed unchanged.
                        RuleExpr::Param { ident: name, .. } => {
                            let name = ident(name);
                            quote!(params.#name)
                        }
                        value => self.value(value),
                    });
                }
            }
        }
        quote!(format!(#format #(, #arguments)*))
    }
}

fn is_empty_text(value: &RuleExpr) -> bool {
    matches!(value, RuleExpr::Text(text) if text.is_empty())
}
