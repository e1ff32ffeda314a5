//! A pool on a local network in a process of its own, and its epochs as files: for tests of the command.

use std::{fs, path::Path};

use makerstake_distribution::score::{ENGAGEMENT_HEADER, WORKS_HEADER};
use makerstake_testkit::{
    equity::{
        create_grant, create_pool, hand_over, open_position, release_grant, Founded, GrantPlan, Holder, Pool,
        Position, Terms, SHARE,
    },
    tokens::TOKEN,
};
use serde_json::Value;
use solana_client::rpc_client::RpcClient;
use solana_commitment_config::CommitmentConfig;
use solana_instruction::Instruction;
use solana_keypair::{write_keypair_file, Keypair};
use solana_pubkey::Pubkey;
use solana_signer::Signer;
use solana_system_interface::instruction::create_account;
use solana_transaction::Transaction;

use crate::process::{keypair_file, run, Network, Run};

/// The file with the key that governs the pool.
pub const RULER: &str = "ruler.json";

/// Seconds of a day.
pub const DAY: i64 = 86_400;

/// The economy rule of these tests.
pub const RULE: &str = r#"{"format":"makerstake-economy-rule","version":2,"registrar":"open","numbers":"open","min_engagement":1,
    "damping":"sqrt","weights":{"work":10,"endorsement":5,"engagement":1,"metrics":{"views":1}},
    "caps":{"endorsements_per_work":3,"works_per_creator":0,"creator_bps":4000,"min_score":0},"roles":[]}"#;

/// What an epoch pays for: holder, number of the work, endorsements, views.
pub type Work = (Pubkey, u32, u64, u64);

/// A work each, the later the more views.
pub fn works(holders: &[Pubkey]) -> Vec<Work> {
    let rows = holders.iter().zip(1..);
    rows.map(|(holder, at)| (*holder, at, u64::from(at % 4), 1_000 * u64::from(at))).collect()
}

/// Writes the inputs of an epoch.
///
/// # Panics
/// When the folder cannot be written.
pub fn inputs(folder: &Path, works: &[Work]) {
    let attested: String = works
        .iter()
        .map(|(by, what, endorsed, _)| format!("{by},{},0,{endorsed}\n", content(*what)))
        .collect();
    let seen: String =
        works.iter().map(|(by, what, _, views)| format!("{by},{},views,{views}\n", content(*what))).collect();
    fs::write(folder.join("works.csv"), format!("{WORKS_HEADER}\n{attested}")).expect("works.csv");
    fs::write(folder.join("engagement.csv"), format!("{ENGAGEMENT_HEADER}\n{seen}")).expect("engagement.csv");
}

/// The content hash of a work of a test: the last byte of its number, and the others in front.
fn content(number: u32) -> String {
    let [a, b, c, last] = number.to_be_bytes();
    let mut bytes = [last; 32];
    bytes.iter_mut().zip([a, b, c]).for_each(|(byte, other)| *byte ^= other);
    hex(&bytes)
}

/// Lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Wallets that nobody has the keys of.
pub fn wallets(count: usize) -> Vec<Pubkey> {
    (0..count).map(|_| Keypair::new().pubkey()).collect()
}

/// A pool on a local network, and the founder, who is the scorer and pays for everything.
pub struct Platform {
    /// The network, which ends with this.
    pub network: Network,
    /// A client of it.
    pub rpc: RpcClient,
    /// Keys, rule and epochs.
    pub folder: tempfile::TempDir,
    /// The pool and the founder.
    pub founded: Founded,
}

