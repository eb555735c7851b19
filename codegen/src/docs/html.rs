//! Normalizes the HTML of models before it is parsed: every element is closed in order, nesting is bounded, and only
//! elements and attributes with a Markdown form remain.
//!
//! The parser builds a tree, walks it recursively, and copies the text of each level. A bound on the depth bounds the stack,
//! and makes the time proportional to the length of the text. This module performs all the repairs that the parser would
//! (elements that are not closed, or closed in the wrong order, text between the cells of a table), since those of the
//! parser can multiply elements.

use std::collections::BTreeMap;

/// Deeper elements become text of the surrounding element. The documentation of AWS has up to 11 levels.
pub(super) const DEPTH: usize = 24;

/// The role of an element among its neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Has neither content nor an end tag.
    Void,
    /// Part of a sentence.
    Inline,
    /// Stands alone, and ends an open paragraph.
    Block,
    /// Ends the open item of the same list.
    Item,
    /// A cell or the title of a table.
    Cell,
    /// A row of a table.
    Row,
}

/// The elements to keep, each with its new name and the attributes to keep.
const KEPT: &[(&str, &str, Kind, &[&str])] = &[
    ("a", "a", Kind::Inline, &["href", "title"]),
    ("b", "b", Kind::Inline, &[]),
    ("blockquote", "blockquote", Kind::Block, &[]),
    ("br", "br", Kind::Void, &[]),
    ("caption", "caption", Kind::Cell, &[]),
    ("code", "code", Kind::Inline, &[]),
    ("dd", "dd", Kind::Item, &[]),
    ("div", "div", Kind::Block, &[]),
    ("dl", "dl", Kind::Block, &[]),
    ("dt", "dt", Kind::Item, &[]),
    ("em", "i", Kind::Inline, &[]),
    ("h1", "h1", Kind::Block, &[]),
    ("h2", "h2", Kind::Block, &[]),
    ("h3", "h3", Kind::Block, &[]),
    ("h4", "h4", Kind::Block, &[]),
    ("h5", "h5", Kind::Block, &[]),
    ("h6", "h6", Kind::Block, &[]),
    ("hr", "hr", Kind::Void, &[]),
    ("i", "i", Kind::Inline, &[]),
    ("img", "img", Kind::Void, &["src", "alt", "title"]),
    ("li", "li", Kind::Item, &[]),
    ("ol", "ol", Kind::Block, &["start"]),
    ("p", "p", Kind::Block, &[]),
    ("pre", "pre", Kind::Block, &["class"]),
    ("strong", "b", Kind::Inline, &[]),
    ("table", "table", Kind::Block, &[]),
    ("td", "td", Kind::Cell, &[]),
    // Cells of a table head would make a Markdown table, whose columns are as wide as their widest cell, in every row.
    ("th", "td", Kind::Cell, &[]),
    ("tr", "tr", Kind::Row, &[]),
    ("ul", "ul", Kind::Block, &[]),
];

/// An element to keep.
#[derive(Clone, Copy, Debug)]
struct Element {
    name: &'static str,
    kind: Kind,
    attributes: &'static [&'static str],
}

/// Block elements without a Markdown form.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "center",
    "details",
    "dialog",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "header",
    "legend",
    "main",
    "nav",
    "optgroup",
    "option",
    "script",
    "section",
    "style",
    "summary",
    "textarea",
    "title",
];

fn element(name: &str) -> Option<Element> {
    let is_block = BLOCKS.iter().any(|block| block.eq_ignore_ascii_case(name));
    let name = if is_block { "div" } else { name };
    let (_, name, kind, attributes) = KEPT.iter().find(|(known, ..)| known.eq_ignore_ascii_case(name))?;
    Some(Element { name, kind: *kind, attributes })
}

/// Returns the text with the kept elements, each closed, none deeper than the bound.
pub(super) fn tidy(html: &str) -> String {
    let mut tidy = Tidy { out: String::with_capacity(html.len()), ..Tidy::default() };
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        tidy.text(&rest[..at]);
        rest = tidy.markup(&rest[at..]);
    }
    tidy.text(rest);
    tidy.close_down_to(0);
    tidy.out
}

#[derive(Default)]
struct Tidy {
    out: String,
    /// The open elements, and whether each was written.
    open: Vec<(Element, bool)>,
    /// Open elements that were too deep to be kept, with their number.
    deeper: Vec<&'static str>,
    counts: BTreeMap<&'static str, usize>,
}

