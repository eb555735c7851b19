//! Members on a page: the values of options, and the members of outputs.

use super::super::super::schema::{Member, Shape, Structure};
use super::super::levels::levels;
use super::super::secrets::variable;
use super::super::table::{Parameter, Tool};
use super::page::Section;
use super::syntax;

/// The maximum depth of members on a page, and the maximum number of members with all levels of structures: a model can be an
/// endless graph.
const DEEPEST: usize = 16;
const MOST: usize = 3000;

/// Adds the options for the members of an input.
pub(super) fn options(section: &mut Section, tool: &Tool, members: &'static [Parameter]) {
    for member in members {
        option(section, tool, member, member.is_needed());
    }
}

/// Adds the option for one member.
pub(super) fn option(section: &mut Section, tool: &Tool, member: &'static Parameter, is_required: bool) {
    let required = if is_required { " [required]" } else { "" };
    let kind = if member.streaming { "streaming blob" } else { syntax::type_name(member.shape) };
    section.term(0, &forms(member), &format!(" ({kind}){required}"));
    section.markdown(1, member.docs);
    notes(section, member);
    if member.sensitive {
        let variable = variable(tool.package, member.flag);
        section.markdown(
            1,
            &format!(
                "This is a secret, and other users can see command lines. `--{} -` reads it from standard input; without the option \
                 it is read from the environment: `{variable}`.",
                member.flag
            ),
        );
    }
    let own = std::slice::from_ref(member.member);
    Nested { around: vec![own], ..Nested::new(false, own) }.within(section, member.shape, 1);
    how_to_write(section, member);
}

/// Returns an option in the synopsis: in brackets unless it is required.
pub(super) fn in_synopsis(member: &Parameter, is_required: bool) -> String {
    let option = match member.shape {
        Shape::Boolean => forms(member),
        _ => format!("--{} <value>", member.flag),
    };
    match (is_required, member.shape) {
        (false, _) => format!("[{option}]"),
        (true, Shape::Boolean) => format!("({option})"),
        (true, _) => option,
    }
}

/// Returns an option in its written forms: a boolean has two.
fn forms(member: &Parameter) -> String {
    match member.shape {
        Shape::Boolean => format!("--{0} | --no-{0}", member.flag),
        _ => format!("--{}", member.flag),
    }
}

/// Returns the limits, unless the documentation has all of them.
fn undocumented_limits(member: &Member, shape: &Shape) -> Option<String> {
    let limits = shape.limits_in_words()?;
    let documented = numbers(member.docs);
    let is_documented = numbers(&limits).iter().all(|number| documented.contains(number));
    (!is_documented).then_some(limits)
}

/// Returns the whole numbers in a text, `1,000` as one.
fn numbers(text: &str) -> Vec<String> {
    let parts = text.split(|c: char| !c.is_ascii_digit() && c != ',');
    let numbers = parts.map(|part| part.replace(',', ""));
    numbers.filter(|number| !number.is_empty()).collect()
}

/// Adds the properties of a member other than its documentation.
fn notes(section: &mut Section, member: &Member) {
    if member.idempotency_token {
        section.paragraph(1, "If it is missing, one is generated for each call.");
    }
    if let Some(limits) = undocumented_limits(member, member.shape) {
        section.paragraph(1, format!("Limits: {limits}."));
    }
    match member.shape {
        _ if member.streaming => {
            section.paragraph(1, "The path of the file that is sent.");
        }
        Shape::Blob(_) => {
            section.markdown(1, "As base64, or the bytes of a file: `fileb://path`.");
        }
        Shape::Timestamp(_) => {
            section.markdown(1, "As ISO 8601, such as `2019-11-08T02:41:28Z`, or as seconds since 1970.");
        }
        Shape::Document => {
            section.paragraph(1, "Any JSON.");
        }
        _ => {}
    }
}