impl Platform {
    /// Starts a network with more arguments, and founds the pool.
    ///
    /// # Panics
    /// When one of them cannot be.
    pub fn start(more: &[&str]) -> Self {
        let network = Network::start(more);
        let rpc = RpcClient::new_with_commitment(network.url.clone(), CommitmentConfig::confirmed());
        let folder = tempfile::tempdir().unwrap();
        let (_, founder) = keypair_file(folder.path(), "id.json");
        rpc.request_airdrop(&founder.pubkey(), 100_000_000_000).unwrap();
        while rpc.get_balance(&founder.pubkey()).unwrap() == 0 {
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        let now = makerstake_client::query::chain_time(&rpc).unwrap();
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
        let plan = GrantPlan {
            total: 1_000 * SHARE,
            start: now,
            cliff: now,
            end: now,
            is_revocable: false,
            is_transferable: true,
        };
        // The pool is handed over to a wallet of its own, so that somebody can rule on challenges.
        let ruler = f.other.pubkey();
        write_keypair_file(&f.other, self.folder.path().join(RULER)).unwrap();
        self.send(
            &[
                create_pool(f, &founder, &founder, &f.terms),
                hand_over(f, &founder, true),
                solana_system_interface::instruction::transfer(&founder, &ruler, 1_000_000_000),
            ],
            &[&f.other],
        );
        self.send(
            &[
                open_position(f, &founder, &founder),
                create_grant(f, &ruler, &founder, 1, &plan),
                release_grant(f, &f.grant(&founder, 1), &holder),
            ],
            &[&f.other],
        );
    }

    /// Sends a transaction that the founder pays for, and waits until it is confirmed.
    ///
    /// # Panics
    /// When it does not land.
    pub fn send(&self, instructions: &[Instruction], signers: &[&Keypair]) {
        let payer = &self.founded.founder;
        let signers: Vec<&Keypair> = std::iter::once(payer).chain(signers.iter().copied()).collect();
        let hash = self.rpc.get_latest_blockhash().unwrap();
        let transaction =
            Transaction::new_signed_with_payer(instructions, Some(&payer.pubkey()), &signers, hash);
        self.rpc.send_and_confirm_transaction(&transaction).unwrap();
    }

    /// The pool's account.
    ///
    /// # Panics
    /// When the node does not answer.
    pub fn pool(&self) -> Pool {
        Pool::from_bytes(&self.rpc.get_account_data(&self.founded.pool).unwrap()).unwrap()
    }

    /// A path in the folder.
    pub fn path(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    /// Runs a command as the founder.
    pub fn run(&self, arguments: &[&str]) -> Run {
        self.run_as("id.json", arguments)
    }

    /// Runs a command with a key of the folder.
    pub fn run_as(&self, key: &str, arguments: &[&str]) -> Run {
        let key = self.path(key);
        let globals = ["-u", &self.network.url, "-k", &key, "--yes", "--output", "json"];
        run(&[&globals[..], arguments].concat())
    }

    /// Runs a command as the founder that must succeed, and gives what it printed.
    ///
    /// # Panics
    /// When it fails.
    pub fn done(&self, arguments: &[&str]) -> Value {
        let run = self.run(arguments);
        assert_eq!(run.code, 0, "{arguments:?}: {}{}", run.out, run.err);
        serde_json::from_str(&run.out).unwrap_or(Value::Null)
    }

    /// Scores and builds an epoch of these wallets in a folder of this name.
    ///
    /// # Panics
    /// When it cannot be built.
    pub fn build(&self, name: &str, wallets: &[Pubkey]) -> String {
        let folder = self.path(name);
        fs::create_dir_all(&folder).unwrap();
        inputs(Path::new(&folder), &works(wallets));
        fs::write(self.path("rule.json"), RULE).unwrap();
        let pool = self.founded.pool.to_string();
        self.done(
            &[&["dist", "score", &folder, "--pool", &pool], &texts(&self.evidence(&folder))[..]].concat(),
        );
        self.done(&["dist", "build", &folder]);
        folder
    }

    /// The flags that name the rule and the inputs in a folder.
    pub fn evidence(&self, folder: &str) -> [String; 6] {
        let [rule, works, engagement] =
            [self.path("rule.json"), format!("{folder}/works.csv"), format!("{folder}/engagement.csv")];
        ["--rule".into(), rule, "--works".into(), works, "--engagement".into(), engagement]
    }

    /// The position of a holder, if it has one.
    ///
    /// # Panics
    /// When the account is no position.
    pub fn position(&self, holder: &Pubkey) -> Option<Position> {
        let data = self.rpc.get_account_data(&self.founded.position(holder)).ok()?;
        Some(Position::from_bytes(&data).expect("a position"))
    }

    /// A wallet in a file of this name, with SOL, and with shares for two bonds.
    ///
    /// # Panics
    /// When a transaction does not land.
    pub fn owner(&self, name: &str) -> Keypair {
        let (_, key) = keypair_file(self.folder.path(), name);
        let (f, now) = (&self.founded, self.pool().covered_until);
        let founder = f.authority();
        let plan = GrantPlan {
            total: 200 * SHARE,
            start: now,
            cliff: now,
            end: now,
            is_revocable: false,
            is_transferable: true,
        };
        self.send(
            &[
                solana_system_interface::instruction::transfer(&founder, &key.pubkey(), 5_000_000_000),
                open_position(f, &founder, &key.pubkey()),
                create_grant(f, &f.other.pubkey(), &key.pubkey(), 2, &plan),
                release_grant(f, &f.grant(&key.pubkey(), 2), &Holder::wallet(&key)),
            ],
            &[&f.other],
        );
        key
    }
}

/// Texts as arguments.
pub fn texts(texts: &[String]) -> Vec<&str> {
    texts.iter().map(String::as_str).collect()
}
