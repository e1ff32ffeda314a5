//! The core team's budget: it draws what has accrued, stops when a report is late, and ends by a vote.

use anyhow::{ensure, Result};
use makerstake_client::generated::governance::{accounts::Budget, instructions::Draw};
use makerstake_client::programs::Program;
use makerstake_core::{action::Action, proposal::State, tally::Choice};
use solana_instruction::Instruction;
use solana_signer::Signer;

use super::{paper::Paper, BUDGET, DAY_SECONDS, RECALL};
use crate::messages;
use crate::steps::{Story, SYSTEM};

impl Story {
    /// Draws what has accrued, not a lamport more.
    pub(super) fn draw_budget(&mut self) -> Result<()> {
        let team = self.crew.team.pubkey();
        let before = self.harness.rpc().get_balance(&team)?;
        let instruction = self.draw();
        self.harness.act("the core team draws what has accrued", vec![instruction], &[])?;
        let drawn = self.harness.rpc().get_balance(&team)? - before;
        let budget = self.harness.read(&self.addresses.budget(BUDGET), "budget", Budget::from_bytes)?;
        let elapsed = u64::try_from(self.harness.now()? - budget.since)?;
        let most = budget.per_day * elapsed / 86_400;
        ensure!(budget.drawn == drawn && drawn <= most, "{drawn} lamports were drawn, {most} had accrued");
        messages::note(&format!(
            "{} for {} seconds at {} a day",
            messages::sol(drawn),
            elapsed,
            messages::sol(budget.per_day)
        ));
        Ok(())
    }

    /// A report is late, so nothing flows; then the owners end the budget.
    pub(super) fn stop_budget(&mut self, start: i64) -> Result<()> {
        self.harness.travel_to(start + 18 * DAY_SECONDS, "the team's first report is late")?;
        let draw = self.draw();
        let late = (Program::Governance, "ReportLate");
        self.harness.refused("to draw without the report", vec![draw.clone()], &[], late)?;

        let document = include_str!("../../../documents/proposal-recall.md");
        let revoke = Paper::new(RECALL, document, vec![Action::RevokeBudget { id: BUDGET }]);
        let paper = self.propose(&revoke)?;
        let (investor, scorer) = (self.crew.investor.clone(), self.crew.scorer.clone());
        let ballots: Vec<Instruction> = [&*investor, &*scorer]
            .into_iter()
            .map(|key| self.ballot(&paper, [&key.pubkey(), &key.pubkey()], None, None, Choice::Yes))
            .collect();
        self.harness.act(
            "the recall track asks the house of shares only, and for three days",
            ballots,
            &[&investor, &scorer],
        )?;
        let now = self.harness.now()?;
        self.harness
            .travel_to(now + 5 * DAY_SECONDS + 60, "the recall's vote ends, and two days after it")?;
        self.finalize(&paper, State::Executable)?;
        self.execute(&paper)?;
        let revoked = (Program::Governance, "BudgetRevoked");
        self.harness.refused("to draw from a revoked budget", vec![draw], &[], revoked)?;
        self.close(&[&paper])
    }

    fn draw(&self) -> Instruction {
        Draw {
            platform: self.addresses.platform,
            budget: self.addresses.budget(BUDGET),
            treasury: self.addresses.treasury,
            recipient: self.crew.team.pubkey(),
            system_program: SYSTEM,
        }
        .instruction()
    }
}
