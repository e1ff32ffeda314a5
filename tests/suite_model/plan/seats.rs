//! The creator house: seats taken, left and reviewed; and voter accounts, opened and closed.

use makerstake_testkit::{
    equity::Holder,
    governance::{self, GovernanceError as E},
};

use crate::{
    call::{Call, Expect},
    entropy::Entropy,
    harness::{Harness, ACTORS, WALLETS},
    invariants::{at, epoch_of},
};

fn refuse(error: E) -> Expect {
    Expect::Refuse(error as u32)
}

impl Harness {
    /// A step of a seat or of a voter account.
    pub(super) fn plan_seat(&mut self, entropy: Entropy) -> Vec<Call> {
        let realm = self.some_realm(entropy);
        let index = if entropy.byte(2) % 16 < 10 {
            WALLETS + entropy.pick(1, ACTORS - WALLETS)
        } else {
            entropy.pick(1, ACTORS)
        };
        let address = self.actors[index].address;
        let r = &self.plays[realm].realm;
        let holder = Holder { address, signer: self.signer(&address), delegate: None };
        let (Some(platform), Some(pool)) = (self.books.platform(&r.platform), self.books.pool(&r.f.pool))
        else {
            return Vec::new();
        };
        let position = self.books.position(&r.f.position(&address));
        let Some(voter) = self.books.voter(&r.voter(&address)) else {
            let open = governance::open_voter(r, &self.sponsor(entropy), &address);
            return vec![Call::new(open).expecting(Expect::Accept)];
        };
        let sits = voter.seat[0] != 0;
        let born = self.books.creator(&address).map_or(0, |creator| creator.created_at);
        let is_old = self.now >= born + i64::from(platform.seat_min_age);
        let earned = position.map_or(0, |position| position.earned[0]);
        let is_fit = is_old && earned >= platform.seat_min_earned;
        let (instruction, expect) = match entropy.byte(2) % 16 {
            0..=4 if position.is_some() => {
                let expect = match (sits, is_old, is_fit) {
                    (true, ..) => refuse(E::SeatTaken),
                    (_, false, _) => refuse(E::CreatorTooYoung),
                    (_, _, false) => refuse(E::TooLittleEarned),
                    _ => Expect::Accept,
                };
                (governance::take_seat(r, &holder), expect)
            }
            5..=6 => {
                (governance::leave_seat(r, &holder), if sits { Expect::Accept } else { refuse(E::NoSeat) })
            }
            7..=9 if position.is_some() => {
                let expect = match (sits, is_fit) {
                    (false, _) => refuse(E::NoSeat),
                    (_, true) => refuse(E::StillQualified),
                    _ => Expect::Accept,
                };
                (governance::review_seat(r, &holder), expect)
            }
            10..=12 => {
                let open = governance::open_voter(r, &self.sponsor(entropy), &address);
                (open, Expect::Refuse(0))
            }
            _ => {
                let epoch = epoch_of(pool, self.now);
                let is_live = |(slot, number): (usize, &u32)| {
                    platform.slot_mask & 1 << slot != 0 && platform.slots[slot] == *number
                };
                let is_open = voter.numbers.iter().enumerate().any(is_live);
                let had_seat = (0..=2).any(|back| {
                    at(voter.seat_epoch, &voter.seat, epoch.saturating_sub(back)).is_ok_and(|seat| seat != 0)
                });
                let in_use = is_open || had_seat || sits;
                let close = governance::close_voter(r, &holder, &voter.payer);
                (close, if in_use { refuse(E::VoterInUse) } else { Expect::Accept })
            }
        };
        vec![Call::new(instruction).expecting(expect)]
    }
}
