//! The obstacle course for names: models whose shapes, members, operations, errors and enum values have the names of
//! generated items, reserved names of Rust, or names that become equal.

use std::collections::HashSet;

use serde_json::{Map, Value, json};

/// Keywords of all editions, in use, reserved and weak.
const KEYWORDS: &str = "abstract as async auto await become box break const continue crate default do dyn else enum \
    extern false final fn for gen if impl in let loop macro macro_rules match mod move mut override priv pub raw ref \
    return safe self Self static struct super trait true try type typeof union unsafe unsized use virtual where while \
    yield";

/// The prelude, primitive types, derives and attributes.
const RUST: &str = "Box Vec String Option Some None Result Ok Err Clone Copy Debug Default Drop Eq Fn FnMut FnOnce From \
    Hash Into Iterator Ord PartialEq PartialOrd Send Sized Sync ToOwned ToString TryFrom TryInto Unpin AsRef AsMut \
    Future IntoFuture Extend DoubleEndedIterator FromStr Display Infallible BTreeMap HashMap bool char str i8 i16 i32 \
    i64 i128 isize u8 u16 u32 u64 u128 usize f32 f64 cfg cfg_attr derive doc test deprecated forbid allow must_use \
    non_exhaustive println panic assert_eq vec std core alloc main cli run tool shapes table command";

/// Names of generated items.
const OWN: &str = "Error Response Operation Endpoint Request RequestBuilder Answer ErrorMetadata ServiceError Retry \
    Malformed EncodeError DecodeError InvalidEndpoint Redacted NonEmpty Timestamp Blob Document Number Unmodelled \
    Unknown Unit Input Output Method HeaderMap StatusCode Reader Writer ToJson FromJson Plain Serialize Deserialize \
    runtime json http serde metadata operation types error lib body header label path method input output request \
    answer endpoint object value name code message status headers f other known text encode decode decode_response \
    read read_error read_output modelled corrected set_idempotency_token make deserializer serializer VALUES NAME \
    SUCCESS case_names response send tests as_str into_output get_or_insert_with";

/// Setters and methods that clippy or the language reserves.
const METHODS: &str = "new set_new clone set_clone from_str from to_string to_x as_x is_x into_x from_x into try_into eq \
    cmp hash fmt drop add sub not neg next iter into_iter len is_empty borrow deref index as_ref as_mut to_owned \
    type_id take unwrap";

/// Unusual forms: digits, underscores, single letters, acronyms, and a very long one.
const ODD: &str = "_1 _2x a_1 a1b2 x y Z T S D _leading __two trailing_ two__in__between SCREAMING_CASE camelCase ABC \
    ARN IPv6 externalIPs WebRTCConnection OAuth2Token ThisNameIsVeryLongSinceSomebodyHadToPutEverythingIntoItThat\
    CameToMindAtTheTimeWithoutAnyRegardForThoseWhoHaveToReadItLater";

/// Names that become equal; only for members and enum values, since such shapes are rejected.
const COLLIDING: &str = "fooBar foo_bar FooBar Foo_Bar fooBar_2 foo_bar_2 _fooBar type_2 Type TYPE typE";

fn words(lists: &[&'static str]) -> Vec<&'static str> {
    lists.iter().flat_map(|list| list.split_whitespace()).collect()
}

/// Returns all words that shapes of one service can have together: no two equal except for case and underscores.
fn shape_words() -> Vec<&'static str> {
    let mut seen = HashSet::new();
    let mut all = words(&[RUST, OWN, KEYWORDS, METHODS, ODD]);
    all.retain(|word| seen.insert(word.replace('_', "").to_lowercase()));
    all
}

/// Returns every word, each once: members and enum values may be equal in this way.
fn member_words() -> Vec<&'static str> {
    let mut seen = HashSet::new();
    let mut all = words(&[KEYWORDS, RUST, OWN, METHODS, ODD, COLLIDING]);
    all.retain(|word| seen.insert(*word));
    all
}

/// The models by the name of their package.
pub(crate) fn models() -> Vec<(&'static str, Value)> {
    vec![
        ("names_structures", structures()),
        ("names_enums", enums()),
        ("names_errors", errors()),
        ("names_operations", operations()),
        ("names_input_members", input_members()),
        ("names_output_members", output_members()),
        ("names_error_members", error_members()),
        ("names_bound_members", bound_members()),
        ("names_values", values()),
        ("names_newtypes", newtypes()),
    ]
}

