//! Proposals that call and replace programs, from the file to the execution, through the command alone. The platform is made in
//! a virtual machine, in seconds, and carried over to a local network account by account.

use std::path::PathBuf;

use makerstake_client::addresses::program_data;
use makerstake_client::loader::{Deployed, LOADER};
use makerstake_client::programs::Program;
use makerstake_client::time::travel_to;
use makerstake_testkit::equity::SHARE;
use makerstake_testkit::governance::{
    cast_vote, create_track, starting_tracks, Kind, Kinds, PlatformFixture, Proposal, VoterFixture,
    CONSTITUTION, EARNED, YES,
};
use makerstake_testkit::tokens::{TOKEN, TOKEN_2022};
use makerstake_testkit::World;
use makerstake_tests::process::{run, time, Network, Run};
use serde_json::{json, Value};
use solana_client::rpc_client::RpcClient;
use solana_client::rpc_request::RpcRequest;
use solana_commitment_config::CommitmentConfig;
use solana_pubkey::Pubkey;
use solana_sdk_ids::system_program;
use solana_signer::Signer as _;
use solana_transaction::Transaction;

const DAY: i64 = 86_400;
/// The track of these tests: as the constitution's, but quick where it may be.
const TRACK: u8 = 40;

struct Stage {
    network: Network,
    rpc: RpcClient,
    dir: tempfile::TempDir,
    world: World,
    realm: PlatformFixture,
    ada: VoterFixture,
    mia: VoterFixture,
    key: PathBuf,
}

impl Stage {
    fn new() -> Self {
        let mut world = World::new();
        let realm = world.realm();
        let mut terms = starting_tracks()[usize::from(CONSTITUTION)].1;
        (terms.voting_delay, terms.voting_period, terms.cool_off) = (0, 3 * DAY as u32, 0);
        terms.kinds = Kinds::UNBOUNDED.with(Kind::SetTrack).bits();
        world.send(&[create_track(&realm, TRACK, &terms)], &[&realm.f.founder]).unwrap();
        let ada = world.citizen(&realm, 60_000 * SHARE);
        // Together they wake the house of makers.
        let [_, mia] = [EARNED, 2 * EARNED].map(|earned| world.maker(&realm, earned));
        world.fund(&mia.key.pubkey(), 1_000_000_000);
        world.next_epoch(&realm);
        let network = Network::start(&["--upgrade-authority", &realm.treasury.to_string()]);
        let rpc = RpcClient::new_with_commitment(network.url.clone(), CommitmentConfig::confirmed());
        let dir = tempfile::tempdir().unwrap();
        let key = dir.path().join("ada.json");
        solana_keypair::write_keypair_file(&ada.key, &key).unwrap();
        let stage = Self { network, rpc, dir, world, realm, ada, mia, key };
        let owners = Program::ALL.map(|program| program.id());
        for owner in owners.iter().chain(&[TOKEN, TOKEN_2022]) {
            for (address, _) in stage.world.svm.get_program_accounts(owner) {
                stage.carry(&address);
            }
        }
        for wallet in [stage.realm.treasury, stage.ada.key.pubkey(), stage.mia.key.pubkey()] {
            stage.carry(&wallet);
        }
        travel_to(&stage.rpc, stage.world.now()).unwrap();
        stage
    }

    /// Carries an account from the virtual machine to the network.
    fn carry(&self, address: &Pubkey) {
        let account = self.world.account(address).unwrap();
        let fields = json!({
            "lamports": account.lamports,
            "owner": account.owner.to_string(),
            "executable": account.executable,
            "data": hex(&account.data),
        });
        let request = RpcRequest::Custom { method: "surfnet_setAccount" };
        self.rpc.send::<Value>(request, json!([address.to_string(), fields])).unwrap();
    }

    fn run(&self, arguments: &[&str]) -> Run {
        let (key, platform) = (self.key.to_str().unwrap(), self.realm.platform.to_string());
        let mut all = vec!["-u", &self.network.url, "-k", key, "--output", "json", "--yes"];
        all.extend_from_slice(arguments);
        if arguments[0] == "propose" {
            all.extend_from_slice(&["--platform", &platform]);
        }
        run(&all)
    }

