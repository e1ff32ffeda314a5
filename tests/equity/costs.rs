//! Compute units and bytes of what every creator and owner does, over random keys, against the ceilings.

use makerstake_testkit::{equity::*, World};
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

/// Samples for a median.
const SAMPLES: usize = 25;

struct Bench {
    world: World,
    f: Founded,
    delegate: Holder,
}

impl Bench {
    fn new() -> Self {
        let mut world = World::new();
        let f = world.found();
        let (_, delegate) = world.owner(&f, SHARE);
        let mut bench = Self { world, f, delegate };
        // A dividend, so that no sample skips its arithmetic.
        bench.dividend(1_000 * SHARE);
        bench
    }

    fn dividend(&mut self, amount: u64) {
        let f = &self.f;
        let source = self.world.token_account(&f.dividend_mint, &f.authority());
        self.world.mint_to(&f.dividend_mint, &source, &f.founder, amount);
        self.world.send(&[deposit_dividend(f, &f.authority(), &source, amount)], &[&f.founder]).unwrap();
    }

    /// An owner with shares that have counted for four epochs, delegating where asked.
    fn owner(&mut self, delegates: bool) -> (Keypair, Holder) {
        let (key, holder) = self.world.owner(&self.f, 50 * SHARE);
        if !delegates {
            return (key, holder);
        }
        self.world.send(&[delegate(&self.f, &holder, &self.delegate.address)], &[&key]).unwrap();
        (key, holder.delegating(&self.delegate.address))
    }

    fn cost(&mut self, instruction: Instruction, signers: &[&Keypair]) -> u64 {
        self.world.send(&[instruction], signers).unwrap().compute_units
    }

    fn median(&mut self, what: &str, ceiling: u64, mut sample: impl FnMut(&mut Self) -> u64) {
        let mut costs: Vec<_> = (0..SAMPLES).map(|_| sample(self)).collect();
        costs.sort_unstable();
        let (min, median, max) = (costs[0], costs[SAMPLES / 2], costs[SAMPLES - 1]);
        println!("{what}: {min} / {median} / {max} CU (ceiling {ceiling})");
        assert!(median <= ceiling, "{what}: {median} CU is above {ceiling}");
    }
}

/// A final distribution whose tree is 2^depth leaves, of which one path is known.
fn deep_distribution(
    world: &mut World,
    f: &Founded,
    holder: &Pubkey,
    depth: u8,
) -> (u32, u64, Vec<[u8; 32]>) {
    let siblings: Vec<_> = (0..depth).map(|_| world.bytes32()).collect();
    let amount = 7 * SHARE;
    let epoch = world.propose(f, |epoch| deep(leaf(&f.pool, epoch, holder, amount), &siblings, amount));
    world.settle(f, epoch);
    (epoch, amount, siblings)
}

fn claim_cost(bench: &mut Bench, delegates: bool) -> u64 {
    let (_, holder) = bench.owner(delegates);
    let (epoch, amount, proof) = deep_distribution(&mut bench.world, &bench.f, &holder.address, 20);
    bench.cost(claim(&bench.f, &holder, epoch, amount, proof), &[])
}

#[test]
fn claims_stay_below_their_ceilings() {
    let mut bench = Bench::new();
    bench.median("claim, depth 20", 5_340, |bench| claim_cost(bench, false));
    bench.median("claim, depth 20, delegated", 6_600, |bench| claim_cost(bench, true));
}

/// A final distribution of 2^20 leaves, of which only the range of these holders is known.
fn deep_range(bench: &mut Bench, holders: &[Pubkey]) -> (u32, Vec<Place>, Vec<[u8; 32]>) {
    let Bench { world, f, .. } = bench;
    let levels = holders.len().ilog2();
    let siblings: Vec<_> = (levels..20).map(|_| world.bytes32()).collect();
    let amount = 7 * SHARE;
    let epoch = world.propose(f, |epoch| {
        let claims: Vec<_> = holders.iter().map(|holder| (*holder, amount)).collect();
        let range = Tree::new(&f.pool, epoch, &claims).root().root;
        let total = amount * holders.len() as u64;
        Root { leaves: 1 << 20, ..deep(range, &siblings, total) }
    });
    world.settle(f, epoch);
    (epoch, vec![Place::Open { amount }; holders.len()], siblings)
}

