//! Random tokens: whatever they are, all of them are printed, and none changes its meaning.

use proc_macro2::{Delimiter, Group, Ident, Literal, Punct, Spacing, Span, TokenStream, TokenTree};
use quote::quote;

use super::{print, texts};

/// Pseudorandom numbers, the same in each run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        // The constants of Knuth's MMIX.
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }

    fn stream(&mut self, depth: usize) -> TokenStream {
        let mut trees: Vec<TokenTree> = Vec::new();
        for _ in 0..self.below(12) {
            // A `.` after a number would be a part of it.
            let number = matches!(trees.last(), Some(TokenTree::Literal(_)));
            match self.below(8) {
                0..=2 => trees.push(self.word().into()),
                3 => trees.push(self.literal().into()),
                4 if depth > 0 => trees.push(self.group(depth).into()),
                5 => {
                    let quote = Punct::new('\'', Spacing::Joint);
                    trees.extend([quote.into(), TokenTree::from(Ident::new("a", Span::call_site()))]);
                }
                _ => trees.extend(self.operator(number).map(TokenTree::from)),
            }
        }
        trees.into_iter().collect()
    }

    fn word(&mut self) -> Ident {
        let words = [
            "a",
            "self",
            "Type",
            "if",
            "else",
            "match",
            "for",
            "in",
            "while",
            "loop",
            "let",
            "return",
            "fn",
            "struct",
            "enum",
            "impl",
            "use",
            "mod",
            "pub",
            "const",
            "static",
            "unsafe",
            "move",
            "where",
            "as",
            "dyn",
            "ref",
            "mut",
            "async",
            "await",
            "type",
            "trait",
            "break",
            "union",
            "default",
            "extern",
            "doc",
            "macro_rules",
            "_",
        ];
        Ident::new(words[self.below(words.len())], Span::call_site())
    }

    fn literal(&mut self) -> Literal {
        match self.below(4) {
            0 => Literal::u64_unsuffixed(7),
            1 => Literal::character('\''),
            2 => Literal::f64_unsuffixed(0.5),
            _ => Literal::string("a \" text"),
        }
    }

    fn operator(&mut self, after_number: bool) -> impl Iterator<Item = Punct> + use<> {
        let operators = [
            "=", "=>", "->", "::", ":", ",", ";", "<", ">", ">>", "&", "&&", "|", "||", "!", "?", "#", "$",
            "+", "-", "*", "..=", "..", ".", "@", "+=", "==",
        ];
        let operators = &operators[..operators.len() - if after_number { 6 } else { 0 }];
        let operator = operators[self.below(operators.len())];
        let last = operator.len() - 1;
        operator.chars().enumerate().map(move |(at, character)| {
            Punct::new(character, if at < last { Spacing::Joint } else { Spacing::Alone })
        })
    }

    fn group(&mut self, depth: usize) -> Group {
        let delimiters = [Delimiter::Parenthesis, Delimiter::Brace, Delimiter::Bracket];
        Group::new(delimiters[self.below(3)], self.stream(depth - 1))
    }
}

#[test]
fn no_token_is_lost_in_any_place() {
    let mut random = Random(1);
    for _ in 0..20_000 {
        let stream = random.stream(3);
        let text = print::file(stream.clone());
        let again: TokenStream = text.parse().unwrap_or_else(|error| panic!("{error}: {stream}\n{text}"));
        // The printer may add or remove these.
        let kept = |stream| texts(stream).concat().replace([',', ';', '{', '}', '|', ':'], "");
        assert_eq!(kept(again), kept(stream.clone()), "{stream}\n{text}");
    }
}

#[test]
fn arguments_of_macros_are_printed_as_they_are() {
    let mut random = Random(2);
    for _ in 0..20_000 {
        let stream = random.stream(3);
        let text = print::file(quote!(name! { #stream }));
        let again: TokenStream = text.parse().unwrap_or_else(|error| panic!("{error}: {stream}\n{text}"));
        assert_eq!(texts(again), texts(quote!(name! { #stream })), "{text}");
    }
}
