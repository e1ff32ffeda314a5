//! What a command works with: the node, the keys, the output; and the one way to send a transaction.

use std::io::{BufRead as _, IsTerminal as _, Write as _};

use makerstake_client::sender::{Entry, Intent, Journal, JournalError, Receipt};
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
    pub fn new(settings: &Settings, global: Global, output: Output) -> Self {
        Self {
            output,
            rpc: Rpc::new(&settings.url, &global),
            signers: Signers::new(settings.keypair.clone(), global.fee_payer),
            dry_run: global.dry_run,
            yes: global.yes,
        }
    }

    /// The address that signs.
    pub fn signer(&self) -> Result<Pubkey, Failure> {
        Ok(self.signers.signer()?.pubkey())
    }

    /// The address that pays.
    pub fn payer(&self) -> Result<Pubkey, Failure> {
        Ok(self.signers.payer()?.pubkey())
    }

    /// Sends one instruction, signed by the signer and the payer, and prints what came of it.
    pub fn send(&self, done: impl Into<String>, instruction: Instruction) -> Result<(), Failure> {
        self.send_all(done, vec![instruction], &[]).map(drop)
    }

    /// Sends one transaction, signed by the signer, the payer and `others`, and prints what came of it.
    /// With `--dry-run` it is only simulated, and nothing is returned.
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

    /// As [`Context::send_all`], but leaves printing to the caller unless it is a dry run.
    pub fn submit(
        &self,
        done: &str,
        instructions: Vec<Instruction>,
        others: &[&dyn Signer],
    ) -> Result<Option<Receipt>, Failure> {
        let mut signers = vec![self.signers.signer()?];
        signers.extend_from_slice(others);
        let intent = Intent::new(done, instructions, self.signers.payer()?, &signers);
        if self.dry_run {
            self.simulate(done, &intent)?;
            return Ok(None);
        }
        let outcome = self.rpc.sender()?.send(&intent, &mut Announce(self.output))?;
        match (of_outcome(&outcome, &self.rpc.host()), outcome.receipt()) {
            (Some(failure), _) => Err(self.trim(failure)),
            (None, receipt) => Ok(receipt.cloned()),
        }
    }

    fn simulate(&self, would: &str, intent: &Intent<'_>) -> Result<(), Failure> {
        let failed = |outcome| {
            of_outcome(&outcome, &self.rpc.host())
                .unwrap_or_else(|| Failure::new(Exit::Internal, "a simulation cannot land"))
        };
        let before = self.rpc.client().get_balance(&intent.payer).unwrap_or_default();
        let simulation = self.rpc.sender()?.dry_run(intent, &[intent.payer]).map_err(failed)?;
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
    pub fn confirm(&self, question: &str) -> Result<(), Failure> {
        if self.yes || self.dry_run {
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
