//! S3: creates a bucket, writes, lists by pages, reads whole and in part, tags, and deletes objects, receives modelled errors, and deletes the
//! bucket. s3.py does the same.

use std::error::Error;

use s3::CallError;
use s3::blocking::Client;
use s3::config::Environment;
use s3::operation::{
    CreateBucketError, CreateBucketRequest, DeleteBucketRequest, DeleteObjectsRequest,
    GetBucketLocationRequest, GetObjectError, GetObjectRequest, GetObjectTaggingRequest, HeadObjectRequest,
    ListBucketsRequest, ListObjectsV2Request, PutObjectRequest, PutObjectTaggingRequest,
};
use s3::types::{
    BucketLocationConstraint, CreateBucketConfiguration, Delete, ObjectIdentifier, Tag, Tagging,
};

const BUCKET: &str = "shop-photos";
const KEYS: [&str; 5] = ["a/1.txt", "a/2 +é.txt", "a/3&<>.txt", "b/1.txt", "c"];

fn main() -> Result<(), Box<dyn Error>> {
    let client = Client::builder().environment(&Environment::from_env()?).build()?;
    client.create_bucket(bucket()).send()?;
    let location = client.get_bucket_location(GetBucketLocationRequest::new(BUCKET)).send()?;
    println!("location: {}", location.location_constraint.ok_or("no location")?);
    for key in KEYS {
        let input = PutObjectRequest::new(BUCKET, key)
            .body(key.as_bytes().to_vec())
            .content_type("text/plain; charset=utf-8")
            .metadata([("team".to_owned(), "web".to_owned())])
            .tagging("k=v&x=a%20b");
        let put = client.put_object(input).send()?;
        println!("put: {} {}", put.e_tag.unwrap_or_default(), put.checksum_crc32.unwrap_or_default());
    }
    list(&client)?;
    read(&client)?;
    errors(&client)?;
    let keys = KEYS.into_iter().chain(["missing"]).map(ObjectIdentifier::new);
    let deleted = client
        .delete_objects(DeleteObjectsRequest::new(BUCKET, Delete::new(keys.collect::<Vec<_>>())))
        .send()?;
    let deleted = deleted.deleted.unwrap_or_default().into_iter().filter_map(|one| one.key);
    let mut deleted: Vec<String> = deleted.collect();
    deleted.sort();
    println!("deleted: {}", deleted.join(", "));
    client.delete_bucket(DeleteBucketRequest::new(BUCKET)).send()?;
    let rest = client.list_buckets(ListBucketsRequest::new()).send()?.buckets;
    println!("buckets: {}", rest.map_or(0, |buckets| buckets.len()));
    Ok(())
}

fn bucket() -> CreateBucketRequest {
    let region = CreateBucketConfiguration::new().location_constraint(BucketLocationConstraint::EuWest1);
    CreateBucketRequest::new(BUCKET).create_bucket_configuration(region)
}

fn list(client: &Client) -> Result<(), Box<dyn Error>> {
    for page in client.list_objects_v2(ListObjectsV2Request::new(BUCKET).prefix("a/").max_keys(2)).pages() {
        let page = page?;
        println!("page: {} {}", page.key_count.unwrap_or(-1), page.is_truncated.unwrap_or_default());
        for found in page.contents.unwrap_or_default() {
            let [key, tag] = [found.key, found.e_tag].map(Option::unwrap_or_default);
            println!("object: {key} {} {tag}", found.size.unwrap_or(-1));
        }
    }
    let folders = client.list_objects_v2(ListObjectsV2Request::new(BUCKET).delimiter("/")).send()?;
    let prefixes = folders.common_prefixes.unwrap_or_default().into_iter().filter_map(|one| one.prefix);
    let keys = folders.contents.unwrap_or_default().into_iter().filter_map(|one| one.key);
    let (prefixes, keys): (Vec<String>, Vec<String>) = (prefixes.collect(), keys.collect());
    println!("folders: {} | {}", prefixes.join(", "), keys.join(", "));
    Ok(())
}

fn read(client: &Client) -> Result<(), Box<dyn Error>> {
    let got = client.get_object(GetObjectRequest::new(BUCKET, KEYS[1])).send()?;
    let (kind, team) = (got.content_type.unwrap_or_default(), &got.metadata.unwrap_or_default()["team"]);
    let text = String::from_utf8(got.body.unwrap_or_default().to_vec())?;
    println!("got: {kind} {} {team} {text}", got.content_length.unwrap_or(-1));
    let part = client.get_object(GetObjectRequest::new(BUCKET, KEYS[0]).range("bytes=2-3")).send()?;
    let text = String::from_utf8(part.body.unwrap_or_default().to_vec())?;
    println!("part: {} {text}", part.content_range.unwrap_or_default());
    let head = client.head_object(HeadObjectRequest::new(BUCKET, "c")).send()?;
    println!("head: {} {}", head.content_length.unwrap_or(-1), head.e_tag.unwrap_or_default());
    let tags = Tagging::new([Tag::new("a", "b c"), Tag::new("empty", "")]);
    client.put_object_tagging(PutObjectTaggingRequest::new(BUCKET, "c", tags)).send()?;
    let tags = client.get_object_tagging(GetObjectTaggingRequest::new(BUCKET, "c")).send()?.tag_set;
    let tags: Vec<String> = tags.iter().map(|tag| format!("{}={}", tag.key, tag.value)).collect();
    println!("tags: {}", tags.join(", "));
    Ok(())
}

fn errors(client: &Client) -> Result<(), Box<dyn Error>> {
    match client.get_object(GetObjectRequest::new(BUCKET, "missing")).send() {
        Err(error @ CallError::Service(GetObjectError::NoSuchKey(_))) => {
            println!("error: {} | {}", error.code().unwrap_or("none"), error.message().unwrap_or("none"));
        }
        other => return Err(format!("no modelled error: {other:?}").into()),
    }
    match client.head_object(HeadObjectRequest::new(BUCKET, "missing")).send() {
        // Without a body, only the status says it.
        Err(error) => println!("error: {}", error.status().ok_or("no status")?.as_u16()),
        Ok(head) => return Err(format!("no error: {head:?}").into()),
    }
    match client.create_bucket(bucket()).send() {
        Err(error @ CallError::Service(CreateBucketError::BucketAlreadyOwnedByYou(_))) => {
            println!("error: {}", error.code().unwrap_or("none"));
        }
        other => return Err(format!("no modelled error: {other:?}").into()),
    }
    Ok(())
}
