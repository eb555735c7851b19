//! The parts of shapes in braces: members, and the properties of operations.

use std::collections::HashSet;

use super::super::lexer::Kind;
use super::super::tree::{Id, Io, Key, Member, Operation, Shape, Target, Trait};
use super::{Parsed, Parser, Problem};
use crate::model::forms::Version;
use crate::model::raw::{Type, with_article};

impl<'t> Parser<'t> {
    /// The members of a list, map, structure or union, in braces.
    pub(super) fn members(&mut self, shape_type: Type) -> Parsed<Vec<Member<'t>>> {
        self.in_braces("smithy.api#default", |parser| {
            let is_elided = parser.kind() == Kind::Dollar;
            if is_elided && parser.file.version == Version::V1 {
                return Err(parser.needs_v2("a member without a target"));
            }
            if is_elided {
                parser.bump();
            }
            let name = parser.identifier("a member or `}`")?;
            if let Some(problem) = no_such_member(shape_type, &name) {
                return Err(problem);
            }
            let target = if is_elided {
                Target::Elided
            } else {
                parser.skip_spaces();
                parser.expect(Kind::Colon, "`:`")?;
                parser.skip_spaces();
                Target::Id(parser.root_id()?)
            };
            parser.skip_spaces();
            if parser.kind() == Kind::Equal && parser.file.version == Version::V1 {
                return Err(parser.needs_v2("a default value after `=`"));
            }
            Ok((name, target))
        })
    }

    /// The members of an enum, in braces.
    pub(super) fn enum_members(&mut self) -> Parsed<Vec<Member<'t>>> {
        self.in_braces("smithy.api#enumValue", |parser| {
            let name = parser.identifier("a member or `}`")?;
            parser.skip_spaces();
            Ok((name, Target::Unit))
        })
    }

    /// Reads members; `read` returns a name and a target, `of_value` is the trait of the value after `=`.
    fn in_braces(
        &mut self,
        of_value: &'static str,
        read: impl Fn(&mut Self) -> Parsed<(Key<'t>, Target<'t>)>,
    ) -> Parsed<Vec<Member<'t>>> {
        self.skip_space();
        self.expect(Kind::OpenBrace, "`{`")?;
        let mut members: Vec<Member<'t>> = Vec::new();
        let mut names = HashSet::new();
        loop {
            let docs = self.docs();
            let from_docs = usize::from(docs.is_some());
            let mut traits = self.traits(docs)?;
            if self.kind() == Kind::CloseBrace && traits.len() == from_docs {
                self.bump();
                return Ok(members);
            }
            let (name, target) = read(self)?;
            if !names.insert(name.text.clone()) {
                let message = format!("a second member `{}`; rename one", name.text);
                return Err(Problem { at: name.at, message });
            }
            if self.kind() == Kind::Equal {
                traits.push(self.value(of_value)?);
            }
            members.push(Member { name, target, traits });
        }
    }

    /// A value after `=`. Its line must end, except for a comma.
    fn value(&mut self, id: &'static str) -> Parsed<Trait<'t>> {
        let at = self.token.start;
        self.bump();
        self.skip_spaces();
        let value = self.node()?;
        self.skip_spaces();
        if self.kind() == Kind::Comma {
            self.bump();
        }
        self.expect_line_break()?;
        Ok(Trait { id: Id { text: id, at }, value: Some(value) })
    }

    /// The properties of an operation, in braces.
    pub(super) fn operation(&mut self, name: &Key<'t>) -> Parsed<Operation<'t>> {
        self.skip_space();
        self.expect(Kind::OpenBrace, "`{`")?;
        let mut operation = Operation::default();
        let mut defined = Vec::new();
        loop {
            self.skip_space();
            if self.kind() == Kind::CloseBrace {
                self.bump();
                return Ok(operation);
            }
            let key = self.identifier("a property or `}`")?;
            let fail = |message: String| Err(Problem { at: key.at, message });
            if defined.contains(&key.text) {
                return fail(format!("a second `{}`; remove one", key.text));
            }
            self.skip_space();
            match &*key.text {
                "input" => operation.input = Some(self.io(name, "smithy.api#input", 0)?),
                "output" => operation.output = Some(self.io(name, "smithy.api#output", 1)?),
                "errors" => {
                    self.expect(Kind::Colon, "`:`")?;
                    self.skip_space();
                    operation.errors = self.ids("the name of an error or `]`")?;
                }
                other => {
                    return fail(format!(
                        "`{other}` is not a property of operations, which are input, output and errors"
                    ));
                }
            }
            defined.push(key.text);
            if self.kind() != Kind::CloseBrace {
                self.expect_space()?;
            }
        }
    }

    /// The input or output of an operation, after its key; `marker` and `suffix` are those of inline structures.
    fn io(&mut self, operation: &Key<'t>, marker: &'static str, suffix: usize) -> Parsed<Io<'t>> {
        match self.kind() {
            Kind::Colon => {
                self.bump();
                self.skip_space();
                self.root_id().map(Io::Id)
            }
            Kind::Walrus if self.file.version == Version::V1 => {
                Err(self.needs_v2("an inline structure after `:=`"))
            }
            Kind::Walrus => {
                let at = self.bump().start;
                let docs = self.docs();
                let mut traits = self.traits(docs)?;
                traits.push(Trait { id: Id { text: marker, at }, value: None });
                let suffix = self.suffixes.get(suffix).map_or("", |suffix| suffix);
                let name = Key { text: format!("{}{suffix}", operation.text).into(), at };
                let mut shape = Shape::new(Type::Structure, name, traits);
                self.parts(&mut shape)?;
                Ok(Io::Inline(Box::new(shape)))
            }
            _ => Err(self.unexpected("`:` or `:=`")),
        }
    }
}

/// The problem of a member that a list or map cannot have.
fn no_such_member(shape_type: Type, name: &Key<'_>) -> Option<Problem> {
    let names: &[&str] = match shape_type {
        Type::List => &["member"],
        Type::Map => &["key", "value"],
        _ => return None,
    };
    if names.contains(&&*name.text) {
        return None;
    }
    let kind = with_article(shape_type.name());
    let message = format!("{kind} has no member `{}`, only `{}`", name.text, names.join("` and `"));
    Some(Problem { at: name.at, message })
}
