//! What every command works with: the node, the signer, the sender, the output.

use std::cell::{OnceCell, RefCell};
use std::io::{BufRead as _, IsTerminal as _, Write as _};
use std::rc::Rc;
use std::time::{Duration, Instant};

use makerstake_client::sender::{
    Entry, Intent, Journal, JournalError, Node as _, Policy, Receipt, RpcError, Sender,
};
use serde::Serialize;
use solana_client::rpc_client::RpcClient;
use solana_commitment_config::CommitmentConfig;
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use crate::app::Global;
use crate::cluster::{Expected, Genesis};
use crate::failure::{of_outcome, Exit, Failure};
use crate::keys;
use crate::output::{on_terminal, Output};
use crate::settings::Settings;

/// How long one request to a node may take.
const REQUEST_TIMEOUT: Duration = Duration::from_secs(10);
/// How long to wait before a question is repeated.
const ASK_AGAIN: Duration = Duration::from_millis(500);

/// What every command works with.
pub struct Context {
    /// Results and remarks.
    pub output: Output,
    /// Where to send and who signs.
    pub settings: Settings,
    /// The flags of every command.
    pub global: Global,
    rpc: RpcClient,
    secondary_nodes: Vec<RpcClient>,
    signer: OnceCell<Rc<dyn Signer>>,
    payer: OnceCell<Rc<dyn Signer>>,
    expected: RefCell<Vec<Expected>>,
}

/// A transaction that landed, as it is printed.
#[derive(Debug, Serialize)]
pub struct Sent {
    /// What was done.
    pub done: String,
    /// The transaction.
    pub signature: String,
    /// The slot it landed in.
    pub slot: u64,
    /// The compute units it used in simulation.
    pub compute_units: Option<u64>,
}

/// A transaction that would land, as `--dry-run` prints it.
#[derive(Debug, Serialize)]
struct DryRun {
    would: String,
    compute_units: u64,
    payer: String,
    payer_lamports_before: u64,
    payer_lamports_after: u64,
    writes: Vec<String>,
}

impl Context {
    /// A context; nothing is connected or asked for yet.
    pub fn new(settings: Settings, global: Global, output: Output) -> Self {
        let client = |url: &str| {
            RpcClient::new_with_timeout_and_commitment(url, REQUEST_TIMEOUT, CommitmentConfig::confirmed())
        };
        let rpc = client(&settings.url);
        let secondary_nodes = global.confirm_with.iter().map(|url| client(url)).collect();
        let by_flag = global.cluster.map(Expected::by_flag);
        let expected = by_flag.into_iter().chain(Expected::by_address(&settings.url)).collect();
        Self {
            output,
            settings,
            global,
            rpc,
            secondary_nodes,
            signer: OnceCell::new(),
            payer: OnceCell::new(),
            expected: RefCell::new(expected),
        }
    }

    /// The node.
    pub fn rpc(&self) -> &RpcClient {
        &self.rpc
    }

    /// Who signs: loaded when first needed, so that reading needs no key.
    ///
    /// # Errors
    /// When there is no usable key.
    pub fn signer(&self) -> Result<&dyn Signer, Failure> {
        if self.signer.get().is_none() {
            let _ = self.signer.set(keys::load(&self.settings.keypair, "-k")?);
        }
        self.signer.get().map(|key| &**key).ok_or_else(no_key)
    }

    /// Who pays: the signer, unless `--fee-payer` names somebody else.
    ///
    /// # Errors
    /// When there is no usable key.
    pub fn payer(&self) -> Result<&dyn Signer, Failure> {
        let Some(source) = &self.global.fee_payer else { return self.signer() };
        if self.payer.get().is_none() {
            let _ = self.payer.set(keys::load(source, "--fee-payer")?);
        }
        self.payer.get().map(|key| &**key).ok_or_else(no_key)
    }

