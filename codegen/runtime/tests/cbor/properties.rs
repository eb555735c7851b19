//! Properties of every body: nothing panics on it, and a value that is read can be written and read again.
//!
//! The tests of the runtime and the fuzz target share this file, so it must not know the source of bodies.

use std::collections::BTreeMap;

use farrier_runtime::cbor::{read_document, write_value, Error, FromCbor, Reader, ToCbor, Writer};
use farrier_runtime::decimal::same_value;
use farrier_runtime::{BigDecimal, BigInteger, Blob, Document, Timestamp, UnreadableMembers};

/// A structure with members of all types, as in generated code.
#[derive(Debug, Default, PartialEq)]
pub struct All {
    pub flag: Option<bool>,
    pub byte: Option<i8>,
    pub long: i64,
    pub float: Option<f32>,
    pub double: Option<f64>,
    pub text: String,
    pub blob: Option<Blob>,
    pub time: Option<Timestamp>,
    pub integer: Option<BigInteger>,
    pub decimal: Option<BigDecimal>,
    pub list: Vec<Option<String>>,
    pub map: BTreeMap<String, i64>,
    pub inner: Vec<All>,
    pub boxed: Option<Box<All>>,
}

impl ToCbor for All {
    fn to_cbor(&self, cbor: &mut Writer) {
        cbor.object(|object| {
            object.member("flag", &self.flag);
            object.member("byte", &self.byte);
            object.member("long", &self.long);
            object.member("float", &self.float);
            object.member("double", &self.double);
            object.member("text", &self.text);
            object.member("blob", &self.blob);
            object.member("time", &self.time);
            object.member("integer", &self.integer);
            object.member("decimal", &self.decimal);
            object.member("list", &self.list);
            object.member("map", &self.map);
            object.member("inner", &self.inner);
            object.member("boxed", &self.boxed);
        });
    }
}

impl All {
    fn member(&mut self, cbor: &mut Reader<'_>, name: &str) -> Result<(), Error> {
        match name {
            "flag" => cbor.member(&mut self.flag),
            "byte" => cbor.member(&mut self.byte),
            "long" => cbor.member(&mut self.long),
            "float" => cbor.member(&mut self.float),
            "double" => cbor.member(&mut self.double),
            "text" => cbor.member(&mut self.text),
            "blob" => cbor.member(&mut self.blob),
            "time" => cbor.member(&mut self.time),
            "integer" => cbor.member(&mut self.integer),
            "decimal" => cbor.member(&mut self.decimal),
            "list" => cbor.member(&mut self.list),
            "map" => cbor.secret(|cbor| cbor.member(&mut self.map)),
            "inner" => cbor.member(&mut self.inner),
            "boxed" => cbor.member(&mut self.boxed),
            _ => cbor.skip(),
        }
    }
}

impl FromCbor for All {
    fn from_cbor(cbor: &mut Reader<'_>) -> Result<Self, Error> {
        let mut all = Self::default();
        cbor.object(|cbor, name| all.member(cbor, name))?;
        Ok(all)
    }
}

/// Decodes a whole body.
pub fn read<T: FromCbor>(body: &[u8]) -> Result<T, Error> {
    let mut cbor = Reader::new(body);
    let value = T::from_cbor(&mut cbor)?;
    cbor.end()?;
    Ok(value)
}

/// Compares documents, with numbers by value: `12e-3` is written as a floating-point number.
fn is_same(one: &Document, other: &Document) -> bool {
    match (one, other) {
        (Document::Number(one), Document::Number(other)) => same_value(one.as_str(), other.as_str()),
        (Document::Array(one), Document::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| is_same(one, other))
        }
        (Document::Object(one), Document::Object(other)) => {
            let is_same = |((name, one), (key, other))| name == key && is_same(one, other);
            one.len() == other.len() && one.iter().zip(other).all(is_same)
        }
        (one, other) => one == other,
    }
}

/// Checks a body, and returns whether it is one structure.
pub fn check(body: &[u8]) -> bool {
    let mut cbor = Reader::new(body);
    let is_valid = cbor.skip().and_then(|()| cbor.end()).is_ok();
    if let Ok(document) = read::<Document>(body) {
        assert!(is_valid, "a document that cannot be skipped: {body:02x?}");
        let again = read(&write_value(&document)).expect("a written document can be read");
        assert!(is_same(&document, &again), "{body:02x?}: {document:?} became {again:?}");
    }
    let (mut all, mut unreadable) = (All::default(), UnreadableMembers::default());
    let members = read_document(body, &mut unreadable, |cbor, name| all.member(cbor, name));
    let whole = read::<All>(body);
    if members.is_ok() {
        assert!(is_valid || body.is_empty(), "a structure that cannot be skipped: {body:02x?}");
        // NaN is not equal to itself.
        let again = read::<All>(&write_value(&all)).expect("a written structure can be read");
        assert_eq!(format!("{again:?}"), format!("{all:?}"), "{body:02x?}");
    }
    assert!(unreadable.iter().all(|member| !member.path().is_empty()), "{body:02x?}");
    whole.is_ok()
}
