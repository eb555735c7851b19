//! JMESPath expressions as trees: the parts of the language that waiters and parameters of endpoint rules use.
//!
//! Takes text and returns a tree or the reason of an error. Knows no types. <https://jmespath.org/specification.html>

/// An expression.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Expr {
    Current,
    Field(String),
    Null,
    Bool(bool),
    Text(String),
    Number(String),
    /// The second applied to the result of the first.
    Sub(Box<Expr>, Box<Expr>),
    Index(Box<Expr>, i64),
    Each(Box<Expr>, Box<Expr>),
    Flatten(Box<Expr>),
    Filter {
        of: Box<Expr>,
        test: Box<Expr>,
        then: Box<Expr>,
    },
    Not(Box<Expr>),
    And(Box<Expr>, Box<Expr>),
    Or(Box<Expr>, Box<Expr>),
    Compare(&'static str, Box<Expr>, Box<Expr>),
    Call(String, Vec<Expr>),
    /// A list of the results of these.
    Several(Vec<Expr>),
}

/// The maximum nesting and the maximum number of tokens; more are rejected, so that no tree is too deep.
const DEEPEST: u32 = 32;
const LONGEST: usize = 256;

/// The binding power of a token on its left side.
mod power {
    pub(super) const NONE: u8 = 0;
    pub(super) const PIPE: u8 = 1;
    pub(super) const OR: u8 = 2;
    pub(super) const AND: u8 = 3;
    pub(super) const COMPARE: u8 = 5;
    pub(super) const FLATTEN: u8 = 9;
    /// Tokens with less power end a projection.
    pub(super) const ENDS_PROJECTION: u8 = 10;
    pub(super) const EACH: u8 = 20;
    pub(super) const FILTER: u8 = 21;
    pub(super) const DOT: u8 = 40;
    pub(super) const NOT: u8 = 45;
    pub(super) const BRACKET: u8 = 55;
}

/// Parses an expression.
pub(super) fn parse(text: &str) -> Result<Expr, String> {
    let mut parser = Parser { tokens: tokens(text)?, at: 0, depth: 0 };
    let expr = parser.expr(power::NONE)?;
    match parser.peek() {
        Token::End => Ok(expr),
        other => Err(unexpected(other)),
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Name(String),
    Quoted(String),
    Literal(Expr),
    Number(i64),
    Mark(&'static str),
    End,
}

/// Longer ones first.
const MARKS: &[&str] = &[
    "[?", "[]", "==", "!=", "<=", ">=", "&&", "||", "<", ">", "!", ".", "*", "@", "|", "(", ")", "[", "]",
    ",", ":", "{", "}", "&",
];

fn tokens(text: &str) -> Result<Vec<Token>, String> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let (token, after) = match first {
            '\'' => {
                let (inside, after) = quoted(rest, '\'')?;
                (Token::Literal(Expr::Text(inside.replace("\\'", "'").replace("\\\\", "\\"))), after)
            }
            '"' => {
                let (_, after) = quoted(rest, '"')?;
                let whole = &rest[..rest.len() - after.len()];
                let name = serde_json::from_str(whole).map_err(|_| format!("{whole} is not a name"))?;
                (Token::Quoted(name), after)
            }
            '`' => {
                let (inside, after) = quoted(rest, '`')?;
                (Token::Literal(literal(&inside.replace("\\`", "`"))?), after)
            }
            'a'..='z' | 'A'..='Z' | '_' => {
                let (name, after) = split(rest, |c| c.is_ascii_alphanumeric() || c == '_');
                (Token::Name(name.to_owned()), after)
            }
            '-' | '0'..='9' => {
                let (number, after) = split(rest, |c| c == '-' || c.is_ascii_digit());
                let number = number.parse().map_err(|_| format!("{number} is not a number"))?;
                (Token::Number(number), after)
            }
            _ => {
                let mark = MARKS.iter().find(|mark| rest.starts_with(**mark));
                let mark = mark.ok_or_else(|| format!("`{}` is not valid JMESPath", first.escape_debug()))?;
                (Token::Mark(mark), &rest[mark.len()..])
            }
        };
        tokens.push(token);
        rest = after.trim_start();
    }
    tokens.push(Token::End);
    if tokens.len() > LONGEST {
        return Err("it is too long".to_owned());
    }
    Ok(tokens)
}

fn split(text: &str, is_part: impl Fn(char) -> bool) -> (&str, &str) {
    text.split_at(text.find(|c| !is_part(c)).unwrap_or(text.len()))
}

/// Returns the text between two quotes, and the rest after the second one.
fn quoted(text: &str, quote: char) -> Result<(&str, &str), String> {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        if c == quote && !escaped {
            return Ok((&text[1..at], &text[at + 1..]));
        }
        escaped = c == '\\' && !escaped;
    }
    Err(format!("a closing {quote} is missing"))
}

