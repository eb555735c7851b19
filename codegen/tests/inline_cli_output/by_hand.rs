use super::output::{Format, Printer};

#[test]
#[ignore = "prints lines of standard input"]
fn prints() {
    let mut out = String::new();
    for line in std::io::stdin().lines() {
        let line = line.unwrap();
        let (format, json) = line.split_once(' ').unwrap();
        let value: serde_json::Value = serde_json::from_str(json).unwrap();
        let (format, colour) = match format.strip_suffix("-colour") {
            Some(format) => (format, true),
            None => (format, false),
        };
        let mut bytes = Vec::new();
        let text = match Printer::new(Format::of(format).unwrap(), colour, "DoThings").print(&value, &mut bytes) {
            Ok(()) => String::from_utf8(bytes).unwrap(),
            Err(_) => "ERROR".to_owned(),
        };
        out.push_str(&serde_json::to_string(&text).unwrap());
        out.push('\n');
    }
    std::fs::write("/tmp/h3/out.jsonl", out).unwrap();
}
