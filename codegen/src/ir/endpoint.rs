//! Compiled endpoint rules: parameters, functions made of conditions and results, and tests.

mod value;

use super::{Deprecation, Docs};

pub use value::*;

/// The module `endpoint` of the crate.
#[derive(Clone, Debug)]
pub struct Endpoints {
    /// Whether the model has rules. Without them, the endpoint is the only parameter.
    pub has_rules: bool,
    /// Whether the rules are a decision diagram, which is not supported.
    pub has_diagram: bool,
    pub params: Vec<EndpointParam>,
    /// The first is `resolve`, the others are extracted from it.
    pub functions: Vec<RuleFunction>,
    /// Whether `resolve` must validate the region, because the rules do not.
    pub checks_region: bool,
    /// Whether the rules use the partition of a region.
    pub uses_partitions: bool,
    pub tests: Vec<EndpointTest>,
    /// A region and its endpoint, for documentation.
    pub example: Option<(&'static str, String)>,
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
    /// A parameter with a default is always present.
    pub default: Option<ParamValue>,
    /// Whether the endpoint needs it.
    pub required: bool,
    /// The client setting that provides it.
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

/// A function that always ends in an endpoint or an error.
#[derive(Clone, Debug)]
pub struct RuleFunction {
    pub ident: String,
    /// Whether it takes `params`.
    pub takes_params: bool,
    /// Variables of its caller, in order.
    pub arguments: Vec<Variable>,
    pub body: Vec<RuleStep>,
}

/// A variable: always present, since a missing value is not bound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable {
    pub ident: String,
    pub ty: RuleTy,
    /// Whether it is bound to a value instead of a reference.
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

/// A step of a function; if it does not end the function, the next one runs.
#[derive(Clone, Debug)]
pub enum RuleStep {
    Let {
        variable: Variable,
        value: RuleExpr,
    },
    /// Ends in an error if the parameter is missing.
    Required {
        /// `None` if nothing uses it.
        variable: Option<Variable>,
        value: RuleExpr,
        /// The name of the field.
        name: String,
    },
    If {
        condition: RuleExpr,
        then: Vec<RuleStep>,
        /// The name of a function made of `then`.
        label: String,
    },
    IfLet {
        variable: Variable,
        value: RuleExpr,
        then: Vec<RuleStep>,
        label: String,
    },
    End(End),
}

/// The end of a function.
#[derive(Clone, Debug)]
pub enum End {
    Endpoint(Box<EndpointEnd>),
    Error(RuleExpr),
    /// No rule matched.
    Exhausted,
    /// The result of another function.
    Call {
        function: String,
        takes_params: bool,
        arguments: Vec<Variable>,
    },
}

/// An endpoint and its properties.
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

/// A property other than the authentication schemes.
#[derive(Clone, Debug)]
pub enum PropertyExpr {
    Bool(bool),
    Number(i64),
    Text(RuleExpr),
    List(Vec<PropertyExpr>),
    Map(Vec<(String, PropertyExpr)>),
}

impl RuleFunction {
    /// Calls `visit` with every expression in it, including nested ones.
    pub fn expressions<'e>(&'e self, visit: &mut dyn FnMut(&'e RuleExpr)) {
        fn inside<'e>(value: &'e RuleExpr, visit: &mut dyn FnMut(&'e RuleExpr)) {
            visit(value);
            value.inside(&mut |value| inside(value, visit));
        }
        fn steps<'e>(all: &'e [RuleStep], visit: &mut dyn FnMut(&'e RuleExpr)) {
            for step in all {
                match step {
                    RuleStep::Let { value, .. } | RuleStep::Required { value, .. } => inside(value, visit),
                    RuleStep::If { condition: value, then, .. } | RuleStep::IfLet { value, then, .. } => {
                        inside(value, visit);
                        steps(then, visit);
                    }
                    RuleStep::End(End::Error(value)) => inside(value, visit),
                    RuleStep::End(End::Endpoint(endpoint)) => {
                        endpoint.values().into_iter().for_each(|value| inside(value, visit));
                    }
                    RuleStep::End(End::Exhausted | End::Call { .. }) => {}
                }
            }
        }
        steps(&self.body, visit);
    }
}

impl EndpointEnd {
    /// Returns every expression in it.
    pub fn values(&self) -> Vec<&RuleExpr> {
        fn add<'e>(of: &'e PropertyExpr, all: &mut Vec<&'e RuleExpr>) {
            match of {
                PropertyExpr::Bool(_) | PropertyExpr::Number(_) => {}
                PropertyExpr::Text(text) => all.push(text),
                PropertyExpr::List(items) => items.iter().for_each(|item| add(item, all)),
                PropertyExpr::Map(entries) => entries.iter().for_each(|(_, value)| add(value, all)),
            }
        }
        let mut all = vec![&self.url];
        all.extend(self.headers.iter().map(|(_, value)| value));
        for scheme in &self.auth_schemes {
            all.push(&scheme.name);
            all.extend(scheme.signing_name.iter().chain(&scheme.signing_regions));
        }
        self.properties.iter().for_each(|(_, value)| add(value, &mut all));
        all
    }
}

/// Parameters and the expected result.
#[derive(Clone, Debug)]
pub struct EndpointTest {
    /// The test function's name.
    pub name: String,
    pub docs: Docs,
    /// The reason why it cannot be a test.
    pub ignored: Option<&'static str>,
    /// Setters with their values.
    pub params: Vec<(String, ParamValue)>,
    pub expected: End,
}

/// A parameter that an operation sets before the rules are evaluated.
#[derive(Clone, Debug)]
pub struct ContextParam {
    /// The field of `Params`.
    pub field: String,
    /// Whether that is an `Option`.
    pub optional: bool,
    pub source: ContextSource,
}

/// The source of the value of a parameter.
#[derive(Clone, Debug)]
pub enum ContextSource {
    /// A constant.
    Fixed(ParamValue),
    /// A value of the input.
    Input(ContextWalk),
    /// Strings of the input, in sequence.
    Texts(ContextWalk),
}

/// A path into a value. Missing values are skipped.
#[derive(Clone, Debug)]
pub enum ContextWalk {
    /// Into a field of a structure.
    Field { ident: String, optional: bool, then: Box<ContextWalk> },
    /// Into each item of a list.
    Each(Box<ContextWalk>),
    /// Into each key of a map.
    Keys(Box<ContextWalk>),
    /// Several paths from the same value, in sequence.
    Several(Vec<ContextWalk>),
    /// The value is a boolean.
    Bool,
    /// The value is a `String`.
    Text,
    /// The value is an open enum or a newtype.
    Named,
}
