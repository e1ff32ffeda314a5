//! Every command that writes, through faults: whatever is lost, repeated or refused on the way, what it does happens once.
//!
//! A command that says that nothing was sent, or that its transaction expired, is run again, as its exit code allows; one that
//! does not know is not, until its signature was looked up. At the end the chain is asked, directly, how many transactions of
//! its signer landed: as many as on a line without faults.

mod governance;
mod identity;
mod listed;
mod works;

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::path::PathBuf;

use makerstake_tests::process::{run, Network, Run};
use serde_json::Value;
use solana_client::rpc_client::RpcClient;
use solana_keypair::{write_keypair_file, Keypair};
use solana_pubkey::Pubkey;
use solana_signer::Signer as _;

use crate::exactly_once::{client, setting};
use crate::proxy::{Faults, Proxy};

/// How often a command may be run until its work is done.
const RUNS: usize = 8;
/// Exit codes of docs/cli.md.
const EXPIRED: i32 = 5;
const UNKNOWN: i32 = 6;
const NETWORK: i32 = 7;

/// A bad line to a network.
pub struct Line {
    network: Network,
    direct: RpcClient,
    proxy: Proxy,
    folder: tempfile::TempDir,
    runs: Cell<u64>,
    seed: u64,
    done: RefCell<BTreeSet<String>>,
}

impl Line {
    /// A line to a network with the programs, and slots of 20 ms.
    pub fn new() -> Self {
        let seed = setting("MAKERSTAKE_FAULT_SEED", u64::from(std::process::id()));
        println!("MAKERSTAKE_FAULT_SEED={seed}");
        let network = Network::start(&["--slot-ms", "20"]);
        let direct = client(&network.url);
        let proxy = Proxy::start(&network.url, seed);
        let folder = tempfile::tempdir().unwrap();
        let done = RefCell::default();
        Self { network, direct, proxy, folder, runs: Cell::new(0), seed, done }
    }

    /// Where the network answers without faults.
    pub fn url(&self) -> &str {
        &self.network.url
    }

    /// The network without faults.
    pub fn direct(&self) -> &RpcClient {
        &self.direct
    }

    /// A path in the scratch folder.
    pub fn path(&self, name: &str) -> String {
        self.folder.path().join(name).to_string_lossy().into_owned()
    }

    /// A file in the scratch folder.
    pub fn file(&self, name: &str, text: &str) -> String {
        std::fs::write(self.path(name), text).unwrap();
        self.path(name)
    }

    /// Writes a key and gives it 10 SOL.
    pub fn keep(&self, name: &str, key: &Keypair) -> (String, Pubkey) {
        let path = PathBuf::from(self.path(&format!("{name}.json")));
        write_keypair_file(key, &path).unwrap();
        let before = self.direct.get_balance(&key.pubkey()).unwrap();
        self.direct.request_airdrop(&key.pubkey(), 10_000_000_000).unwrap();
        while self.direct.get_balance(&key.pubkey()).unwrap() <= before {
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        (path.to_string_lossy().into_owned(), key.pubkey())
    }

    /// Reads without faults.
    pub fn read(&self, arguments: &[&str]) -> Value {
        let all = [&["-u", self.url(), "--output", "json"], arguments].concat();
        let run = run(&all);
        assert_eq!(run.code, 0, "{arguments:?}: {}", run.err);
        serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{arguments:?}: {error}: {}", run.out))
    }

    /// Moves the chain's time.
    pub fn pass(&self, seconds: i64) {
        makerstake_client::time::travel_by(&self.direct, seconds).unwrap();
    }

    /// Runs a command that writes, as `key`, until its work is done; `name` is its path of words. Exactly `landed` transactions of
    /// its signer have landed afterwards that had not before.
    pub fn write(&self, key: &(String, Pubkey), name: &str, landed: usize, arguments: &[&str]) {
        let before = self.landed(&key.1);
        let mut told = String::new();
        for attempt in 1.. {
            let number = self.runs.replace(self.runs.get() + 1);
            let url = self.proxy.run(number, faults(number));
            let words: Vec<&str> = name.split(' ').collect();
            let head = ["-u", &url, "-k", &key.0, "--yes", "--with-compute-unit-price", "1"];
            let Run { code, out, err } = run(&[&head[..], &words[..], arguments].concat());
            told.push_str(&format!("run {attempt}, faults {number}: exit code {code}\n{out}{err}\n"));
            match code {
                0 => break,
                EXPIRED | NETWORK if attempt < RUNS => {}
                // "Look for its signature first": the chain is asked below; what landed is not run again.
                UNKNOWN if self.landed(&key.1).len() >= before.len() + landed => break,
                UNKNOWN if attempt < RUNS => {}
                _ => panic!("{name}, seed {}: {told}", self.seed),
            }
        }
        let after = self.landed(&key.1);
        let new = after.difference(&before).count();
        assert_eq!(
            new, landed,
            "{name}, seed {}: other transactions landed than expected\n{told}",
            self.seed
        );
        self.done.borrow_mut().insert(name.to_owned());
    }

    /// The transactions with this address that landed and succeeded.
    fn landed(&self, address: &Pubkey) -> BTreeSet<String> {
        let all = self.direct.get_signatures_for_address(address).unwrap();
        all.into_iter().filter(|known| known.err.is_none()).map(|known| known.signature).collect()
    }

    /// That exactly these commands were run.
    pub fn assert_ran(&self, names: &[&str]) {
        let names: BTreeSet<String> = names.iter().map(|name| (*name).to_owned()).collect();
        assert_eq!(*self.done.borrow(), names);
        println!("{} commands, {} runs, {} faults", names.len(), self.runs.get(), self.proxy.faults());
        assert!(self.proxy.faults() > 0);
    }
}

/// A kind of trouble for each run.
fn faults(run: u64) -> Faults {
    match run % 4 {
        0 => Faults { lost_answer: 15, double_send: 50, ..Faults::default() },
        1 => Faults { dropped_send: 40, stale_status: 30, ..Faults::default() },
        2 => Faults { busy: 10, refused: 10, lost_answer: 5, ..Faults::default() },
        _ => Faults { timeout: 3, double_send: 30, late_send_ms: 500, ..Faults::default() },
    }
}
