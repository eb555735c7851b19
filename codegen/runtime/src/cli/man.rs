//! Manual pages: the pages of `help` as roff, for `man`, with nothing but the macros that every `man` has.
//!
//! Written without clap_mangen, whose pages have no place for what a command prints, and without the crate `roff`, which takes
//! backslashes for text that they are not in all readers.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use super::arguments;
use super::failure::Failure;
use super::harmless::harmless;
use super::help::{self, Page};
use super::markdown::{Block, Kind, Look, Span};
use super::show;
use super::table::Tool;

/// The page of the tool, then those of its commands: the name of a file and its text.
pub(super) fn pages(tool: &'static Tool) -> Result<Vec<(String, String)>, Failure> {
    let mut pages = vec![help::made(tool, None)?];
    for command in tool.commands {
        pages.push(help::made(tool, Some(command.name))?);
    }
    for name in help::extras(tool, &arguments::command(tool)) {
        pages.push(help::made(tool, Some(&name))?);
    }
    Ok(pages.iter().map(|page| (format!("{}.1", page.name), roff(page))).collect())
}

/// The page of the tool.
pub(super) fn page(tool: &'static Tool) -> Result<String, Failure> {
    Ok(roff(&help::made(tool, None)?))
}

/// Writes all pages into a folder, which is made if it is not there, and says so; returns how many. Where the folder's name is
/// that of a command, prints the page of that command.
pub(super) fn write(tool: &'static Tool, folder: &Path) -> Result<usize, Failure> {
    if let Some(page) = folder.to_str().and_then(|name| help::made(tool, Some(name)).ok()) {
        return show::text(&roff(&page)).map(|()| 1);
    }
    let failed = |path: &Path, error: io::Error| {
        Failure::other(format!("{} cannot be written: {error}", path.display()))
    };
    let pages = pages(tool)?;
    fs::create_dir_all(folder).map_err(|error| failed(folder, error))?;
    for (name, text) in &pages {
        let path = folder.join(name);
        put(&path, text).map_err(|error| failed(&path, error))?;
    }
    let written = format!("{} pages written to {}", pages.len(), folder.display());
    // Whoever closed standard error does not want to know.
    let _ = writeln!(io::stderr(), "{}", harmless(&written));
    Ok(pages.len())
}

/// Puts a page in the place of what is there. A symbolic link there is replaced: whoever may write to the folder would choose by
/// one which file of the user's is overwritten.
fn put(path: &Path, text: &str) -> io::Result<()> {
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".{}.tmp", std::process::id()));
    let temporary = Path::new(&name);
    // This follows no link, and takes no file that is there.
    let mut file = OpenOptions::new().write(true).create_new(true).open(temporary)?;
    let written = file.write_all(text.as_bytes()).and_then(|()| fs::rename(temporary, path));
    if written.is_err() {
        // The error is that of the page.
        let _ = fs::remove_file(temporary);
    }
    written
}

/// Columns that the head of a page has for its title, which stands there twice.
const HEAD: usize = 36;

/// What a page is called in its head: its name in capitals, without that of the program if both would not fit.
fn title(page: &Page) -> String {
    let name = page.name.to_uppercase();
    let own = name.strip_prefix(&format!("{}-", page.program.to_uppercase()));
    own.filter(|_| name.len() + "(1)".len() > HEAD).unwrap_or(&name).to_owned()
}

fn roff(page: &Page) -> String {
    let mut roff = Roff::default();
    let name = argument(&title(page));
    // No date: the same tool gives the same pages.
    let program = argument(&format!("{} {}", page.program, page.version));
    // Between the titles of a command there is no room for a third text, and left out it would be one of `man`'s own.
    let manual = if page.name == page.program { page.program } else { "" };
    roff.line(&format!(".TH {name} 1 \"\" {program} {}", argument(manual)));
    // Names are neither split nor stretched.
    roff.line(".nh");
    roff.line(".ad l");
    for section in &page.sections {
        roff.indent(0);
        roff.line(&format!(".SH {}", argument(section.title)));
        let mut previous = None;
        for block in &section.blocks {
            roff.block(block, previous);
            previous = Some(block);
        }
    }
    roff.indent(0);
    roff.out
}

#[derive(Default)]
struct Roff {
    out: String,
    depth: usize,
}

impl Roff {
    fn line(&mut self, line: &str) {
        self.out.push_str(line);
        self.out.push('\n');
    }

    fn indent(&mut self, depth: usize) {
        while self.depth < depth {
            self.line(".RS 3");
            self.depth += 1;
        }
        while self.depth > depth {
            self.line(".RE");
            self.depth -= 1;
        }
    }

