//! Where the story plays: a node, who pays, and a protocol of what each transaction did.

mod clock;
mod measure;
mod replay_log;
mod retrying_sender;

use std::cell::OnceCell;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{anyhow, bail, Result};
use makerstake_client::programs::Program;
use makerstake_client::sender::in_flight::RetryPolicy;
use makerstake_client::sender::{Intent, NoJournal, Outcome, Policy, Price, Progress, Sender};
use solana_account::Account;
use solana_client::rpc_client::{RpcClient, RpcClientConfig};
use solana_commitment_config::CommitmentConfig;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signature::Signature;
use solana_signer::Signer;

use crate::messages;
use replay_log::ReplayLog;
use retrying_sender::RetryingSender;

/// How long a request may take.
const TIMEOUT: Duration = Duration::from_secs(20);

/// The stage.
pub struct Harness {
    rpc: RpcClient,
    replay_log: Arc<ReplayLog>,
    /// Pays every fee and all rent: the platform sponsors its creators, who need no SOL.
    pub sponsor: Keypair,
    /// What all transactions of the story used together.
    pub totals: Totals,
}

/// What transactions used.
#[derive(Clone, Copy, Debug, Default)]
pub struct Totals {
    /// Transactions that landed.
    pub transactions: u64,
    /// Compute units.
    pub units: u64,
    /// Bytes of accounts that they created.
    pub created: u64,
    /// Attempts that a rule refused, as the story says.
    pub refused: u64,
}

/// Something to do in one transaction, one of many.
pub struct Task<'a> {
    /// What to do.
    pub instructions: Vec<Instruction>,
    /// Who signs besides the sponsor.
    pub signers: Vec<&'a Keypair>,
}

impl Harness {
    /// A stage on a node; the sponsor gets `lamports` from the local network.
    ///
    /// # Errors
    /// When the node does not answer.
    pub fn open(url: &str, sponsor: Keypair, lamports: u64) -> Result<Self> {
        let level = CommitmentConfig::confirmed();
        let plain = RpcClient::new_with_timeout_and_commitment(url.to_string(), TIMEOUT, level);
        let replay_log = ReplayLog::new(plain, sponsor.insecure_clone(), lamports, policy());
        let harness = Self { rpc: client(url, &replay_log), replay_log, sponsor, totals: Totals::default() };
        harness.fund(&harness.sponsor.pubkey(), lamports)?;
        Ok(harness)
    }

    /// Another client of the node.
    pub fn client(&self) -> RpcClient {
        client(&self.rpc.url(), &self.replay_log)
    }

    /// The node.
    pub fn rpc(&self) -> &RpcClient {
        &self.rpc
    }

