//! Chapter 4: the first shares. Grants from their own bucket: the team's vests over four years, the investor's at once, and
//! two small ones so that proposer and challenger of a distribution have something to lose.

use anyhow::{ensure, Result};
use makerstake_client::generated::equity::{
    accounts::Pool,
    instructions::{CreateGrant, CreateGrantInstructionArgs, OpenPosition, ReleaseGrant},
};
use makerstake_client::programs::Program;
use makerstake_core::units::DAY;
use makerstake_migrations::TOKEN_2022;
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use super::{Story, SYSTEM};
use crate::messages;

/// Base units of a share.
const SHARE: u64 = 1_000_000;

impl Story {
    /// Makes the grants and releases those that vest at once.
    pub(super) fn share_out(&mut self) -> Result<()> {
        messages::title(
            "4. First shares",
            "grants, vested by the second, backed one for one by tokens in the vault",
        );
        let now = self.harness.now()?;
        let year = i64::from(365 * DAY);
        let crew = [
            ("the scorer", self.crew.scorer.pubkey(), 100_000, [now, now, now], false),
            ("the challenger", self.crew.forger.pubkey(), 60_000, [now, now, now], false),
            ("the investor", self.crew.investor.pubkey(), 1_500_000, [now, now, now], false),
            ("the core team", self.crew.team.pubkey(), 8_000_000, [now, now + year, now + 4 * year], true),
        ];
        for (who, holder, whole, [start, cliff, end], is_revocable) in crew {
            let pool = self.addresses.pool;
            let accounts = CreateGrant {
                payer: self.harness.sponsor.pubkey(),
                authority: self.crew.founder.pubkey(),
                pool,
                mint: self.addresses.mint,
                vault: self.addresses.vault,
                grant: self.addresses.grant(&holder, 0),
                token_program: TOKEN_2022,
                system_program: SYSTEM,
            };
            let total = whole * SHARE;
            let args = CreateGrantInstructionArgs {
                holder,
                id: 0,
                total,
                start,
                cliff,
                end,
                is_revocable,
                is_transferable: false,
            };
            let instructions = vec![self.open_position(&holder), accounts.instruction(args)];
            let founder = self.crew.founder.clone();
            let what = format!("{who}: a position, and a grant of {} shares", messages::grouped(whole));
            self.harness.act(&what, instructions, &[&founder])?;
            let release = self.release(&holder, 0);
            if cliff > now {
                let rule = (Program::Equity, "NothingVested");
                self.harness.refused(
                    &format!("{who}: to release shares before the cliff"),
                    vec![release],
                    &[],
                    rule,
                )?;
            } else {
                self.harness.act(&format!("{who}: all shares are released"), vec![release], &[])?;
            }
        }
        let pool = self.harness.read(&self.addresses.pool, "pool", Pool::from_bytes)?;
        ensure!(pool.unreleased == 8_000_000 * SHARE, "the team's grant is not unreleased");
        Ok(())
    }

    /// The address of a holder's position.
    pub(super) fn position(&self, holder: &Pubkey) -> Pubkey {
        self.addresses.position(holder)
    }

    /// The instruction that opens a holder's position; the sponsor pays.
    pub(super) fn open_position(&self, holder: &Pubkey) -> Instruction {
        OpenPosition {
            payer: self.harness.sponsor.pubkey(),
            pool: self.addresses.pool,
            holder: *holder,
            position: self.position(holder),
            system_program: SYSTEM,
        }
        .instruction()
    }

    /// The instruction that releases what has vested of a grant.
    pub(super) fn release(&self, holder: &Pubkey, id: u32) -> Instruction {
        ReleaseGrant {
            pool: self.addresses.pool,
            grant: self.addresses.grant(holder, id),
            position: self.position(holder),
            delegate: None,
        }
        .instruction()
    }
}
