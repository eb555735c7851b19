//! Decodes CBOR directly into values, without an intermediate tree.

use std::borrow::Cow;

use super::super::reading::{room, Mark, Memory, Notes};
use super::head::{ARRAY, BREAK, BYTES, FALSE, INDEFINITE, MAP, NULL, SIMPLE, TEXT, TRUE, UNDEFINED};
use super::{Error, FromCbor, Text};

/// The maximum nesting of arrays and maps. Decoding recurses, so this bounds the stack; no service comes near it.
const MAX_DEPTH: usize = 128;

/// The memory that is reserved for the first items of a list, in bytes. Its length may be wrong, so the list then grows with its items.
const FIRST_ROOM: usize = 64 << 10;

/// A position in a CBOR item.
///
/// Each method decodes one value and moves the position after it. After an error the position is
/// undefined. If a member is repeated, the last one wins.
pub struct Reader<'a> {
    pub(super) body: &'a [u8],
    pub(super) position: usize,
    depth: usize,
    /// The skipped values; for most bodies there are none, so it takes one word.
    pub(super) notes: Option<Box<Notes>>,
    /// The remaining memory for values.
    memory: Memory,
}

/// The items of an open array, or the entries of an open map, that were not read yet.
#[derive(Clone, Copy)]
pub struct Items {
    /// Their number; `None` if a break ends them.
    left: Option<usize>,
}

impl<'a> Reader<'a> {
    /// Starts to read a body.
    #[inline]
    pub fn new(text: impl Into<Text<'a>>) -> Self {
        let Text { body, memory } = text.into();
        Self { body, position: 0, depth: 0, notes: None, memory }
    }

    /// Returns the position, to return to it later.
    #[inline]
    pub fn mark(&self) -> Mark {
        Mark { position: self.position, depth: self.depth }
    }

    /// Returns to a position.
    #[inline]
    pub fn go_to(&mut self, mark: Mark) {
        self.position = mark.position;
        self.depth = mark.depth;
    }

    /// Checks that nothing is left.
    #[inline]
    pub fn end(&mut self) -> Result<(), Error> {
        match self.peek() {
            None => Ok(()),
            Some(_) => Err(self.error("expected the end")),
        }
    }

    /// Decodes a value into an existing place.
    ///
    /// A null sets an `Option` to `None` and leaves any other place unchanged. So does a value of another
    /// type: it is skipped, and recorded.
    #[inline]
    pub fn member<T: FromCbor>(&mut self, slot: &mut T) -> Result<(), Error> {
        let start = self.mark();
        let read = if self.null() {
            if let Some(value) = T::null() {
                *slot = value;
            }
            Ok(())
        } else {
            T::from_cbor(self).map(|value| *slot = value)
        };
        match read {
            Ok(()) => Ok(()),
            Err(error) => self.pass_over(start, error),
        }
    }

    /// Decodes a value, or the meaning of null: see [`FromCbor::null`].
    #[inline]
    pub fn nullable<T: FromCbor>(&mut self) -> Result<Option<T>, Error> {
        if self.null() {
            return Ok(T::null());
        }
        T::from_cbor(self).map(Some)
    }

    /// Decodes a map, and calls `member` with each name to decode the value.
    #[inline]
    pub fn object(
        &mut self,
        mut member: impl FnMut(&mut Self, &str) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let mut entries = self.enter_map()?;
        while self.more(&mut entries)? {
            let name = self.name()?;
            member(self, &name)?;
        }
        Ok(())
    }

    /// Opens a map. Call [`more`](Self::more) before each entry.
    #[inline]
    pub fn enter_map(&mut self) -> Result<Items, Error> {
        self.enter(MAP, 2, "expected a map")
    }

    /// Opens an array. Call [`more`](Self::more) before each item.
    #[inline]
    pub fn enter_array(&mut self) -> Result<Items, Error> {
        self.enter(ARRAY, 1, "expected an array")
    }

    /// Opens an array or a map, whose entries have at least `size` bytes each.
    #[inline]
    fn enter(&mut self, major: u8, size: usize, expected: &'static str) -> Result<Items, Error> {
        let start = self.position;
        let head = self.untagged()?;
        if head.major != major {
            return Err(Error::new(expected, start));
        }
        if self.depth == MAX_DEPTH {
            return Err(Error::new("nested too deeply", start));
        }
        self.depth += 1;
        if head.info == INDEFINITE {
            return Ok(Items { left: None });
        }
        match usize::try_from(head.value) {
            Ok(count) if count <= self.remaining() / size => Ok(Items { left: Some(count) }),
            _ => Err(Error::new("expected no more items than the body has", start)),
        }
    }

