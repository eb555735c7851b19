//! Documents that nest without end, or become much larger: an error, and no memory.

use farrier_runtime::xml::{Error, FromXml, Reader};
use farrier_runtime::ErrorMetadata;

use super::properties::All;
use super::unions::Choice;
use super::{read, read_as};

fn skip(body: &str) -> Result<(), Error> {
    read_as(body, Reader::skip)
}

#[test]
fn nesting_is_bounded() {
    let nested = |count: usize| format!("{}{}", "<a>".repeat(count), "</a>".repeat(count));
    assert_eq!(skip(&nested(128)), Ok(()));
    assert_eq!(skip(&nested(129)).unwrap_err().to_string(), "nested too deeply at byte 387");
    // An element without content does not count.
    assert_eq!(skip(&nested(128).replacen("</a>", "<a/></a>", 1)), Ok(()));
    for name in ["a", "inner", "boxed", "map", "unknown", "choice"] {
        let open = format!("<{name}>").repeat(200_000);
        assert!(skip(&open).is_err());
        assert!(read::<All>(&open).is_err(), "{name}");
        assert!(read::<Choice>(&open).is_err(), "{name}");
        let closed = format!("<c>{}{}</c>", open, format!("</{name}>").repeat(200_000));
        assert!(read::<Choice>(&closed).is_err(), "{name}");
        ErrorMetadata::parse(Default::default(), &Default::default(), open.as_bytes());
    }
}

/// Each element of a document is one value, and one of them may be large.
#[test]
fn a_list_of_empty_structures_is_bounded_by_the_memory_limit() {
    let items = "<flat/>".repeat(1 << 20);
    for body in [format!("<r>{items}</r>"), format!("<r><inner>{items}</inner></r>")] {
        let error = read::<All>(&body).unwrap_err().to_string();
        assert!(error.contains("max_decoded_bytes"), "{error}");
    }
    let body = format!("<c><new>{}</new></c>", "<a/>".repeat(3 << 20));
    let error = read::<Choice>(&body).map(drop).unwrap_err().to_string();
    assert!(error.contains("max_decoded_bytes"), "{error}");
}

/// Many attributes, comments, references and instructions take linear time, and no stack.
#[test]
fn repetition_takes_linear_time() {
    let count = 300_000;
    let attributes: String = (0..count).map(|index| format!(" a{index}='x'")).collect();
    let bodies = [
        format!("<a{attributes}/>"),
        format!("<a>{}</a>", "<!---->".repeat(count)),
        format!("<a>{}</a>", "<?p?>".repeat(count)),
        format!("<a>{}</a>", "<![CDATA[x]]>".repeat(count)),
        format!("<a>{}</a>", "&amp;".repeat(count)),
        format!("<a>{}</a>", "]]]".repeat(count)),
        format!("{}<a/>", "<!---->".repeat(count)),
        format!("<a{}/>", " ".repeat(count)),
        format!("<{}/>", "a".repeat(count)),
    ];
    for body in &bodies {
        skip(body).unwrap();
        read::<String>(body).unwrap();
        read::<All>(body).map(drop).unwrap_or_default();
    }
}

/// An ill-formed value is searched once, and not again by each element around it.
#[test]
fn an_ill_formed_value_is_searched_once() {
    let depth = 120;
    let body = format!("{}{}", "<boxed>".repeat(depth), "<flag>x</flag>".repeat(20_000));
    let mut xml = Reader::new(body.as_bytes()).unwrap();
    assert!(All::from_xml(&mut xml).is_err());
}
