//! What was done so far, kept so that it can be done again: a local network that is killed loses its last seconds, and
//! comes back with the state of a moment before. The story goes on from there without anybody's help.
//!
//! Every client of the stage speaks through [`RetryingSender`]. When the network was away, it waits for it, asks which of the deeds the
//! network still knows by their signatures, and does the lost ones again, in their order, before anybody gets an answer.
//! A deed whose signature is known happened and is never repeated; one that is unknown on a network that came back can
//! never land again, because its blockhash is spent. What is done again is done later than before, and so is all that the story
//! has planned by the clock: [`ReplayLog::late`] says by how much.

use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{anyhow, bail, Context as _, Result};
use makerstake_client::sender::{Intent, NoJournal, Node as _, Outcome, Policy, Progress, Sender};
use solana_client::rpc_client::RpcClient;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signature::Signature;
use solana_signer::Signer;

use super::clock;
use crate::messages;

/// How long nobody can have been away unnoticed: a network does not stop and start in so short a time.
const UNNOTICED: Duration = Duration::from_millis(300);
/// How long the network may be away.
pub const AWAY: Duration = Duration::from_secs(120);
/// How often what was lost is tried again on a network that answers: connections from before it was away still fail, one by
/// one.
const TRIES: u32 = 30;
/// How many signatures a node looks up at once.
const AT_ONCE: usize = 256;

/// Something that was done.
enum Deed {
    /// Time was moved to here.
    Time(i64),
    /// A transaction, one of those of a group that could go side by side.
    Act {
        group: u64,
        instructions: Vec<Instruction>,
        signers: Vec<Keypair>,
        signature: Signature,
        /// The chain's time when it was done, or a little later; none yet.
        at: Option<i64>,
        /// Done again, and `at` is still the time before.
        is_redone: bool,
    },
}

impl Deed {
    fn signature(&self) -> Option<Signature> {
        match self {
            Self::Time(_) => None,
            Self::Act { signature, .. } => Some(*signature),
        }
    }

    /// Plans it so many seconds later.
    fn delay(&mut self, by: i64) {
        match self {
            Self::Time(time) => *time += by,
            Self::Act { at, .. } => *at = at.map(|at| at + by),
        }
    }
}

/// What was done so far, shared by all clients of the stage.
pub struct ReplayLog {
    /// The network, asked directly.
    plain: RpcClient,
    sponsor: Keypair,
    funds: u64,
    policy: Policy,
    transactions: Mutex<Vec<Deed>>,
    replaying: Mutex<()>,
    is_away: AtomicBool,
    late: AtomicI64,
    heard: Mutex<Instant>,
    /// Why the story cannot go on, once that is so.
    beyond_repair: OnceLock<String>,
}

impl ReplayLog {
    /// Nothing was done yet, but that `sponsor` gets `funds`.
    pub fn new(plain: RpcClient, sponsor: Keypair, funds: u64, policy: Policy) -> Arc<Self> {
        Arc::new(Self {
            plain,
            sponsor,
            funds,
            policy,
            transactions: Mutex::default(),
            replaying: Mutex::default(),
            is_away: AtomicBool::new(false),
            late: AtomicI64::new(0),
            heard: Mutex::new(Instant::now()),
            beyond_repair: OnceLock::new(),
        })
    }

    /// Notes that time was moved.
    pub fn note_time(&self, time: i64) {
        lock(&self.transactions).push(Deed::Time(time));
    }

    /// Notes transactions that landed and could go side by side.
    pub fn note(&self, acts: Vec<(Vec<Instruction>, Vec<Keypair>, Signature)>) {
        let mut transactions = lock(&self.transactions);
        let group = transactions.len() as u64;
        transactions.extend(acts.into_iter().map(|(instructions, signers, signature)| Deed::Act {
            group,
            instructions,
            signers,
            signature,
            at: None,
            is_redone: false,
        }));
    }

