//! `makerstake watch`: tells once of what an operator should hear of, and keeps what was told in a file.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use clap::Args;
use makerstake_client::addresses::program_data;
use makerstake_client::loader::Deployed;
use makerstake_client::programs::Program;
use makerstake_client::snapshot::List;
use makerstake_client::watch::{self, Finding};
use makerstake_client::{distributions, query};
use solana_pubkey::Pubkey;

use super::platform_arg::PlatformArg;
use crate::context::Context;
use crate::failure::{Exit, Failure};
use crate::parse::{self, Tokens};
use crate::{files, many};

/// Tell once of new proposals, quorums that are near, late reports, distributions, recoveries, changed programs and low balances
#[derive(Debug, Args)]
pub struct Watch {
    /// Look once, and exit with 8 if there is news: for timers
    #[arg(long)]
    once: bool,
    /// Seconds between two looks
    #[arg(long, default_value_t = 60, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..))]
    every: u64,
    /// Keep what was told in this file, so that a restart does not tell it again
    #[arg(long, value_name = "FILE")]
    state: Option<PathBuf>,
    /// Run this by the shell for each piece of news: it reads it as JSON, and has MAKERSTAKE_KIND and MAKERSTAKE_NEWS
    #[arg(long, value_name = "COMMAND")]
    exec: Option<String>,
    /// Write numbers into this file for the textfile collector of Prometheus, at each look
    #[arg(long, value_name = "FILE")]
    metrics: Option<PathBuf>,
    /// Whose balance is watched; may be given several times [default: the pool's scorer]
    #[arg(long, value_name = "ADDRESS", value_parser = parse::address)]
    wallet: Vec<Pubkey>,
    /// Below how many SOL a balance is low
    #[arg(long, default_value = "0.5", value_name = "SOL", value_parser = parse::tokens)]
    low: Tokens,
    #[command(flatten)]
    platform: PlatformArg,
}

/// One look: what was found, and numbers for the metrics.
struct Look {
    findings: Vec<Finding>,
    now: i64,
    balances: Vec<(Pubkey, u64)>,
}

impl Watch {
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        let mut told = self.state.as_deref().map(read).transpose()?.unwrap_or_default();
        let stop = many::Stop::on_ctrl_c()?;
        loop {
            match self.look(context) {
                Ok(look) => {
                    let news = news(&look.findings, &mut told);
                    self.keep(&look, &told)?;
                    for finding in &news {
                        self.tell(context, finding)?;
                    }
                    if self.once && !news.is_empty() {
                        return Err(Failure::new(Exit::CheckFailed, format!("news: {}", news.len())));
                    }
                }
                // A node that is away for a while is no end, unless nobody comes back to it.
                Err(failure) if self.once || failure.exit != Exit::Network => return Err(failure),
                Err(failure) => context.output.note(&failure),
            }
            for _ in 0..self.every * 10 {
                if self.once || stop.is_set() {
                    return Ok(());
                }
                std::thread::sleep(Duration::from_millis(100));
            }
        }
    }

    fn look(&self, context: &Context) -> Result<Look, Failure> {
        let rpc = context.rpc.client();
        let snapshot = self.platform.load(context, &[List::Proposals, List::Budgets])?;
        let mut findings = watch::governance(&snapshot);
        if let Some(newest) = snapshot.pool.next_epoch.checked_sub(1) {
            let found = context.rpc.ask(distributions::distribution(rpc, &snapshot.at.pool, newest))?;
            findings.extend(found.map(|found| watch::distribution(&snapshot.at.pool, &found)));
        }
        let programs = Program::ALL.map(|program| program_data(&program.id()));
        for (program, data) in Program::ALL.into_iter().zip(context.rpc.ask(query::accounts(rpc, &programs))?)
        {
            let deployed = data.as_ref().and_then(|data| Deployed::read(&data.data));
            findings.push(watch::program(program, deployed.as_ref()));
        }
        for creator in context.rpc.ask(query::recoveries(rpc))? {
            let account = &creator.account;
            findings.push(watch::recovery(&creator.address, &account.successor, account.succeeds_at));
        }
        let scorer = [snapshot.pool.scorer];
        let wallets = if self.wallet.is_empty() { &scorer[..] } else { &self.wallet };
        let accounts = context.rpc.ask(query::accounts(rpc, wallets))?;
        let lamports = accounts.iter().map(|account| account.as_ref().map_or(0, |account| account.lamports));
        let balances: Vec<(Pubkey, u64)> = wallets.iter().copied().zip(lamports).collect();
        let least = self.low.sol()?;
        findings.extend(balances.iter().filter_map(|(wallet, has)| watch::balance(wallet, *has, least)));
        Ok(Look { findings, now: snapshot.now, balances })
    }

    /// Writes down what was told, and the numbers, each file whole or not at all.
    fn keep(&self, look: &Look, told: &BTreeSet<String>) -> Result<(), Failure> {
        if let Some(path) = &self.state {
            files::replace(path, |file| told.iter().try_for_each(|key| writeln!(file, "{key}")))?;
        }
        if let Some(path) = &self.metrics {
            files::replace(path, |file| file.write_all(metrics(look).as_bytes()))?;
        }
        Ok(())
    }

    fn tell(&self, context: &Context, finding: &Finding) -> Result<(), Failure> {
        context.output.record(finding)?;
        let Some(command) = &self.exec else { return Ok(()) };
        let io = |error: std::io::Error| Failure::input(format!("--exec: {error}")).value(command);
        let mut child = Command::new("sh")
            .args(["-c", command])
            .env("MAKERSTAKE_KIND", finding.kind)
            .env("MAKERSTAKE_NEWS", &finding.what)
            .stdin(Stdio::piped())
            // What it prints is not a result of ours.
            .stdout(Stdio::null())
            .spawn()
            .map_err(io)?;
        if let Some(mut input) = child.stdin.take() {
            // Who does not read it may close it.
            let _ = writeln!(input, "{}", serde_json::to_string(finding).unwrap_or_default());
        }
        let status = child.wait().map_err(io)?;
        if !status.success() {
            context.output.note(format!("--exec ended with {status}"));
        }
        Ok(())
    }
}

