//! A crate without some of the features: what is behind them is left out, as if they were off for good.

use syn::punctuated::Punctuated;
use syn::visit_mut::{self, VisitMut};
use syn::{Attribute, Expr, Fields, ImplItem, Item, Lit, Meta, MetaNameValue, Stmt, Token};

use crate::Config;
use crate::ir::{Part, Service};

/// Features that a crate does not have.
pub struct Absent(Vec<&'static str>);

impl Absent {
    /// What the caller does not want, and what the service has no use for.
    pub fn of(config: &Config, service: &Service) -> Self {
        let serde = (!config.serde).then_some("serde");
        let cli = service.cli.is_none().then_some("cli");
        let client = if config.client { &[][..] } else { &["client-core", "client", "blocking"] };
        let signs = service.runtime.contains(&Part::AuthSigV4);
        let signing = if signs { &[][..] } else { &["sigv4", "aws-config"] };
        Self(serde.into_iter().chain(cli).chain(client.iter().chain(signing).copied()).collect())
    }

    /// Whether a text mentions any of them.
    pub fn concerns(&self, text: &str) -> bool {
        self.0.iter().any(|name| text.contains(&format!("feature = \"{name}\"")))
    }

    /// A file as it is without them.
    pub fn apply(&self, file: &mut syn::File) {
        if !self.0.is_empty() {
            Strip(self).visit_file_mut(file);
        }
    }

    /// What a condition comes to, if that is known.
    fn value(&self, condition: &Meta) -> Option<bool> {
        match condition {
            Meta::NameValue(MetaNameValue { path, value, .. }) if path.is_ident("feature") => {
                let Expr::Lit(syn::ExprLit { lit: Lit::Str(name), .. }) = value else { return None };
                self.0.contains(&name.value().as_str()).then_some(false)
            }
            Meta::List(list) => {
                let parts = list.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated).ok()?;
                let mut values = parts.iter().map(|part| self.value(part));
                if list.path.is_ident("any") {
                    values.all(|value| value == Some(false)).then_some(false)
                } else if list.path.is_ident("all") {
                    values.any(|value| value == Some(false)).then_some(false)
                } else {
                    values.next().flatten().map(|value| !value)
                }
            }
            _ => None,
        }
    }

    /// Whether what has these attributes stays; conditions that hold for good are taken off it.
    fn keeps(&self, attributes: &mut Vec<Attribute>) -> bool {
        let mut keeps = true;
        attributes.retain(|attribute| {
            let value = if attribute.path().is_ident("cfg") {
                attribute.parse_args::<Meta>().ok().and_then(|condition| self.value(&condition))
            } else if attribute.path().is_ident("cfg_attr") {
                let parts = attribute.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated).ok();
                // An attribute that is never there is no condition for the rest.
                return parts.and_then(|parts| self.value(parts.first()?)) != Some(false);
            } else {
                None
            };
            keeps &= value != Some(false);
            value.is_none()
        });
        keeps
    }

    fn keeps_item(&self, item: &mut Item) -> bool {
        match item {
            Item::Const(item) => self.keeps(&mut item.attrs),
            Item::Enum(item) => self.keeps(&mut item.attrs),
            Item::Fn(item) => self.keeps(&mut item.attrs),
            Item::Impl(item) => self.keeps(&mut item.attrs),
            Item::Mod(item) => self.keeps(&mut item.attrs),
            Item::Struct(item) => self.keeps(&mut item.attrs),
            Item::Trait(item) => self.keeps(&mut item.attrs),
            Item::Type(item) => self.keeps(&mut item.attrs),
            Item::Use(item) => self.keeps(&mut item.attrs),
            _ => true,
        }
    }
}

/// Walks over a file and takes out what is not to stay.
struct Strip<'a>(&'a Absent);

impl VisitMut for Strip<'_> {
    fn visit_file_mut(&mut self, file: &mut syn::File) {
        file.items.retain_mut(|item| self.0.keeps_item(item));
        visit_mut::visit_file_mut(self, file);
    }

    fn visit_item_mod_mut(&mut self, module: &mut syn::ItemMod) {
        if let Some((_, items)) = &mut module.content {
            items.retain_mut(|item| self.0.keeps_item(item));
        }
        visit_mut::visit_item_mod_mut(self, module);
    }

    fn visit_item_impl_mut(&mut self, item: &mut syn::ItemImpl) {
        item.items.retain_mut(|item| match item {
            ImplItem::Fn(item) => self.0.keeps(&mut item.attrs),
            ImplItem::Const(item) => self.0.keeps(&mut item.attrs),
            _ => true,
        });
        visit_mut::visit_item_impl_mut(self, item);
    }

    fn visit_item_enum_mut(&mut self, item: &mut syn::ItemEnum) {
        let variants = std::mem::take(&mut item.variants);
        let keeps = |variant: &mut syn::Variant| self.0.keeps(&mut variant.attrs);
        item.variants =
            variants.into_iter().filter_map(|mut variant| keeps(&mut variant).then_some(variant)).collect();
        visit_mut::visit_item_enum_mut(self, item);
    }

    fn visit_fields_mut(&mut self, fields: &mut Fields) {
        for field in fields.iter_mut() {
            self.0.keeps(&mut field.attrs);
        }
    }

    fn visit_expr_match_mut(&mut self, expression: &mut syn::ExprMatch) {
        expression.arms.retain_mut(|arm| self.0.keeps(&mut arm.attrs));
        visit_mut::visit_expr_match_mut(self, expression);
    }

    fn visit_block_mut(&mut self, block: &mut syn::Block) {
        block.stmts.retain_mut(|statement| match statement {
            Stmt::Local(local) => self.0.keeps(&mut local.attrs),
            Stmt::Item(item) => self.0.keeps_item(item),
            _ => true,
        });
        visit_mut::visit_block_mut(self, block);
    }
}
