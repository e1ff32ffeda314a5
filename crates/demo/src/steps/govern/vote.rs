//! Ballots: several proposals in one transaction, both houses at once, a delegate and an owner who votes against it.

use anyhow::{ensure, Context as _, Result};
use makerstake_client::generated::governance::{
    accounts::Proposal,
    instructions::{CastVote, CastVoteInstructionArgs},
};
use makerstake_core::tally::Choice;
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use super::{houses::DELEGATORS, paper::Paper};
use crate::harness::Task;
use crate::messages;
use crate::steps::{Story, ON_CHAIN};

impl Story {
    /// Everybody votes on all of these; the flag says what the creators think. Investor and scorer are for everything.
    pub(super) fn vote_on(&mut self, papers: &[(&Paper<'_>, bool)]) -> Result<()> {
        let creators = self.creators.clone();
        let independent = ON_CHAIN - DELEGATORS;
        let ballots =
            |story: &Self, holder: &Pubkey, signer: &Pubkey, creator: Option<Pubkey>| -> Vec<Instruction> {
                papers
                    .iter()
                    .map(|(paper, is_liked)| {
                        let choice = if *is_liked || creator.is_none() { Choice::Yes } else { Choice::No };
                        story.ballot(paper, [holder, signer], creator, None, choice)
                    })
                    .collect()
            };
        let mut tasks = Vec::new();
        for creator in creators.iter().take(independent) {
            let instructions = ballots(self, &creator.address, &creator.key.pubkey(), Some(creator.address));
            tasks.push(Task { instructions, signers: vec![&creator.key] });
        }
        let (investor, scorer) = (self.crew.investor.clone(), self.crew.scorer.clone());
        for key in [&*investor, &*scorer] {
            let instructions = ballots(self, &key.pubkey(), &key.pubkey(), None);
            tasks.push(Task { instructions, signers: vec![key] });
        }
        let what = format!(
            "{} owners vote on {} proposals, one transaction each, no rent",
            tasks.len(),
            papers.len()
        );
        self.harness.act_many(&what, tasks)?;
        let (first, _) = papers.first().context("nothing to vote on")?;
        self.override_delegate(first)
    }

    /// One who delegated votes itself, against its delegate: its shares leave the delegate's ballot.
    fn override_delegate(&mut self, paper: &Paper<'_>) -> Result<()> {
        let creators = self.creators.clone();
        let owner = creators.get(ON_CHAIN - 1).context("the story needs forty creators")?;
        let delegate = creators.first().context("no creators")?;
        let before = self.harness.read(&paper.address, "proposal", Proposal::from_bytes)?;
        let voter = self.addresses.voter(&delegate.address);
        let instruction = self.ballot(
            paper,
            [&owner.address, &owner.key.pubkey()],
            Some(owner.address),
            Some(voter),
            Choice::No,
        );
        let what = format!("{} delegated, and votes against the delegate after it voted", owner.handle);
        self.harness.act(&what, vec![instruction], &[&owner.key])?;
        let after = self.harness.read(&paper.address, "proposal", Proposal::from_bytes)?;
        let ([yes, _], [yes_before, _]) = (after.yes, before.yes);
        let ([no, _], [no_before, _]) = (after.no, before.no);
        ensure!(
            yes_before - yes == no - no_before && no > no_before,
            "the shares were not moved from yes to no"
        );
        messages::note(&format!(
            "{} shares moved from yes to no; each counts once",
            messages::shares(no - no_before)
        ));
        Ok(())
    }

    /// One ballot on one proposal.
    pub(super) fn ballot(
        &self,
        paper: &Paper<'_>,
        [holder, signer]: [&Pubkey; 2],
        creator: Option<Pubkey>,
        delegate_voter: Option<Pubkey>,
        choice: Choice,
    ) -> Instruction {
        CastVote {
            authority: *signer,
            creator,
            position: self.addresses.position(holder),
            voter: self.addresses.voter(holder),
            proposal: paper.address,
            delegate_voter,
        }
        .instruction(CastVoteInstructionArgs { number: paper.number, choice: choice as u8 })
    }
}
