//! Documents that are written.

use farrier_runtime::xml::{write_members, write_value, ToXml, Unit, Writer};

use super::write;

/// A structure with an attribute and a member, as in generated code.
struct Grantee {
    kind: Option<String>,
    name: Option<String>,
}

impl ToXml for Grantee {
    fn attributes(&self, xml: &mut Writer) {
        xml.attribute("xsi:type", &self.kind);
    }

    fn to_xml(&self, xml: &mut Writer) {
        xml.member("Name", &self.name);
    }
}

fn ann() -> Grantee {
    Grantee { kind: Some("a\"<\n".to_owned()), name: Some("Ann".to_owned()) }
}

#[test]
fn attributes_are_in_the_start_tag() {
    let expected = "<Grantee xmlns:xsi=\"u\" xsi:type=\"a&quot;&lt;&#x0A;\"><Name>Ann</Name></Grantee>";
    let tag = "Grantee xmlns:xsi=\"u\"";
    assert_eq!(write(|xml| xml.member(tag, &ann())), expected);
    assert_eq!(write(|xml| xml.member(tag, &Some(Box::new(ann())))), expected);
    assert_eq!(write_value(tag, &ann()), expected.as_bytes());
    let nobody = Grantee { kind: None, name: None };
    assert_eq!(write_value(tag, &nobody), b"<Grantee xmlns:xsi=\"u\"></Grantee>");
}

#[test]
fn a_body_is_one_element() {
    let written = write_members("r", |xml| xml.attribute("a", &1), |xml| xml.member("m", &Unit));
    assert_eq!(written, b"<r a=\"1\"><m></m></r>");
    assert_eq!(write_members("r", |_| {}, |_| {}), b"<r></r>");
}

#[test]
fn absent_members_are_not_written() {
    assert_eq!(write(|xml| xml.member("m", &None::<String>)), "");
    assert_eq!(write(|xml| xml.member("m", &Some(String::new()))), "<m></m>");
    assert_eq!(write(|xml| xml.member("x:m", "text")), "<x:m>text</x:m>");
}

/// As references, what a reader would change or reject is kept.
#[test]
fn text_is_escaped() {
    for (text, escaped) in [
        ("a & b < c > d \" e '", "a &amp; b &lt; c &gt; d &quot; e '"),
        ("]]>", "]]&gt;"),
        ("a\tb\nc\rd", "a&#x09;b&#x0A;c&#x0D;d"),
        ("\u{1}\u{1f} \u{7f}", "&#x01;&#x1F; \u{7f}"),
        ("日本語、とても長い😀", "日本語、とても長い😀"),
    ] {
        assert_eq!(write(|xml| xml.text(text)), escaped);
        assert_eq!(super::read::<String>(&format!("<a>{escaped}</a>")).as_deref(), Ok(text));
    }
}
