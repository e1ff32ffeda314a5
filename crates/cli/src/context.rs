//! What a command works with: the node, the keys, the output; and the one way to send a transaction.

use std::io::{BufRead as _, IsTerminal as _, Write as _};

use makerstake_client::sender::{Entry, Intent, Journal, JournalError, Receipt, Simulation};
use serde::Serialize;
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use crate::args::Global;
use crate::failure::{of_outcome, Exit, Failure};
use crate::output::{on_terminal, Output};
use crate::rpc::Rpc;
use crate::settings::Settings;
use crate::signers::Signers;
use crate::signing::{self, Signing};

/// What a command works with.
pub struct Context {
    /// Results and remarks.
    pub output: Output,
    /// The node.
    pub rpc: Rpc,
    /// Who signs and pays.
    pub signers: Signers,
    /// Simulate and show what would happen; send nothing.
    pub dry_run: bool,
    /// Who signs besides, and where.
    pub signing: Signing,
    yes: bool,
}

/// A transaction that landed, as it is printed.
#[derive(Debug, Serialize)]
struct Sent {
    done: String,
    signature: String,
    slot: u64,
    compute_units: Option<u64>,
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
    pub fn new(settings: &Settings, global: Global, output: Output) -> Result<Self, Failure> {
        let Global { dry_run, yes, ref signing, .. } = global;
        signing.check(dry_run)?;
        let rpc = Rpc::new(&settings.url, &global);
        let may_be_elsewhere = dry_run || signing.is_printed() || signing.blockhash.is_some();
        let signers = Signers::new(settings.keypair.clone(), global.fee_payer, may_be_elsewhere);
        Ok(Self { output, rpc, signers, dry_run, signing: global.signing, yes })
    }

    /// The address that acts: the signer's, or the vault of its multisig.
    pub fn signer(&self) -> Result<Pubkey, Failure> {
        self.signing.squads.map_or_else(|| self.signers.signer_address(), |vault| Ok(vault.address()))
    }

    /// The address that pays rent.
    pub fn payer(&self) -> Result<Pubkey, Failure> {
        self.signing.squads.map_or_else(|| self.signers.payer_address(), |vault| Ok(vault.address()))
    }

    /// Whether nothing is sent: a dry run, or what others sign.
    pub fn sends_nothing(&self) -> bool {
        self.dry_run || self.signing.is_printed()
    }

    /// Sends one instruction, signed by the signer and the payer, and prints what came of it.
    pub fn send(&self, done: impl Into<String>, instruction: Instruction) -> Result<(), Failure> {
        self.send_all(done, vec![instruction], &[]).map(drop)
    }

    /// Sends one transaction, signed by the signer, the payer and `others`, and prints what came of it.
    /// With `--dry-run` it is only simulated, with `--sign-only` and `--message-only` printed, and nothing is returned.
    pub fn send_all(
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

    /// As [`Context::send_all`], but leaves printing to the caller where it was sent.
    pub fn submit(
        &self,
        done: &str,
        instructions: Vec<Instruction>,
        others: &[&dyn Signer],
    ) -> Result<Option<Receipt>, Failure> {
        let mut signers = vec![self.signers.signer()?];
        signers.extend_from_slice(others);
        let payer = self.signers.payer()?;
        let instructions = match &self.signing.squads {
            Some(vault) => {
                let member = self.signers.signer_address()?;
                signing::propose(self, vault, done, (member, payer), instructions)?
            }
            None => instructions,
        };
        let intent = Intent::new(done, instructions, payer, &signers);
        if self.dry_run {
            self.print_dry_run(done, &intent)?;
            return Ok(None);
        }
        if self.signing.is_printed() {
            self.rpc.check_cluster()?;
            signing::print(self, done, &intent)?;
            return Ok(None);
        }
        let (sender, journal) = (self.rpc.sender()?, &mut Announce(self.output));
        let outcome = match self.signing.blockhash {
            Some(blockhash) => {
                let signed = signing::assembled(self, &intent, blockhash)?;
                self.simulate(&intent)?;
                sender.resume(&signed, journal)?
            }
            None => sender.send(&intent, journal)?,
        };
        match (of_outcome(&outcome, &self.rpc.host()), outcome.receipt()) {
            (Some(failure), _) => Err(self.trim(failure)),
            (None, receipt) => Ok(receipt.cloned()),
        }
    }

    /// What would happen, or why it would fail.
    pub fn simulate(&self, intent: &Intent<'_>) -> Result<Simulation, Failure> {
        let failed = |outcome| {
            of_outcome(&outcome, &self.rpc.host())
                .unwrap_or_else(|| Failure::new(Exit::Internal, "a simulation cannot land"))
        };
        let simulation = self.rpc.sender()?.dry_run(intent, &[intent.payer]).map_err(failed)?;
        let Some(error) = &simulation.error else { return Ok(simulation) };
        let programs: Vec<Pubkey> = std::iter::once(solana_sdk_ids::compute_budget::ID)
            .chain(intent.instructions.iter().map(|instruction| instruction.program_id))
            .collect();
        let explanation = makerstake_client::errors::explain(error, &programs, &simulation.logs);
        let mut failure = Failure::new(Exit::Rejected, explanation.to_string());
        failure.remedy = explanation.remedy;
        failure.details.push("it was simulated; nothing was sent".into());
        failure.details.extend(simulation.logs);
        Err(self.trim(failure))
    }

    fn print_dry_run(&self, would: &str, intent: &Intent<'_>) -> Result<(), Failure> {
        let before = self.rpc.client().get_balance(&intent.payer).unwrap_or_default();
        let simulation = self.simulate(intent)?;
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
    pub fn confirm(&self, question: &str) -> Result<(), Failure> {
        if self.yes || self.sends_nothing() {
            return Ok(());
        }
        let declined =
            |what: &str| Failure::new(Exit::Declined, what).remedy("pass --yes to go ahead without asking");
        if !std::io::stdin().is_terminal() {
            return Err(declined(&format!("this needs a yes: {question}")));
        }
        let _ = write!(std::io::stderr(), "{} [y/N] ", makerstake_client::message::escape(question));
        let _ = std::io::stderr().flush();
        let mut answer = String::new();
        let _ = std::io::stdin().lock().read_line(&mut answer);
        match answer.trim() {
            "y" | "Y" | "yes" => Ok(()),
            _ => Err(declined("declined")),
        }
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
