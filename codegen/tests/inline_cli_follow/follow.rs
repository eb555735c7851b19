//! The files of `codegen/inline/cli/follow`, and what they do under names that reach the tests.

#[path = "../../inline/cli/follow/line.rs"]
mod line;
#[path = "../../inline/cli/follow/watch.rs"]
mod watch;

use serde_json::{Map, Value};

use super::failure::Failure;
use super::page::Page;
use super::table::FollowCommand;

pub(crate) fn shown(follow: &FollowCommand, item: &Value) -> String {
    line::line(follow, item)
}

pub(crate) struct Watching(watch::Watch);

impl Watching {
    pub(crate) fn new(follow: &'static FollowCommand, input: Map<String, Value>) -> Self {
        Self(watch::Watch::new(follow, input).expect("a command that pages"))
    }

    pub(crate) fn look(
        &mut self,
        call: impl FnMut(Value) -> Result<Page, Failure>,
    ) -> Result<Vec<Value>, Failure> {
        self.0.look(call)
    }
}