/// Adds the syntax of an option, and its modelled values.
fn how_to_write(section: &mut Section, member: &'static Member) {
    if let Shape::List { item, .. } = member.shape {
        if syntax::is_scalar(item) {
            section.paragraph(1, format!("({})", syntax::type_name(item)));
            if let Some(limits) = undocumented_limits(member, item) {
                section.paragraph(1, format!("Limits of each: {limits}."));
            }
            let one = match item {
                Shape::Enum(_) => "\"string\"".to_owned(),
                Shape::IntEnum(_) => "integer".to_owned(),
                other => syntax::scalar(other),
            };
            section.paragraph(1, "Syntax:").verbatim(2, vec![format!("{one} {one} ...")]);
        }
    }
    let values = syntax::values(member.shape);
    if !values.is_empty() {
        section.paragraph(1, "Where valid values are:").verbatim(2, values);
    }
    if let Some(shorthand) = syntax::shorthand(member.shape) {
        section.paragraph(1, "Shorthand Syntax:").verbatim(2, vec![shorthand]);
    }
    let of_words = matches!(member.shape, Shape::List { item, .. } if syntax::is_scalar(item));
    if !syntax::is_scalar(member.shape) && !of_words && !matches!(member.shape, Shape::Document) {
        section.paragraph(1, "JSON Syntax:").verbatim(2, syntax::json(member.shape));
    }
}

/// The members of an output, nested.
pub(super) fn output(section: &mut Section, members: &'static [Member]) {
    Nested::new(true, members).members(section, members, 0);
}

struct Nested {
    /// The maximum depth of structures.
    levels: usize,
    /// The structures around a member, to end recursion.
    around: Vec<&'static [Member]>,
    is_output: bool,
}

impl Nested {
    fn new(is_output: bool, members: &'static [Member]) -> Self {
        Self { levels: levels(members, MOST), around: Vec::new(), is_output }
    }

    fn members(&mut self, section: &mut Section, members: &'static [Member], depth: usize) {
        if self.around.iter().any(|around| std::ptr::eq(*around, members)) {
            section.paragraph(depth, "( ... recursive ... )");
            return;
        }
        if self.around.len() == self.levels || depth > DEEPEST {
            section.paragraph(depth, "( ... )");
            return;
        }
        self.around.push(members);
        for member in members {
            let kind = if member.streaming { "streaming blob" } else { syntax::type_name(member.shape) };
            section.term(depth, member.name, &format!(" -> ({kind})"));
            section.markdown(depth + 1, member.docs);
            self.values(section, member, depth + 1);
            if member.sensitive && self.is_output {
                section.markdown(
                    depth + 1,
                    "A secret: a terminal shows `[redacted]` unless `--show-secrets` is given.",
                );
            }
            self.within(section, member.shape, depth + 1);
        }
        self.around.pop();
    }

    fn values(&self, section: &mut Section, member: &Member, depth: usize) {
        let values = syntax::values(member.shape);
        if !values.is_empty() {
            section.paragraph(depth, "Possible values:").verbatim(depth + 1, values);
        }
    }

    /// Adds the members inside a value.
    fn within(&mut self, section: &mut Section, shape: &'static Shape, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        match shape {
            Shape::Structure(Structure { members, .. }) => self.members(section, members, depth),
            Shape::Union(Structure { members, .. }) => {
                section.paragraph(depth, "Exactly one of these is set.");
                self.members(section, members, depth);
            }
            Shape::List { item, .. } if self.is_output || depth > 1 || !syntax::is_scalar(item) => {
                section.paragraph(depth, format!("({})", syntax::type_name(item)));
                self.within(section, item, depth + 1);
            }
            Shape::Map { key, value, .. } => {
                section.paragraph(depth, format!("key -> ({})", syntax::type_name(key)));
                section.paragraph(depth, format!("value -> ({})", syntax::type_name(value)));
                self.within(section, value, depth + 1);
            }
            _ => {}
        }
    }
}
