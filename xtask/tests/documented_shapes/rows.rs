//! Compares the facts of the five documents with the source: each fact that the source or its comments can prove.

use super::facts::{Check, Fact, Kind, Tables};
use super::names::snake;
use super::published::{UNMODELLED, constructor, enum_value, errors, marker};
use super::report::{Report, holds, same};
use super::source::{Field, Source, Struct};

/// Texts that signing code contains.
const SIGNING: &str = "AWS4-HMAC-SHA256";

/// Both tokens of the service.
const TOKENS: [&str; 2] = ["ParticipantToken", "ConnectionToken"];

/// Checks every fact of [`Check::Source`] and [`Check::Docs`].
pub(crate) fn check(tables: &Tables, source: &Source, report: &mut Report) {
    for fact in tables.facts.iter().filter(|fact| matches!(fact.check, Check::Source | Check::Docs)) {
        let row = Row { tables, source, fact };
        report.row(&format!("{:?}", fact.kind), &fact.id, row.outcome());
    }
}

struct Row<'a> {
    tables: &'a Tables,
    source: &'a Source,
    fact: &'a Fact,
}

impl Row<'_> {
    fn outcome(&self) -> Result<(), String> {
        let Fact { kind, expect, .. } = self.fact;
        let shape = self.fact.shape();
        match kind {
            Kind::Operation => marker(self.source, shape),
            Kind::Token => self.token(),
            Kind::Unsigned => holds(!self.source.says(SIGNING), "there is signing code"),
            Kind::Member => same(&(expect == "yes"), &self.field().is_ok()),
            Kind::Type => same(expect, &self.kind_of(&self.inner()?)),
            Kind::Element => same(expect, &element(&self.inner()?).unwrap_or_default().to_owned()),
            Kind::Required => same(&(expect == "yes"), &!self.field()?.ty.starts_with("Option<")),
            Kind::NonEmpty => self.non_empty(),
            Kind::Constructor => {
                let names: Vec<&str> = expect.split(' ').collect();
                let members = self.tables.members(shape).unwrap_or_default();
                constructor(
                    self.tables,
                    self.source,
                    shape,
                    members.iter().filter(|m| names.contains(&m.name.as_str())),
                )
            }
            Kind::EnumValue => {
                let (_, variants) = self.source.enumeration(shape).ok_or("no such enum")?;
                let arms = self.source.literal_arms(shape, "as_str").ok_or("no `as_str`")?;
                enum_value(&variants, &arms, self.fact.member())
            }
            Kind::EnumOrder => {
                let arms = self.source.literal_arms(shape, "as_str").ok_or("no `as_str`")?;
                let is_newer = |text: &String| self.tables.newer_in(shape).any(|newer| newer == text);
                let texts: Vec<String> =
                    arms.into_iter().map(|(_, text)| text).filter(|text| !is_newer(text)).collect();
                same(expect, &texts.join(" "))
            }
            Kind::MemberOrder => {
                let expected: Vec<String> = expect.split(' ').map(snake).collect();
                same(&expected, &self.shape()?.fields.into_iter().map(|field| field.name).collect())
            }
            Kind::Nesting => same(expect, &self.nesting()?),
            Kind::Error => {
                let variant = (self.fact.member().to_owned(), vec![self.fact.member().to_owned()]);
                holds(self.error_variants()?.contains(&variant), "no such variant")
            }
            Kind::Errors => {
                let expected: Vec<String> = expect.split(' ').map(str::to_owned).collect();
                errors(self.tables, self.source, shape, &expected)
            }
            Kind::Unmodelled => {
                let variants = self.error_variants()?;
                let found = variants.iter().any(|(name, held)| name == UNMODELLED && held.len() == 1);
                holds(found, "no variant for other errors")
            }
            Kind::Derive => {
                let missing: Vec<&str> =
                    expect.split(' ').filter(|wanted| !self.source.implements(shape, wanted)).collect();
                holds(missing.is_empty(), format!("lacks {}", missing.join(" and ")))
            }
            Kind::FieldsPublic => {
                holds(self.shape()?.fields.iter().all(|field| field.public), "a field is private")
            }
            Kind::Owned => holds(!self.shape()?.borrows, "it borrows"),
            Kind::Phrase => {
                let Fact { subject, phrases, .. } = self.fact;
                let said = phrases.iter().any(|phrase| self.source.docs().say(subject, phrase));
                holds(said, format!("the documentation does not say that {expect}; none of {phrases:?}"))
            }
            other => Err(format!("nothing checks a fact of kind {other:?}")),
        }
    }

    fn shape(&self) -> Result<Struct, String> {
        self.source.structure(self.fact.shape()).ok_or_else(|| format!("no structure {}", self.fact.shape()))
    }

    fn field(&self) -> Result<Field, String> {
        let name = snake(self.fact.member());
        let fields = self.shape()?.fields;
        fields.into_iter().find(|field| field.name == name).ok_or_else(|| format!("no field `{name}`"))
    }

    /// The type of the field, without `Option`.
    fn inner(&self) -> Result<String, String> {
        let ty = self.field()?.ty;
        Ok(argument(&ty, "Option").unwrap_or(&ty).to_owned())
    }

    fn error_variants(&self) -> Result<Vec<(String, Vec<String>)>, String> {
        let found =
            self.source.enumeration(&format!("{}Error", self.fact.shape())).ok_or("no enum of errors")?;
        Ok(found.1)
    }

    /// Returns a Rust type in the terms of the tables.
    fn kind_of(&self, ty: &str) -> String {
        if let Some(element) = element(ty) {
            return format!("list of {}", self.kind_of(element));
        }
        match ty {
            "bool" => "boolean".to_owned(),
            "i32" => "integer".to_owned(),
            "i64" => "long".to_owned(),
            "String" => "string".to_owned(),
            _ if TOKENS.contains(&ty) => "string".to_owned(),
            _ if self.source.enumeration(ty).is_some() => format!("enum {ty}"),
            _ if self.source.structure(ty).is_some() => format!("structure {ty}"),
            _ => format!("unknown {ty}"),
        }
    }

    fn token(&self) -> Result<(), String> {
        let operation = self.tables.operation(self.fact.shape()).ok_or("no such operation in the tables")?;
        let found = self.source.structure(&operation.input).ok_or("no input")?;
        for token in TOKENS {
            let field = found.fields.iter().find(|field| field.name == snake(token));
            let wanted = token == self.fact.expect;
            holds(field.is_some() == wanted, format!("{token}: found {field:?}"))?;
            let fits = field.is_none_or(|field| field.ty == "String" || field.ty == token);
            holds(fits, format!("{token} is not of its own type: {field:?}"))?;
        }
        Ok(())
    }

    /// `when given` is an optional list: absence is `None`, so an empty list need not be sent.
    fn non_empty(&self) -> Result<(), String> {
        let ty = self.field()?.ty;
        let right = match self.fact.expect.as_str() {
            "yes" => argument(&ty, "NonEmpty").is_some(),
            "when given" => argument(&ty, "Option").is_some_and(|inner| element(inner).is_some()),
            _ => argument(&ty, "Vec").is_some(),
        };
        holds(right, format!("found {ty}"))
    }

    /// The kinds of members at each depth below a structure: `structure / string structure / enum`.
    fn nesting(&self) -> Result<String, String> {
        let mut level = vec![self.fact.shape().to_owned()];
        let mut depths = Vec::new();
        while !level.is_empty() {
            let mut kinds = Vec::new();
            let mut next = Vec::new();
            for name in &level {
                let found = self.source.structure(name).ok_or_else(|| format!("no structure {name}"))?;
                for field in found.fields {
                    let ty = argument(&field.ty, "Option").unwrap_or(&field.ty).to_owned();
                    kinds.push(self.kind_of(&ty).split(' ').next().unwrap_or_default().to_owned());
                    if self.source.structure(&ty).is_some() && !TOKENS.contains(&ty.as_str()) {
                        next.push(ty);
                    }
                }
            }
            kinds.sort_unstable();
            kinds.dedup();
            depths.push(kinds.join(" "));
            level = next;
            if depths.len() > 16 {
                return Err("a structure holds itself".to_owned());
            }
        }
        Ok(depths.join(" / "))
    }
}

/// `T` of `Outer<T>`.
fn argument<'a>(ty: &'a str, outer: &str) -> Option<&'a str> {
    ty.strip_prefix(outer)?.strip_prefix('<')?.strip_suffix('>')
}

/// Returns the item type of a list.
fn element(ty: &str) -> Option<&str> {
    argument(ty, "Vec").or_else(|| argument(ty, "NonEmpty"))
}
