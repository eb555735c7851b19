//! The draft of an entry of the changelog: the version, its model, and the effects on callers in the words of the review.
//!
//! It is a text for people: they shorten it, and add the reasons.

use farrier::diff::{Bump, Change, Class, Report, Severity};

use crate::diff::markdown_sentence as sentence;
use crate::origin::{Facts, fact_of};

/// The maximum number of listed effects of a kind.
const SHOWN: usize = 40;

/// The maximum width of a line, unless the file has a narrower text.
const WIDTH: usize = 140;

/// An entry of the changelog.
pub(super) struct Entry<'a> {
    /// The name of the package.
    pub(super) name: &'a str,
    /// The new version.
    pub(super) version: &'a str,
    /// The origin of the model.
    pub(super) source: &'a Facts,
    /// Its effects.
    pub(super) report: &'a Report,
    /// Whether the file is one of several packages.
    pub(super) is_of_several: bool,
}

/// Returns the changelog with an entry; unchanged if it has one for this version.
pub(super) fn with(text: &str, entry: &Entry<'_>) -> String {
    let text = if text.trim().is_empty() { "# Changelog\n" } else { text };
    let place = Place::find(text, entry);
    if place.is_there {
        return text.to_owned();
    }
    let width = text.lines().map(|line| line.chars().count()).max().unwrap_or_default().clamp(80, WIDTH);
    let before = text[..place.at].trim_end();
    let after = text[place.at..].trim_start_matches('\n');
    let separator = if after.is_empty() { "" } else { "\n" };
    format!("{before}\n\n{}{separator}{after}", entry.text(&place, width))
}

/// The place of an entry, and the form of its heading.
struct Place {
    /// The byte before which it belongs.
    at: usize,
    level: usize,
    has_name: bool,
    has_brackets: bool,
    /// Whether there is an entry for the version.
    is_there: bool,
}

impl Place {
    /// In a file with entries `NAME VERSION` below the heading `Unreleased`: above the last entry of the package. In others, the entry
    /// is `VERSION`, above the last one.
    fn find(text: &str, entry: &Entry<'_>) -> Self {
        let headings = headings(text);
        let is_named = |heading: &Heading<'_>| heading.name_and_version().is_some();
        let unreleased = headings.iter().position(Heading::is_unreleased);
        let section = unreleased.map_or(&headings[..0], |at| {
            let level = headings[at].level;
            let end = headings[at + 1..].iter().position(|heading| heading.level <= level);
            &headings[at + 1..end.map_or(headings.len(), |end| at + 1 + end)]
        });
        let has_name = entry.is_of_several || headings.iter().any(is_named);
        let is_there = headings.iter().any(|heading| match heading.name_and_version() {
            Some(found) => found == (entry.name, entry.version),
            None => !has_name && heading.version() == Some(entry.version),
        });
        let next = if has_name {
            let of_package = |heading: &&Heading<'_>| {
                heading.name_and_version().is_some_and(|(name, _)| name == entry.name)
            };
            section.iter().find(of_package).or_else(|| section.first())
        } else {
            headings.iter().find(|heading| heading.version().is_some())
        };
        let after_section = || {
            // The end of the section of unreleased changes is the place of its entries.
            let last = section.last().or_else(|| unreleased.map(|at| &headings[at]));
            let next = headings.iter().find(|heading| last.is_some_and(|last| heading.at > last.at));
            next.filter(|_| last.is_some()).map_or(text.len(), |next| next.at)
        };
        let level = match (next, unreleased) {
            (Some(next), _) => next.level,
            (None, Some(at)) => headings[at].level + usize::from(has_name),
            (None, None) => 2,
        };
        let has_brackets =
            headings.iter().any(|heading| heading.version().is_some() && heading.text.starts_with('['));
        Self { at: next.map_or_else(after_section, |next| next.at), level, has_name, has_brackets, is_there }
    }
}

/// A heading of Markdown.
struct Heading<'t> {
    at: usize,
    level: usize,
    text: &'t str,
}