    /// How many seconds later than planned things happen, by all that had to be done again.
    pub fn late(&self) -> i64 {
        self.late.load(Ordering::SeqCst)
    }

    /// Notes that the network does not answer.
    pub fn lost_sight(&self) {
        self.is_away.store(true, Ordering::SeqCst);
    }

    /// Notes that the network answered.
    pub fn heard(&self) {
        *lock(&self.heard) = Instant::now();
    }

    /// Whether the network may have been away since it was last heard.
    pub fn is_doubtful(&self) -> bool {
        self.is_away.load(Ordering::SeqCst) || lock(&self.heard).elapsed() > UNNOTICED
    }

    /// Waits until the network is there, and does again what it lost.
    ///
    /// # Errors
    /// When it stays away, or what was lost cannot be done again.
    pub fn replay(&self) -> Result<()> {
        let _one_at_a_time = lock(&self.replaying);
        self.replay_missing()
    }

    /// The same, unless somebody else has done it in the meantime.
    ///
    /// # Errors
    /// As [`ReplayLog::replay`].
    pub fn replay_if_doubtful(&self) -> Result<()> {
        let _one_at_a_time = lock(&self.replaying);
        if self.is_doubtful() {
            self.replay_missing()
        } else {
            Ok(())
        }
    }

    fn replay_missing(&self) -> Result<()> {
        if let Some(reason) = self.beyond_repair.get() {
            bail!("{reason}");
        }
        let (mut away, mut failures) = (None, 0);
        loop {
            match self.restore() {
                // Whole only when nothing was missing: the network may have been away again while something was done.
                Ok(0) => {
                    self.is_away.store(false, Ordering::SeqCst);
                    self.heard();
                    return Ok(());
                }
                Ok(_) => (away, failures) = (None, 0),
                // Away, or away again in the middle of it: what is known by then is looked up anew.
                Err(error) => {
                    if self.plain.get_health().is_ok() {
                        (away, failures) = (None, failures + 1);
                    } else {
                        (away, failures) = (away.or_else(|| Some(Instant::now())), 0);
                    }
                    if failures > TRIES || away.is_some_and(|since: Instant| since.elapsed() > AWAY) {
                        // Whoever asks next is told at once: many do, and each would try as long.
                        let reason = self.beyond_repair.get_or_init(|| format!("{error:#}"));
                        bail!("{reason}");
                    }
                    std::thread::sleep(Duration::from_millis(200));
                }
            }
        }
    }

    /// Does again what is lost, and returns how many transactions that were.
    fn restore(&self) -> Result<usize> {
        if self.plain.get_balance(&self.sponsor.pubkey())? == 0 && self.funds > 0 {
            self.plain.request_airdrop(&self.sponsor.pubkey(), self.funds)?;
        }
        let mut transactions = lock(&self.transactions);
        let known = self.known(&transactions)?;
        let (mut next, mut redone) = (first_doubtful(&transactions, &known), 0);
        while let Some(rest) = transactions.get_mut(next..).filter(|rest| !rest.is_empty()) {
            let group = match rest.first() {
                Some(Deed::Time(time)) => {
                    clock::travel(&self.plain, *time)?;
                    next += 1;
                    continue;
                }
                Some(Deed::Act { group, .. }) => *group,
                None => break,
            };
            let is_of =
                |transaction: &&Deed| matches!(transaction, Deed::Act { group: of, .. } if *of == group);
            let count = rest.iter().take_while(is_of).count();
            let (together, others) = rest.split_at_mut(count);
            let (done, later) = self.repeat(together)?;
            redone += done;
            self.late.fetch_add(later, Ordering::SeqCst);
            others.iter_mut().for_each(|transaction| transaction.delay(later));
            next += count;
        }
        let now = clock::chain_time(&self.plain)?;
        let undated = transactions.iter_mut().rev().map_while(|transaction| match transaction {
            Deed::Act { at: at @ None, .. } => Some(at),
            _ => None,
        });
        undated.for_each(|at| *at = Some(now));
        Ok(redone)
    }

