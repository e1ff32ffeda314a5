//! A platform on a local network of its own: founded by the command, with owners whose shares count already.

use std::path::{Path, PathBuf};

use makerstake_client::{
    generated::{
        equity::{accounts::Pool, instructions as equity},
        governance::accounts::Proposal,
    },
    platform::Addresses,
    programs::Program,
    query, time,
};
use makerstake_tests::process::{command, finish, keypair_file, Network, Run};
use serde_json::Value;
use solana_client::rpc_client::RpcClient;
use solana_commitment_config::CommitmentConfig;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_sdk_ids::system_program;
use solana_signer::Signer;
use solana_transaction::Transaction;

pub const SOL: u64 = 1_000_000_000;
pub const SHARE: u64 = 1_000_000;
pub const DAY: i64 = 86_400;

/// What is said about a proposal of track 0 while hardly anybody has earned anything.
pub const CLOSED: &str =
    "| track 0 decides by silence, and too few shares are in positions, or too few of them earned: take a \
                          track that is voted on";

/// Somebody with a key file.
pub struct Hand {
    url: String,
    platform: Option<String>,
    path: String,
    pub key: Keypair,
}

impl Hand {
    /// The address of its wallet.
    pub fn address(&self) -> Pubkey {
        self.key.pubkey()
    }

    /// Runs the command as this person, in a format.
    pub fn run(&self, format: &str, arguments: &[&str]) -> Run {
        let mut all = vec!["-u", &self.url, "-k", &self.path, "--output", format];
        all.extend_from_slice(arguments);
        let mut command = command(&all);
        if let Some(platform) = &self.platform {
            command.env("MAKERSTAKE_PLATFORM", platform);
        }
        finish(command)
    }

    /// The JSON that a command prints, when it succeeds.
    #[track_caller]
    pub fn json(&self, arguments: &[&str]) -> Value {
        let run = self.run("json", &[&["--yes"], arguments].concat());
        assert_eq!(run.code, 0, "{arguments:?}: {}", run.err);
        serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{arguments:?}: {error}: {}", run.out))
    }

    /// The table that a command prints, when it succeeds, without remarks.
    #[track_caller]
    pub fn table(&self, arguments: &[&str]) -> String {
        let run = self.run("table", &[&["--yes", "-q"], arguments].concat());
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{arguments:?}");
        run.out
    }

    /// That a command is refused with this exit code and exactly these lines, and prints no result.
    #[track_caller]
    pub fn refused(&self, arguments: &[&str], code: i32, lines: &[&str]) {
        let run = self.run("json", &[&["--yes", "-q"], arguments].concat());
        let said: Vec<_> = run.err.lines().map(str::trim_start).collect();
        assert_eq!((run.code, run.out.as_str(), said.as_slice()), (code, "", lines), "{arguments:?}");
    }

    /// That a program refuses with this error, and nothing is sent.
    #[track_caller]
    pub fn rejected(&self, arguments: &[&str], program: Program, name: &str) {
        let codes = [6000, 6100, 6200, 6300].into_iter().flat_map(|first| first..first + 100);
        let mut known =
            codes.filter_map(|code| Some((code, makerstake_client::errors::lookup(program, code)?)));
        let (code, (_, message)) =
            known.find(|(_, (known, _))| known == name).expect("an error of the program");
        let refusal = format!("error: {program}: {message} ({name} {code})");
        self.refused(arguments, 4, &[&refusal, "| nothing was sent"]);
    }
}

/// The platform and its people.
pub struct PlatformFixture {
    dir: tempfile::TempDir,
    _network: Network,
    pub rpc: RpcClient,
    pub at: Addresses,
    pub founder: Hand,
    pub scorer: Hand,
    pub guardian: Hand,
    /// Six tenths of the shares.
    pub ada: Hand,
    /// Three tenths, delegated to Ada.
    pub ben: Hand,
    /// A few.
    pub eve: Hand,
    /// None, and no position.
    pub stranger: Hand,
}

impl PlatformFixture {
    /// Starts a network, founds the platform, shares out, and waits until the shares count.
    pub fn new() -> Self {
        let network = Network::start(&["--slot-ms", "40"]);
        let rpc = RpcClient::new_with_commitment(network.url.clone(), CommitmentConfig::confirmed());
        let dir = tempfile::tempdir().expect("a folder");
        let hand = |name: &str| {
            let (path, key) = keypair_file(dir.path(), name);
            let (url, path) = (network.url.clone(), path.to_string_lossy().into_owned());
            Hand { url, platform: None, path, key }
        };
        let names = ["founder", "scorer", "guardian", "ada", "ben", "eve", "stranger"];
        let mut hands = names.map(|name| hand(&format!("{name}.json")));
        for hand in &hands {
            hand.json(&["airdrop", "100"]);
        }
        let (mint_path, mint) = keypair_file(dir.path(), "mint.json");
        let mint_path = mint_path.to_string_lossy().into_owned();
        for hand in &mut hands {
            hand.platform = Some(mint.pubkey().to_string());
        }
        let [founder, scorer, guardian, ada, ben, eve, stranger] = hands;
        let at = Addresses::of(&mint.pubkey());
        let fixture =
            Self { dir, _network: network, rpc, at, founder, scorer, guardian, ada, ben, eve, stranger };
        let money = fixture.founder.json(&["mint", "create"]);
        let money = money["mint"].as_str().expect("a mint").parse().expect("an address");
        fixture.found(&mint_path, &money);
        for (owner, whole) in [
            (&fixture.ada, 6_000_000),
            (&fixture.ben, 3_000_000),
            (&fixture.eve, 2_000),
            (&fixture.scorer, 900_000),
        ] {
            fixture.give(owner, whole);
        }
        fixture.ben.json(&["delegate", &fixture.ada.address().to_string()]);
        let pool = Pool::from_bytes(&fixture.account(&fixture.at.pool)).expect("a pool");
        fixture.travel_to(pool.snapshot_genesis + i64::from(pool.snapshot_epoch_seconds));
        fixture.founder.json(&["airdrop", "1000", &fixture.at.treasury.to_string()]);
        fixture
    }

