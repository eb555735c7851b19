//! The text of a form, and the name of the value that comes next.

use std::fmt::{Display, Write as _};

use super::super::percent;
use super::{Entries, Items, Plain, ToForm};

/// A form during encoding. Names are those of the model, already encoded.
pub struct Writer {
    text: String,
    /// The names from the top to the current value, with dots between them.
    path: String,
}

/// Encodes a body: pairs that every request has, such as `Action=ListUsers&Version=2010-05-08`, and members.
#[inline]
pub fn write_members(pairs: &str, members: impl FnOnce(&mut Writer)) -> Vec<u8> {
    let mut text = String::with_capacity(256);
    text.push_str(pairs);
    let mut form = Writer { text, path: String::with_capacity(64) };
    members(&mut form);
    form.text.into_bytes()
}

impl Writer {
    /// Writes a member, unless its value is absent.
    #[inline]
    pub fn member<T: ToForm + ?Sized>(&mut self, name: &str, value: &T) {
        self.member_as::<Plain, T>(name, value);
    }

    /// Like [`member`](Self::member), for a value in another format than the default.
    #[inline]
    pub fn member_as<F, T: ToForm<F> + ?Sized>(&mut self, name: &str, value: &T) {
        if !value.is_absent() {
            let length = self.enter(name);
            value.to_form(self);
            self.path.truncate(length);
        }
    }

    /// Writes an item of a list, or a value of a map.
    #[inline]
    pub fn value<T: ToForm + ?Sized>(&mut self, value: &T) {
        value.to_form(self);
    }

    /// Like [`value`](Self::value), for a value in another format than the default.
    #[inline]
    pub fn value_as<F, T: ToForm<F> + ?Sized>(&mut self, value: &T) {
        value.to_form(self);
    }

    /// Writes a list, unless it is absent: `Tags.member.1=a`, or `Tags=` if it is empty. In a list or a map, its own name is empty.
    /// The name of items is empty if they are next to the other members: `Tags.1=a`.
    #[inline]
    pub fn list<L: Items>(&mut self, name: &str, item: &str, list: &L, each: impl Fn(&mut Self, &L::Item)) {
        let Some(items) = list.items() else { return };
        let length = self.enter(name);
        if items.is_empty() {
            self.text("");
        } else {
            self.enter(item);
            self.items(items, each);
        }
        self.path.truncate(length);
    }

    /// Writes a list in the form of EC2, unless it is absent or empty: `Tag.1=a`.
    #[inline]
    pub fn flat_list<L: Items>(&mut self, name: &str, list: &L, each: impl Fn(&mut Self, &L::Item)) {
        let Some(items) = list.items() else { return };
        let length = self.enter(name);
        self.items(items, each);
        self.path.truncate(length);
    }

    #[inline]
    fn items<T>(&mut self, items: &[T], each: impl Fn(&mut Self, &T)) {
        for (index, item) in items.iter().enumerate() {
            let length = self.enter_number(index + 1);
            each(self, item);
            self.path.truncate(length);
        }
    }

    /// Writes a map, unless it is absent: `Tags.entry.1.key=a&Tags.entry.1.value=b`. The name of entries is empty if they are next to
    /// the other members.
    #[inline]
    pub fn map<M: Entries>(
        &mut self,
        name: &str,
        entry: &str,
        [key, value]: [&str; 2],
        map: &M,
        each: impl Fn(&mut Self, &M::Value),
    ) {
        let Some(entries) = map.entries() else { return };
        let start = self.enter(name);
        self.enter(entry);
        for (index, (name, item)) in entries.iter().enumerate() {
            let length = self.enter_number(index + 1);
            let within = self.enter(key);
            self.text(name.as_ref());
            self.path.truncate(within);
            self.enter(value);
            each(self, item);
            self.path.truncate(length);
        }
        self.path.truncate(start);
    }

    /// Appends a name to the path. Returns the length of the path without it.
    #[inline]
    fn enter(&mut self, name: &str) -> usize {
        let length = self.path.len();
        if !name.is_empty() {
            if length > 0 {
                self.path.push('.');
            }
            self.path.push_str(name);
        }
        length
    }

    #[inline]
    fn enter_number(&mut self, number: usize) -> usize {
        let length = self.path.len();
        if length > 0 {
            self.path.push('.');
        }
        // Writing to a string does not fail.
        let _ = write!(self.path, "{number}");
        length
    }

