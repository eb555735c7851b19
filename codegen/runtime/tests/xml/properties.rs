//! Properties of every document: nothing panics on it, and a value that is read can be written and read again.
//!
//! The tests of the runtime and the fuzz target share this file, so it must not know the source of documents.

use std::collections::BTreeMap;

use farrier_runtime::xml::{
    read_document, write_value, EpochSeconds, Error, FromXml, HttpDate, Reader, ToXml, Unit, Writer,
};
use farrier_runtime::{BigDecimal, BigInteger, Blob, Timestamp, UnknownMember, UnreadableMembers};

/// A structure with members of all types, as in generated code.
#[derive(Debug, Default, PartialEq)]
pub struct All {
    pub id: Option<String>,
    pub at: Option<Timestamp>,
    pub flag: Option<bool>,
    pub byte: Option<i8>,
    pub long: i64,
    pub float: Option<f32>,
    pub double: Option<f64>,
    pub text: String,
    pub blob: Option<Blob>,
    pub time: Option<Timestamp>,
    pub seconds: Option<Timestamp>,
    pub integer: Option<BigInteger>,
    pub decimal: Option<BigDecimal>,
    pub list: Vec<Option<String>>,
    pub lists: Option<Vec<Vec<i32>>>,
    pub flat: Vec<All>,
    pub map: BTreeMap<String, i64>,
    pub entries: Option<BTreeMap<String, BTreeMap<String, String>>>,
    pub inner: Option<Vec<All>>,
    pub boxed: Option<Box<All>>,
    pub choice: Option<Choice>,
}

/// A union, as in generated code.
#[derive(Debug, PartialEq)]
pub enum Choice {
    Number(i32),
    Gone {},
    Unknown(UnknownMember),
}

impl ToXml for All {
    fn attributes(&self, xml: &mut Writer) {
        xml.attribute("x:id", &self.id);
        xml.attribute_as::<HttpDate, _>("at", &self.at);
    }

    fn to_xml(&self, xml: &mut Writer) {
        xml.member("flag", &self.flag);
        xml.member("byte xmlns=\"u\"", &self.byte);
        xml.member("x:long xmlns:x=\"u\"", &self.long);
        xml.member("float", &self.float);
        xml.member("double", &self.double);
        xml.member("text", &self.text);
        xml.member("blob", &self.blob);
        xml.member("time", &self.time);
        xml.member_as::<EpochSeconds, _>("seconds", &self.seconds);
        xml.member("integer", &self.integer);
        xml.member("decimal", &self.decimal);
        xml.list("list", &self.list, |xml, item| xml.nullable("item", item));
        xml.list("lists", &self.lists, |xml, item| xml.list("l", item, |xml, item| xml.member("i", item)));
        xml.flat_list(&self.flat, |xml, item| xml.member("flat", item));
        xml.map("map", &self.map, |xml, key, value| {
            xml.member("key", key);
            xml.member("value", value);
        });
        xml.flat_map("entries", &self.entries, |xml, key, value| {
            xml.member("k", key);
            xml.map("v", value, |xml, key, value| {
                xml.member("key", key);
                xml.member("value", value);
            });
        });
        xml.list("inner", &self.inner, |xml, item| xml.member("member", item));
        xml.member("boxed", &self.boxed);
        xml.member("choice", &self.choice);
    }
}

impl All {
    fn read(&mut self, xml: &mut Reader<'_>) -> Result<(), Error> {
        xml.attributes(|xml, name| match name {
            "id" => xml.attribute(&mut self.id),
            "at" => xml.attribute_as::<HttpDate, _>(&mut self.at),
            _ => xml.skip_attribute(),
        })?;
        xml.object(|xml, name| self.member(xml, name))
    }