    /// The arguments that found it.
    fn founding<'a>(&'a self, mint: &'a str, others: &'a [String; 3]) -> Vec<&'a str> {
        let [scorer, guardian, money] = others;
        vec![
            "migrations/data/example-platform.toml",
            "--tracks",
            "migrations/data/tracks.toml",
            "--mint-key",
            mint,
            "--scorer",
            scorer,
            "--guardian",
            guardian,
            "--dividend-mint",
            money,
        ]
    }

    fn found(&self, mint: &str, money: &Pubkey) {
        let others = [self.scorer.address(), self.guardian.address(), *money].map(|key| key.to_string());
        let arguments = self.founding(mint, &others);
        let declined = self.founder.run("json", &[&["platform", "found"][..], &arguments].concat());
        assert_eq!((declined.code, declined.out.as_str()), (9, ""), "{}", declined.err);
        assert!(declined.err.ends_with("\n  pass --yes to go ahead without asking\n"), "{}", declined.err);
        let status = self.founder.json(&[&["platform", "status"][..], &arguments].concat());
        let states = |status: &Value, wanted: &str| {
            status.as_array().expect("steps").iter().filter(|step| step["state"] == wanted).count()
        };
        let (programs, steps) = (Program::ALL.len(), Program::ALL.len() + 11);
        assert_eq!(
            (states(&status, "done"), states(&status, "missing")),
            (programs, 11),
            "the programs are there"
        );
        let founded = self.founder.json(&[&["platform", "found"][..], &arguments].concat());
        assert_eq!(states(&founded, "done"), steps, "{founded}");
        let again = self.founder.run("table", &[&["--yes", "platform", "found"][..], &arguments].concat());
        assert_eq!(again.code, 0);
        assert!(again.err.starts_with(&format!("0 of {steps} steps were missing\n")), "{}", again.err);
        assert_eq!(again.out.lines().count(), 1 + steps, "a heading and a line a step:\n{}", again.out);
    }

    /// A position, and a grant that vests at once, released into it.
    pub fn give(&self, owner: &Hand, whole: u64) {
        let (holder, whole) = (owner.address().to_string(), whole.to_string());
        self.founder.json(&["grant", "create", &holder, &whole, "--release"]);
    }

    /// Opens a position at the founder's expense.
    pub fn open_position(&self, holder: &Pubkey) -> Instruction {
        equity::OpenPosition {
            payer: self.founder.address(),
            pool: self.at.pool,
            holder: *holder,
            position: self.at.position(holder),
            system_program: system_program::ID,
        }
        .instruction()
    }

    /// Sends what has no command, paid by the first signer.
    pub fn send(&self, instructions: &[Instruction], signers: &[&Keypair]) {
        let hash = self.rpc.get_latest_blockhash().expect("a blockhash");
        let payer = signers[0].pubkey();
        let transaction = Transaction::new_signed_with_payer(instructions, Some(&payer), signers, hash);
        self.rpc.send_and_confirm_transaction(&transaction).expect("it lands");
    }

    /// The time of the chain.
    pub fn now(&self) -> i64 {
        query::chain_time(&self.rpc).expect("a time")
    }

    /// Moves the chain's clock to a time, unless it has passed.
    pub fn travel_to(&self, at: i64) {
        if self.now() < at {
            time::travel_to(&self.rpc, at).expect("the clock moves");
        }
        assert!(self.now() >= at);
    }

    /// The data of an account.
    pub fn account(&self, address: &Pubkey) -> Vec<u8> {
        query::account(&self.rpc, address).expect("an answer").expect("an account").data
    }

    /// A proposal as it lies on chain.
    pub fn proposal(&self, address: &str) -> Proposal {
        Proposal::from_bytes(&self.account(&address.parse().expect("an address"))).expect("a proposal")
    }

    /// A file in the town's folder.
    pub fn file(&self, name: &str, text: &str) -> String {
        std::fs::write(self.path(name), text).expect("a file");
        self.path(name).to_string_lossy().into_owned()
    }

    fn path(&self, name: &str) -> PathBuf {
        Path::new(self.dir.path()).join(name)
    }

    /// The file of a proposal, with a document beside it.
    pub fn paper(&self, name: &str, track: &str, actions: &str) -> String {
        self.file("reason.md", "Because.\n");
        let head =
            "title = \"A proposal\"\nuri = \"https://example.org/reason.md\"\ndocument = \"reason.md\"\n";
        self.file(name, &format!("{head}{track}\n{actions}"))
    }

    /// Proposes, votes with Ada and Ben and these, decides, and waits for the timelock.
    pub fn carry(&self, by: &Hand, paper: &str, voters: &[(&Hand, &[&str])]) -> String {
        let proposed = by.json(&["propose", paper]);
        let address = proposed["proposal"].as_str().expect("an address").to_owned();
        self.travel_to(self.proposal(&address).voting_from);
        self.ada.json(&["vote", "yes", &address]);
        for (voter, more) in voters {
            voter.json(&[&["vote", "yes", &address], *more].concat());
        }
        let times = makerstake_client::proposals::times(&self.proposal(&address));
        self.travel_to(times.closes_at());
        self.founder.json(&["proposal", "finalize", &address]);
        self.travel_to(times.executable_from());
        address
    }
}
