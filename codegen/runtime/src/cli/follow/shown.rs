//! The items of a list on standard output: lines for people, or values.

use serde_json::Value;

use super::super::super::paths;
use super::super::failure::Failure;
use super::super::show::{self, Output};
use super::super::table::FollowCommand;
use super::line::line;
use super::seen::{News, Seen};
use super::Wanted;

/// The items of a list on standard output.
pub(in super::super) struct Shown {
    follow: &'static FollowCommand,
    wanted: Wanted,
    /// Whether they are values, not lines.
    as_values: bool,
    seen: Seen,
    /// The number of items that are still wanted.
    left: Option<u64>,
    output: Output,
}

impl Shown {
    pub(in super::super) fn new(
        follow: &'static FollowCommand,
        wanted: Wanted,
        as_values: bool,
        output: Output,
    ) -> Self {
        Self { follow, wanted, as_values, seen: Seen::default(), left: wanted.most, output }
    }

    /// Shows the items that are new or changed, each as soon as it arrives, and returns whether more are wanted.
    pub(in super::super) fn show(&mut self, items: Vec<Value>) -> Result<bool, Failure> {
        let document = self.output.redacted(super::document(self.follow, items));
        let mut all = Vec::new();
        for item in items_of(self.follow, document) {
            if self.left == Some(0) {
                break;
            }
            let form = if self.as_values { item.to_string() } else { line(self.follow, &item, None) };
            let Some(news) = self.seen.news(self.follow, &item, &form) else { continue };
            self.left = self.left.map(|left| left - 1);
            match (self.as_values, self.wanted.follow) {
                (true, true) => self.output.show_item(item)?,
                (true, false) => all.push(item),
                (false, _) => show::text(&format!("{}\n", self.marked(&item, form, news)))?,
            }
        }
        if self.as_values && !self.wanted.follow {
            self.output.show(super::document(self.follow, all))?;
        }
        Ok(self.left != Some(0))
    }

    fn marked(&self, item: &Value, form: String, news: News) -> String {
        match news {
            News::New => form,
            News::Changed => line(self.follow, item, Some("changed")),
        }
    }
}

/// Returns the items of a response.
fn items_of(follow: &FollowCommand, document: Value) -> Vec<Value> {
    match paths::take(document, &follow.items()) {
        Value::Array(items) => items,
        _ => Vec::new(),
    }
}
