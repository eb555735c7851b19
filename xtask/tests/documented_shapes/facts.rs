//! The fact tables, typed: facts about the service from the five documents and the published clients.
//!
//! [`Tables::read`] returns them all. A test that checks a part of them takes the facts of its [`Check`] and claims each one
//! in a [`Ledger`], which then knows the unchecked ones. Nothing here knows how the crate is written.

#[path = "ledger.rs"]
mod ledger;
#[path = "newer.rs"]
mod newer;
#[path = "reading.rs"]
pub(crate) mod reading;

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use serde::Deserialize;

pub(crate) use self::ledger::Ledger;
pub(crate) use self::newer::Newer;
use self::reading::{read_in, read_list, root};

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

/// One of the five documents, and the releases of botocore with the model of the document.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Document {
    pub(crate) file: String,
    pub(crate) language: String,
    pub(crate) from: Version,
    pub(crate) to: Version,
}

/// The checker of a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Check {
    /// The shape of the generated source.
    Source,
    /// The comments and literals of the generated source.
    Docs,
    /// Requests and responses.
    Wire,
    /// Runs of the command-line tool.
    CommandLine,
    /// Nobody yet: an issue is open.
    Later,
    /// Nobody: there is nothing to check, and the row has the reason.
    None,
}

/// The kind of a fact; determines the meaning of `subject` and `expect`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Kind {
    /// The operation exists.
    Operation,
    /// The only token of the operation.
    Token,
    /// No signing code in the crate.
    Unsigned,
    /// No signature on a request.
    Signature,
    /// The member exists.
    Member,
    /// The kind of the member: `string`, `list of enum X`.
    Type,
    /// The name of the items of a list.
    Element,
    /// `yes` or `no`.
    Required,
    /// `yes`, or `when given`.
    NonEmpty,
    /// `header X`, `body`.
    Location,
    /// The arguments of `new`, in order.
    Constructor,
    /// Members that may be sent together.
    Combination,
    /// The value is known.
    EnumValue,
    /// All values, in order.
    EnumOrder,
    /// All members, in order.
    MemberOrder,
    /// The status of a response is available.
    HttpStatus,
    /// The format of a time.
    DateFormat,
    /// The kinds of members at each depth.
    Nesting,
    /// An error of the operation.
    Error,
    /// All errors of the operation.
    Errors,
    /// There is a variant for unmodelled errors.
    Unmodelled,
    /// The data of such an error.
    UnmodelledKeeps,
    /// Traits of a structure.
    Derive,
    /// Every member is accessible.
    FieldsPublic,
    /// The value owns its contents.
    Owned,
    /// The printed value can be parsed.
    ReadBack,
    /// A part of a request that depends on the input.
    RequestPart,
    /// Required documentation for users.
    Phrase,
    /// An option of a command line.
    CliOption,
}

/// The release of botocore that overruled a document, and the change.
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
    /// [`Kind::Phrase`] only: passages, one of which a paragraph of the subject's documentation must contain.
    #[serde(default)]
    pub(crate) phrases: Vec<String>,
    pub(crate) issue: Option<u32>,
    pub(crate) why: Option<String>,
}

impl Fact {
    /// The part before the dot of the subject.
    pub(crate) fn shape(&self) -> &str {
        self.subject.split_once('.').map_or(self.subject.as_str(), |(shape, _)| shape)
    }

    /// The part after the dot of the subject.
    pub(crate) fn member(&self) -> &str {
        self.subject.split_once('.').map_or("", |(_, member)| member)
    }

    /// The documents that contradict `expect`; one that is less specific does not.
    pub(crate) fn dissenters(&self) -> Vec<&str> {
        let agrees = |said: &str| {
            matches!(said, "=" | "-")
                || self.expect.strip_prefix(said).is_some_and(|rest| rest.starts_with(' '))
        };
        self.says.iter().filter(|(_, said)| !agrees(said)).map(|(document, _)| document.as_str()).collect()
    }
}

/// A member, according to the published clients.
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
    /// A list that is never empty if it is present.
    #[serde(default)]
    pub(crate) non_empty: bool,
    /// Clients fill it in if it is missing.
    #[serde(default)]
    pub(crate) idempotency_token: bool,
    /// Must not be printed.
    #[serde(default)]
    pub(crate) sensitive: bool,
    /// The only sources that have it, if not all do.
    #[serde(default)]
    pub(crate) known_to: Vec<String>,
}

impl Member {
    /// Whether a caller must set it. Members that clients fill in need not be set, even if the service requires them.
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
    /// The success status.
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
    /// The only sources that have it, if not all do.
    #[serde(default)]
    pub(crate) known_to: Vec<String>,
}

/// The sources of published facts.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Origin {
    pub(crate) package: String,
    pub(crate) registry: String,
    pub(crate) version: String,
    pub(crate) files: Vec<String>,
    pub(crate) gave: String,
}

/// A published client that contradicts the tables, and why the tables are right.
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

/// The file that `cargo xtask update` writes next to the model.
#[derive(Deserialize)]
struct ModelFile {
    version: Version,
}

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
        Self::of(&root())
    }

    /// The same, in a copy of the repository.
    pub(crate) fn of(root: &Path) -> Result<Self, String> {
        let facts: FactFile = read_in(root, "create_participant_connection.toml")?;
        let sources: SourceFile = read_in(root, "sources.toml")?;
        let model: ModelFile = read_in(root, "../../../models/connectparticipant/SOURCE.toml")?;
        Ok(Self {
            newest: model.version,
            documents: facts.document,
            facts: facts.fact,
            sources: sources.source,
            differs: sources.differs,
            newer: sources.newer,
            operations: read_list(root, "operations.toml", "operation")?,
            structures: read_list(root, "structures.toml", "structure")?,
            errors: read_list(root, "errors.toml", "error")?,
            enums: read_list(root, "enums.toml", "enum")?,
        })
    }

    /// Returns the facts for one kind of test.
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

    /// Returns every shape with members.
    pub(crate) fn shapes(&self) -> impl Iterator<Item = (&str, &[Member])> {
        let inputs = self.operations.iter().map(|o| (o.input.as_str(), o.input_members.as_slice()));
        let outputs = self.operations.iter().map(|o| (o.output.as_str(), o.output_members.as_slice()));
        let structures = self.structures.iter().map(|s| (s.name.as_str(), s.members.as_slice()));
        let errors = self.errors.iter().map(|e| (e.name.as_str(), e.members.as_slice()));
        inputs.chain(outputs).chain(structures).chain(errors)
    }
}
