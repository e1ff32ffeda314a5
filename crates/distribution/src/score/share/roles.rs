//! What is paid for roles: each role's part follows from its points, and ends at its cap.

use crate::{
    address::Address,
    error::{Fault, Result},
    score::{
        part_of,
        tally::{decode_role, ROLE_BYTES},
        Job,
    },
    spool::Spool,
};

/// Credits that are read at once.
const CHUNK: usize = 1 << 12;

/// What one holder gets for its roles.
#[derive(Clone, Copy, Default)]
pub(super) struct Credit {
    pub holder: Address,
    pub amount: u64,
    pub score: u64,
}

/// The credits of all holders, in their order.
pub(super) struct Roles {
    spool: Spool<ROLE_BYTES>,
    ahead: Vec<[u8; ROLE_BYTES]>,
    at: usize,
    /// What each role pays, base units, and its points.
    pots: Vec<(u64, u64)>,
    cap: u64,
    next: Option<Credit>,
    /// What all roles pay together, base units.
    pub total: u64,
}

impl Roles {
    /// Works out what each role pays: its points' part of the allocation, at most its basis points of it.
    pub fn new(
        job: &Job<'_>,
        cap: u64,
        spool: Spool<ROLE_BYTES>,
        points: &[u64],
        of_works: u64,
    ) -> Result<Self> {
        let allocation = job.limits.allocation;
        let all = points.iter().map(|points| u128::from(*points)).sum::<u128>() + u128::from(of_works);
        if all > u128::from(u64::MAX) {
            let remedy =
                "all points together stay below 2^64 thousandths: lower the weights or damp engagement";
            return Err(Fault::new("overflow of the points", all, remedy).of(job.works));
        }
        let pot = |points: u64, bps: u16| {
            // A role's points are a part of all: its part of the allocation is at most the allocation.
            let by_points = u128::from(allocation) * u128::from(points) / all.max(1);
            (by_points as u64).min(part_of(allocation, bps))
        };
        let pots = points
            .iter()
            .zip(&job.rule.roles)
            .map(|(points, role)| (pot(*points, role.bps), *points))
            .collect();
        let mut roles = Self { spool, ahead: Vec::new(), at: 0, pots, cap, next: None, total: 0 };
        roles.begin()?;
        let mut total = 0_u64;
        while let Some(credit) = roles.next {
            total += credit.amount;
            roles.next = roles.pull()?;
        }
        roles.total = total;
        roles.begin()?;
        Ok(roles)
    }

    /// What this holder gets; holders are asked about in order.
    pub fn of(&mut self, holder: &Address) -> Result<Option<Credit>> {
        let credit = self.next.filter(|credit| credit.holder == *holder);
        if credit.is_some() {
            self.next = self.pull()?;
        }
        Ok(credit)
    }

    fn begin(&mut self) -> Result<()> {
        self.spool.rewind()?;
        self.ahead.clear();
        self.at = 0;
        self.next = self.pull()?;
        Ok(())
    }

    /// The next holder's roles together, never above the cap.
    fn pull(&mut self) -> Result<Option<Credit>> {
        let Some((holder, ..)) = self.peek()? else { return Ok(None) };
        let mut credit = Credit { holder, ..Credit::default() };
        while let Some((_, role, points)) = self.peek()?.filter(|next| next.0 == holder) {
            let (pot, all) = self.pots.get(role).copied().unwrap_or_default();
            // Rounded down: what is left over stays with the works.
            let amount = u128::from(pot) * u128::from(points) / u128::from(all.max(1));
            credit.amount += amount as u64;
            credit.score += points;
            self.at += 1;
        }
        credit.amount = credit.amount.min(self.cap);
        Ok(Some(credit))
    }

    fn peek(&mut self) -> Result<Option<(Address, usize, u64)>> {
        if self.at == self.ahead.len() {
            self.spool.read(&mut self.ahead, CHUNK)?;
            self.at = 0;
        }
        Ok(self.ahead.get(self.at).map(decode_role))
    }
}
