use makerstake_testkit::{assert_instruction_error, equity::*, outcome::InstructionError};
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use crate::{refused, support::*};

#[test]
fn a_grant_is_minted_into_the_vault_and_owned_by_nobody_yet() {
    let (mut world, f, _, holder) = one_owner();
    let plan = plan(&world, true);
    let (pool, supply) = (world.pool(&f), world.supply(&f.mint));
    let making = create_grant(&f, &f.authority(), &holder.address, 1, &plan);
    let receipt = world.send(&[making], &[&f.founder]).unwrap();
    let grant = f.grant(&holder.address, 1);
    receipt.assert_only_changed(&[f.pool, grant, f.mint, f.vault, f.authority()]);
    let now = world.pool(&f);
    assert_eq!(now.grants_emitted, pool.grants_emitted + plan.total);
    assert_eq!((now.unreleased, now.total), (pool.unreleased + plan.total, pool.total));
    assert_eq!(world.supply(&f.mint), supply + plan.total);
    let made = world.grant(&grant);
    assert_eq!((made.pool, made.holder, made.payer), (f.pool, holder.address, f.authority()));
    assert_eq!((made.total, made.released, made.id), (plan.total, 0, 1));
    assert_eq!((made.start, made.cliff, made.end), (plan.start, plan.cliff, plan.end));
    assert_eq!(made.is_revocable, 1);
}

#[test]
fn a_grant_is_orderly_and_within_the_bucket() {
    let (mut world, f, _, holder) = one_owner();
    let good = plan(&world, true);
    let left = f.terms.grants_cap - world.pool(&f).grants_emitted;
    let century = 100 * 366 * 86_400;
    let cases = [
        (GrantPlan { total: 0, ..good }, EquityError::ZeroAmount),
        (GrantPlan { total: left + 1, ..good }, EquityError::AboveBucket),
        (GrantPlan { total: u64::MAX, ..good }, EquityError::AboveBucket),
        (GrantPlan { cliff: good.start - 1, ..good }, EquityError::InvalidSchedule),
        (GrantPlan { end: good.cliff - 1, ..good }, EquityError::InvalidSchedule),
        (GrantPlan { end: good.end + century, ..good }, EquityError::InvalidSchedule),
        (GrantPlan { start: good.start - century, ..good }, EquityError::InvalidSchedule),
        (GrantPlan { start: i64::MIN, end: i64::MAX, ..good }, EquityError::InvalidSchedule),
    ];
    for (plan, error) in cases {
        let ix = create_grant(&f, &f.authority(), &holder.address, 1, &plan);
        makerstake_testkit::assert_refused!(world.send(&[ix], &[&f.founder]), EQUITY, error);
    }
    let ix = create_grant(&f, &f.authority(), &Pubkey::default(), 1, &good);
    refused!(world.send(&[ix], &[&f.founder]), ZeroKey);
    granted(&mut world, &f, &holder, &GrantPlan { total: left, ..good });
    let ix = create_grant(&f, &f.authority(), &holder.address, 1, &good);
    assert_instruction_error!(world.send(&[ix], &[&f.founder]), InstructionError::Custom(0));
    let ix = create_grant(&f, &f.authority(), &holder.address, 2, &GrantPlan { total: 1, ..good });
    refused!(world.send(&[ix], &[&f.founder]), AboveBucket);
}

#[test]
fn only_the_authority_grants() {
    let (mut world, f, key, holder) = one_owner();
    let theirs = world.found();
    let plan = plan(&world, true);
    let ix = create_grant(&f, &key.pubkey(), &holder.address, 1, &plan);
    refused!(world.send(&[ix], &[&key]), NotAuthority);
    let swap = |slot: usize, account| {
        let mut ix = create_grant(&f, &f.authority(), &holder.address, 1, &plan);
        ix.accounts[slot].pubkey = account;
        ix
    };
    refused!(world.send(&[swap(3, theirs.mint)], &[&f.founder]), WrongMint);
    refused!(world.send(&[swap(4, theirs.vault)], &[&f.founder]), WrongVault);
    let outcome = world.send(&[swap(5, f.grant(&holder.address, 2))], &[&f.founder]);
    assert_instruction_error!(outcome, InstructionError::InvalidSeeds);
}
