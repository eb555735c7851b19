//! Rust names for Smithy names: the only user of `heck`.
//!
//! Takes names from the model and returns identifiers that compile; knows nothing about shapes. [`Scope`] keeps names
//! unique within a scope.

mod commands;
mod tables;

pub use commands::{Options, command_name};

use std::collections::HashSet;

use heck::{ToSnakeCase, ToUpperCamelCase};

use tables::{
    KEYWORDS, NEVER_RAW, TAKEN_CRATES, TAKEN_METHODS, TAKEN_METHODS_OF_CLIENTS, TAKEN_METHODS_OF_ERRORS,
    TAKEN_TYPES, WORDS,
};

/// Returns a type's name: that of the shape if Rust allows it, so that a search finds it.
pub fn type_name(shape: &str) -> String {
    let conventional = shape.starts_with(|c: char| c.is_ascii_uppercase()) && !shape.contains('_');
    let name = if conventional { shape.to_owned() } else { capitalised(shape) };
    aside_if(TAKEN_TYPES.contains(&name.as_str()), letter_first(name, 'N'))
}

/// Converts a shape name for a type: parts between underscores joined, each capitalized.
fn capitalised(shape: &str) -> String {
    shape
        .split('_')
        .flat_map(|part| {
            let mut chars = part.chars();
            chars.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(chars).collect::<Vec<_>>()
        })
        .collect()
}

/// Returns a variant's name.
pub fn variant_name(member: &str) -> String {
    let name = letter_first(separate_words(member).to_upper_camel_case(), 'N');
    aside_if(name == "Self", name)
}

/// Returns a field's name, raw if it is a keyword.
pub fn field_name(member: &str) -> String {
    raw(snake(member))
}

/// Returns a module's name, raw if it is a keyword, and with a suffix if it cannot be a file name.
pub fn module_name(shape: &str) -> String {
    let name = snake(shape);
    if is_no_file(&name) { format!("{name}_") } else { raw(name) }
}

/// `mod.rs` is another module, and the others are devices on Windows, with any extension.
fn is_no_file(module: &str) -> bool {
    let number = module.strip_prefix("com").or_else(|| module.strip_prefix("lpt"));
    let numbered = number.is_some_and(|number| matches!(number.as_bytes(), [b'0'..=b'9']));
    numbered || matches!(module, "mod" | "con" | "prn" | "aux" | "nul")
}

/// Returns the name of the setter for a field, of an error or of any other structure.
pub fn setter_name(field: &str, of_error: bool) -> String {
    let taken = TAKEN_METHODS.contains(&field) || of_error && TAKEN_METHODS_OF_ERRORS.contains(&field);
    if taken { format!("set_{field}") } else { field.to_owned() }
}

/// Returns the method of a client for an operation, named after its module.
pub fn client_method(module: &str) -> String {
    // Lints reserve the names of operators, here and in setters.
    if TAKEN_METHODS_OF_CLIENTS.contains(&module) || TAKEN_METHODS.contains(&module) {
        format!("{module}_")
    } else {
        module.to_owned()
    }
}

/// Returns the file of a module: its name without `r#`.
pub fn file_stem(module: &str) -> &str {
    module.strip_prefix("r#").unwrap_or(module)
}

/// The maximum length in bytes of a name that is used in a file name. A file name has 255: this leaves room for the extension,
/// and for the name of the crate, as in the manual page of a command.
pub const LONGEST: usize = 180;

/// The maximum length in bytes of a package name.
const LONGEST_CRATE: usize = 64;

/// Returns a package name as an identifier.
pub fn crate_ident(package: &str) -> String {
    package.replace('-', "_")
}

/// Returns whether a package may have this name.
pub fn is_crate_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
        && !is_keyword(&crate_ident(name))
        && name.len() <= LONGEST_CRATE
}

/// Returns whether generated code already uses this crate name, so that no package may have it.
pub fn is_taken_crate(name: &str) -> bool {
    TAKEN_CRATES.contains(&crate_ident(name).as_str())
}

fn snake(name: &str) -> String {
    letter_first(separate_words(name).to_snake_case(), 'n')
}

/// Replaces words of the table by spellings that are not split, if they end at a word boundary.
fn separate_words(name: &str) -> String {
    let mut result = name.to_owned();
    for (word, spelling) in WORDS {
        let mut from = 0;
        while let Some(found) = result[from..].find(word).map(|at| from + at) {
            let end = found + word.len();
            if !result[end..].starts_with(|c: char| c.is_ascii_lowercase()) {
                result.replace_range(found..end, spelling);
            }
            from = found + spelling.len();
        }
    }
    result
}

/// `1` becomes `N1` or `n1`, as a number; lints reject names of underscores only. An empty name becomes
/// `Nameless`.
fn letter_first(name: String, letter: char) -> String {
    match name.chars().next() {
        None => format!("{letter}ameless"),
        Some(first) if first.is_ascii_digit() => format!("{letter}{name}"),
        Some(_) => name,
    }
}

