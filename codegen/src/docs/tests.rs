//! Documentation texts, and the Markdown that they become.

use super::*;

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(markdown(text), expected);
}

#[test]
fn html_becomes_markdown() {
    check("<p>Sends <code>it</code>.</p><p>Then <b>waits</b>.</p>", &["Sends `it`.", "", "Then **waits**."]);
    check("<ul><li><p>one</p></li><li><p>two</p></li></ul>", &["- one", "", "- two"]);
    check(
        r#"<p>See <a href="https://example.com/x">there</a>.</p>"#,
        &["See [there](https://example.com/x)."],
    );
}

#[test]
fn markdown_is_escaped_for_rustdoc() {
    check("Use `a[0]` or b[0].", &["Use `a[0]` or b\\[0\\]."]);
    check("Vec<u8> at https://example.com/a.", &["Vec\\<u8\\> at <https://example.com/a>."]);
    check("a `tick", &["a \\`tick"]);
}

#[test]
fn no_text_becomes_code() {
    check("a\n\n    std::process::exit(1)", &["a", "", "std::process::exit(1)"]);
    check("-      rm()", &["- rm()"]);
    check("- ```\n  rm()", &["- \\`\\`\\`", "  rm()"]);
    check("a\n14. b\n\n     rm()", &["a", "14. b", "", "   rm()"]);
    check("- a\n\n          rm()", &["- a", "", "  rm()"]);
    check("```\nrm()\n```", &["```text", "rm()", "```"]);
    check("```rust\nrm()", &["```text", "rm()", "```"]);
    check("~~~ignore,rust\nrm()\n~~~", &["~~~text", "rm()", "~~~"]);
    check("```json\n{}\n```", &["```json", "{}", "```"]);
}

#[test]
fn the_end_of_a_url_is_searched_only_after_its_start() {
    // Twenty minutes if each `h` searches the rest.
    let text = "h-".repeat(1 << 20);
    assert_eq!(markdown(&text), [text]);
    check("h-https://example.com/a-h", &["h-<https://example.com/a-h>"]);
}

#[test]
fn text_that_would_close_a_comment_or_an_attribute_is_only_text() {
    check("a */ b \"# c #![d]", &["a */ b \"# c #!\\[d\\]"]);
}

#[test]
fn bidirectional_and_invisible_characters_are_removed() {
    check("a\u{0}b\rc \u{202E}d\u{2066}e\r\nf", &["a b c de", "f"]);
}

#[test]
fn a_line_is_one_line() {
    assert_eq!(line("No `tes` [y]\n\n<z> "), "No `tes` \\[y\\] \\<z\\>");
}

#[test]
fn a_short_sentence_can_be_repeated() {
    let first = |text: &str| sentence(&markdown(text));
    assert_eq!(first("Size in bytes. From 1 to 9.").as_deref(), Some("Size in bytes."));
    assert_eq!(first("Uses e.g. `a. B` here. More.").as_deref(), Some("Uses e.g. `a. B` here."));
    assert_eq!(first("One of these:\n\n- a\n"), None);
    assert_eq!(first("- A list."), None);
    assert_eq!(first(&format!("{}.", "long ".repeat(30))), None);
}

#[test]
fn empty_lines_are_neither_doubled_nor_at_the_ends() {
    check("\n\na\n\n\nb\n\n", &["a", "", "b"]);
    check("", &[]);
}
