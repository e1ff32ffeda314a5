//! Chapter 5: epoch 0 is scored by the economy rule, built, verified by separate code, proposed, challenged with a false
//! root that loses its stake, finalised, and claimed for everybody.

mod claims;
mod files;

use anyhow::{ensure, Context as _, Result};
use makerstake_client::generated::equity::{
    accounts::{Distribution, Pool, Position},
    instructions::{
        ChallengeDistribution, ChallengeDistributionInstructionArgs, CollectBond, FinalizeDistribution,
        ProposeDistribution, ProposeDistributionInstructionArgs, ResolveDistribution,
        ResolveDistributionInstructionArgs,
    },
    types::Outcome,
};
use makerstake_client::programs::Program;
use makerstake_distribution::{epoch::Folder, verify::Verified};
use makerstake_migrations::TOKEN_2022;
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use super::{Story, SYSTEM};
use crate::messages;

impl Story {
    /// Runs the first epoch from its window's end to the last claim.
    pub(super) fn score(&mut self) -> Result<()> {
        messages::title("5. Epoch 0", "contribution becomes ownership, and anybody can recompute it");
        let pool = self.harness.read(&self.addresses.pool, "pool", Pool::from_bytes)?;
        let end = pool.covered_until + i64::from(pool.window_seconds);
        self.harness.travel_to(end, "the first window closes")?;
        let folder = Folder::new(self.files.path().join("epoch-0"));
        let verified = files::make(self, &folder, &pool, end)?;

        let distribution = self.distribution(pool.next_epoch);
        let propose = self.proposal(&distribution, &verified, end);
        let scorer = self.crew.scorer.clone();
        let what =
            format!("the scorer proposes the root, with {} shares at stake", messages::shares(pool.bond));
        self.harness.act(&what, vec![propose], &[&scorer])?;
        self.challenge(&folder, &distribution)?;
        files::keep(&mut self.papers, &folder)?;

        let finalize = FinalizeDistribution {
            pool: self.addresses.pool,
            distribution,
            mint: self.addresses.mint,
            vault: self.addresses.vault,
            token_program: TOKEN_2022,
        }
        .instruction();
        let open = (Program::Equity, "ChallengeWindowOpen");
        self.harness.refused(
            "to finalise it before the challenge window is over",
            vec![finalize.clone()],
            &[],
            open,
        )?;
        let state = self.harness.read(&distribution, "distribution", Distribution::from_bytes)?;
        self.harness.travel_to(state.challenge_until, "the challenge window ends")?;
        let what = format!(
            "the distribution is final: {} shares are minted into the vault, once",
            messages::shares(verified.allocation)
        );
        self.harness.act(&what, vec![finalize.clone()], &[])?;
        let rule = (Program::Equity, "Settled");
        self.harness.refused("to finalise it again", vec![finalize], &[], rule)?;
        self.collect_bonds(&distribution, pool.bond)?;
        claims::all(self, &folder, &distribution)
    }

    /// The address of a distribution.
    pub(super) fn distribution(&self, epoch: u32) -> Pubkey {
        let seeds: [&[u8]; 3] = [b"distribution", self.addresses.pool.as_ref(), &epoch.to_le_bytes()];
        Pubkey::find_program_address(&seeds, &Program::Equity.id()).0
    }

    fn proposal(&self, distribution: &Pubkey, verified: &Verified, window_end: i64) -> Instruction {
        ProposeDistribution {
            payer: self.harness.sponsor.pubkey(),
            scorer: self.crew.scorer.pubkey(),
            pool: self.addresses.pool,
            distribution: *distribution,
            position: self.position(&self.crew.scorer.pubkey()),
            delegate: None,
            system_program: SYSTEM,
        }
        .instruction(ProposeDistributionInstructionArgs {
            window_end,
            root: verified.root,
            data_hash: verified.data_hash,
            rule_hash: verified.rule_hash,
            inputs_hash: verified.inputs_hash,
            leaves: verified.leaves,
        })
    }

    /// Somebody posts a root that pays themselves; the pool's authority compares both with the data, and resolves.
    fn challenge(&mut self, folder: &Folder, distribution: &Pubkey) -> Result<()> {
        let forger = self.crew.forger.clone();
        let forged = files::forge(folder, &self.addresses.pool, &forger.pubkey())?;
        let challenge = ChallengeDistribution {
            signer: forger.pubkey(),
            creator: None,
            pool: self.addresses.pool,
            distribution: *distribution,
            position: self.position(&forger.pubkey()),
            delegate: None,
        }
        .instruction(ChallengeDistributionInstructionArgs {
            root: forged.root,
            data_hash: forged.data_hash,
            leaves: forged.leaves,
        });
        self.harness.act(
            "a challenger posts a false root that pays the challenger, with an equal stake",
            vec![challenge],
            &[&forger],
        )?;
        let founder = self.crew.founder.clone();
        let resolve = ResolveDistribution {
            authority: founder.pubkey(),
            pool: self.addresses.pool,
            distribution: *distribution,
        }
        .instruction(ResolveDistributionInstructionArgs { outcome: Outcome::Proposed });
        self.harness.act(
            "recomputed from the inputs, the proposed root stands",
            vec![resolve],
            &[&founder],
        )?;
        Ok(())
    }

    /// The winner takes both stakes, the loser nothing.
    fn collect_bonds(&mut self, distribution: &Pubkey, bond: u64) -> Result<()> {
        let (scorer, forger) = (self.crew.scorer.pubkey(), self.crew.forger.pubkey());
        let collect = |story: &Self, holder: &Pubkey| {
            CollectBond {
                pool: story.addresses.pool,
                distribution: *distribution,
                position: story.position(holder),
                delegate: None,
            }
            .instruction()
        };
        let shares = |story: &Self| -> Result<u64> {
            let position = story.harness.read(&story.position(&scorer), "position", Position::from_bytes)?;
            position.own.first().copied().context("a position without shares")
        };
        let before = shares(self)?;
        let instruction = collect(self, &scorer);
        self.harness.act("the scorer gets both stakes", vec![instruction], &[])?;
        let gained = shares(self)?.checked_sub(before).context("the scorer lost shares")?;
        ensure!(gained == 2 * bond, "the scorer got {gained} base units for stakes of {bond} each");
        let instruction = collect(self, &forger);
        let rule = (Program::Equity, "NoBondDue");
        self.harness.refused("the challenger's stake: it was lost", vec![instruction], &[], rule)?;
        let state = self.harness.read(distribution, "distribution", Distribution::from_bytes)?;
        ensure!(state.proposer_bond == 0 && state.challenger_bond == 0, "a stake was left behind");
        Ok(())
    }
}
