//! The other commands, help and completions of the program.

use super::program::Scene;

#[test]
fn it_has_all_commands_of_the_tool() {
    let scene = Scene::new("commands");
    let help = scene.start("help").end();
    assert_eq!(help.status, Some(0));
    let text = help.rest.join("\n");
    for part in
        ["connectparticipant-chat [options] <command>", "chat ", "send-message", "upload", "transcript"]
    {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
    let text = scene.start("chat help").end().rest.join("\n");
    for part in [
        "--participant-token (string) [required]",
        "--history (integer)",
        "--commands (boolean)",
        "/save ATTACHMENT PATH",
    ] {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
    let text = scene.start("transcript help").end().rest.join("\n");
    assert!(text.contains("[--participant-token <value>]") && text.contains("websocket"), "{text}");
    for shell in ["bash", "zsh", "fish"] {
        let script = scene.start(&format!("completions {shell}")).end();
        assert_eq!((script.status, script.rest.join("\n").contains("history")), (Some(0), true), "{shell}");
    }
    let version = scene.start("--version").end();
    assert_eq!(version.rest, [format!("connectparticipant-chat {}", env!("CARGO_PKG_VERSION"))]);
    let sent = scene.start("create-participant-connection --type CONNECTION_CREDENTIALS --query ConnectionCredentials.ConnectionToken");
    assert_eq!(sent.end().status, Some(0));
    let unknown = scene.start("chta").end();
    assert_eq!(unknown.status, Some(252));
    assert!(unknown.errors.contains("Invalid choice: 'chta'"), "{}", unknown.errors);
}

/// A renamed program shows its name.
#[cfg(unix)]
#[test]
fn its_name_is_that_of_its_file() {
    let scene = Scene::new("renamed");
    let link = scene.path("connectparticipant");
    std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_connectparticipant-chat"), &link).unwrap();
    let output = std::process::Command::new(link).arg("help").output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("connectparticipant [options]") && text.contains("chat "), "{text}");
    assert!(!text.contains("connectparticipant-chat"), "{text}");
}
