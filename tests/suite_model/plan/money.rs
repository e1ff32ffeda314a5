//! Money that flows without a vote of its own: draws on budgets, reports, and budgets closed at their end.

use makerstake_testkit::governance::{self, GovernanceError as E, TokenRoute};
use solana_pubkey::Pubkey;

use crate::{
    call::{Call, Expect},
    entropy::Entropy,
    harness::Harness,
};

impl Harness {
    /// A step of a budget.
    pub(super) fn plan_money(&mut self, entropy: Entropy) -> Vec<Call> {
        let realm = self.some_realm(entropy);
        let r = &self.plays[realm].realm;
        let budgets: Vec<_> = self.books.budgets(&r.platform).map(|(_, budget)| budget).collect();
        let Some(budget) = budgets.get(entropy.pick(1, budgets.len())) else { return Vec::new() };
        let runs = if budget.is_revoked == 1 {
            Err(E::BudgetRevoked)
        } else if self.now >= budget.until {
            Err(E::BudgetEnded)
        } else {
            Ok(())
        };
        let refuse = |error: E| Expect::Refuse(error as u32);
        let (instruction, expect) = match entropy.byte(2) % 8 {
            0..=3 => {
                let draw = if budget.mint == Pubkey::default() {
                    governance::draw(r, budget.id, &budget.recipient)
                } else {
                    let program = self.program_of(realm, &budget.mint);
                    let route = TokenRoute::to_wallet(r, &budget.mint, &program, &budget.recipient);
                    governance::draw_tokens(r, budget.id, &route)
                };
                let expect = match runs {
                    Err(error) => refuse(error),
                    Ok(()) if self.now >= budget.report_due => refuse(E::ReportLate),
                    // Nothing may have accrued, and the treasury may be empty.
                    Ok(()) => Expect::Either,
                };
                let call = Call::new(draw).expecting(expect);
                return vec![self.follow_draw(realm, call, budget.mint, &budget.recipient, budget.id)];
            }
            4..=6 => {
                let report = governance::report(r, budget.id, &budget.recipient, [entropy.byte(3) | 1; 32]);
                (report, runs.map_or_else(refuse, |()| Expect::Accept))
            }
            _ => {
                let close = governance::close_budget(r, budget.id);
                (close, if runs.is_ok() { refuse(E::BudgetRuns) } else { Expect::Accept })
            }
        };
        vec![Call::new(instruction).expecting(expect)]
    }

    /// The token program of one of a platform's two mints.
    pub(super) fn program_of(&self, realm: usize, mint: &Pubkey) -> Pubkey {
        let f = self.pool(realm);
        if *mint == f.mint {
            f.token_program
        } else {
            f.dividend_token_program
        }
    }

    /// A draw in shares moves what the model counts as the treasury's: as much as is due, by the account and the clock.
    fn follow_draw(&self, realm: usize, call: Call, mint: Pubkey, recipient: &Pubkey, id: u32) -> Call {
        let f = self.pool(realm);
        let budget = self.books.budget(&self.plays[realm].realm.budget(id));
        let Some(budget) = budget.filter(|_| mint == f.mint) else { return call };
        let seconds = u128::try_from(self.now.min(budget.until) - budget.since).unwrap_or_default();
        let accrued = u128::from(budget.per_day) * seconds / 86_400 + u128::from(budget.accrued);
        let due = u64::try_from(accrued.min(u128::from(budget.cap))).expect("below the cap");
        let due = due.saturating_sub(budget.drawn);
        let to = self.token_account_of(realm, recipient);
        // How much that is, the next call may change.
        let call = Call { is_alone: true, ..call };
        call.with_op(realm, move |model| model.pass(crate::pooled::TREASURY, to, due))
    }
}
