//! The examples of the README, against the fake server. The modules `example_1` and so on are its blocks.

use std::sync::OnceLock;

use case_orchard::test_util::Server;

fn server() -> &'static Server {
    static SERVER: OnceLock<Server> = OnceLock::new();
    SERVER.get_or_init(|| Server::start().unwrap())
}

fn url() -> &'static str {
    server().url()
}

#[test]
fn the_first_examples_work_when_they_are_pasted() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(example_1::example()).unwrap();
    runtime.block_on(async {
        let client = example_2::client().unwrap();
        client.list_trees(case_orchard::operation::ListTreesInput::new()).await.unwrap();
    });
    let requests = server().requests();
    let headers: Vec<_> = requests.iter().map(|request| (request.operation, request.header("authorization"))).collect();
    assert_eq!(headers, [(Some("ListTrees"), Some("Bearer token")); 2]);
}

/// Its function `send` is for the reader to replace.
#[test]
fn the_example_without_a_client_compiles() {
    let _: fn() -> Result<(), Box<dyn std::error::Error>> = example_3::main;
}
