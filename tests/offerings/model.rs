//! An independent model, written from docs/offerings.md, plays random sequences beside the ELF. It predicts what every account holds
//! and whether each step is taken; after each transaction both are compared, and no unit may be lost.

use std::collections::BTreeMap;

use makerstake_testkit::{clock::DAY, equity::SHARE, offerings::*, World};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use solana_instruction::Instruction;

use crate::support::opened;

/// Sequences of the test command. `MAKERSTAKE_SEQUENCES` asks for another number.
const SEQUENCES: u64 = 200;
/// Sequences on the pure rules alone, which cost nothing.
const PURE_SEQUENCES: u64 = 50_000;
/// Steps of a sequence.
const STEPS: usize = 40;

/// What the page says of one investor.
#[derive(Clone, Debug, Default)]
struct Stake {
    committed: u128,
    bought: u128,
    owed: u128,
    refunded: u128,
    released: u128,
    is_settled: bool,
}

/// What the page says of an offering.
#[derive(Debug)]
struct Page {
    terms: Terms,
    stakes: BTreeMap<usize, Stake>,
    now: i64,
    ends: i64,
    settle_by: i64,
    left: u128,
    is_moved: bool,
    decision: Option<bool>,
    treasury: u128,
    unsold: u128,
}

impl Page {
    fn new(terms: Terms, now: i64) -> Self {
        let ends = now + i64::from(terms.open_for);
        Self {
            terms,
            stakes: BTreeMap::new(),
            now,
            ends,
            settle_by: ends + i64::from(terms.settle_for),
            left: 0,
            is_moved: false,
            decision: None,
            treasury: 0,
            unsold: 0,
        }
    }

    fn total(&self) -> u128 {
        self.stakes.values().map(|stake| stake.committed).sum()
    }

    fn commit(&mut self, who: usize, amount: u64) -> bool {
        let after = self.stakes.get(&who).map_or(0, |stake| stake.committed) + u128::from(amount);
        let is_taken = self.decision.is_none()
            && self.now < self.ends
            && amount > 0
            && after <= u128::from(self.terms.per_person_max);
        if is_taken {
            self.stakes.entry(who).or_default().committed = after;
        }
        is_taken
    }

    fn uncommit(&mut self, who: usize, amount: u64) -> bool {
        let amount = u128::from(amount);
        let line = self.ends - 2 * DAY;
        let Some(stake) = self.stakes.get_mut(&who) else { return false };
        let is_taken = self.decision.is_none() && self.now < line && amount > 0 && amount <= stake.committed;
        if is_taken {
            stake.committed -= amount;
            if !self.is_moved && self.now >= line - DAY {
                self.left += amount;
                if self.left * 10 > self.left + self.total() {
                    self.is_moved = true;
                    self.ends += 2 * DAY;
                    self.settle_by += 2 * DAY;
                }
            }
        }
        is_taken
    }

    fn decide(&mut self) -> bool {
        let is_taken = self.decision.is_none() && self.now >= self.ends + DAY;
        if is_taken {
            self.decision = Some(self.total() >= u128::from(self.terms.min_raise));
        }
        is_taken
    }

    fn settle(&mut self, who: usize) -> bool {
        let (total, is_filled) = (self.total(), self.decision == Some(true));
        let (shares, price) = (u128::from(self.terms.shares), u128::from(self.terms.price));
        let is_in_time = self.now < self.settle_by;
        let Some(stake) = self.stakes.get_mut(&who) else { return false };
        let is_taken = is_filled && is_in_time && !stake.is_settled;
        if is_taken {
            let unit = u128::from(SHARE);
            let fits = total * unit <= shares * price;
            stake.bought = match stake.committed {
                0 => 0,
                amount if fits => amount * unit / price,
                amount => shares * amount / total,
            };
            let paid = (stake.bought * price).div_ceil(unit);
            stake.owed = stake.committed - paid;
            stake.is_settled = true;
            self.treasury += paid;
        }
        is_taken
    }

    fn refund(&mut self, who: usize) -> bool {
        let is_late =
            self.decision == Some(false) || (self.decision == Some(true) && self.now >= self.settle_by);
        let Some(stake) = self.stakes.get_mut(&who) else { return false };
        if !stake.is_settled && is_late && stake.committed > 0 {
            (stake.is_settled, stake.owed) = (true, stake.committed);
        }
        let is_taken = stake.is_settled && stake.owed > 0;
        if is_taken {
            stake.refunded += stake.owed;
            stake.owed = 0;
        }
        is_taken
    }

    fn release(&mut self, who: usize) -> bool {
        let (cliff, vests) = (i64::from(self.terms.cliff), i64::from(self.terms.vests));
        let since = self.now - self.ends;
        let Some(stake) = self.stakes.get_mut(&who) else { return false };
        let vested = if since >= vests {
            stake.bought
        } else if since < cliff || since <= 0 {
            0
        } else {
            stake.bought * since as u128 / vests as u128
        };
        let is_taken = vested > stake.released;
        if is_taken {
            stake.released = vested;
        }
        is_taken
    }