impl Tidy {
    /// Reads text that begins with `<`; returns the rest.
    fn markup<'t>(&mut self, text: &'t str) -> &'t str {
        let inner = &text[1..];
        if let Some(comment) = inner.strip_prefix("!--") {
            return comment.find("-->").map_or("", |end| &comment[end + 3..]);
        }
        let (is_end, name) = match inner.strip_prefix('/') {
            Some(name) => (true, name),
            None => (false, inner),
        };
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            if is_end || inner.starts_with(['!', '?']) {
                return inner.find('>').map_or("", |end| &inner[end + 1..]);
            }
            self.text("&lt;");
            return inner;
        }
        let end =
            name.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>')).unwrap_or(name.len());
        let element = element(&name[..end]);
        let kept = element.filter(|_| !is_end).map_or(&[][..], |element| element.attributes);
        let Attributes { text: attributes, is_closed, after } = attributes(&name[end..], kept);
        match element {
            Some(element) if is_end => self.end(element),
            Some(element) => {
                self.start(element, &attributes);
                // HTML does not have that form, and `<b/>` is not meant as bold.
                if is_closed {
                    self.end(element);
                }
            }
            // Its content is text of the surrounding element.
            None => {}
        }
        after
    }

    fn text(&mut self, text: &str) {
        if !text.bytes().all(|byte| byte.is_ascii_whitespace()) {
            self.leave_table();
        }
        self.out.push_str(text);
    }

    /// Ends a table after a cell, if the next part does not belong to a table.
    fn leave_table(&mut self) {
        while self.open.last().is_some_and(|(top, _)| matches!(top.name, "table" | "tr")) {
            self.close_down_to(self.open.len() - 1);
        }
    }

    fn start(&mut self, element: Element, attributes: &str) {
        if !self.deeper.is_empty() {
            return self.start_deeper(element);
        }
        self.make_way(element);
        match element.kind {
            Kind::Cell | Kind::Row if !self.is_in_table() => return,
            Kind::Void => {
                self.out.push_str(&format!("<{}{attributes}>", element.name));
                return;
            }
            _ => {}
        }
        if self.open.len() >= DEPTH {
            return self.start_deeper(element);
        }
        let Element { name, kind, .. } = element;
        // Bold in bold has no effect.
        let is_written = kind != Kind::Inline || !self.open.iter().any(|(open, _)| open.name == name);
        if is_written {
            let closed = format!("</{name}>");
            if kind == Kind::Inline && name != "a" && self.out.ends_with(&closed) {
                // Adjacent elements of the same style are merged.
                self.out.truncate(self.out.len() - closed.len());
            } else {
                self.out.push_str(&format!("<{name}{attributes}>"));
            }
        }
        self.open.push((element, is_written));
    }

    fn start_deeper(&mut self, element: Element) {
        self.apart(element);
        if element.kind != Kind::Void {
            self.deeper.push(element.name);
            *self.counts.entry(element.name).or_default() += 1;
        }
    }

    /// Ends an element that was too deep, and those in it; false if none has that name.
    fn end_deeper(&mut self, name: &str) -> bool {
        // Without the counts, every end tag without a start tag would search all of them.
        if self.counts.get(name).is_none_or(|count| *count == 0) {
            return false;
        }
        while let Some(top) = self.deeper.pop() {
            self.counts.entry(top).and_modify(|count| *count -= 1);
            if top == name {
                break;
            }
        }
        true
    }

    /// Writes a space where a removed element would have separated words.
    fn apart(&mut self, element: Element) {
        if element.kind != Kind::Inline && !self.out.ends_with(' ') {
            self.out.push(' ');
        }
    }

    /// Closes the elements that cannot contain this one.
    fn make_way(&mut self, element: Element) {
        match element.kind {
            Kind::Inline => {
                self.leave_table();
                if element.name == "a" {
                    self.close_nearest(&["a"], &["td", "caption", "table"]);
                }
            }
            Kind::Void | Kind::Block => {
                self.leave_table();
                self.end_paragraph(element);
            }
            Kind::Item => {
                self.leave_table();
                let (items, lists): (&[_], &[_]) = if element.name == "li" {
                    (&["li"], &["ul", "ol", "td", "caption", "table", "dl", "blockquote"])
                } else {
                    (&["dd", "dt"], &["dl", "td", "caption", "table", "ul", "ol", "blockquote"])
                };
                self.close_nearest(items, lists);
                self.end_paragraph(element);
            }
            Kind::Row => self.close_to(&["table"]),
            Kind::Cell => self.close_to(&["tr", "table"]),
        }
    }

    fn end_paragraph(&mut self, element: Element) {
        if matches!(element.name, "br" | "img") {
            return;
        }
        self.close_nearest(&["p"], &["td", "caption", "table"]);
        let is_heading = |name: &str| name.len() == 2 && name.starts_with('h') && name != "hr";
        if is_heading(element.name) && self.open.last().is_some_and(|(top, _)| is_heading(top.name)) {
            self.close_down_to(self.open.len() - 1);
        }
    }

    /// Closes the nearest open element of `names`, unless one of `others` is nearer.
    fn close_nearest(&mut self, names: &[&str], bounds: &[&str]) -> bool {
        let nearest =
            self.open.iter().rposition(|(open, _)| names.contains(&open.name) || bounds.contains(&open.name));
        match nearest {
            Some(at) if names.contains(&self.open[at].0.name) => {
                self.close_down_to(at);
                true
            }
            _ => false,
        }
    }

    /// Closes everything in the nearest of these elements.
    fn close_to(&mut self, names: &[&str]) {
        if let Some(at) = self.open.iter().rposition(|(open, _)| names.contains(&open.name)) {
            self.close_down_to(at + 1);
        }
    }

    fn is_in_table(&self) -> bool {
        self.open.last().is_some_and(|(top, _)| matches!(top.name, "table" | "tr"))
    }

    fn end(&mut self, element: Element) {
        if element.kind == Kind::Void {
            return;
        }
        if self.end_deeper(element.name) {
            return self.apart(element);
        }
        let bounds: &[&str] = match element.kind {
            Kind::Cell | Kind::Row => &["table"],
            Kind::Item => &["ul", "ol", "dl", "td", "caption", "table"],
            _ if element.name == "table" => &[],
            _ => &["td", "caption", "table"],
        };
        if self.close_nearest(&[element.name], bounds) {
            self.deeper.clear();
            self.counts.clear();
        }
    }

    /// Closes the open elements from this one on.
    fn close_down_to(&mut self, at: usize) {
        while self.open.len() > at {
            if let Some((element, true)) = self.open.pop() {
                self.out.push_str(&format!("</{}>", element.name));
            }
        }
    }
}