#[test]
fn a_range_of_claims_fits_one_transaction_and_stays_below_its_ceiling() {
    let mut bench = Bench::new();
    let mut bytes = 0;
    bench.median("claim_range of eight, depth 20", 22_000, |bench| {
        let holders: Vec<_> = (0..8).map(|_| bench.owner(false).1.address).collect();
        let (epoch, places, proof) = deep_range(bench, &holders);
        let positions: Vec<_> = holders.iter().map(|holder| bench.f.position(holder)).collect();
        let payer = bench.world.fee_payer.pubkey();
        let ix = super::claim_range::raw(&bench.f, &payer, epoch, places, proof, &positions);
        let receipt = bench.world.send(&[ix], &[]).unwrap();
        bytes = receipt.transaction_bytes;
        receipt.compute_units
    });
    // Two instructions of the compute budget, which senders add, take 20 bytes and their program 32.
    println!("claim_range of eight: {} bytes, {} with a budget", bytes, bytes + 52);
    assert!(bytes + 52 <= 1_232);
    let holders: Vec<_> = (0..4).map(|_| bench.world.keypair().pubkey()).collect();
    let (epoch, places, proof) = deep_range(&mut bench, &holders);
    let amount = 7 * SHARE;
    let places: Vec<_> =
        places.iter().zip(&holders).map(|(_, holder)| Place::New { holder: *holder, amount }).collect();
    let positions: Vec<_> = holders.iter().map(|holder| bench.f.position(holder)).collect();
    let payer = bench.world.fee_payer.pubkey();
    let mut ix = super::claim_range::raw(&bench.f, &payer, epoch, places, proof, &positions);
    ix.accounts[3].pubkey = solana_sdk_ids::system_program::ID;
    let receipt = bench.world.send(&[ix], &[]).unwrap();
    let bytes = receipt.transaction_bytes;
    println!("claim_range of four new: {} CU, {bytes} bytes", receipt.compute_units);
    assert!(bytes + 52 <= 1_232);
}

#[test]
fn owning_stays_below_its_ceilings() {
    let mut bench = Bench::new();
    bench.median("deposit", 5_300, |bench| {
        let (key, holder) = bench.owner(true);
        let source = bench.world.issue(&bench.f, &key.pubkey(), SHARE);
        bench.cost(deposit(&bench.f, &key.pubkey(), &source, &holder, SHARE), &[&key])
    });
    bench.median("request_withdrawal", 1_620, |bench| {
        let (key, holder) = bench.owner(false);
        bench.cost(request_withdrawal(&bench.f, &holder, SHARE), &[&key])
    });
    bench.median("request_withdrawal, delegated", 2_120, |bench| {
        let (key, holder) = bench.owner(true);
        bench.cost(request_withdrawal(&bench.f, &holder, SHARE), &[&key])
    });
    bench.median("withdraw", 5_000, |bench| {
        let (key, holder) = bench.owner(false);
        let destination = bench.world.token_account(&bench.f.mint, &key.pubkey());
        bench.world.send(&[request_withdrawal(&bench.f, &holder, SHARE)], &[&key]).unwrap();
        bench.world.advance(3 * i64::from(bench.f.terms.snapshot_epoch_seconds));
        bench.cost(withdraw(&bench.f, &holder, &destination), &[&key])
    });
    bench.median("delegate", 2_000, |bench| {
        let (key, holder) = bench.owner(false);
        bench.cost(delegate(&bench.f, &holder, &bench.delegate.address), &[&key])
    });
    bench.median("collect_dividend", 5_500, |bench| {
        let (key, holder) = bench.owner(false);
        bench.dividend(1_000 * SHARE);
        let destination = bench.world.token_account(&bench.f.dividend_mint, &key.pubkey());
        bench.cost(collect_dividend(&bench.f, &holder, &destination), &[&key])
    });
    bench.median("release_grant", 2_500, |bench| {
        let (_, holder) = bench.owner(true);
        let now = bench.world.now();
        let plan = GrantPlan {
            total: SHARE,
            start: now - 10,
            cliff: now,
            end: now + 10,
            is_revocable: true,
            is_transferable: true,
        };
        let grant = bench.f.grant(&holder.address, 1);
        let authority = bench.f.authority();
        let making = create_grant(&bench.f, &authority, &holder.address, 1, &plan);
        bench.world.send(&[making], &[&bench.f.founder]).unwrap();
        bench.cost(release_grant(&bench.f, &grant, &holder), &[])
    });
}

#[test]
fn a_claim_of_the_deepest_tree_fits_one_transaction() {
    let mut world = World::new();
    let f = world.found();
    let (_, other) = world.owner(&f, 0);
    let (key, holder) = world.owner(&f, SHARE);
    world.send(&[delegate(&f, &holder, &other.address)], &[&key]).unwrap();
    let holder = holder.delegating(&other.address);
    let (epoch, amount, proof) = deep_distribution(&mut world, &f, &holder.address, 27);
    let receipt = world.send(&[claim(&f, &holder, epoch, amount, proof)], &[]).unwrap();
    println!("claim, depth 27: {} CU, {} bytes", receipt.compute_units, receipt.transaction_bytes);
    assert!(receipt.transaction_bytes <= 1_232);
    assert_eq!(world.position(&f, &holder.address).own[0], SHARE + amount);
}

#[test]
fn a_position_is_small() {
    let mut world = World::new();
    let f = world.found();
    let (_, holder) = world.owner(&f, 0);
    assert_eq!(world.account(&f.position(&holder.address)).unwrap().data.len(), 376);
}
