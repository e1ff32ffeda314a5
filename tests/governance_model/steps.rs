//! What a word stands for: one step, mostly where it can matter, sometimes anywhere, to be refused.

mod drafts;
mod executions;
mod foreign;
mod invalid_proposals;
mod money;
mod shares;
mod votes;

use makerstake_testkit::{
    governance::*,
    model::governance::{Proposal, Status},
};
use rand::{seq::IteratorRandom, Rng};
use rand_chacha::ChaCha8Rng;

use crate::scene::Play;

const DAY: i64 = 86_400;

/// What a step found to say.
pub type Said = Result<(), String>;

impl Play {
    /// Takes the step that these random numbers choose.
    pub fn take(&mut self, rng: &mut ChaCha8Rng) -> Said {
        let now = self.model.now();
        match rng.random_range(0..1_000) {
            0..80 => self.pass_time(rng),
            80..190 => self.propose(rng),
            190..450 => {
                let n = self
                    .pick(rng, |p| p.status == Status::Open && now >= p.voting_from && now < p.instants()[3]);
                n.map_or(Ok(()), |n| self.vote(rng, n))
            }
            450..500 => {
                let n = self.pick(rng, |p| p.status == Status::Open && now >= p.instants()[3]);
                n.map_or(Ok(()), |n| self.finalize(n))
            }
            500..640 => {
                let n = self.pick(rng, |p| {
                    p.status == Status::Passed && (p.instants()[4]..p.instants()[5]).contains(&now)
                });
                n.map_or(Ok(()), |n| self.execute(rng, n))
            }
            640..690 => self.pick(rng, |p| p.is_over(now)).map_or(Ok(()), |n| self.close(n)),
            690..705 => {
                let n = self.pick(rng, |p| p.status == Status::Open && now < p.voting_from);
                n.map_or(Ok(()), |n| self.cancel(n))
            }
            705..720 => self.pick(rng, |p| !p.is_over(now)).map_or(Ok(()), |n| self.block(rng, n)),
            720..755 => {
                let n = self.pick(rng, |p| p.status == Status::Open);
                n.map_or(Ok(()), |n| self.carry(rng, n))
            }
            755..785 => self.move_shares(rng),
            785..810 => self.delegate(rng),
            810..830 => self.seat(rng),
            830..870 => self.distribute(rng),
            870..930 => self.budget(rng),
            930..950 => self.gift(rng),
            950..960 => self.renew_voter(rng),
            960..965 => self.found(rng),
            _ => self.foreign(rng),
        }
    }

    /// An open proposal that fits; now and then any that is not closed, to be refused.
    fn pick(&self, rng: &mut ChaCha8Rng, fits: impl Fn(&Proposal) -> bool) -> Option<usize> {
        let is_any = rng.random_ratio(1, 12);
        self.open.iter().copied().filter(|n| is_any || fits(&self.model.proposals[*n])).choose(rng)
    }

    /// To an exact boundary of anything, a second before it, or anywhere.
    fn pass_time(&mut self, rng: &mut ChaCha8Rng) -> Said {
        let (now, model) = (self.model.now(), &self.model);
        let length = i64::from(model.equity.terms.snapshot_epoch_seconds);
        let mut instants = vec![
            model.equity.terms.snapshot_genesis + i64::from(model.epoch() + 1) * length,
            model.guardian.1,
            model.founder_until,
        ];
        instants.extend(self.open.iter().flat_map(|n| model.proposals[*n].instants()));
        instants.extend(model.budgets.values().flat_map(|budget| [budget.report_due, budget.run().until]));
        instants.extend(model.equity.distributions.last().map(|dist| dist.until));
        let near =
            instants.into_iter().flat_map(|at| [at - 1, at]).filter(|at| *at > now && *at < now + 6 * DAY);
        let near: Vec<i64> = near.collect();
        let to = match (near.iter().min(), near.iter().choose(rng)) {
            (Some(at), _) if rng.random_ratio(3, 5) => *at,
            (_, Some(at)) if rng.random_ratio(2, 5) => *at,
            _ => now + rng.random_range(1..2 * DAY),
        };
        self.tell(format!("wait {} s", to - now));
        self.set_time(to);
        Ok(())
    }

    /// What only a founder can do, and only once or for a time.
    fn found(&mut self, rng: &mut ChaCha8Rng) -> Said {
        if rng.random() {
            self.tell("the founder hands the pool over".to_owned());
            let verdict = self.model.hand_over();
            let outcome = self.world.send(&[hand_over_pool(&self.realm)], &[&self.realm.f.founder]);
            return self.settle("hand_over", verdict, outcome);
        }
        let id = rng.random_range(5..9);
        let terms = self.tweaked(rng, RULES);
        self.tell(format!("the founder creates track {id}: {terms:?}"));
        let verdict = self.model.create_track(id, terms.clone());
        let create = create_track(&self.realm, id, &crate::messages::track(&terms));
        let outcome = self.world.send(&[create], &[&self.realm.f.founder]);
        self.settle("create_track", verdict, outcome)
    }
}