fn raw(name: String) -> String {
    if NEVER_RAW.contains(&name.as_str()) {
        format!("{name}_")
    } else if is_keyword(&name) {
        format!("r#{name}")
    } else {
        name
    }
}

pub fn is_keyword(name: &str) -> bool {
    KEYWORDS.contains(&name) || NEVER_RAW.contains(&name)
}

fn aside_if(taken: bool, name: String) -> String {
    if taken { format!("{name}_") } else { name }
}

/// Unique names. The rule: the first one keeps its name, later ones get a number, after an underscore in snake case.
#[derive(Debug, Default)]
pub struct Scope(HashSet<String>);

impl Scope {
    /// Creates a scope with reserved names.
    pub fn with_taken<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        Self(names.into_iter().map(str::to_owned).collect())
    }

    /// Reserves a name, or the next free one after it.
    pub fn take(&mut self, name: String) -> String {
        let separator = if name.starts_with(|c: char| c.is_ascii_uppercase()) { "" } else { "_" };
        let stem = file_stem(&name).trim_end_matches('_');
        let mut candidate = name.clone();
        let mut number = 2;
        while !self.0.insert(candidate.clone()) {
            candidate = format!("{stem}{separator}{number}");
            number += 1;
        }
        candidate
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shape_names_stay_as_they_are() {
        for name in ["SendEventRequest", "WebRTCConnection", "ARN", "S3Object"] {
            assert_eq!(type_name(name), name);
        }
    }

    #[test]
    fn shape_names_that_rust_would_not_take_move_aside() {
        let cases = [
            ("Option", "Option_"),
            ("Self", "Self_"),
            ("fn", "Fn_"),
            ("item", "Item"),
            ("Foo_Bar", "FooBar"),
            ("__listOfThings", "ListOfThings"),
            ("_1", "N1"),
            ("_2xlarge", "N2xlarge"),
        ];
        for (shape, expected) in cases {
            assert_eq!(type_name(shape), expected, "{shape}");
        }
    }

    #[test]
    fn fields_are_snake_case_with_acronyms_kept_together() {
        let cases = [
            ("WebRTCConnection", "web_rtc_connection"),
            ("externalIPs", "external_ips"),
            ("IPv6CidrBlock", "ipv6_cidr_block"),
            ("VPCIds", "vpc_ids"),
            ("ThingIDs", "thing_ids"),
            ("IoTThing", "iot_thing"),
            ("type", "r#type"),
            ("Self", "self_"),
            ("crate", "crate_"),
            ("gen", "r#gen"),
            ("_1", "n1"),
            ("__", "nameless"),
            ("ARNsList", "arns_list"),
            ("ARNservice", "ar_nservice"),
        ];
        for (member, expected) in cases {
            assert_eq!(field_name(member), expected, "{member}");
        }
    }

    #[test]
    fn variants_are_upper_camel_case() {
        let cases = [
            ("CONNECTION_ACK", "ConnectionAck"),
            ("TYPING", "Typing"),
            ("self", "Self_"),
            ("_2xlarge", "N2xlarge"),
            ("us_east_1", "UsEast1"),
        ];
        for (member, expected) in cases {
            assert_eq!(variant_name(member), expected, "{member}");
        }
    }

    #[test]
    fn the_first_keeps_its_name() {
        let mut scope = Scope::with_taken(["Unknown"]);
        assert_eq!(scope.take("a".into()), "a");
        assert_eq!(scope.take("a".into()), "a_2");
        assert_eq!(scope.take("a".into()), "a_3");
        assert_eq!(scope.take("r#type".into()), "r#type");
        assert_eq!(scope.take("r#type".into()), "type_2");
        assert_eq!(scope.take("Unknown".into()), "Unknown2");
        assert_eq!(scope.take("Self_".into()), "Self_");
        assert_eq!(scope.take("Self_".into()), "Self2");
        assert_eq!(scope.take("self_".into()), "self_");
        assert_eq!(scope.take("self_".into()), "self_2");
    }

    #[test]
    fn setters_leave_the_constructor_and_the_operators_alone() {
        assert_eq!(setter_name("new", false), "set_new");
        assert_eq!(setter_name("not", false), "set_not");
        assert_eq!(setter_name("content", false), "content");
        assert_eq!(setter_name("read", false), "read");
        assert_eq!(setter_name("read", true), "set_read");
    }

    #[test]
    fn modules_are_files_everywhere() {
        for (shape, expected) in
            [("Mod", "mod_"), ("CON", "con_"), ("Com1", "com1_"), ("Com10", "com10"), ("Fn", "r#fn")]
        {
            assert_eq!(module_name(shape), expected, "{shape}");
        }
    }

    #[test]
    fn crate_names_are_checked() {
        assert!(is_crate_name("connect-participant"));
        for bad in ["", "1st", "a b", "../x", "fn", "self", "crate"] {
            assert!(!is_crate_name(bad), "{bad}");
        }
        assert!(is_taken_crate("proc-macro") && is_taken_crate("http") && !is_taken_crate("http-client"));
    }
}
