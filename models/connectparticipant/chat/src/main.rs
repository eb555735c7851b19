//! The command-line tool with a live chat: see `connectparticipant_chat::cli`.
#![forbid(unsafe_code)]

fn main() -> std::process::ExitCode {
    connectparticipant_chat::cli::main()
}
