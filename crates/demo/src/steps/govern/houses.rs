//! Hand-over, voters and delegation: who decides from now on.

use anyhow::{ensure, Context as _, Result};
use makerstake_client::generated::{
    equity::{
        accounts::Pool,
        instructions::{Delegate, SetScorer, SetScorerInstructionArgs},
    },
    governance::instructions::OpenVoter,
};
use makerstake_client::programs::Program;
use makerstake_migrations::Step;
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use crate::harness::Task;
use crate::messages;
use crate::steps::{Story, ON_CHAIN, SYSTEM};

/// The creators who let the first one vote for them: the last of those on chain.
pub const DELEGATORS: usize = 10;

impl Story {
    /// The pool obeys the treasury's address from now on, and the founder nobody's.
    pub(super) fn hand_over(&mut self) -> Result<()> {
        let steps = [Step::HandOver];
        ensure!(self.run_steps(&steps)? == 1, "the pool was handed over before");
        ensure!(self.run_steps(&steps)? == 0, "the pool was handed over twice");
        let founder = self.crew.founder.clone();
        let instruction = SetScorer { authority: founder.pubkey(), pool: self.addresses.pool }
            .instruction(SetScorerInstructionArgs { scorer: founder.pubkey() });
        let rule = (Program::Equity, "NotAuthority");
        self.harness.refused("the founder names another scorer", vec![instruction], &[&founder], rule)
    }

    /// Whoever votes has a voter account. Who earned shares votes with them in the house of makers, without enrolling.
    pub(super) fn open_voters(&mut self) -> Result<()> {
        let creators = self.creators.clone();
        let mut tasks = Vec::new();
        for creator in creators.iter().take(ON_CHAIN) {
            let instructions = vec![self.open_voter(&creator.address)];
            tasks.push(Task { instructions, signers: vec![&creator.key] });
        }
        self.harness.act_many(&format!("{} creators can vote, with what they earned", tasks.len()), tasks)?;
        let investor = self.crew.investor.pubkey();
        let scorer = self.crew.scorer.pubkey();
        let instructions = vec![self.open_voter(&investor), self.open_voter(&scorer)];
        self.harness.act(
            "the investor and the scorer can vote too, but earned nothing",
            instructions,
            &[],
        )?;
        Ok(())
    }

    /// Some creators let another vote for them.
    pub(super) fn delegate(&mut self) -> Result<()> {
        let creators = self.creators.clone();
        let delegate = creators.first().context("no creators")?;
        let mut tasks = Vec::new();
        for creator in creators.iter().take(ON_CHAIN).skip(ON_CHAIN - DELEGATORS) {
            let instruction = Delegate {
                signer: creator.key.pubkey(),
                creator: Some(creator.address),
                pool: self.addresses.pool,
                position: self.addresses.position(&creator.address),
                new_delegate: self.addresses.position(&delegate.address),
                former_delegate: None,
            }
            .instruction();
            tasks.push(Task { instructions: vec![instruction], signers: vec![&creator.key] });
        }
        let what = format!("{DELEGATORS} creators delegate their shares to {}", delegate.handle);
        self.harness.act_many(&what, tasks)
    }

    /// Moves time to the first second of the next snapshot epoch.
    pub(super) fn next_snapshot_epoch(&mut self, why: &str) -> Result<()> {
        let pool = self.harness.read(&self.addresses.pool, "pool", Pool::from_bytes)?;
        let length = i64::from(pool.snapshot_epoch_seconds);
        let epoch = (self.harness.now()? - pool.snapshot_genesis) / length;
        self.harness.travel_to(pool.snapshot_genesis + (epoch + 1) * length, why)?;
        messages::note(&format!("snapshot epoch {} begins", epoch + 1));
        Ok(())
    }

    fn open_voter(&self, holder: &Pubkey) -> Instruction {
        OpenVoter {
            payer: self.harness.sponsor.pubkey(),
            platform: self.addresses.platform,
            holder: *holder,
            voter: self.addresses.voter(holder),
            system_program: SYSTEM,
        }
        .instruction()
    }
}
