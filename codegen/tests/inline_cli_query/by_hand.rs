use super::query::Query;
use super::spelling::{json, Layout};

#[test]
#[ignore = "prints lines of standard input"]
fn queries() {
    let mut out = String::new();
    for line in std::io::stdin().lines() {
        let case: serde_json::Value = serde_json::from_str(&line.unwrap()).unwrap();
        let text = match Query::parse(case[0].as_str().unwrap()) {
            Err(why) => format!("PARSE {why}"),
            Ok(query) => match query.apply(&case[1]) {
                Err(why) => format!("RUN {why}"),
                Ok(value) => json(&value, Layout::Line),
            },
        };
        out.push_str(&serde_json::to_string(&text).unwrap());
        out.push('\n');
    }
    std::fs::write("/tmp/h3/outq.jsonl", out).unwrap();
}
