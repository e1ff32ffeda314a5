//! `makerstake doctor`: is everything as it should be? Cluster, programs, wallet, balances.

use std::path::{Path, PathBuf};

use clap::Args;
use makerstake_client::hash::Sha2;
use makerstake_client::loader::Deployed;
use makerstake_client::programs::Program;
use makerstake_client::sender::Node as _;
use makerstake_client::{addresses, query};
use makerstake_core::hash::Sha256 as _;
use serde::Serialize;
use solana_pubkey::Pubkey;

use crate::cluster;
use crate::context::Context;
use crate::failure::{Exit, Failure};

/// Lamports below which a wallet can hardly do anything.
const LOW: u64 = 10_000_000;

/// Check the cluster, the programs, the wallet and its balance
#[derive(Debug, Args)]
pub struct Doctor {
    /// The built programs to compare with what is deployed
    #[arg(long, default_value = "target/deploy", value_name = "DIR", env = "MAKERSTAKE_DEPLOY_DIR")]
    deploy_dir: PathBuf,
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
        for program in Program::ALL {
            checks.push(deployed(context, program, &self.deploy_dir)?);
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
    Ok(vec![
        Check::ok("node", format!("{url}, version {version}")),
        belongs,
        Check::ok("finalized", format!("slot {}, block {}", height.slot, height.block_height)),
        clock,
    ])
}

/// Whether a program is there, and is the one that was built here.
fn deployed(context: &Context, program: Program, deploy_dir: &Path) -> Result<Check, Failure> {
    let name = format!("program {program}");
    let pair = [program.id(), addresses::program_data(&program.id())];
    let found = context.rpc.ask(query::accounts(context.rpc.client(), &pair))?;
    let [Some(account), data] = found.as_slice() else {
        return Ok(Check::fail(
            name,
            format!("nothing at {}", program.id()),
            "deploy it, or check the cluster (-u)",
        ));
    };
    let deployed = data.as_ref().and_then(|data| Deployed::read(&data.data));
    let (true, Some(deployed)) = (account.executable, deployed) else {
        return Ok(Check::fail(name, "the account is not an upgradeable program", "check the cluster (-u)"));
    };
    let authority = match deployed.authority {
        Some(authority) => format!("{authority} may replace it"),
        None => "nobody can replace it".into(),
    };
    let hash = hex::encode(Sha2::hashv(&[file_of(deployed.code)]));
    let path = deploy_dir.join(program.elf_file());
    Ok(match std::fs::read(&path) {
        Ok(built) if is_code(deployed.code, &built) => {
            Check::ok(name, format!("the build's, SHA-256 {hash}; {authority}"))
        }
        Ok(built) => Check::fail(
            name,
            format!("deployed SHA-256 {hash}, built {}; {authority}", hex::encode(Sha2::hashv(&[&built]))),
            "build the version that is deployed, or deploy this one",
        ),
        Err(_) => Check::warn(
            name,
            format!("deployed, SHA-256 {hash}; {authority}"),
            format!("no build at {} to compare with; run `cargo xtask build`", path.display()),
        ),
    })
}

/// Whether deployed code is this file, and only zeros behind it: an upgrade to a smaller program leaves them.
fn is_code(code: &[u8], file: &[u8]) -> bool {
    code.strip_prefix(file).is_some_and(|rest| rest.iter().all(|byte| *byte == 0))
}

/// The file in deployed code, as sha256sum sees it: up to the end of its section headers, which an ELF names itself; without
/// the zeros behind it where it is no ELF.
fn file_of(code: &[u8]) -> &[u8] {
    let number = |at: usize, length: usize| {
        let bytes = code.get(at..at.checked_add(length)?)?;
        Some(bytes.iter().rev().fold(0_usize, |value, byte| (value << 8) | usize::from(*byte)))
    };
    let end = || number(0x28, 8)?.checked_add(number(0x3A, 2)?.checked_mul(number(0x3C, 2)?)?);
    let named = code.starts_with(b"\x7fELF").then(end).flatten().and_then(|end| code.get(..end));
    // What lies behind the headers must be padding, or they do not name the end.
    named.filter(|file| is_code(code, file)).unwrap_or_else(|| {
        let end = code.iter().rposition(|byte| *byte != 0).map_or(0, |last| last.saturating_add(1));
        code.get(..end).unwrap_or_default()
    })
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
    let sol = format!("{}.{:09} SOL", lamports / 1_000_000_000, lamports % 1_000_000_000);
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
    fn zeros_behind_a_program_do_not_make_it_another_one() {
        assert!(is_code(&[1, 2, 0, 0], &[1, 2]) && is_code(&[1, 2], &[1, 2]));
        assert!(!is_code(&[1, 2, 0, 3], &[1, 2]) && !is_code(&[1], &[1, 2]));
    }

    #[test]
    fn the_hash_is_of_the_file_with_the_zeros_it_ends_with_itself() {
        let mut file = vec![0; 0x40];
        file[..4].copy_from_slice(b"\x7fELF");
        file[0x28] = 0x40;
        file[0x3A] = 8;
        file[0x3C] = 2;
        file.extend([7, 7, 7, 7, 7, 7, 7, 7, 7, 0, 0, 0, 0, 0, 0, 0]);
        let deployed = [file.as_slice(), &[0; 9]].concat();
        assert_eq!(file_of(&deployed), file);
        assert_eq!(file_of(&[1, 0, 2, 0, 0]), [1, 0, 2]);
    }
}
