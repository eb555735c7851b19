//! The invalid files of Smithy's own loader: each is rejected at the line that its first line names, for the same reason. The
//! reasons are ours, and are compared with those of the suite by people.

use std::fs;

use farrier::model::{Role, load};

use super::suite;
use crate::load::common::source;

/// For each folder, the files and all problems that are reported for each, without its name.
const FILES: &[(&str, &[(&str, &str)])] = &[
    (
        "apply",
        &[
            ("apply-block-missing-closing", "7:1: expected `@` or `}`, found the end of the file"),
            ("apply-missing-newline", "5:29: expected a line break, found `apply`"),
            ("apply-missing-space", "5:10: expected white space, found `{`"),
            ("apply-missing-trait-value", "5:1: expected `@` or `{`, found `string`"),
        ],
    ),
    (
        "control",
        &[
            ("control-colon-newline", "2:10: expected a value, found a line break"),
            ("control-missing-value", "2:10: expected a value, found a line break"),
            ("control-newline", "2:9: expected `:`, found a line break"),
            (
                "control-statement-before-others",
                "4:1: control statements like `$version` come first in a file",
            ),
            ("control-version-defined-twice", "3:11: a second `$version`; remove one"),
            ("control-with-invalid-key", "2:2: `!` is not allowed here"),
            ("control-with-invalid-key2", "2:5: expected `:`, found `.`"),
            ("control-with-no-colon", "2:10: expected `:`, found a string"),
            ("no-newline-after-control", "2:17: expected a line break, found `$`"),
        ],
    ),
    (
        "defaults",
        &[
            (
                "default-in-v1",
                r#"6:17: a default value after `=` needs Smithy 2.0; start the file with `$version: "2"`"#,
            ),
            ("default-incomplete-node", "8:1: expected a value or `]`, found the end of the file"),
            ("default-missing-structure-close", "8:1: expected a member or `}`, found the end of the file"),
            ("default-missing-value", "7:18: expected a value, found a line break"),
            ("default-with-newline-before-value", "7:18: expected a value, found a line break"),
            ("missing-newline-after-assignment", "6:24: expected a line break, found `baz`"),
        ],
    ),
    (
        "elision",
        &[
            (
                "elide-nonexistent-id",
                "9:6: smithy.example#ResourceStruct$id: has no target, and neither the resource nor a mixin has it; write `name: Target`",
            ),
            (
                "elided-property-type-conflicts",
                "29:6: smithy.example#Invalid$foo: defined with different targets here and in mixins; give it one target",
            ),
            (
                "elided-type-conflicts",
                "18:6: smithy.example#Invalid$id: defined with different targets here and in mixins; give it one target",
            ),
            (
                "eliding-with-resources-in-v1",
                r#"12:19: `for` needs Smithy 2.0; start the file with `$version: "2"`"#,
            ),
            (
                "eliding-without-resources-v1",
                r#"10:5: a member without a target needs Smithy 2.0; start the file with `$version: "2"`"#,
            ),
            ("for-after-with", "17:41: expected `{`, found `for`"),
            (
                "for-referencing-non-resource",
                "11:11: smithy.example#Invalid: `for` must name a resource, but smithy.example#NotAResource is a structure",
            ),
            (
                "list-member-elision-in-v1",
                r#"6:5: a member without a target needs Smithy 2.0; start the file with `$version: "2"`"#,
            ),
            (
                "structure-member-elision-in-v1",
                r#"6:5: a member without a target needs Smithy 2.0; start the file with `$version: "2"`"#,
            ),
        ],
    ),
    (
        "inline-io",
        &[
            ("inline-error", "6:12: expected `:`, found `:=`"),
            (
                "inline-io-in-explicit-1-0",
                r#"6:11: an inline structure after `:=` needs Smithy 2.0; start the file with `$version: "2"`"#,
            ),
            (
                "inline-io-in-implicit-1-0",
                r#"5:11: an inline structure after `:=` needs Smithy 2.0; start the file with `$version: "2"`"#,
            ),
            ("inline-name-override", "6:14: expected `{`, found `CustomName`"),
            ("inline-single-error", "6:12: expected `:`, found `=`"),
            ("inline-structure-member", "6:13: expected `:`, found `:=`"),
            ("walrus-operator-in-node", "5:13: expected `:`, found `:=`"),
        ],
    ),
    (
        "lists",
        &[
            ("list-empty-members", "4:6: com.foo#MyList: the list has no `member`"),
            ("no-sets-in-v2", "6:1: Smithy 2.0 has no `set`; use a list with @uniqueItems"),
            ("set-empty-members", "4:5: com.foo#MySet: the list has no `member`"),
        ],
    ),
    (
        "maps",
        &[
            ("map-empty-members", "4:5: com.foo#MyMap: the map has neither `key` nor `value`"),
            ("map-unclosed-parameters1", "4:1: expected a member or `}`, found the end of the file"),
            ("map-unclosed-parameters2", "4:1: expected a member or `}`, found the end of the file"),
            ("map-unclosed-parameters3", "4:1: expected a member or `}`, found the end of the file"),
            ("map-unclosed-parameters4", "4:1: expected a member or `}`, found the end of the file"),
        ],
    ),
    (
        "metadata",
        &[
            ("invalid-object-shape-id-key", "3:6: expected `:`, found `.`"),
            ("invalid-object-text-block-key", "3:3: expected a name, a string or `}`, found a text block"),
            ("invalid-unquoted-shape-id", "3:19: expected the name of a member, found `#`"),
            ("metadata-multiple-lines", "3:16: expected a value, found a comment"),
            ("metadata-must-come-before-namespace", "5:1: `metadata` must come before `namespace`"),
            ("metadata-with-invalid-key", "2:13: expected `=`, found `.`"),
            ("no-newline-after-metadata", "3:22: expected a line break, found `metadata`"),
            ("not-newline-after-metadata", "3:9: expected a space, found a line break"),
            ("space-after-metadata-quoted", "3:9: expected a space, found a string"),
            ("space-after-metadata-unquoted", "3:1: expected `namespace`, found `metadatafoo`"),
            (
                "space-after-node-array-keyword",
                "3:17: `truefalse` without quotes is the shape smithy.api#truefalse, which does not exist; quote a string",
            ),
        ],
    ),
    (
        "numbers",
        &[
            ("decimal-with-no-digit-after", "7:7: the number `1.` needs a digit at its end"),
            ("exponent-with-no-digit", "7:7: the number `1.0e` needs a digit at its end"),
            ("exponent-with-sign-then-no-digit", "7:7: the number `1.0e+` needs a digit at its end"),
            ("leading-decimal", "7:7: expected a value, found `.`"),
            ("negative-with-no-digit", "7:7: the number `-` needs a digit at its end"),
        ],
    ),
    (
        "operations",
        &[
            ("input-defined-twice", "8:5: a second `input`; remove one"),
            (
                "invalid-operation-properties",
                "6:5: `invalidOperationKey` is not a property of operations, which are input, output and errors",
            ),
            ("missing-ws-after-input", "6:29: expected white space, found `:`"),
        ],
    ),
    (
        "parse-errors",
        &[
            ("absolute-shape-name", "4:11: expected a line break, found `.`"),
            ("expected-shape-id-after-type", "4:8: expected the name of the shape, found `(`"),
            ("expected-shape-name-but-eof", "4:7: expected a space, found a line break"),
            ("invalid-newline-after-shape-type", "5:10: expected a space, found a line break"),
            ("missing-space-after-string", "5:1: `stringFoo` is not a type of shape"),
            ("missing-space-after-structure", "5:1: `structureFoo` is not a type of shape"),
            ("shape-name-syntax", "4:14: expected `{`, found `.`"),
            ("shape-name-syntax2", "4:11: `%` is not allowed here"),
            ("shape-name-syntax3", "4:11: `_` is not a name; a name has a letter or a digit"),
            ("statement-unknown", "7:1: `invalid` is not a type of shape"),
            ("syntax-error-token", "2:1: `!` is not allowed here"),
        ],
    ),
    (
        "strings",
        &[
            ("invalid-escape-apostrophe", r#"4:16: `\'` is not an escape sequence"#),
            ("invalid-escape-space", r#"4:16: `\ ` is not an escape sequence"#),
            (
                "invalid-unicode-escape",
                r#"4:16: `\u` needs four hexadecimal digits, and the string ends before"#,
            ),
            (
                "invalid-unicode-escape2",
                r#"4:16: `\u` needs four hexadecimal digits, and the string ends before"#,
            ),
            (
                "invalid-unicode-escape3",
                r#"4:16: `\u` needs four hexadecimal digits, and the string ends before"#,
            ),
            ("invalid-unicode-escape4", r#"4:16: `\u` needs four hexadecimal digits, found `t`"#),
            ("invalid-unicode-escape5", r#"4:16: `\u` needs four hexadecimal digits, found `t`"#),
            ("text-block-empty", r#"4:16: the text block is empty; use `""` for an empty string"#),
            (
                "text-block-invalid-unicode",
                r#"4:16: `\u` needs four hexadecimal digits, and the string ends before"#,
            ),
            ("text-block-missing-newline", "4:16: a text block starts with a line break after its quotes"),
            (
                "unclosed-string",
                r#"6:1: the string that starts at line 4, column 16 has no end; close it with `"`"#,
            ),
            (
                "unclosed-string2",
                r#"6:1: the string that starts at line 4, column 16 has no end; close it with `"`"#,
            ),
            (
                "unclosed-string3",
                r#"6:1: the string that starts at line 4, column 16 has no end; close it with `"`"#,
            ),
            (
                "unclosed-text-block",
                r#"7:1: the text block that starts at line 4, column 16 has no end; close it with `"""`"#,
            ),
        ],
    ),
    (
        "version",
        &[
            (
                "idl-int-enums-in-v1",
                r#"6:1: `intEnum` needs Smithy 2.0; start the file with `$version: "2"`"#,
            ),
            ("invalid-version-type", "2:11: `$version` must be a string, found a number"),
            (
                "properties-v2-only",
                r#"7:5: properties of resources need Smithy 2.0; start the file with `$version: "2"`"#,
            ),
            ("unsupported-version", "2:11: `$version` is `999`; farrier reads 1.0 and 2.0"),
            ("version-set-more-than-once", "3:11: a second `$version`; remove one"),
        ],
    ),
];

/// Returns the line in "... at line 7, column 1: ...".
fn line(text: &str) -> Option<usize> {
    let (_, rest) = text.split_once("Syntax error at line ")?;
    rest.split_once(',')?.0.parse().ok()
}

#[test]
fn invalid_files_are_rejected_at_the_same_line() {
    let Some(files) = suite::files("invalid", "smithy") else { return };
    let expected = |name: &str| {
        let (folder, name) = name.split_once('/')?;
        let (_, files) = FILES.iter().find(|(known, _)| *known == folder)?;
        files.iter().find(|(known, _)| *known == name).map(|(_, said)| *said)
    };
    let (mut at_line, mut wrong) = (0, Vec::new());
    for (name, path) in &files {
        let text = fs::read_to_string(path).expect("a text");
        let Err(problems) = load(&[source("f.smithy", text.as_str(), Role::Model)]) else {
            wrong.push(format!("{name} loads"));
            continue;
        };
        let said = problems.to_string().replace("f.smithy:", "");
        if expected(name) != Some(&said) {
            wrong.push(format!("{name}: {said}"));
        }
        if let Some(line) = line(text.lines().next().unwrap_or_default()) {
            at_line += 1;
            if problems.0[0].position.map(|position| position.line) != Some(line) {
                wrong.push(format!("{name} is not rejected at line {line}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    println!(
        "{} invalid IDL files are rejected, {at_line} of them at a line that the suite names",
        files.len()
    );
    assert_eq!((files.len(), at_line), (92, 73));
}

#[test]
fn invalid_json_of_the_suite_is_rejected() {
    for (name, path) in suite::files("invalid", "json").unwrap_or_default() {
        let bytes = fs::read(path).expect("a readable file");
        let problems = load(&[source("f.json", bytes, Role::Model)]).expect_err("an invalid file");
        assert_eq!(name, "version/properties-v2-only");
        assert_eq!(problems.to_string(), "f.json: smithy.example#Book: `properties` needs Smithy 2.0");
    }
}
