//! The syntax of documents.

use farrier_runtime::xml::{is_error, read_document, read_payload, read_result, Reader};
use farrier_runtime::UnreadableMembers;

use super::{problem, read, read_as};

/// The texts of the children of a root, with their names.
fn members(body: &str) -> Vec<(String, String)> {
    let mut members = Vec::new();
    read_as(body, |xml| {
        xml.object(|xml, name| {
            members.push((name.to_owned(), xml.string()?));
            Ok(())
        })
    })
    .unwrap_or_else(|error| panic!("{body}: {error}"));
    members
}

fn text(body: &str) -> String {
    read(body).unwrap_or_else(|error| panic!("{body}: {error}"))
}

#[test]
fn members_have_local_names() {
    let body = "<x:r xmlns:x='u' xmlns='v'>\n <a>1</a>\t<x:b c=\"d\">2</x:b >text<c/>\r\n<d  /></x:r>";
    let expected = [("a", "1"), ("b", "2"), ("c", ""), ("d", "")];
    assert_eq!(members(body), expected.map(|(name, text)| (name.to_owned(), text.to_owned())));
}

#[test]
fn text_is_decoded() {
    for (body, expected) in [
        ("<a/>", ""),
        ("<a></a>", ""),
        ("<a x='&gt;' />", ""),
        ("<a>  a   b </a>", "  a   b "),
        ("<a>escaped data: &amp;lt;&#xD;&#10;</a>", "escaped data: &lt;\r\n"),
        ("<a>&quot;1&quot;</a>", "\"1\""),
        ("<a>a\r\nb\rc\nd\te</a>", "a\nb\nc\nd\te"),
        ("<a>\r\r\n</a>", "\n\n"),
        ("<a>a > b ]] > c</a>", "a > b ]] > c"),
        ("<a>&#93;&#93;></a>", "]]>"),
        ("<a>a<!-- <b> & -->b<?pi <c>?>c</a>", "abc"),
        ("<a><![CDATA[<b>&amp;]] >\r\n]]>c</a>", "<b>&amp;]] >\nc"),
        ("<a><![CDATA[]]></a>", ""),
        ("<a>日本&#x1F600;\u{fffe}</a>", "日本😀\u{fffe}"),
        ("<a>key&#x1;</a>", "key\u{1}"),
    ] {
        assert_eq!(text(body), expected, "{body}");
    }
}

