//! Completion scripts: their suggestions, and whether shells accept them.

use std::process::Command;

use super::super::failure::Failure;
use super::super::samples::folder::Folder;
use super::super::samples::zoo::TOOL;

fn completion_script(shell: &str) -> Result<String, Failure> {
    super::script(&TOOL, shell)
}

#[test]
fn options_values_and_commands_are_offered() {
    for shell in ["bash", "zsh", "fish"] {
        let script = completion_script(shell).unwrap();
        for word in [
            "feed-animal",
            "animal-id",
            "HAND",
            "BOWL",
            "yaml-stream",
            "generate-cli-skeleton",
            "completions",
        ] {
            assert!(script.contains(word), "{word} is not offered in {shell}");
        }
    }
    let script = completion_script("zsh").unwrap();
    assert!(script.contains("Which, rex-1 for instance"), "{script}");
}

#[test]
fn zsh_offers_each_value_of_a_list() {
    let script = completion_script("zsh").unwrap();
    assert!(script.contains("--type=[How]: :(HAND BOWL):: :(HAND BOWL)' \\\n"), "{script}");
    assert!(
        script.contains("]: :(input yaml-input output)' "),
        "a value that can be left out is offered too: {script}"
    );
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(!completion_script(shell).unwrap().contains("SEVERAL"), "{shell}");
    }
}

#[test]
fn commands_are_described() {
    for shell in ["zsh", "fish"] {
        let script = completion_script(shell).unwrap();
        assert!(script.contains("Feeds an animal, e.g. a cat"), "{shell}: {script}");
    }
}

#[test]
fn other_shells_are_refused() {
    let failure = completion_script("csh\u{1b}").map(|_| ()).unwrap_err();
    assert_eq!(failure.message, "there are no completions for csh\\u{1b}");
    assert!(failure.hint.is_some_and(|hint| hint.contains("bash") && hint.contains("fish")));
}

/// Runs a shell on a script in a file, if it is installed.
fn run(shell: &str, arguments: &[&str]) -> Option<String> {
    // Tests run in parallel.
    let name = format!("{}.{shell}", std::thread::current().name().unwrap_or_default().replace("::", "-"));
    let folder = Folder::new(&name);
    let path = folder.path().join("script");
    std::fs::write(&path, completion_script(shell).unwrap()).unwrap();
    let output = Command::new(shell).args(arguments).arg(&path).output().ok()?;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8(output.stdout).unwrap())
}

#[test]
fn shells_read_their_scripts() {
    for shell in ["bash", "zsh", "fish"] {
        if run(shell, &["-n"]).is_none() {
            eprintln!("{shell} is not installed");
        }
    }
}

#[test]
fn bash_completes() {
    let complete = |words: &str| {
        let program = format!(
            "source \"$0\"; COMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); \
             _zoo__keeper zoo-keeper \"${{COMP_WORDS[-1]}}\" \"${{COMP_WORDS[-2]}}\"; echo \"${{COMPREPLY[@]}}\""
        );
        run("bash", &["-c", &program])
    };
    let Some(commands) = complete("zoo-keeper fe") else { return eprintln!("bash is not installed") };
    assert_eq!(commands.trim(), "feed-animal");
    assert_eq!(complete("zoo-keeper feed-animal --ani").unwrap().trim(), "--animal-id");
    assert_eq!(complete("zoo-keeper feed-animal --type ''").unwrap().trim(), "HAND BOWL");
    assert_eq!(complete("zoo-keeper feed-animal --type H").unwrap().trim(), "HAND");
    assert!(complete("zoo-keeper feed-animal --output ''").unwrap().contains("yaml-stream"));
}
