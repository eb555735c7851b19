//! Unions: modelled members, and unknown ones, which are kept.

use std::collections::BTreeMap;

use farrier_runtime::xml::{write_value, Error, FromXml, Reader, ToXml, Unit, Writer};
use farrier_runtime::{Document, UnknownMember, UnreadableMember, UnreadableMembers};

/// A union, as in generated code.
#[derive(Debug, PartialEq)]
pub enum Choice {
    Number(i32),
    Texts(Vec<String>),
    Gone {},
    Unknown(UnknownMember),
}

impl Default for Choice {
    fn default() -> Self {
        Self::Unknown(UnknownMember::default())
    }
}

impl ToXml for Choice {
    fn to_xml(&self, xml: &mut Writer) {
        match self {
            Self::Number(value) => xml.member("number", value),
            Self::Texts(value) => xml.list("texts", value, |xml, item| xml.member("member", item)),
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
            "texts" => {
                xml.variant(name, &mut value, |xml| xml.list(Reader::value).map(Self::Texts), Self::Unknown)
            }
            "gone" => xml.variant(name, &mut value, |xml| xml.skip().map(|()| Self::Gone {}), Self::Unknown),
            other => xml.unknown_variant(other, &mut value, Self::Unknown),
        })?;
        Ok(value.unwrap_or_default())
    }
}

fn choice(body: &str) -> Choice {
    super::read(body).unwrap_or_else(|error| panic!("{body}: {error}"))
}

fn unknown(name: &str, value: impl Into<Document>) -> Choice {
    Choice::Unknown(UnknownMember::new(name, value))
}

fn object<const N: usize>(members: [(&str, Document); N]) -> Document {
    Document::Object(members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

#[test]
fn a_member_is_known_by_its_name() {
    for (body, expected) in [
        ("<c><number>7</number></c>", Choice::Number(7)),
        ("<c><texts><member>a</member></texts></c>", Choice::Texts(vec!["a".to_owned()])),
        ("<c><gone></gone></c>", Choice::Gone {}),
        ("<c></c>", Choice::default()),
    ] {
        assert_eq!(choice(body), expected, "{body}");
        assert_eq!(write_value("c", &expected), body.as_bytes());
    }
    assert_eq!(choice("<c><number n:nil='true'/><gone/></c>"), Choice::Gone {});
}

/// A modelled member takes precedence, wherever it is.
#[test]
fn unknown_members_are_kept() {
    assert_eq!(choice("<c><new>a</new><number>1</number></c>"), Choice::Number(1));
    assert_eq!(choice("<c><number>1</number><new>a</new></c>"), Choice::Number(1));
    assert_eq!(choice("<c><new x:nil='true'/></c>"), Choice::default());
    let parts = [
        ("a", Document::Array(vec!["1".into(), "2".into(), "3".into()])),
        ("b", object([("@kind", "k".into()), ("#text", "t".into())])),
        ("c", object([("@id", "i".into()), ("d", "".into())])),
    ];
    for (body, expected) in [
        ("<c><new></new></c>", unknown("new", "")),
        ("<c><new> a &amp; b</new></c>", unknown("new", " a & b")),
        (
            "<c><new><a>1</a><a>2</a><a>3</a><b kind=\"k\">t</b><c id=\"i\"><d></d></c></new></c>",
            unknown("new", object(parts)),
        ),
    ] {
        assert_eq!(choice(body), expected, "{body}");
        assert_eq!(String::from_utf8(write_value("c", &expected)).unwrap(), body);
    }
    let mixed = choice("<c><new x:a=\"1\" xmlns:x=\"u\">text<x:b/></new></c>");
    assert_eq!(mixed, unknown("new", object([("@a", "1".into()), ("b", "".into())])));
}

#[test]
fn an_unreadable_member_is_recorded_and_kept() {
    let mut slot = Choice::default();
    let mut unreadable = UnreadableMembers::default();
    let body = &b"<r><c><number><x>1</x></number></c></r>"[..];
    farrier_runtime::xml::read_document(body, &mut unreadable, |xml| {
        xml.object(|xml, _| xml.member(&mut slot))
    })
    .unwrap();
    assert_eq!(slot, unknown("number", object([("x", "1".into())])));
    let paths: Vec<&str> = unreadable.iter().map(UnreadableMember::path).collect();
    assert_eq!(paths, ["c.number"]);
}

/// Names and texts of callers do not become markup.
#[test]
fn values_of_callers_are_well_formed() {
    let members = BTreeMap::from([
        ("@a b".to_owned(), Document::from("x")),
        ("@ok".to_owned(), Document::from(1)),
        ("<b>".to_owned(), Document::from("x")),
        ("n".to_owned(), Document::from(vec![Document::Null, Document::from(true), Document::from("<")])),
    ]);
    let written = String::from_utf8(write_value("c", &unknown("new", members))).unwrap();
    assert_eq!(written, "<c><new ok=\"1\"><n></n><n>true</n><n>&lt;</n></new></c>");
    for name in ["", "a b", "a>", "1a", "-a", ":a", "a:", "a:b:c", "a:1", "a/"] {
        assert_eq!(write_value("c", &unknown(name, "x")), b"<c></c>", "{name}");
    }
    assert_eq!(write_value("c", &unknown("x:é", "x")), "<c><x:é>x</x:é></c>".as_bytes());
}