/// A JSON literal.
fn literal(text: &str) -> Result<Expr, String> {
    use serde_json::Value;
    match serde_json::from_str(text.trim()) {
        Ok(Value::Null) => Ok(Expr::Null),
        Ok(Value::Bool(value)) => Ok(Expr::Bool(value)),
        Ok(Value::String(value)) => Ok(Expr::Text(value)),
        Ok(Value::Number(value)) => Ok(Expr::Number(value.to_string())),
        _ => Err("a literal is a list, an object, or not JSON".to_owned()),
    }
}

fn unexpected(token: &Token) -> String {
    match token {
        Token::End => "it ends too early".to_owned(),
        Token::Name(name) | Token::Quoted(name) => {
            format!("`{}` is in the wrong place", name.escape_debug())
        }
        Token::Number(number) => format!("`{number}` is in the wrong place"),
        Token::Literal(_) => "a literal is in the wrong place".to_owned(),
        Token::Mark(mark) => format!("`{mark}` is not supported here"),
    }
}

struct Parser {
    tokens: Vec<Token>,
    at: usize,
    depth: u32,
}

impl Parser {
    fn peek(&self) -> &Token {
        self.tokens.get(self.at).unwrap_or(&Token::End)
    }

    fn next(&mut self) -> Token {
        let token = self.peek().clone();
        self.at += 1;
        token
    }

    fn expect(&mut self, mark: &'static str) -> Result<(), String> {
        match self.next() {
            Token::Mark(found) if found == mark => Ok(()),
            other => Err(unexpected(&other)),
        }
    }

    fn power(&self) -> u8 {
        match self.peek() {
            Token::Mark("|") => power::PIPE,
            Token::Mark("||") => power::OR,
            Token::Mark("&&") => power::AND,
            Token::Mark("==" | "!=" | "<" | "<=" | ">" | ">=") => power::COMPARE,
            Token::Mark("[]") => power::FLATTEN,
            Token::Mark("[?") => power::FILTER,
            Token::Mark(".") => power::DOT,
            Token::Mark("[") => power::BRACKET,
            _ => power::NONE,
        }
    }

