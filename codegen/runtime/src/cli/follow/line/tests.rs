//! Items as lines.

use serde_json::{json, Value};

use super::super::super::samples::notes::NOTES;

#[track_caller]
fn check(item: Value, line: &str) {
    assert_eq!(super::line(&NOTES, &item, None), line);
}

#[test]
fn a_plain_text_has_its_columns_and_sender() {
    check(
        json!({ "At": "12:00", "Role": "AGENT", "Name": "Jane", "Text": "good day", "Type": "text/plain", "Kind": "MESSAGE" }),
        "12:00  AGENT  Jane: good day",
    );
}

#[test]
fn other_items_show_their_type() {
    check(json!({ "At": "12:00", "Role": "AGENT", "Type": "joined" }), "12:00  AGENT  [joined]");
    check(json!({ "At": "12:00", "Type": "text/html", "Text": "<b>" }), "12:00  -  [text/html] <b>");
    let files = json!([{ "Name": "a.pdf", "Id": "1" }, { "Name": "b.pdf" }]);
    check(json!({ "Kind": "FILE", "Name": "Jane", "Files": files }), "-  -  Jane: [FILE] a.pdf, b.pdf, 1");
}

#[test]
fn a_mark_precedes_the_type() {
    let item = json!({ "At": "12:00", "Role": "AGENT", "Name": "Jane", "Type": "text/html", "Text": "<b>" });
    assert_eq!(super::line(&NOTES, &item, Some("changed")), "12:00  AGENT  Jane: [changed] [text/html] <b>");
}

#[test]
fn an_empty_item_is_a_line() {
    for nothing in
        [json!({}), json!(null), json!([]), json!({ "Text": "", "Files": [], "Name": null, "At": {} })]
    {
        check(nothing, "-  -");
    }
}

#[test]
fn foreign_text_does_not_control_the_terminal() {
    let evil = "a\u{1b}[2J\u{9b}31m\r\n\u{7}b\u{202e}c\u{2028}\td";
    let safe = "a\\u{1b}[2J\\u{9b}31m\\r\\n\\u{7}b\\u{202e}c\\u{2028}\\td";
    check(json!({ "Type": "text/plain", "Text": evil }), &format!("-  -  {safe}"));
    check(
        json!({ "At": evil, "Role": evil, "Name": evil, "Text": evil, "Type": evil, "Files": [{ "Name": evil }] }),
        &format!("{safe}  {safe}  {safe}: [{safe}] {safe} {safe}"),
    );
    let friendly = "Grüße 👩‍👩‍👧 \\n שלום 日本";
    check(json!({ "Type": "text/plain", "Text": friendly }), &format!("-  -  {friendly}"));
}
