//! The rules, one file per group. A new rule is an entry in the list of its group's file, and a case with its golden
//! in `codegen/tests/diff/`.
//!
//! A rule compares the paired models and reports changes; the effects on Rust code are found separately, and joined by
//! the shape. Rules about Rust alone take the effects that no other rule explains.

mod bindings;
mod constraints;
mod documentation;
mod enums;
mod errors;
mod members;
mod nullability;
mod operations;
mod query;
mod rust;
mod service;
mod shapes;
mod smithy;
mod support;
mod values;
mod xml;

use std::borrow::Borrow;

use super::cx::{Cx, SiteKind};
use super::report::{Bump, Change, Class, Options, Severity};
use crate::model::ShapeId;

pub(super) use nullability::RULES as NULLABILITY;
pub(super) use rust::said as said_of_rust;
use support::{Said, TraitChange};

/// A rule: its name and its documentation.
pub struct Rule {
    /// Its name in reports.
    pub id: &'static str,
    /// The corresponding evaluators of Smithy's own diff; none for a rule of farrier.
    pub evaluators: &'static [&'static str],
    /// The traits that it covers, by their absolute ids.
    pub traits: &'static [&'static str],
    /// Its condition and severity.
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
    Group { file: "xml.rs", rules: xml::RULES },
    Group { file: "query.rs", rules: query::RULES },
    Group { file: "documentation.rs", rules: documentation::RULES },
    Group { file: "rust.rs", rules: rust::RULES },
];

/// Evaluators of Smithy's own diff without a corresponding rule, each with the reason.
pub const NOT_APPLICABLE: &[(&str, &str)] = smithy::NOT_APPLICABLE;

/// Whether a rule is only about the text of the documentation.
pub(super) fn is_words(rule: &str) -> bool {
    rule == documentation::TEXT
}

/// The findings of the rules of one comparison.
#[derive(Debug, Default)]
pub(super) struct Found {
    rule: &'static str,
    changes: Vec<Change>,
}

impl Found {
    /// Adds a change that is visible in the generated crate, even if only in its documentation.
    fn add(
        &mut self,
        class: Class,
        severity: Severity,
        shape: impl Borrow<ShapeId>,
        said: impl Into<Said>,
    ) -> &mut Change {
        let Said { full, brief } = said.into();
        let shape = shape.borrow();
        self.changes.push(Change {
            rule: self.rule,
            class,
            severity,
            bump: Bump::Patch,
            direction: None,
            key: Some(shape.into()),
            shape: shape.clone(),
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

    /// Adds a change that does not affect the generated crate, unless an effect contradicts that.
    fn add_unseen(
        &mut self,
        class: Class,
        shape: impl Borrow<ShapeId>,
        said: impl Into<Said>,
    ) -> &mut Change {
        let change = self.add(class, Severity::Neutral, shape, said);
        change.bump = Bump::None;
        change
    }

    /// Adds the change of a trait, with its values.
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
        // For a member with a new target, the traits of two shapes were compared: there is nothing to revert.
        change.site = (of.site.kind != SiteKind::Retargeted).then(|| (of.site.id.clone(), of.id));
        change
    }

    /// Like `add_trait`, for a change that does not affect the generated crate.
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

/// Returns every change that a rule finds, in the order of the rules.
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
