//! Shapes and `apply` statements.

use super::super::lexer::Kind;
use super::super::tree::{Body, Id, Key, Shape, Statement};
use super::{Docs, Parsed, Parser, Problem};
use crate::model::forms::Version;
use crate::model::raw::Type;

impl<'t> Parser<'t> {
    /// One statement with its traits; `docs` are the comments before it.
    pub(super) fn statement(&mut self, docs: Option<Docs<'t>>) -> Parsed<()> {
        let from_docs = usize::from(docs.is_some());
        let traits = self.traits(docs)?;
        if self.kind() == Kind::End && traits.len() == from_docs {
            return Ok(());
        }
        if self.kind() == Kind::Dollar {
            return Err(self.problem("control statements like `$version` come first in a file"));
        }
        if self.kind() != Kind::Identifier {
            return Err(self.unexpected("a shape or `apply`"));
        }
        if self.lexeme() == "apply" {
            if traits.len() > from_docs {
                return Err(self.problem("traits before `apply`; write them after its target"));
            }
            return self.apply();
        }
        let (shape_type, is_set) = self.shape_type()?;
        self.bump();
        self.expect_spaces()?;
        let name = self.shape_name()?;
        let mut shape = Shape::new(shape_type, name, traits);
        shape.is_set = is_set;
        self.parts(&mut shape)?;
        self.file.statements.push(Statement::Shape(shape));
        self.expect_line_break()
    }

    /// The type of the shape that starts here, and whether it is a `set`.
    fn shape_type(&self) -> Parsed<(Type, bool)> {
        let word = self.lexeme();
        let is_set = word == "set";
        let Some(shape_type) = Type::named(if is_set { "list" } else { word }) else {
            return Err(self.problem(match word {
                "metadata" => "`metadata` must come before `namespace`".to_owned(),
                "namespace" => "a second `namespace`; a file has one".to_owned(),
                "use" => "`use` must come before all shapes".to_owned(),
                _ => format!("`{word}` is not a type of shape"),
            }));
        };
        let is_new = matches!(shape_type, Type::Enum | Type::IntEnum);
        if is_new && self.file.version == Version::V1 {
            return Err(self.needs_v2(&format!("`{word}`")));
        }
        if is_set && self.file.version == Version::V2 {
            return Err(self.problem("Smithy 2.0 has no `set`; use a list with @uniqueItems"));
        }
        Ok((shape_type, is_set))
    }

    /// The problem that something is only in version 2.0.
    pub(super) fn needs_v2(&self, what: &str) -> Problem {
        self.problem(format!("{what} needs Smithy 2.0; start the file with `$version: \"2\"`"))
    }

    fn shape_name(&mut self) -> Parsed<Key<'t>> {
        let name = self.identifier("the name of the shape")?;
        match self.file.uses.get(&*name.text) {
            Some(id) => {
                let message = format!("`{}` is also the name of `use {}`; rename one", name.text, id.text);
                Err(Problem { at: name.at, message })
            }
            None => Ok(name),
        }
    }

    /// The parts of a shape after its name.
    pub(super) fn parts(&mut self, shape: &mut Shape<'t>) -> Parsed<()> {
        let aggregate = matches!(shape.shape_type, Type::List | Type::Map | Type::Structure | Type::Union);
        if aggregate {
            shape.resource = self.resource()?;
        }
        shape.mixins = self.mixins()?;
        shape.body = match shape.shape_type {
            Type::List | Type::Map | Type::Structure | Type::Union => {
                Body::Members(self.members(shape.shape_type)?)
            }
            Type::Enum | Type::IntEnum => Body::Members(self.enum_members()?),
            Type::Service | Type::Resource => {
                self.skip_space();
                Body::Properties(self.object()?)
            }
            Type::Operation => Body::Operation(self.operation(&shape.name)?),
            _ => Body::None,
        };
        Ok(())
    }

    /// `for Resource`
    fn resource(&mut self) -> Parsed<Option<Id<'t>>> {
        self.skip_spaces();
        if !self.is_word("for") {
            return Ok(None);
        }
        if self.file.version == Version::V1 {
            return Err(self.needs_v2("`for`"));
        }
        self.bump();
        self.expect_spaces()?;
        self.root_id().map(Some)
    }

    /// `with [Mixin]`
    fn mixins(&mut self) -> Parsed<Vec<Id<'t>>> {
        self.skip_spaces();
        if !self.is_word("with") {
            return Ok(Vec::new());
        }
        if self.file.version == Version::V1 {
            return Err(self.needs_v2("`with`"));
        }
        self.bump();
        self.skip_space();
        let at = self.token.start;
        let mixins = self.ids("the name of a mixin or `]`")?;
        if mixins.is_empty() {
            return Err(Problem { at, message: "`with` needs at least one mixin".to_owned() });
        }
        Ok(mixins)
    }

    /// Ids in brackets.
    pub(super) fn ids(&mut self, expected: &str) -> Parsed<Vec<Id<'t>>> {
        self.expect(Kind::OpenBracket, "`[`")?;
        let mut ids = Vec::new();
        loop {
            self.skip_space();
            match self.kind() {
                Kind::CloseBracket => {
                    self.bump();
                    return Ok(ids);
                }
                Kind::Identifier => ids.push(self.root_id()?),
                _ => return Err(self.unexpected(expected)),
            }
        }
    }

    fn apply(&mut self) -> Parsed<()> {
        self.bump();
        self.expect_space()?;
        let target = self.id()?;
        self.expect_space()?;
        let traits = match self.kind() {
            Kind::At => vec![self.one_trait()?],
            Kind::OpenBrace => {
                self.bump();
                let traits = self.traits(None)?;
                self.expect(Kind::CloseBrace, "`@` or `}`")?;
                traits
            }
            _ => return Err(self.unexpected("`@` or `{`")),
        };
        self.file.statements.push(Statement::Apply { target, traits });
        self.expect_line_break()
    }
}