    fn member(&mut self, xml: &mut Reader<'_>, name: &str) -> Result<(), Error> {
        match name {
            "flag" => xml.member(&mut self.flag),
            "byte" => xml.member(&mut self.byte),
            "long" => xml.member(&mut self.long),
            "float" => xml.member(&mut self.float),
            "double" => xml.member(&mut self.double),
            "text" => xml.member(&mut self.text),
            "blob" => xml.member(&mut self.blob),
            "time" => xml.member(&mut self.time),
            "seconds" => xml.member_as::<EpochSeconds, _>(&mut self.seconds),
            "integer" => xml.member(&mut self.integer),
            "decimal" => xml.member(&mut self.decimal),
            "list" => xml.list_member(&mut self.list, |xml| xml.nullable(Reader::value)),
            "lists" => xml.list_member(&mut self.lists, |xml| xml.list(Reader::value)),
            "flat" => xml.item(&mut self.flat, Reader::value),
            "map" => xml.secret(|xml| xml.map_member(&mut self.map, ["key", "value"], Reader::value)),
            "entries" => {
                xml.entry(&mut self.entries, ["k", "v"], |xml| xml.map(["key", "value"], Reader::value))
            }
            "inner" => xml.list_member(&mut self.inner, Reader::value),
            "boxed" => xml.member(&mut self.boxed),
            "choice" => xml.member(&mut self.choice),
            _ => xml.skip(),
        }
    }
}

impl FromXml for All {
    fn from_xml(xml: &mut Reader<'_>) -> Result<Self, Error> {
        let mut all = Self::default();
        all.read(xml)?;
        Ok(all)
    }
}

impl ToXml for Choice {
    fn to_xml(&self, xml: &mut Writer) {
        match self {
            Self::Number(value) => xml.member("number", value),
            Self::Gone {} => xml.member("gone", &Unit),
            Self::Unknown(member) => xml.unknown(member),
        }
    }
}

impl FromXml for Choice {
    fn from_xml(xml: &mut Reader<'_>) -> Result<Self, Error> {
        let mut value = None;
        xml.object(|xml, name| match name {
            "number" => xml.variant(name, &mut value, |xml| xml.value().map(Self::Number), Self::Unknown),
            "gone" => xml.variant(name, &mut value, |xml| xml.skip().map(|()| Self::Gone {}), Self::Unknown),
            other => xml.unknown_variant(other, &mut value, Self::Unknown),
        })?;
        Ok(value.unwrap_or(Self::Unknown(UnknownMember::default())))
    }
}

/// Writes a whole document.
pub fn write(all: &All) -> Vec<u8> {
    write_value("all xmlns:x=\"u\"", all)
}

/// Decodes a whole document.
pub fn read<T: FromXml>(body: &[u8]) -> Result<T, Error> {
    let mut xml = Reader::new(body)?;
    let value = xml.value()?;
    xml.end()?;
    Ok(value)
}

/// Checks a body, and returns whether it is one structure.
pub fn check(body: &[u8]) -> bool {
    let shown = || String::from_utf8_lossy(body);
    let is_valid = Reader::new(body).and_then(|mut xml| xml.skip().and_then(|()| xml.end())).is_ok();
    if let Ok(text) = read::<String>(body) {
        assert!(is_valid, "a text that cannot be skipped: {}", shown());
        assert_eq!(read(&write_value("a", &text)), Ok(text), "{}", shown());
    }
    if let Ok(choice) = read::<Choice>(body) {
        assert!(is_valid, "a union that cannot be skipped: {}", shown());
        // A modelled member that could not be read is kept as it was.
        let again = read::<Choice>(&write_value("a", &choice)).expect("a written union can be read");
        assert_eq!(again, choice, "{}", shown());
    }
    let (mut all, mut unreadable) = (All::default(), UnreadableMembers::default());
    let members = read_document(body, &mut unreadable, |xml| all.read(xml));
    let whole = read::<All>(body);
    if members.is_ok() {
        assert!(is_valid || body.is_empty(), "a structure that cannot be skipped: {}", shown());
        // NaN is not equal to itself.
        let again = read::<All>(&write(&all)).expect("a written structure can be read");
        assert_eq!(format!("{again:?}"), format!("{all:?}"), "{}", shown());
    }
    assert!(unreadable.iter().all(|member| !member.path().is_empty()), "{}", shown());
    whole.is_ok()
}
