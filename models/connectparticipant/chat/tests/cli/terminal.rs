//! `chat` in a terminal: keys, and the line that is typed.

use std::fs::File;
use std::io::{Read, Write};
use std::os::fd::OwnedFd;
use std::process::{Child, Command};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

use super::program::{Scene, ended};

const PATIENCE: Duration = Duration::from_secs(60);

/// A terminal in which the program runs.
struct Terminal {
    keys: File,
    parts: Receiver<String>,
    /// The output so far that was not looked for.
    shown: String,
    child: Child,
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // It may have ended before.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Terminal {
    fn start(scene: &Scene, arguments: &str) -> Self {
        let terminal = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
        grantpt(&terminal).unwrap();
        unlockpt(&terminal).unwrap();
        let name = ptsname(&terminal, Vec::new()).unwrap();
        let end =
            || OwnedFd::from(File::options().read(true).write(true).open(name.to_str().unwrap()).unwrap());
        let mut command = scene.command(arguments);
        command.env("TERM", "xterm").env("PATH", std::env::var_os("PATH").unwrap());
        let child = command.stdin(end()).stdout(end()).stderr(end()).spawn().unwrap();
        drop(command);
        let mut output = File::from(terminal);
        let keys = output.try_clone().unwrap();
        let (sender, parts) = channel();
        thread::spawn(move || {
            let mut part = [0; 4096];
            // A terminal whose other end is closed has an error, not an end.
            while let Ok(length @ 1..) = output.read(&mut part) {
                if sender.send(String::from_utf8_lossy(&part[..length]).into_owned()).is_err() {
                    break;
                }
            }
        });
        Self { keys, parts, shown: String::new(), child }
    }

    fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
    }

    /// Waits until a text is shown, and forgets the output up to it.
    #[track_caller]
    fn shows(&mut self, text: &str) -> String {
        loop {
            if let Some(at) = self.shown.find(text) {
                return self.shown.drain(..at + text.len()).collect();
            }
            match self.parts.recv_timeout(PATIENCE) {
                Ok(part) => self.shown.push_str(&part),
                Err(_) => panic!("{text:?} is not in {:?}", self.shown),
            }
        }
    }
}

#[test]
fn lines_are_typed_below_the_chat() {
    let scene = Scene::new("terminal");
    let mut terminal = Terminal::start(&scene, "chat");
    terminal.shows("- connected; /help lists the commands");
    terminal.shows("> ");
    terminal.press("Helo\u{1b}[Dl");
    terminal.shows("Hello");
    // The others see that the customer is typing, before the line is complete.
    scene.until(|| scene.customer.calls().contains(&"SendEvent"));
    assert!(scene.messages().is_empty());
    scene.agent.typing();
    terminal.shows("(Anna (AGENT) is typing) > Hello");
    scene.agent.says("Good morning!\u{1b}[2J");
    terminal.shows("Anna (AGENT): Good morning!\\u{1b}[2J\r\n");
    // The status is gone, and the line is still there.
    terminal.shows("\u{1b}[2K> Hello");
    terminal.press("\r");
    terminal.shows("Jane (CUSTOMER): Hello\r\n");
    terminal.press("/nope\r");
    terminal.shows("- not sent: there is no command /nope");
    terminal.press("/help\r");
    terminal.shows("/save ATTACHMENT PATH");
    terminal.press("/quit\r");
    terminal.shows("* the chat has ended");
    assert_eq!(ended(&mut terminal.child), Some(0));
    assert_eq!(scene.messages(), ["Good morning!\u{1b}[2J", "Hello"]);
}

/// `console` changes the settings while it waits for a key.
#[test]
fn the_settings_of_the_terminal_are_restored() {
    for (name, status) in [("end", 0), ("interrupt", 130), ("termination", 130)] {
        let scene = Scene::new(&format!("terminal_{name}"));
        let mut terminal = Terminal::start(&scene, "chat");
        terminal.shows("> ");
        scene.until(|| settings(&terminal).contains("-icanon"));
        match name {
            "end" => scene.contact.end(),
            "interrupt" => terminal.press("\u{3}"),
            _ => {
                let id = terminal.child.id().to_string();
                assert!(Command::new("kill").arg(id).status().unwrap().success());
            }
        }
        assert_eq!(ended(&mut terminal.child), Some(status), "{name}");
        let settings = settings(&terminal);
        assert!(settings.contains(" icanon") && settings.contains(" echo "), "{name}: {settings}");
    }
}

fn settings(terminal: &Terminal) -> String {
    let stdin = terminal.keys.try_clone().unwrap();
    let output = Command::new("stty").arg("-a").stdin(OwnedFd::from(stdin)).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}