#[test]
fn attributes_are_decoded() {
    let body = "<a xmlns=\"u\" xmlns:x='v' x:one=\"1'&quot;&#x9;\" two = '\t2\r\n\"\n' three=''>t</a>";
    let mut attributes = Vec::new();
    let content = read_as(body, |xml| {
        xml.attributes(|xml, name| {
            let mut value = None::<String>;
            xml.attribute(&mut value)?;
            attributes.push((name.to_owned(), value.unwrap()));
            Ok(())
        })?;
        xml.string()
    });
    assert_eq!(content, Ok("t".to_owned()));
    let expected = [("one", "1'\"\t"), ("two", " 2 \" "), ("three", "")];
    assert_eq!(attributes, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
}

#[test]
fn the_root_may_have_neighbours() {
    for body in [
        "\u{feff}<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a>x</a>\n",
        "<?xml version = '1.0' encoding = 'utf-8' standalone='yes'?><!-- c --><?style x?><a>x</a><!----> <?y?>",
        "<?xml version=\"1.0\"?><a>x</a>",
        "<?xml-stylesheet encoding='latin1'?><a>x</a>",
        "  <a>x</a>",
    ] {
        assert_eq!(text(body), "x", "{body}");
    }
}

#[test]
fn ill_formed_documents_are_errors() {
    for (body, expected) in [
        ("", "expected an element at byte 0"),
        (" x", "expected an element at byte 1"),
        ("x<a/>", "expected an element at byte 0"),
        ("<", "expected a name at byte 1"),
        ("<1/>", "expected a name at byte 1"),
        ("<-a/>", "expected a name at byte 1"),
        ("<:/>", "expected a name at byte 1"),
        ("<a:/>", "expected a name at byte 1"),
        ("< a/>", "expected a name at byte 1"),
        ("<a", "expected the end of a tag at byte 2"),
        ("<a/", "expected the end of a tag at byte 2"),
        ("<a / >", "expected the end of a tag at byte 3"),
        ("<a&>", "expected the end of a tag at byte 2"),
        ("<a>", "expected the end tag of the element at byte 3"),
        ("<a>x", "expected the end tag of the element at byte 4"),
        ("<a></b>", "expected the end tag of the element at byte 3"),
        ("<x:a></a>", "expected the end tag of the element at byte 5"),
        ("<a></ab>", "expected the end of a tag at byte 6"),
        ("<a></a x>", "expected the end of a tag at byte 7"),
        ("<a></a", "expected the end of a tag at byte 6"),
        ("<a/>x", "expected the end at byte 4"),
        ("<a/><b/>", "expected the end at byte 4"),
        ("<a/><![CDATA[x]]>", "expected no declaration at byte 4"),
        ("<a b/>", "expected the value of an attribute at byte 4"),
        ("<a b=c/>", "expected the value of an attribute at byte 5"),
        ("<a b='c/>", "expected the end of an attribute at byte 9"),
        ("<a b='c'd='e'/>", "expected the end of a tag at byte 8"),
        ("<a b='<'/>", "expected no such character in an attribute at byte 6"),
        ("<a b='\u{1}'/>", "expected no such character in an attribute at byte 6"),
        ("<a b='&x;'/>", "expected a reference at byte 6"),
        ("<a>&nbsp;</a>", "expected a reference at byte 3"),
        ("<a>&#0;</a>", "expected a reference at byte 3"),
        ("<a>a & b</a>", "expected a reference at byte 5"),
        ("<a>\u{0}</a>", "expected no control character at byte 3"),
        ("<a>x\u{1b}</a>", "expected no control character at byte 4"),
        ("<a>]]></a>", "expected no end of a section at byte 5"),
        ("<a><![CDATA[\u{1}]]></a>", "expected no control character at byte 12"),
        ("<a><![CDATA[x]]</a>", "expected the end of a section, a comment or an instruction at byte 12"),
        ("<a><![cdata[x]]></a>", "expected no declaration at byte 3"),
        ("<a><!-- -- --></a>", "expected the end of a comment at byte 10"),
        ("<a><!--\u{1}--></a>", "expected no control character at byte 7"),
        ("<a><?xml?></a>", "expected the declaration at the start at byte 5"),
        ("<a><?XML?></a>", "expected the declaration at the start at byte 5"),
        (" <?xml version='1.0'?><a/>", "expected the declaration at the start at byte 3"),
        ("<?xml version='1.0' encoding='ISO-8859-1'?><a/>", "expected the encoding UTF-8 at byte 0"),
        ("<!DOCTYPE a><a/>", "expected no document type at byte 0"),
        (
            "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
            "expected no document type at byte 21",
        ),
        ("<a><!ENTITY b 'c'></a>", "expected no declaration at byte 3"),
    ] {
        assert_eq!(problem::<String>(body), expected, "{body}");
        // Skipping checks the same.
        assert!(read_as(body, Reader::skip).is_err(), "{body}");
    }
    let body = b"<a>\xff</a>";
    assert_eq!(
        Reader::new(&body[..]).err().map(|error| error.to_string()).as_deref(),
        Some("expected UTF-8 at byte 3")
    );
}

#[test]
fn a_structure_has_elements() {
    let empty = |body| read_as(body, |xml| xml.object(|xml, _| xml.skip()));
    for body in
        ["<a/>", "<a></a>", "<a> \n </a>", "<a><!-- c --></a>", "<a>x<b/></a>", "<a><![CDATA[x]]><b/></a>"]
    {
        assert_eq!(empty(body), Ok(()), "{body}");
    }
    assert_eq!(empty("<a>x</a>").unwrap_err().to_string(), "expected elements at byte 2");
}

#[test]
fn results_are_in_a_child_of_the_root() {
    let (mut user, mut unreadable) = (None::<String>, UnreadableMembers::default());
    let mut read = |body: &str| {
        read_result(body.as_bytes(), &mut unreadable, "GetUserResult", |xml| {
            xml.object(|xml, name| match name {
                "User" => xml.member(&mut user),
                _ => xml.skip(),
            })
        })
    };
    read("<GetUserResponse xmlns=\"u\"><GetUserResult><User>ann</User></GetUserResult><X><User>bob</User></X></GetUserResponse>").unwrap();
    read("<GetUserResponse/>").unwrap();
    read("").unwrap();
    assert_eq!(user.as_deref(), Some("ann"));
    assert!(unreadable.is_empty());
}

#[test]
fn an_empty_body_changes_nothing() {
    let (mut value, mut unreadable) = (7, UnreadableMembers::default());
    read_payload(&b""[..], &mut unreadable, &mut value).unwrap();
    assert_eq!(value, 7);
    read_payload(&b"<a>8</a>"[..], &mut unreadable, &mut value).unwrap();
    assert_eq!(value, 8);
    let read = read_document(&b"<LocationConstraint>eu</LocationConstraint> x"[..], &mut unreadable, |xml| {
        xml.skip()
    });
    assert_eq!(read.unwrap_err().to_string(), "expected the end at byte 44");
}

#[test]
fn errors_are_known_by_their_root() {
    for body in ["<Error/>", "<?xml version='1.0'?> <s:Error xmlns:s='u'>", "<ErrorResponse></ErrorResponse>"]
    {
        assert!(is_error(body.as_bytes()), "{body}");
    }
    for body in ["", "{}", "<Errors/>", "<a><Error/></a>"] {
        assert!(!is_error(body.as_bytes()), "{body}");
    }
}
