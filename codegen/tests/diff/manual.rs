//! Generates the table of rules in `codegen/guides/rules.md` from the rules.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use farrier::diff::rules::{GROUPS, NOT_APPLICABLE};

use crate::{UPDATE, is_update, lines};

const BEGIN: &str = "<!-- rules: begin -->\n";
const END: &str = "<!-- rules: end -->\n";

#[test]
fn the_table_of_rules_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("guides/rules.md");
    let text = fs::read_to_string(&path).unwrap();
    let (before, rest) = text.split_once(BEGIN).expect("the beginning of the table");
    let (_, after) = rest.split_once(END).expect("the end of the table");
    let expected = format!("{before}{BEGIN}{}{END}{after}", tables());
    if is_update() {
        fs::write(&path, &expected).unwrap();
        return;
    }
    assert!(text == expected, "{}\nrun:\n  {UPDATE}\n", lines::diff(&text, &expected));
}

fn tables() -> String {
    let mut out = "\n".to_owned();
    for group in GROUPS {
        let _ = writeln!(
            out,
            "`rules/{}`\n\n| rule | Smithy evaluators | fires when |\n|---|---|---|",
            group.file
        );
        for rule in group.rules {
            let evaluators =
                if rule.evaluators.is_empty() { "none".to_owned() } else { rule.evaluators.join(", ") };
            let _ = writeln!(out, "| `{}` | {evaluators} | {} |", rule.id, rule.fires);
        }
        out.push('\n');
    }
    out.push_str("Evaluators without a rule:\n\n| evaluator | reason |\n|---|---|\n");
    for (evaluators, why) in NOT_APPLICABLE {
        let _ = writeln!(out, "| {evaluators} | {why} |");
    }
    out.push('\n');
    out
}
