//! Chapter 2: a platform is founded. Share mint with metadata, pool with three buckets, platform with its guardian, tracks.

use anyhow::{ensure, Result};
use makerstake_migrations::{migrate, Role, Step};
use solana_keypair::Keypair;
use solana_signer::Signer;
use solana_system_interface::instruction::{create_account, transfer};
use spl_token_2022_interface::instruction::initialize_mint2;

use super::{Story, TOKEN};
use crate::messages;

/// What the founding document names by its hash.
const CONSTITUTION: &str = include_str!("../../../../migrations/data/example-constitution.md");
/// Length of a mint without extensions.
const MINT_BYTES: usize = 82;
/// What the treasury starts with, in lamports.
const TREASURY: u64 = 1_000_000_000_000;

impl Story {
    /// Founds the platform by the migration steps, twice: the second time there is nothing to do.
    pub(super) fn found(&mut self) -> Result<()> {
        messages::title("2. Foundation", "a mint, a pool with three buckets, a platform with eight tracks");
        self.papers.add(CONSTITUTION);
        self.issue_money()?;
        let steps = Step::all(&self.founding.track_ids());
        let done = self.run_steps(&steps)?;
        let again = self.run_steps(&steps)?;
        ensure!(again == 0, "{again} steps were run again on a founded platform");
        messages::note(&format!(
            "{done} of {} steps were needed; a second run found nothing to do",
            steps.len()
        ));

        let funder = self.harness.sponsor.pubkey();
        let gift = transfer(&funder, &self.addresses.treasury, TREASURY);
        self.harness.act(&format!("the treasury gets {}", messages::sol(TREASURY)), vec![gift], &[])?;
        messages::note(&format!("mint      {}", self.addresses.mint));
        messages::note(&format!("pool      {}", self.addresses.pool));
        messages::note(&format!("platform  {}", self.addresses.platform));
        messages::note(&format!("treasury  {}", self.addresses.treasury));
        Ok(())
    }

    /// The money that dividends are paid in: a plain token with six decimals.
    fn issue_money(&mut self) -> Result<()> {
        let (mint, patron) = (self.dividend_mint.clone(), self.crew.patron.pubkey());
        let rent = self.harness.rpc().get_minimum_balance_for_rent_exemption(MINT_BYTES)?;
        let instructions = vec![
            create_account(&self.harness.sponsor.pubkey(), &mint.pubkey(), rent, MINT_BYTES as u64, &TOKEN),
            initialize_mint2(&TOKEN, &mint.pubkey(), &patron, None, 6)?,
        ];
        self.harness.act("a token for dividends, on the legacy token program", instructions, &[&mint])?;
        Ok(())
    }

    /// Runs the migration steps that are missing; tells how many those were.
    pub(super) fn run_steps(&mut self, steps: &[Step]) -> Result<usize> {
        let (mint, founder) = (self.mint.clone(), self.crew.founder.clone());
        let (founding, keys) = (self.founding.clone(), self.keys);
        let names = self.founding.tracks.clone();
        // A client of its own to look with, while the stage acts.
        let node = self.harness.client();
        migrate(&node, &founding, &keys, steps, |step, instructions, roles| {
            let signers: Vec<&Keypair> = roles
                .iter()
                .map(|role| match role {
                    Role::Mint => &*mint,
                    Role::Founder => &*founder,
                })
                .collect();
            let what = match step {
                Step::Mint => format!("the share mint {} ({})", founding.name, founding.symbol),
                Step::Track(id) => {
                    let name = names.iter().find(|track| track.id == *id).map_or("", |track| &track.name);
                    format!("track {id}: {name}")
                }
                Step::HandOver => "the pool is handed over to the treasury's address, for good".into(),
                step => step.to_string(),
            };
            self.harness.act(&what, instructions, &signers).map(drop)
        })
    }
}
