//! Kinesis: creates streams, lists them by pages, writes and reads records of bytes, receives a modelled error, and deletes the streams.
//! kinesis.py does the same.

use std::error::Error;

use kinesis::CallError;
use kinesis::blocking::Client;
use kinesis::config::Environment;
use kinesis::operation::{
    CreateStreamInput, DeleteStreamInput, DescribeStreamSummaryInput, GetRecordsInput, GetShardIteratorInput,
    ListShardsInput, ListStreamsInput, PutRecordError, PutRecordInput,
};
use kinesis::types::ShardIteratorType;

const STREAMS: [&str; 3] = ["clicks-a", "clicks-b", "clicks-c"];

fn main() -> Result<(), Box<dyn Error>> {
    let client = Client::builder().environment(&Environment::from_env()?).build()?;
    for name in STREAMS {
        let tags = [("team".to_owned(), "web & app".to_owned())];
        client.create_stream(CreateStreamInput::new(name).shard_count(3).tags(tags)).send()?;
    }
    for page in client.list_streams(ListStreamsInput::new().limit(2)).pages() {
        let page = page?;
        println!("page: {} {}", page.stream_names.join(", "), page.has_more_streams);
    }
    // moto reports more streams, and has no token for them.
    let rest = ListStreamsInput::new().exclusive_start_stream_name(STREAMS[1]);
    let rest = client.list_streams(rest).send()?;
    println!("rest: {} {}", rest.stream_names.join(", "), rest.has_more_streams);
    let of_first = ListShardsInput::new().stream_name(STREAMS[0]).max_results(2);
    for shard in client.list_shards(of_first).items() {
        let shard = shard?;
        let range = shard.hash_key_range;
        println!("shard: {} {} {}", shard.shard_id, range.starting_hash_key, range.ending_hash_key);
    }
    let of_first = DescribeStreamSummaryInput::new().stream_name(STREAMS[0]);
    let stream = client.describe_stream_summary(of_first).send()?.stream_description_summary;
    let (arn, status) = (stream.stream_arn, stream.stream_status);
    println!("stream: {arn} {status} {} {}", stream.open_shard_count, stream.retention_period_hours);
    records(&client)?;
    let to_missing = PutRecordInput::new(b"x".to_vec()).stream_name("missing").partition_key("k");
    match client.put_record(to_missing).send() {
        Err(CallError::Service(PutRecordError::ResourceNotFoundException(error))) => {
            println!("error: ResourceNotFoundException | {}", error.message.unwrap_or_default());
        }
        other => return Err(format!("no modelled error: {other:?}").into()),
    }
    for name in STREAMS {
        let input = DeleteStreamInput::new().stream_name(name).enforce_consumer_deletion(false);
        client.delete_stream(input).send()?;
    }
    println!("streams: {:?}", client.list_streams(ListStreamsInput::new()).send()?.stream_names);
    Ok(())
}

fn records(client: &Client) -> Result<(), Box<dyn Error>> {
    for data in [Vec::new(), b"text".to_vec(), (0..=255).collect()] {
        let input =
            PutRecordInput::new(data).stream_name(STREAMS[0]).partition_key("é").explicit_hash_key("0");
        let put = client.put_record(input).send()?;
        println!("put: {} {}", put.shard_id, put.sequence_number);
    }
    let input = GetShardIteratorInput::new("shardId-000000000000", ShardIteratorType::TrimHorizon);
    let mut iterator = client.get_shard_iterator(input.stream_name(STREAMS[0])).send()?.shard_iterator;
    while let Some(next) = iterator {
        let read = client.get_records(GetRecordsInput::new(next).limit(2)).send()?;
        if read.records.is_empty() {
            break;
        }
        for record in read.records {
            let hex: String = record.data.iter().map(|byte| format!("{byte:02x}")).collect();
            println!("record: {} {} {hex}", record.sequence_number, record.partition_key.unwrap_or_default());
        }
        iterator = read.next_shard_iterator;
    }
    Ok(())
}
