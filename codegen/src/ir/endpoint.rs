//! Endpoint rules, compiled: parameters, functions made of conditions and ends, tests, and the table of partitions.

use super::{Deprecation, Docs};

/// The module `endpoint` of the crate.
#[derive(Clone, Debug)]
pub struct Endpoints {
    pub params: Vec<EndpointParam>,
    /// The first is `resolve`, the others are split off from it.
    pub functions: Vec<RuleFunction>,
    /// Whether `resolve` begins by looking at the region: the rules do not do it.
    pub checks_region: bool,
    /// The partitions, where the rules ask for one; the first is that of regions that nobody knows.
    pub partitions: Vec<PartitionRow>,
    pub tests: Vec<EndpointTest>,
}

/// A field of `Params`.
#[derive(Clone, Debug)]
pub struct EndpointParam {
    pub ident: String,
    pub setter: String,
    /// The name in the rule set.
    pub wire_name: String,
    pub docs: Docs,
    pub deprecated: Option<Deprecation>,
    /// One of [`RuleTy::Bool`], [`RuleTy::Text`] and [`RuleTy::Texts`].
    pub ty: RuleTy,
    /// With one, it is always there.
    pub default: Option<ParamValue>,
    /// Whether there is no endpoint without it.
    pub required: bool,
    /// What every client has a setting for.
    pub setting: Option<Setting>,
}

impl EndpointParam {
    /// Whether the field is an `Option`.
    pub fn is_optional(&self) -> bool {
        self.default.is_none()
    }
}

/// The settings that every client has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    Region,
    UseFips,
    UseDualStack,
    Endpoint,
}

/// A value of a parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ParamValue {
    Bool(bool),
    Text(String),
    Texts(Vec<String>),
}

/// A function that ends in an endpoint or an error, whatever it is given.
#[derive(Clone, Debug)]
pub struct RuleFunction {
    pub ident: String,
    /// Whether it takes `params`.
    pub takes_params: bool,
    /// Variables of its caller, in order.
    pub arguments: Vec<Variable>,
    pub body: Vec<Step>,
}

/// A variable: always there, or it would not have been bound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable {
    pub ident: String,
    pub ty: RuleTy,
    /// Whether it is bound to a value, not to a reference to one.
    pub owned: bool,
}

/// The types of values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleTy {
    Bool,
    Number,
    Text,
    Texts,
    Partition,
    Url,
    Arn,
}

/// What a function does, one after the other; what does not end falls through to the next.
#[derive(Clone, Debug)]
pub enum Step {
    Let {
        variable: Variable,
        value: RuleExpr,
    },
    /// Ends in an error when the parameter is not there.
    Required {
        /// None when nothing uses it.
        variable: Option<Variable>,
        value: RuleExpr,
        /// The name of the field.
        name: String,
    },
    If {
        condition: RuleExpr,
        then: Vec<Step>,
        /// What a function made of `then` is called.
        label: String,
    },
    IfLet {
        variable: Variable,
        value: RuleExpr,
        then: Vec<Step>,
        label: String,
    },
    End(End),
}

/// How it ends.
#[derive(Clone, Debug)]
pub enum End {
    Endpoint(Box<EndpointEnd>),
    Error(RuleExpr),
    /// No rule is left.
    Exhausted,
    /// As another function ends.
    Call {
        function: String,
        takes_params: bool,
        arguments: Vec<Variable>,
    },
}

/// An endpoint and what comes with it.
#[derive(Clone, Debug)]
pub struct EndpointEnd {
    pub url: RuleExpr,
    pub headers: Vec<(String, RuleExpr)>,
    pub auth_schemes: Vec<RuleAuthScheme>,
    pub properties: Vec<(String, PropertyExpr)>,
}

/// An authentication scheme of an endpoint.
#[derive(Clone, Debug)]
pub struct RuleAuthScheme {
    pub name: RuleExpr,
    pub signing_name: Option<RuleExpr>,
    pub signing_regions: Vec<RuleExpr>,
    pub disable_double_encoding: bool,
    pub disable_normalize_path: bool,
}

/// A property besides the authentication schemes.
#[derive(Clone, Debug)]
pub enum PropertyExpr {
    Bool(bool),
    Number(i64),
    Text(RuleExpr),
    List(Vec<PropertyExpr>),
    Map(Vec<(String, PropertyExpr)>),
}

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
    /// A field of a record, by its name in Rust.
    Attribute {
        of: Box<RuleExpr>,
        field: &'static str,
        ty: RuleTy,
        owned: bool,
    },
    /// Text with values in it.
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
    /// The first that is there.
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

/// Functions of the runtime support.
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

/// What is known of the value of an expression without evaluating it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind {
    pub ty: RuleTy,
    /// Whether it is an `Option`.
    pub optional: bool,
    /// Whether it is a value, where it could be a reference.
    pub owned: bool,
}

impl RuleExpr {
    /// The type of its value.
    pub fn kind(&self) -> Kind {
        let kind = |ty, optional, owned| Kind { ty, optional, owned };
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

    /// Calls `visit` with every expression directly inside.
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

/// A partition, as a row of the table.
#[derive(Clone, Debug)]
pub struct PartitionRow {
    pub name: &'static str,
    pub dns_suffix: &'static str,
    pub dual_stack_dns_suffix: &'static str,
    pub supports_fips: bool,
    pub supports_dual_stack: bool,
    pub implicit_global_region: &'static str,
    pub prefixes: &'static [&'static str],
    pub regions: &'static [&'static str],
}

/// Parameters, and what they must come to.
#[derive(Clone, Debug)]
pub struct EndpointTest {
    /// The test function's name.
    pub name: String,
    pub docs: Docs,
    /// Why it cannot be a test.
    pub ignored: Option<&'static str>,
    /// Setters with their values.
    pub params: Vec<(String, ParamValue)>,
    pub expected: End,
}

/// How an operation sets a parameter, before the rules are asked.
#[derive(Clone, Debug)]
pub struct ContextParam {
    /// The field of `Params`.
    pub field: String,
    /// Whether that is an `Option`.
    pub optional: bool,
    pub source: ContextSource,
}

/// Where an operation has the value of a parameter from.
#[derive(Clone, Debug)]
pub enum ContextSource {
    /// Always the same.
    Fixed(ParamValue),
    /// A member of the input, or of what is in it.
    Path {
        /// Fields from the input on.
        fields: Vec<ContextField>,
        end: ContextEnd,
    },
}

/// A field on the way to a value.
#[derive(Clone, Debug)]
pub struct ContextField {
    pub ident: String,
    pub optional: bool,
}

/// What is made of the value at the end of a path.
#[derive(Clone, Debug)]
pub enum ContextEnd {
    Bool,
    /// A `String`.
    Text,
    /// An open enum or a newtype.
    Named,
    /// A list of strings, or of enums or newtypes.
    Texts,
    /// The keys of a map.
    Keys,
    /// A member of each item of a list.
    Each(ContextField),
}