/// Every word is a structure, decoded and encoded, required and optional, in lists and maps.
fn structures() -> Value {
    let mut model = Shapes::default();
    let words = shape_words();
    for word in &words {
        model.add(
            &format!("n#{word}"),
            json!({ "type": "structure", "members": { "member": to("smithy.api#String") } }),
        );
    }
    let mut members = Map::new();
    for (number, word) in words.iter().enumerate() {
        let target = format!("n#{word}");
        model.add(&format!("list#List{number}"), json!({ "type": "list", "member": to(&target) }));
        members.insert(format!("{word}R{number}"), required(&target));
        members.insert(format!("{word}O{number}"), to(&target));
        members.insert(format!("{word}L{number}"), to(&format!("list#List{number}")));
    }
    model.add("m#Holder0", json!({ "type": "structure", "members": members }));
    model.holding("m#Holder0")
}

/// Every word is an enum.
fn enums() -> Value {
    let mut model = Shapes::default();
    let mut members = Map::new();
    for (number, word) in shape_words().into_iter().enumerate() {
        let id = format!("n#{word}");
        model.add(
            &id,
            json!({ "type": "enum", "members": { "A": to("smithy.api#Unit"), "B": to("smithy.api#Unit") } }),
        );
        members.insert(format!("r{number}"), required(&id));
        members.insert(format!("o{number}"), to(&id));
    }
    model.add("m#Holder0", json!({ "type": "structure", "members": members }));
    model.holding("m#Holder0")
}

/// Every word is an error of one operation.
fn errors() -> Value {
    let mut model = Shapes::default();
    let mut errors = Vec::new();
    for word in shape_words() {
        let id = format!("n#{word}");
        model.add(
            &id,
            json!({ "type": "structure", "members": { "message": to("smithy.api#String"), "m": to("smithy.api#String") },
                "traits": { "smithy.api#error": "client" } }),
        );
        errors.push(to(&id));
    }
    model.operation("m#Do0", "/do", json!({ "errors": errors }));
    model.finish()
}

/// Every word is an operation, with an input and output of its own name and without any.
fn operations() -> Value {
    let mut model = Shapes::default();
    for (number, word) in shape_words().into_iter().enumerate() {
        let mut operation = json!({});
        if number % 2 == 0 {
            let members = json!({ "member": to("smithy.api#String"), "must": required("smithy.api#String") });
            model.add(
                &format!("in#{word}Request{number}"),
                json!({ "type": "structure", "members": members }),
            );
            model.add(
                &format!("out#{word}Response{number}"),
                json!({ "type": "structure", "members": members }),
            );
            operation = json!({
                "input": to(&format!("in#{word}Request{number}")), "output": to(&format!("out#{word}Response{number}")) });
        }
        model.operation(&format!("n#{word}"), &format!("/o{number}"), operation);
    }
    model.finish()
}

/// Every word is a member, once required and once optional, of an input and of a nested structure.
fn input_members() -> Value {
    let mut model = Shapes::default();
    model.members("m#Required0", required);
    model.members("m#Optional0", to);
    model.members("m#RequiredInput0", required);
    model.members("m#OptionalInput0", to);
    model.add(
        "m#Both0",
        json!({ "type": "structure", "members": {
        "first": required("m#Required0"), "second": to("m#Optional0") } }),
    );
    model.operation("m#Do1", "/1", json!({ "input": to("m#Both0") }));
    model.operation("m#Do2", "/2", json!({ "input": to("m#RequiredInput0") }));
    model.operation("m#Do3", "/3", json!({ "input": to("m#OptionalInput0") }));
    model.finish()
}

/// The same for an output.
fn output_members() -> Value {
    let mut model = Shapes::default();
    model.add("n#Secret0", json!({ "type": "string", "traits": { "smithy.api#sensitive": {} } }));
    model.members("m#Required0", required);
    model.members("m#Optional0", |_| to("n#Secret0"));
    model.members("m#RequiredOutput0", |_| required("n#Secret0"));
    model.members("m#OptionalOutput0", to);
    model.add(
        "m#Both0",
        json!({ "type": "structure", "members": {
        "first": required("m#Required0"), "second": to("m#Optional0") } }),
    );
    model.operation("m#Do1", "/1", json!({ "output": to("m#Both0") }));
    model.operation("m#Do2", "/2", json!({ "output": to("m#RequiredOutput0") }));
    model.operation("m#Do3", "/3", json!({ "output": to("m#OptionalOutput0") }));
    model.finish()
}