/// Returns the headings, without those in blocks of code.
fn headings(text: &str) -> Vec<Heading<'_>> {
    let (mut at, mut is_code, mut headings) = (0, false, Vec::new());
    for line in text.split_inclusive('\n') {
        is_code ^= line.starts_with("```");
        let level = line.chars().take_while(|c| *c == '#').count();
        if level > 0 && !is_code && line[level..].starts_with(' ') {
            headings.push(Heading { at, level, text: line[level..].trim() });
        }
        at += line.len();
    }
    headings
}

impl<'t> Heading<'t> {
    fn is_unreleased(&self) -> bool {
        self.text.trim_matches(['[', ']']).eq_ignore_ascii_case("unreleased")
    }

    /// The version at its beginning: `0.1.0`, `[0.1.0] - 2026-01-01`, `v0.1.0`.
    fn version(&self) -> Option<&'t str> {
        let first = self.text.split_whitespace().next()?;
        let first = first.strip_prefix('[').map_or(first, |rest| rest.split(']').next().unwrap_or(rest));
        version(first.strip_prefix('v').unwrap_or(first))
    }

    /// A name and a version, in this order.
    fn name_and_version(&self) -> Option<(&'t str, &'t str)> {
        let (name, rest) = self.text.split_once(' ')?;
        Some((name, version(rest.split_whitespace().next()?)?)).filter(|_| self.version().is_none())
    }
}

/// Returns a text if it is a version.
fn version(text: &str) -> Option<&str> {
    (Bump::Major.next(text).is_some()).then_some(text)
}

impl Entry<'_> {
    fn text(&self, place: &Place, width: usize) -> String {
        let sign = "#".repeat(place.level);
        let version =
            if place.has_brackets { format!("[{}]", self.version) } else { self.version.to_owned() };
        let name = if place.has_name { format!("{} ", self.name) } else { String::new() };
        let mut out = format!("{sign} {name}{version}\n\n{}\n", model(self.source));
        for (heading, items) in groups(self.report) {
            out.push_str(&format!("\n{sign}# {heading}\n\n"));
            for item in items {
                out.push_str(&wrapped(&item, width));
            }
        }
        out
    }
}

/// Returns the line about the model.
fn model(source: &Facts) -> String {
    let fact = |key| fact_of(source, key).filter(|value| !value.is_empty());
    let name = match (fact("package"), fact("version")) {
        (Some(package), Some(version)) => format!("{package} {version}"),
        _ => fact("file").unwrap_or("the files of this project").to_owned(),
    };
    let dated = fact("model_date").map(|date| format!(", dated {date}")).unwrap_or_default();
    let service =
        fact("api_version").map(|version| format!("; service version {version}")).unwrap_or_default();
    format!("Model: {}.", sentence(&format!("{name}{dated}{service}")))
}

/// Returns the effects on callers, by kind: those on code; and changes on the wire without one.
fn groups(report: &Report) -> Vec<(&'static str, Vec<String>)> {
    let mut items: Vec<(Bump, String)> = Vec::new();
    for change in &report.changes {
        items.extend(change.rust.iter().map(|effect| (effect.bump, effect.text.clone())));
        if change.rust.is_empty() && is_noticed(change) {
            items.push((change.bump, format!("`{}`: {}", change.shape.relative(), change.brief)));
        }
    }
    if items.is_empty() {
        items.push((Bump::Patch, report.headline.to_owned()));
    }
    let kinds = [("Changed, breaking", Bump::Major), ("Added", Bump::Minor), ("Changed", Bump::Patch)];
    let group = |(heading, bump)| {
        let mut texts: Vec<String> = Vec::new();
        for (_, text) in items.iter().filter(|(of, _)| *of == bump) {
            if !texts.contains(text) {
                texts.push(text.clone());
            }
        }
        let rest = texts.len().saturating_sub(SHOWN);
        texts.truncate(SHOWN);
        texts.extend((rest > 0).then(|| format!("and {rest} more")));
        (heading, texts)
    };
    kinds.map(group).into_iter().filter(|(_, texts)| !texts.is_empty()).collect()
}

