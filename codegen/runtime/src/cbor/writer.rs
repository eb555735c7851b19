//! Writes CBOR: heads in the fewest bytes, structures without a length, lists and maps with one.

use super::head::{
    ARRAY, BREAK, BYTES, DOUBLE, FALSE, INDEFINITE, MAP, NEGATIVE, NULL, SINGLE, TAG, TEXT, TRUE, UNSIGNED,
};
use super::ToCbor;

/// A CBOR item during encoding.
pub struct Writer {
    bytes: Vec<u8>,
}

impl Writer {
    /// Creates an empty body, with room for the expected number of bytes.
    #[inline]
    pub fn with_capacity(capacity: usize) -> Self {
        Self { bytes: Vec::with_capacity(capacity) }
    }

    /// Returns the body.
    #[inline]
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// Writes a map, whose entries `members` writes. Their number is not known in advance, so a break ends it.
    #[inline]
    pub fn object(&mut self, members: impl FnOnce(&mut Object<'_>)) {
        self.bytes.push(MAP << 5 | INDEFINITE);
        members(&mut Object { cbor: self });
        self.bytes.push(BREAK);
    }

    /// Writes the head of a map; its names and values follow.
    #[inline]
    pub fn map_of(&mut self, length: usize) {
        self.head(MAP, length as u64);
    }

    /// Writes an array of all values, and absent ones as null.
    #[inline]
    pub fn array<T: ToCbor>(&mut self, values: &[T]) {
        self.array_of(values.len());
        for value in values {
            value.to_cbor(self);
        }
    }

    /// Writes the head of an array; its items follow.
    #[inline]
    pub fn array_of(&mut self, length: usize) {
        self.head(ARRAY, length as u64);
    }

    /// Writes a text.
    #[inline]
    pub fn string(&mut self, text: &str) {
        self.head(TEXT, text.len() as u64);
        self.bytes.extend_from_slice(text.as_bytes());
    }

    /// Writes bytes.
    #[inline]
    pub fn bytes(&mut self, bytes: &[u8]) {
        self.head(BYTES, bytes.len() as u64);
        self.bytes.extend_from_slice(bytes);
    }

    #[inline]
    pub fn boolean(&mut self, value: bool) {
        self.bytes.push(if value { TRUE } else { FALSE });
    }

    #[inline]
    pub fn null(&mut self) {
        self.bytes.push(NULL);
    }

    #[inline]
    pub fn integer(&mut self, value: i64) {
        // -1 - value
        let magnitude = if value < 0 { !value } else { value };
        self.wide_integer(value < 0, magnitude as u64);
    }

    /// Writes an integer, or -1 minus it.
    #[inline]
    pub(super) fn wide_integer(&mut self, is_negative: bool, value: u64) {
        self.head(if is_negative { NEGATIVE } else { UNSIGNED }, value);
    }

    /// Writes a floating-point number with 32 bits if that is exact, and otherwise with 64. The protocol advises against 16 bits: not
    /// every implementation reads them.
    #[inline]
    pub fn float(&mut self, value: f64) {
        let narrow = value as f32;
        if f64::from(narrow).to_bits() == value.to_bits() || value.is_nan() {
            self.bytes.push(SINGLE);
            self.bytes.extend_from_slice(&narrow.to_bits().to_be_bytes());
        } else {
            self.bytes.push(DOUBLE);
            self.bytes.extend_from_slice(&value.to_bits().to_be_bytes());
        }
    }

    /// Writes a tag; its value follows.
    #[inline]
    pub(super) fn tag(&mut self, tag: u64) {
        self.head(TAG, tag);
    }

    #[inline]
    fn head(&mut self, major: u8, value: u64) {
        let major = major << 5;
        match value {
            0..=23 => self.bytes.push(major | value as u8),
            24..=0xff => self.bytes.extend_from_slice(&[major | 24, value as u8]),
            0x100..=0xffff => {
                let [high, low] = (value as u16).to_be_bytes();
                self.bytes.extend_from_slice(&[major | 25, high, low]);
            }
            0x1_0000..=0xffff_ffff => {
                self.bytes.push(major | 26);
                self.bytes.extend_from_slice(&(value as u32).to_be_bytes());
            }
            _ => {
                self.bytes.push(major | 27);
                self.bytes.extend_from_slice(&value.to_be_bytes());
            }
        }
    }
}

/// A structure during encoding.
pub struct Object<'w> {
    cbor: &'w mut Writer,
}

impl Object<'_> {
    /// Writes a member, unless its value is absent.
    #[inline]
    pub fn member<T: ToCbor + ?Sized>(&mut self, name: &str, value: &T) {
        if !value.is_absent() {
            self.entry(name, value);
        }
    }

    /// Always writes a member: one whose value is absent as null.
    #[inline]
    pub fn entry<T: ToCbor + ?Sized>(&mut self, name: &str, value: &T) {
        self.cbor.string(name);
        value.to_cbor(self.cbor);
    }
}
