//! `makerstake doctor`: is everything as it should be? Cluster, clocks, programs and who may replace them, nodes, wallet, balance.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use clap::Args;
use makerstake_client::loader::Deployed;
use makerstake_client::node as documents;
use makerstake_client::programs::Program;
use makerstake_client::sender::Node as _;
use makerstake_client::{addresses, hash, query};
use serde::Serialize;
use solana_pubkey::Pubkey;

use crate::context::Context;
use crate::failure::{Exit, Failure};
use crate::output::Amount;
use crate::settings::host_of;
use crate::{app, cluster};

/// Lamports below which a wallet can hardly do anything.
const LOW: u64 = 10_000_000;
/// Slots that a node of documents may be behind: about a minute.
const LATE: u64 = 150;

/// Check the cluster, the programs and who may replace them, the nodes, the wallet and its balance
#[derive(Debug, Args)]
pub struct Doctor {
    /// The built programs to compare with what is deployed
    #[arg(long, default_value = "target/deploy", value_name = "DIR", env = "MAKERSTAKE_DEPLOY_DIR")]
    deploy_dir: PathBuf,
    /// The node of documents to ask, too (docs/node.md)
    #[arg(long, env = "MAKERSTAKE_NODE", hide_env_values = true, value_name = "URL")]
    node: Option<String>,
    /// Check the cluster and the programs only
    #[arg(long)]
    no_wallet: bool,
}

/// One check and how it went.
#[derive(Debug, Serialize)]
struct Check {
    check: String,
    result: &'static str,
    found: String,
    remedy: Option<String>,
}

impl Check {
    fn ok(check: impl Into<String>, found: impl Into<String>) -> Self {
        Self { check: check.into(), result: "ok", found: found.into(), remedy: None }
    }

    fn warn(check: impl Into<String>, found: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { result: "warning", remedy: Some(remedy.into()), ..Self::ok(check, found) }
    }

    fn fail(check: impl Into<String>, found: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { result: "failed", remedy: Some(remedy.into()), ..Self::ok(check, found) }
    }
}

impl Doctor {
    /// Runs every check and prints them all.
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        let mut checks = network(context)?;
        // A node that does not list accounts leaves it open whose authority a platform's treasury is.
        let treasuries = query::treasuries(context.rpc.client()).unwrap_or_else(|error| {
            context
                .output
                .note(format!("it cannot be told whether a platform may replace programs: {error}"));
            HashMap::new()
        });
        for program in Program::ALL {
            checks.extend(deployed(context, program, &self.deploy_dir, &treasuries)?);
        }
        if let Some(url) = &self.node {
            checks.push(documents(context, url)?);
        }
        if !self.no_wallet {
            checks.extend(wallet(context)?);
        }
        context.output.records(&checks)?;
        match checks.iter().filter(|check| check.result == "failed").count() {
            0 => Ok(()),
            failed => {
                Err(Failure::new(Exit::CheckFailed, format!("{failed} of {} checks failed", checks.len())))
            }
        }
    }
}

fn network(context: &Context) -> Result<Vec<Check>, Failure> {
    context.rpc.check_node()?;
    let url = context.rpc.host();
    let rpc = context.rpc.client();
    let genesis = context.rpc.genesis()?;
    let belongs = match context.rpc.check_cluster() {
        Ok(()) => Check::ok("cluster", format!("{} (genesis {genesis})", cluster::name(&genesis))),
        Err(failure) => Check::fail(
            "cluster",
            format!("{} (genesis {genesis}), and {}", cluster::name(&genesis), failure.what),
            failure.remedy.unwrap_or_default(),
        ),
    };
    let version = rpc.get_version().map(|version| version.solana_core).unwrap_or_default();
    let height = context.rpc.ask(rpc.finalized())?;
    let ahead = context.rpc.chain_time()?.saturating_sub(local_time());
    let clock = match ahead {
        -120..=120 => Check::ok("clock", format!("{ahead} s from this machine's")),
        _ => Check::warn(
            "clock",
            format!("{ahead} s from this machine's"),
            "a local network whose time was moved, or this machine's clock is wrong",
        ),
    };
    let mut checks = vec![
        Check::ok("makerstake", app::version()),
        Check::ok("node", format!("{url}, version {version}")),
        belongs,
        Check::ok("finalized", format!("slot {}, block {}", height.slot, height.block_height)),
        clock,
    ];
    for (host, found) in context.rpc.secondary_genesis() {
        checks.push(match found {
            Ok(found) if found == genesis.to_bytes() => Check::ok("node that confirms", host),
            Ok(_) => {
                Check::fail("node that confirms", host, "it is of another cluster: correct --confirm-with")
            }
            Err(error) => {
                Check::fail("node that confirms", format!("{host}: {error}"), "correct --confirm-with")
            }
        });
    }
    Ok(checks)
}

/// The node of documents: of this cluster, and how far behind.
fn documents(context: &Context, url: &str) -> Result<Check, Failure> {
    const NAME: &str = "node of documents";
    let host = host_of(url);
    let asked = documents::Node::new(url).and_then(|node| Ok((node.about()?, node.slot()?)));
    let (about, slot) = match asked {
        Ok(answers) => answers,
        Err(error) => return Ok(Check::fail(NAME, error.to_string(), "correct --node, or start it")),
    };
    if about.genesis != context.rpc.genesis()?.to_string() {
        return Ok(Check::fail(NAME, format!("{host} follows another cluster"), "correct --node, or -u"));
    }
    let now = context.rpc.ask(query::slot(context.rpc.client()))?;
    let serves = format!("{host} serves {}", about.platform);
    Ok(match slot {
        None => Check::warn(NAME, format!("{serves}, and has not read the chain yet"), "wait for it"),
        Some(slot) if now.saturating_sub(slot) > LATE => {
            Check::warn(NAME, format!("{serves}, {} slots behind", now - slot), "see its log")
        }
        Some(slot) => Check::ok(NAME, format!("{serves}, up to slot {slot}")),
    })
}

