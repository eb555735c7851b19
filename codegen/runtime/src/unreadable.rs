//! Members of a response that could not be read: where each one is, and the reason. Values are not kept: they may be secret.

use std::fmt;
use std::ops::Deref;

/// How many members are listed. The others are counted, so that a hostile response cannot fill the memory.
const MAX_LISTED: usize = 100;

/// Where in a response a member is.
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

/// A member of a response that could not be read. The output does not have it: an optional member is `None`, a required one
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

    /// The path by names of the wire, such as `Transcript[3].AbsoluteTime`, `x-retries` or `Attributes["color"]`. Keys of maps
    /// that the model marks as sensitive appear as places: `[entry 2]`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Whether it is in a header or in the body.
    pub fn place(&self) -> MemberPlace {
        self.place
    }

    /// Why it could not be read, such as `expected a string at byte 17`. It does not contain the value.
    pub fn reason(&self) -> &str {
        &self.reason
    }
}

impl fmt::Display for UnreadableMember {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}): {}", self.path, self.place, self.reason)
    }
}

/// The members of a response that could not be read, in the order of the response, headers first. It is a slice of them.
///
/// At most 100 are listed; [`omitted`](Self::omitted) says how many more there are.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct UnreadableMembers(Option<Box<Inner>>);

#[derive(Clone, Default, PartialEq, Eq)]
struct Inner {
    listed: Vec<UnreadableMember>,
    omitted: usize,
}

impl UnreadableMembers {
    /// How many members could not be read beyond those that are listed.
    pub fn omitted(&self) -> usize {
        self.0.as_ref().map_or(0, |inner| inner.omitted)
    }

    /// Whether a member of this name, at whatever depth, is or may be among them: of those that are not listed, nobody knows.
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
