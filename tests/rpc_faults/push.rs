//! `makerstake dist push` on a bad line, stopped and killed on the way: everybody is paid once, and nobody is left out.
//! `MAKERSTAKE_PUSH_CLAIMS` and `MAKERSTAKE_FAULT_SEED` change the number and repeat a sequence of faults.

use std::fs;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use makerstake_client::generated::equity::{accounts::Distribution, instructions::CLAIM_RANGE_DISCRIMINATOR};
use makerstake_client::time;
use makerstake_tests::platform::{wallets, Platform, DAY};
use makerstake_tests::process::{command, Run};
use serde_json::Value;
use solana_compute_budget_interface::ComputeBudgetInstruction;
use solana_transaction_status::UiTransactionEncoding;

use crate::exactly_once::setting;
use crate::proxy::{Faults, Proxy};

const FAULTS: Faults = Faults {
    timeout: 1,
    busy: 3,
    refused: 4,
    lost_answer: 5,
    dropped_send: 15,
    late_send_ms: 1_000,
    double_send: 10,
    stale_status: 10,
    drop_first_sends: 0,
};
/// The price of a compute unit that is asked for, in millionths of a lamport.
const PRICE: u64 = 7;
/// More runs than it can take while the node answers at all.
const RUNS: usize = 20;

/// A final epoch and a bad line to its network.
struct Scene {
    platform: Platform,
    folder: String,
    url: String,
    proxy: Proxy,
}

impl Scene {
    fn new(claims: usize, seed: u64) -> Self {
        let platform = Platform::start(&["--slot-ms", "20"]);
        let pool = platform.founded.pool.to_string();
        time::travel_by(&platform.rpc, 7 * DAY).unwrap();
        let folder = platform.build("epoch", &wallets(claims));
        platform.done(&["dist", "propose", &folder]);
        time::travel_by(&platform.rpc, 3 * DAY).unwrap();
        platform.done(&["dist", "finalize", &pool, "0"]);
        let proxy = Proxy::start(&platform.network.url, seed);
        let url = proxy.run(0, FAULTS);
        Self { platform, folder, url, proxy }
    }

    fn push(&self) -> Child {
        let key = self.platform.path("id.json");
        let globals = ["-u", &self.url, "-k", &key, "--yes", "--output", "json"];
        let price = ["--with-compute-unit-price", &PRICE.to_string()];
        command(&[&globals[..], &price, &["dist", "push", &self.folder]].concat())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    }

    fn distribution(&self) -> Distribution {
        let address = self.platform.founded.distribution(0);
        Distribution::from_bytes(&self.platform.rpc.get_account_data(&address).unwrap()).unwrap()
    }

    /// How many claims landed with the price that was asked for, and how many with another or none.
    fn priced(&self) -> (usize, usize) {
        let rpc = &self.platform.rpc;
        let asked = ComputeBudgetInstruction::set_compute_unit_price(PRICE);
        let is_claim = |data: &[u8]| data.starts_with(&CLAIM_RANGE_DISCRIMINATOR);
        let (mut priced, mut others) = (0, 0);
        for known in rpc.get_signatures_for_address(&self.platform.founded.distribution(0)).unwrap() {
            let signature = known.signature.parse().unwrap();
            let landed = rpc.get_transaction(&signature, UiTransactionEncoding::Base64).unwrap();
            let message = landed.transaction.transaction.decode().unwrap().message;
            let instructions = message.instructions();
            if !instructions.iter().any(|instruction| is_claim(&instruction.data)) {
                continue;
            }
            let is_priced = instructions.iter().any(|instruction| {
                instruction.program_id(message.static_account_keys()) == &asked.program_id
                    && instruction.data == asked.data
            });
            *(if is_priced { &mut priced } else { &mut others }) += 1;
        }
        (priced, others)
    }

    /// A run that has begun to claim: more than `before`. One that does not even reach the node is begun again.
    fn begun(&self, before: u64) -> Child {
        let deadline = Instant::now() + Duration::from_secs(120);
        loop {
            let mut child = self.push();
            while child.try_wait().unwrap().is_none() {
                if self.distribution().claimed > before {
                    return child;
                }
                assert!(Instant::now() < deadline, "nothing is claimed any more");
                std::thread::sleep(Duration::from_millis(20));
            }
            let run = ended(child);
            assert_eq!(run.code, 7, "{}{}", run.out, run.err);
        }
    }
}

fn ended(child: Child) -> Run {
    Run::from(child.wait_with_output().unwrap())
}

#[test]
fn a_push_through_faults_pays_everybody_once() {
    let claims = setting("MAKERSTAKE_PUSH_CLAIMS", 400) as usize;
    let seed = setting("MAKERSTAKE_FAULT_SEED", u64::from(std::process::id()));
    println!("{claims} claims, MAKERSTAKE_FAULT_SEED={seed}");
    let scene = Scene::new(claims, seed);
    let started = Instant::now();

    // Ctrl-C: what is on its way comes to its end, and the command says that it was stopped.
    let child = scene.begun(0);
    Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    let stopped = ended(child);
    assert_eq!(stopped.code, 130, "seed {seed}: {}", stopped.err);
    assert!(stopped.err.ends_with(STOPPED), "seed {seed}: {}", stopped.err);
    let report: Value = serde_json::from_str(&stopped.out).unwrap();
    let first = scene.distribution().claimed;
    assert!(first > 0 && report["claimed"].as_u64().unwrap() > 0);

    // A kill: nothing is remembered but what the chain has.
    let mut child = scene.begun(first);
    child.kill().unwrap();
    child.wait().unwrap();

    // And again until it says that all is done.
    let mut runs = 2;
    let report = loop {
        let run = ended(scene.push());
        runs += 1;
        if run.code == 0 {
            break serde_json::from_str::<Value>(&run.out).unwrap();
        }
        // Expired, unknown, network: what a bad line may end in. A rejection would be a claim sent twice.
        assert!([5, 6, 7].contains(&run.code), "seed {seed}: {}{}", run.out, run.err);
        assert!(runs < RUNS, "seed {seed}: no end after {runs} runs: {}", run.err);
    };
    assert_eq!(
        report["already"].as_u64().unwrap() + report["claimed"].as_u64().unwrap(),
        claims as u64,
        "seed {seed}"
    );

    // No double effect and no lost row: each holder has what its row says, and together they have the allocation.
    let list = fs::read_to_string(format!("{}/leaves.csv", scene.folder)).unwrap();
    let rows = list.lines().skip(1).map(|line| line.split(',').collect::<Vec<_>>());
    let mut sum = 0;
    for row in rows {
        let amount: u64 = row[1].parse().unwrap();
        let position = scene.platform.position(&row[0].parse().unwrap()).unwrap();
        assert_eq!((position.own[0], position.earned[0]), (amount, amount), "{}, seed {seed}", row[0]);
        sum += amount;
    }
    let distribution = scene.distribution();
    assert_eq!((distribution.claimed, distribution.allocation), (sum, sum));
    let (priced, others) = scene.priced();
    assert!(priced > 0 && others == 0, "{priced} claims at the price that was asked for, {others} at others");
    let pool = scene.platform.founded.pool.to_string();
    assert_eq!(scene.platform.done(&["captable", &pool])["balanced"], true);
    println!(
        "{claims} claims in {runs} runs, {} faults, {:.0} s",
        scene.proxy.faults(),
        started.elapsed().as_secs_f64()
    );
}

const STOPPED: &str = "error: stopped\n  run the same command to go on: the chain knows what is done\n";