/// An end tag.
struct Attributes<'t> {
    /// The kept attributes, as written.
    text: String,
    /// Whether it is self-closing.
    is_closed: bool,
    /// The rest of the text.
    after: &'t str,
}

/// Reads the rest of a tag after its name.
fn attributes<'t>(text: &'t str, kept: &[&str]) -> Attributes<'t> {
    let mut found = Attributes { text: String::new(), is_closed: false, after: text };
    let mut seen: Vec<&str> = Vec::new();
    loop {
        let rest = found.after.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        found.is_closed = found.after[..found.after.len() - rest.len()].ends_with('/');
        found.after = rest.strip_prefix('>').unwrap_or(rest);
        if rest.is_empty() || rest.starts_with('>') {
            return found;
        }
        // A name may begin with `=`, and with nothing else that ends one.
        let from = usize::from(rest.starts_with('='));
        let ends = |c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>' | '=');
        let end = rest[from..].find(ends).map_or(rest.len(), |end| from + end);
        let (name, after) = rest.split_at(end);
        let (value, after) = value(after);
        if let Some(known) = kept.iter().find(|known| known.eq_ignore_ascii_case(name))
            && !seen.contains(known)
        {
            seen.push(known);
            found.text.push_str(&format!(" {known}=\"{}\"", value.replace('"', "&quot;")));
        }
        found.after = after;
    }
}

/// Returns the value of an attribute, and the rest of the text.
fn value(text: &str) -> (&str, &str) {
    let Some(value) = text.trim_start_matches(|c: char| c.is_ascii_whitespace()).strip_prefix('=') else {
        return ("", text);
    };
    let value = value.trim_start_matches(|c: char| c.is_ascii_whitespace());
    for quote in ['"', '\''] {
        if let Some(quoted) = value.strip_prefix(quote) {
            return quoted.split_once(quote).unwrap_or((quoted, ""));
        }
    }
    value.split_at(value.find(|c: char| c.is_ascii_whitespace() || c == '>').unwrap_or(value.len()))
}

#[cfg(test)]
mod tests;
