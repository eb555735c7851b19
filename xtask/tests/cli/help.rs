//! The help pages: they contain everything that the AWS CLI's page for `create-participant-connection` has, as plain text
//! for any width.

use std::process::{Command, Stdio};

use connectparticipant::types::ConnectionType;

use super::support::Tool;

fn help(arguments: &[&str]) -> String {
    Tool::new().run(arguments).success()
}

/// Text without line ends and indents.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The names below AVAILABLE COMMANDS.
fn commands() -> Vec<String> {
    let page = help(&["help"]);
    let list = page.split_once("AVAILABLE COMMANDS\n").unwrap().1.split_once("\n\n").unwrap().0;
    let names = list.lines().filter(|line| line.starts_with("       ") && !line.starts_with("        "));
    names.map(|line| line.split_whitespace().next().unwrap().to_owned()).collect()
}

#[test]
fn everything_documented_by_the_aws_cli_exists() {
    let page = help(&["create-participant-connection", "help"]);
    let flat = flat(&page);
    for option in [
        "--type <value>",
        "--participant-token <value>",
        "[--connect-participant | --no-connect-participant]",
        "[--cli-input-json | --cli-input-yaml]",
        "[--generate-cli-skeleton <value>]",
        "[--cli-auto-prompt]",
        "--type (list) ",
        "(string) Syntax: \"string\" \"string\" ... Where valid values are: WEBSOCKET CONNECTION_CREDENTIALS",
        "--participant-token (string) [required]",
        "StartChatContact",
        "--cli-input-json (string)",
        "--cli-input-yaml (string)",
        "--generate-cli-skeleton (string)",
        "yaml-input",
        "--cli-auto-prompt (boolean)",
        "{\"topic\":\"aws/subscribe\",\"content\":{\"topics\":[\"aws/chat\"]}}",
        "within 100 seconds",
        "CONNECTPARTICIPANT_PARTICIPANT_TOKEN",
    ] {
        assert!(flat.contains(option), "{option} is not in\n{page}");
    }
    let output = page.split_once("\nOUTPUT\n").unwrap().1;
    let fields: Vec<&str> = output
        .lines()
        .filter(|line| line.contains(" -> ("))
        .map(|line| line.strip_prefix("       ").unwrap())
        .collect();
    let documented = [
        "Websocket -> (structure)",
        "   Url -> (string)",
        "   ConnectionExpiry -> (string)",
        "ConnectionCredentials -> (structure)",
        "   ConnectionToken -> (string)",
        "   Expiry -> (string)",
    ];
    assert_eq!(&fields[..documented.len()], documented);
    assert!(output.contains("ISO 8601") && output.contains("2019-11-08T02:41:28.172Z"));
}

#[test]
fn help_is_found_in_all_its_places() {
    let page = help(&["send-message", "help"]);
    for arguments in [
        &["send-message", "--help"][..],
        &["help", "send-message"],
        &["--region", "x", "send-message", "help"],
    ] {
        assert_eq!(help(arguments), page, "{arguments:?}");
    }
    assert_eq!(help(&["--help"]), help(&["help"]));
    // Not the name of a folder, a file or a shell.
    for command in commands() {
        let tool = Tool::new();
        assert_eq!(tool.run(&[&command, "help"]).success(), help(&["help", &command]), "{command}");
        assert!(!tool.path("help").exists(), "{command}");
    }
    assert!(Tool::new().run(&["transcript", "x"]).failure(252).contains("Unknown options: x"));
    for arguments in [&["-h"][..], &["send-message", "-h"], &["man", "-h"]] {
        let message = Tool::new().run(arguments).failure(252);
        assert!(message.contains("did you mean --help?"), "{message}");
    }
    assert!(Tool::new().run(&["help", "no-such"]).failure(252).contains("no-such"));
}

#[test]
fn each_command_has_a_page_of_text() {
    let commands = commands();
    for name in ["send-message", "upload", "transcript", "completions", "man", "help"] {
        assert!(commands.iter().any(|command| command == name), "{name} is not listed in {commands:?}");
    }
    let pages = commands.iter().map(|command| help(&["help", command])).chain([help(&["help"])]);
    for page in pages {
        for line in page.lines() {
            // URLs are not broken.
            let address = line.trim_start().trim_start_matches('(');
            let fits =
                line.chars().count() <= 80 || address.starts_with("https://") && !address.contains(' ');
            assert!(fits && line.trim_end() == line, "{line:?}");
            assert!(!line.contains("**") && !line.contains('`') && !line.contains("]("), "{line:?}");
            assert!(!line.contains('\u{1b}'), "{line:?}");
        }
        for title in ["NAME", "SYNOPSIS", "GLOBAL OPTIONS", "EXIT STATUS"] {
            assert!(page.contains(&format!("{title}\n")), "no {title} in\n{page}");
        }
    }
}