    /// A sender with this command line's policy. There is none for the wrong cluster: this is the only way to write.
    ///
    /// # Errors
    /// As [`Context::check_cluster`].
    pub fn sender(&self) -> Result<Sender<'_, RpcClient>, Failure> {
        self.sender_at(None)
    }

    /// The same for many transactions, at most so many a second.
    ///
    /// # Errors
    /// As [`Context::check_cluster`].
    pub fn sender_at(&self, rate: Option<f64>) -> Result<Sender<'_, RpcClient>, Failure> {
        self.check_cluster()?;
        let policy = Policy { price: self.global.with_compute_unit_price, rate, ..Policy::default() };
        Ok(Sender::new(&self.rpc, policy).with_secondary_nodes(self.secondary_nodes.iter().collect()))
    }

    /// From here on, the node must belong to this cluster.
    ///
    /// # Errors
    /// When it does not.
    pub fn expect(&self, expected: Expected) -> Result<(), Failure> {
        self.expected.borrow_mut().push(expected);
        self.check_cluster()
    }

    /// Whether the node belongs to the cluster that flag, address and files name. It is asked each time.
    ///
    /// # Errors
    /// When it does not, or does not answer.
    pub fn check_cluster(&self) -> Result<(), Failure> {
        let expected = self.expected.borrow();
        if expected.is_empty() {
            return Ok(());
        }
        let found = self.genesis()?;
        match expected.iter().find(|expected| expected.genesis != found) {
            Some(Expected { genesis, by, remedy }) => {
                Err(Failure::input(format!("{by} the cluster with genesis hash {genesis}"))
                    .value(found)
                    .remedy(*remedy))
            }
            None => Ok(()),
        }
    }

    /// The genesis hash of the node's cluster.
    ///
    /// # Errors
    /// When the node does not answer.
    pub fn genesis(&self) -> Result<Genesis, Failure> {
        let answer = self.rpc.get_genesis_hash();
        answer.map(|hash| Genesis::new_from_array(hash.to_bytes())).map_err(|error| {
            Failure::new(Exit::Network, format!("the RPC node does not answer: {error}"))
                .value(&self.settings.url)
        })
    }

    /// An answer of the node, or a failure that names it.
    ///
    /// # Errors
    /// When the node gave none.
    pub fn ask<T>(&self, answer: Result<T, RpcError>) -> Result<T, Failure> {
        answer.map_err(|rpc_error| Failure::rpc(&self.settings.url, &rpc_error))
    }

    /// The same, asked again while the network fails, for as long as a sender would try to reach it: for work that is
    /// too long to be given up over one lost answer.
    ///
    /// # Errors
    /// When the node gave none in all that time, or refused.
    pub fn insist<T>(&self, question: impl Fn() -> Result<T, RpcError>) -> Result<T, Failure> {
        let start = Instant::now();
        loop {
            match question() {
                Err(RpcError::Network(_)) if start.elapsed() < Policy::default().reach => {
                    std::thread::sleep(ASK_AGAIN);
                }
                answer => return self.ask(answer),
            }
        }
    }

    /// Sends one transaction, signed by the signer, the payer and `others`, and prints what came of it.
    /// With `--dry-run` it is only simulated, and nothing is returned.
    ///
    /// # Errors
    /// When it did not land, with the exit code that says how.
    pub fn send(
        &self,
        done: impl Into<String>,
        instructions: Vec<Instruction>,
        others: &[&dyn Signer],
    ) -> Result<Option<Receipt>, Failure> {
        let done = done.into();
        let receipt = self.submit(&done, instructions, others)?;
        if let Some(receipt) = &receipt {
            self.output.record(&Sent {
                done,
                signature: receipt.signature.to_string(),
                slot: receipt.slot,
                compute_units: receipt.units,
            })?;
        }
        Ok(receipt)
    }

    /// As [`Context::send`], but leaves printing to the caller unless it is a dry run.
    ///
    /// # Errors
    /// When it did not land, with the exit code that says how.
    pub fn submit(
        &self,
        done: &str,
        instructions: Vec<Instruction>,
        others: &[&dyn Signer],
    ) -> Result<Option<Receipt>, Failure> {
        let mut signers = vec![self.signer()?];
        signers.extend_from_slice(others);
        let intent = Intent::new(done, instructions, self.payer()?, &signers);
        if self.global.dry_run {
            self.simulate(done, &intent)?;
            return Ok(None);
        }
        let outcome = self.sender()?.send(&intent, &mut Announce(self.output))?;
        match (of_outcome(&outcome, &self.settings.url), outcome.receipt()) {
            (Some(failure), _) => Err(self.trim(failure)),
            (None, receipt) => Ok(receipt.cloned()),
        }
    }

    fn simulate(&self, would: &str, intent: &Intent<'_>) -> Result<(), Failure> {
        let failed = |outcome| {
            of_outcome(&outcome, &self.settings.url)
                .unwrap_or_else(|| Failure::new(Exit::Internal, "a simulation cannot land"))
        };
        let before = self.rpc.get_balance(&intent.payer).unwrap_or_default();
        let simulation = self.sender()?.dry_run(intent, &[intent.payer]).map_err(failed)?;
        if let Some(error) = &simulation.error {
            let programs: Vec<Pubkey> = std::iter::once(solana_sdk_ids::compute_budget::ID)
                .chain(intent.instructions.iter().map(|instruction| instruction.program_id))
                .collect();
            let explanation = makerstake_client::errors::explain(error, &programs, &simulation.logs);
            let mut failure = Failure::new(Exit::Rejected, explanation.to_string());
            failure.remedy = explanation.remedy;
            failure.details.push("this was a dry run; nothing was sent".into());
            failure.details.extend(simulation.logs);
            return Err(self.trim(failure));
        }
        for line in &simulation.logs {
            self.output.detail(line);
        }
        let after =
            simulation.accounts.first().and_then(Option::as_ref).map_or(before, |account| account.lamports);
        self.output.record(&DryRun {
            would: would.to_string(),
            compute_units: simulation.units,
            payer: intent.payer.to_string(),
            payer_lamports_before: before,
            payer_lamports_after: after,
            writes: intent.writable().iter().map(ToString::to_string).collect(),
        })
    }

    /// Program logs are for `-v`; a failure shows them only then.
    fn trim(&self, mut failure: Failure) -> Failure {
        if !self.output.verbose {
            failure.details.retain(|line| !line.starts_with("Program "));
        }
        failure
    }

    /// Asks a yes-or-no question before something that cannot be undone.
    ///
    /// # Errors
    /// When the answer is no, or there is nobody to ask and `--yes` was not given.
    pub fn confirm(&self, question: &str) -> Result<(), Failure> {
        if self.global.yes || self.global.dry_run {
            return Ok(());
        }
        let declined =
            |what: &str| Failure::new(Exit::Declined, what).remedy("pass --yes to go ahead without asking");
        if !std::io::stdin().is_terminal() {
            return Err(declined(&format!("this needs a yes: {question}")));
        }
        eprint!("{question} [y/N] ");
        let _ = std::io::stderr().flush();
        let mut answer = String::new();
        let _ = std::io::stdin().lock().read_line(&mut answer);
        match answer.trim() {
            "y" | "Y" | "yes" => Ok(()),
            _ => Err(declined("declined")),
        }
    }

    /// The cluster's time, in seconds since 1970, as programs see it.
    ///
    /// # Errors
    /// When the node gives none.
    pub fn chain_time(&self) -> Result<i64, Failure> {
        self.ask(makerstake_client::query::chain_time(&self.rpc))
    }

    /// Checks that a node answers, before long work begins.
    ///
    /// # Errors
    /// When it does not.
    pub fn check_node(&self) -> Result<(), Failure> {
        self.ask(self.rpc.lifetime()).map(drop)
    }
}

/// Tells the signature before the bytes are sent: whoever presses Ctrl-C then knows what to look for.
struct Announce(Output);

impl Journal for Announce {
    fn record(&mut self, entry: &Entry) -> Result<(), JournalError> {
        if let Entry::Signed { signature, last_valid_block_height, .. } = entry {
            let text = format!("sending {signature}, valid to block {last_valid_block_height}");
            if on_terminal() {
                self.0.note(text);
            } else {
                self.0.detail(text);
            }
        }
        Ok(())
    }
}

fn no_key() -> Failure {
    Failure::new(Exit::Internal, "the key was not kept")
}
