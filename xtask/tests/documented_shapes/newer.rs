//! Items of the crate without a row, because the model is newer than every published client.

use serde::Deserialize;

use super::{Tables, Version};

/// A member, value, shape or operation without a row.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Newer {
    /// `Operation`, `OperationError.Error`, `Shape`, `Shape.Member` or `Enum.VALUE`, by wire name. An operation includes its input, its output
    /// and its errors.
    pub(crate) subject: String,
    pub(crate) since: Version,
    pub(crate) reason: String,
}

impl Tables {
    /// The tables without `[[newer]]`, for crates that are written from the tables.
    pub(crate) fn without_newer(self) -> Self {
        Self { newer: Vec::new(), ..self }
    }

    /// Whether a row of `[[newer]]` lists the subject.
    pub(crate) fn is_newer(&self, subject: &str) -> bool {
        self.newer.iter().any(|newer| newer.subject == subject)
    }

    /// The members of a shape, or values of an enum, that rows of `[[newer]]` list.
    pub(crate) fn newer_in(&self, shape: &str) -> impl Iterator<Item = &str> {
        self.newer.iter().filter_map(move |newer| match newer.subject.split_once('.') {
            Some((of, name)) if of == shape => Some(name),
            _ => None,
        })
    }
}
