//! The services that the fake server supports.

use super::super::schema::{self, Described, Member, Operation};
use super::table::Step;

/// A service that the fake server can be. Generated crates implement it.
pub trait Simulated: Described {
    /// Returns the effects of an operation in addition to its response.
    #[doc(hidden)]
    fn steps(operation: &str) -> &'static [Step] {
        let _ = operation;
        &[]
    }
}

/// A service, as the server needs it.
#[derive(Clone, Copy)]
pub(super) struct Model {
    pub(super) schema: &'static schema::Service,
    steps: fn(&str) -> &'static [Step],
}

impl Model {
    pub(super) fn of<S: Simulated>() -> Self {
        Self { schema: S::schema(), steps: S::steps }
    }

    pub(super) fn steps(&self, operation: &Operation) -> &'static [Step] {
        (self.steps)(operation.name)
    }
}

/// The keys of the members that page.
pub(super) struct Pages {
    pub(super) token: &'static str,
    pub(super) next: Vec<&'static str>,
    pub(super) size: Option<&'static str>,
    pub(super) items: Vec<&'static str>,
}

impl Pages {
    /// Returns those of an operation. An operation without modelled pagination may still have a token, and a response with a
    /// token is never the last.
    pub(super) fn of(operation: &Operation) -> Option<Self> {
        if let Some(pages) = operation.pages() {
            return Some(Self {
                token: pages.token.key,
                next: keys(&pages.next),
                size: pages.size.map(|member| member.key),
                items: keys(&pages.items),
            });
        }
        let token = |members: &'static [Member]| {
            members.iter().map(|member| member.key).find(|key| key.eq_ignore_ascii_case("NextToken"))
        };
        let (token, next) = (token(operation.input.members)?, token(operation.output.members)?);
        Some(Self { token, next: vec![next], size: None, items: Vec::new() })
    }
}

/// The keys of a path: only the first member is at the top, where two may have one name.
fn keys(path: &[&'static Member]) -> Vec<&'static str> {
    let name = |(at, member): (usize, &&'static Member)| if at == 0 { member.key } else { member.wire_name };
    path.iter().enumerate().map(name).collect()
}
