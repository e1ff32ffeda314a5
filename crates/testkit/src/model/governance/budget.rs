//! Budgets: every rate they ever had.

use super::{Act, Address, Asset, Model, Stream, Terms, Verdict};
use crate::governance::GovernanceError;

/// A rate, from one amendment to the next.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub struct Run {
    pub from: i64,
    pub until: i64,
    pub per_day: u64,
    pub cap: u64,
}

/// A budget.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct Budget {
    pub asset: Asset,
    pub team: usize,
    pub runs: Vec<Run>,
    pub drawn: u64,
    pub report_every: i64,
    pub report_due: i64,
    pub reports: Vec<[u8; 32]>,
    pub is_revoked: bool,
    /// Lamports in its account.
    pub lamports: u64,
    /// The first proposal, counted from 0, that is about it and not about one that had its id before.
    pub first: usize,
}

/// From this id on budgets belong to optimistic tracks.
const LIMITED: u32 = 1 << 31;

impl Budget {
    /// The present rate.
    pub fn run(&self) -> Run {
        self.runs[self.runs.len() - 1]
    }

    /// What has accrued until `now` at all rates together, each with its own cap (INVARIANT 14).
    pub fn accrued(&self, now: i64) -> u64 {
        let mut sum = 0_u128;
        for (n, run) in self.runs.iter().enumerate() {
            let end = self.runs.get(n + 1).map_or(now, |next| next.from).min(run.until);
            let seconds = u128::try_from(end - run.from).unwrap_or(0);
            sum = (sum + u128::from(run.per_day) * seconds / 86_400).min(u128::from(run.cap));
        }
        u64::try_from(sum).expect("below a cap")
    }

    /// Whether it may still pay: until a year after its end.
    fn must_pay(&self, now: i64) -> Verdict {
        if self.is_revoked {
            return Err(GovernanceError::BudgetRevoked.into());
        }
        if now >= self.run().until + 366 * super::DAY {
            return Err(GovernanceError::BudgetEnded.into());
        }
        Ok(())
    }

    /// What can be drawn at `now`. A cap that was lowered to what is drawn leaves nothing.
    fn due(&self, now: i64) -> u64 {
        self.accrued(now).saturating_sub(self.drawn)
    }

    fn must_run(&self, now: i64) -> Verdict {
        if self.is_revoked {
            return Err(GovernanceError::BudgetRevoked.into());
        }
        if now >= self.run().until {
            return Err(GovernanceError::BudgetEnded.into());
        }
        Ok(())
    }

    /// Other terms from `now` on.
    fn amend(&mut self, stream: Stream, now: i64) -> Verdict {
        self.must_run(now)?;
        if stream.cap < self.drawn {
            return Err(GovernanceError::BelowDrawn.into());
        }
        self.runs.push(Run {
            from: now,
            until: now + stream.lasts,
            per_day: stream.per_day,
            cap: stream.cap,
        });
        Ok(())
    }

    /// Whichever of these terms are lower, from `now` on; what is drawn stays drawn.
    fn reduce(&mut self, stream: Stream, now: i64) {
        if self.must_run(now).is_err() {
            return;
        }
        let run = self.run();
        let until = run.until.min(now + stream.lasts);
        let (per_day, cap) = (run.per_day.min(stream.per_day), run.cap.min(stream.cap).max(self.drawn));
        self.runs.push(Run { from: now, until, per_day, cap });
    }
}

impl Model {
    pub(super) fn open_budget(&mut self, id: u32, asset: Asset, team: usize, stream: Stream, every: i64) {
        let (now, rent) = (self.now(), self.rents.budget);
        let lamports = rent.max(self.ahead.get(&Address::Budget(id)).copied().unwrap_or(0));
        self.open_at(Address::Budget(id), rent);
        let run = Run { from: now, until: now + stream.lasts, per_day: stream.per_day, cap: stream.cap };
        let budget = Budget {
            asset,
            team,
            runs: vec![run],
            drawn: 0,
            report_every: every,
            report_due: now + every,
            reports: vec![],
            is_revoked: false,
            lamports,
            first: self.proposals.len(),
        };
        self.budgets.insert(id, budget);
    }

