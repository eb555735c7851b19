//! Structures, unions and bodies, as generated code writes them.

use std::collections::BTreeMap;

use farrier_runtime::cbor::{write_members, write_value, FromCbor, Reader, ToCbor, Unit, Writer};
use farrier_runtime::{NonEmpty, UnknownMember};

use super::{bytes, read, write};

/// A union as in generated code.
#[derive(Debug, PartialEq)]
enum Choice {
    Text(String),
    Nothing,
    Unknown(UnknownMember),
}

impl ToCbor for Choice {
    fn to_cbor(&self, cbor: &mut Writer) {
        cbor.object(|object| match self {
            Self::Text(value) => object.member("text", value),
            Self::Nothing => object.member("nothing", &Unit),
            Self::Unknown(member) => object.entry(&member.name, &member.value),
        });
    }
}

impl FromCbor for Choice {
    fn from_cbor(cbor: &mut Reader<'_>) -> Result<Self, farrier_runtime::cbor::Error> {
        let mut value = None;
        cbor.object(|cbor, name| match name {
            "text" => cbor.variant(name, &mut value, Self::Text, Self::Unknown),
            "nothing" => cbor.variant(name, &mut value, |_: Unit| Self::Nothing, Self::Unknown),
            other => cbor.unknown_variant(other, &mut value, Self::Unknown),
        })?;
        Ok(value.unwrap_or(Self::Unknown(UnknownMember::default())))
    }
}

#[test]
fn absent_members_are_not_written() {
    let body = write_members(|object| {
        object.member("a", &Some(1));
        object.member("b", &None::<i32>);
        object.member("c", &NonEmpty::new("x"));
        object.member("d", &BTreeMap::from([("k", None::<i32>)]));
        object.entry("e", &None::<i32>);
    });
    assert_eq!(body, bytes("bf 6161 01 6163 81 6178 6164 a1 616b f6 6165 f6 ff"));
    assert_eq!(write_members(|_| {}), bytes("bfff"));
    assert_eq!(write_value(&Box::new("x")), bytes("6178"));
}

#[test]
fn unions_have_one_member() {
    assert_eq!(write(&Choice::Text("x".into())), "bf64746578746178ff");
    assert_eq!(write(&Choice::Nothing), "bf676e6f7468696e67a0ff");
    for choice in [Choice::Text("x".into()), Choice::Nothing, Choice::Unknown(UnknownMember::new("new", 7))] {
        assert_eq!(read(&write_value(&choice)), Ok(choice));
    }
}

#[test]
fn a_null_and_a_type_are_no_members_of_a_union() {
    let typed = bytes("bf 66 5f5f74797065 61 78 64 74657874 61 79 63 6e6577 05 ff");
    assert_eq!(read(&typed), Ok(Choice::Text("y".into())));
    let null = bytes("a2 64 74657874 f6 67 6e6f7468696e67 bf ff");
    assert_eq!(read(&null), Ok(Choice::Nothing));
}

/// A modelled member of another type is kept, unless it has a type that documents lack.
#[test]
fn an_odd_member_of_a_union_is_kept_as_an_unknown_one() {
    let odd = bytes("a1 64 74657874 82 01 f5");
    let document = vec![1.into(), true.into()];
    assert_eq!(read(&odd), Ok(Choice::Unknown(UnknownMember::new("text", document))));
    let lost = bytes("a1 64 74657874 a1 01 02");
    assert_eq!(read(&lost), Ok(Choice::Unknown(UnknownMember::new("text", None::<i32>))));
    let lost = bytes("a1 63 6e6577 a1 01 02");
    assert_eq!(read(&lost), Ok(Choice::Unknown(UnknownMember::new("new", None::<i32>))));
}
