//! Unreadable members of a response: their paths and reasons. Values are not kept: they may be secret.

use std::fmt;
use std::ops::Deref;

/// The maximum number of listed members. The others are counted, so that a hostile response cannot fill the memory.
const MAX_LISTED: usize = 100;

/// The location of a member in a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum MemberPlace {
    /// In a header of the response or of an event.
    Header,
    /// In the body of the response or the payload of an event.
    Body,
}

impl fmt::Display for MemberPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Header => "header",
            Self::Body => "body",
        })
    }
}

/// A member of a response that could not be read. The output lacks it: an optional member is `None`, a required one
/// is empty or zero, an item of a list or an entry of a map is left out (in a sparse one, it is `None`).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnreadableMember {
    path: String,
    place: MemberPlace,
    reason: String,
}

impl UnreadableMember {
    pub(crate) fn new(path: String, place: MemberPlace, reason: impl Into<String>) -> Self {
        Self { path, place, reason: reason.into() }
    }

    /// Returns the path in wire names, such as `Transcript[3].AbsoluteTime`, `x-retries` or `Attributes["color"]`. Keys of maps
    /// that the model marks as sensitive appear as positions: `[entry 2]`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Returns whether it is in a header or in the body.
    pub fn place(&self) -> MemberPlace {
        self.place
    }

    /// Returns the reason, such as `expected a string at byte 17`. It does not contain the value.
    pub fn reason(&self) -> &str {
        &self.reason
    }
}

impl fmt::Display for UnreadableMember {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}): {}", self.path, self.place, self.reason)
    }
}

/// The unreadable members of a response, in the order of the response, headers first. It derefs to a slice.
///
/// At most 100 are listed; [`omitted`](Self::omitted) is the number of the others.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct UnreadableMembers(Option<Box<Inner>>);

#[derive(Clone, Default, PartialEq, Eq)]
struct Inner {
    listed: Vec<UnreadableMember>,
    omitted: usize,
}

impl UnreadableMembers {
    /// Returns the number of unreadable members that are not listed.
    pub fn omitted(&self) -> usize {
        self.0.as_ref().map_or(0, |inner| inner.omitted)
    }

    /// Returns whether a member of this name, at any depth, is or may be among them: those that are not listed are unknown.
    pub(crate) fn may_have(&self, name: &str) -> bool {
        self.omitted() > 0 || self.iter().any(|member| member.path().rsplit('.').next() == Some(name))
    }

    #[cold]
    pub(crate) fn push(&mut self, member: UnreadableMember) {
        let inner = self.0.get_or_insert_with(Box::default);
        if inner.listed.len() < MAX_LISTED {
            inner.listed.push(member);
        } else {
            inner.omitted += 1;
        }
    }

    #[cold]
    pub(crate) fn omit(&mut self, count: usize) {
        if count > 0 {
            self.0.get_or_insert_with(Box::default).omitted += count;
        }
    }
}

impl Deref for UnreadableMembers {
    type Target = [UnreadableMember];

    fn deref(&self) -> &[UnreadableMember] {
        self.0.as_ref().map_or(&[], |inner| &inner.listed)
    }
}

impl<'a> IntoIterator for &'a UnreadableMembers {
    type Item = &'a UnreadableMember;
    type IntoIter = std::slice::Iter<'a, UnreadableMember>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Debug for UnreadableMembers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut list = f.debug_list();
        list.entries(self.iter());
        if self.omitted() > 0 {
            list.entry(&format_args!("{} more", self.omitted()));
        }
        list.finish()
    }
}
