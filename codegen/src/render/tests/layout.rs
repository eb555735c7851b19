//! The layout of each construct. Tokens have no layout, so each sample is the expected text and its own input.

use super::print;

#[track_caller]
fn check(tokens: &str, text: &str) {
    let printed = print::file(tokens.parse().unwrap());
    assert!(printed == text, "printed:\n{printed}\nexpected:\n{text}");
}

#[track_caller]
fn stays(text: &str) {
    let text = text.strip_prefix('\n').unwrap();
    check(text, text);
}

#[test]
fn lists_of_imports_and_modules_stay_together() {
    stays(
        "
//! A file.

use a::b;
use c::{
    dddddddddddddddddddddddddd, eeeeeeeeeeeeeeeeeeeeeeeeeeeeee, fffffffffffffffffff as g,
    h::{i, j},
    *,
};

pub mod k;
pub(crate) mod l;

/// A constant.
pub const M: u8 = 1;

static N: &'static str = \"n\";
",
    );
    check("use a::{b}; use c::{self, d,}; use e::{{f}};", "use a::b;\nuse c::{self, d};\nuse e::f;\n");
}

#[test]
fn attributes_break_at_their_arguments() {
    stays(
        "
#[derive(Clone, Copy)]
#[cfg_attr(feature = \"serde\", serde(rename = \"text\"))]
#[cfg(
    any(
        feature = \"aaaaaaaaaaaaaaaaaaaaaaaaaaa\",
        feature = \"bbbbbbbbbbbbbbbbbbbbbbbbbbb\",
        feature = \"ccccccccccccccccccccc\",
    )
)]
#[path = \"a.rs\"]
mod a;
",
    );
    check(
        r##"#[doc = r#" raw "text""#] #[doc = " a \\ \u{e9}  "] mod a;"##,
        "/// raw \"text\"\n/// a \\ é\nmod a;\n",
    );
    // A comment could not have this text.
    check(r#"#[doc = "a\nb"] #[doc = "/ a"] mod a;"#, "#[doc = \"a\\nb\"]\n#[doc = \"/ a\"]\nmod a;\n");
}

#[test]
fn types_and_their_members() {
    stays(
        "
pub struct A<'a, T: Clone + 'a, const N: usize = 1> {
    /// A member.
    pub a: &'a mut [T; N],
    b: Option<Box<dyn Fn(&str, u8) -> Result<(), E> + Send>>,
}

pub struct B(pub u8, (u8, String), (u8,));

struct C;

enum D<T>
where
    T: Iterator<Item = u8> + ?Sized,
    for<'a> &'a T: Clone,
{
    A,
    #[default]
    B(u8) = 1,
    C { a: u8 },
}

pub trait E: Send + 'static {
    type A: Clone;
    const B: u8;
    fn c(&self) -> impl Iterator<Item = u8> + use<'_, Self>;
    fn d(self: Box<Self>) {}
}

unsafe impl<T> E for <T as F>::G
where
    T: F,
{
    type A = fn(a: *const u8) -> !;
}
",
    );
}

#[test]
fn signatures_break_at_their_arguments() {
    stays(
        "
pub(crate) const unsafe extern \"C\" fn a(&'a mut self, mut b: u8, (c, d): (u8, u8)) {}

async fn aaaaaaaaaaaaaaaaaaaaaaaaaaaa<T>(
    bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb: impl Into<T>,
    ccccccccccccc: T,
) -> Result<(), Error> {
    Ok(())
}
",
    );
}

#[test]
fn statements_and_control_flow() {
    stays(
        "
fn a() -> u8 {
    let Some(a) = b else {
        return 1;
    };
    let c: u8 = if a { 1 } else { 2 };
    'outer: for (i, _) in list.iter().enumerate() {
        while let Some(x) = next && x > 1 {
            continue 'outer;
        }
    }
    if a == 1 && !b || c as u8 >= -d << 2 {
        a += 1;
    } else if let A::B { c, .. } = d {
        loop {
            break;
        }
    }
    match a {
        0..=9 | 11 => {}
        A::B | A::C if b => c = 1,
        &[first, .., ref last @ 'a'] => unsafe { f(first) }
        _ => {
            use std::fmt::Write;
            println!(\"{}\", a);
        }
    }
    a.b = c[1..].iter().map(|x| x + 1).collect::<Vec<_>>()?;
    return S { a, b: 1, ..c };
}
",
    );
}

#[test]
fn long_expressions_break_at_the_outermost_place() {
    stays(
        "
fn a() {
    let value = aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa(
            bbbbbbbbbbbbbbbbbbbbbbbbbbb,
            ccccccccccccc,
        )
        .method(1, 2)
        .field
        .r#await()?;
    self.short(
        aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,
        bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb,
    );
    call(|a: u8, b| {
        a + b;
    });
    let sum = aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
        + bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb + ccccccccccccc;
    let numbers = [
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22,
        23, 24, 25,
    ];
    let structure = Structure {
        first: aaaaaaaaaaaa,
        second: [0; 4],
    };
    f(move || async move { a.await }, -1, &&mut b, *c, (), (1,), [\"a\", \"b\"]);
}
",
    );
}

#[test]
fn braces_and_semicolons_are_where_they_are_needed() {
    check(
        "fn a() { match b { A => { c }, B => (), C => { return } D => { e; f } } ; if g { h }; return 1 }",
        "fn a() {
    match b {
        A => c,
        B => {}
        C => return,
        D => {
            e;
            f
        }
    };
    if g {
        h
    }
    return 1;
}
",
    );
}

#[test]
fn unknown_tokens_are_separated_by_spaces() {
    check("a $b c! { d } fn e() { f g h; }", "a $b c! { d }\n\nfn e() {\n    f g h;\n}\n");
    check("f! { a . b :: c ( & d ) 1 . 5 , x [ 2 ] ; }", "f! {\n    a.b::c(& d) 1 .5, x[2];\n}\n");
}

/// Each expression is printed twice at most, and boxes are inserted once: these would take hours.
#[test]
fn nested_closures_and_long_chains_of_operators_are_printed_at_once() {
    let nested = (0..60).fold("it.a".to_owned(), |inner, _| format!("it.b.any(|it| {inner} == 1) && true"));
    let blocks = (0..60).fold("a".to_owned(), |inner, _| format!("if a {{ {inner} }}.b()"));
    let long = vec!["a"; 30_000].join(" && ");
    for body in [nested, blocks, long] {
        let printed = print::file(format!("fn f() {{ {body} }}").parse().unwrap());
        assert!(printed.starts_with("fn f() {\n"), "{printed}");
    }
}

#[test]
fn parentheses_stay() {
    stays(
        "
fn f() {
    let a = (a + b) * c;
    let b = -(1).abs();
    let c = (a as u8) < b;
    (|x| x)(1)
}
",
    );
}
