//! Small files, each about a part of the language, with the JSON AST that they stand for.

use farrier::model::{Role, load, to_ast};
use serde_json::{Value, json};

use crate::load::common::source;

/// The shapes of a file, as JSON AST.
fn shapes(text: &str) -> Value {
    let loaded =
        load(&[source("m.smithy", text, Role::Model)]).unwrap_or_else(|problems| panic!("{problems}"));
    to_ast(&loaded.model)["shapes"].take()
}

/// The shapes of version 2.0 in the namespace `ns`.
fn shapes_v2(text: &str) -> Value {
    shapes(&format!("$version: \"2\"\nnamespace ns\n{text}"))
}

fn to(target: &str) -> Value {
    json!({ "target": target })
}

fn with(target: &str, traits: Value) -> Value {
    json!({ "target": target, "traits": traits })
}

#[test]
fn names_are_those_of_use_then_of_the_namespace_then_of_the_prelude() {
    let found = shapes_v2(
        "use aws.protocols#restJson1
         list A { member: String }
         list B { member: Integer }
         list C { member: smithy.api#Integer }
         integer Integer
         @restJson1
         service S {}
         @references([{ resource: R }, { resource: ns#R }])
         structure E { @ids(A$member) a: String }
         resource R {}
         @trait @idRef string ids",
    );
    assert_eq!(found["ns#A"]["member"], to("smithy.api#String"));
    assert_eq!(found["ns#B"]["member"], to("ns#Integer"));
    assert_eq!(found["ns#C"]["member"], to("smithy.api#Integer"));
    assert_eq!(found["ns#S"]["traits"], json!({ "aws.protocols#restJson1": {} }));
    assert_eq!(
        found["ns#E"]["traits"]["smithy.api#references"],
        json!([{ "resource": "ns#R" }, { "resource": "ns#R" }])
    );
    assert_eq!(found["ns#E"]["members"]["a"], with("smithy.api#String", json!({ "ns#ids": "ns#A$member" })));
}

#[test]
fn members_without_a_target_keep_their_place() {
    let found = shapes_v2(
        "resource R { identifiers: { id: Id } properties: { size: Integer } }
         string Id
         @mixin structure M { @required m: String }
         structure S for R with [M] { a: String, @required $id, b: String, $size = 1
            @length(min: 1) $m }",
    );
    let members = &found["ns#S"]["members"];
    assert_eq!(members.as_object().unwrap().keys().collect::<Vec<_>>(), ["m", "a", "id", "b", "size"]);
    assert_eq!(members["id"], with("ns#Id", json!({ "smithy.api#required": {} })));
    assert_eq!(members["size"], with("smithy.api#Integer", json!({ "smithy.api#default": 1 })));
    let traits = json!({ "smithy.api#required": {}, "smithy.api#length": { "min": 1 } });
    assert_eq!(members["m"], with("smithy.api#String", traits));
}

#[test]
fn inline_structures_follow_their_operation() {
    let text = "$version: \"2.0\"
        $operationInputSuffix: \"Request\"
        $operationOutputSuffix: \"Response\"
        namespace ns
        resource R { identifiers: { id: String } }
        @mixin structure M { m: String }
        operation Go {
            input /// not here
                := /// documented
                @sensitive for R with [M] { @required $id }
            output := {}
            errors: [E, F,]
        }
        @error(\"client\") structure E {}
        @error(\"server\") structure F {}";
    let found = shapes(text);
    assert_eq!(
        found.as_object().unwrap().keys().collect::<Vec<_>>(),
        ["ns#R", "ns#Go", "ns#GoRequest", "ns#GoResponse", "ns#E", "ns#F"]
    );
    assert_eq!(
        found["ns#Go"],
        json!({ "type": "operation", "input": to("ns#GoRequest"),
        "output": to("ns#GoResponse"), "errors": [to("ns#E"), to("ns#F")] })
    );
    assert_eq!(
        found["ns#GoRequest"],
        json!({ "type": "structure",
        "members": { "m": to("smithy.api#String"), "id": with("smithy.api#String", json!({ "smithy.api#required": {} })) },
        "traits": { "smithy.api#documentation": "documented", "smithy.api#sensitive": {}, "smithy.api#input": {} } })
    );
    assert_eq!(found["ns#GoResponse"]["traits"], json!({ "smithy.api#output": {} }));
}

#[test]
fn enums_have_values_of_three_forms() {
    let found = shapes_v2(
        "enum E { A, B = \"b\"
            @enumValue(\"c\") C /// dangling
         }
         intEnum I { ONE = 1,
            TWO = 2 // two
         }",
    );
    let value = |name: &str| found["ns#E"]["members"][name]["traits"]["smithy.api#enumValue"].clone();
    assert_eq!([value("A"), value("B"), value("C")], [json!("A"), json!("b"), json!("c")]);
    assert_eq!(
        found["ns#I"]["members"]["TWO"],
        with("smithy.api#Unit", json!({ "smithy.api#enumValue": 2 }))
    );
}

#[test]
fn documentation_is_what_comes_before_the_traits() {
    let found = shapes_v2(
        "/// one
         // no documentation
         ///  two

         @deprecated
         /// ignored
         structure S {
            /// a
            a: String, /// b, from the line before
            b: String
            /// dangling
         }
         /// dangling",
    );
    assert_eq!(found["ns#S"]["traits"]["smithy.api#documentation"], "one\n two");
    assert_eq!(found["ns#S"]["members"]["a"]["traits"]["smithy.api#documentation"], "a");
    assert_eq!(
        found["ns#S"]["members"]["b"]["traits"]["smithy.api#documentation"],
        "b, from the line before"
    );
}

#[test]
fn values_have_all_forms() {
    let found = shapes_v2(
        "@trait structure any {}
         @trait list many { member: String }
         @trait map pairs { key: String, value: Document }
         @trait document free
         @any @many @pairs @free
         string A
         @any() @many([]) @pairs({}) @free(null)
         string B
         @pairs(a: 1, \"b c\": [true, false, null, -1.50e+2, [], {}], c: { d: \"\\u0041\\n\", }, true: B)
         @tags([\"a\"]) @tags([\"b\"])
         @free(\"\"\"
             a \\
             b
               \"c\"\"\")
         string C",
    );
    let empty = json!({ "ns#any": {}, "ns#many": [], "ns#pairs": {}, "ns#free": null });
    assert_eq!(found["ns#A"]["traits"], empty);
    assert_eq!(found["ns#B"]["traits"], empty);
    let number: Value = serde_json::from_str("-1.50e+2").unwrap();
    assert_eq!(
        found["ns#C"]["traits"],
        json!({
            "ns#pairs": { "a": 1, "b c": [true, false, null, number, [], {}], "c": { "d": "A\n" }, "true": "ns#B" },
            "smithy.api#tags": ["a", "b"],
            "ns#free": "a b\n  \"c",
        })
    );
}

#[test]
fn services_and_resources_have_all_properties() {
    let found = shapes_v2(
        "service S {
            version: \"1\", operations: [Go], resources: [\"R\", ns#T], errors: [E]
            rename: { \"ns#E\": \"Failure\" }
         }
         resource R {
            identifiers: { id: String } properties: { size: Integer }
            list: Go delete: Go update: Go read: Go create: Go put: Go
            operations: [Go] collectionOperations: [Go] resources: [T]
         }
         resource T {}
         operation Go {}
         @error(\"client\") structure E {}",
    );
    assert_eq!(
        found["ns#S"],
        json!({ "type": "service", "version": "1", "operations": [to("ns#Go")],
        "resources": [to("ns#R"), to("ns#T")], "errors": [to("ns#E")], "rename": { "ns#E": "Failure" } })
    );
    let resource = found["ns#R"].as_object().unwrap();
    assert_eq!(
        resource.keys().collect::<Vec<_>>(),
        [
            "type",
            "identifiers",
            "properties",
            "put",
            "create",
            "read",
            "update",
            "delete",
            "list",
            "operations",
            "collectionOperations",
            "resources"
        ]
    );
    assert_eq!(
        found["ns#Go"],
        json!({ "type": "operation", "input": to("smithy.api#Unit"), "output": to("smithy.api#Unit") })
    );
}

#[test]
fn line_breaks_and_byte_order_marks_do_not_matter() {
    let text = "\u{feff}$version: \"2\"\r\nnamespace ns\r\n/// a\r\n/// b\r\n@tags([\"c\r\nd\"])\r\nstring S // e\r\nstring T\r\n";
    let found = shapes(text);
    assert_eq!(
        found["ns#S"]["traits"],
        json!({ "smithy.api#documentation": "a\nb", "smithy.api#tags": ["c\nd"] })
    );
    assert_eq!(shapes(&text.replace("\r\n", "\n").replace('\u{feff}', "")), found);
}

#[test]
fn version_1_is_lifted_as_in_json() {
    let found = shapes(
        "namespace ns
         set A { member: B }
         @enum([{ name: \"X\", value: \"x\" }]) string B
         structure C { a: PrimitiveInteger, @box b: PrimitiveInteger, c: Integer }",
    );
    assert_eq!(found["ns#A"]["traits"], json!({ "smithy.api#uniqueItems": {} }));
    assert_eq!(found["ns#B"]["type"], "enum");
    assert_eq!(found["ns#C"]["members"]["a"]["traits"], json!({ "smithy.api#default": 0 }));
    assert_eq!(found["ns#C"]["members"]["b"]["traits"], json!({ "smithy.api#default": null }));
    assert_eq!(found["ns#C"]["members"]["c"], to("smithy.api#Integer"));
}

#[test]
fn common_traits_need_no_definitions() {
    let found = shapes_v2(
        "use aws.auth#sigv4
         use smithy.waiters#waitable
         use alloy#simpleRestJson
         @auth([sigv4, httpBearerAuth]) @sigv4(name: \"s\") @httpBearerAuth @simpleRestJson
         @aws.api#service(sdkId: \"S\")
         @smithy.rules#clientContextParams(a: { type: \"string\" })
         service S { operations: [Go] }
         @waitable(Done: { acceptors: [{ state: \"success\", matcher: { success: true } }] })
         @smithy.test#smokeTests
         operation Go {}",
    );
    let traits = &found["ns#S"]["traits"];
    assert_eq!(traits["smithy.api#auth"], json!(["aws.auth#sigv4", "smithy.api#httpBearerAuth"]));
    assert_eq!(traits["aws.auth#sigv4"], json!({ "name": "s" }));
    assert_eq!(traits["alloy#simpleRestJson"], json!({}));
    assert_eq!(found["ns#Go"]["traits"]["smithy.test#smokeTests"], json!([]));
}
