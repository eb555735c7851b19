//! The parts of a document around its root.

use super::{Error, Reader};

impl<'a> Reader<'a> {
    /// Reads everything before the root, and its name.
    pub(super) fn enter_root(&mut self) -> Result<(), Error> {
        if self.text.starts_with('\u{feff}') {
            self.position = '\u{feff}'.len_utf8();
        }
        if self.at("<?xml") {
            self.declaration()?;
        }
        self.skip_ignored()?;
        if self.peek() != Some(b'<') {
            return Err(self.error("expected an element"));
        }
        self.position += 1;
        self.name = self.name()?.0;
        Ok(())
    }

    /// Checks that nothing but comments follows the root.
    pub fn end(&mut self) -> Result<(), Error> {
        self.skip_ignored()?;
        match self.peek() {
            None => Ok(()),
            Some(_) => Err(self.error("expected the end")),
        }
    }

    /// Returns the name of the element without its prefix.
    pub fn local_name(&self) -> &'a str {
        self.name.split_once(':').map_or(self.name, |(_, local)| local)
    }

    fn skip_ignored(&mut self) -> Result<(), Error> {
        loop {
            self.skip_space();
            if self.at("<!DOCTYPE") {
                return Err(self.error("expected no document type"));
            }
            if !self.at("<!") && !self.at("<?") {
                return Ok(());
            }
            self.ignored()?;
        }
    }

    /// Reads the declaration. The body is UTF-8, so it must not name another encoding.
    fn declaration(&mut self) -> Result<(), Error> {
        let start = self.position;
        self.position += 2;
        if self.name()?.0 != "xml" {
            self.position = start;
            return self.ignored();
        }
        let encoding = self.until("?>")?.split_once("encoding").map_or("", |(_, value)| value);
        let encoding = encoding.split(['"', '\'']).nth(1).unwrap_or("UTF-8");
        if ["UTF-8", "US-ASCII"].iter().any(|known| encoding.eq_ignore_ascii_case(known)) {
            return Ok(());
        }
        Err(Error::new("expected the encoding UTF-8", start))
    }
}
