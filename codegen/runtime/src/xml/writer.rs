//! Writes XML: no declaration, no white space, members in the order of the calls.

use super::plain::plain_run;
use super::{Entries, Items, Plain, ToXml};

/// The attributes of an element that is null.
const NIL: &str = r#" xsi:nil="true" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance""#;

/// A document during encoding.
///
/// A `tag` is a start tag without its brackets: the name of an element and, if it has a namespace, a space and its declaration.
pub struct Writer {
    bytes: Vec<u8>,
}

impl Writer {
    /// Creates an empty document, with room for the expected number of bytes.
    #[inline]
    pub fn with_capacity(capacity: usize) -> Self {
        Self { bytes: Vec::with_capacity(capacity) }
    }

    /// Returns the document, which is UTF-8.
    #[inline]
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// Writes a member, unless its value is absent.
    #[inline]
    pub fn member<T: ToXml + ?Sized>(&mut self, tag: &str, value: &T) {
        self.member_as::<Plain, T>(tag, value);
    }

    /// Like [`member`](Self::member), for a value in another format than the default.
    #[inline]
    pub fn member_as<F, T: ToXml<F> + ?Sized>(&mut self, tag: &str, value: &T) {
        if !value.is_absent() {
            self.element(tag, |xml| value.attributes(xml), |xml| value.to_xml(xml));
        }
    }

    /// Writes an item or a value that may be absent: then it is null.
    #[inline]
    pub fn nullable<T: ToXml>(&mut self, tag: &str, value: &Option<T>) {
        self.nullable_as::<Plain, T>(tag, value);
    }

    /// Like [`nullable`](Self::nullable), for a value in another format than the default.
    #[inline]
    pub fn nullable_as<F, T: ToXml<F>>(&mut self, tag: &str, value: &Option<T>) {
        self.nullable_with(tag, value, |xml, value| xml.member_as::<F, T>(tag, value));
    }

    /// Writes an item or a value that may be absent, by the function that writes it otherwise.
    #[inline]
    pub fn nullable_with<T>(&mut self, tag: &str, value: &Option<T>, write: impl FnOnce(&mut Self, &T)) {
        match value {
            Some(value) => write(self, value),
            None => self.element(tag, |xml| xml.raw(NIL), |_| {}),
        }
    }

    /// Writes an attribute, unless its value is absent.
    #[inline]
    pub fn attribute<T: ToXml + ?Sized>(&mut self, name: &str, value: &T) {
        self.attribute_as::<Plain, T>(name, value);
    }

    /// Like [`attribute`](Self::attribute), for a value in another format than the default.
    #[inline]
    pub fn attribute_as<F, T: ToXml<F> + ?Sized>(&mut self, name: &str, value: &T) {
        if !value.is_absent() {
            self.raw(" ");
            self.raw(name);
            self.raw("=\"");
            value.to_xml(self);
            self.raw("\"");
        }
    }

    /// Writes a list with its items, unless it is absent.
    #[inline]
    pub fn list<L: Items + ?Sized>(&mut self, tag: &str, list: &L, item: impl FnMut(&mut Self, &L::Item)) {
        if list.items().is_some() {
            self.element(tag, |_| {}, |xml| xml.flat_list(list, item));
        }
    }

    /// Writes the items of a list, unless it is absent.
    #[inline]
    pub fn flat_list<L: Items + ?Sized>(&mut self, list: &L, mut item: impl FnMut(&mut Self, &L::Item)) {
        for value in list.items().unwrap_or_default() {
            item(self, value);
        }
    }

    /// Writes a map with its entries, unless it is absent. `entry` writes a key and a value.
    #[inline]
    pub fn map<M: Entries + ?Sized>(
        &mut self,
        tag: &str,
        map: &M,
        entry: impl FnMut(&mut Self, &M::Key, &M::Value),
    ) {
        if map.entries().is_some() {
            self.element(tag, |_| {}, |xml| xml.flat_map("entry", map, entry));
        }
    }

    /// Writes the entries of a map, unless it is absent.
    #[inline]
    pub fn flat_map<M: Entries + ?Sized>(
        &mut self,
        tag: &str,
        map: &M,
        mut entry: impl FnMut(&mut Self, &M::Key, &M::Value),
    ) {
        for (key, value) in map.entries().into_iter().flatten() {
            self.element(tag, |_| {}, |xml| entry(xml, key, value));
        }
    }

    /// Writes an element.
    #[inline]
    pub(crate) fn element(
        &mut self,
        tag: &str,
        attributes: impl FnOnce(&mut Self),
        content: impl FnOnce(&mut Self),
    ) {
        self.raw("<");
        self.raw(tag);
        attributes(self);
        self.raw(">");
        content(self);
        self.raw("</");
        self.raw(tag.split(' ').next().unwrap_or(tag));
        self.raw(">");
    }

    /// Writes a text. Quotes, white space other than spaces, and control characters are references, so that it can be in an attribute.
    #[inline]
    pub fn text(&mut self, text: &str) {
        let mut rest = text.as_bytes();
        loop {
            // Never more than the length; `min` replaces the check in `split_at`.
            let (plain, after) = rest.split_at(plain_run::<true>(rest, 0).min(rest.len()));
            self.bytes.extend_from_slice(plain);
            let Some((byte, after)) = after.split_first() else { break };
            self.reference(*byte);
            rest = after;
        }
    }

    #[cold]
    fn reference(&mut self, byte: u8) {
        match byte {
            b'<' => self.raw("&lt;"),
            b'>' => self.raw("&gt;"),
            b'&' => self.raw("&amp;"),
            b'"' => self.raw("&quot;"),
            _ => {
                let digit = |half: u8| b"0123456789ABCDEF"[usize::from(half & 0xf)];
                self.bytes.extend_from_slice(&[b'&', b'#', b'x', digit(byte >> 4), digit(byte), b';']);
            }
        }
    }

    /// Writes a text that needs no references.
    #[inline]
    pub fn raw(&mut self, text: impl AsRef<[u8]>) {
        self.bytes.extend_from_slice(text.as_ref());
    }
}
