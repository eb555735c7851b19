//! The rules, one file per group. Adding a rule is an entry in the list of its group's file, and a case with its golden
//! in `codegen/tests/diff/`.
//!
//! A rule looks at the paired models and says what it finds; what that does to Rust code is found apart, and joined by
//! the shape. Rules about Rust alone take what no other rule explains.

mod bindings;
mod constraints;
mod documentation;
mod enums;
mod errors;
mod members;
mod nullability;
mod operations;
mod rust;
mod service;
mod shapes;
mod smithy;
mod support;
mod values;

use std::fmt::Display;

use super::cx::{Cx, SiteKind};
use super::report::{Bump, Change, Class, Options, Severity};

pub(super) use errors::key as error_key;
pub(super) use nullability::RULES as NULLABILITY;
pub(super) use rust::said as said_of_rust;
use support::{Said, TraitChange};

/// A rule: its name and what it stands for.
pub struct Rule {
    /// Its name in reports.
    pub id: &'static str,
    /// The evaluators of Smithy's own diff that it answers to; none for a rule of ours.
    pub answers: &'static [&'static str],
    /// The traits that it is about, by their absolute ids.
    pub traits: &'static [&'static str],
    /// When it fires, and how severe that is.
    pub fires: &'static str,
    check: fn(&Cx<'_>, &mut Found),
}

/// A group of rules, with the name of its file.
pub struct Group {
    /// The file in `codegen/src/diff/rules/`.
    pub file: &'static str,
    /// Its rules.
    pub rules: &'static [Rule],
}

/// Every group, in the order in which rules explain effects on Rust code.
pub const GROUPS: &[Group] = &[
    Group { file: "service.rs", rules: service::RULES },
    Group { file: "operations.rs", rules: operations::RULES },
    Group { file: "errors.rs", rules: errors::RULES },
    Group { file: "shapes.rs", rules: shapes::RULES },
    Group { file: "members.rs", rules: members::RULES },
    Group { file: "nullability.rs", rules: nullability::RULES },
    Group { file: "enums.rs", rules: enums::RULES },
    Group { file: "constraints.rs", rules: constraints::RULES },
    Group { file: "bindings.rs", rules: bindings::RULES },
    Group { file: "documentation.rs", rules: documentation::RULES },
    Group { file: "rust.rs", rules: rust::RULES },
];

/// Evaluators of Smithy's own diff that no rule answers to, each with the reason.
pub const NOT_APPLICABLE: &[(&str, &str)] = smithy::NOT_APPLICABLE;

/// Whether a rule is about nothing but the words of the documentation.
pub(super) fn is_words(rule: &str) -> bool {
    rule == documentation::TEXT
}

/// What the rules of one comparison have found.
#[derive(Debug, Default)]
pub(super) struct Found {
    rule: &'static str,
    changes: Vec<Change>,
}

impl Found {
    /// Notes a change that shows in the generated crate, be it in its documentation only.
    fn add(
        &mut self,
        class: Class,
        severity: Severity,
        shape: impl Display,
        said: impl Into<Said>,
    ) -> &mut Change {
        let shape = shape.to_string();
        let Said { full, brief } = said.into();
        self.changes.push(Change {
            rule: self.rule,
            class,
            severity,
            bump: Bump::Patch,
            direction: None,
            key: shape.clone(),
            shape,
            message: full,
            brief,
            before: None,
            after: None,
            rust: Vec::new(),
            operations: Vec::new(),
            site: None,
        });
        let last = self.changes.len() - 1;
        &mut self.changes[last]
    }

    /// Notes a change that leaves the generated crate as it is, unless an effect says otherwise.
    fn add_unseen(&mut self, class: Class, shape: impl Display, said: impl Into<Said>) -> &mut Change {
        let change = self.add(class, Severity::Neutral, shape, said);
        change.bump = Bump::None;
        change
    }

    /// Notes the change of a trait, with its values.
    fn add_trait(
        &mut self,
        class: Class,
        severity: Severity,
        of: &TraitChange<'_, '_>,
        said: impl Into<Said>,
    ) -> &mut Change {
        let change = self.add(class, severity, &of.site.id, said);
        change.before = of.old.cloned();
        change.after = of.new.cloned();
        // Of a member that points to another shape, the traits of two shapes were compared: there is nothing to revert.
        change.site = (of.site.kind != SiteKind::Retargeted).then(|| (of.site.id.clone(), of.id));
        change
    }

    /// The same for one that leaves the generated crate as it is.
    fn add_unseen_trait(
        &mut self,
        class: Class,
        of: &TraitChange<'_, '_>,
        said: impl Into<Said>,
    ) -> &mut Change {
        let change = self.add_trait(class, Severity::Neutral, of, said);
        change.bump = Bump::None;
        change
    }
}

/// Every change that a rule finds, in the order of the rules.
pub(super) fn find(cx: &Cx<'_>, options: &Options) -> Vec<Change> {
    let mut found = Found::default();
    for rule in GROUPS.iter().flat_map(|group| group.rules) {
        if options.documentation || !is_words(rule.id) {
            found.rule = rule.id;
            (rule.check)(cx, &mut found);
        }
    }
    found.changes
}