/// Commands that are not operations document the members that they take.
#[test]
fn members_are_explained_on_all_pages() {
    let of_operation = flat(&help(&["help", "send-message"]));
    let secret = "This is a secret, and other users can see command lines. --connection-token -";
    let variable = "CONNECTPARTICIPANT_CONNECTION_TOKEN";
    for (command, synopsis) in [
        ("upload", "upload --connection-token <value> [--content-type <value>] [--name <value>] <file>..."),
        ("transcript", ""),
    ] {
        let page = flat(&help(&["help", command]));
        for text in [secret, variable, "--connection-token (string) [required]", synopsis] {
            assert!(page.contains(text), "{text} is not in the page of {command}: {page}");
        }
    }
    assert!(of_operation.contains(secret));
}

#[test]
fn limits_are_documented_once() {
    let page = flat(&help(&["help", "get-transcript"]));
    assert!(page.contains("1 to 256 characters") && !page.contains("Limits: 1 to 256"), "{page}");
    assert!(page.contains("From 0 to 100") && !page.contains("Limits: 0 to 100"), "{page}");
}

#[test]
fn options_of_the_tools_own_commands_have_types() {
    let page = help(&["help", "transcript"]);
    for option in ["--interval (number)", "--max-items (integer)", "--follow (boolean)"] {
        assert!(page.contains(option), "{option} is not in {page}");
    }
    assert!(!help(&["help", "completions"]).contains("             help\n"));
}

#[test]
fn examples_are_taken() {
    for command in commands() {
        let page = help(&["help", &command]);
        let Some((_, examples)) = page.split_once("A call:\n\n") else { continue };
        let call = examples.split_once("\n\n").unwrap().0.replace("\\\n", " ");
        let words: Vec<&str> = call.split_whitespace().skip(1).chain(["--print-request"]).collect();
        let tool = Tool::new()
            .variable("CONNECTPARTICIPANT_CONNECTION_TOKEN", "t")
            .variable("CONNECTPARTICIPANT_PARTICIPANT_TOKEN", "t");
        let ran = tool.run(&[&words[..], &["--validate"]].concat());
        assert!(ran.success().starts_with("curl "), "{call}");
    }
}

#[test]
#[cfg(unix)]
fn manual_pages_are_not_written_through_links() {
    let tool = Tool::new().file("victim", "kept").file("pages/other", "");
    let page = tool.path("pages/connectparticipant.1");
    std::os::unix::fs::symlink(tool.path("victim"), &page).unwrap();
    assert_eq!(tool.run(&["man", "pages"]).status, Some(0));
    assert_eq!(std::fs::read_to_string(tool.path("victim")).unwrap(), "kept");
    assert!(std::fs::symlink_metadata(&page).unwrap().is_file());
    assert_eq!(
        std::fs::read_dir(tool.path("pages")).unwrap().count(),
        2 + commands().len(),
        "nothing else is left"
    );
}

#[test]
fn manual_pages_are_written_and_read() {
    let tool = Tool::new();
    let ran = tool.run(&["man", "pages/man1"]);
    assert_eq!((ran.status, ran.out.as_str()), (Some(0), ""));
    let said = format!("{} pages written to pages/man1\n", 1 + commands().len());
    assert_eq!(ran.err, said);
    let folder = tool.path("pages/man1");
    let mut names: Vec<String> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names.len(), 1 + commands().len());
    assert!(names.contains(&"connectparticipant-send-message.1".to_owned()));
    assert_eq!(
        tool.run(&["man"]).success(),
        std::fs::read_to_string(folder.join("connectparticipant.1")).unwrap()
    );
    for command in ["send-message", "upload"] {
        let file = folder.join(format!("connectparticipant-{command}.1"));
        assert_eq!(tool.run(&["man", command]).success(), std::fs::read_to_string(file).unwrap());
        assert!(!tool.path(command).exists());
    }
    assert_eq!(tool.run(&["man", "./upload"]).err, said.replace("pages/man1", "./upload"));
    assert!(tool.path("upload/connectparticipant.1").exists());
    for name in names {
        let groff =
            Command::new("groff").args(["-man", "-ww", "-Tutf8", "-Kutf8"]).arg(folder.join(&name)).output();
        let Ok(output) = groff else { return eprintln!("groff is not installed") };
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{name}");
        assert!(output.status.success() && !output.stdout.is_empty());
    }
    // A file is in the way.
    let tool = Tool::new().file("pages", "");
    let message = tool.run(&["man", "pages"]).failure(255);
    assert!(message.starts_with("pages cannot be written: "), "{message}");
}

/// The output of a shell for its script.
fn shell(shell: &str, arguments: &[&str]) -> Option<String> {
    let script = help(&["completions", shell]);
    let tool = Tool::new().file("script", script);
    let output =
        Command::new(shell).args(arguments).arg(tool.path("script")).stdin(Stdio::null()).output().ok()?;
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert!(output.status.success());
    Some(String::from_utf8(output.stdout).unwrap())
}

#[test]
fn completions_are_read_by_their_shells() {
    for name in ["bash", "zsh", "fish"] {
        if shell(name, &["-n"]).is_none() {
            eprintln!("{name} is not installed");
        }
    }
    assert!(Tool::new().run(&["completions", "csh"]).status == Some(252));
}

