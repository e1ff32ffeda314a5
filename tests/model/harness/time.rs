//! Time: to the instants at which something changes, the second before and the second after.

use makerstake_testkit::{clock::DAY, equity::Position};
use solana_pubkey::Pubkey;

use super::Harness;
use crate::entropy::Entropy;

impl Harness {
    /// Goes to a time, where it is not past.
    pub fn go_to(&mut self, time: i64) {
        if time > self.now {
            self.now = time;
            self.world.set_time(time);
            for play in &mut self.plays {
                play.model.now = time;
            }
        }
    }

    /// Lets time pass: mostly to the nearest instant, or around it.
    pub fn wait(&mut self, entropy: Entropy) {
        let off = i64::from(entropy.byte(2) % 3) - 1;
        let now = self.now;
        let mut instants: Vec<i64> =
            self.instants().into_iter().map(|at| at + off).filter(|at| *at > now).collect();
        instants.sort_unstable();
        let nearest = instants.first().copied();
        let some = instants.get(entropy.pick(3, instants.len())).copied().filter(|at| *at < now + 6 * DAY);
        let to = match entropy.byte(1) % 8 {
            0..=4 => nearest,
            5 | 6 => some.or(nearest),
            _ => Some(now + i64::from(entropy.byte(4)) * 337),
        };
        self.go_to(to.unwrap_or(now + DAY));
    }

    /// Every instant at which something changes.
    fn instants(&self) -> Vec<i64> {
        let none = Pubkey::default();
        let mut at = Vec::new();
        for creator in &self.creators {
            at.extend(self.books.creator(creator).map(|creator| creator.succeeds_at));
            at.extend(self.books.handles(creator).map(|(_, handle)| handle.released_at + 30 * DAY));
        }
        for (address, pool) in self.books.pools(&none) {
            let length = i64::from(pool.snapshot_epoch_seconds);
            let epoch = (self.now - pool.snapshot_genesis) / length;
            at.push(pool.snapshot_genesis + (epoch + 1) * length);
            at.push(pool.covered_until + i64::from(pool.window_seconds));
            let open = self.books.distributions(address).filter(|(_, dist)| dist.status < 3);
            at.extend(open.flat_map(|(_, dist)| [dist.challenge_until, dist.challenge_until + 45 * DAY]));
            at.push(pool.founder_until);
            let from =
                |position: &Position| pool.snapshot_genesis + i64::from(position.withdrawable_from) * length;
            at.extend(self.books.positions(address).map(|(_, position)| from(position)));
            at.extend(self.books.grants(address).flat_map(|(_, grant)| [grant.cliff, grant.end]));
        }
        for (address, platform) in self.books.platforms(&none) {
            at.extend([platform.guardian_until, platform.founder_until]);
            at.extend(self.books.budgets(address).flat_map(|(_, budget)| [budget.report_due, budget.until]));
            for (_, proposal) in self.books.proposals(address) {
                let head = &proposal.head;
                let closes = head.voting_until + i64::from(head.cool_off);
                let (from, until) = crate::invariants::due(head);
                at.extend([
                    head.voting_from,
                    head.voting_until - DAY,
                    head.voting_until,
                    closes,
                    from,
                    until,
                ]);
            }
        }
        at
    }
}