    /// The signatures of those deeds that the network knows.
    fn known(&self, transactions: &[Deed]) -> Result<HashSet<Signature>> {
        let signatures: Vec<Signature> = transactions.iter().filter_map(Deed::signature).collect();
        let mut known = HashSet::new();
        for chunk in signatures.chunks(AT_ONCE) {
            let statuses =
                self.plain.statuses(chunk, true).map_err(|rpc_error| anyhow!("{rpc_error}"))?.statuses;
            let found = chunk.iter().zip(statuses).filter(|(_, status)| status.is_some());
            known.extend(found.map(|(signature, _)| *signature));
        }
        Ok(known)
    }

    /// Does those of a group again that are lost. Returns how many these were, and by how many seconds later than before.
    fn repeat(&self, group: &mut [Deed]) -> Result<(usize, i64)> {
        let known = self.known(group)?;
        let mut intents = Vec::new();
        for (index, transaction) in group.iter().enumerate() {
            let Deed::Act { instructions, signers, signature, .. } = transaction else { continue };
            if known.contains(signature) {
                continue;
            }
            let signers: Vec<&dyn Signer> = signers.iter().map(|key| key as &dyn Signer).collect();
            intents.push(Intent::new(index.to_string(), instructions.clone(), &self.sponsor, &signers));
        }
        let count = intents.len();
        let (mut signed, mut failure) = (Vec::new(), None);
        let sender = Sender::new(&self.plain, self.policy);
        sender.send_all(
            intents,
            &mut NoJournal,
            || true,
            |progress| {
                if let Progress::Ended { key, outcome } = progress {
                    match outcome {
                        Outcome::Landed(receipt) => signed.push((key.to_string(), receipt.signature)),
                        other => {
                            failure = failure.take().or_else(|| Some(other.to_string()));
                            // Away again: it may have landed all the same, and then it is known by this.
                            if let Outcome::Unknown { signature, .. } = other {
                                signed.push((key.to_string(), *signature));
                            }
                        }
                    }
                }
            },
        )?;
        if !signed.is_empty() {
            messages::note(&format!(
                "... the network was away; {} transactions that it lost are done again",
                signed.len()
            ));
        }
        for (key, new) in signed {
            let index: usize = key.parse().context("a deed's number")?;
            if let Some(Deed::Act { signature, is_redone, .. }) = group.get_mut(index) {
                (*signature, *is_redone) = (new, true);
            }
        }
        if let Some(failure) = failure {
            bail!("what the network lost cannot be done again: {failure}");
        }
        let (now, mut late) = (clock::chain_time(&self.plain)?, 0);
        for transaction in group {
            if let Deed::Act { at, is_redone: is_redone @ true, .. } = transaction {
                late = late.max(at.replace(now).map_or(0, |before| now - before));
                *is_redone = false;
            }
        }
        Ok((count, late))
    }
}

/// Where the network's own past ends for certain: behind the last act before the first one that it does not know.
///
/// A move of time leaves no signature. One that came before a lost act may be lost with it, and nothing that depends on time could be
/// done again without it; so every move since the last act that is known is made again, which does nothing where it stands. All acts
/// are looked at: of those that went side by side the newest in this list are not the last that landed.
fn first_doubtful(transactions: &[Deed], known: &HashSet<Signature>) -> usize {
    let stands = |transaction: &Deed| match transaction {
        Deed::Act { signature, is_redone, .. } => !is_redone && known.contains(signature),
        Deed::Time(_) => true,
    };
    let standing = transactions.iter().take_while(|transaction| stands(transaction));
    let last_act = standing.enumerate().filter(|(_, transaction)| transaction.signature().is_some()).last();
    last_act.map_or(0, |(at, _)| at + 1)
}

/// A lock whose holder panicked protects nothing worse than a list: whoever comes next may have it.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
