//! Values of endpoint rules: expressions and their types.

use super::{RuleTy, Variable};

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub enum RuleExpr {
    Bool(bool),
    Number(i64),
    Text(String),
    Param {
        ident: String,
        ty: RuleTy,
        optional: bool,
    },
    Variable(Variable),
    /// A field of a record, by its Rust name.
    Attribute {
        of: Box<RuleExpr>,
        field: &'static str,
        ty: RuleTy,
        owned: bool,
    },
    /// A template with values.
    Template(Vec<Piece>),
    Call {
        function: RuleCall,
        arguments: Vec<RuleExpr>,
    },
    IsSet(Box<RuleExpr>),
    IsAbsent(Box<RuleExpr>),
    Not(Box<RuleExpr>),
    Equal(Box<RuleExpr>, Box<RuleExpr>),
    NotEqual(Box<RuleExpr>, Box<RuleExpr>),
    All(Vec<RuleExpr>),
    /// The first value that is present.
    Coalesce(Vec<RuleExpr>),
    IfElse {
        condition: Box<RuleExpr>,
        then: Box<RuleExpr>,
        otherwise: Box<RuleExpr>,
    },
}

/// A part of a template.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    Literal(String),
    Value(RuleExpr),
}

/// Functions of the runtime.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleCall {
    Partition,
    ParseArn,
    ParseUrl,
    Substring,
    UriEncode,
    HostLabel,
    HostableBucket,
    Split,
    Element,
}

/// Static facts about the value of an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RuleKind {
    pub ty: RuleTy,
    /// Whether it is an `Option`.
    pub optional: bool,
    /// Whether it is owned instead of a reference.
    pub owned: bool,
}

impl RuleExpr {
    /// The type of its value.
    pub fn kind(&self) -> RuleKind {
        let kind = |ty, optional, owned| RuleKind { ty, optional, owned };
        match self {
            Self::Number(_) => kind(RuleTy::Number, false, false),
            Self::Text(_) => kind(RuleTy::Text, false, false),
            Self::Param { ty, optional, .. } => kind(*ty, *optional, false),
            Self::Variable(variable) => kind(variable.ty, false, variable.owned),
            Self::Attribute { ty, .. } => kind(*ty, false, false),
            Self::Template(_) => kind(RuleTy::Text, false, true),
            Self::Call { function, .. } => match function {
                RuleCall::Partition => kind(RuleTy::Partition, false, false),
                RuleCall::ParseArn => kind(RuleTy::Arn, true, true),
                RuleCall::ParseUrl => kind(RuleTy::Url, true, true),
                RuleCall::Substring | RuleCall::Element => kind(RuleTy::Text, true, false),
                RuleCall::UriEncode => kind(RuleTy::Text, false, true),
                RuleCall::HostLabel | RuleCall::HostableBucket => kind(RuleTy::Bool, false, false),
                RuleCall::Split => kind(RuleTy::Texts, false, true),
            },
            Self::Bool(_)
            | Self::IsSet(_)
            | Self::IsAbsent(_)
            | Self::Not(_)
            | Self::Equal(..)
            | Self::NotEqual(..)
            | Self::All(_) => kind(RuleTy::Bool, false, false),
            Self::Coalesce(all) => {
                let first = all.first().map_or(kind(RuleTy::Bool, false, false), Self::kind);
                kind(first.ty, all.iter().all(|one| one.kind().optional), first.ty == RuleTy::Text)
            }
            Self::IfElse { then, otherwise, .. } => {
                let (then, otherwise) = (then.kind(), otherwise.kind());
                kind(then.ty, then.optional || otherwise.optional, then.ty == RuleTy::Text)
            }
        }
    }

    /// Calls `visit` with every direct subexpression.
    pub fn inside<'e>(&'e self, visit: &mut dyn FnMut(&'e RuleExpr)) {
        match self {
            Self::Attribute { of, .. } => visit(of),
            Self::Template(pieces) => pieces.iter().for_each(|piece| {
                if let Piece::Value(value) = piece {
                    visit(value);
                }
            }),
            Self::Call { arguments: all, .. } | Self::All(all) | Self::Coalesce(all) => {
                all.iter().for_each(visit);
            }
            Self::IsSet(of) | Self::IsAbsent(of) | Self::Not(of) => visit(of),
            Self::Equal(a, b) | Self::NotEqual(a, b) => {
                visit(a);
                visit(b);
            }
            Self::IfElse { condition, then, otherwise } => {
                visit(condition);
                visit(then);
                visit(otherwise);
            }
            Self::Bool(_) | Self::Number(_) | Self::Text(_) | Self::Param { .. } | Self::Variable(_) => {}
        }
    }
}
