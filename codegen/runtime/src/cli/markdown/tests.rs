//! Markdown as text: what stays, and what goes.

use super::super::samples::page;
use super::super::samples::zoo::TOOL;
use super::super::table::Tool;

/// Markdown as a page shows it: the description of a tool.
fn text(markdown: &str, width: usize) -> String {
    let docs: &'static str = markdown.to_owned().leak();
    let service = Box::leak(Box::new(TOOL.service.docs(docs)));
    let tool = Tool { service, commands: &[], ..TOOL };
    let page = page(Box::leak(Box::new(tool)), None, width);
    let body = page.split_once("DESCRIPTION\n").map_or("", |(_, rest)| rest);
    body.split_once("\nGLOBAL OPTIONS\n").map_or(body, |(text, _)| text).to_owned()
}

fn summary(text: &str) -> String {
    super::summary(text)
}

#[track_caller]
fn check(markdown: &str, expected: &str) {
    let shown = text(markdown, 47);
    let shown: Vec<&str> = shown.lines().map(|line| line.strip_prefix("       ").unwrap_or(line)).collect();
    assert_eq!(shown.join("\n"), expected);
}

#[test]
fn marks_go_and_text_stays() {
    check("A **bold** and `code` and *soft* word.", "A bold and code and soft word.");
    check("snake_case_name and 2 * 3 * 4", "snake_case_name and 2 * 3 * 4");
    check("__init__ of `a_b` **`c`**.", "init of a_b c.");
    check("escaped \\*stars\\* and \\[brackets\\]", "escaped *stars* and [brackets]");
    check("a `` ` `` b", "a ` b");
    check("no `end", "no `end");
    check("**no end", "**no end");
    check("&lt;b&gt; &amp; \\&lt;", "<b> & &lt;");
    check("# A title\ntext", "A title\n\ntext");
    check("> quoted\n> twice", "quoted twice");
    check("a\n\n---\n\nb", "a\n\nb");
    check("| a | b |\n|---|---|\n| `c` | d |", "a - b\n\nc - d");
}

#[test]
fn links_are_their_text_with_the_address_behind_it() {
    check("See [it](https://a.b/c).", "See it (https://a.b/c).");
    check("[`Item`](crate::Item) here", "Item here");
    check("<https://a.b/c>", "https://a.b/c");
    check("[https://a.b](https://a.b)", "https://a.b");
    check("![alt](https://a.b/c.png)", "alt (https://a.b/c.png)");
    check("a [b] c", "a [b] c");
    check("a[0](b", "a[0](b");
    check("Vec<u8> <b>", "Vec<u8> <b>");
    check("[a `](b` c](https://a.b)", "a ](b c (https://a.b)");
    check("[a [b](https://a.b)", "[a b (https://a.b)");
    check("[a \\[b\\]](https://a.b)", "a [b] (https://a.b)");
}

/// Each of them would look through the rest of the text: hours.
#[test]
fn marks_that_open_nothing_are_looked_for_once() {
    for piece in ["[", "[a](", "[`", "`[", "*a ", "**a*", "_a_", "![", "<a", "[a]"] {
        let markdown = piece.repeat((1 << 18) / piece.len());
        assert!(text(&markdown, 80).len() >= markdown.len() / 4, "{piece}");
    }
}

#[test]
fn lists_hang_and_nest() {
    check(
        "- one two three four five six seven eight\n- b",
        "- one two three four five six seven\n  eight\n- b",
    );
    check("- a\n  - b\n- c", "- a\n   - b\n- c");
    check("1. a\n2) b\n\nend", "1. a\n2. b\n\nend");
    check("- a\n\n  more of a\n\nend", "- a\n\n   more of a\n\nend");
}

#[test]
fn code_stays_as_it_is() {
    check("a\n```json\n{\n  \"**b**\": 1\n}\n```\nc", "a\n\n{\n  \"**b**\": 1\n}\n\nc");
    check("~~~\n# x\n~~~", "# x");
    check("```\nopen", "open");
}

#[test]
fn a_summary_is_the_first_sentence() {
    assert_eq!(summary("One, e.g. this `one`. Two."), "One, e.g. this one");
    assert_eq!(summary("Only\none.\n\nMore."), "Only one");
    assert_eq!(summary(""), "");
    assert_eq!(summary("- a list"), "");
}

#[test]
fn nothing_reaches_the_terminal_but_text() {
    let shown = text("a\u{1b}[2Jb\u{7}\rc\u{202e}d\te", 80);
    assert_eq!(shown.trim(), "a [2Jb c d e".replace("c d", "cd"));
}

/// Texts of marks and words, at random but the same in each run.
fn random_text(seed: &mut u64) -> String {
    const PIECES: &[&str] = &[
        "*",
        "**",
        "_",
        "__",
        "`",
        "``",
        "```",
        "[",
        "](",
        ")",
        "<",
        ">",
        "\\",
        "\n",
        "\n\n",
        "- ",
        "1. ",
        "  ",
        "#",
        "# ",
        "|",
        "&lt;",
        "!",
        "https://a.b",
        "word",
        "é",
        "漢字",
        "\u{1b}",
        "\u{301}",
        ".",
        "'",
        "longer-than-most-words-are",
    ];
    let mut next = || {
        *seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (*seed >> 33) as usize
    };
    let length = next() % 40;
    (0..length).map(|_| PIECES[next() % PIECES.len()]).collect()
}

#[test]
fn any_text_is_shown_within_any_width() {
    let mut seed = 1;
    for round in 0..4000 {
        let markdown = random_text(&mut seed);
        let width = 1 + round % 200;
        let shown = text(&markdown, width);
        // Addresses are not broken.
        for line in shown.lines().filter(|line| !line.contains("://")) {
            let columns = console::measure_text_width(line);
            // One character of two columns needs two.
            assert!(columns <= width.max(2), "{columns} of {width} columns: {line:?} of {markdown:?}");
        }
    }
}