#[test]
fn bash_completes_commands_options_and_values() {
    let complete = |words: &str| {
        let program = format!(
            "source \"$0\"; COMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); \
             _connectparticipant connectparticipant \"${{COMP_WORDS[-1]}}\" \"${{COMP_WORDS[-2]}}\"; echo \"${{COMPREPLY[@]}}\""
        );
        shell("bash", &["-c", &program]).map(|out| out.trim().to_owned())
    };
    let Some(commands) = complete("connectparticipant sen") else {
        return eprintln!("bash is not installed");
    };
    assert_eq!(commands, "send-event send-message");
    assert_eq!(complete("connectparticipant send-message --cont").unwrap(), "--content-type --content");
    let values =
        ConnectionType::VALUES.iter().map(ConnectionType::as_str).filter(|value| value.starts_with('W'));
    assert_eq!(
        complete("connectparticipant create-participant-connection --type W").unwrap(),
        values.collect::<Vec<_>>().join(" ")
    );
    assert_eq!(complete("connectparticipant get-transcript --output y").unwrap(), "yaml yaml-stream");
    assert_eq!(complete("connectparticipant help sen").unwrap(), "send-event send-message");
    assert_eq!(complete("connectparticipant completions z").unwrap(), "zsh");
}

#[test]
fn fish_completes() {
    let script = Tool::new().file("script", help(&["completions", "fish"]));
    let program = format!(
        "source {}; complete -C 'connectparticipant sen'; complete -C 'connectparticipant create-participant-connection --type W'",
        script.path("script").display()
    );
    let output = Command::new("fish").args(["--no-config", "-c", &program]).stdin(Stdio::null()).output();
    let Ok(output) = output else { return eprintln!("fish is not installed") };
    let out = String::from_utf8(output.stdout).unwrap();
    for line in ["send-message", "send-event", "WEBSOCKET", "WEBRTC_CONNECTION"] {
        assert!(out.lines().any(|other| other.starts_with(line)), "{line} is not in {out}");
    }
}

/// Returns the completions of zsh for a line, at least up to an expected text.
fn zsh_lists(line: &str, last: &str) -> Option<String> {
    const PROGRAM: &str = r#"
        zmodload zsh/zpty || exit 1
        zpty shell zsh -f -i
        zpty -w shell "stty -echo rows 200 cols 150; fpath=($PWD/functions \$fpath); autoload -Uz compinit; compinit -u -D; bindkey '^I' list-choices; LISTMAX=1000; print READ''Y"
        zpty -r -m shell out '*READY*' || exit 1
        zpty -w -n shell "connectparticipant $1"$'\t'
        shown=
        for try in {1..100}; do
            sleep 0.1
            while zpty -r -t shell out; do shown+=$out; done
            [[ $shown == *$2* ]] && break
        done
        sleep 0.3
        while zpty -r -t shell out; do shown+=$out; done
        print -r -- "$shown""#;
    let tool = Tool::new().file("functions/_connectparticipant", help(&["completions", "zsh"]));
    let mut zsh = Command::new("zsh");
    zsh.args(["-f", "-c", PROGRAM, "zsh"]).args([line, last]).current_dir(tool.path("")).stdin(Stdio::null());
    let output = zsh.env("HOME", tool.path("")).env("TERM", "dumb").output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

#[test]
fn zsh_lists_values_before_their_first_letter() {
    let types = ["WEBSOCKET", "WEBRTC_CONNECTION", "CONNECTION_CREDENTIALS"];
    let connection = "create-participant-connection --type";
    for (line, listed) in [
        (format!("{connection} "), &types[..]),
        (format!("{connection} WEBSOCKET "), &types[1..]),
        (format!("{connection} WEBSOCKET --conn"), &["Whether to count the participant"]),
        ("help ".to_owned(), &["send-message", "transcript"]),
        ("se".to_owned(), &["Sends a message to everybody"]),
    ] {
        let Some(shown) = zsh_lists(&line, listed[listed.len() - 1]) else {
            return eprintln!("zsh is not installed, or has no terminals");
        };
        for text in listed {
            assert!(shown.contains(text), "{text} is not listed behind {line:?}: {shown}");
        }
    }
}

#[test]
fn questions_need_a_terminal() {
    let tool = Tool::new();
    let message = tool.run(&["send-message", "--cli-auto-prompt"]).failure(252);
    assert!(message.starts_with("--cli-auto-prompt needs a terminal"), "{message}");
    assert_eq!(tool.run(&["--cli-auto-prompt"]).status, Some(252));
    // Only an explicit option without a terminal is an error: a variable applies to all calls, including those of scripts.
    let on = Tool::new().variable("AWS_CLI_AUTO_PROMPT", "on");
    assert!(on.run(&["send-message"]).failure(252).contains("required: --content-type"));
    assert!(on.run(&[]).failure(252).contains("required: command"));
    // Nothing is missing.
    let line = "disconnect-participant --region us-west-2 --connection-token t --print-request";
    assert!(on.line(line).success().starts_with("curl "));
}
