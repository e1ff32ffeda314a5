//! What several tests start from.

use makerstake_testkit::{creators::Identity, equity::*, World};
use solana_keypair::Keypair;
use solana_signer::Signer;

/// The framework's code for one account in a writable slot and in another.
pub const DUPLICATE: u32 = 2040;

/// A world with a pool, and a second pool that belongs to somebody else.
pub fn two_pools() -> (World, Founded, Founded) {
    let mut world = World::new();
    let (ours, theirs) = (world.found(), world.found());
    (world, ours, theirs)
}

/// A pool and an owner with 1,000 shares.
pub fn one_owner() -> (World, Founded, Keypair, Holder) {
    let mut world = World::new();
    let f = world.found();
    let (key, holder) = world.owner(&f, 1_000 * SHARE);
    (world, f, key, holder)
}

/// A challenged distribution: who challenged, and its epoch.
pub fn challenged() -> (World, Founded, Keypair, Holder, u32) {
    let (mut world, f, key, holder) = one_owner();
    let epoch = world.propose(&f, |_| root(1));
    world.send(&[challenge(&f, &key.pubkey(), epoch, [2; 32])], &[&key]).unwrap();
    (world, f, key, holder, epoch)
}

/// A creator with a recovery key.
pub fn with_recovery(world: &mut World) -> (Identity, Keypair) {
    let recovery = world.actor();
    (world.register_with([0; 32], recovery.pubkey()), recovery)
}

/// When shares that are asked out now can leave.
pub fn exit(world: &World, f: &Founded) -> i64 {
    let length = i64::from(f.terms.snapshot_epoch_seconds);
    let epoch = (world.now() - f.terms.snapshot_genesis) / length;
    f.terms.snapshot_genesis + (epoch + 3) * length
}

/// Some root.
pub fn root(seed: u8) -> Root {
    Root { root: [seed; 32], data_hash: [seed + 100; 32], leaves: 4, total: 1_000 * SHARE }
}

/// A grant over 100 days with a cliff of 25.
pub fn plan(world: &World, is_revocable: bool) -> GrantPlan {
    let (now, day) = (world.now(), 86_400);
    GrantPlan {
        total: 400 * SHARE,
        start: now,
        cliff: now + 25 * day,
        end: now + 100 * day,
        is_revocable,
        is_transferable: true,
    }
}

/// Makes a grant to a holder under id 1.
pub fn granted(world: &mut World, f: &Founded, holder: &Holder, plan: &GrantPlan) -> solana_pubkey::Pubkey {
    let making = create_grant(f, &f.authority(), &holder.address, 1, plan);
    world.send(&[making], &[&f.founder]).unwrap();
    f.grant(&holder.address, 1)
}

/// Dividend tokens of a wallet.
pub fn dividends(world: &mut World, f: &Founded, owner: &Keypair, amount: u64) -> solana_pubkey::Pubkey {
    let account = world.token_account(&f.dividend_mint, &owner.pubkey());
    if amount > 0 {
        world.mint_to(&f.dividend_mint, &account, &f.founder, amount);
    }
    account
}

/// Pays a dividend in, by the founder.
pub fn pay_in(world: &mut World, f: &Founded, amount: u64) {
    let source = dividends(world, f, &f.founder, amount);
    world.send(&[deposit_dividend(f, &f.authority(), &source, amount)], &[&f.founder]).unwrap();
}

/// Asserts that equity refuses with this error.
#[macro_export]
macro_rules! refused {
    ($outcome:expr, $error:ident) => {
        makerstake_testkit::assert_refused!(
            $outcome,
            makerstake_testkit::equity::EQUITY,
            makerstake_testkit::equity::EquityError::$error
        )
    };
}
