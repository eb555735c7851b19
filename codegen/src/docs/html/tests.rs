//! Normalized HTML keeps its content, and its depth and length are bounded for any input.

use super::*;
use crate::docs::markdown;

#[track_caller]
fn check(html: &str, expected: &str) {
    assert_eq!(tidy(html), expected, "{html}");
}

#[test]
fn valid_html_is_unchanged() {
    for html in [
        "<p>Sends <code>it</code> &amp; <a href=\"https://example.com\">more</a>.</p>",
        "<ul><li><p>a</p><ol start=\"3\"><li>b</li></ol></li></ul>",
        "<dl><dt>a</dt><dd>b</dd></dl><table><caption>c</caption><tr><td>d</td></tr></table>a<br>b<hr>",
    ] {
        check(html, html);
    }
}

#[test]
fn open_elements_are_closed() {
    check("<p>a<p>b", "<p>a</p><p>b</p>");
    check("<p>a<ul><li>b<li>c</ul>d", "<p>a</p><ul><li>b</li><li>c</li></ul>d");
    check("<dl><dt>a<dd>b<dt>c</dl>", "<dl><dt>a</dt><dd>b</dd><dt>c</dt></dl>");
    check("<b>a<i>b</b>c</i>d", "<b>a<i>b</i></b>cd");
    check(
        "<table><tr><th>a<td>b<tr><td>c</table>d",
        "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>d",
    );
    check("<h1>a<h2>b", "<h1>a</h1><h2>b</h2>");
    check("a</li></b></td>b</p>", "ab");
    check("<b/>a<p/>b<br/>c", "<b></b>a<p></p>b<br>c");
}

#[test]
fn markup_without_a_markdown_equivalent_is_dropped() {
    check("<note><p class=\"x\">a</p></note>", "<p>a</p>");
    check("<section>a</section><SECTION>b</SECTION>", "<div>a</div><div>b</div>");
    check("a<!-- <b> -->b<!x>c<?y?>d</ e>f", "abcdf");
    check("a<!-- never ends", "a");
    check("1 < 2 <note>b> <", "1 &lt; 2 b> &lt;");
    check("<<note>b>x", "&lt;b>x");
    check("<a href='a\"b' HREF=c onclick=d title=e>x", "<a href=\"a&quot;b\" title=\"e\">x</a>");
}

#[test]
fn nested_formatting_is_merged() {
    check("<b>a</b><strong>b</strong>", "<b>ab</b>");
    check("<code>a <code>b</code> c</code>", "<code>a b c</code>");
    check("<i>a <em>b</em> c</i>", "<i>a b c</i>");
}

#[test]
fn text_between_the_cells_of_a_table_is_behind_it() {
    check("<table>a<tr>b<td>c</td></tr></table>", "<table></table>abc");
}

#[test]
fn too_deep_text_moves_to_the_enclosing_element() {
    let deep = |levels: usize| format!("{}x{}", "<ul><li>".repeat(levels), "</li></ul>".repeat(levels));
    assert_eq!(tidy(&deep(DEPTH / 2)), deep(DEPTH / 2));
    let deeper = tidy(&format!("{}<p>after</p>", deep(5000)));
    assert!(deeper.ends_with("</li></ul><p>after</p>"), "{deeper}");
    assert_eq!(deeper.matches('<').count(), 2 * DEPTH + 2);
    assert_eq!(deeper.matches('x').count(), 1);
}

/// Returns the deepest nesting of a text in which each element is closed in order, or the first element that is not.
fn depth(html: &str) -> Result<usize, String> {
    let (mut open, mut deepest) = (Vec::new(), 0);
    for tag in html.split('<').skip(1) {
        let name: String = tag.chars().take_while(|c| !" >".contains(*c)).collect();
        match name.strip_prefix('/') {
            Some(name) if open.pop().as_deref() == Some(name) => {}
            Some(name) => return Err(format!("</{name}>")),
            None if matches!(name.as_str(), "br" | "hr" | "img") => {}
            None => open.push(name),
        }
        deepest = deepest.max(open.len());
    }
    if open.is_empty() { Ok(deepest) } else { Err(format!("{open:?}")) }
}

