//! DynamoDB: creates tables, lists them by pages, writes and reads items with all kinds of attributes, queries by pages, receives two
//! modelled errors, and deletes the tables. dynamodb.py does the same.

use std::collections::BTreeMap;
use std::error::Error;
use std::time::Duration;

use dynamodb::blocking::Client;
use dynamodb::config::Environment;
use dynamodb::operation::{
    CreateTableInput, DeleteTableInput, DescribeTableError, DescribeTableInput, GetItemInput,
    ListTablesInput, PutItemInput, QueryInput, UpdateItemError, UpdateItemInput,
};
use dynamodb::types::{
    AttributeDefinition, AttributeValue, BillingMode, GlobalSecondaryIndex, KeySchemaElement, KeyType,
    Projection, ProjectionType, ScalarAttributeType,
};
use dynamodb::{Blob, CallError};

const TABLES: [&str; 3] = ["orders-a", "orders-b", "orders-c"];

fn main() -> Result<(), Box<dyn Error>> {
    let client = Client::builder().environment(&Environment::from_env()?).build()?;
    for name in TABLES {
        let created = client.create_table(table(name)).send()?.table_description.unwrap_or_default();
        let status = created.table_status.ok_or("no status")?;
        let (name, count) = (created.table_name.unwrap_or_default(), created.item_count.unwrap_or(-1));
        println!("created: {name} {status} {count}");
    }
    client.wait_until_table_exists(DescribeTableInput::new(TABLES[0]), Duration::from_secs(5))?;
    for page in client.list_tables(ListTablesInput::new().limit(2)).pages() {
        println!("page: {}", page?.table_names.unwrap_or_default().join(", "));
    }
    let key = items(&client)?;
    errors(&client, key)?;
    for name in TABLES {
        let deleted = client.delete_table(DeleteTableInput::new(name)).send()?.table_description;
        println!("deleted: {}", deleted.and_then(|table| table.table_status).ok_or("no status")?);
    }
    println!(
        "tables: {:?}",
        client.list_tables(ListTablesInput::new()).send()?.table_names.unwrap_or_default()
    );
    Ok(())
}

fn table(name: &str) -> CreateTableInput {
    let number = || KeySchemaElement::new("number", KeyType::Hash);
    let projection =
        Projection::new().projection_type(ProjectionType::Include).non_key_attributes(["text".to_owned()]);
    CreateTableInput::new(name)
        .attribute_definitions([
            AttributeDefinition::new("customer", ScalarAttributeType::S),
            AttributeDefinition::new("number", ScalarAttributeType::N),
        ])
        .key_schema([
            KeySchemaElement::new("customer", KeyType::Hash),
            KeySchemaElement::new("number", KeyType::Range),
        ])
        .global_secondary_indexes([GlobalSecondaryIndex::new("by-number", [number()], projection)])
        .billing_mode(BillingMode::PayPerRequest)
}

/// Writes and reads items; returns the key of the first.
fn items(client: &Client) -> Result<Attributes, Box<dyn Error>> {
    let item = every_kind();
    let key: Attributes =
        ["customer", "number"].into_iter().map(|name| (name.to_owned(), item[name].clone())).collect();
    client.put_item(PutItemInput::new(TABLES[0], item)).send()?;
    let found = client.get_item(GetItemInput::new(TABLES[0], key.clone()).consistent_read(true)).send()?;
    println!("item: {}", shown(&AttributeValue::new().m(found.item.unwrap_or_default())));

    for number in 2..6 {
        let item = [
            ("customer", text("Ada")),
            ("number", AttributeValue::new().n(number.to_string())),
            ("text", text(&"x".repeat(number))),
        ];
        client
            .put_item(PutItemInput::new(TABLES[0], item.map(|(name, value)| (name.to_owned(), value))))
            .send()?;
    }
    let query = QueryInput::new(TABLES[0])
        .key_condition_expression("customer = :c")
        .expression_attribute_values([(":c".to_owned(), text("Ada"))])
        .scan_index_forward(false)
        .limit(3);
    for page in client.query(query).pages() {
        let page = page?;
        let items = page.items.unwrap_or_default();
        let numbers: Vec<_> = items.iter().filter_map(|item| item["number"].n.clone()).collect();
        // As Python prints a list.
        println!("page: {} {}", page.count.unwrap_or(-1), format!("{numbers:?}").replace('"', "'"));
    }
    Ok(key)
}

