//! The network is killed while the story is played on it, and started again; the story ends as it always does, and nobody
//! repairs anything. `MAKERSTAKE_KILLS`, `MAKERSTAKE_KILL_WITHIN` and `MAKERSTAKE_KILL_SEED` change the number, how many transactions
//! pass before each at the most, and repeat the moments.

use std::collections::BTreeMap;
use std::fs::{read_to_string, File};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use makerstake_tests::process::{free_ports, root, story_binary, Network};
use rand::{Rng as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use tempfile::TempDir;

use crate::client;

/// After so long without what it waits for, the story is stuck.
const STUCK: Duration = Duration::from_secs(600);

fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(default)
}

#[test]
fn the_story_ends_though_the_network_is_killed_again_and_again() {
    let kills = setting("MAKERSTAKE_KILLS", 3);
    let within = setting("MAKERSTAKE_KILL_WITHIN", 200);
    let seed = setting("MAKERSTAKE_KILL_SEED", u64::from(std::process::id()));
    println!("MAKERSTAKE_KILLS={kills} MAKERSTAKE_KILL_WITHIN={within} MAKERSTAKE_KILL_SEED={seed}");
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let (mut killed, mut stories, began) = (0, 0, Instant::now());
    let mut chapters: BTreeMap<String, u64> = BTreeMap::new();
    while killed < kills {
        for chapter in play(&mut random, within, kills - killed) {
            killed += 1;
            *chapters.entry(chapter).or_default() += 1;
        }
        stories += 1;
        println!("{killed} kills, {stories} stories, {:.0} s", began.elapsed().as_secs_f64());
    }
    for (chapter, kills) in chapters {
        println!("{kills:>4} in {chapter}");
    }
}

/// Plays the story once, on a network that is killed up to `most` times; tells in which chapters that was.
fn play(random: &mut ChaCha8Rng, within: u64, most: u64) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let ledger = folder.path().join("ledger");
    let arguments = ["--slot-ms", "50", "--ledger", ledger.to_str().unwrap()];
    let ports = free_ports();
    let mut network = Network::start_on(ports, &arguments);
    let mut story = Story::begin(&network, folder);
    let mut chapters = Vec::new();
    // At a random number of transactions since the start, not at a time: so many machines are slow.
    while (chapters.len() as u64) < most && story.is_playing_after(random.random_range(1..=within), &network)
    {
        chapters.push(story.chapter());
        network.kill();
        network = Network::start_on(ports, &arguments);
    }
    let told = story.end();
    // Once each, whatever was lost on the way: the counts are those of a network that was never killed.
    for part in
        ["every sum adds up to the base unit", "the story took 542 transactions", "13 attempts were refused"]
    {
        assert!(told.contains(part), "{part:?} is not told after kills in {chapters:?}:\n{told}");
    }
    assert_eq!(network.stop(), 0);
    chapters
}

/// The story, played by a process of its own, which ends with this value; and the folder where it and the network write.
struct Story {
    child: Child,
    folder: TempDir,
}

impl Story {
    fn begin(network: &Network, folder: TempDir) -> Self {
        let file = |name| Stdio::from(File::create(folder.path().join(name)).unwrap());
        let child = Command::new(story_binary())
            .args(["--url", &network.url])
            .current_dir(root())
            .stdout(file("out.txt"))
            .stderr(file("err.txt"))
            .spawn()
            .unwrap_or_else(|error| panic!("{}: {error}", story_binary().display()));
        Self { child, folder }
    }

    /// What it printed so far.
    fn told(&self) -> String {
        read_to_string(self.folder.path().join("out.txt")).unwrap()
    }

    /// The title of the chapter that is played.
    fn chapter(&self) -> String {
        let told = self.told();
        let is_title =
            |line: &&str| line.split_once(". ").is_some_and(|(number, _)| number.parse::<u8>().is_ok());
        told.lines().rfind(is_title).unwrap_or("the beginning").to_string()
    }

    /// Waits for so many transactions on a network that was just started; tells whether the story is still played then.
    fn is_playing_after(&mut self, transactions: u64, network: &Network) -> bool {
        let rpc = client(network);
        let mut landed = None;
        self.wait_until(|story| {
            landed = rpc.get_epoch_info().ok().and_then(|info| info.transaction_count);
            let has_ended = story.try_wait().unwrap().is_some();
            (has_ended || landed.is_some_and(|landed| landed >= transactions)).then_some(!has_ended)
        })
    }

    /// Waits for its end, which must be a good one, and returns all that it printed.
    fn end(&mut self) -> String {
        let status = self.wait_until(|story| story.try_wait().unwrap());
        let why = read_to_string(self.folder.path().join("err.txt")).unwrap();
        assert!(status.success(), "the story ends with {status}:\n{}\n{why}", self.told());
        self.told()
    }

    fn wait_until<T>(&mut self, mut is_so: impl FnMut(&mut Child) -> Option<T>) -> T {
        let began = Instant::now();
        loop {
            if let Some(answer) = is_so(&mut self.child) {
                return answer;
            }
            assert!(began.elapsed() < STUCK, "the story does not go on after:\n{}", self.told());
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Story {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
