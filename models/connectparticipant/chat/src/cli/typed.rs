//! The meaning of a line that was typed: a text, or a command. It knows no chat.

/// A line of input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Typed {
    /// Nothing.
    Empty,
    Text(String),
    /// `/file PATH`.
    File(String),
    /// `/save ATTACHMENT PATH`.
    Save {
        attachment: String,
        path: String,
    },
    /// `/choose NUMBER`, from 1.
    Choose(usize),
    Quit,
    Help,
    /// A command that does not exist, or lacks something: the reason.
    Invalid(String),
}

/// The text of `/help`.
pub(super) const HELP: &str = "\
/file PATH              send a file
/save ATTACHMENT PATH   save an attachment, by its number or its id; an existing file is not replaced
/choose NUMBER          answer the last question with choices
/quit                   leave the chat
/help                   show this list
//TEXT                  send a text that begins with /
Ctrl-C                  close the connection without leaving the chat";

impl Typed {
    /// Reads a line, with or without commands.
    pub(super) fn read(line: &str, commands: bool) -> Self {
        let line = line.trim_end_matches(['\r', '\n']);
        if line.trim().is_empty() {
            return Self::Empty;
        }
        match line.strip_prefix('/') {
            Some(rest) if commands => match rest.strip_prefix('/') {
                Some(_) => Self::Text(rest.to_owned()),
                None => Self::command(rest),
            },
            _ => Self::Text(line.to_owned()),
        }
    }

    fn command(rest: &str) -> Self {
        let (name, argument) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
        let argument = argument.trim();
        match name {
            "file" if argument.is_empty() => Self::Invalid("/file needs the path of a file".to_owned()),
            "file" => Self::File(argument.to_owned()),
            "save" => match argument.split_once(char::is_whitespace) {
                Some((attachment, path)) => {
                    Self::Save { attachment: attachment.to_owned(), path: path.trim().to_owned() }
                }
                None => {
                    Self::Invalid("/save needs an attachment, by its number or its id, and a path".to_owned())
                }
            },
            "choose" => match argument.parse() {
                Ok(number) if number > 0 => Self::Choose(number),
                _ => Self::Invalid("/choose needs the number of a choice".to_owned()),
            },
            "quit" => Self::Quit,
            "help" => Self::Help,
            name => Self::Invalid(format!("there is no command /{name}; /help lists all of them")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Typed;

    #[test]
    fn a_line_is_a_text_or_a_command() {
        let text = |text: &str| Typed::Text(text.to_owned());
        for (line, typed) in [
            ("Hello!\r\n", text("Hello!")),
            ("  two spaces ", text("  two spaces ")),
            (" \n", Typed::Empty),
            ("//file is text", text("/file is text")),
            ("/file /tmp/a file.pdf ", Typed::File("/tmp/a file.pdf".to_owned())),
            ("/save 1 a b", Typed::Save { attachment: "1".to_owned(), path: "a b".to_owned() }),
            ("/choose 2", Typed::Choose(2)),
            ("/quit", Typed::Quit),
            ("/help", Typed::Help),
        ] {
            assert_eq!(Typed::read(line, true), typed, "{line}");
        }
        for line in ["/", "/file", "/save 1", "/choose", "/choose 0", "/quti"] {
            assert!(matches!(Typed::read(line, true), Typed::Invalid(_)), "{line}");
        }
    }

    /// A pipe may have text from others.
    #[test]
    fn without_commands_every_line_is_a_text() {
        for line in ["/file /etc/passwd", "/quit", "//"] {
            assert_eq!(Typed::read(line, false), Typed::Text(line.to_owned()));
        }
    }
}