    fn block(&mut self, block: &Block, previous: Option<&Block>) {
        let before = self.depth;
        self.indent(block.depth);
        let below_term = previous.is_some_and(|previous| matches!(previous.kind, Kind::Term(_)));
        // Behind a section's title, and behind `.RS`, there is no space to make.
        if !below_term && previous.is_some() {
            self.line(".PP");
        } else if below_term && before >= block.depth {
            self.line(".br");
        }
        match &block.kind {
            Kind::Paragraph(spans) | Kind::Term(spans) => self.prose(spans),
            Kind::Item(marker, spans) => {
                let marker = if marker == "-" { "\\(bu".to_owned() } else { escaped(marker) };
                self.out.truncate(self.out.strip_suffix(".PP\n").map_or(self.out.len(), str::len));
                self.line(&format!(".IP {marker} 3"));
                self.prose(spans);
            }
            Kind::Row(name, column, spans) => {
                self.out.truncate(self.out.strip_suffix(".PP\n").map_or(self.out.len(), str::len));
                self.line(&format!(".TP {column}"));
                self.text(&[Span::new(Look::Strong, name.as_str())]);
                self.prose(spans);
            }
            Kind::Verbatim(lines) => {
                self.line(".nf");
                for line in lines {
                    self.text(&[Span::new(Look::Plain, line.as_str())]);
                }
                self.line(".fi");
            }
        }
    }

    /// Text, long addresses in it on lines of their own: they are not broken, and `man` would complain of that.
    fn prose(&mut self, spans: &[Span]) {
        let parts = apart(spans);
        if parts.is_empty() {
            self.text(&[]);
        }
        for part in parts {
            match part {
                Part::Text(spans) => self.text(&spans),
                Part::Address(span) => {
                    self.line(".nf");
                    self.text(&[span]);
                    self.line(".fi");
                }
            }
        }
    }

    /// One line of text, none of which is read as a request.
    fn text(&mut self, spans: &[Span]) {
        let mut line = String::new();
        for span in spans {
            let words: Vec<String> = span.text.split(' ').map(word).collect();
            let text = words.join(" ");
            match span.look {
                Look::Plain => line.push_str(&text),
                Look::Strong | Look::Code => line.push_str(&format!("\\fB{text}\\fR")),
                Look::Emphasis => line.push_str(&format!("\\fI{text}\\fR")),
            }
        }
        // An empty line, and one that begins with a space, a dot or a quote, would mean something.
        if line.is_empty() || line.starts_with([' ', '.', '\'']) {
            line.insert_str(0, "\\&");
        }
        self.line(&line);
    }
}

enum Part {
    Text(Vec<Span>),
    Address(Span),
}

/// An address with more characters may be wider than a page has room for.
const WIDE: usize = 50;

/// Text without its long addresses, and these.
fn apart(spans: &[Span]) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for span in spans {
        let mut words: Vec<&str> = Vec::new();
        for word in span.text.split(' ') {
            if word.contains("://") && word.chars().count() > WIDE {
                push(&mut parts, span.look, words.join(" ").trim_end());
                words.clear();
                parts.push(Part::Address(Span::new(span.look, word)));
            } else {
                words.push(word);
            }
        }
        push(&mut parts, span.look, &words.join(" "));
    }
    parts
}

fn push(parts: &mut Vec<Part>, look: Look, text: &str) {
    match parts.last_mut() {
        _ if text.is_empty() => {}
        Some(Part::Text(spans)) => spans.push(Span::new(look, text)),
        _ => parts.push(Part::Text(vec![Span::new(look, text.trim_start())])),
    }
}

/// A word that may be longer than what is left of a page may be broken, but without a hyphen.
const LONG: usize = 30;

fn word(word: &str) -> String {
    // An address is copied whole.
    if word.len() < LONG || word.contains("://") {
        return escaped(word);
    }
    let parts: Vec<String> = word.split_inclusive(['/', '.', '_', '=', ',']).map(escaped).collect();
    parts.join("\\:")
}

/// Text without a character that roff reads as more.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\(rs"),
            '-' => out.push_str("\\-"),
            '\'' => out.push_str("\\(aq"),
            '`' => out.push_str("\\(ga"),
            '^' => out.push_str("\\(ha"),
            '~' => out.push_str("\\(ti"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// A text as one argument of a request.
fn argument(text: &str) -> String {
    format!("\"{}\"", escaped(text).replace('"', "\\(dq"))
}

#[cfg(test)]
mod tests;
