//! Writes JSON: no white space, members in the order of the calls, strings escaped only if necessary.

use super::plain::plain_run;
use super::ToJson;

/// A JSON text during encoding.
pub struct Writer {
    bytes: Vec<u8>,
}

impl Writer {
    /// Creates an empty text, with room for the expected number of bytes.
    #[inline]
    pub fn with_capacity(capacity: usize) -> Self {
        Self { bytes: Vec::with_capacity(capacity) }
    }

    /// Returns the text, which is UTF-8.
    #[inline]
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// Writes an object, whose members `members` writes.
    #[inline]
    pub fn object(&mut self, members: impl FnOnce(&mut Object<'_>)) {
        self.bytes.push(b'{');
        members(&mut Object { json: self, first: true });
        self.bytes.push(b'}');
    }

    /// Writes an array of all values, and absent ones as `null`.
    #[inline]
    pub fn array<F, T: ToJson<F>>(&mut self, values: &[T]) {
        self.bytes.push(b'[');
        for (index, value) in values.iter().enumerate() {
            if index > 0 {
                self.bytes.push(b',');
            }
            value.to_json(self);
        }
        self.bytes.push(b']');
    }

    /// Writes a string.
    #[inline]
    pub fn string(&mut self, text: &str) {
        let mut rest = text.as_bytes();
        self.bytes.reserve(rest.len() + 2);
        self.bytes.push(b'"');
        loop {
            // Never more than the length; `min` replaces the check in `split_at`.
            let (plain, after) = rest.split_at(plain_run(rest, 0).min(rest.len()));
            self.bytes.extend_from_slice(plain);
            let Some((byte, after)) = after.split_first() else { break };
            self.escape(*byte);
            rest = after;
        }
        self.bytes.push(b'"');
    }

    #[cold]
    fn escape(&mut self, byte: u8) {
        let short = match byte {
            b'"' | b'\\' => byte,
            0x08 => b'b',
            0x0c => b'f',
            b'\n' => b'n',
            b'\r' => b'r',
            b'\t' => b't',
            // A control character: characters above 0x1f are never escaped.
            _ => {
                let low = b"0123456789abcdef"[usize::from(byte & 0xf)];
                self.bytes.extend_from_slice(&[b'\\', b'u', b'0', b'0', b'0' + (byte >> 4), low]);
                return;
            }
        };
        self.bytes.extend_from_slice(&[b'\\', short]);
    }

    /// Writes a piece of JSON unchanged: the caller guarantees that it is JSON and UTF-8.
    #[inline]
    pub fn raw(&mut self, json: impl AsRef<[u8]>) {
        self.bytes.extend_from_slice(json.as_ref());
    }
}

/// An object during encoding.
pub struct Object<'w> {
    json: &'w mut Writer,
    first: bool,
}

impl Object<'_> {
    /// Writes a member, unless its value is absent.
    #[inline]
    pub fn member<T: ToJson + ?Sized>(&mut self, name: &str, value: &T) {
        self.member_as(name, value);
    }

    /// Like [`member`](Self::member), for a value in another format than the default.
    #[inline]
    pub fn member_as<F, T: ToJson<F> + ?Sized>(&mut self, name: &str, value: &T) {
        if !value.is_absent() {
            self.entry(name, value);
        }
    }

    /// Always writes a member: one whose value is absent as `null`.
    #[inline]
    pub fn entry<F, T: ToJson<F> + ?Sized>(&mut self, name: &str, value: &T) {
        self.name(name);
        value.to_json(self.json);
    }

    #[inline]
    fn name(&mut self, name: &str) {
        if !self.first {
            self.json.bytes.push(b',');
        }
        self.first = false;
        self.json.string(name);
        self.json.bytes.push(b':');
    }
}

#[cfg(test)]
mod tests {
    use super::Writer;

    #[test]
    fn special_characters_are_escaped_wherever_they_are() {
        for text in [
            "",
            "plain",
            "\"",
            "\\\"",
            "\na",
            "a\t",
            "a text of several words \u{1f}\r and \"more\"",
            "é\u{8}\u{c}ü",
        ] {
            let mut json = Writer::with_capacity(0);
            json.string(text);
            assert_eq!(String::from_utf8(json.into_bytes()).unwrap(), serde_json::to_string(text).unwrap());
        }
    }
}