    fn json(&self, arguments: &[&str]) -> Value {
        let run = self.run(arguments);
        assert_eq!(run.code, 0, "{arguments:?}: {}", run.err);
        serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{arguments:?}: {error}: {}", run.out))
    }

    #[track_caller]
    fn refused(&self, arguments: &[&str], code: i32, says: &[&str]) {
        let run = self.run(arguments);
        assert_eq!(run.code, code, "{arguments:?}: {}{}", run.out, run.err);
        for words in says {
            assert!(run.err.contains(words), "{arguments:?} does not say {words:?}: {}", run.err);
        }
    }

    /// Writes the file of a proposal of the track.
    fn file(&self, name: &str, title: &str, actions: &str) -> String {
        std::fs::write(self.dir.path().join("why.md"), "Because.\n").unwrap();
        let path = self.dir.path().join(name);
        let head = format!(
            "title = \"{title}\"\nuri = \"https://example.org/why.md\"\ndocument = \"why.md\"\ntrack = {TRACK}\n"
        );
        std::fs::write(&path, head + actions).unwrap();
        path.to_str().unwrap().into()
    }

    /// Proposes, and returns the proposal with what was said about it.
    fn propose(&self, file: &str, nonce: u32) -> (String, String) {
        let run = self.run(&["propose", file, "--nonce", &nonce.to_string()]);
        assert_eq!(run.code, 0, "{}", run.err);
        (self.realm.proposal(&self.ada.holder.address, nonce).to_string(), run.err)
    }

    /// Votes, waits, decides, waits, until all can be executed.
    fn carry_out(&self, proposals: &[&str]) {
        self.json(&[&["vote", "yes"], proposals].concat());
        self.vote_as_maker(proposals);
        let shown = self.json(&["proposal", "show", proposals[proposals.len() - 1]]);
        travel_to(&self.rpc, time(&shown["closes_at"]) + 60).unwrap();
        for proposal in proposals {
            self.json(&["proposal", "finalize", proposal]);
        }
        travel_to(&self.rpc, time(&shown["executable_from"]) + 60).unwrap();
    }

    /// The maker agrees too.
    fn vote_as_maker(&self, proposals: &[&str]) {
        let vote = |proposal: &&str| {
            let address: Pubkey = proposal.parse().unwrap();
            let data = self.rpc.get_account_data(&address).unwrap();
            let number = Proposal::from_bytes(&data).unwrap().number;
            cast_vote(&self.realm, &self.mia.holder, (&address, number), YES)
        };
        let votes: Vec<_> = proposals.iter().map(vote).collect();
        let recent = self.rpc.get_latest_blockhash().unwrap();
        let payer = self.mia.key.pubkey();
        let transaction = Transaction::new_signed_with_payer(&votes, Some(&payer), &[&self.mia.key], recent);
        self.rpc.send_and_confirm_transaction(&transaction).unwrap();
    }

    /// A buffer of this code, whose authority is the treasury.
    fn buffer(&self, code: &[u8]) -> Pubkey {
        let buffer = Pubkey::new_unique();
        let data = [&[1, 0, 0, 0, 1], self.realm.treasury.as_ref(), code].concat();
        let fields = json!({
            "lamports": self.world.rent(data.len()),
            "owner": LOADER.to_string(),
            "executable": false,
            "data": hex(&data),
        });
        let request = RpcRequest::Custom { method: "surfnet_setAccount" };
        self.rpc.send::<Value>(request, json!([buffer.to_string(), fields])).unwrap();
        buffer
    }