    fn return_unsold(&mut self) -> bool {
        let is_over = match self.decision {
            None => false,
            Some(false) => true,
            Some(true) => {
                self.now >= self.settle_by
                    || self.stakes.values().all(|stake| stake.is_settled || stake.committed == 0)
            }
        };
        let bought: u128 = self.stakes.values().map(|stake| stake.bought).sum();
        let unsold = u128::from(self.terms.shares) - bought - self.unsold;
        let is_taken = is_over && unsold > 0;
        if is_taken {
            self.unsold += unsold;
        }
        is_taken
    }

    /// What the purse must hold: everything that is neither refunded nor paid.
    fn purse(&self) -> u128 {
        let refunded: u128 = self.stakes.values().map(|stake| stake.refunded).sum();
        self.total() - refunded - self.treasury
    }
}

/// One step of a sequence.
#[derive(Clone, Copy, Debug)]
enum Step {
    Wait(i64),
    Commit(usize, u64),
    Uncommit(usize, u64),
    Decide,
    Settle(usize),
    Refund(usize),
    Release(usize),
    ReturnUnsold,
}

fn step(rng: &mut ChaCha8Rng, investors: usize, page: &Page) -> Step {
    let who = rng.random_range(0..investors);
    let most = page.terms.per_person_max;
    let amount = match rng.random_range(0..5) {
        0 => rng.random_range(0..10),
        1 => most,
        _ => rng.random_range(0..=most),
    };
    // Before the decision mostly what is done then, and time passes in steps that meet the deadlines exactly now and then.
    let deadlines = [page.ends - 3 * DAY, page.ends - 2 * DAY, page.ends, page.ends + DAY, page.settle_by];
    let is_open = page.decision.is_none();
    match (rng.random_range(0..16), is_open) {
        (0, _) => Step::Wait(rng.random_range(1..2 * DAY)),
        (1, _) => {
            let next = deadlines.into_iter().find(|at| *at > page.now);
            let near = next.map_or(DAY, |at| at - page.now);
            Step::Wait((near - rng.random_range(0..2)).max(1))
        }
        (2..=6, true) | (15, false) => Step::Commit(who, amount),
        (7..=8, true) => Step::Uncommit(who, amount),
        (2..=5, false) | (13, true) => Step::Settle(who),
        (6..=7, false) | (14, true) => Step::Refund(who),
        (8..=9, false) => Step::Release(who),
        (12, _) => Step::ReturnUnsold,
        (13, false) => Step::Uncommit(who, amount),
        (9, true) => Step::Release(who),
        _ => Step::Decide,
    }
}

fn take(page: &mut Page, step: Step) -> bool {
    match step {
        Step::Wait(seconds) => {
            page.now += seconds;
            true
        }
        Step::Commit(who, amount) => page.commit(who, amount),
        Step::Uncommit(who, amount) => page.uncommit(who, amount),
        Step::Decide => page.decide(),
        Step::Settle(who) => page.settle(who),
        Step::Refund(who) => page.refund(who),
        Step::Release(who) => page.release(who),
        Step::ReturnUnsold => page.return_unsold(),
    }
}

fn terms(rng: &mut ChaCha8Rng) -> Terms {
    let open = Terms::open();
    let vests = rng.random_range(0..200 * DAY as u32);
    let price = rng.random_range(1..QUOTE);
    let worth = u64::try_from(u128::from(open.shares) * u128::from(price) / u128::from(SHARE)).unwrap();
    let per_person_max = rng.random_range(worth / 10..=worth / 5);
    let min_raise = rng.random_range(1..=worth);
    let cliff = rng.random_range(0..=vests);
    Terms { price, per_person_max, min_raise, cliff, vests, ..open }
}

/// What one who has never committed meets is another error on chain; the model knows only that nothing happens.
fn instruction(sale: &SaleFixture, of: &[Investor], world: &World, step: Step) -> Option<Instruction> {
    let payer = solana_signer::Signer::pubkey(&world.fee_payer);
    Some(match step {
        Step::Wait(_) => return None,
        Step::Commit(who, amount) => commit(sale, &of[who], amount),
        Step::Uncommit(who, amount) => uncommit(sale, &of[who], amount),
        Step::Decide => close_offering(sale),
        Step::Settle(who) => settle(sale, &of[who].address, None),
        Step::Refund(who) => refund(sale, &of[who].address, &of[who].account),
        Step::Release(who) => release(sale, &payer, &of[who].address, None),
        Step::ReturnUnsold => return_unsold(sale),
    })
}

