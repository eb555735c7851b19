//! The fact tables, typed: what the five documents and the published clients say of the service.
//!
//! [`Tables::read`] gives them all. A test that checks a part of them takes the facts of its [`Check`] and claims each one
//! in a [`Ledger`], which then knows what nobody looked at. Nothing here knows how the crate is written.

#[path = "ledger.rs"]
mod ledger;
#[path = "newer.rs"]
mod newer;

use std::collections::BTreeMap;
use std::path::Path;
use std::{fmt, fs};

use serde::Deserialize;
use serde::de::DeserializeOwned;

pub(crate) use self::ledger::Ledger;
pub(crate) use self::newer::Newer;

/// A release of botocore, such as `1.44.5`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct Version(Vec<u32>);

impl TryFrom<String> for Version {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let parts: Result<Vec<u32>, _> = text.split('.').map(str::parse).collect();
        parts.map(Self).map_err(|error| format!("`{text}` is not a version: {error}"))
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts: Vec<String> = self.0.iter().map(u32::to_string).collect();
        f.write_str(&parts.join("."))
    }
}

/// One of the five documents, and the releases of botocore that have the model it was written from.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Document {
    pub(crate) file: String,
    pub(crate) language: String,
    pub(crate) from: Version,
    pub(crate) to: Version,
}

/// Who checks a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Check {
    /// The shape of the generated source.
    Source,
    /// The comments and literals of the generated source.
    Docs,
    /// Real requests and answers.
    Wire,
    /// Runs of the command-line tool.
    CommandLine,
    /// Nobody yet: an issue is open.
    Later,
    /// Nobody: there is nothing to check, and the row says why.
    None,
}

/// What a fact is about; decides what `subject` and `expect` mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Kind {
    /// The operation is there.
    Operation,
    /// The one token that the operation takes.
    Token,
    /// No signing code in the crate.
    Unsigned,
    /// No signature on a request.
    Signature,
    /// The member is there.
    Member,
    /// The kind of the member: `string`, `list of enum X`.
    Type,
    /// The name of what a list holds.
    Element,
    /// `yes` or `no`.
    Required,
    /// `yes`, or `when given`.
    NonEmpty,
    /// `header X`, `body`.
    Location,
    /// What `new` takes, in order.
    Constructor,
    /// What may be sent together.
    Combination,
    /// The value is known.
    EnumValue,
    /// All values, in order.
    EnumOrder,
    /// All members, in order.
    MemberOrder,
    /// The status of an answer can be had from the value.
    HttpStatus,
    /// How a time is written.
    DateFormat,
    /// The kinds of members at each depth.
    Nesting,
    /// The operation fails with this.
    Error,
    /// All that the operation fails with.
    Errors,
    /// There is a place for errors that no model has.
    Unmodelled,
    /// What such an error keeps.
    UnmodelledKeeps,
    /// Traits of a structure.
    Derive,
    /// Every member can be reached.
    FieldsPublic,
    /// The value owns all that it holds.
    Owned,
    /// The printed value can be read back.
    ReadBack,
    /// A part of a request that the input decides.
    RequestPart,
    /// Something that the user has to be told.
    Phrase,
    /// An option of a command line.
    CliOption,
}

/// Which release of botocore overruled a document, and how.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Overruled {
    pub(crate) since: Version,
    pub(crate) reason: String,
}

/// One row of `create_participant_connection.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Fact {
    pub(crate) id: String,
    pub(crate) kind: Kind,
    /// A shape, an operation, `Shape.Member`, `Enum.VALUE`, `Operation.Error` or `crate`, by wire name.
    pub(crate) subject: String,
    /// By document: `=`, `-` or its own word.
    pub(crate) says: BTreeMap<String, String>,
    pub(crate) expect: String,
    pub(crate) check: Check,
    pub(crate) overruled: Option<Overruled>,
    /// [`Kind::Phrase`] only: passages of which one paragraph of the subject's documentation must have one.
    #[serde(default)]
    pub(crate) phrases: Vec<String>,
    pub(crate) issue: Option<u32>,
    pub(crate) why: Option<String>,
}

