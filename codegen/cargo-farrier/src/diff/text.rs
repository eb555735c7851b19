//! The report for a terminal.

use std::fmt::Write as _;

use farrier::diff::{Bump, Change, Facts, Severity};

use super::Comparison;
use super::filter::SEVERITIES;
use super::prose::list;
use crate::report::{count, printable};

/// Escape sequences of a terminal.
const BOLD: &str = "1";
const DIM: &str = "2";
const RED: &str = "31";
const GREEN: &str = "32";
const YELLOW: &str = "33";

/// The rule whose changes are listed in one line.
const WORDS: &str = "ChangedDocumentation";

struct Page {
    out: String,
    colours: bool,
}

impl Page {
    fn line(&mut self, code: &str, text: &str) {
        let text = printable(text);
        let _ = match self.colours && !code.is_empty() {
            true => writeln!(self.out, "\u{1b}[{code}m{text}\u{1b}[0m"),
            false => writeln!(self.out, "{text}"),
        };
    }
}

/// The report as lines.
pub(super) fn render(comparison: &Comparison, colours: bool) -> String {
    let Comparison { old, new, notes, totals, report, left_out, .. } = comparison;
    let mut page = Page { out: String::new(), colours };
    let colour = match report.bump {
        Bump::Major => RED,
        Bump::Minor => YELLOW,
        Bump::Patch | Bump::None => GREEN,
    };
    for note in notes {
        page.line(YELLOW, &format!("note: {note}"));
    }
    page.line(&format!("{BOLD};{colour}"), &format!("{}: {}", report.bump, report.headline));
    for why in &report.why {
        page.line("", &format!("  {why}"));
    }
    page.line("", "");
    page.line(DIM, &side("old", old, &report.old));
    page.line(DIM, &side("new", new, &report.new));
    page.line("", "");
    page.line("", &totals.line());
    if let Some(left_out) = left_out {
        page.line("", left_out);
    }
    for severity in SEVERITIES {
        let changes: Vec<&Change> = report.with(severity).collect();
        if changes.is_empty() {
            continue;
        }
        let heading = match code(severity) {
            "" => BOLD.to_owned(),
            colour => format!("{BOLD};{colour}"),
        };
        let sign = sign(severity);
        page.line("", "");
        page.line(&heading, &format!("{severity}: {}", count(changes.len(), "change")));
        let (words, others): (Vec<&Change>, Vec<&Change>) =
            changes.into_iter().partition(|change| change.rule == WORDS && change.rust.is_empty());
        for change in others {
            self::change(&mut page, change, sign);
        }
        if !words.is_empty() {
            let names: Vec<String> = words.iter().map(|change| change.shape.relative().to_owned()).collect();
            let number = count(words.len(), "place");
            page.line("", &format!("  {sign} documentation changed in {number}: {}", list(&names, 12)));
        }
    }
    page.out
}

fn side(which: &str, name: &str, facts: &Facts) -> String {
    let (operations, shapes) = (count(facts.operations, "operation"), count(facts.shapes, "shape"));
    format!("{which}  {name}: {}, {}, {operations}, {shapes}", facts.title, facts.version)
}

fn change(page: &mut Page, change: &Change, sign: char) {
    let way = change.direction.map(|way| format!(", {way}")).unwrap_or_default();
    page.line(code(change.severity), &format!("  {sign} {}: {}", change.shape.relative(), change.brief));
    for effect in &change.rust {
        page.line("", &format!("      rust, {}: {}", effect.bump, effect.text));
    }
    let operations = match &change.operations[..] {
        [] => String::new(),
        [only] if *only == change.shape.relative() => String::new(),
        all => format!("; in {}", list(all, 4)),
    };
    page.line(DIM, &format!("      {} ({}{way}){operations}", change.rule, change.class));
}

fn code(severity: Severity) -> &'static str {
    match severity {
        Severity::Breaking => RED,
        Severity::Risky => YELLOW,
        Severity::Additive => GREEN,
        Severity::Neutral => "",
    }
}

fn sign(severity: Severity) -> char {
    match severity {
        Severity::Breaking => '!',
        Severity::Risky => '?',
        Severity::Additive => '+',
        Severity::Neutral => '-',
    }
}
