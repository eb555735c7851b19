//! Methods that wait for a state: what each answer means, as expressions over typed values.

use super::{Docs, Ty};

/// A method of clients that calls an operation until a state is reached.
#[derive(Clone, Debug)]
pub struct Wait {
    /// The waiter's name in the model.
    pub name: String,
    /// The method.
    pub method: String,
    /// The function that says what an answer means.
    pub judge: String,
    pub docs: Docs,
    /// In seconds, as is the other.
    pub min_delay: u64,
    pub max_delay: u64,
    /// What answers mean, first match first.
    pub acceptors: Vec<(WaitState, Condition)>,
}

/// What an answer means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaitState {
    Success,
    Failure,
    Retry,
}

/// Which answers are meant.
#[derive(Clone, Debug)]
pub enum Condition {
    /// Any output.
    Output,
    /// Any error.
    Error,
    /// An error of a code.
    Code(String),
    /// An output for which something holds.
    Holds(Test),
}

/// Something that is true or not.
#[derive(Clone, Debug)]
pub enum Test {
    /// A boolean that is there and is this.
    Is(Found, bool),
    /// A value that is there, and is neither false nor empty.
    Holds(Found),
    Not(Box<Test>),
    Both(Box<Test>, Box<Test>),
    Either(Box<Test>, Box<Test>),
    Compare(Comparison, Found, Found),
    /// Texts of which there are some, and which all are the same.
    All(Found, String),
    /// Texts of which one is the same.
    Any(Found, String),
}

/// How two values are compared. Only numbers have an order.
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

/// What types values have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// What is always missing.
    Null,
    /// An input and an output.
    Exchange,
    /// A structure, by the name of its type; or the input or the output itself.
    Struct(Place),
    Text,
    Bool,
    Number,
    List(Box<Kind>),
}

/// Where the fields of a structure are found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    Input,
    Output,
    Type(String),
}

/// How a value is had.
#[derive(Clone, Debug)]
pub enum Node {
    /// Both input and output.
    Exchange,
    Input,
    Output,
    /// The item of the list that is looked at.
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
    /// Something of each item of a list; where that is missing, the item is left out.
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
    /// An item; those below zero count from the end.
    Index {
        of: Found,
        at: i64,
    },
    /// The number of items, or of characters. As with the other functions, it is an error if the value is missing.
    Length(Found),
    /// Whether a list or a text contains something that is always there.
    Contains {
        of: Found,
        what: Found,
    },
    /// Whether a text begins or ends with one that is always there.
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
    /// Whether it can end in an error of JMESPath, which is neither true nor false: the function `length` of what is
    /// missing, say. Then nothing matches.
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
    /// Whether looking for it can end in an error of JMESPath; see [`Test::can_fail`].
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
