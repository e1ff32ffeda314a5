//! Following: what the chain holds is in the database, however it came there.

use makerstake_node::accounts::by_table;
use makerstake_node::follow::Options;
use makerstake_node::store::{Mode, Of, Order};

use crate::network::{network, Rig};

fn from_the_first_block() -> Options {
    Options { from_slot: Some(1), ..Options::default() }
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_is_there() {
    let Some(network) = network() else { return };
    let rig = Rig::new(network, from_the_first_block()).await;
    let start = std::time::Instant::now();
    rig.catch_up().await;
    let cursor = rig.store.cursor().await.unwrap().unwrap();
    println!("{} slots in {:?}", cursor.slot, start.elapsed());
    assert_eq!(cursor.mode, Mode::Signatures, "a simulated network makes up its hashes");
    for table in
        ["platforms", "pools", "tracks", "creators", "positions", "works", "batches", "epochs", "rules"]
    {
        let count = rig.store.count(by_table(table).unwrap()).await.unwrap();
        println!("{table}: {count}");
        assert!(count > 0, "no {table}");
    }
    let all = Of::Activity { account: None, instruction: None };
    let page = rig.store.history(&all, Order::Ascending, 1_000, None).await.unwrap().unwrap();
    println!("activity: {}", page.items.len());
    let proposed = Of::Activity { account: None, instruction: Some("create_proposal".into()) };
    let proposed = rig.store.history(&proposed, Order::Ascending, 10, None).await.unwrap().unwrap();
    assert!(!proposed.items.is_empty(), "the story's proposals are closed, and still known");
    let votes = Of::Votes { proposal: None, holder: None };
    let votes = rig.store.history(&votes, Order::Ascending, 200, None).await.unwrap().unwrap();
    assert!(!votes.items.is_empty());
    for vote in &votes.items {
        assert_eq!(vote.fields["weight_from"], "log", "{vote:?}");
    }
    let treasury = Of::Treasury { mint: None };
    let treasury = rig.store.history(&treasury, Order::Ascending, 200, None).await.unwrap().unwrap();
    println!("treasury: {:?}", treasury.items.last());
    assert!(!treasury.items.is_empty());
}
