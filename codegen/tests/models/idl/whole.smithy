$version: "2.0"
$operationInputSuffix: "Request"
metadata m = [{ a: 1.5e3, "b": null }, smithy.api#String, true]
namespace ns.a // a comment
use aws.protocols#restJson1

/// documentation é
@restJson1 @title("\u00e9\n")
service S { version: "1", operations: [Go], resources: [R], rename: { "ns.a#E": "F" } }
resource R { identifiers: { id: String }, properties: { size: Integer } }
@http(method: "POST", uri: "/") operation Go {
    input := for R with [M] { @required $id, $m, n: Integer = 1
    }
    output: Out
    errors: [E]
}
@mixin structure M { m: String }
structure Out { e: Kind, i: Number, l: List, p: Map, u: Union, d: Document }
enum Kind { A, B = "b"
}
intEnum Number { ONE = 1
}
list List { member: Out }
map Map { key: String, value: Timestamp }
union Union { a: Blob, b: BigDecimal }
@error("client") structure E {}
apply Out$e @documentation("""
    text
      \"more\"
    """)
apply E { @deprecated(since: "1", message: "no") @tags(["a"]) }
