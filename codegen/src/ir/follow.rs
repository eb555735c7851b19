//! A list to follow: the data that the command-line tool needs for a paginated operation.

/// The command that shows the items of a list, oldest first, and then new ones.
#[derive(Clone, Debug)]
pub struct Follow {
    /// The name of the command in the model.
    pub call: String,
    /// The command's name, in kebab case.
    pub command: String,
    /// Members of the input that the caller sets, by their names in the model.
    pub options: Vec<String>,
    /// Members of the input with fixed values.
    pub set: Vec<(String, String)>,
    /// The member that identifies an item.
    pub id: String,
    /// Members at the start of each line.
    pub columns: Vec<String>,
    /// The member with the sender of the item.
    pub from: Option<String>,
    /// The member with the text of the item.
    pub text: String,
    /// Members with the content type of the text; the first one present counts.
    pub kind: Vec<String>,
    /// The content types that are shown without their name.
    pub plain: Vec<String>,
    /// Further members to show: paths to strings, through structures and lists.
    pub more: Vec<Vec<String>>,
    /// Members of the item after which no other follows, with their values.
    pub last: Vec<(String, String)>,
    /// The codes of errors which mean that the list has ended; the status for a response without a code.
    pub closed: Vec<String>,
}
