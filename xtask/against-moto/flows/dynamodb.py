"""The flow of dynamodb.rs, by boto3."""

import boto3

client = boto3.client("dynamodb")


def shown(value):
    """The text that dynamodb.rs prints for an attribute."""
    [(kind, value)] = value.items()
    if kind == "M":
        value = ", ".join(f"{name}={shown(item)}" for name, item in sorted(value.items()))
    elif kind == "L":
        value = ", ".join(shown(item) for item in value)
    elif kind == "B":
        value = value.hex()
    elif kind == "BS":
        value = ", ".join(sorted(item.hex() for item in value))
    elif kind in ("SS", "NS"):
        value = ", ".join(sorted(value))
    elif kind in ("BOOL", "NULL"):
        value = str(value).lower()
    return f"{kind}({value})"


for name in ("orders-a", "orders-b", "orders-c"):
    created = client.create_table(
        TableName=name,
        AttributeDefinitions=[
            {"AttributeName": "customer", "AttributeType": "S"},
            {"AttributeName": "number", "AttributeType": "N"},
        ],
        KeySchema=[
            {"AttributeName": "customer", "KeyType": "HASH"},
            {"AttributeName": "number", "KeyType": "RANGE"},
        ],
        GlobalSecondaryIndexes=[
            {
                "IndexName": "by-number",
                "KeySchema": [{"AttributeName": "number", "KeyType": "HASH"}],
                "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["text"]},
            }
        ],
        BillingMode="PAY_PER_REQUEST",
    )["TableDescription"]
    print("created:", created["TableName"], created["TableStatus"], created["ItemCount"])
client.get_waiter("table_exists").wait(TableName="orders-a")

for page in client.get_paginator("list_tables").paginate(PaginationConfig={"PageSize": 2}):
    print("page:", ", ".join(page["TableNames"]))

item = {
    "customer": {"S": "Zoë \"Z\" \\ \n ☃ \U0001f600"},
    "number": {"N": "1"},
    "bytes": {"B": b"\x00\xff\x7f"},
    "texts": {"SS": ["b", "a"]},
    "numbers": {"NS": ["1.50", "-7"]},
    "blobs": {"BS": [b"\x01", b"\x02\x03"]},
    "map": {"M": {"yes": {"BOOL": True}, "nothing": {"NULL": True}}},
    "list": {"L": [{"N": "3.14"}, {"L": []}, {"S": ""}]},
}
client.put_item(TableName="orders-a", Item=item)
key = {"customer": item["customer"], "number": {"N": "1"}}
found = client.get_item(TableName="orders-a", Key=key, ConsistentRead=True)["Item"]
print("item:", shown({"M": found}))

for number in range(2, 6):
    client.put_item(
        TableName="orders-a", Item={"customer": {"S": "Ada"}, "number": {"N": str(number)}, "text": {"S": "x" * number}}
    )
pages = client.get_paginator("query").paginate(
    TableName="orders-a",
    KeyConditionExpression="customer = :c",
    ExpressionAttributeValues={":c": {"S": "Ada"}},
    ScanIndexForward=False,
    PaginationConfig={"PageSize": 3},
)
for page in pages:
    print("page:", page["Count"], [item["number"]["N"] for item in page["Items"]])

try:
    client.update_item(
        TableName="orders-a",
        Key=key,
        UpdateExpression="SET #t = :t",
        ConditionExpression="attribute_not_exists(customer)",
        ExpressionAttributeNames={"#t": "text"},
        ExpressionAttributeValues={":t": {"S": "changed"}},
    )
except client.exceptions.ConditionalCheckFailedException as error:
    print("error:", error.response["Error"]["Code"], "|", error.response["Error"]["Message"])
try:
    client.describe_table(TableName="missing")
except client.exceptions.ResourceNotFoundException as error:
    print("error:", error.response["Error"]["Code"], "|", error.response["Error"]["Message"])

for name in ("orders-a", "orders-b", "orders-c"):
    print("deleted:", client.delete_table(TableName=name)["TableDescription"]["TableStatus"])
print("tables:", client.list_tables()["TableNames"])
