//! The boundaries of TLS records in the bytes that a connection reads.

/// The length of the header of a record: type, version, and the length of what follows (RFC 8446, 5.1).
const HEADER: usize = 5;

/// A position in a sequence of TLS records. rustls does not report a partial record; this does.
#[derive(Debug, Default)]
pub(crate) struct TlsRecords {
    header: [u8; HEADER],
    /// The received length of the header.
    known: usize,
    /// The remaining length of the record, after its header.
    left: usize,
}

impl TlsRecords {
    /// Consumes bytes.
    pub(crate) fn follow(&mut self, mut bytes: &[u8]) {
        while !bytes.is_empty() {
            if self.known < HEADER {
                let count = bytes.len().min(HEADER - self.known);
                self.header[self.known..self.known + count].copy_from_slice(&bytes[..count]);
                self.known += count;
                bytes = &bytes[count..];
                if self.known < HEADER {
                    return;
                }
                self.left = usize::from(u16::from_be_bytes([self.header[3], self.header[4]]));
            }
            let count = bytes.len().min(self.left);
            self.left -= count;
            bytes = &bytes[count..];
            if self.left == 0 {
                self.known = 0;
            }
        }
    }

    /// Whether the last byte ended a record, or there was none.
    pub(crate) fn is_between(&self) -> bool {
        self.known == 0
    }
}
