//! The flow of CloudWatch over CBOR, with the same code.

extern crate cloudwatch_cbor as cloudwatch;

#[path = "cloudwatch.rs"]
mod flow;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    flow::main()
}
