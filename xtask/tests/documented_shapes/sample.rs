//! A small crate that agrees with every table, generated from the tables, to test the checkers.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::facts::{Check, Enum, Member, Operation, Tables};
use super::names::{OVERLAID, rust_types, snake};

/// The files of a crate by path under `src/`.
pub(crate) type Files = BTreeMap<String, String>;

const DERIVES: &str = "#[derive(Clone, Debug, PartialEq, Eq, Hash)]\n";

/// Writes the crate.
pub(crate) fn write(tables: &Tables) -> Result<Files, std::fmt::Error> {
    let mut files = Files::new();
    files.insert("lib.rs".to_owned(), String::new());
    for operation in &tables.operations {
        let text = document(tables, operation_file(operation)?);
        files.insert(format!("operation/{}.rs", snake(&operation.name)), text);
    }
    for structure in &tables.structures {
        let mut text = String::new();
        write_struct(&mut text, &structure.name, &structure.members, "")?;
        files.insert(format!("types/{}.rs", snake(&structure.name)), text);
    }
    for (_, name) in OVERLAID {
        let text = format!("{DERIVES}pub struct {name}(String);\n");
        files.insert(format!("types/{}.rs", snake(name)), text);
    }
    for error in &tables.errors {
        let members: Vec<Member> =
            error.members.iter().map(|m| Member { required: false, ..m.clone() }).collect();
        let mut text = String::new();
        write_struct(&mut text, &error.name, &members, "pub metadata: crate::Metadata,\n")?;
        files.insert(format!("error/{}.rs", snake(&error.name)), text);
    }
    for enumeration in &tables.enums {
        files.insert(format!("types/{}.rs", snake(&enumeration.name)), enum_file(enumeration)?);
    }
    Ok(files)
}

/// Puts the phrases of the tables before their subjects.
fn document(tables: &Tables, mut text: String) -> String {
    for fact in tables.facts_for(Check::Docs) {
        let shape = match fact.member() {
            "" => format!("pub struct {};", fact.shape()),
            _ => format!("pub struct {} {{", fact.shape()),
        };
        let Some(start) = text.find(&shape) else { continue };
        let field = format!("pub r#{}: ", snake(fact.member()));
        let Some(at) = (if fact.member().is_empty() { Some(0) } else { text[start..].find(&field) }) else {
            continue;
        };
        for phrase in fact.phrases.iter().take(1) {
            text.insert_str(start + at, &format!("/// {phrase}\n///\n"));
        }
    }
    text
}

fn operation_file(operation: &Operation) -> Result<String, std::fmt::Error> {
    let Operation { name, input, output, input_members, .. } = operation;
    let mut text = format!("/// The operation.\npub struct {name};\n");
    write_struct(&mut text, input, input_members, "")?;
    write_struct(&mut text, output, &operation.output_members, "")?;
    let required: Vec<&Member> = input_members.iter().filter(|member| member.must_be_given()).collect();
    writeln!(text, "impl {input} {{\npub fn new(")?;
    for member in &required {
        writeln!(text, "r#{}: impl Into<{}>,", snake(&member.name), field_type(member))?;
    }
    writeln!(text, ") -> Self {{ todo!() }}\n}}\npub enum {name}Error {{")?;
    for error in &operation.errors {
        writeln!(text, "{error}(crate::error::{error}),")?;
    }
    writeln!(text, "Unmodelled(crate::error::Unmodelled),\n}}")?;
    Ok(text)
}

fn write_struct(text: &mut String, name: &str, members: &[Member], more: &str) -> std::fmt::Result {
    writeln!(text, "{DERIVES}pub struct {name} {{")?;
    for member in members {
        writeln!(text, "/// A member.\npub r#{}: {},", snake(&member.name), field_type(member))?;
    }
    writeln!(text, "{more}}}")
}

fn field_type(member: &Member) -> String {
    rust_types(member).pop().unwrap_or_default().replace("Option<", "::core::option::Option<")
}

fn enum_file(enumeration: &Enum) -> Result<String, std::fmt::Error> {
    let Enum { name, values, .. } = enumeration;
    let mut variants = String::new();
    let mut arms = String::new();
    for value in values {
        let variant = camel(value);
        writeln!(variants, "{variant},")?;
        writeln!(arms, "Self::{variant} => \"{value}\",")?;
    }
    Ok(format!(
        "{DERIVES}pub enum {name} {{\n{variants}Unknown(String),\n}}\nimpl {name} {{\npub fn as_str(&self) -> &str {{\nmatch self \
         {{\n{arms}Self::Unknown(text) => text,\n}}\n}}\n}}\n"
    ))
}

fn camel(value: &str) -> String {
    let word = |word: &str| {
        let (first, rest) = word.split_at(word.len().min(1));
        format!("{first}{}", rest.to_lowercase())
    };
    value.split('_').map(word).collect()
}
