//! The network is killed while the story is played on it, and started again; the story ends as it always does, and nobody
//! repairs anything. `MAKERSTAKE_KILLS`, `MAKERSTAKE_KILL_WITHIN` and `MAKERSTAKE_KILL_SEED` change the number, how many transactions
//! pass before each at the most, and repeat the moments.

use std::fs::File;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use makerstake_tests::process::{free_ports, root, story_binary, Network};
use rand::{Rng as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

use crate::client;

/// After so long without what it waits for, the story is stuck.
const STUCK: Duration = Duration::from_secs(600);

fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(default)
}

#[test]
fn the_story_ends_though_the_network_is_killed_again_and_again() {
    let kills = setting("MAKERSTAKE_KILLS", 3);
    let seed = setting("MAKERSTAKE_KILL_SEED", u64::from(std::process::id()));
    println!("MAKERSTAKE_KILLS={kills} MAKERSTAKE_KILL_SEED={seed}");
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let (mut killed, mut stories, began) = (0, 0, Instant::now());
    while killed < kills {
        killed += play(&mut random, kills - killed);
        stories += 1;
        println!("{killed} kills, {stories} stories, {:.0} s", began.elapsed().as_secs_f64());
    }
}

/// Plays the story once, on a network that is killed up to `most` times; tells how often it was.
fn play(random: &mut ChaCha8Rng, most: u64) -> u64 {
    let folder = tempfile::tempdir().unwrap();
    let ledger = folder.path().join("ledger");
    let arguments = ["--slot-ms", "50", "--ledger", ledger.to_str().unwrap()];
    let ports = free_ports();
    let mut network = Network::start_on(ports, &arguments);
    let (out, err) = (folder.path().join("out.txt"), folder.path().join("err.txt"));
    let mut story = Command::new(story_binary())
        .args(["--url", &network.url])
        .current_dir(root())
        .stdout(Stdio::from(File::create(&out).unwrap()))
        .stderr(Stdio::from(File::create(&err).unwrap()))
        .spawn()
        .unwrap_or_else(|error| panic!("{}: {error}", story_binary().display()));
    let (mut killed, within) = (0, setting("MAKERSTAKE_KILL_WITHIN", 40));
    // At a random number of transactions since the start, not at a time: so many machines are slow.
    while killed < most && is_playing_after(random.random_range(1..=within), &mut story, &network) {
        network.kill();
        killed += 1;
        network = Network::start_on(ports, &arguments);
    }
    let status = story.wait().unwrap();
    let told = std::fs::read_to_string(&out).unwrap();
    let why = std::fs::read_to_string(&err).unwrap();
    assert!(status.success(), "after {killed} kills the story ends with {status}:\n{told}\n{why}");
    // Once each, whatever was lost on the way: the counts are those of a network that was never killed.
    for part in
        ["every sum adds up to the base unit", "the story took 544 transactions", "13 attempts were refused"]
    {
        assert!(told.contains(part), "{part:?} is not told after {killed} kills:\n{told}");
    }
    assert_eq!(network.stop(), 0);
    killed
}

/// Waits for so many transactions on a network that was just started; tells whether the story is still played then.
fn is_playing_after(transactions: u64, story: &mut Child, network: &Network) -> bool {
    let (rpc, began) = (client(network), Instant::now());
    loop {
        if story.try_wait().unwrap().is_some() {
            return false;
        }
        let landed = rpc.get_epoch_info().ok().and_then(|info| info.transaction_count);
        if landed.is_some_and(|landed| landed >= transactions) {
            return true;
        }
        assert!(
            began.elapsed() < STUCK,
            "the story does not go on: {landed:?} transactions since the last kill"
        );
        std::thread::sleep(Duration::from_millis(20));
    }
}