    /// Gives lamports to an address, as only a local network does.
    ///
    /// # Errors
    /// When the node does not answer or the lamports do not arrive.
    pub fn fund(&self, address: &Pubkey, lamports: u64) -> Result<()> {
        let before = self.rpc.get_balance(address)?;
        self.rpc.request_airdrop(address, lamports)?;
        for _ in 0..100 {
            if self.rpc.get_balance(address)? >= before.saturating_add(lamports) {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        bail!("{address} did not get {} from the local network", messages::sol(lamports))
    }

    /// An account that the story expects.
    ///
    /// # Errors
    /// When it is not there.
    pub fn account(&self, address: &Pubkey, what: &str) -> Result<Account> {
        makerstake_client::query::account(&self.rpc, address)
            .map_err(|rpc_error| anyhow!("{rpc_error}"))?
            .ok_or_else(|| anyhow!("{what} {address} does not exist"))
    }

    /// Decodes an account that the story expects.
    ///
    /// # Errors
    /// When it is not there or of another type.
    pub fn read<T>(
        &self,
        address: &Pubkey,
        what: &str,
        decode: fn(&[u8]) -> Result<T, std::io::Error>,
    ) -> Result<T> {
        decode(&self.account(address, what)?.data).map_err(|error| anyhow!("{what} {address}: {error}"))
    }

    /// Does something in one transaction and prints what it was.
    ///
    /// # Errors
    /// When it did not land, with the rule that it broke.
    pub fn act(
        &mut self,
        what: &str,
        instructions: Vec<Instruction>,
        signers: &[&Keypair],
    ) -> Result<Signature> {
        let transaction = (instructions.clone(), signers.iter().map(|key| key.insecure_clone()).collect());
        let intent = intent(what, instructions, &self.sponsor, signers);
        let written = intent.writable();
        let before = measure::existing(&self.rpc, &written)?;
        let outcome = self.sender().send(&intent, &mut NoJournal)?;
        let Outcome::Landed(receipt) = outcome else { bail!("{what}: {}", explain(&outcome)) };
        self.replay_log.note(vec![(transaction.0, transaction.1, receipt.signature)]);
        self.replay_log.replay()?;
        let created = measure::created(&self.rpc, &written, &before)?;
        let units = measure::units(&self.rpc, &receipt)?;
        messages::step(what, &receipt.signature.to_string(), units, created);
        self.count(1, units, created);
        Ok(receipt.signature)
    }

    /// Does many things, one transaction each and several on their way at once, and prints a summary.
    ///
    /// # Errors
    /// The first that did not land.
    pub fn act_many(&mut self, what: &str, tasks: Vec<Task<'_>>) -> Result<()> {
        let count = tasks.len();
        let mut transactions: Vec<_> = tasks
            .iter()
            .map(|task| {
                let signers = task.signers.iter().map(|key| key.insecure_clone()).collect();
                (task.instructions.clone(), signers, Signature::default())
            })
            .collect();
        let intents: Vec<Intent<'_>> = tasks
            .into_iter()
            .enumerate()
            .map(|(index, task)| intent(&index.to_string(), task.instructions, &self.sponsor, &task.signers))
            .collect();
        let mut written: Vec<Pubkey> = intents.iter().flat_map(Intent::writable).collect();
        written.sort_unstable();
        written.dedup();
        let before = measure::existing(&self.rpc, &written)?;
        let started = Instant::now();
        let (mut units, failure) = (0, OnceCell::new());
        self.sender().send_all(
            intents,
            &mut NoJournal,
            // The story ends with the first failure: nothing is begun after it.
            || failure.get().is_none(),
            |progress| {
                if let Progress::Ended { key, outcome } = progress {
                    match outcome {
                        Outcome::Landed(receipt) => {
                            units += receipt.units.unwrap_or_default();
                            let transaction =
                                key.parse().ok().and_then(|index: usize| transactions.get_mut(index));
                            if let Some((.., signature)) = transaction {
                                *signature = receipt.signature;
                            }
                        }
                        other => {
                            failure.get_or_init(|| explain(other));
                        }
                    }
                }
            },
        )?;
        if let Some(failure) = failure.get() {
            bail!("{what}: {failure}");
        }
        self.replay_log.note(transactions);
        self.replay_log.replay()?;
        let took = started.elapsed();
        let created = measure::created(&self.rpc, &written, &before)?;
        messages::steps(what, count, units, created, took);
        self.count(count as u64, units, created);
        Ok(())
    }

    /// Attempts something that a rule forbids: `program` must refuse it with the error of this name.
    ///
    /// # Errors
    /// When it was let through, or refused for another reason.
    pub fn refused(
        &mut self,
        what: &str,
        instructions: Vec<Instruction>,
        signers: &[&Keypair],
        (program, error): (Program, &str),
    ) -> Result<()> {
        let intent = intent(what, instructions, &self.sponsor, signers);
        match self.sender().send(&intent, &mut NoJournal)? {
            Outcome::Rejected(rejection)
                if rejection.explanation.suite_program() == Some(program)
                    && rejection.explanation.name == error =>
            {
                messages::refused(what, &rejection.explanation.to_string());
                self.totals.refused += 1;
                Ok(())
            }
            other => bail!("{what}: {program} should refuse it with {error}, but: {}", explain(&other)),
        }
    }

    fn sender(&self) -> Sender<'_, RpcClient> {
        Sender::new(&self.rpc, policy())
    }

    fn count(&mut self, transactions: u64, units: u64, created: u64) {
        self.totals.transactions += transactions;
        self.totals.units += units;
        self.totals.created += created;
    }
}

/// A client that waits for the network, and for what it lost.
fn client(url: &str, replay_log: &Arc<ReplayLog>) -> RpcClient {
    let transport = RetryingSender::new(url, TIMEOUT, Arc::clone(replay_log));
    RpcClient::new_sender(transport, RpcClientConfig::with_commitment(CommitmentConfig::confirmed()))
}

fn policy() -> Policy {
    let retry = RetryPolicy { poll: Duration::from_millis(40), ..RetryPolicy::default() };
    // Nobody competes for room in the blocks of a local network; one that is killed lets transactions expire.
    Policy { price: Price::Fixed(0), retry, window: 24, signings: 10, ..Policy::default() }
}

fn intent<'a>(
    key: &str,
    instructions: Vec<Instruction>,
    sponsor: &'a Keypair,
    signers: &[&'a Keypair],
) -> Intent<'a> {
    let signers: Vec<&dyn Signer> = signers.iter().map(|key| *key as &dyn Signer).collect();
    Intent::new(key, instructions, sponsor, &signers)
}

fn explain(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Rejected(rejection) => {
            let logs: Vec<&str> = rejection.logs.iter().map(String::as_str).collect();
            format!("{outcome}\n    {}", logs.join("\n    "))
        }
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests;