fn errors(client: &Client, key: Attributes) -> Result<(), Box<dyn Error>> {
    let update = UpdateItemInput::new(TABLES[0], key)
        .update_expression("SET #t = :t")
        .condition_expression("attribute_not_exists(customer)")
        .expression_attribute_names([("#t".to_owned(), "text".to_owned())])
        .expression_attribute_values([(":t".to_owned(), text("changed"))]);
    match client.update_item(update).send() {
        Err(CallError::Service(UpdateItemError::ConditionalCheckFailedException(error))) => {
            println!("error: ConditionalCheckFailedException | {}", error.message.unwrap_or_default());
        }
        other => return Err(format!("no modelled error: {other:?}").into()),
    }
    match client.describe_table(DescribeTableInput::new("missing")).send() {
        Err(CallError::Service(DescribeTableError::ResourceNotFoundException(error))) => {
            println!("error: ResourceNotFoundException | {}", error.message.unwrap_or_default());
        }
        other => return Err(format!("no modelled error: {other:?}").into()),
    }
    Ok(())
}

type Attributes = BTreeMap<String, AttributeValue>;

fn text(text: &str) -> AttributeValue {
    AttributeValue::new().s(text)
}

fn every_kind() -> Attributes {
    let value = AttributeValue::new;
    let owned = |texts: [&str; 2]| texts.map(str::to_owned);
    let map = [("yes", value().bool(true)), ("nothing", value().null(true))];
    let attributes = [
        ("customer", text("Zoë \"Z\" \\ \n ☃ \u{1f600}")),
        ("number", value().n("1")),
        ("bytes", value().b(vec![0x00, 0xff, 0x7f])),
        ("texts", value().ss(owned(["b", "a"]))),
        ("numbers", value().ns(owned(["1.50", "-7"]))),
        ("blobs", value().bs([Blob::from(vec![1]), Blob::from(vec![2, 3])])),
        ("map", value().m(map.map(|(name, value)| (name.to_owned(), value)))),
        ("list", value().l([value().n("3.14"), value().l([]), text("")])),
    ];
    attributes.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// An attribute with its kind; sets are sorted.
fn shown(value: &AttributeValue) -> String {
    let hex = |blob: &Blob| blob.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let set = |mut items: Vec<String>| {
        items.sort();
        items.join(", ")
    };
    let kinds = [
        ("S", value.s.clone()),
        ("N", value.n.clone()),
        ("B", value.b.as_ref().map(hex)),
        ("SS", value.ss.clone().map(set)),
        ("NS", value.ns.clone().map(set)),
        ("BS", value.bs.as_ref().map(|blobs| set(blobs.iter().map(hex).collect()))),
        (
            "M",
            value.m.as_ref().map(|map| {
                map.iter()
                    .map(|(name, value)| format!("{name}={}", shown(value)))
                    .collect::<Vec<_>>()
                    .join(", ")
            }),
        ),
        ("L", value.l.as_ref().map(|list| list.iter().map(shown).collect::<Vec<_>>().join(", "))),
        ("NULL", value.null.map(|null| null.to_string())),
        ("BOOL", value.bool.map(|bool| bool.to_string())),
    ];
    let found = kinds.into_iter().filter_map(|(kind, value)| Some(format!("{kind}({})", value?)));
    found.collect::<Vec<_>>().join(" and ")
}
