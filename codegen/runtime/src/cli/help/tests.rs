//! The content of pages, and its complete rendering.

use super::super::samples::page;
use super::super::samples::zoo::TOOL;
use super::Style;

/// Returns the section below a heading.
fn section<'a>(page: &'a str, title: &str) -> &'a str {
    let body = page.split_once(&format!("{title}\n")).unwrap_or_else(|| panic!("no {title}")).1;
    let end =
        body.match_indices('\n').find(|(at, _)| body[at + 1..].starts_with(|c: char| c.is_ascii_uppercase()));
    end.map_or(body, |(at, _)| &body[..at])
}

/// Returns the text without line breaks and indentation.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn holds(text: &str, expected: &[&str]) {
    let text = flat(text);
    for expected in expected {
        assert!(text.contains(&flat(expected)), "{expected:?} is not in\n{text}");
    }
}

#[test]
fn a_page_has_its_sections_in_order() {
    let page = page(&TOOL, Some("feed-animal"), 80);
    let titles: Vec<&str> =
        page.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_uppercase())).collect();
    assert_eq!(
        titles,
        [
            "NAME",
            "DESCRIPTION",
            "EXAMPLES",
            "SYNOPSIS",
            "OPTIONS",
            "OUTPUT",
            "ERRORS",
            "GLOBAL OPTIONS",
            "EXIT STATUS",
            "SEE ALSO"
        ]
    );
}

/// The first screen has the commands.
#[test]
fn the_page_of_the_tool_begins_with_its_commands() {
    let page = page(&TOOL, None, 80);
    let titles = page.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_uppercase()));
    let first: Vec<&str> = titles.take(5).collect();
    assert_eq!(first, ["NAME", "SYNOPSIS", "AVAILABLE COMMANDS", "DESCRIPTION", "GLOBAL OPTIONS"]);
}

#[test]
fn the_synopsis_shows_required_options() {
    let page = page(&TOOL, Some("feed-animal"), 80);
    let synopsis: Vec<&str> = section(&page, "SYNOPSIS").lines().map(str::trim).collect();
    let begin = [
        "feed-animal",
        "[--type <value>]",
        "--animal-id <value>",
        "--token <value>",
        "--food <value>",
        "[--extras <value>]",
        "[--quiet | --no-quiet]",
        "[--client-token <value>]",
        "[--photo <value>]",
        "[--days <value>]",
        "[--cli-input-json | --cli-input-yaml]",
        "[--generate-cli-skeleton <value>]",
        "[--cli-auto-prompt]",
        "[--debug]",
    ];
    assert_eq!(synopsis[..begin.len()], begin);
}

#[test]
fn options_show_their_syntax() {
    let page = page(&TOOL, Some("feed-animal"), 100);
    let options = section(&page, "OPTIONS");
    holds(
        options,
        &[
            "--type (list) How. Limits: at least 1 item. (string) Syntax: \"string\" \"string\" ... Where valid values are: HAND BOWL",
            "--animal-id (string) [required] Which, rex-1 for instance. Limits: 3 to 36 characters.",
            "--token (string) [required] The keeper's token.",
            "--token - reads it from standard input",
            "ZOO_KEEPER_TOKEN",
            "--food (structure) [required] What it eats. Grams -> (integer) How much. Fresh -> (boolean)",
            "Shorthand Syntax: Grams=integer,Fresh=boolean,Labels={KeyName1=string,KeyName2=string}",
            "JSON Syntax: { \"Grams\": integer, \"Fresh\": true|false, \"Labels\": { \"string\": \"string\" ... } }",
            "Grams=integer,Fresh=boolean,Labels={KeyName1=string,KeyName2=string} ...",
            "--quiet | --no-quiet (boolean)",
            "--client-token (string) Repeats. If it is missing, one is generated for each call.",
            "--photo (blob) A picture. As base64, or the bytes of a file: fileb://path.",
            "--days (list) (integer) Limits of each: 1 to 7. Syntax: integer integer ...",
            "--cli-input-json (string)",
            "--generate-cli-skeleton (string)",
            "input yaml-input output",
        ],
    );
}

#[test]
fn outputs_are_nested_and_end_where_they_repeat() {
    let page = page(&TOOL, Some("feed-animal"), 80);
    let output = section(&page, "OUTPUT");
    holds(
        output,
        &["Animal -> (structure) Who was fed. Name -> (string) Its name. Kind -> (string) What it is."],
    );
    holds(output, &["Possible values: CAT DOG", "Parents -> (list) Both. (structure) ( ... recursive ... )"]);
    holds(output, &["Chip -> (string) The chip's code. A secret: a terminal shows [redacted]"]);
    assert!(output.contains("\n          Name -> (string)\n             Its name.\n"), "{output}");
    holds(section(&page, "ERRORS"), &["NotHungryException It is not hungry."]);
}

#[test]
fn paging_and_streaming_are_documented() {
    let page = page(&TOOL, Some("list-animals"), 80);
    holds(section(&page, "DESCRIPTION"), &["The output has pages", "--next-token, --max-results"]);
    holds(section(&page, "SYNOPSIS"), &["[--starting-token <value>]", "[--max-items <value>]", "<outfile>"]);
    holds(
        section(&page, "OPTIONS"),
        &["--page-size (integer)", "outfile (string) [required]", "--sounds (streaming blob)"],
    );
    holds(section(&page, "OUTPUT"), &["Animals -> (list) All of them. (structure) Name -> (string)"]);
    holds(section(&page, "EXAMPLES"), &["response.bin"]);
}

#[test]
fn a_command_without_options_has_a_page() {
    let page = page(&TOOL, Some("old"), 80);
    holds(&page, &["NAME zoo-keeper-old DESCRIPTION", "Deprecated", "OUTPUT None"]);
    assert!(!page.contains("ERRORS"));
}