/// What was not told before; forgets what is no more, so that it is told when it comes again.
fn news(findings: &[Finding], told: &mut BTreeSet<String>) -> Vec<Finding> {
    let is_known = |finding: &Finding, told: &BTreeSet<String>| {
        let rest = finding.key.rsplitn(3, '/').nth(2).unwrap_or_default();
        let is_first = !told.iter().any(|key| key.starts_with(&format!("{rest}/")));
        told.contains(&finding.key) || (finding.is_baseline() && is_first)
    };
    let news = findings.iter().filter(|finding| !is_known(finding, told)).cloned().collect();
    *told = findings.iter().map(|finding| finding.key.clone()).collect();
    news
}

fn read(path: &Path) -> Result<BTreeSet<String>, Failure> {
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(text.lines().map(str::to_owned).collect()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(BTreeSet::new()),
        Err(error) => Err(Failure::io(path, &error)),
    }
}

fn metrics(look: &Look) -> String {
    let mut text = format!(
        "# HELP makerstake_watch_time_seconds The cluster's time at the last look.\n\
         # TYPE makerstake_watch_time_seconds gauge\nmakerstake_watch_time_seconds {}\n\
         # HELP makerstake_findings What an operator should know of, by kind.\n\
         # TYPE makerstake_findings gauge\n",
        look.now
    );
    for kind in ["proposal", "quorum", "report", "epoch", "program", "recovery", "balance"] {
        let count = look.findings.iter().filter(|finding| finding.kind == kind).count();
        text += &format!("makerstake_findings{{kind=\"{kind}\"}} {count}\n");
    }
    text +=
        "# HELP makerstake_balance_lamports What a wallet holds.\n# TYPE makerstake_balance_lamports gauge\n";
    for (wallet, lamports) in &look.balances {
        text += &format!("makerstake_balance_lamports{{wallet=\"{wallet}\"}} {lamports}\n");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn program(code: &str) -> Finding {
        let key = format!("program/equity/{code}/nobody");
        Finding { key, kind: "program", what: String::new(), remedy: String::new() }
    }

    fn report() -> Finding {
        Finding { key: "report/1/5".into(), kind: "report", what: String::new(), remedy: String::new() }
    }

    #[test]
    fn news_is_told_once_and_again_when_it_comes_back() {
        let mut told = BTreeSet::new();
        assert_eq!(
            news(&[program("a"), report()], &mut told),
            [report()],
            "a program as it always was is no news"
        );
        assert_eq!(news(&[program("a"), report()], &mut told), []);
        assert_eq!(news(&[program("b"), report()], &mut told), [program("b")]);
        assert_eq!(news(&[program("b")], &mut told), []);
        assert_eq!(news(&[program("b"), report()], &mut told), [report()]);
    }
}
