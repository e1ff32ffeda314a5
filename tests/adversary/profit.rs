//! What an attack came to, counted from the model's state and never from the moves.

use std::{collections::BTreeSet, fmt};

use makerstake_testkit::{
    clock::DAY,
    equity::SHARE,
    model::governance::{Act, Status},
};

use crate::{
    honest::minds,
    scene::Scene,
    setup::{ACTIVE, ALL, EMPTY, FOUNDER, SOL, WALLETS},
};

/// What is gained, and what it cost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Profit {
    /// Lamports in the attacker's hands, less what it began with.
    pub lamports: i64,
    /// Shares in the attacker's hands, less what it began with.
    pub shares: i64,
    /// Ballot slots held, in seconds each.
    pub held: i64,
    /// Seconds in which nobody else could propose.
    pub locked: i64,
    /// Seconds in which nothing small could be paid by silence.
    pub starved: i64,
    /// Seconds in which no epoch could be paid.
    pub disputed: i64,
    /// Seconds in which no track could be replaced any more.
    pub ended: i64,
    /// Kinds of actions carried out that the honest minded.
    pub decisions: i64,
    /// Payments that the honest had decided and that did not arrive.
    pub unpaid: i64,
}

/// What a search looks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Aim {
    /// Everything, each at its price.
    Any,
    Lamports,
    Shares,
    Locked,
    Starved,
    Ended,
    Decisions,
    Unpaid,
}

impl Profit {
    /// What a scene has come to.
    pub fn of(scene: &Scene) -> Self {
        let model = &scene.model;
        let lamports: u64 =
            WALLETS.into_iter().chain([EMPTY, FOUNDER]).map(|at| model.payees[at].lamports).sum();
        // All but the purse begin with a SOL.
        let began = (scene.budget.sol + 4) * SOL;
        let holds = |person: usize| {
            let holder = &model.equity.holders[person];
            u64::try_from(holder.own.last() + &holder.cooling.0 + &holder.liquid).expect("shares fit")
        };
        let shares: u64 = WALLETS.into_iter().chain([FOUNDER]).map(holds).sum();
        let minded = model.proposals.iter().filter(|p| p.cursor > p.skipped.len() && minds(p));
        let kinds: BTreeSet<u32> = minded.flat_map(|p| p.kinds.iter().copied()).collect();
        let unpaid =
            model.proposals.iter().filter(|p| p.by == ACTIVE && p.has_passed && p.status != Status::Executed);
        let unpaid =
            unpaid.map(|p| p.acts[p.cursor..].iter().filter(|act| matches!(act, Act::Pay { .. })).count());
        Self {
            lamports: lamports as i64 - began as i64,
            shares: shares as i64 - (scene.budget.percent * (ALL / 100)) as i64,
            held: scene.clocked.held,
            locked: scene.clocked.locked,
            starved: scene.clocked.starved,
            disputed: scene.clocked.disputed,
            ended: scene.clocked.ended,
            decisions: kinds.len() as i64,
            unpaid: unpaid.sum::<usize>() as i64,
        }
    }

    /// How much of what is looked for there is.
    pub fn of_aim(&self, aim: Aim) -> i64 {
        match aim {
            Aim::Any => self.score(),
            Aim::Lamports => self.lamports.max(0),
            Aim::Shares => self.shares.max(0),
            Aim::Locked => self.locked,
            Aim::Starved => self.starved,
            Aim::Ended => self.ended,
            Aim::Decisions => self.decisions,
            Aim::Unpaid => self.unpaid,
        }
    }

    /// One number to climb by, in millionths of a SOL: a share is worth a hundredth of one, as the treasury is; a day without
    /// decisions 20, a day without a way back 20, a day without grants one, a day of dispute a fifth, a decision 10, a payment one.
    pub fn score(&self) -> i64 {
        self.lamports / 1_000
            + self.shares / SHARE as i64 * 10_000
            + self.locked * 20_000_000 / DAY
            + self.starved * 1_000_000 / DAY
            + self.disputed * 200_000 / DAY
            + self.ended * 20_000_000 / DAY
            + self.decisions * 10_000_000
            + self.unpaid * 1_000_000
    }
}

impl fmt::Display for Profit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let days = |seconds: i64| seconds as f64 / DAY as f64;
        let tenths = |lamports: i64| lamports as f64 / SOL as f64;
        let parts = [
            (self.lamports.unsigned_abs() > SOL / 20, format!("{:+.1} SOL", tenths(self.lamports))),
            (self.shares > 0, format!("{:+} shares", self.shares / SHARE as i64)),
            (self.locked > 0, format!("no free slot for {:.1} days", days(self.locked))),
            (self.starved > 0, format!("no grants for {:.1} days", days(self.starved))),
            (self.disputed > 0, format!("epochs disputed for {:.1} days", days(self.disputed))),
            (self.ended > 0, format!("no way back for {:.1} days", days(self.ended))),
            (
                self.decisions > 0,
                format!("decisions of {} kind{}", self.decisions, if self.decisions == 1 { "" } else { "s" }),
            ),
            (self.unpaid > 0, format!("payments stopped: {}", self.unpaid)),
        ];
        let told: Vec<String> = parts.into_iter().filter(|(is, _)| *is).map(|(_, part)| part).collect();
        f.write_str(if told.is_empty() { "nothing" } else { "" })?;
        f.write_str(&told.join(", "))
    }
}
