//! A list that grows, shown as it grows: what the command-line tool must know of the operation that pages it.

/// The command that shows the items of a list, oldest first, and goes on as there are more.
#[derive(Clone, Debug)]
pub struct Follow {
    /// What the whole is called.
    pub call: String,
    /// The command's name, in kebab case.
    pub command: String,
    /// Members of the input that the caller gives, by their names in the model.
    pub options: Vec<String>,
    /// Members of the input with the values that they always have.
    pub set: Vec<(String, String)>,
    /// The member that tells one item from another.
    pub id: String,
    /// Members that are shown of each item, before anything else.
    pub columns: Vec<String>,
    /// The member that says who the item is from.
    pub from: Option<String>,
    /// The member that is the text of the item.
    pub text: String,
    /// Members that say what the text is; the first that is there counts.
    pub kind: Vec<String>,
    /// The kinds of text that are shown without their kind.
    pub plain: Vec<String>,
    /// What else is shown: names on the way to texts, through structures and lists.
    pub more: Vec<Vec<String>>,
}