    /// Parses an expression, up to a token that does not bind more strongly.
    fn expr(&mut self, power: u8) -> Result<Expr, String> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err("it is too deep".to_owned());
        }
        let mut left = self.first()?;
        while self.power() > power {
            left = self.further(left)?;
        }
        self.depth -= 1;
        Ok(left)
    }

    fn first(&mut self) -> Result<Expr, String> {
        if self.begins_several() {
            self.at += 1;
            return self.all_up_to("]").map(Expr::Several);
        }
        match self.next() {
            Token::Literal(literal) => Ok(literal),
            Token::Quoted(name) => Ok(Expr::Field(name)),
            Token::Name(name) if *self.peek() == Token::Mark("(") => {
                self.at += 1;
                self.all_up_to(")").map(|arguments| Expr::Call(name, arguments))
            }
            Token::Name(name) => Ok(Expr::Field(name)),
            Token::Mark("@") => Ok(Expr::Current),
            Token::Mark("!") => Ok(Expr::Not(Box::new(self.expr(power::NOT)?))),
            Token::Mark("(") => {
                let inside = self.expr(power::NONE)?;
                self.expect(")").map(|()| inside)
            }
            Token::Mark(mark @ ("[" | "[]" | "[?")) => self.bracket(mark, Expr::Current),
            other => Err(unexpected(&other)),
        }
    }

    /// Parses expressions separated by commas, up to a mark.
    fn all_up_to(&mut self, end: &'static str) -> Result<Vec<Expr>, String> {
        let mut all = Vec::new();
        loop {
            all.push(self.expr(power::NONE)?);
            match self.next() {
                Token::Mark(",") => {}
                Token::Mark(found) if found == end => return Ok(all),
                other => return Err(unexpected(&other)),
            }
        }
    }

    /// Whether a multi-select list starts here, instead of an index or a wildcard.
    fn begins_several(&self) -> bool {
        let after = self.tokens.get(self.at + 1).unwrap_or(&Token::End);
        *self.peek() == Token::Mark("[") && !matches!(after, Token::Number(_) | Token::Mark("*"))
    }

    fn further(&mut self, left: Expr) -> Result<Expr, String> {
        let left = Box::new(left);
        match self.next() {
            Token::Mark(".") => Ok(Expr::Sub(left, Box::new(self.behind_dot(power::DOT)?))),
            Token::Mark("|") => Ok(Expr::Sub(left, Box::new(self.expr(power::PIPE)?))),
            Token::Mark("||") => Ok(Expr::Or(left, Box::new(self.expr(power::OR)?))),
            Token::Mark("&&") => Ok(Expr::And(left, Box::new(self.expr(power::AND)?))),
            Token::Mark(mark @ ("==" | "!=" | "<" | "<=" | ">" | ">=")) => {
                Ok(Expr::Compare(mark, left, Box::new(self.expr(power::COMPARE)?)))
            }
            Token::Mark(mark @ ("[" | "[]" | "[?")) => self.bracket(mark, *left),
            other => Err(unexpected(&other)),
        }
    }

    fn behind_dot(&mut self, power: u8) -> Result<Expr, String> {
        match self.peek() {
            Token::Name(_) | Token::Quoted(_) => self.expr(power),
            _ if self.begins_several() => self.expr(power),
            other => Err(unexpected(other)),
        }
    }

    /// Parses an opening bracket after an expression.
    fn bracket(&mut self, mark: &str, left: Expr) -> Result<Expr, String> {
        let left = Box::new(left);
        match mark {
            "[]" => {
                let then = self.projected(power::FLATTEN)?;
                Ok(Expr::Each(Box::new(Expr::Flatten(left)), Box::new(then)))
            }
            "[?" => {
                let test = Box::new(self.expr(power::NONE)?);
                self.expect("]")?;
                let then = if *self.peek() == Token::Mark("[]") {
                    Expr::Current
                } else {
                    self.projected(power::FILTER)?
                };
                Ok(Expr::Filter { of: left, test, then: Box::new(then) })
            }
            _ => match self.next() {
                Token::Number(at) => self.expect("]").map(|()| Expr::Index(left, at)),
                Token::Mark("*") => {
                    self.expect("]")?;
                    Ok(Expr::Each(left, Box::new(self.projected(power::EACH)?)))
                }
                other => Err(unexpected(&other)),
            },
        }
    }

    /// The projection onto each item of a list.
    fn projected(&mut self, power: u8) -> Result<Expr, String> {
        if self.power() < power::ENDS_PROJECTION {
            return Ok(Expr::Current);
        }
        match self.peek() {
            Token::Mark(".") => {
                self.at += 1;
                self.behind_dot(power)
            }
            Token::Mark("[" | "[?") if !self.begins_several() => self.expr(power),
            other => Err(unexpected(other)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(name: &str) -> Box<Expr> {
        Box::new(Expr::Field(name.to_owned()))
    }

    #[test]
    fn operators_bind_as_they_should() {
        let text = |text: &str| Box::new(Expr::Text(text.to_owned()));
        let unequal = |value| Box::new(Expr::Compare("!=", field("a"), text(value)));
        assert_eq!(parse("a != 'x' && a != 'y'"), Ok(Expr::And(unequal("x"), unequal("y"))));
        let sub = Expr::Sub(Box::new(Expr::Sub(field("a"), field("b"))), field("c d"));
        assert_eq!(parse("a.b.\"c d\""), Ok(sub));
        assert_eq!(parse("!a || b"), Ok(Expr::Or(Box::new(Expr::Not(field("a"))), field("b"))));
    }

    #[test]
    fn projections_go_on_until_something_weaker() {
        let each = |of, then| Expr::Each(of, then);
        let flat = |of| Box::new(Expr::Flatten(of));
        assert_eq!(parse("a[].b"), Ok(each(flat(field("a")), field("b"))));
        assert_eq!(parse("a[*].b"), Ok(each(field("a"), field("b"))));
        let inner = each(flat(field("a")), field("b"));
        assert_eq!(parse("a[].b[].c"), Ok(each(flat(Box::new(inner)), field("c"))));
        let filter = Expr::Filter {
            of: field("a"),
            test: Box::new(Expr::Not(field("b"))),
            then: Box::new(Expr::Current),
        };
        let zero = Box::new(Expr::Number("0".to_owned()));
        let length = Box::new(Expr::Call("length".to_owned(), vec![filter]));
        assert_eq!(parse("length(a[?!b]) == `0`"), Ok(Expr::Compare("==", length, zero)));
        assert_eq!(parse("a[-1]"), Ok(Expr::Index(field("a"), -1)));
    }

    #[test]
    fn multiselect_lists_are_parsed() {
        let sub = |of, then| Expr::Sub(of, field(then));
        let several = Expr::Several(vec![sub(field("a"), "b"), Expr::Field("c".to_owned())]);
        assert_eq!(parse("[a.b, c]"), Ok(several.clone()));
        assert_eq!(parse("x.[a.b, c]"), Ok(Expr::Sub(field("x"), Box::new(several.clone()))));
        let each = Expr::Each(field("x"), Box::new(several));
        assert_eq!(parse("x[*].[a.b, c]"), Ok(each.clone()));
        let flat = Box::new(Expr::Flatten(Box::new(each)));
        assert_eq!(parse("x[*].[a.b, c][]"), Ok(Expr::Each(flat, Box::new(Expr::Current))));
    }

    #[test]
    fn unsupported_expressions_are_errors() {
        for text in [
            "", "a.", "a.*", "[a, b", "{a: b}", "a[1:2]", "'a", "a b", "length()", "`[1]`", "#", "-", "a[",
            "a[b]", "a[*][b]",
        ] {
            assert!(parse(text).is_err(), "{text}");
        }
        assert_eq!(parse(&"(".repeat(100)), Err("it is too deep".to_owned()));
        assert_eq!(parse(&"!".repeat(100)), Err("it is too deep".to_owned()));
        assert_eq!(parse(&"a.".repeat(100_000)), Err("it is too long".to_owned()));
    }
}
