//! The files of `codegen/runtime/src/cli/follow`, and what they do under names that reach the tests.

#[path = "../../runtime/src/cli/follow/line.rs"]
mod line;
#[path = "../../runtime/src/cli/follow/watch.rs"]
mod watch;

use serde_json::{Map, Value};

use super::failure::Failure;
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
        call: impl FnMut(Value) -> Result<Value, Failure>,
    ) -> Result<Vec<Value>, Failure> {
        self.0.look(call)
    }
}