    /// That a track may open a budget of this id.
    pub(super) fn check_budget_id(terms: &Terms, id: u32) -> Verdict {
        if terms.is_optimistic != (id >= LIMITED) {
            return Err(GovernanceError::BudgetIdReserved.into());
        }
        Ok(())
    }

    /// An amendment, a reduction or a revocation by proposal `n`. What is not there any more, or came after the proposal,
    /// is not what a recall was about, and an amendment misses it.
    pub(super) fn change_budget(&mut self, n: usize, id: u32, act: &Act) -> Verdict {
        let now = self.now();
        let is_amendment = matches!(act, Act::Amend { .. });
        match self.budgets.get_mut(&id) {
            None if is_amendment => return Err(GovernanceError::BudgetEnded.into()),
            Some(budget) if is_amendment && n < budget.first => {
                return Err(GovernanceError::BudgetNewer.into());
            }
            Some(budget) if n >= budget.first => match act {
                Act::Amend { stream, .. } => return budget.amend(*stream, now),
                Act::Reduce { stream, .. } => budget.reduce(*stream, now),
                _ => budget.is_revoked = true,
            },
            _ => {}
        }
        Ok(())
    }

    /// `draw` or `draw_tokens`.
    pub fn draw(&mut self, id: u32) -> Verdict {
        let (now, budget) = (self.now(), &self.budgets[&id]);
        budget.must_pay(now)?;
        if now >= budget.report_due {
            return Err(GovernanceError::ReportLate.into());
        }
        let due = budget.due(now);
        if due == 0 {
            return Err(GovernanceError::NothingAccrued.into());
        }
        let (asset, team) = (budget.asset, budget.team);
        // What is there of it; the rest stays due.
        let due = due.min(self.balance(asset));
        if due == 0 {
            return Err(GovernanceError::InsufficientTreasury.into());
        }
        // A vote has the treasury open an account, a draw does not.
        if matches!(asset, Asset::Token(token) if self.payees[team].tokens[token].is_none()) {
            return Err(GovernanceError::WrongDestination.into());
        }
        self.pay(asset, team, due);
        if let Some(budget) = self.budgets.get_mut(&id) {
            budget.drawn += due;
        }
        Ok(())
    }

    /// `report` by the team.
    pub fn report(&mut self, id: u32, hash: [u8; 32]) -> Verdict {
        let now = self.now();
        let budget = self.budgets.get_mut(&id).expect("a budget");
        budget.must_pay(now)?;
        if hash == [0; 32] {
            return Err(GovernanceError::NoDocument.into());
        }
        budget.reports.push(hash);
        budget.report_due = now + budget.report_every;
        Ok(())
    }

    /// `close_budget`.
    pub fn close_budget(&mut self, id: u32) -> Verdict {
        let budget = &self.budgets[&id];
        let is_over = budget.must_run(self.now()).is_err() && budget.due(self.now()) == 0;
        if !is_over && budget.must_pay(self.now()).is_ok() {
            return Err(GovernanceError::BudgetRuns.into());
        }
        self.treasury += budget.lamports;
        self.budgets.remove(&id);
        Ok(())
    }

    /// What the treasury can spend of an asset.
    pub(super) fn balance(&self, asset: Asset) -> u64 {
        match asset {
            Asset::Sol => self.treasury,
            Asset::Token(token) => self.tokens[token],
        }
    }

    /// Moves money out of the treasury, and opens an account for what a vote pays.
    pub(super) fn pay(&mut self, asset: Asset, to: usize, amount: u64) {
        let payee = &mut self.payees[to];
        match asset {
            Asset::Sol => {
                self.treasury -= amount;
                payee.lamports += amount;
            }
            Asset::Token(token) => {
                if payee.tokens[token].is_none() {
                    self.treasury -= self.rents.tokens[token];
                }
                self.tokens[token] -= amount;
                payee.tokens[token] = Some(payee.tokens[token].unwrap_or(0) + amount);
            }
        }
    }
}
