//! Proposals: made in one transaction, finalised and executed by anyone, closed with all rent and bond back.

use anyhow::{anyhow, ensure, Result};
use makerstake_client::generated::governance::{
    accounts::Proposal,
    instructions::{CloseProposal, CreateProposal, CreateProposalInstructionArgs, FinalizeProposal},
};
use makerstake_client::programs::Program;
use makerstake_client::proposals;
use makerstake_core::{action::Action, proposal::State};
use makerstake_distribution::sha;
use makerstake_migrations::TOKEN_2022;
use solana_instruction::{AccountMeta, Instruction};
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use crate::messages;
use crate::steps::{Story, SYSTEM};

/// A proposal in the story.
#[derive(Clone)]
pub struct Paper<'a> {
    /// Its track.
    pub track: u8,
    /// Its title: the first line of its document.
    pub title: String,
    /// The document that explains it.
    pub document: String,
    /// What it does.
    pub actions: Vec<Action<'a>>,
    /// Its account, once it is made.
    pub address: Pubkey,
    /// Its number, once it is made.
    pub number: u32,
}

impl<'a> Paper<'a> {
    /// A proposal that is not made yet.
    pub fn new(track: u8, document: impl Into<String>, actions: Vec<Action<'a>>) -> Self {
        let document = document.into();
        let title = document.lines().next().unwrap_or_default().trim_start_matches("# ").to_string();
        Self { track, title, document, actions, address: Pubkey::default(), number: 0 }
    }
}

impl Story {
    /// A nonce that no proposal of the story had before.
    pub(super) fn next_nonce(&mut self) -> u32 {
        self.nonce += 1;
        self.nonce
    }

    /// Makes a proposal in one transaction, and prints its actions in plain words.
    pub(super) fn propose<'a>(&mut self, paper: &Paper<'a>) -> Result<Paper<'a>> {
        let nonce = self.next_nonce();
        self.papers.add(paper.document.as_str());
        let investor = self.crew.investor.clone();
        let instruction = self.proposal_instruction(paper, nonce);
        self.harness.act(&format!("proposed: {}", paper.title), vec![instruction], &[&investor])?;
        for action in &paper.actions {
            messages::note(&format!("    {}", makerstake_client::actions::describe(action)));
        }
        let address = self.addresses.proposal(&investor.pubkey(), nonce);
        let number = self.harness.read(&address, "proposal", Proposal::from_bytes)?.number;
        Ok(Paper { address, number, ..paper.clone() })
    }

    /// The instruction that makes a proposal, with the treasury's balance as the limits' measure.
    pub(super) fn proposal_instruction(&self, paper: &Paper<'_>, nonce: u32) -> Instruction {
        let proposer = self.crew.investor.pubkey();
        let accounts = CreateProposal {
            payer: self.harness.sponsor.pubkey(),
            authority: proposer,
            creator: None,
            pool: self.addresses.pool,
            position: self.addresses.position(&proposer),
            platform: self.addresses.platform,
            track: self.addresses.track(paper.track),
            proposal: self.addresses.proposal(&proposer, nonce),
            system_program: SYSTEM,
        };
        let args = CreateProposalInstructionArgs {
            nonce,
            title: paper.title.clone(),
            uri: format!("https://reelhouse.example/proposals/{nonce}.md"),
            actions: makerstake_client::actions::encode(&paper.actions),
            document_hash: sha::of_bytes(paper.document.as_bytes()),
            by_hash: None,
        };
        accounts.instruction_with_remaining_accounts(
            args,
            &[AccountMeta::new_readonly(self.addresses.treasury, false)],
        )
    }

    /// Decides a proposal whose vote is over, and checks what was decided.
    pub(super) fn finalize(&mut self, paper: &Paper<'_>, expected: State) -> Result<()> {
        let instruction =
            FinalizeProposal { platform: self.addresses.platform, proposal: paper.address }.instruction();
        self.harness.act(
            &format!("decided: {}: {}", paper.title, makerstake_client::actions::describe_state(expected)),
            vec![instruction],
            &[],
        )?;
        let proposal = self.harness.read(&paper.address, "proposal", Proposal::from_bytes)?;
        let state = proposals::state(&proposal, self.harness.now()?);
        ensure!(state == Some(expected), "{:?} is {state:?}, the story says {expected:?}", paper.title);
        Ok(())
    }

    /// Executes every action, one transaction each; anyone may.
    pub(super) fn execute(&mut self, paper: &Paper<'_>) -> Result<()> {
        for instruction in self.executions(paper)? {
            self.harness.act(&format!("executed: {}", paper.title), vec![instruction], &[])?;
        }
        Ok(())
    }

    fn executions(&self, paper: &Paper<'_>) -> Result<Vec<Instruction>> {
        let make = |action: &Action<'_>| {
            makerstake_client::actions::execute(
                &self.addresses,
                &paper.address,
                paper.track,
                action,
                Vec::new(),
                |_| Some(TOKEN_2022),
                |_| true,
            )
        };
        paper.actions.iter().map(|action| make(action).map_err(|error| anyhow!("{error}"))).collect()
    }

    /// Before its timelock ends, nothing is executed.
    pub(super) fn refuse_early(&mut self, paper: &Paper<'_>) -> Result<()> {
        let instructions = self.executions(paper)?;
        let rule = (Program::Governance, "TimelockNotOver");
        self.harness.refused("to execute it before its timelock is over", instructions, &[], rule)
    }

    /// Nothing is executed twice.
    pub(super) fn refuse_twice(&mut self, paper: &Paper<'_>) -> Result<()> {
        let instructions = self.executions(paper)?;
        self.harness.refused("to execute it twice", instructions, &[], (Program::Governance, "NotPassed"))
    }

    /// Closes proposals that came to their end: rent and bond go back to who paid them.
    pub(super) fn close(&mut self, papers: &[&Paper<'_>]) -> Result<()> {
        let payer = self.harness.sponsor.pubkey();
        let close = |paper: &&Paper<'_>| {
            CloseProposal {
                platform: self.addresses.platform,
                proposal: paper.address,
                payer,
                treasury: self.addresses.treasury,
            }
            .instruction()
        };
        let instructions: Vec<Instruction> = papers.iter().map(close).collect();
        let before = self.harness.rpc().get_balance(&payer)?;
        let what = match papers.len() {
            1 => "the proposal is closed".to_string(),
            count => format!("{count} proposals are closed in one transaction"),
        };
        self.harness.act(&what, instructions, &[])?;
        let after = self.harness.rpc().get_balance(&payer)?;
        ensure!(after > before, "closing gave nothing back");
        messages::note(&format!("{} came back to who paid", messages::sol(after - before)));
        Ok(())
    }
}
