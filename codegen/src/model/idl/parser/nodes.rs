//! Values, traits and shape ids.

use std::borrow::Cow;

use super::super::lexer::Kind;
use super::super::text;
use super::super::tree::{Id, Key, Node, Trait};
use super::{Docs, Parsed, Parser, Problem};

/// The maximum depth of values: the model must fit in the 128 levels of JSON, also within the traits of a member.
const MAX_DEPTH: usize = 120;

impl<'t> Parser<'t> {
    /// A string or a name.
    pub(super) fn key(&mut self, expected: &str) -> Parsed<Key<'t>> {
        if self.kind() == Kind::Text {
            let at = self.token.start;
            return Ok(Key { text: self.quoted()?, at });
        }
        self.identifier(expected)
    }

    fn quoted(&mut self) -> Parsed<Cow<'t, str>> {
        let value = text::quoted(self.lexeme()).map_err(|message| self.problem(message))?;
        self.bump();
        Ok(value)
    }

    pub(super) fn node(&mut self) -> Parsed<Node<'t>> {
        self.node_or("a value")
    }

    fn node_or(&mut self, expected: &str) -> Parsed<Node<'t>> {
        match self.kind() {
            Kind::Text => self.quoted().map(Node::Text),
            Kind::TextBlock => {
                let value = text::block(self.lexeme()).map_err(|message| self.problem(message))?;
                self.bump();
                Ok(Node::Text(value.into()))
            }
            Kind::Number => {
                let token = self.bump();
                Ok(Node::Number(self.slice(token.start, token.end)))
            }
            Kind::Identifier => self.id().map(word),
            Kind::OpenBrace => self.nested(Self::object).map(Node::Object),
            Kind::OpenBracket => self.nested(Self::array).map(Node::Array),
            _ => Err(self.unexpected(expected)),
        }
    }

    fn nested<T>(&mut self, read: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        if self.depth == MAX_DEPTH {
            return Err(self.problem(format!("values may be nested at most {MAX_DEPTH} levels deep")));
        }
        self.depth += 1;
        let value = read(self);
        self.depth -= 1;
        value
    }

    fn array(&mut self) -> Parsed<Vec<Node<'t>>> {
        self.bump();
        let mut items = Vec::new();
        loop {
            self.skip_space();
            if self.kind() == Kind::CloseBracket {
                self.bump();
                return Ok(items);
            }
            items.push(self.node_or("a value or `]`")?);
        }
    }

    pub(super) fn object(&mut self) -> Parsed<Vec<(Key<'t>, Node<'t>)>> {
        self.expect(Kind::OpenBrace, "`{`")?;
        let mut entries = Vec::new();
        loop {
            self.skip_space();
            if self.kind() == Kind::CloseBrace {
                self.bump();
                return Ok(entries);
            }
            let key = self.key("a name, a string or `}`")?;
            entries.push(self.entry(key)?);
        }
    }

    /// The rest of an entry, after its key.
    fn entry(&mut self, key: Key<'t>) -> Parsed<(Key<'t>, Node<'t>)> {
        self.skip_space();
        self.expect(Kind::Colon, "`:`")?;
        self.skip_space();
        Ok((key, self.node()?))
    }

    /// A shape id, absolute or relative, perhaps of a member.
    pub(super) fn id(&mut self) -> Parsed<Id<'t>> {
        let at = self.token.start;
        let mut end = self.names()?;
        let is_absolute = self.kind() == Kind::Pound;
        if !is_absolute && self.slice(at, end).contains('.') {
            return Err(self.unexpected("`#` and the name of a shape"));
        }
        if is_absolute {
            self.bump();
            end = self.expect(Kind::Identifier, "the name of a shape")?.end;
        }
        if self.kind() == Kind::Dollar {
            self.bump();
            end = self.expect(Kind::Identifier, "the name of a member")?.end;
        }
        Ok(Id { text: self.slice(at, end), at })
    }

    /// The id of a shape, not of a member.
    pub(super) fn root_id(&mut self) -> Parsed<Id<'t>> {
        let id = self.id()?;
        if id.text.contains('$') {
            return Err(Problem {
                at: id.at,
                message: format!("expected a shape, found the member `{}`", id.text),
            });
        }
        Ok(id)
    }

    /// All traits that follow, after those of the documentation comments, and the white space after them.
    pub(super) fn traits(&mut self, docs: Option<Docs<'t>>) -> Parsed<Vec<Trait<'t>>> {
        let mut traits = Vec::new();
        if let Some((text, at)) = docs {
            let id = Id { text: "smithy.api#documentation", at };
            traits.push(Trait { id, value: Some(Node::Text(text)) });
        }
        self.skip_space();
        while self.kind() == Kind::At {
            traits.push(self.one_trait()?);
            self.skip_space();
        }
        Ok(traits)
    }

    pub(super) fn one_trait(&mut self) -> Parsed<Trait<'t>> {
        self.expect(Kind::At, "`@`")?;
        let id = self.root_id()?;
        if self.kind() != Kind::OpenParen {
            return Ok(Trait { id, value: None });
        }
        self.bump();
        self.skip_space();
        let value = match self.kind() {
            Kind::CloseParen => None,
            Kind::Identifier | Kind::Text => Some(self.value_or_entries()?),
            _ => Some(self.node()?),
        };
        self.skip_space();
        self.expect(Kind::CloseParen, "`)`")?;
        Ok(Trait { id, value })
    }

    /// `(Name)` and `("text")` are values, `(name: value)` are the entries of an object.
    fn value_or_entries(&mut self) -> Parsed<Node<'t>> {
        let at = self.token.start;
        let first = self.node()?;
        let key: Cow<'t, str> = match &first {
            Node::Text(text) => text.clone(),
            Node::Id(id) if id.text.contains(['#', '$']) => return Ok(first),
            _ => self.slice(at, self.token.start).into(),
        };
        self.skip_space();
        match self.kind() {
            Kind::Colon => self.nested(|parser| parser.entries(Key { text: key, at })).map(Node::Object),
            Kind::CloseParen => Ok(first),
            _ => Err(self.unexpected("`:` or `)`")),
        }
    }

    fn entries(&mut self, first: Key<'t>) -> Parsed<Vec<(Key<'t>, Node<'t>)>> {
        let mut entries = vec![self.entry(first)?];
        loop {
            self.skip_space();
            if self.kind() == Kind::CloseParen {
                return Ok(entries);
            }
            let key = self.key("a name, a string or `)`")?;
            entries.push(self.entry(key)?);
        }
    }
}

/// A keyword, or the id of a shape.
fn word(id: Id<'_>) -> Node<'_> {
    match id.text {
        "true" => Node::Bool(true),
        "false" => Node::Bool(false),
        "null" => Node::Null,
        _ => Node::Id(id),
    }
}