/// Whether a program is there, is the one that was built here, and who may replace it.
fn deployed(
    context: &Context,
    program: Program,
    deploy_dir: &Path,
    treasuries: &HashMap<Pubkey, Pubkey>,
) -> Result<Vec<Check>, Failure> {
    let name = format!("program {program}");
    let pair = [program.id(), addresses::program_data(&program.id())];
    let found = context.rpc.ask(query::accounts(context.rpc.client(), &pair))?;
    let [Some(account), data] = found.as_slice() else {
        let found = format!("nothing at {}", program.id());
        return Ok(vec![Check::fail(name, found, "deploy it, or check the cluster (-u)")]);
    };
    let deployed = data.as_ref().and_then(|data| Deployed::read(&data.data));
    let (true, Some(deployed)) = (account.executable, deployed) else {
        let found = "the account is not an upgradeable program";
        return Ok(vec![Check::fail(name, found, "check the cluster (-u)")]);
    };
    let hash = hex::encode(hash::of_bytes(deployed.file()));
    let path = deploy_dir.join(program.elf_file());
    let code = match std::fs::read(&path) {
        Ok(built) if deployed.is_file(&built) => Check::ok(name, format!("the build's, SHA-256 {hash}")),
        Ok(built) => Check::fail(
            name,
            format!("deployed SHA-256 {hash}, built {}", hex::encode(hash::of_bytes(&built))),
            "build the version that is deployed, or deploy this one",
        ),
        Err(_) => Check::warn(
            name,
            format!("deployed, SHA-256 {hash}"),
            format!("no build at {} to compare with; run `cargo xtask build`", path.display()),
        ),
    };
    Ok(vec![code, authority(program, deployed.authority, treasuries)])
}

/// Who may replace a program that every platform runs on: not one of them.
fn authority(program: Program, key: Option<Pubkey>, treasuries: &HashMap<Pubkey, Pubkey>) -> Check {
    let name = format!("authority of {program}");
    let Some(key) = key else { return Check::ok(name, "nobody can replace it") };
    let is = |whose: &str| format!("{key}, {whose}");
    let remedy = format!("hand it over with `makerstake program set-authority {}`", program.id());
    match treasuries.get(&key) {
        Some(_) if treasuries.len() == 1 => Check::ok(name, is("the treasury of the only platform")),
        Some(platform) => Check::fail(
            name,
            is(&format!("the treasury of the platform {platform}, may replace it for all others")),
            format!("{remedy} to a multisig of several platforms, or to nobody"),
        ),
        None if key.is_on_curve() => Check::warn(
            name,
            is("one key, may replace it"),
            format!("{remedy} to a multisig before anybody depends on it"),
        ),
        None => Check::ok(name, is("an address that a program signs for, such as a multisig's vault")),
    }
}

fn wallet(context: &Context) -> Result<Vec<Check>, Failure> {
    let mut checks = Vec::new();
    let signer = match context.signer() {
        Ok(signer) => signer,
        Err(failure) => {
            let remedy = failure.remedy.clone().unwrap_or_default();
            return Ok(vec![Check::fail("signer", failure.to_string().replace('\n', ";"), remedy)]);
        }
    };
    checks.push(Check::ok("signer", signer.to_string()));
    let payer = context.payer()?;
    if payer != signer {
        checks.push(Check::ok("fee payer", payer.to_string()));
    }
    checks.push(balance(context, &payer)?);
    Ok(checks)
}

fn balance(context: &Context, payer: &Pubkey) -> Result<Check, Failure> {
    let account = context.rpc.ask(query::account(context.rpc.client(), payer))?;
    let lamports = account.map_or(0, |account| account.lamports);
    let sol = Amount::sol(lamports).to_string();
    Ok(match lamports {
        0 => {
            Check::fail("balance", sol, format!("fund {payer}; on a local network: `makerstake airdrop 10`"))
        }
        1..LOW => Check::warn("balance", sol, format!("fund {payer}: this pays for little")),
        _ => Check::ok("balance", sol),
    })
}

fn local_time() -> i64 {
    std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .map_or(0, |since| i64::try_from(since.as_secs()).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_not_replaced_by_one_platform_alone() {
        // A program's id is the public half of a key.
        let key = Program::Creators.id();
        let (vault, _) = Pubkey::find_program_address(&[b"vault"], &key);
        let judged = |key: Option<Pubkey>, treasuries: &[(Pubkey, Pubkey)]| {
            authority(Program::Equity, key, &treasuries.iter().copied().collect()).result
        };
        assert_eq!(judged(None, &[]), "ok");
        assert_eq!(judged(Some(key), &[]), "warning");
        assert_eq!(judged(Some(vault), &[]), "ok");
        let (one, other) = ((vault, key), (key, vault));
        assert_eq!(judged(Some(vault), &[other]), "ok");
        assert_eq!(judged(Some(vault), &[one]), "ok");
        assert_eq!(judged(Some(vault), &[one, other]), "failed");
    }
}