impl Fact {
    /// What stands before the dot of the subject.
    pub(crate) fn shape(&self) -> &str {
        self.subject.split_once('.').map_or(self.subject.as_str(), |(shape, _)| shape)
    }

    /// What stands after the dot of the subject.
    pub(crate) fn member(&self) -> &str {
        self.subject.split_once('.').map_or("", |(_, member)| member)
    }

    /// The documents that contradict `expect`; one that says less does not.
    pub(crate) fn dissenters(&self) -> Vec<&str> {
        let agrees = |said: &str| {
            matches!(said, "=" | "-")
                || self.expect.strip_prefix(said).is_some_and(|rest| rest.starts_with(' '))
        };
        self.says.iter().filter(|(_, said)| !agrees(said)).map(|(document, _)| document.as_str()).collect()
    }
}

/// A member, as the published clients have it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Member {
    /// The wire name.
    pub(crate) name: String,
    /// `string`, `boolean`, `integer`, `long`, `enum X`, `structure X`, `list of ..`, `map of .. to ..`.
    #[serde(rename = "type")]
    pub(crate) ty: String,
    pub(crate) required: bool,
    /// Inputs only: `body`, `header NAME` or `label NAME`.
    #[serde(rename = "in")]
    pub(crate) location: Option<String>,
    /// A list that is never empty when it is there.
    #[serde(default)]
    pub(crate) non_empty: bool,
    /// Clients fill it in when it is not given.
    #[serde(default)]
    pub(crate) idempotency_token: bool,
    /// Not to be printed.
    #[serde(default)]
    pub(crate) sensitive: bool,
    /// The only sources that have it, when not all do.
    #[serde(default)]
    pub(crate) known_to: Vec<String>,
}

impl Member {
    /// Whether a caller must give it. What clients fill in need not be given, also where the service requires it.
    pub(crate) fn must_be_given(&self) -> bool {
        self.required && !self.idempotency_token
    }
}

/// An operation, with its input and its output.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Operation {
    pub(crate) name: String,
    pub(crate) method: String,
    /// With `{Member}` for each label.
    pub(crate) uri: String,
    /// The status of success.
    pub(crate) status: u16,
    pub(crate) errors: Vec<String>,
    pub(crate) input: String,
    pub(crate) input_members: Vec<Member>,
    pub(crate) output: String,
    pub(crate) output_members: Vec<Member>,
}

/// A structure that is neither an input, an output nor an error.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Structure {
    pub(crate) name: String,
    pub(crate) members: Vec<Member>,
}

/// An error.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ErrorShape {
    pub(crate) name: String,
    pub(crate) status: u16,
    /// `client` or `server`.
    pub(crate) fault: String,
    pub(crate) members: Vec<Member>,
}

/// An enum with its values in model order.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Enum {
    pub(crate) name: String,
    /// The source of the order.
    pub(crate) order_from: String,
    pub(crate) values: Vec<String>,
    /// The only sources that have it, when not all do.
    #[serde(default)]
    pub(crate) known_to: Vec<String>,
}

/// Where published facts were read.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Origin {
    pub(crate) package: String,
    pub(crate) registry: String,
    pub(crate) version: String,
    pub(crate) files: Vec<String>,
    pub(crate) gave: String,
}