    /// Returns whether there is another item. Otherwise, the array or map is closed.
    #[inline]
    pub fn more(&mut self, items: &mut Items) -> Result<bool, Error> {
        match &mut items.left {
            Some(0) => {}
            Some(left) => {
                *left -= 1;
                return Ok(true);
            }
            None => match self.peek() {
                Some(BREAK) => self.position += 1,
                Some(_) => return Ok(true),
                None => return Err(self.error("expected the end of the array or map")),
            },
        }
        self.depth -= 1;
        Ok(false)
    }

    /// Returns the number of items to reserve memory for, with `length` of them and another one read since `start` bytes were left.
    #[inline]
    pub(super) fn room(&self, items: Items, length: usize, start: usize, size: usize) -> usize {
        match items.left {
            Some(left) => (left + 1).min((FIRST_ROOM / size.max(1)).max(4).max(length * 3)),
            None if self.peek() == Some(BREAK) => 1,
            None => room(length, start, self.remaining()),
        }
    }

    /// Reads the name of a member.
    #[inline]
    pub(super) fn name(&mut self) -> Result<Cow<'a, str>, Error> {
        self.text_or("expected the name of a member")
    }

    /// Decodes `true` or `false`.
    #[inline]
    pub fn boolean(&mut self) -> Result<bool, Error> {
        let start = self.position;
        let head = self.untagged()?;
        match (head.major << 5) | head.info {
            FALSE => Ok(false),
            TRUE => Ok(true),
            _ => Err(Error::new("expected a boolean", start)),
        }
    }

    /// Reads null or undefined, if it comes next.
    #[inline]
    pub fn null(&mut self) -> bool {
        let is_null = self.at_null();
        if is_null {
            self.position += 1;
        }
        is_null
    }

    /// Returns whether null or undefined comes next.
    #[inline]
    pub(super) fn at_null(&self) -> bool {
        matches!(self.peek(), Some(NULL | UNDEFINED))
    }

    /// Skips a value. It must be well-formed; nothing is allocated, and text is not checked for UTF-8.
    pub fn skip(&mut self) -> Result<(), Error> {
        let start = self.mark();
        let head = self.untagged()?;
        match head.major {
            BYTES | TEXT => self.skip_string(head),
            ARRAY => {
                self.go_to(start);
                let mut items = self.enter_array()?;
                while self.more(&mut items)? {
                    self.skip()?;
                }
                Ok(())
            }
            MAP => {
                self.go_to(start);
                let mut entries = self.enter_map()?;
                while self.more(&mut entries)? {
                    self.skip()?;
                    self.skip()?;
                }
                Ok(())
            }
            // Integers and simple values consist of their head, as do floating-point numbers.
            _ => Ok(()),
        }
    }

    /// Returns the first byte of the next value.
    #[inline]
    pub fn peek(&self) -> Option<u8> {
        self.body.get(self.position).copied()
    }

    /// Returns whether the next value, after its tags, is text.
    #[inline]
    pub fn at_text(&mut self) -> bool {
        self.major() == Some(TEXT)
    }

    /// Returns the major type of the next value, after its tags, if there is one.
    #[inline]
    pub(super) fn major(&mut self) -> Option<u8> {
        let start = self.position;
        let head = self.untagged();
        self.position = start;
        head.ok().map(|head| head.major)
    }

    /// Whether the next value is a number or a simple value.
    #[inline]
    pub(super) fn at_simple(&mut self) -> bool {
        self.major() == Some(SIMPLE)
    }

    /// Returns the length of the remaining body: at most that many items can follow.
    #[inline]
    pub fn remaining(&self) -> usize {
        self.body.len() - self.position
    }

    /// Subtracts memory for values from the remaining memory: a byte can become a large structure. Strings and blobs are not
    /// counted: they are no longer than their source.
    ///
    /// # Errors
    ///
    /// There is not enough memory left.
    #[inline]
    pub fn spend(&mut self, count: usize, size: usize) -> Result<(), Error> {
        self.memory.spend(count, size).map_err(|message| self.error(message))
    }

    #[cold]
    pub(super) fn error(&self, message: &'static str) -> Error {
        Error::new(message, self.position)
    }
}