fn compare(world: &World, sale: &SaleFixture, of: &[Investor], page: &Page, budget: u64) {
    let mut released = 0;
    for (who, stake) in &page.stakes {
        let one = world.commitment(sale, &of[*who].address);
        let found = [one.amount, one.bought, one.owed, one.released].map(u128::from);
        assert_eq!(found, [stake.committed, stake.bought, stake.owed, stake.released], "{who}");
        let back = u128::from(budget) - stake.committed + stake.refunded;
        assert_eq!(u128::from(world.tokens(&of[*who].account)), back, "{who}");
        released += stake.released;
    }
    assert_eq!(u128::from(world.tokens(&sale.purse())), page.purse());
    assert_eq!(u128::from(world.tokens(&sale.proceeds)), page.treasury);
    let stock = u128::from(page.terms.shares) - page.unsold - released;
    assert_eq!(u128::from(world.tokens(&sale.stock())), stock);
    let offering = world.offering(sale);
    assert_eq!((offering.closes_at, offering.settle_by), (page.ends, page.settle_by));
    let state = page.decision.map_or(0, |is_filled| if is_filled { FILLED } else { FAILED });
    assert_eq!(offering.state, state);
}

/// The real ELF beside the page.
#[test]
fn random_sequences_keep_every_unit() {
    let asked = std::env::var("MAKERSTAKE_SEQUENCES").ok().and_then(|text| text.parse().ok());
    let sequences: u64 = asked.unwrap_or(SEQUENCES);
    let mut world = World::decreeing();
    let sale = world.sale();
    const BUDGET: u64 = 1 << 50;
    let investors: Vec<Investor> = (0..8).map(|_| world.investor(&sale, BUDGET)).collect();
    let before = world.svm.clone();
    let (mut taken, mut refused) = (0_u64, 0_u64);
    for seed in 0..sequences {
        world.svm = before.clone();
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let terms = terms(&mut rng);
        world.offer(&sale, &terms).expect("open_offering");
        let mut page = Page::new(terms, world.now());
        for at in 0..STEPS {
            let step = step(&mut rng, investors.len(), &page);
            let Some(instruction) = instruction(&sale, &investors, &world, step) else {
                take(&mut page, step);
                world.set_time(page.now);
                continue;
            };
            let outcome = world.decree(&[instruction]);
            let expected = take(&mut page, step);
            assert_eq!(outcome.is_ok(), expected, "seed {seed}, step {at}: {step:?} {outcome:?} {page:?}");
            if expected {
                taken += 1;
            } else {
                refused += 1;
            }
            compare(&world, &sale, &investors, &page, BUDGET);
        }
    }
    println!("{sequences} sequences: {taken} steps taken, {refused} refused");
    assert!(taken > sequences && refused > 0);
}

/// The page's rules alone, to their end: whatever happens, every unit and every share is somebody's.
#[test]
fn fifty_thousand_sequences_of_the_page_lose_nothing() {
    for seed in 0..PURE_SEQUENCES {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let terms = terms(&mut rng);
        let mut page = Page::new(terms, 1_800_000_000);
        for _ in 0..STEPS {
            let step = step(&mut rng, 8, &page);
            take(&mut page, step);
            check(&page);
        }
        // To the end: decided, everything settled or given up, refunded and released.
        page.now = page.now.max(page.ends + DAY);
        page.decide();
        for who in 0..8 {
            page.settle(who);
        }
        page.now = page.settle_by + i64::from(terms.vests) + DAY;
        for who in 0..8 {
            page.refund(who);
            page.release(who);
        }
        page.return_unsold();
        check(&page);
        assert_eq!(page.purse(), 0, "seed {seed}: {page:?}");
        let bought: u128 = page.stakes.values().map(|stake| stake.released).sum();
        assert_eq!(bought + page.unsold, u128::from(terms.shares), "seed {seed}: {page:?}");
    }
}

/// What always holds, and the rules of the program's own crate say the same as the page.
fn check(page: &Page) {
    let bought: u128 = page.stakes.values().map(|stake| stake.bought).sum();
    assert!(bought <= u128::from(page.terms.shares));
    assert!(page.decision == Some(true) || page.treasury == 0);
    let total = u64::try_from(page.total()).expect("fits");
    for stake in page.stakes.values().filter(|stake| stake.bought > 0) {
        let amount = u64::try_from(stake.committed).expect("fits");
        let of = (page.terms.shares, page.terms.price, SHARE);
        let allotment = makerstake_core::offering::allot(amount, total, of).expect("an allotment");
        assert_eq!(u128::from(allotment.shares), stake.bought);
        let paid = stake.committed - stake.owed - stake.refunded;
        assert_eq!(u128::from(allotment.paid), paid);
    }
}

#[test]
fn a_sequence_that_keeps_a_unit_is_told() {
    let (world, sale) = opened(&Terms::open());
    let page = Page::new(Terms { open_for: 1, ..Terms::open() }, world.now());
    let told = std::panic::catch_unwind(|| compare(&world, &sale, &[], &page, 0));
    let told = told.expect_err("another window than the page's is told");
    let text = told.downcast_ref::<String>().expect("what it says");
    assert!(text.contains(&format!("right: ({}, {})", page.ends, page.settle_by)), "{text}");
}
