//! STS: reads the caller, receives credentials for a role, a session and a federated user, and an error. sts.py does the same.

use std::error::Error;

use sts::blocking::Client;
use sts::config::Environment;
use sts::operation::{
    AssumeRoleRequest, GetCallerIdentityRequest, GetFederationTokenRequest, GetSessionTokenRequest,
};
use sts::types::{PolicyDescriptorType, Tag};

const ROLE: &str = "arn:aws:iam::123456789012:role/reader";
const POLICY: &str =
    r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}"#;

fn main() -> Result<(), Box<dyn Error>> {
    let client = Client::builder().environment(&Environment::from_env()?).build()?;
    let who = client.get_caller_identity(GetCallerIdentityRequest::new()).send()?;
    let text = |text: Option<String>| text.unwrap_or_default();
    println!("caller: {} {} {}", text(who.account), text(who.arn), text(who.user_id));
    assume(&client)?;
    let input = GetSessionTokenRequest::new().duration_seconds(1000);
    let session = client.get_session_token(input).send()?.credentials.ok_or("no credentials")?;
    println!("session: {} {}", session.access_key_id, session.secret_access_key);
    let input = GetFederationTokenRequest::new("guest").policy("{}").duration_seconds(1200);
    let user = client.get_federation_token(input).send()?.federated_user.ok_or("no user")?;
    println!("federated: {} {}", user.arn, user.federated_user_id);
    match client.assume_role(AssumeRoleRequest::new(ROLE, "a".repeat(65))).send() {
        Err(error) => {
            println!("error: {} | {}", error.code().unwrap_or("none"), error.message().unwrap_or("none"))
        }
        Ok(assumed) => return Err(format!("no error: {assumed:?}").into()),
    }
    Ok(())
}

fn assume(client: &Client) -> Result<(), Box<dyn Error>> {
    let policies =
        ["A", "B"].map(|name| PolicyDescriptorType::new().arn(format!("arn:aws:iam::aws:policy/{name}")));
    let input = AssumeRoleRequest::new(ROLE, "a=b@c,d")
        .duration_seconds(900)
        .policy(POLICY)
        .policy_arns(policies)
        .tags([Tag::new("team", "web & app"), Tag::new("unicode", "é ☃")])
        .transitive_tag_keys(["team".to_owned()]);
    let assumed = client.assume_role(input).send()?;
    let user = assumed.assumed_role_user.ok_or("no user")?;
    println!("assumed: {} {}", user.arn, user.assumed_role_id);
    let credentials = assumed.credentials.ok_or("no credentials")?;
    let (id, secret) = (credentials.access_key_id, credentials.secret_access_key);
    println!("credentials: {id} {secret} {}", credentials.session_token.len());
    Ok(())
}