/// What a published client says otherwise than the tables, and why the tables are right.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Differs {
    pub(crate) subject: String,
    pub(crate) says: BTreeMap<String, String>,
    pub(crate) table: String,
    pub(crate) since: Option<Version>,
    pub(crate) reason: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FactFile {
    document: BTreeMap<String, Document>,
    fact: Vec<Fact>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SourceFile {
    source: BTreeMap<String, Origin>,
    differs: Vec<Differs>,
    #[serde(default)]
    newer: Vec<Newer>,
}

/// What `cargo xtask update` writes beside the model.
#[derive(Deserialize)]
struct ModelFile {
    version: Version,
}

/// `operation`, `structure`, `error` or `enum` by file, the only key of it.
type ListFile<T> = BTreeMap<String, Vec<T>>;

/// All tables.
#[derive(Clone, Debug)]
pub(crate) struct Tables {
    /// The release of botocore whose model the crate is generated from.
    pub(crate) newest: Version,
    pub(crate) documents: BTreeMap<String, Document>,
    pub(crate) facts: Vec<Fact>,
    pub(crate) sources: BTreeMap<String, Origin>,
    pub(crate) differs: Vec<Differs>,
    pub(crate) newer: Vec<Newer>,
    pub(crate) operations: Vec<Operation>,
    pub(crate) structures: Vec<Structure>,
    pub(crate) errors: Vec<ErrorShape>,
    pub(crate) enums: Vec<Enum>,
}

impl Tables {
    /// Reads every file of `xtask/tests/documented_shapes`.
    pub(crate) fn read() -> Result<Self, String> {
        let facts: FactFile = read("create_participant_connection.toml")?;
        let sources: SourceFile = read("sources.toml")?;
        let model: ModelFile = read("../../../models/connectparticipant/SOURCE.toml")?;
        Ok(Self {
            newest: model.version,
            documents: facts.document,
            facts: facts.fact,
            sources: sources.source,
            differs: sources.differs,
            newer: sources.newer,
            operations: read_list("operations.toml", "operation")?,
            structures: read_list("structures.toml", "structure")?,
            errors: read_list("errors.toml", "error")?,
            enums: read_list("enums.toml", "enum")?,
        })
    }

    /// The facts that one kind of test has to check.
    pub(crate) fn facts_for(&self, check: Check) -> impl Iterator<Item = &Fact> {
        self.facts.iter().filter(move |fact| fact.check == check)
    }

    /// An operation by its wire name.
    pub(crate) fn operation(&self, name: &str) -> Option<&Operation> {
        self.operations.iter().find(|operation| operation.name == name)
    }

    /// An enum by its wire name.
    pub(crate) fn enumeration(&self, name: &str) -> Option<&Enum> {
        self.enums.iter().find(|enumeration| enumeration.name == name)
    }

    /// The members of an input, an output, a structure or an error, in model order.
    pub(crate) fn members(&self, shape: &str) -> Option<&[Member]> {
        self.shapes().find(|(name, _)| *name == shape).map(|(_, members)| members)
    }

    /// One member of a shape.
    pub(crate) fn member(&self, shape: &str, member: &str) -> Option<&Member> {
        self.members(shape)?.iter().find(|candidate| candidate.name == member)
    }

    /// Every shape that has members.
    pub(crate) fn shapes(&self) -> impl Iterator<Item = (&str, &[Member])> {
        let inputs = self.operations.iter().map(|o| (o.input.as_str(), o.input_members.as_slice()));
        let outputs = self.operations.iter().map(|o| (o.output.as_str(), o.output_members.as_slice()));
        let structures = self.structures.iter().map(|s| (s.name.as_str(), s.members.as_slice()));
        let errors = self.errors.iter().map(|e| (e.name.as_str(), e.members.as_slice()));
        inputs.chain(outputs).chain(structures).chain(errors)
    }
}

/// Reads one file of `xtask/tests/documented_shapes`.
pub(crate) fn read<T: DeserializeOwned>(name: &str) -> Result<T, String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/documented_shapes").join(name);
    let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    toml::from_str(&text).map_err(|error| format!("{name}: {error}"))
}

fn read_list<T: DeserializeOwned>(name: &str, key: &str) -> Result<Vec<T>, String> {
    let mut file: ListFile<T> = read(name)?;
    let list = file.remove(key).ok_or_else(|| format!("{name}: no `{key}`"))?;
    if file.is_empty() { Ok(list) } else { Err(format!("{name}: only `{key}` belongs here")) }
}
