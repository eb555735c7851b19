//! HTML of models, made tidy before it is parsed: every element closed in order, none deeper than a bound, nothing but the
//! elements and attributes that Markdown has a form for.
//!
//! What reads the result builds a tree and walks it by recursion, once a level, and copies the text of each level. With a
//! bound on the depth the stack is bounded, and the time grows with the length of the text alone. All that the parser would
//! repair (elements that are not closed, or closed in the wrong order, text between the cells of a table) is repaired here: its
//! repairs can multiply elements.

use std::collections::BTreeMap;

/// Elements deeper than this are text of the element around them. The documentation of AWS has up to 11 levels.
pub(super) const DEPTH: usize = 24;

/// What an element is to its neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Has no content and no end.
    Void,
    /// Part of a sentence.
    Inline,
    /// Stands by itself, and ends a paragraph that is open.
    Block,
    /// Ends the item that is open in the same list.
    Item,
    /// A cell or the title of a table.
    Cell,
    /// A row of a table.
    Row,
}

/// The elements that are kept, each with the name that it gets and the attributes that it keeps.
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
    // Cells of a head would make a table of Markdown, whose columns are as wide as their widest cell, in every row.
    ("th", "td", Kind::Cell, &[]),
    ("tr", "tr", Kind::Row, &[]),
    ("ul", "ul", Kind::Block, &[]),
];

/// An element that is kept.
#[derive(Clone, Copy, Debug)]
struct Element {
    name: &'static str,
    kind: Kind,
    attributes: &'static [&'static str],
}

/// Elements that stand by themselves and mean nothing more to Markdown.
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

/// The same text with elements that are kept, each closed, none deeper than the bound.
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
    /// The elements that are open, with whether they are written.
    open: Vec<(Element, bool)>,
    /// Elements that are open and were too deep to be kept, and how many there are of each.
    deeper: Vec<&'static str>,
    counts: BTreeMap<&'static str, usize>,
}

impl Tidy {
    /// Takes what begins with `<`; returns what is behind it.
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
        let Attributes { text: attributes, is_closed, behind } = attributes(&name[end..], kept);
        match element {
            Some(element) if is_end => self.end(element),
            Some(element) => {
                self.start(element, &attributes);
                // HTML does not know that form, and who writes `<b/>` means nothing that is bold.
                if is_closed {
                    self.end(element);
                }
            }
            // What is in it is text of the element around it.
            None => {}
        }
        behind
    }

    fn text(&mut self, text: &str) {
        if !text.bytes().all(|byte| byte.is_ascii_whitespace()) {
            self.leave_table();
        }
        self.out.push_str(text);
    }

    /// Ends a table whose cell has ended, where something comes that is no part of a table.
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
        // What is bold already does not get bolder.
        let is_written = kind != Kind::Inline || !self.open.iter().any(|(open, _)| open.name == name);
        if is_written {
            let closed = format!("</{name}>");
            if kind == Kind::Inline && name != "a" && self.out.ends_with(&closed) {
                // Two pieces of one look are one.
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

    /// Ends an element that was too deep, and those in it; false if there is none of that name.
    fn end_deeper(&mut self, name: &str) -> bool {
        // Without the counts, every end that has no start would be looked for among all of them.
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

    /// A space where an element that is left out would have kept words apart.
    fn apart(&mut self, element: Element) {
        if element.kind != Kind::Inline && !self.out.ends_with(' ') {
            self.out.push(' ');
        }
    }

    /// Closes what an element cannot be in.
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

    /// Closes the nearest of some elements that are open, unless one of others is nearer.
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

    /// Closes all that is in the nearest of some elements.
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

    /// Closes the elements that are open from this one on.
    fn close_down_to(&mut self, at: usize) {
        while self.open.len() > at {
            if let Some((element, true)) = self.open.pop() {
                self.out.push_str(&format!("</{}>", element.name));
            }
        }
    }
}

/// The end of a tag.
struct Attributes<'t> {
    /// The attributes that are kept, as they are written.
    text: String,
    /// Whether it is written as an element without content.
    is_closed: bool,
    /// What is behind the tag.
    behind: &'t str,
}

/// Reads what is behind the name of a tag.
fn attributes<'t>(text: &'t str, kept: &[&str]) -> Attributes<'t> {
    let mut found = Attributes { text: String::new(), is_closed: false, behind: text };
    let mut seen: Vec<&str> = Vec::new();
    loop {
        let rest = found.behind.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        found.is_closed = found.behind[..found.behind.len() - rest.len()].ends_with('/');
        found.behind = rest.strip_prefix('>').unwrap_or(rest);
        if rest.is_empty() || rest.starts_with('>') {
            return found;
        }
        // A name may begin with `=`, and with nothing else that ends one.
        let from = usize::from(rest.starts_with('='));
        let ends = |c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>' | '=');
        let end = rest[from..].find(ends).map_or(rest.len(), |end| from + end);
        let (name, behind) = rest.split_at(end);
        let (value, behind) = value(behind);
        if let Some(known) = kept.iter().find(|known| known.eq_ignore_ascii_case(name))
            && !seen.contains(known)
        {
            seen.push(known);
            found.text.push_str(&format!(" {known}=\"{}\"", value.replace('"', "&quot;")));
        }
        found.behind = behind;
    }
}

/// The value behind the name of an attribute, and what is behind the value.
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