    /// Writes a text.
    #[inline]
    pub fn text(&mut self, value: &str) {
        self.name();
        percent::encode(value, &mut self.text);
    }

    /// Writes a value whose text needs no encoding.
    #[inline]
    pub fn raw(&mut self, value: impl Display) {
        self.name();
        let _ = write!(self.text, "{value}");
    }

    #[inline]
    fn name(&mut self) {
        if !self.text.is_empty() {
            self.text.push('&');
        }
        self.text.push_str(&self.path);
        self.text.push('=');
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::{EpochSeconds, HttpDate};
    use super::*;
    use crate::{Blob, Timestamp};

    fn written(members: impl FnOnce(&mut Writer)) -> String {
        String::from_utf8(write_members("Action=A", members)).unwrap()
    }

    /// The part after the action.
    fn pairs(members: impl FnOnce(&mut Writer)) -> String {
        written(members).strip_prefix("Action=A").unwrap().to_owned()
    }

    #[test]
    fn values_have_the_text_of_their_type() {
        let at = Timestamp::from_epoch(1_422_172_800, 0).unwrap();
        let all = pairs(|form| {
            form.member("text", "a b&c=ü+%");
            form.member("none", &None::<String>);
            form.member("some", &Some(String::new()));
            form.member("yes", &true);
            form.member("small", &i8::MIN);
            form.member("large", &i64::MAX);
            form.member("real", &0.5_f32);
            form.member("not", &f64::NAN);
            form.member("less", &f64::NEG_INFINITY);
            form.member("blob", &Blob::from("a>?"));
            form.member("at", &at);
            form.member_as::<EpochSeconds, _>("epoch", &at);
            form.member_as::<HttpDate, _>("date", &Some(at));
        });
        let expected = "&text=a%20b%26c%3D%C3%BC%2B%25&some=&yes=true&small=-128&large=9223372036854775807&real=0.5&not=NaN\
                        &less=-Infinity&blob=YT4%2F&at=2015-01-25T08%3A00%3A00Z&epoch=1422172800\
                        &date=Sun%2C%2025%20Jan%202015%2008%3A00%3A00%20GMT";
        assert_eq!(all, expected);
    }

    #[test]
    fn items_are_numbered_at_each_level() {
        let lists = vec![vec!["a", "b"], vec![], vec!["c"]];
        let nested = |form: &mut Writer| {
            form.list("L", "member", &lists, |form, list| {
                form.list("", "item", list, Writer::value);
            });
            form.member("after", "x");
        };
        let expected = "&L.member.1.item.1=a&L.member.1.item.2=b&L.member.2=&L.member.3.item.1=c&after=x";
        assert_eq!(pairs(nested), expected);
        let (none, empty) = (None::<Vec<&str>>, Some(Vec::<&str>::new()));
        assert_eq!(pairs(|form| form.list("L", "member", &none, Writer::value)), "");
        assert_eq!(pairs(|form| form.list("L", "member", &empty, Writer::value)), "&L=");
        assert_eq!(pairs(|form| form.list("L", "", &vec![1, 2], Writer::value)), "&L.1=1&L.2=2");
        assert_eq!(pairs(|form| form.flat_list("L", &empty, Writer::value)), "");
        assert_eq!(pairs(|form| form.flat_list("L", &Some(vec![true]), Writer::value)), "&L.1=true");
    }

    #[test]
    fn entries_have_a_key_and_a_value() {
        let map = BTreeMap::from([("k 1".to_owned(), vec![1]), ("k2".to_owned(), vec![])]);
        let all = pairs(|form| {
            form.map("M", "entry", ["key", "value"], &map, |form, list| {
                form.list("", "member", list, Writer::value);
            });
        });
        let expected = "&M.entry.1.key=k%201&M.entry.1.value.member.1=1&M.entry.2.key=k2&M.entry.2.value=";
        assert_eq!(all, expected);
        let flat = Some(BTreeMap::from([("k", "v")]));
        let all = pairs(|form| form.map("M", "", ["K", "V"], &flat, Writer::value));
        assert_eq!(all, "&M.1.K=k&M.1.V=v");
        let none = None::<BTreeMap<String, String>>;
        assert_eq!(pairs(|form| form.map("M", "", ["K", "V"], &none, Writer::value)), "");
    }
}