/// The same for errors.
fn error_members() -> Value {
    let mut model = Shapes::default();
    model.members("m#Required0", required);
    model.members("m#Optional0", to);
    for id in ["m#Required0", "m#Optional0"] {
        model.0[id]["traits"] = json!({ "smithy.api#error": "server" });
    }
    model.operation("m#Do1", "/1", json!({ "errors": [to("m#Required0"), to("m#Optional0")] }));
    model.finish()
}

/// Every word is a label of a path, and a header.
fn bound_members() -> Value {
    let mut model = Shapes::default();
    let mut uri = String::new();
    let (mut labels, mut headers) = (Map::new(), Map::new());
    for (number, word) in member_words().into_iter().enumerate() {
        uri.push_str(&format!("/{{{word}}}"));
        let mut label = required("smithy.api#String");
        label["traits"]["smithy.api#httpLabel"] = json!({});
        labels.insert(word.to_owned(), label);
        let mut header = to("smithy.api#String");
        header["traits"] = json!({ "smithy.api#httpHeader": format!("x-{number}") });
        headers.insert(word.to_owned(), header);
    }
    model.add("m#Labels0", json!({ "type": "structure", "members": labels }));
    model.add("m#Headers0", json!({ "type": "structure", "members": headers }));
    model.operation("m#Do1", &uri, json!({ "input": to("m#Labels0") }));
    model.operation("m#Do2", "/", json!({ "input": to("m#Headers0") }));
    model.finish()
}

/// Every word is a value of an enum.
fn values() -> Value {
    let mut model = Shapes::default();
    let members: Map<String, Value> =
        member_words().into_iter().map(|word| (word.to_owned(), to("smithy.api#Unit"))).collect();
    model.add("m#Kind0", json!({ "type": "enum", "members": members }));
    model.add(
        "m#Holder0",
        json!({ "type": "structure", "members": { "a": required("m#Kind0"), "b": to("m#Kind0") } }),
    );
    model.holding("m#Holder0")
}

/// Every word that may be a newtype is one; `naming` rejects the others, as `rejects.rs` tests.
fn newtypes() -> Value {
    let mut model = Shapes::default();
    let mut members = Map::new();
    let fit = |word: &&str| word.starts_with(|c: char| c.is_ascii_uppercase()) && !word.contains('_');
    for (number, word) in words(&[OWN, ODD]).into_iter().filter(fit).enumerate() {
        let mut member = required("smithy.api#String");
        member["traits"]["farrier#newtype"] = json!(word);
        members.insert(format!("m{number}"), member);
    }
    model.add("m#Holder0", json!({ "type": "structure", "members": members }));
    model.holding("m#Holder0")
}

/// Shapes of a model, and the operations of its service.
#[derive(Default)]
struct Shapes(Map<String, Value>, Vec<Value>);

impl Shapes {
    fn add(&mut self, id: &str, shape: Value) {
        assert!(self.0.insert(id.to_owned(), shape).is_none(), "{id} twice");
    }

    /// A structure with every word as a member.
    fn members(&mut self, id: &str, member: impl Fn(&str) -> Value) {
        let members: Map<String, Value> =
            member_words().into_iter().map(|word| (word.to_owned(), member("smithy.api#String"))).collect();
        self.add(id, json!({ "type": "structure", "members": members }));
    }

    fn operation(&mut self, id: &str, uri: &str, mut operation: Value) {
        operation["type"] = json!("operation");
        operation["traits"] = json!({ "smithy.api#http": { "method": "POST", "uri": uri } });
        self.add(id, operation);
        self.1.push(to(id));
    }

    /// The model, with an operation that takes and returns a structure.
    fn holding(mut self, id: &str) -> Value {
        self.add("m#DoIn0", json!({ "type": "structure", "members": { "a": required(id) } }));
        self.add("m#DoOut0", json!({ "type": "structure", "members": { "a": required(id), "b": to(id) } }));
        self.operation("m#Do0", "/do", json!({ "input": to("m#DoIn0"), "output": to("m#DoOut0") }));
        self.finish()
    }

    fn finish(mut self) -> Value {
        let traits = json!({ "aws.protocols#restJson1": {} });
        let operations = std::mem::take(&mut self.1);
        self.add(
            "m#Names",
            json!({ "type": "service", "version": "1", "operations": operations, "traits": traits }),
        );
        json!({ "smithy": "2.0", "shapes": self.0 })
    }
}

fn to(target: &str) -> Value {
    json!({ "target": target })
}

fn required(target: &str) -> Value {
    json!({ "target": target, "traits": { "smithy.api#required": {} } })
}
