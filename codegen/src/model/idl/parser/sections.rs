//! The sections of a file, in their order: control statements, metadata, namespace, `use`, and shapes.

use super::super::lexer::Kind;
use super::super::tree::{Key, Node};
use super::{Parsed, Parser, Problem};
use crate::model::forms::Version;
use crate::model::raw::Type;

impl<'t> Parser<'t> {
    pub(super) fn file(&mut self) {
        self.skip_space();
        self.control_section();
        self.skip_space();
        self.metadata_section();
        if self.is_word("namespace") {
            self.repeated(Self::namespace);
            self.shape_section();
        } else if self.kind() != Kind::End {
            self.problems.push(match self.kind() {
                Kind::OpenBrace => self.problem("this is JSON; end the name of the file in `.json`"),
                _ => self.unexpected("`namespace`"),
            });
            // Shapes without a namespace are read for their own problems.
            self.recover(0);
            self.shape_section();
        }
    }

    /// Reads one statement; after a problem, skips to the next.
    fn repeated(&mut self, statement: impl FnOnce(&mut Self) -> Parsed<()>) {
        let start = self.token.start;
        if let Err(problem) = statement(self) {
            self.problems.push(problem);
            self.recover(start + 1);
        }
    }

    /// Skips to the next token that starts a line and looks like the start of a statement, from an offset on.
    fn recover(&mut self, from: u32) {
        loop {
            let starts_line = self.token.start == 0
                || matches!(self.text.as_bytes().get(self.token.start as usize - 1), Some(b'\n' | b'\r'));
            let is_start = match self.kind() {
                Kind::End => return,
                Kind::At | Kind::Doc | Kind::Dollar => true,
                Kind::Identifier => is_keyword(self.lexeme()),
                _ => false,
            };
            if starts_line && is_start && self.token.start >= from {
                return;
            }
            self.bump();
        }
    }

    fn control_section(&mut self) {
        let mut keys = Vec::new();
        while self.kind() == Kind::Dollar {
            self.repeated(|parser| parser.control(&mut keys));
            self.skip_space();
        }
    }

    fn control(&mut self, keys: &mut Vec<Key<'t>>) -> Parsed<()> {
        self.bump();
        let key = self.key("a name")?;
        self.skip_spaces();
        self.expect(Kind::Colon, "`:`")?;
        self.skip_spaces();
        let at = self.token.start;
        let value = self.node()?;
        if keys.iter().any(|known| known.text == key.text) {
            return Err(Problem { at, message: format!("a second `${}`; remove one", key.text) });
        }
        match &*key.text {
            "version" => self.version(at, &value)?,
            "operationInputSuffix" => self.suffix(0, &key, value)?,
            "operationOutputSuffix" => self.suffix(1, &key, value)?,
            // The specification requires to ignore others. The list of keys stays short.
            _ => return self.expect_line_break(),
        }
        keys.push(key);
        self.expect_line_break()
    }

    fn version(&mut self, at: u32, value: &Node<'t>) -> Parsed<()> {
        // Another version is more like 2.0, so that it is the only problem.
        self.file.version = Version::V2;
        let message = match value {
            Node::Text(text) => match &**text {
                "1" | "1.0" => {
                    self.file.version = Version::V1;
                    return Ok(());
                }
                "2" | "2.0" => return Ok(()),
                other => format!("`$version` is `{}`; farrier reads 1.0 and 2.0", other.escape_debug()),
            },
            other => format!("`$version` must be a string, found {}", other.describe()),
        };
        Err(Problem { at, message })
    }

    fn suffix(&mut self, which: usize, key: &Key<'t>, value: Node<'t>) -> Parsed<()> {
        match (self.suffixes.get_mut(which), value) {
            (Some(suffix), Node::Text(text))
                if text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_') =>
            {
                *suffix = text;
                Ok(())
            }
            (_, value) => {
                let found = match &value {
                    Node::Text(text) => format!("`{}`", text.escape_debug()),
                    other => other.describe().to_owned(),
                };
                let message =
                    format!("`${}` must be a string of letters, digits and `_`, found {found}", key.text);
                Err(Problem { at: key.at, message })
            }
        }
    }

    fn metadata_section(&mut self) {
        while self.is_word("metadata") {
            self.repeated(Self::metadata);
            self.skip_space();
        }
    }

    fn metadata(&mut self) -> Parsed<()> {
        self.bump();
        self.expect_spaces()?;
        let key = self.key("a name or a string")?;
        self.skip_spaces();
        self.expect(Kind::Equal, "`=`")?;
        self.skip_spaces();
        let value = self.node()?;
        self.file.metadata.push((key, value));
        self.expect_line_break()
    }

    fn namespace(&mut self) -> Parsed<()> {
        self.bump();
        self.expect_spaces()?;
        let start = self.token.start;
        let end = self.names()?;
        self.file.namespace = self.slice(start, end);
        self.expect_line_break()
    }

    /// Names separated by dots; returns their end.
    pub(super) fn names(&mut self) -> Parsed<u32> {
        let mut end = self.expect(Kind::Identifier, "a name")?.end;
        while self.kind() == Kind::Dot {
            self.bump();
            end = self.expect(Kind::Identifier, "a name")?.end;
        }
        Ok(end)
    }

    fn shape_section(&mut self) {
        let mut uses = true;
        loop {
            let docs = self.docs();
            if self.kind() == Kind::End {
                return;
            }
            uses = uses && self.is_word("use");
            if uses {
                self.repeated(Self::import);
            } else {
                self.repeated(|parser| parser.statement(docs));
            }
        }
    }

    fn import(&mut self) -> Parsed<()> {
        self.bump();
        self.expect_spaces()?;
        let at = self.token.start;
        let id = self.id()?;
        let Some((_, name)) = id.text.split_once('#') else {
            return Err(Problem {
                at,
                message: format!("`use` needs an absolute id like `namespace#Name`, found `{}`", id.text),
            });
        };
        if name.contains('$') {
            return Err(Problem {
                at,
                message: format!("`use` names a shape, found the member `{}`", id.text),
            });
        }
        if let Some(first) = self.file.uses.insert(name, id).filter(|first| first.text != id.text) {
            let message = format!(
                "`use` of `{}` conflicts with that of `{}`; write one of them in full",
                id.text, first.text
            );
            return Err(Problem { at, message });
        }
        self.expect_line_break()
    }
}

/// Whether a word starts a statement.
fn is_keyword(word: &str) -> bool {
    matches!(word, "apply" | "metadata" | "namespace" | "set" | "use") || Type::named(word).is_some()
}
