//! Money that flows without a vote of its own: draws on budgets, reports, and budgets closed at their end.

use std::rc::Rc;

use makerstake_testkit::governance::{self, TokenRoute};
use solana_pubkey::Pubkey;

use crate::{
    call::{Call, Expect, Op},
    entropy::Entropy,
    harness::Harness,
    reference::SOMEHOW,
};

impl Harness {
    /// A step of a budget.
    pub(super) fn plan_money(&mut self, entropy: Entropy) -> Vec<Call> {
        let realm = self.some_realm(entropy);
        let r = &self.plays[realm].realm;
        let budgets: Vec<_> = self.books.budgets(&r.platform).map(|(_, budget)| budget).collect();
        let Some(budget) = budgets.get(entropy.pick(1, budgets.len())) else { return Vec::new() };
        let (id, recipient) = (budget.id, budget.recipient);
        let (instruction, op): (_, Op) = match entropy.byte(2) % 8 {
            0..=3 => {
                let draw = if budget.mint == Pubkey::default() {
                    governance::draw(r, id, &recipient)
                } else {
                    let program = self.program_of(realm, &budget.mint);
                    governance::draw_tokens(
                        r,
                        id,
                        &TokenRoute::to_wallet(r, &budget.mint, &program, &recipient),
                    )
                };
                (draw, Rc::new(move |model| model.govern(|model| model.draw(id))))
            }
            4..=6 => {
                let hash = if entropy.once_in(3, 10) { [0; 32] } else { [entropy.byte(3) | 1; 32] };
                let report = governance::report(r, id, &recipient, hash);
                (report, Rc::new(move |model| model.govern(|model| model.report(id, hash))))
            }
            _ => {
                let close = governance::close_budget(r, id);
                (close, Rc::new(move |model| model.govern(|model| model.close_budget(id))))
            }
        };
        let call = Call::new(instruction).expecting(Expect::Accept);
        vec![call.with_op(realm, move |model| {
            if !model.platform.budgets.contains_key(&id) {
                return Err(SOMEHOW);
            }
            op(model)
        })]
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
}
