//! The syntax of forms.
//!
//! ```text
//! Action=CreateTags
//! &Version=2016-11-15
//! &Tag.1.Key=string
//! ```

use std::collections::HashSet;

use super::{MAX_LINES, simple};
use crate::ir::{Field, Layout, Lists, Shapes, Ty, Type, UnionMember};

pub(super) struct Skeleton<'s> {
    shapes: &'s Shapes,
    lists: Lists,
    /// The maximum depth of structures.
    max_depth: usize,
    /// The structures that contain the current position: a recursive structure is written once.
    open: HashSet<&'s str>,
    pub(super) lines: Vec<String>,
}

/// A member of a structure or a union: its name, its type and its layout.
type Member<'s> = (&'s str, &'s Ty, &'s Layout);

fn of_field(field: &Field) -> Member<'_> {
    (&field.form_name, &field.ty, &field.layout)
}

fn of_union(member: &UnionMember) -> Option<Member<'_>> {
    Some((&member.form_name, member.ty.as_ref()?, &member.layout))
}

impl<'s> Skeleton<'s> {
    /// Begins a form with these pairs.
    pub(super) fn new(shapes: &'s Shapes, lists: Lists, max_depth: usize, pairs: &str) -> Self {
        let mut form = Self { shapes, lists, max_depth, open: HashSet::new(), lines: Vec::new() };
        pairs.split('&').for_each(|pair| form.line(pair));
        form
    }

    /// Writes the members of these fields.
    pub(super) fn document(&mut self, fields: impl Iterator<Item = &'s Field>) {
        self.members("", fields.map(of_field).collect());
    }

    fn members(&mut self, path: &str, members: Vec<Member<'s>>) {
        for (name, ty, layout) in members {
            // The result is too long in any case.
            if self.lines.len() > MAX_LINES {
                break;
            }
            self.value(&within(path, &name.escape_debug().to_string()), ty, layout);
        }
    }

    fn value(&mut self, path: &str, ty: &'s Ty, layout: &'s Layout) {
        match (ty, layout) {
            (Ty::List { item: ty, .. } | Ty::NonEmpty(ty), Layout::List { flattened, item, each }) => {
                let is_flat = *flattened || self.lists == Lists::Flat;
                let path = if is_flat { path.to_owned() } else { within(path, &item.name) };
                self.value(&within(&path, "1"), ty, each);
            }
            (Ty::Map { value: ty, .. }, Layout::Map { flattened, key, value, each }) => {
                let path = if *flattened { path.to_owned() } else { within(path, "entry") };
                let entry = within(&path, "1");
                self.line(&format!("{}=string", within(&entry, &key.name)));
                self.value(&within(&entry, &value.name), ty, each);
            }
            (Ty::Struct(named) | Ty::Union(named), _) => self.named(path, &named.ident),
            _ => self.line(&format!("{path}={}", simple(self.shapes, ty))),
        }
    }

    fn named(&mut self, path: &str, ident: &'s str) {
        if self.open.len() >= self.max_depth || !self.open.insert(ident) {
            return self.line(&format!("{path}..."));
        }
        let members = match (self.shapes.structure(ident), self.shapes.ty(ident)) {
            (Some(shape), _) => shape.fields.iter().map(of_field).collect(),
            (None, Some(Type::Union(shape))) => shape.members.iter().filter_map(of_union).collect(),
            _ => Vec::new(),
        };
        self.members(path, members);
        self.open.remove(ident);
    }

    fn line(&mut self, pair: &str) {
        let and = if self.lines.is_empty() { "" } else { "&" };
        self.lines.push(format!("{and}{pair}"));
    }
}

fn within(path: &str, name: &str) -> String {
    let dot = if path.is_empty() { "" } else { "." };
    format!("{path}{dot}{name}")
}
