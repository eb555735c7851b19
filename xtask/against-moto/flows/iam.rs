//! IAM: creates roles, lists them by pages, reads one with its escaped document, changes its policies, receives two modelled errors, and
//! deletes the roles. iam.py does the same.

use std::error::Error;

use iam::CallError;
use iam::blocking::Client;
use iam::config::Environment;
use iam::operation::{
    CreateRoleError, CreateRoleRequest, DeleteRolePolicyRequest, DeleteRoleRequest, GetRoleError,
    GetRoleRequest, ListRolePoliciesRequest, ListRolesRequest, PutRolePolicyRequest,
};
use iam::types::Tag;

const ROLES: [&str; 3] = ["reader-a", "reader-b", "reader-c"];
const TRUST: &str = r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "ec2"}, "Action": "sts:AssumeRole"}]}"#;
const ACCESS: &str =
    r#"{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}}"#;

fn main() -> Result<(), Box<dyn Error>> {
    let client = Client::builder().environment(&Environment::from_env()?).build()?;
    for name in ROLES {
        let input = CreateRoleRequest::new(name, TRUST)
            .path("/team/")
            .description("reads <all> & more, é")
            .tags([Tag::new("team", "web"), Tag::new("empty", "")]);
        let role = client.create_role(input).send()?.role;
        println!("created: {} {} {}", role.arn, role.role_id, role.max_session_duration.unwrap_or(-1));
    }
    for page in client.list_roles(ListRolesRequest::new().path_prefix("/team/").max_items(2)).pages() {
        let page = page?;
        let names: Vec<String> = page.roles.into_iter().map(|role| role.role_name).collect();
        println!("page: {} {}", names.join(", "), page.is_truncated.unwrap_or_default());
    }
    let role = client.get_role(GetRoleRequest::new(ROLES[0])).send()?.role;
    let tags = role.tags.unwrap_or_default();
    let tags: Vec<String> = tags.iter().map(|tag| format!("{}={}", tag.key, tag.value)).collect();
    println!("role: {} {} {}", role.path, role.description.unwrap_or_default(), tags.join(", "));
    println!("trust: {}", unescaped(&role.assume_role_policy_document.unwrap_or_default())?);

    client.put_role_policy(PutRolePolicyRequest::new(ROLES[0], "inline", ACCESS)).send()?;
    let policies = client.list_role_policies(ListRolePoliciesRequest::new(ROLES[0])).send()?.policy_names;
    println!("policies: {}", policies.join(", "));
    errors(&client)?;
    client.delete_role_policy(DeleteRolePolicyRequest::new(ROLES[0], "inline")).send()?;
    for name in ROLES {
        client.delete_role(DeleteRoleRequest::new(name)).send()?;
    }
    println!("roles: {}", client.list_roles(ListRolesRequest::new()).send()?.roles.len());
    Ok(())
}

fn errors(client: &Client) -> Result<(), Box<dyn Error>> {
    let text = |text: Option<&str>| text.unwrap_or("none").to_owned();
    match client.get_role(GetRoleRequest::new("missing")).send() {
        Err(error @ CallError::Service(GetRoleError::NoSuchEntityException(_))) => {
            println!("error: {} | {}", text(error.code()), text(error.message()));
        }
        other => return Err(format!("no modelled error: {other:?}").into()),
    }
    match client.create_role(CreateRoleRequest::new(ROLES[0], TRUST)).send() {
        Err(error @ CallError::Service(CreateRoleError::EntityAlreadyExistsException(_))) => {
            println!("error: {} | {}", text(error.code()), text(error.message()));
        }
        other => return Err(format!("no modelled error: {other:?}").into()),
    }
    Ok(())
}

/// Decodes the escapes of a URL.
fn unescaped(text: &str) -> Result<String, Box<dyn Error>> {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next(), rest.next()].map(Option::unwrap_or_default);
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits)?, 16)?);
        } else {
            bytes.push(byte);
        }
    }
    Ok(String::from_utf8(bytes)?)
}
