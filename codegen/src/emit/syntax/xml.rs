//! The syntax of XML documents.
//!
//! ```text
//! <PutShelfRequest id="string">
//!   <label>string</label>
//! </PutShelfRequest>
//! ```

use std::collections::HashSet;

use super::{MAX_LINES, simple};
use crate::ir::{Field, Layout, Namespace, Shapes, Tag, Ty, Type, UnionMember};

pub(super) struct Skeleton<'s> {
    shapes: &'s Shapes,
    /// The maximum depth of structures.
    max_depth: usize,
    /// The structures that contain the current position: a recursive structure is written once.
    open: HashSet<&'s str>,
    depth: usize,
    pub(super) lines: Vec<String>,
}

/// A member of a structure or a union.
struct Member<'s> {
    name: &'s str,
    namespace: Option<&'s Namespace>,
    attribute: bool,
    ty: &'s Ty,
    layout: &'s Layout,
}

impl<'s> Member<'s> {
    fn of_field(field: &'s Field) -> Self {
        let Field { wire_name, xml, ty, layout, .. } = field;
        Self { name: wire_name, namespace: xml.namespace.as_ref(), attribute: xml.attribute, ty, layout }
    }

    fn of_union(member: &'s UnionMember) -> Option<Self> {
        let UnionMember { wire_name, xml, layout, .. } = member;
        let ty = member.ty.as_ref()?;
        Some(Self { name: wire_name, namespace: xml.namespace.as_ref(), attribute: false, ty, layout })
    }
}

impl<'s> Skeleton<'s> {
    pub(super) fn new(shapes: &'s Shapes, max_depth: usize) -> Self {
        Self { shapes, max_depth, open: HashSet::new(), depth: 0, lines: Vec::new() }
    }

    /// Writes a document of these fields. They may be in an element within the root.
    pub(super) fn document(
        &mut self,
        root: &'s Tag,
        within: Option<&str>,
        fields: impl Iterator<Item = &'s Field>,
    ) {
        let fields: Vec<_> = fields.map(Member::of_field).collect();
        match within.filter(|_| !fields.is_empty()) {
            None => self.structure(&root.name, root.namespace.as_ref(), fields),
            Some(within) => {
                let tag = start(&root.name, root.namespace.as_ref());
                self.around(&tag, &root.name, |this| this.structure(within, None, fields));
            }
        }
    }

    /// Writes a document that is the value of a member.
    pub(super) fn payload(&mut self, root: &'s Tag, field: &'s Field) {
        self.value(&root.name, root.namespace.as_ref(), &field.ty, &field.layout);
    }

    fn value(&mut self, name: &str, namespace: Option<&Namespace>, ty: &'s Ty, layout: &'s Layout) {
        match (ty, layout) {
            (Ty::List { item: ty, .. } | Ty::NonEmpty(ty), Layout::List { flattened, item, each }) => {
                let (inner, of_inner) = (&item.name, item.namespace.as_ref());
                if *flattened {
                    self.value(name, namespace.or(of_inner), ty, each);
                } else {
                    self.around(&start(name, namespace), name, |this| this.value(inner, of_inner, ty, each));
                }
            }
            (Ty::Map { value: ty, .. }, Layout::Map { flattened, key, value, each }) => {
                let entry = |this: &mut Self| {
                    this.line(&leaf(&key.name, key.namespace.as_ref(), "string"));
                    this.value(&value.name, value.namespace.as_ref(), ty, each);
                };
                let outer = start(name, namespace);
                if *flattened {
                    self.around(&outer, name, entry);
                } else {
                    self.around(&outer, name, |this| this.around("entry", "entry", entry));
                }
            }
            (Ty::Struct(named) | Ty::Union(named), _) => self.named(name, namespace, &named.ident),
            _ => {
                let text = simple(self.shapes, ty);
                self.line(&leaf(name, namespace, &text));
            }
        }
    }

    fn named(&mut self, name: &str, namespace: Option<&Namespace>, ident: &'s str) {
        if self.open.len() >= self.max_depth || !self.open.insert(ident) {
            self.line(&leaf(name, namespace, "..."));
            return;
        }
        let members = match (self.shapes.structure(ident), self.shapes.ty(ident)) {
            (Some(shape), _) => shape.fields.iter().map(Member::of_field).collect(),
            (None, Some(Type::Union(shape))) => shape.members.iter().filter_map(Member::of_union).collect(),
            _ => Vec::new(),
        };
        self.structure(name, namespace, members);
        self.open.remove(ident);
    }

    fn structure(&mut self, name: &str, namespace: Option<&Namespace>, members: Vec<Member<'s>>) {
        let (attributes, elements): (Vec<_>, Vec<_>) =
            members.into_iter().partition(|member| member.attribute);
        let mut tag = start(name, namespace);
        for Member { name, ty, .. } in attributes {
            tag.push_str(&format!(" {}=\"{}\"", name.escape_debug(), simple(self.shapes, ty)));
        }
        if elements.is_empty() {
            return self.line(&format!("<{tag}/>"));
        }
        self.around(&tag, name, |this| {
            for Member { name, namespace, ty, layout, .. } in elements {
                // The result is too long in any case.
                if this.lines.len() > MAX_LINES {
                    break;
                }
                this.value(name, namespace, ty, layout);
            }
        });
    }

    /// Writes an element with others in it.
    fn around(&mut self, tag: &str, name: &str, content: impl FnOnce(&mut Self)) {
        self.line(&format!("<{tag}>"));
        self.depth += 1;
        content(self);
        self.depth -= 1;
        self.line(&format!("</{}>", name.escape_debug()));
    }

    fn line(&mut self, text: &str) {
        self.lines.push(format!("{}{text}", "  ".repeat(self.depth)));
    }
}

/// The content of a start tag.
fn start(name: &str, namespace: Option<&Namespace>) -> String {
    let Some(Namespace { prefix, uri }) = namespace else { return name.escape_debug().to_string() };
    let prefix = prefix.as_ref().map(|prefix| format!(":{}", prefix.escape_debug())).unwrap_or_default();
    let uri = uri.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
    format!("{} xmlns{prefix}=\"{}\"", name.escape_debug(), uri.escape_debug())
}

/// An element with text.
fn leaf(name: &str, namespace: Option<&Namespace>, text: &str) -> String {
    format!("<{}>{text}</{}>", start(name, namespace), name.escape_debug())
}
