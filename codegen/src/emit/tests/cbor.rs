//! Compares CBOR by meaning: the width of a number, the form of a length and the order of a map do not matter. This decoder is not
//! that of the runtime.

/// An item.
#[derive(Clone, Debug, PartialEq, PartialOrd)]
pub enum Item {
    /// In decimal, an integer without a point.
    Number(String),
    Bytes(Vec<u8>),
    Text(String),
    Array(Vec<Item>),
    /// Sorted by key.
    Map(Vec<(Item, Item)>),
    Tag(u64, Box<Item>),
    Simple(u64),
}

/// Compares two bodies.
#[track_caller]
pub fn same_body(given: &[u8], expected: &[u8]) {
    if given.is_empty() || expected.is_empty() {
        assert_eq!(given, expected, "the body");
    } else {
        assert_eq!(whole(given), whole(expected), "the body {given:02x?}");
    }
}

/// Reads a whole body.
pub fn whole(mut body: &[u8]) -> Item {
    let item = item(&mut body).expect("a body is not a break");
    assert!(body.is_empty(), "the body has {} bytes more", body.len());
    item
}

/// Reads an item; `None` is a break.
fn item(rest: &mut &[u8]) -> Option<Item> {
    let first = take(rest, 1)[0];
    let (major, info) = (first >> 5, first & 31);
    let length = match info {
        0..=23 => 0,
        24..=27 => 1 << (info - 24),
        31 => return indefinite(major, rest),
        _ => panic!("{first:02x} is not CBOR"),
    };
    let argument = take(rest, length).iter().fold(0, |value: u64, byte| value << 8 | u64::from(*byte));
    let argument = if length == 0 { info.into() } else { argument };
    Some(match major {
        0 => Item::Number(argument.to_string()),
        1 => Item::Number((-1 - i128::from(argument)).to_string()),
        2 => Item::Bytes(take(rest, argument as usize).to_vec()),
        3 => Item::Text(String::from_utf8(take(rest, argument as usize).to_vec()).unwrap()),
        4 => Item::Array((0..argument).map(|_| item(rest).unwrap()).collect()),
        5 => map((0..argument).map(|_| (item(rest).unwrap(), item(rest).unwrap())).collect()),
        6 => Item::Tag(argument, Box::new(item(rest).unwrap())),
        _ => match length {
            2 => panic!("a number has 16 bits, which not every service reads"),
            4 => float(f32::from_bits(argument as u32).into()),
            8 => float(f64::from_bits(argument)),
            _ => Item::Simple(argument),
        },
    })
}

/// Reads the items of an array, a map or a string up to the break.
fn indefinite(major: u8, rest: &mut &[u8]) -> Option<Item> {
    if major == 7 {
        return None;
    }
    let mut items = Vec::new();
    while let Some(next) = item(rest) {
        items.push(next);
    }
    let text = |item: &Item| if let Item::Text(text) = item { text.clone() } else { panic!("{item:?}") };
    let bytes = |item: &Item| if let Item::Bytes(bytes) = item { bytes.clone() } else { panic!("{item:?}") };
    Some(match major {
        2 => Item::Bytes(items.iter().flat_map(bytes).collect()),
        3 => Item::Text(items.iter().map(text).collect()),
        4 => Item::Array(items),
        5 => map(items.chunks(2).map(|pair| (pair[0].clone(), pair[1].clone())).collect()),
        _ => panic!("an item of the type {major} without a length"),
    })
}

fn map(mut entries: Vec<(Item, Item)>) -> Item {
    entries.sort_by(|one, other| one.partial_cmp(other).unwrap());
    Item::Map(entries)
}

fn float(value: f64) -> Item {
    Item::Number(if value == 0.0 { "0".to_owned() } else { value.to_string() })
}

fn take<'b>(rest: &mut &'b [u8], length: usize) -> &'b [u8] {
    let (taken, left) = rest.split_at(length);
    *rest = left;
    taken
}