/// Whether callers can notice a change that has no effect on their code.
fn is_noticed(change: &Change) -> bool {
    change.class != Class::Docs && change.severity > Severity::Neutral && change.bump > Bump::None
}

/// Returns an item of a list, as a sentence in lines of a limited width.
fn wrapped(item: &str, width: usize) -> String {
    let mut first = item.chars();
    let capital = first.next().map(|c| c.to_uppercase().chain(first).collect::<String>()).unwrap_or_default();
    let item = format!("{}.", sentence(&capital));
    let (mut out, mut line) = (String::new(), "-".to_owned());
    for word in item.split(' ') {
        if line.chars().count() + 1 + word.chars().count() > width
            && line.trim() != "-"
            && !line.trim().is_empty()
        {
            out.push_str(&line);
            out.push('\n');
            line = " ".to_owned();
        }
        line.push(' ');
        line.push_str(word);
    }
    format!("{out}{line}\n")
}

#[cfg(test)]
mod tests {
    use farrier::diff::{Facts as Side, Report};
    use farrier::model::ShapeId;

    use super::*;

    fn draft(text: &str, name: &str, is_of_several: bool) -> String {
        let side = || Side {
            service: ShapeId::parse("ns#Service").expect("it is an id"),
            title: String::new(),
            version: String::new(),
            operations: 1,
            shapes: 1,
        };
        let report = Report {
            bump: Bump::Patch,
            headline: "the API is unchanged",
            why: Vec::new(),
            old: side(),
            new: side(),
            changes: Vec::new(),
            shapes: Vec::new(),
            operations: Vec::new(),
        };
        let source = vec![
            ("package".to_owned(), "botocore".to_owned()),
            ("version".to_owned(), "1.44.5".to_owned()),
            ("model_date".to_owned(), "2026-11-17".to_owned()),
        ];
        with(text, &Entry { name, version: "0.1.1", source: &source, report: &report, is_of_several })
    }

    const BODY: &str = "Model: botocore 1.44.5, dated 2026-11-17.";

    #[test]
    fn the_entry_has_the_form_of_its_file() {
        let table = [
            ("", format!("# Changelog\n\n## 0.1.1\n\n{BODY}\n\n### Changed\n\n- The API is unchanged.\n")),
            (
                "# Changelog\n\n## [Unreleased]\n\n### Added\n\n- A.\n\n## [0.1.0] - 2026-01-01\n",
                format!(
                    "# Changelog\n\n## [Unreleased]\n\n### Added\n\n- A.\n\n## [0.1.1]\n\n{BODY}\n\n### Changed\n\n- The API is \
                     unchanged.\n\n## [0.1.0] - 2026-01-01\n"
                ),
            ),
            (
                "# Log\n\n## Unreleased\n\n### a 0.1.0\n\n```\n# b 0.1.0\n```\n\n## Old\n",
                format!(
                    "# Log\n\n## Unreleased\n\n### b 0.1.1\n\n{BODY}\n\n#### Changed\n\n- The API is unchanged.\n\n### a \
                     0.1.0\n\n```\n# b 0.1.0\n```\n\n## Old\n"
                ),
            ),
            (
                "# Log\n\n## Unreleased\n\n## Old\n\n### b 0.1.0\n",
                format!(
                    "# Log\n\n## Unreleased\n\n### b 0.1.1\n\n{BODY}\n\n#### Changed\n\n- The API is unchanged.\n\n## Old\n\n### b \
                     0.1.0\n"
                ),
            ),
        ];
        for (before, after) in table {
            let drafted = draft(before, "b", false);
            assert_eq!(drafted, after);
            assert_eq!(draft(&drafted, "b", false), drafted, "there is one entry for a version");
        }
        assert!(draft("", "b", true).starts_with("# Changelog\n\n## b 0.1.1\n"));
    }

    #[test]
    fn a_long_sentence_is_continued_in_the_next_line() {
        let lines = wrapped("the `field` of a type is new, with its setter", 24);
        assert_eq!(lines, "- The `field` of a type\n  is new, with its\n  setter.\n");
    }
}
