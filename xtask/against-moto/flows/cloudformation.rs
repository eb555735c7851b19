//! CloudFormation: creates stacks, waits, lists them by pages, reads outputs, resources and a template, receives a modelled error and one that
//! is not modelled, and deletes the stacks. cloudformation.py does the same.

use std::error::Error;
use std::time::Duration;

use cloudformation::CallError;
use cloudformation::blocking::Client;
use cloudformation::config::Environment;
use cloudformation::operation::{
    CreateStackInput, DeleteStackInput, DescribeStackSetError, DescribeStackSetInput, DescribeStacksInput,
    GetTemplateInput, ListStackResourcesInput,
};
use cloudformation::types::{Capability, Parameter, Tag};

const TEMPLATE: &str = r#"{"Parameters": {"Name": {"Type": "String"}}, "Resources": {"Queue": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": {"Ref": "Name"}}}}, "Outputs": {"Name": {"Value": {"Ref": "Name"}, "Description": "the <name>"}}}"#;

fn main() -> Result<(), Box<dyn Error>> {
    let client = Client::builder().environment(&Environment::from_env()?).build()?;
    // One more than a page has.
    let names: Vec<String> = (0..51).map(|number| format!("stack-{number:02}")).collect();
    for name in &names {
        client.create_stack(stack(name)).send()?;
    }
    let first = || DescribeStacksInput::new().stack_name(&names[0]);
    client.wait_until_stack_create_complete(first(), Duration::from_secs(5))?;
    for page in client.describe_stacks(DescribeStacksInput::new()).pages() {
        let stacks = page?.stacks.unwrap_or_default();
        println!("page: {} {} {}", stacks.len(), stacks[0].stack_name, stacks[stacks.len() - 1].stack_name);
    }
    read(&client, &names[0])?;
    errors(&client)?;
    for name in names {
        client.delete_stack(DeleteStackInput::new(name)).send()?;
    }
    let rest = client.describe_stacks(DescribeStacksInput::new()).send()?.stacks;
    println!("stacks: {}", rest.map_or(0, |stacks| stacks.len()));
    Ok(())
}

fn stack(name: &str) -> CreateStackInput {
    let parameter = Parameter::new().parameter_key("Name").parameter_value(format!("queue-{name}"));
    CreateStackInput::new(name)
        .template_body(TEMPLATE)
        .parameters([parameter])
        .capabilities([Capability::CapabilityIam, Capability::CapabilityNamedIam])
        .tags([Tag::new("team", "web & app")])
        .disable_rollback(true)
}

fn read(client: &Client, name: &str) -> Result<(), Box<dyn Error>> {
    let stacks = client.describe_stacks(DescribeStacksInput::new().stack_name(name)).send()?.stacks;
    let [stack] = stacks.unwrap_or_default().try_into().map_err(|_| "not one stack")?;
    let tags = stack.tags.unwrap_or_default();
    let (id, rollback) = (stack.stack_id.unwrap_or_default(), stack.disable_rollback.unwrap_or_default());
    println!("stack: {id} {} {rollback} {}", stack.stack_status, tags[0].value);
    for output in stack.outputs.unwrap_or_default() {
        let [key, value, description] =
            [output.output_key, output.output_value, output.description].map(Option::unwrap_or_default);
        println!("output: {key} {value} {description}");
    }
    let resources = client.list_stack_resources(ListStackResourcesInput::new(name)).send()?;
    for one in resources.stack_resource_summaries.unwrap_or_default() {
        println!("resource: {} {} {}", one.logical_resource_id, one.resource_type, one.resource_status);
    }
    let template = client.get_template(GetTemplateInput::new().stack_name(name)).send()?.template_body;
    println!("template: {}", template.unwrap_or_default());
    Ok(())
}

fn errors(client: &Client) -> Result<(), Box<dyn Error>> {
    let text = |text: Option<&str>| text.unwrap_or("none").to_owned();
    match client.describe_stack_set(DescribeStackSetInput::new("missing")).send() {
        Err(error @ CallError::Service(DescribeStackSetError::StackSetNotFoundException(_))) => {
            println!("error: {} | {}", text(error.code()), text(error.message()));
        }
        other => return Err(format!("no modelled error: {other:?}").into()),
    }
    match client.describe_stacks(DescribeStacksInput::new().stack_name("missing")).send() {
        Err(error) => println!("error: {} | {}", text(error.code()), text(error.message())),
        Ok(stacks) => return Err(format!("no error: {stacks:?}").into()),
    }
    Ok(())
}