/// Runs on a stack that is smaller than that of the tool.
fn on_a_small_stack(work: impl FnOnce() + Send) {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(1 << 20).spawn_scoped(scope, work);
        thread.expect("a thread").join().expect("no panic, and no overflow");
    });
}

/// As long as the longest texts of models, and longer than texts that overflowed the stack.
const LONG: usize = 40_000;

#[test]
fn each_element_may_be_nested_without_end() {
    on_a_small_stack(|| {
        let names = KEPT.iter().map(|(name, ..)| *name).chain(BLOCKS.iter().copied()).chain(["note", "span"]);
        for name in names {
            for piece in [
                format!("<{name}>x"),
                format!("<{name}>"),
                format!("<{name} a=b>x</{name}>"),
                format!("</{name}>"),
            ] {
                let html = format!("<p>{}", piece.repeat(LONG / piece.len()));
                let tidied = tidy(&html);
                assert!(depth(&tidied).is_ok_and(|depth| depth <= DEPTH), "{piece}: {:?}", depth(&tidied));
                let lines = markdown(&html);
                let length: usize = lines.iter().map(|line| line.len() + 1).sum();
                assert!(length < 8 * LONG, "{piece}: {length}");
            }
        }
    });
}

#[test]
fn pairs_of_elements_may_be_nested_without_end() {
    on_a_small_stack(|| {
        for pair in [
            "<ul><li>",
            "<ol><li>",
            "<table><tr><td>",
            "<dl><dd>",
            "<b><p></b>",
            "<b><div></b>",
            "<p><b>",
            "<a><p>",
            "<code><b>",
            "<pre><code>",
            "<b><i></b></i>",
            "<table><b>x",
            "<td>x",
            "<li><b></li>",
            "<b a='",
            "<a =\"",
            "<blockquote><ul><li>",
            "<!-",
            "<b><table></b>",
            "<h1><h2>",
            "&lt;",
            "<a b",
        ] {
            let html = format!("<p>{}", pair.repeat(LONG / pair.len()));
            let tidied = tidy(&html);
            assert!(depth(&tidied).is_ok_and(|depth| depth <= DEPTH), "{pair}: {:?}", depth(&tidied));
            let length: usize = markdown(&html).iter().map(|line| line.len() + 1).sum();
            assert!(length < 16 * LONG, "{pair}: {length}");
        }
    });
}

#[test]
fn random_nests_are_tidy_and_grow_with_their_length() {
    let mut seed = 0x9e37_79b9_7f4a_7c15_u64;
    let mut random = move |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        usize::try_from(seed % 1_000_003).unwrap_or_default() % below
    };
    let pieces = ["7 ", "7", "\n", "<", ">", "&", "`", "*", "|", "/>", "<note>", "<a href=\"https://a.b\">"];
    on_a_small_stack(move || {
        for _ in 0..1500 {
            let mut html = String::from("<p>");
            for _ in 0..random(300) {
                let (name, ..) = KEPT[random(KEPT.len())];
                let closed = if random(3) == 0 { "/" } else { "" };
                match random(3) {
                    0 => html.push_str(pieces[random(pieces.len())]),
                    _ => html.push_str(&format!("<{closed}{name}>")),
                }
            }
            let tidied = tidy(&html);
            assert!(depth(&tidied).is_ok_and(|depth| depth <= DEPTH), "{html}\n{tidied}");
            assert_eq!(tidied.matches('7').count(), html.matches('7').count(), "no text is lost: {html}");
            // Three times for closing tags, and as much for escapes.
            assert!(tidied.len() <= 6 * html.len() + 64, "{html}");
            let length: usize = markdown(&html).iter().map(|line| line.len() + 1).sum();
            assert!(length <= 64 * html.len() + 64, "{html}: {length}");
        }
    });
}