    fn lamports(&self, address: &Pubkey) -> u64 {
        self.rpc.get_balance(address).unwrap()
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The action of a call of the system program: the treasury pays.
fn payment(stage: &Stage, to: &Pubkey, lamports: u64) -> String {
    let call = solana_system_interface::instruction::transfer(&stage.realm.treasury, to, lamports);
    format!(
        "\n[[action]]\nkind = \"invoke\"\nprogram = \"{}\"\npin = \"immutable\"\ndata = \"{}\"\naccounts = [\n  \
         {{ key = \"{}\", writable = true, signer = true }},\n  {{ key = \"{to}\", writable = true }},\n]\n",
        system_program::ID,
        hex(&call.data),
        stage.realm.treasury
    )
}

/// A track that the file sets, like those that a platform starts with.
const SET_TRACK: &str = r#"
[[action]]
kind = "set_track"
id = 41
name = "small words"
kinds = ["resolve"]
optimistic = false
blockable = false
voting_delay = 1
voting_period = 4
cool_off = 0
timelock = 0
grace = 3
per_action_limit_ppm = 1000000
per_epoch_limit_ppm = 1000000
bond = 500000000
proposal_threshold_bps = 25
bond_refund_bps = 10
token = { quorum = 500, approval = 5000 }
"#;

#[test]
fn calls_tracks_and_upgrades_go_from_the_file_to_the_chain() {
    let stage = Stage::new();
    let to = Pubkey::new_unique();
    let (sol, treasury) = (1_000_000_000, stage.realm.treasury);

    // What would fail is refused before anything is sent, with the reason.
    let poor = stage.file("poor.toml", "Too much", &payment(&stage, &to, u64::MAX));
    stage.refused(
        &["propose", &poor],
        4,
        &["the proposal would fail; nothing was sent", "made now, the call would fail"],
    );
    let own = stage.realm.track(0);
    let inside = stage.file("inside.toml", "Inside", &payment(&stage, &own, sol));
    stage.refused(&["propose", &inside], 4, &["is governance’s own and may not be writable in a call"]);
    let creators = Program::Creators.id();
    let swapped = payment(&stage, &to, sol)
        .replace(&system_program::ID.to_string(), &creators.to_string())
        .replace("\"immutable\"", "{ slot = 77 }");
    let swapped = stage.file("swapped.toml", "Swapped", &swapped);
    stage.refused(&["propose", &swapped], 4, &["has other code than is pinned"]);
    let itself = payment(&stage, &to, sol)
        .replace(&system_program::ID.to_string(), &Program::Governance.id().to_string());
    let itself = stage.file("itself.toml", "Itself", &itself);
    stage.refused(&["propose", &itself], 4, &["governance does not call itself"]);
    let odd = stage.file("odd.toml", "Odd", &payment(&stage, &to, sol).replace("data = \"", "data = \"0"));
    stage.refused(&["propose", &odd], 3, &["give an even number of hexadecimal digits"]);
    let low = stage.file("low.toml", "Low", &SET_TRACK.replace("voting_period = 4", "voting_period = 1"));
    stage.refused(&["propose", &low], 3, &["track 41: voting_period is 1 day: at least 3 days"]);

    // Inline: one call; by hash: a call and a track; and an upgrade by the hash that `program show` tells.
    let inline = stage.file("inline.toml", "Pay by a call", &payment(&stage, &to, 2 * sol));
    let (inline, told) = stage.propose(&inline, 1);
    assert!(told.contains(&format!(
        "CALL the system program ({}), whose code nobody can change, in the name of the treasury",
        system_program::ID
    )));
    assert!(told.contains(&format!(
        "send 2 SOL from {treasury} to {to}. Accounts: 1. {treasury} (SIGNS, may be changed)"
    )));
    let both = ["by_hash = true\n", &payment(&stage, &to, 3 * sol), SET_TRACK].concat();
    let hashed_file = stage.file("hashed.toml", "By hash", &both);
    let (hashed, told) = stage.propose(&hashed_file, 2);
    assert!(told.contains("only a digest of the actions goes on chain: publish"), "{told}");

    let attestations = Program::Attestations.id();
    let mut code = std::fs::read(makerstake_testkit::world::elf(Program::Attestations)).unwrap();
    let name = code.windows(23).position(|bytes| bytes == b"Makerstake attestations").unwrap();
    code[name..name + 23].make_ascii_uppercase();
    let buffer = stage.buffer(&code);
    let pin = stage.json(&["program", "show", &attestations.to_string()])["pin"].as_str().unwrap().to_owned();
    assert!(pin.starts_with("pin = { code = { bytes = "), "{pin}");
    let shown = stage.json(&["program", "show", &buffer.to_string()]);
    assert_eq!(
        (shown["is"].as_str(), shown["authority"].as_str()),
        (Some("a buffer"), Some(&*treasury.to_string()))
    );
    let upgrade = format!(
        "\n[[action]]\nkind = \"upgrade\"\nprogram = \"{attestations}\"\n{pin}\nbuffer = \"{buffer}\"\n\
         code_sha256 = {}\nspill = \"{}\"\n",
        shown["code_sha256"],
        stage.ada.key.pubkey()
    );
    let other = upgrade.replace(shown["code_sha256"].as_str().unwrap(), &"ab".repeat(32));
    let other = stage.file("other.toml", "Another code", &other);
    stage.refused(&["propose", &other], 4, &["the buffer holds code of SHA-256"]);
    let upgrade = stage.file("upgrade.toml", "Upgrade", &upgrade);
    let (upgrade, told) = stage.propose(&upgrade, 3);
    assert!(told.contains("REPLACE THE CODE of the program Makerstake attestations ("), "{told}");

    // By hash, voters compare the file; another one is refused, and so is none.
    let blind = stage.json(&["proposal", "show", &hashed]);
    assert!(blind["actions"][0]
        .as_str()
        .unwrap()
        .starts_with("2 actions by hash (set_track, invoke): --file FILE"));
    let read = stage.json(&["proposal", "show", &hashed, "--file", &hashed_file]);
    assert!(read["actions"][0].as_str().unwrap().starts_with("CALL the system program"));
    assert!(read["actions"][1]
        .as_str()
        .unwrap()
        .starts_with("Change what track 41 asks of proposals. It takes: Resolution."));
    let changed = std::fs::read_to_string(&hashed_file).unwrap().replace("id = 41", "id = 42");
    let changed_file = stage.dir.path().join("changed.toml");
    std::fs::write(&changed_file, changed).unwrap();
    let changed_file = changed_file.to_str().unwrap();
    let not_those = "the file's actions are not those that were voted on";
    stage.refused(&["proposal", "show", &hashed, "--file", changed_file], 3, &[not_those]);

    stage.carry_out(&[&inline, &hashed, &upgrade]);

    stage.json(&["proposal", "execute", &inline]);
    assert_eq!(stage.lamports(&to), 2 * sol);
    stage.refused(&["proposal", "execute", &inline], 3, &["every action is executed already"]);
    stage.refused(&["proposal", "execute", &hashed], 3, &["pass --file with the file that it was made from"]);
    stage.refused(&["proposal", "execute", &hashed, "--file", changed_file], 3, &[not_those]);
    stage.refused(&["proposal", "execute", &upgrade, "--file", &hashed_file], 3, &["has its actions inline"]);
    stage.json(&["proposal", "execute", &hashed, "--file", &hashed_file]);
    assert_eq!(stage.lamports(&to), 5 * sol);
    stage.json(&["proposal", "execute", &hashed, "--file", &hashed_file]);
    let platform = stage.realm.platform.to_string();
    let tracks = stage.json(&["track", "list", "--platform", &platform]);
    let set = tracks.as_array().unwrap().iter().find(|track| track["id"] == 41).unwrap();
    assert_eq!((&set["actions"], &set["days"]), (&json!("resolve"), &json!("1/4/0/0/3")));
    stage.refused(&["proposal", "execute", &hashed, "--file", &hashed_file], 3, &[not_those]);

    stage.json(&["proposal", "execute", &upgrade]);
    let account = stage.rpc.get_account(&program_data(&attestations)).unwrap();
    assert_eq!(Deployed::read(&account.data).unwrap().code, code);
}

#[test]
fn what_is_neither_program_nor_buffer_is_said_so() {
    let network = Network::start(&[]);
    let show = |address: &str| run(&["-u", &network.url, "program", "show", address, "--output", "json"]);
    let system: Value = serde_json::from_str(&show(&system_program::ID.to_string()).out).unwrap();
    assert_eq!(system["pin"], "pin = \"immutable\"");
    let clock = show("SysvarC1ock11111111111111111111111111111111");
    assert_eq!(clock.code, 3, "{}", clock.err);
    assert!(clock.err.starts_with("error: neither a program nor a buffer"), "{}", clock.err);
}
