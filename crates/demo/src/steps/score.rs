//! Chapter 5: an epoch is scored by the economy rule, built, verified by separate code, proposed, challenged with false
//! evidence and void, proposed again, finalised, and claimed for everybody.

mod claims;
mod files;

use anyhow::{ensure, Result};
use makerstake_client::generated::equity::{
    accounts::{Distribution, Pool},
    instructions::{
        ChallengeDistribution, ChallengeDistributionInstructionArgs, CollectBond, FinalizeDistribution,
        ProposeDistribution, ProposeDistributionInstructionArgs, ResolveDistribution,
        ResolveDistributionInstructionArgs,
    },
    types::{Fault, Outcome},
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
        // A bond for each of the scorer's two proposals and the challenge, and what their accounts cost.
        for key in [&self.crew.scorer, &self.crew.forger] {
            self.harness.fund(&key.pubkey(), 3 * pool.bond)?;
        }
        let end = pool.covered_until + i64::from(pool.window_seconds);
        self.harness.travel_to(end, "the first window closes")?;
        let (folder, first, _) = self.proposed("epoch-0", end)?;
        self.challenge(&folder, &first)?;
        files::keep(&mut self.papers, &folder)?;
        self.return_bonds(&first, pool.bond)?;
        let (folder, distribution, verified) = self.proposed("epoch-1", end)?;
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
        let bond = self.collect(&distribution, &self.crew.scorer.pubkey());
        self.harness.act("the scorer gets its bond back", vec![bond], &[])?;
        claims::all(self, &folder, &distribution)
    }

    /// Scores, builds, verifies and proposes the window that ends at `end`, under the next number.
    fn proposed(&mut self, name: &str, end: i64) -> Result<(Folder, Pubkey, Verified)> {
        let pool = self.harness.read(&self.addresses.pool, "pool", Pool::from_bytes)?;
        let folder = Folder::new(self.files.path().join(name));
        let verified = files::make(self, &folder, &pool, end)?;
        let distribution = self.distribution(pool.next_epoch);
        let propose = self.proposal(&distribution, &verified, end);
        let scorer = self.crew.scorer.clone();
        let what = format!("the scorer proposes the root, with a bond of {}", messages::sol(pool.bond));
        self.harness.act(&what, vec![propose], &[&scorer])?;
        Ok((folder, distribution, verified))
    }

    /// The address of a distribution.
    pub(super) fn distribution(&self, epoch: u32) -> Pubkey {
        let seeds: [&[u8]; 3] = [b"distribution", self.addresses.pool.as_ref(), &epoch.to_le_bytes()];
        Pubkey::find_program_address(&seeds, &Program::Equity.id()).0
    }

    fn proposal(&self, distribution: &Pubkey, verified: &Verified, window_end: i64) -> Instruction {
        ProposeDistribution {
            scorer: self.crew.scorer.pubkey(),
            pool: self.addresses.pool,
            distribution: *distribution,
            system_program: SYSTEM,
        }
        .instruction(ProposeDistributionInstructionArgs {
            window_end,
            total: verified.allocation,
            root: verified.root,
            data_hash: verified.data_hash,
            rule_hash: verified.rule_hash,
            inputs_hash: verified.inputs_hash,
            leaves: verified.leaves,
        })
    }

    /// Somebody says that the root is wrong, with files that pay themselves for evidence. The founder makes no root final: it
    /// calls the epoch void.
    fn challenge(&mut self, folder: &Folder, distribution: &Pubkey) -> Result<()> {
        let forger = self.crew.forger.clone();
        let evidence_hash = files::forge(folder, &forger.pubkey())?;
        let challenge = ChallengeDistribution {
            challenger: forger.pubkey(),
            pool: self.addresses.pool,
            distribution: *distribution,
            system_program: SYSTEM,
        }
        .instruction(ChallengeDistributionInstructionArgs { evidence_hash });
        self.harness.act(
            "a challenger says that it is wrong, with forged files for evidence and an equal bond",
            vec![challenge],
            &[&forger],
        )?;
        let founder = self.crew.founder.clone();
        let accounts = ResolveDistribution {
            authority: founder.pubkey(),
            pool: self.addresses.pool,
            distribution: *distribution,
        };
        let ruling = |outcome| {
            accounts.instruction(ResolveDistributionInstructionArgs { outcome, fault: Fault::Nobody })
        };
        let limit = (Program::Equity, "FounderLimit");
        self.harness.refused(
            "the founder, to make the proposed root final",
            vec![ruling(Outcome::AsProposed)],
            &[&founder],
            limit,
        )?;
        self.harness.act(
            "until the owners decide, a disputed epoch is void and proposed again",
            vec![ruling(Outcome::Void)],
            &[&founder],
        )?;
        Ok(())
    }

    fn collect(&self, distribution: &Pubkey, payee: &Pubkey) -> Instruction {
        CollectBond { pool: self.addresses.pool, distribution: *distribution, payee: *payee }.instruction()
    }

    /// A founder's ruling takes nobody's bond.
    fn return_bonds(&mut self, distribution: &Pubkey, bond: u64) -> Result<()> {
        let (scorer, forger) = (self.crew.scorer.pubkey(), self.crew.forger.pubkey());
        for (who, payee) in [("the scorer", scorer), ("the challenger", forger)] {
            let before = self.harness.rpc().get_balance(&payee)?;
            let instruction = self.collect(distribution, &payee);
            self.harness.act(&format!("{who} gets its bond back"), vec![instruction], &[])?;
            let gained = self.harness.rpc().get_balance(&payee)?.saturating_sub(before);
            ensure!(gained == bond, "{who} got {gained} lamports for a bond of {bond}");
        }
        let state = self.harness.read(distribution, "distribution", Distribution::from_bytes)?;
        ensure!(
            state.proposer_due == 0 && state.challenger_due == 0 && state.treasury_due == 0,
            "a bond was left behind"
        );
        Ok(())
    }
}
