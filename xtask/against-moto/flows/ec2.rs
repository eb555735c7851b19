//! EC2: creates a network, a security group and instances, waits, lists by pages, receives an error, and terminates the instances. ec2.py
//! does the same.

use std::error::Error;
use std::time::Duration;

use ec2::blocking::Client;
use ec2::config::Environment;
use ec2::operation::{
    AuthorizeSecurityGroupIngressRequest, CreateSecurityGroupRequest, CreateSubnetRequest, CreateVpcRequest,
    DescribeInstancesRequest, DescribeSecurityGroupsRequest, RunInstancesRequest, TerminateInstancesRequest,
};
use ec2::types::{
    BlockDeviceMapping, EbsBlockDevice, Filter, InstanceNetworkInterfaceSpecification, InstanceType,
    IpPermission, IpRange, ResourceType, Tag, TagSpecification,
};

fn main() -> Result<(), Box<dyn Error>> {
    let client = Client::builder().environment(&Environment::from_env()?).build()?;
    let input = CreateVpcRequest::new().cidr_block("10.0.0.0/16");
    let vpc = client.create_vpc(input).send()?.vpc.ok_or("no VPC")?;
    let id = vpc.vpc_id.unwrap_or_default();
    let (block, state) = (vpc.cidr_block.unwrap_or_default(), vpc.state.ok_or("no state")?);
    println!("created: {id} {block} {state} {}", vpc.is_default.unwrap_or_default());
    let input = CreateSubnetRequest::new(&id).cidr_block("10.0.1.0/24");
    let subnet = client.create_subnet(input).send()?.subnet.ok_or("no subnet")?;
    let subnet_id = subnet.subnet_id.unwrap_or_default();
    println!("created: {subnet_id} {}", subnet.available_ip_address_count.unwrap_or(-1));
    let group = group(&client, &id)?;
    let ids = run(&client, &subnet_id, &group)?;
    list(&client, &id, &ids)?;

    let missing = DescribeInstancesRequest::new().instance_ids(["i-0123456789abcdef0".to_owned()]);
    match client.describe_instances(missing).send() {
        Err(error) => {
            println!("error: {} | {}", error.code().unwrap_or("none"), error.message().unwrap_or("none"))
        }
        Ok(found) => return Err(format!("no error: {found:?}").into()),
    }
    let ended = client.terminate_instances(TerminateInstancesRequest::new(ids)).send()?.terminating_instances;
    let ended = ended.unwrap_or_default();
    let [now, before] = [&ended[0].current_state, &ended[0].previous_state].map(|state| {
        state.as_ref().and_then(|state| state.name.clone()).map_or_else(String::new, |name| name.to_string())
    });
    println!("ended: {} {now} {before}", ended.len());
    Ok(())
}

fn group(client: &Client, vpc: &str) -> Result<String, Box<dyn Error>> {
    let input = CreateSecurityGroupRequest::new("web & app", "web").vpc_id(vpc);
    let group = client.create_security_group(input).send()?.group_id.unwrap_or_default();
    let rule = |port: i32| IpPermission::new().ip_protocol("tcp").from_port(port).to_port(port);
    let range = |range: &str| IpRange::new().cidr_ip(range);
    let rules = [
        rule(80).ip_ranges([range("0.0.0.0/0").description("all")]),
        rule(443).ip_ranges([range("10.0.0.0/8"), range("192.168.0.0/16")]),
    ];
    let input = AuthorizeSecurityGroupIngressRequest::new().group_id(&group).ip_permissions(rules);
    client.authorize_security_group_ingress(input).send()?;
    let input = DescribeSecurityGroupsRequest::new().group_ids([group.clone()]);
    for found in client.describe_security_groups(input).send()?.security_groups.unwrap_or_default() {
        for rule in found.ip_permissions.unwrap_or_default() {
            let ranges = rule.ip_ranges.unwrap_or_default().into_iter().map(|range| {
                let description = range.description.unwrap_or_else(|| "None".to_owned());
                format!("{} {description}", range.cidr_ip.unwrap_or_default())
            });
            println!("rule: {} {}", rule.from_port.unwrap_or(-1), ranges.collect::<Vec<_>>().join(", "));
        }
    }
    Ok(group)
}

fn run(client: &Client, subnet: &str, group: &str) -> Result<Vec<String>, Box<dyn Error>> {
    let mut ids = Vec::new();
    // The text in base64; boto3 encodes it.
    let data =
        ["IyEvYmluL3NoCmVjaG8gw6kgMA==", "IyEvYmluL3NoCmVjaG8gw6kgMQ==", "IyEvYmluL3NoCmVjaG8gw6kgMg=="];
    for (number, data) in data.into_iter().enumerate() {
        let disk = EbsBlockDevice::new().volume_size(9).delete_on_termination(true);
        let interface = InstanceNetworkInterfaceSpecification::new().device_index(0).subnet_id(subnet);
        let tags = [Tag::new().key("Name").value(format!("a {number}")), Tag::new().key("empty").value("")];
        let input = RunInstancesRequest::new(1, 1)
            .image_id("ami-12345678")
            .instance_type(InstanceType::T3Micro)
            .user_data(data)
            .block_device_mappings([BlockDeviceMapping::new().device_name("/dev/sda1").ebs(disk)])
            .network_interfaces([interface.groups([group.to_owned()])])
            .tag_specifications([TagSpecification::new().resource_type(ResourceType::Instance).tags(tags)]);
        for instance in client.run_instances(input).send()?.instances.unwrap_or_default() {
            let (id, state) = (instance.instance_id.unwrap_or_default(), instance.state.ok_or("no state")?);
            println!("run: {id} {} {}", state.code.unwrap_or(-1), state.name.ok_or("no name")?);
            ids.push(id);
        }
    }
    Ok(ids)
}

fn list(client: &Client, vpc: &str, ids: &[String]) -> Result<(), Box<dyn Error>> {
    let input = DescribeInstancesRequest::new().instance_ids(ids.to_vec());
    client.wait_until_instance_running(input, Duration::from_secs(5))?;
    let states = ["running".to_owned(), "pending".to_owned()];
    let input = DescribeInstancesRequest::new().max_results(2).filters([
        Filter::new().name("vpc-id").values([vpc.to_owned()]),
        Filter::new().name("instance-state-name").values(states),
    ]);
    for page in client.describe_instances(input).pages() {
        let reservations = page?.reservations.unwrap_or_default();
        println!("page: {}", reservations.len());
        for instance in reservations.into_iter().flat_map(|one| one.instances.unwrap_or_default()) {
            let tags = instance
                .tags
                .unwrap_or_default()
                .into_iter()
                .map(|tag| format!("{}={}", tag.key.unwrap_or_default(), tag.value.unwrap_or_default()));
            let tags = tags.collect::<Vec<_>>().join(", ");
            let (id, kind) =
                (instance.instance_id.unwrap_or_default(), instance.instance_type.ok_or("no type")?);
            let state = instance.state.and_then(|state| state.name).ok_or("no state")?;
            println!("instance: {id} {kind} {state} {tags}");
        }
    }
    Ok(())
}
