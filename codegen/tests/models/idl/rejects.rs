//! Small invalid files, with all problems that are reported for each.

use farrier::model::Role;

use crate::load::common::{problems, source};

/// The problems of a file, one per line, without its name.
fn said(text: &str) -> String {
    problems(&[source("m.smithy", text, Role::Model)]).replace("m.smithy:", "")
}

/// Compares the problems of shapes of version 2.0, which start in line 3.
fn assert_all(cases: &[(&str, &str)]) {
    let said = |text: &str| said(&format!("$version: \"2\"\nnamespace ns\n{text}"));
    let wrong: Vec<String> = cases
        .iter()
        .map(|(text, expected)| (text, expected, said(text)))
        .filter(|(_, expected, said)| *expected != said)
        .map(|(text, _, said)| format!("{text}\n-> {said}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn reading_goes_on_after_a_problem() {
    let text = "$version: \"2\"
metadata a = 1 2
metadata b = .1
namespace ns
use String
structure A { a String }
string B
@deprecated(
structure C {
    a: \"no\"
}
apply B deprecated
/// fine
list D { element: String }
list E { member: B }
strin F
";
    assert_eq!(
        said(text),
        "2:16: expected a line break, found the number 2
3:14: expected a value, found `.`
5:5: `use` needs an absolute id like `namespace#Name`, found `String`
6:17: expected `:`, found `String`
9:11: expected `:` or `)`, found `C`
12:9: expected `@` or `{`, found `deprecated`
14:10: a list has no member `element`, only `member`
16:1: `strin` is not a type of shape"
    );
}

#[test]
fn sections_have_an_order_and_a_form() {
    let cases = [
        ("string A", "1:1: expected `namespace`, found `string`"),
        ("namespace 1", "1:11: expected a name, found the number 1"),
        ("namespace a.\nstring B", "1:13: expected a name, found a line break"),
        ("namespace a b\nstring C", "1:13: expected a line break, found `b`"),
        ("namespace a\nnamespace b", "2:1: a second `namespace`; a file has one"),
        ("namespace a\nstring B\nuse c#D", "3:1: `use` must come before all shapes"),
        ("namespace a\nuse b#C$d", "2:5: `use` names a shape, found the member `b#C$d`"),
        (
            "namespace a\nuse b#C\nuse d#C",
            "3:5: `use` of `d#C` conflicts with that of `b#C`; write one of them in full",
        ),
        ("namespace a\nuse b#C\nstring C", "3:8: `C` is also the name of `use b#C`; rename one"),
        (
            "$operationInputSuffix: \"a b\"",
            "1:2: `$operationInputSuffix` must be a string of letters, digits and `_`, found `a b`",
        ),
        (
            "$operationOutputSuffix: 1",
            "1:2: `$operationOutputSuffix` must be a string of letters, digits and `_`, found a number",
        ),
        ("$version: \"3\"\nnamespace a\nenum E { A }", "1:11: `$version` is `3`; farrier reads 1.0 and 2.0"),
        ("metadata a = 1\nmetadata a = 2", "2:10: metadata `a` has a different value above; remove one"),
        ("metadata a = { b: 1, b: 2 }", "1:22: a second `b`; remove one"),
        (
            "metadata a = b",
            "1:14: `b` without quotes is the shape smithy.api#b, which does not exist; quote a string",
        ),
        ("metadata a = b.c", "1:17: expected `#` and the name of a shape, found the end of the file"),
        ("metadata a = \"\u{1}\"", "1:14: the character `\\u{1}` must be escaped in a string"),
    ];
    for (text, expected) in cases {
        assert_eq!(said(text), expected, "{text}");
    }
}

#[test]
fn version_1_has_no_features_of_version_2() {
    let needs = "needs Smithy 2.0; start the file with `$version: \"2\"`";
    let cases = [
        ("enum A { B }", format!("2:1: `enum` {needs}")),
        ("structure A with [B] {}", format!("2:13: `with` {needs}")),
        ("structure A { @default(\"\") b: String }", format!("2:16: @default {needs}")),
        ("@mixin structure A {}", format!("2:2: @mixin {needs}")),
    ];
    for (text, expected) in cases {
        assert_eq!(said(&format!("namespace ns\n{text}")), expected, "{text}");
    }
    assert_eq!(
        said("$version: \"2\"\nnamespace ns\n@box integer A"),
        "3:2: @box is not part of Smithy 2.0; remove it"
    );
}

#[test]
fn shapes_have_their_parts() {
    assert_all(&[
        ("structure A { b: String b: String }", "3:25: a second member `b`; rename one"),
        ("structure A { b: String\n", "4:1: expected a member or `}`, found the end of the file"),
        ("structure A { @deprecated }", "3:27: expected a member or `}`, found `}`"),
        ("structure A { b: C$d }", "3:18: expected a shape, found the member `C$d`"),
        ("structure A with [] {}", "3:18: `with` needs at least one mixin"),
        ("structure A with B {}", "3:18: expected `[`, found `B`"),
        ("structure A for {}", "3:17: expected a name, found `{`"),
        ("string A {}", "3:10: expected a line break, found `{`"),
        (
            "map A { key: String value: String other: String }",
            "3:35: a map has no member `other`, only `key` and `value`",
        ),
        ("map A { key: String }", "3:5: ns#A: the map has no `value`"),
        ("enum A {}", "3:6: ns#A: the enum has no members"),
        ("enum A { B, B }", "3:13: a second member `B`; rename one"),
        ("enum A { B: String }", "3:11: expected a member or `}`, found `:`"),
        ("enum A { B = 1\n}", "3:10: ns#A$B: expected `smithy.api#enumValue` to be a string, found a number"),
        ("intEnum A { B }", "3:13: ns#A$B: smithy.api#enumValue is missing; set it to an integer"),
        ("@deprecated\n", "4:1: expected a shape or `apply`, found the end of the file"),
        (
            "@deprecated apply A @sensitive\nstring A",
            "3:13: traits before `apply`; write them after its target",
        ),
        ("apply A @deprecated", "3:7: ns#A: `apply` to a shape that the model does not have"),
        (
            "structure A {}\napply A$b @deprecated",
            "4:7: ns#A$b: `apply` to a member that its shape does not have",
        ),
    ]);
}

#[test]
fn properties_are_known_and_of_their_type() {
    assert_all(&[
        (
            "service A { operatons: [] }",
            "3:13: `operatons` is not a property of services, which are version, operations, resources, errors and rename",
        ),
        (
            "resource A { b: C }",
            "3:14: `b` is not a property of resources, which are identifiers, properties, put, create, read, update, \
             delete, list, operations, collectionOperations and resources",
        ),
        ("service A { version: 1 }", "3:13: expected `version` to be a string, found a number"),
        ("service A { operations: B }", "3:13: expected `operations` to be an array, found a shape id"),
        ("service A { operations: [1] }", "3:13: expected `operations` to be a shape id, found a number"),
        ("service A { operations: [\"a b\"] }", "3:13: expected `operations` to name a shape, found `a b`"),
        ("service A { errors: [], errors: [] }", "3:25: a second `errors`; remove one"),
        (
            "service A { rename: { B: \"C\" } }",
            "3:23: `rename` needs absolute shape ids like `namespace#Name`, found `B`",
        ),
        (
            "string B\nservice A { rename: { \"ns#B\": \"1\" } }",
            "4:23: `rename` gives ns#B the name `1`, not a Smithy identifier",
        ),
        ("resource A { identifiers: [] }", "3:14: expected `identifiers` to be an object, found an array"),
        ("resource A { identifiers: { b: String, b: String } }", "3:40: a second `b`; remove one"),
        (
            "resource A { identifiers: { \"\\u001b[1m\": 1 } }",
            "3:29: expected `\\u{1b}[1m` to be a shape id, found a number",
        ),
        (
            "resource A { identifiers: { \"\\u001b[1m\": \"a b\" } }",
            "3:29: expected `\\u{1b}[1m` to name a shape, found `a b`",
        ),
        ("resource A { read: [] }", "3:14: expected `read` to be a shape id, found an array"),
        ("operation A { input String }", "3:21: expected `:` or `:=`, found `String`"),
        ("operation A { errors: [B$c] }", "3:24: expected a shape, found the member `B$c`"),
    ]);
}

#[test]
fn references_exist_and_have_the_right_type() {
    assert_all(&[
        ("structure A { b: Strin }", "3:15: ns#A$b: `target` is ns#Strin, which does not exist"),
        (
            "list A {\n    member: B\n}\nservice B {}",
            "4:5: ns#A$member: `target` must be a shape with values, but ns#B is a service",
        ),
        (
            "operation A { input: String }",
            "3:11: ns#A: `input` must be a structure, but smithy.api#String is a string",
        ),
        (
            "service A { operations: [B] }\nresource B {}",
            "3:9: ns#A: `operations` must be an operation, but ns#B is a resource",
        ),
        (
            "structure A with [B] {}\nstructure B {}",
            "3:11: ns#A: ns#B is not a mixin; add the trait smithy.api#mixin",
        ),
        ("structure A with [B] {}", "3:11: ns#A: the mixin ns#B does not exist"),
        ("structure A for B {}", "3:11: ns#A: `for` must name a resource, but ns#B does not exist"),
        ("structure A { $b }", "3:16: ns#A$b: has no target, and no mixin has it; write `name: Target`"),
        (
            "@mixin structure M { a: String }\nstructure A with [M] { $a, @required $b }",
            "4:39: ns#A$b: has no target, and no mixin has it; write `name: Target`",
        ),
    ]);
}

#[test]
fn traits_are_defined_and_have_values() {
    assert_all(&[
        (
            "@requierd string A",
            "3:2: @requierd is not a trait of Smithy, and ns does not define it; define it, or name it with `use`",
        ),
        (
            "string b\n@b(\"c\") string A",
            "4:16: ns#A: ns#b is applied as a trait, but the shape is not a trait",
        ),
        ("@pattern string A", "3:2: @pattern needs a value"),
        ("@trait string b\n@b string A", "4:2: @b needs a value: it is a string"),
        (
            "/// a\n@documentation(\"b\") string A",
            "4:2: smithy.api#documentation has a different value above; remove one",
        ),
        (
            "@tags([\"a\"]) @tags(\"a\") string A",
            "3:15: smithy.api#tags has a different value above; remove one",
        ),
        (
            "@documentation(b) string A",
            "3:16: `b` without quotes is the shape ns#b, which does not exist; quote a string",
        ),
        (
            "@documentation(other#B) string A",
            "3:16: `other#B` without quotes is the shape other#B, which does not exist; quote a string",
        ),
        ("@tags(a: 1, a: 2) string A", "3:13: a second `a`; remove one"),
        ("@tags([1) string A", "3:9: expected a value or `]`, found `)`"),
        ("@tags(\"a\" \"b\") string A", "3:11: expected `:` or `)`, found a string"),
        ("@tags(/) string A", "3:7: a single `/`; comments start with `//`"),
        ("@a$b string A", "3:2: expected a shape, found the member `a$b`"),
        (
            "structure A { b: String = C\n}",
            "3:27: `C` without quotes is the shape ns#C, which does not exist; quote a string",
        ),
    ]);
}
