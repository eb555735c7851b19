/// Runs the tool with variables and standard input, and returns its status, output and errors.
fn run(arguments: &[&str], variables: &[(&str, &str)], input: &str) -> (i32, String, String) {
    use std::io::Write as _;
    use std::process::{Command, Stdio};

    let mut command = Command::new(env!("CARGO_BIN_EXE_the_case"));
    command.args(arguments).env_clear().envs(variables.iter().copied());
    // Profiles and variables of AWS have no effect.
    command.env("AWS_ENDPOINT_URL", "http://localhost:1").env("AWS_PROFILE", "missing").env("AWS_REGION", "x");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}