#[test]
fn examples_keep_the_limits_and_show_no_secret() {
    let page_of = |command| page(&TOOL, Some(command), 80);
    let page = page_of("feed-animal");
    let examples = section(&page, "EXAMPLES");
    holds(
        examples,
        &[
            "read -rs ZOO_KEEPER_TOKEN export ZOO_KEEPER_TOKEN",
            "zoo-keeper feed-animal \\ --region us-west-2 \\ --animal-id rex-1 \\ --food '{\"Grams\":5}'",
            "--query Animal.Name --output text",
            "delete the lines that are not needed, that of the secret too",
            "zoo-keeper feed-animal \\ --region us-west-2 \\ --cli-input-yaml file://arguments.yaml",
        ],
    );
    assert!(!examples.contains("--token"));
    // Optional members may conflict with omitted ones.
    assert!(!examples.contains("--type"));
    let page = page_of("old");
    assert!(!section(&page, "EXAMPLES").contains("secret"));
    let page = page_of("list-animals");
    holds(section(&page, "EXAMPLES"), &["--cli-input-yaml file://arguments.yaml \\ response.bin"]);
}

#[test]
fn the_page_of_the_tool_lists_everything() {
    let page = page(&TOOL, None, 80);
    holds(
        &page,
        &["NAME zoo-keeper - Zoo & Co", "Keeps animals in cages. See the guide (https://example.com/guide)."],
    );
    let commands = section(&page, "AVAILABLE COMMANDS");
    holds(
        commands,
        &[
            "completions Print a script that completes commands and options in a shell",
            "feed-animal Feeds an animal, e.g. a cat",
            "old Deprecated.",
        ],
    );
    // Wide enough for descriptions of one line.
    let wide = super::super::samples::page(&TOOL, None, 200);
    let rows = section(&wide, "AVAILABLE COMMANDS")
        .split("Operations with event streams")
        .next()
        .unwrap_or_default();
    let names: Vec<&str> = rows.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(names, ["completions", "feed-animal", "help", "list-animals", "man", "old"]);
    holds(
        section(&page, "ENVIRONMENT"),
        &[
            "ZOO_KEEPER_TOKEN",
            "AWS_ENDPOINT_URL_ZOO_KEEPER, AWS_ENDPOINT_URL",
            "AWS_REGION",
            "AWS_CLI_AUTO_PROMPT",
        ],
    );
    holds(section(&page, "FILES"), &["~/.aws/config"]);
    holds(
        section(&page, "EXIT STATUS"),
        &["0 The call", "130 Ctrl-C", "252 An", "253 A", "254 The", "255 Any"],
    );
    holds(
        section(&page, "GLOBAL OPTIONS"),
        &["--output (string)", "json yaml yaml-stream text table off", "--show-secrets"],
    );
}

#[test]
fn commands_of_the_tool_itself_have_pages() {
    let page = page(&TOOL, Some("completions"), 80);
    holds(
        &page,
        &[
            "zoo-keeper-completions - Print a script that completes commands and options in a shell",
            "SYNOPSIS completions <shell>",
        ],
    );
    holds(
        &page,
        &["<shell> (string) [required] The shell. Where valid values are: bash elvish fish powershell zsh"],
    );
    assert!(section(&page, "OPTIONS").matches("--").count() == 0);
    holds(
        section(&page, "EXAMPLES"),
        &[
            "source <(zoo-keeper completions bash)",
            "fpath",
            "~/.zfunc/_zoo-keeper",
            "zoo-keeper completions fish | source",
        ],
    );
    holds(section(&page, "SEE ALSO"), &["zoo-keeper help"]);
}

#[test]
fn an_unknown_command_is_named_harmlessly() {
    let style = Style { width: 80, terminal: false };
    let failure = super::page(&TOOL, Some("x\u{1b}[2J"), style).unwrap_err();
    assert_eq!(failure.message, "there is no command x\\u{1b}[2J");
    assert_eq!(failure.kind.status(), 252);
}

#[test]
fn bold_text_is_for_terminals() {
    let plain = page(&TOOL, Some("feed-animal"), 80);
    assert!(!plain.contains('\u{1b}'));
    let coloured = super::page(&TOOL, Some("feed-animal"), Style { width: 80, terminal: true }).unwrap();
    assert!(coloured.contains("\u{1b}[1mDESCRIPTION\u{1b}[0m"));
    assert_eq!(console::strip_ansi_codes(&coloured), plain);
}

#[test]
fn no_line_is_wider_than_asked() {
    for width in 1..=200 {
        for command in [None, Some("feed-animal"), Some("list-animals"), Some("old"), Some("man")] {
            let page = page(&TOOL, command, width);
            // A URL is whole, wherever it ends.
            let lines = page.lines().filter(|line| !line.contains("://"));
            let widest = lines.map(console::measure_text_width).max();
            for address in ["https://jmespath.org.", "file://arguments.json."] {
                let whole = page.lines().any(|line| {
                    line.trim_start().starts_with(address) || line.contains(&format!(" {address}"))
                });
                assert_eq!(whole, page.contains(address), "{address} at {width}");
            }
            assert!(widest <= Some(width), "{widest:?} of {width}, {command:?}");
            assert!(
                page.lines().all(|line| line.trim_end() == line),
                "a line of {command:?} ends in a space at {width}"
            );
        }
    }
}

#[test]
fn operations_without_a_command_are_listed() {
    let commands = page(&TOOL, None, 80);
    holds(
        section(&commands, "AVAILABLE COMMANDS"),
        &["Operations with event streams have no command: Converse."],
    );
}
