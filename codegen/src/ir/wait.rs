//! Waiters: the meaning of each response, as expressions over typed values.

use super::{Docs, Ty};

/// A state that can be waited for.
#[derive(Clone, Debug)]
pub struct Waiter {
    /// The name in the model.
    pub name: String,
    pub docs: Docs,
    /// The minimum delay in seconds; the other one is in seconds too.
    pub min_delay: u64,
    pub max_delay: u64,
    /// States and matchers as in the model.
    pub acceptors: Vec<(String, Matcher)>,
    /// The method of clients, or the reason why there is none.
    pub wait: Result<Wait, String>,
}

/// A client method that calls an operation until a state is reached.
#[derive(Clone, Debug)]
pub struct Wait {
    /// The method.
    pub method: String,
    /// The function that evaluates a response.
    pub judge: String,
    /// The acceptors, first match first.
    pub acceptors: Vec<(WaitState, Condition)>,
}

/// The responses that an acceptor of a waiter applies to.
#[derive(Clone, Debug)]
pub enum Matcher {
    Success(bool),
    ErrorType(String),
    Output(PathMatcher),
    InputOutput(PathMatcher),
}

/// A comparison with the result of a path.
#[derive(Clone, Debug)]
pub struct PathMatcher {
    pub path: String,
    pub expected: String,
    pub comparator: String,
}

/// An acceptor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaitState {
    Success,
    Failure,
    Retry,
}

/// The condition of an acceptor.
#[derive(Clone, Debug)]
pub enum Condition {
    /// Any output.
    Output,
    /// Any error.
    Error,
    /// An error of a code.
    Code(String),
    /// An output that satisfies a condition.
    Holds(Test),
}

/// A condition.
#[derive(Clone, Debug)]
pub enum Test {
    /// A boolean that is present and has this value.
    Is(Found, bool),
    /// A value that is present, and is neither false nor empty.
    Holds(Found),
    Not(Box<Test>),
    Both(Box<Test>, Box<Test>),
    Either(Box<Test>, Box<Test>),
    Compare(Comparison, Found, Found),
    /// A non-empty list of strings that are all equal to this one.
    All(Found, String),
    /// A list of strings that contains this one.
    Any(Found, String),
}

/// A comparison operator. Only numbers are ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    Equal,
    Unequal,
    Less,
    AtMost,
    Greater,
    AtLeast,
}

/// A value with its type.
#[derive(Clone, Debug)]
pub struct Found {
    pub node: Box<Node>,
    pub kind: Kind,
    /// Whether it can be missing.
    pub optional: bool,
}

/// The types of values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Always missing.
    Null,
    /// The input and output.
    Exchange,
    /// A structure, by the name of its type; or the input or the output.
    Struct(Place),
    Text,
    Bool,
    Number,
    List(Box<Kind>),
}

/// The owner of the fields of a structure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    Input,
    Output,
    Type(String),
}

/// An expression for a value.
#[derive(Clone, Debug)]
pub enum Node {
    /// The input and output.
    Exchange,
    Input,
    Output,
    /// The current item of the list.
    Item,
    Null,
    Text(String),
    Number(String),
    Bool(bool),
    Field {
        of: Found,
        ident: String,
        ty: Ty,
        optional: bool,
    },
    /// A value for each item of a list; missing values are left out.
    Each {
        of: Found,
        item: Found,
    },
    Filter {
        of: Found,
        test: Test,
    },
    /// The items of lists in a list.
    Flatten(Found),
    /// An item; negative indices count from the end.
    Index {
        of: Found,
        at: i64,
    },
    /// The number of items, or of characters. As with the other functions, a missing argument is an error.
    Length(Found),
    /// Whether a list or a string contains a value that is always present.
    Contains {
        of: Found,
        what: Found,
    },
    /// Whether a string starts or ends with one that is always present.
    Begins {
        of: Found,
        with: Found,
    },
    Ends {
        of: Found,
        with: Found,
    },
    Test(Test),
}

impl Test {
    /// Whether it can end in a JMESPath error, which is neither true nor false, such as the function `length` of a
    /// missing value. Then nothing matches.
    pub fn can_fail(&self) -> bool {
        match self {
            Self::Is(of, _) | Self::Holds(of) | Self::All(of, _) | Self::Any(of, _) => of.can_fail(),
            Self::Not(of) => of.can_fail(),
            Self::Both(left, right) | Self::Either(left, right) => left.can_fail() || right.can_fail(),
            Self::Compare(_, left, right) => left.can_fail() || right.can_fail(),
        }
    }
}

impl Found {
    /// Whether its evaluation can end in a JMESPath error; see [`Test::can_fail`].
    pub fn can_fail(&self) -> bool {
        match &*self.node {
            Node::Length(of) => of.optional || of.can_fail(),
            Node::Contains { of, what: other }
            | Node::Begins { of, with: other }
            | Node::Ends { of, with: other } => of.optional || of.can_fail() || other.can_fail(),
            Node::Field { of, .. } | Node::Index { of, .. } | Node::Flatten(of) => of.can_fail(),
            Node::Each { of, item } => of.can_fail() || item.can_fail(),
            Node::Filter { of, test } => of.can_fail() || test.can_fail(),
            Node::Test(test) => test.can_fail(),
            Node::Exchange
            | Node::Input
            | Node::Output
            | Node::Item
            | Node::Null
            | Node::Text(_)
            | Node::Number(_)
            | Node::Bool(_) => false,
        }
    }
}
