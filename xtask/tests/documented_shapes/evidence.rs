//! Verifies the column `says` with the five documents.
//!
//! `evidence.toml` lists the passages that prove it. The documents are reference material in `../shared/documents`, which a
//! clone alone does not have: then nothing can be compared, and the test says so.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::facts::reading::read;
use super::facts::{Fact, Tables};
use super::passages;

/// By fact, then by word of `says`: the passages that prove it.
type Evidence = BTreeMap<String, BTreeMap<String, Vec<String>>>;

/// The text of each document by its name in the tables.
type Texts = BTreeMap<String, String>;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/documents")
}

/// The data of the comparison.
struct Material {
    evidence: Evidence,
    tables: Tables,
    texts: Texts,
}

impl Material {
    /// `None`, with a note, if the documents do not exist.
    fn read() -> Result<Option<Self>, String> {
        let (evidence, tables): (Evidence, Tables) = (read("evidence.toml")?, Tables::read()?);
        let Some(texts) = texts(&tables)? else {
            eprintln!("skipped: no {}", folder().display());
            return Ok(None);
        };
        Ok(Some(Self { evidence, tables, texts }))
    }
}

/// The documents, with white space folded; `None` if they do not exist.
fn texts(tables: &Tables) -> Result<Option<Texts>, String> {
    let folder = folder();
    if !folder.is_dir() {
        return Ok(None);
    }
    let text = |file: &str| {
        let path = folder.join(file);
        let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        Ok::<String, String>(passages::fold(&text))
    };
    let texts: Result<Texts, String> =
        tables.documents.iter().map(|(name, document)| Ok((name.clone(), text(&document.file)?))).collect();
    texts.map(Some)
}

/// Returns the problems of the evidence for one fact.
fn problems(fact: &Fact, passages_of: &BTreeMap<String, Vec<String>>, texts: &Texts) -> Vec<String> {
    let mut problems = Vec::new();
    let mut used = BTreeSet::new();
    for (document, said) in &fact.says {
        let Some(text) = texts.get(document) else {
            problems.push(format!("{}: there is no document {document}", fact.id));
            continue;
        };
        let mut found = BTreeSet::new();
        for (word, passages) in passages_of {
            for passage in passages.iter().filter(|passage| passages::has(text, passage)) {
                found.insert(word.as_str());
                used.insert((word, passage));
            }
        }
        let expected: BTreeSet<&str> = [said.as_str()].into_iter().filter(|said| *said != "-").collect();
        if found != expected {
            problems.push(format!("{}: {document} says {found:?}, `says` claims {expected:?}", fact.id));
        }
    }
    for (word, passages) in passages_of {
        for passage in passages.iter().filter(|passage| !used.contains(&(word, *passage))) {
            problems.push(format!("{}: no document has `{passage}`", fact.id));
        }
    }
    problems
}

#[test]
fn every_fact_has_evidence_and_no_other_has() -> Result<(), String> {
    let evidence: Evidence = read("evidence.toml")?;
    let tables = Tables::read()?;
    let facts: BTreeSet<&String> = tables.facts.iter().map(|fact| &fact.id).collect();
    assert_eq!(facts, evidence.keys().collect(), "one row of evidence.toml for each fact");
    Ok(())
}

#[test]
fn the_documents_confirm_the_tables() -> Result<(), String> {
    let Some(Material { evidence, tables, texts }) = Material::read()? else { return Ok(()) };
    let none = BTreeMap::new();
    let found: Vec<String> = tables
        .facts
        .iter()
        .flat_map(|fact| problems(fact, evidence.get(&fact.id).unwrap_or(&none), &texts))
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
    Ok(())
}

/// Each claim about each document, inverted once.
#[test]
fn every_fact_fails_with_another_claim() -> Result<(), String> {
    let Some(Material { evidence, tables, texts }) = Material::read()? else { return Ok(()) };
    for fact in &tables.facts {
        let passages_of = evidence.get(&fact.id).ok_or_else(|| format!("no evidence for {}", fact.id))?;
        for (document, said) in &fact.says {
            let others = ["=", "-"].into_iter().chain(passages_of.keys().map(String::as_str));
            for other in others.filter(|other| other != said) {
                let mut wrong = fact.clone();
                wrong.says.insert(document.clone(), other.to_owned());
                let found = problems(&wrong, passages_of, &texts);
                assert!(!found.is_empty(), "{}: {document} may say `{other}` too", fact.id);
            }
        }
    }
    Ok(())
}
