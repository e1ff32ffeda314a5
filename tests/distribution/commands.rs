//! The commands, from scoring to a balanced cap table, on a local network with the real programs.

use std::{fs, path::Path};

use makerstake_sdk::time;
use makerstake_testkit::{
    equity::{
        create_grant, create_pool, open_position, release_grant, Founded, GrantPlan, Holder, Pool, Terms,
    },
    tokens::TOKEN,
};
use makerstake_tests::process::{keypair_file, run, Network, Run};
use serde_json::Value;
use solana_client::rpc_client::RpcClient;
use solana_commitment_config::CommitmentConfig;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer;
use solana_system_interface::instruction::create_account;
use solana_transaction::Transaction;

use crate::epoch::{inputs, RULE};

const DAY: i64 = 86_400;

/// A pool on a local network, and the founder, who is the scorer and pays for everything.
struct Platform {
    network: Network,
    rpc: RpcClient,
    folder: tempfile::TempDir,
    founded: Founded,
}

impl Platform {
    fn start() -> Self {
        let network = Network::start(&[]);
        let rpc = RpcClient::new_with_commitment(network.url.clone(), CommitmentConfig::confirmed());
        let folder = tempfile::tempdir().unwrap();
        let (_, founder) = keypair_file(folder.path(), "id.json");
        rpc.request_airdrop(&founder.pubkey(), 100_000_000_000).unwrap();
        while rpc.get_balance(&founder.pubkey()).unwrap() == 0 {
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        let now = makerstake_sdk::query::chain_time(&rpc).unwrap();
        let terms = Terms::weekly(now);
        let mints = [Keypair::new(), Keypair::new()];
        let [shares, dividends] = [&mints[0], &mints[1]].map(|mint| (mint.pubkey(), TOKEN));
        let founded = Founded::on(shares, dividends, (founder.insecure_clone(), founder), terms);
        let platform = Self { network, rpc, folder, founded };
        mints.iter().for_each(|mint| platform.mint(mint));
        platform.found(now);
        platform
    }

    fn mint(&self, mint: &Keypair) {
        let founder = self.founded.authority();
        let rent = self.rpc.get_minimum_balance_for_rent_exemption(82).unwrap();
        let made = create_account(&founder, &mint.pubkey(), rent, 82, &TOKEN);
        let initialized =
            spl_token_interface::instruction::initialize_mint2(&TOKEN, &mint.pubkey(), &founder, None, 6)
                .unwrap();
        self.send(&[made, initialized], &[mint]);
    }

    /// The pool, and a position of the scorer with shares for its bond.
    fn found(&self, now: i64) {
        let f = &self.founded;
        let founder = f.authority();
        let holder = Holder::wallet(&f.founder);
        let plan =
            GrantPlan { total: 10 * f.terms.bond, start: now, cliff: now, end: now, is_revocable: false };
        self.send(&[create_pool(f, &founder, &founder, &f.terms)], &[]);
        self.send(
            &[
                open_position(f, &founder, &founder),
                create_grant(f, &founder, &founder, 1, &plan),
                release_grant(f, &f.grant(&founder, 1), &holder),
            ],
            &[],
        );
    }

    fn send(&self, instructions: &[Instruction], signers: &[&Keypair]) {
        let payer = &self.founded.founder;
        let signers: Vec<&Keypair> = std::iter::once(payer).chain(signers.iter().copied()).collect();
        let hash = self.rpc.get_latest_blockhash().unwrap();
        let transaction =
            Transaction::new_signed_with_payer(instructions, Some(&payer.pubkey()), &signers, hash);
        self.rpc.send_and_confirm_transaction(&transaction).unwrap();
    }

    fn pool(&self) -> Pool {
        Pool::from_bytes(&self.rpc.get_account_data(&self.founded.pool).unwrap()).unwrap()
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    /// Runs a command as the founder.
    fn run(&self, arguments: &[&str]) -> Run {
        let key = self.path("id.json");
        let globals = ["-u", &self.network.url, "-k", &key, "--yes", "--output", "json"];
        run(&[&globals[..], arguments].concat())
    }

    /// The same for a command that must succeed.
    fn done(&self, arguments: &[&str]) -> Value {
        let run = self.run(arguments);
        assert_eq!(run.code, 0, "{arguments:?}: {}{}", run.out, run.err);
        serde_json::from_str(&run.out).unwrap_or(Value::Null)
    }

    /// Scores and builds an epoch of these wallets in a folder of this name.
    fn build(&self, name: &str, wallets: &[Pubkey]) -> String {
        let folder = self.path(name);
        fs::create_dir_all(&folder).unwrap();
        let works: Vec<_> = wallets
            .iter()
            .zip(1..)
            .map(|(wallet, at)| (*wallet, at, u64::from(at % 4), 1_000 * u64::from(at)))
            .collect();
        inputs(Path::new(&folder), &works);
        fs::write(self.path("rule.json"), RULE).unwrap();
        let pool = self.founded.pool.to_string();
        let end = (self.pool().covered_until + 7 * DAY).to_string();
        let evidence = self.evidence(&folder);
        let evidence: Vec<&str> = evidence.iter().map(String::as_str).collect();
        self.done(&[&["dist", "score", &folder, "--pool", &pool], &evidence[..]].concat());
        self.done(&["dist", "build", &folder, "--pool", &pool, "--window-end", &end]);
        folder
    }

    fn evidence(&self, folder: &str) -> [String; 6] {
        let [rule, works, engagement] =
            [self.path("rule.json"), format!("{folder}/works.csv"), format!("{folder}/engagement.csv")];
        ["--rule".into(), rule, "--works".into(), works, "--engagement".into(), engagement]
    }
}

fn wallets(count: usize) -> Vec<Pubkey> {
    (0..count).map(|_| Keypair::new().pubkey()).collect()
}

#[test]
fn an_epoch_goes_from_rows_to_claims_and_the_books_balance() {
    let platform = Platform::start();
    let pool = platform.founded.pool.to_string();
    time::travel_by(&platform.rpc, 7 * DAY).unwrap();
    let holders = wallets(40);
    let folder = platform.build("epoch", &holders);
    assert_eq!(platform.done(&["dist", "verify", &folder])["chain"], "not proposed yet");

    platform.done(&["dist", "propose", &folder]);
    let verified = platform.done(&["dist", "verify", &folder]);
    assert_eq!(verified["chain"], "proposed");
    let epoch = verified["epoch"].to_string();
    let work = platform.path("recomputed");
    let evidence = platform.evidence(&folder);
    let evidence: Vec<&str> = evidence.iter().map(String::as_str).collect();
    let watched =
        platform.done(&[&["dist", "watch", &pool, "--work", &work, "--once"], &evidence[..]].concat());
    assert_eq!(watched["answer"], "right");

    let early = platform.run(&["dist", "push", &folder]);
    assert_eq!((early.code, early.err.lines().next()), (3, Some("error: the epoch is not final: proposed")));
    time::travel_by(&platform.rpc, 3 * DAY).unwrap();
    platform.done(&["dist", "finalize", &pool, &epoch]);
    assert_eq!(platform.done(&["dist", "verify", &folder])["chain"], "final");

    let rehearsed = platform.done(&["--dry-run", "dist", "push", &folder]);
    assert_eq!((rehearsed["already"].as_u64(), rehearsed["claimed"].as_u64()), (Some(0), Some(0)));
    let pushed = platform.done(&["dist", "push", &folder]);
    assert_eq!((pushed["already"].as_u64(), pushed["claimed"].as_u64()), (Some(0), Some(40)));
    assert!(pushed["transactions"].as_u64().unwrap() < 40, "several claims a transaction: {pushed}");
    // It resumes from nothing but the chain.
    let again = platform.done(&["dist", "push", &folder]);
    assert_eq!((again["already"].as_u64(), again["claimed"].as_u64()), (Some(40), Some(0)));

    let status = platform.done(&["dist", "status", &pool, &epoch]);
    assert_eq!((&status["state"], &status["claimed"]), (&Value::from("final"), &status["allocation"]));
    let ocf = platform.path("ocf");
    let table = platform.done(&["captable", &pool, "--ocf", &ocf]);
    assert_eq!(table["balanced"], true);
    let lines = table["lines"].as_array().unwrap();
    let sum: u64 = lines.iter().map(|line| line["shares"].as_str().unwrap().parse::<u64>().unwrap()).sum();
    assert_eq!(Value::from(sum.to_string()), table["supply"]);
    assert_eq!(lines.iter().filter(|line| line["kind"] == "position").count(), 41);
    let issued: Value =
        serde_json::from_slice(&fs::read(Path::new(&ocf).join("Transactions.ocf.json")).unwrap()).unwrap();
    assert_eq!(issued["items"].as_array().unwrap().len(), lines.len());

    let one = platform.done(&["dist", "export", &folder, "--holder", &holders[7].to_string()]);
    assert_eq!(one["proof"].as_array().unwrap().len(), 6);
}

#[test]
fn what_changed_between_build_and_propose_is_refused() {
    let platform = Platform::start();
    let pool = platform.founded.pool.to_string();
    time::travel_by(&platform.rpc, 7 * DAY).unwrap();
    let folder = platform.build("epoch", &wallets(5));
    let list = format!("{folder}/leaves.csv");
    let text = fs::read_to_string(&list).unwrap();
    fs::write(&list, text.replacen("works=1\n", "works=2\n", 1)).unwrap();
    let changed = platform.run(&["dist", "propose", &folder]);
    assert_eq!(changed.code, 8, "{}", changed.err);
    assert!(changed.err.starts_with(&format!("{list}: SHA-256 is not the manifest's, ")), "{}", changed.err);
    fs::write(&list, text).unwrap();

    // Another cluster: the same files with another genesis hash.
    let hash = Pubkey::new_from_array([9; 32]).to_string();
    let state = platform.pool();
    let [start, end] = [state.covered_until, state.covered_until + 7 * DAY].map(|time| time.to_string());
    let manifest: Value =
        serde_json::from_slice(&fs::read(format!("{folder}/manifest.json")).unwrap()).unwrap();
    let [allocation, leaf_max] =
        ["allocation", "leaf_max"].map(|field| manifest[field].as_str().unwrap().to_owned());
    let epoch = manifest["epoch"].to_string();
    platform.done(&[
        "dist",
        "build",
        &folder,
        "--pool",
        &pool,
        "--genesis-hash",
        &hash,
        "--epoch",
        &epoch,
        "--allocation",
        &allocation,
        "--leaf-max",
        &leaf_max,
        "--window-start",
        &start,
        "--window-end",
        &end,
    ]);
    let elsewhere = platform.run(&["dist", "propose", &folder]);
    assert_eq!(elsewhere.code, 3);
    let expected = format!("error: the files are for the cluster with genesis hash {hash}: ");
    assert!(elsewhere.err.starts_with(&expected), "{}", elsewhere.err);
}

#[test]
fn a_watcher_finds_a_false_root() {
    let platform = Platform::start();
    let pool = platform.founded.pool.to_string();
    time::travel_by(&platform.rpc, 7 * DAY).unwrap();
    let honest = wallets(6);
    let folder = platform.build("false", &[&honest[..], &wallets(1)].concat());
    platform.done(&["dist", "propose", &folder]);
    // The watcher's inputs do not have the seventh work.
    let own = platform.path("own");
    fs::create_dir_all(&own).unwrap();
    let works: Vec<_> = honest
        .iter()
        .zip(1..)
        .map(|(wallet, at)| (*wallet, at, u64::from(at % 4), 1_000 * u64::from(at)))
        .collect();
    inputs(Path::new(&own), &works);
    let evidence = platform.evidence(&own);
    let evidence: Vec<&str> = evidence.iter().map(String::as_str).collect();
    let watched =
        platform.run(&[&["dist", "watch", &pool, "--work", &own, "--once"], &evidence[..]].concat());
    assert_eq!(watched.code, 8, "{}", watched.err);
    let report: Value = serde_json::from_str(&watched.out).unwrap();
    assert_eq!(report["answer"], "wrong root");
    // The scorer cannot challenge itself; the program says so.
    let itself = platform.run(&["dist", "challenge", &own]);
    assert_eq!(itself.code, 4, "{}", itself.err);
    assert!(itself.err.contains("OwnDistribution") || itself.err.contains("own"), "{}", itself.err);
}
