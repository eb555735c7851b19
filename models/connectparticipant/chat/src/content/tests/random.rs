//! Random contents: whatever a message contains, reading and writing it loses nothing and changes nothing more.

use std::fmt::Write as _;

use super::super::members::{Member, json};
use super::*;

/// A generator of numbers (xorshift64*), the same on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % sides
    }

    fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.roll(of.len())]
    }
}

/// The names of all members of all templates, and unknown ones.
const NAMES: &[&str] = &[
    "title",
    "subtitle",
    "imageType",
    "imageData",
    "imageDescription",
    "elements",
    "type",
    "url",
    "actionDetail",
    "listId",
    "referenceId",
    "preIndex",
    "nextIndex",
    "timeslots",
    "date",
    "duration",
    "timeZoneOffset",
    "location",
    "latitude",
    "longitude",
    "radius",
    "viewId",
    "viewToken",
    "viewData",
    "content",
    "replyMessage",
    "data",
    "version",
    "templateType",
    "templateIdentifier",
    "action",
    "new",
    "",
];

const TEMPLATES: &[&str] =
    &["ListPicker", "TimePicker", "Panel", "QuickReply", "Carousel", "ViewResource", "Map", "listpicker"];

fn text(dice: &mut Dice) -> String {
    (0..dice.roll(6)).map(|_| dice.pick(&['a', '"', '\\', '\n', 'ä', '😀', '\u{0}', ' '])).collect()
}

/// Any JSON. Numbers are spelled in several ways.
fn value(dice: &mut Dice, depth: usize) -> Document {
    let number = |text: &str| Document::Number(text.parse().unwrap());
    match dice.roll(if depth == 0 { 4 } else { 8 }) {
        0 => Document::Null,
        1 => Document::Boolean(dice.roll(2) == 0),
        2 => number(dice.pick(&[
            "0",
            "-1",
            "60",
            "1.5",
            "-122.4311",
            "1e3",
            "1e400",
            "9007199254740993",
            "1.50",
        ])),
        3 => Document::String(text(dice)),
        4 => message(dice, depth - 1),
        5 => Document::Array((0..dice.roll(4)).map(|_| value(dice, depth - 1)).collect()),
        _ => Document::Object(
            (0..dice.roll(7)).map(|_| (dice.pick(NAMES).to_owned(), value(dice, depth - 1))).collect(),
        ),
    }
}

/// The document of a message, which may lack a part or have a value of another type.
fn message(dice: &mut Dice, depth: usize) -> Document {
    let member = |name: &str, value: Document| (name.to_owned(), value);
    let mut content: Members =
        (0..dice.roll(12)).map(|_| member(dice.pick(NAMES), value(dice, depth))).collect();
    if depth > 0 && dice.roll(2) == 0 {
        content.insert(
            "elements".to_owned(),
            Document::Array((0..dice.roll(4)).map(|_| message(dice, depth - 1)).collect()),
        );
    }
    let mut data = Members::from([member("content", Document::Object(content))]);
    let mut whole = Members::from([member("templateType", dice.pick(TEMPLATES).into())]);
    for of in [&mut data, &mut whole] {
        if dice.roll(3) == 0 {
            of.insert(dice.pick(NAMES).to_owned(), value(dice, depth));
        }
    }
    whole.insert("data".to_owned(), Document::Object(data));
    Document::Object(whole)
}

/// Whether `written` has everything that `read` has: the same values, except for numbers of the same value and required members
/// that were missing.
fn has_all(written: &Document, read: &Document) -> bool {
    match (written, read) {
        (Document::Number(written), Document::Number(read)) => {
            written == read || written.as_f64() == read.as_f64()
        }
        (Document::Array(written), Document::Array(read)) => {
            written.len() == read.len()
                && written.iter().zip(read).all(|(written, read)| has_all(written, read))
        }
        (Document::Object(written), Document::Object(read)) => {
            read.iter().all(|(name, read)| written.get(name).is_some_and(|written| has_all(written, read)))
        }
        (written, read) => written == read,
    }
}

#[test]
fn nothing_is_lost() {
    let mut dice = Dice(0x5eed);
    let mut known = 0;
    for round in 0..2_000 {
        let document = message(&mut dice, 2);
        let text = json(&document);
        let content = Content::parse(INTERACTIVE, &text);
        let written = parse(&content.text()).unwrap();
        assert!(has_all(&written, &document), "round {round}: {text}\nis written as\n{}", content.text());
        let again = content.text().into_owned();
        assert_eq!(Content::parse(INTERACTIVE, &again).text(), again, "round {round}");
        if let Content::Interactive(message) = &content {
            known += 1;
            let Content::Interactive(read) = Content::parse(INTERACTIVE, &again) else {
                panic!("round {round}: {again}")
            };
            assert_eq!(&*read, &**message, "round {round}: {text}");
            let _ = content.validate();
            let choices = message.choices().len();
            assert!(
                (choices..choices + 3).all(|index| message.select(index).is_none()),
                "round {round}: {text}"
            );
            for index in 0..4 {
                let _ = (message.select(index), message.select_in(index, index));
            }
        }
    }
    assert!(known > 500, "{known} of the messages have a known template");
}

#[test]
fn responses_lose_nothing() {
    let mut dice = Dice(0xfeed);
    for round in 0..1_000 {
        let mut members = Members::read(value(&mut dice, 3)).unwrap_or_default();
        members.insert("action".to_owned(), dice.pick(&["Submit", " ", "SHOW_MORE"]).into());
        let document = Document::Object(members);
        let response = InteractiveResponse::parse(&json(&document)).unwrap();
        assert!(has_all(&response.write(), &document), "round {round}: {document:?}");
        assert_eq!(InteractiveResponse::parse(&response.to_json()), Some(response), "round {round}");
    }
}

/// Texts that are almost JSON.
#[test]
fn damaged_text_never_panics() {
    let mut dice = Dice(0xdead);
    let mut whole = String::new();
    for _ in 0..2_000 {
        whole.clear();
        let _ = write!(whole, "{}", json(&message(&mut dice, 2)));
        let cut = dice.roll(whole.len());
        let cut = (0..=cut).rev().find(|at| whole.is_char_boundary(*at)).unwrap_or_default();
        let damaged = match dice.roll(2) {
            0 => whole[..cut].to_owned(),
            _ => format!(
                "{}{}{}",
                &whole[..cut],
                dice.pick(&["\"", "{", "}", "]", ",", "\\", "é", "1"]),
                &whole[cut..]
            ),
        };
        for kind in ChatContentType::VALUES {
            let content = Content::parse(kind, &damaged);
            let _ = (content.text(), content.validate());
        }
    }
}
