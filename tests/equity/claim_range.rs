use makerstake_testkit::{assert_instruction_error, equity::*, outcome::InstructionError, World};
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use crate::{refused, support::*};

/// What is done with a leaf whose holder has no delegate.
const CLAIM: Take = Take::Claim { delegate: None };

/// A final distribution to this many wallets; those whose index is in `open` have a position.
fn distributed(count: u64, open: std::ops::Range<usize>) -> (World, Founded, Vec<Pubkey>, u32, Tree) {
    let mut world = World::new();
    let f = world.found();
    let holders: Vec<Pubkey> = (0..count).map(|_| world.keypair().pubkey()).collect();
    for holder in &holders[open] {
        let payer = world.fee_payer.pubkey();
        world.send(&[open_position(&f, &payer, holder)], &[]).unwrap();
    }
    let claims: Vec<_> = holders.iter().zip(1..).map(|(holder, amount)| (*holder, amount * SHARE)).collect();
    let (epoch, tree) = world.distribute(&f, &claims);
    (world, f, holders, epoch, tree)
}

fn shares(world: &World, f: &Founded, holder: &Pubkey) -> u64 {
    world.position(f, holder).own[0]
}

#[test]
fn neighbours_travel_together_with_one_proof() {
    let (mut world, f, holders, epoch, tree) = distributed(13, 0..13);
    let payer = world.fee_payer.pubkey();
    let pool = world.pool(&f);
    let receipt = world.send(&[claim_range(&f, &payer, epoch, (&tree, 4), &[CLAIM; 4])], &[]).unwrap();
    let mut changed: Vec<_> = holders[4..8].iter().map(|holder| f.position(holder)).collect();
    changed.extend([f.pool, f.distribution(epoch)]);
    receipt.assert_only_changed(&changed);
    for (holder, whole) in holders[4..8].iter().zip(5..) {
        let position = world.position(&f, holder);
        assert_eq!((position.own[0], position.earned[0]), (whole * SHARE, whole * SHARE));
    }
    let all = (5 + 6 + 7 + 8) * SHARE;
    assert_eq!(world.distribution(&f, epoch).claimed, all);
    assert_eq!(world.pool(&f).unclaimed, pool.unclaimed - all);
    // The end of the tree, where a leaf has no neighbours; and the whole of it at once.
    world.send(&[claim_range(&f, &payer, epoch, (&tree, 12), &[CLAIM; 4])], &[]).unwrap();
    assert_eq!(shares(&world, &f, &holders[12]), 13 * SHARE);
    world.send(&[claim_range(&f, &payer, epoch, (&tree, 0), &[CLAIM; 16])], &[]).unwrap();
    let paid: u64 = (1..=13).sum();
    assert_eq!(world.distribution(&f, epoch).claimed, paid * SHARE);
}

#[test]
fn what_is_claimed_or_left_out_is_skipped() {
    let (mut world, f, holders, epoch, tree) = distributed(8, 0..8);
    let payer = world.fee_payer.pubkey();
    let takes = [Take::Skip, CLAIM, Take::Skip, CLAIM];
    let ix = claim_range(&f, &payer, epoch, (&tree, 0), &takes);
    world.send(std::slice::from_ref(&ix), &[]).unwrap();
    let owned = |world: &World| [0, 1, 2, 3].map(|at| shares(world, &f, &holders[at]) / SHARE);
    assert_eq!(owned(&world), [0, 2, 0, 4]);
    // Somebody was first: nothing happens, and the others still get theirs.
    world.send(&[ix], &[]).unwrap();
    assert_eq!(owned(&world), [0, 2, 0, 4]);
    world.send(&[claim_range(&f, &payer, epoch, (&tree, 0), &[CLAIM; 4])], &[]).unwrap();
    assert_eq!(owned(&world), [1, 2, 3, 4]);
    assert_eq!(world.distribution(&f, epoch).claimed, 10 * SHARE);
}

#[test]
fn missing_positions_are_opened_by_the_payer() {
    let (mut world, f, holders, epoch, tree) = distributed(4, 0..1);
    let payer = world.actor();
    let before = world.lamports(&payer.pubkey());
    let ix = claim_range(&f, &payer.pubkey(), epoch, (&tree, 0), &[Take::Open; 4]);
    world.send(&[ix], &[&payer]).unwrap();
    for (holder, whole) in holders.iter().zip(1..) {
        assert_eq!(shares(&world, &f, holder), whole * SHARE);
    }
    assert_eq!(world.lamports(&payer.pubkey()), before - 3 * world.rent(376));
    assert_eq!(world.position(&f, &holders[3]).payer, payer.pubkey());
    // For somebody else's address there is no position.
    let (mut world, f, holders, epoch, tree) = distributed(4, 0..4);
    let payer = world.fee_payer.pubkey();
    let mut ix =
        claim_range(&f, &payer, epoch, (&tree, 0), &[Take::Open, Take::Skip, Take::Skip, Take::Skip]);
    let positions = ix.accounts.len() - 1;
    ix.accounts[positions].pubkey = f.position(&holders[1]);
    refused!(world.send(std::slice::from_ref(&ix), &[]), WrongHolder);
    ix.accounts[positions].pubkey = world.keypair().pubkey();
    assert_instruction_error!(world.send(&[ix], &[]), InstructionError::InvalidSeeds);
}

#[test]
fn delegates_get_the_votes() {
    let mut world = World::new();
    let f = world.found();
    let (key, first) = world.owner(&f, 0);
    let (_, second) = world.owner(&f, 0);
    world.send(&[delegate(&f, &first, &second.address)], &[&key]).unwrap();
    let claims = [(first.address, 3 * SHARE), (second.address, 5 * SHARE)];
    let (epoch, tree) = world.distribute(&f, &claims);
    let payer = world.fee_payer.pubkey();
    refused!(world.send(&[claim_range(&f, &payer, epoch, (&tree, 0), &[CLAIM; 2])], &[]), WrongDelegate);
    let delegating = |to: Pubkey| Take::Claim { delegate: Some(to) };
    let needless = [delegating(second.address), delegating(first.address)];
    refused!(world.send(&[claim_range(&f, &payer, epoch, (&tree, 0), &needless)], &[]), WrongDelegate);
    // The delegate's position is in the range itself.
    let takes = [delegating(second.address), CLAIM];
    world.send(&[claim_range(&f, &payer, epoch, (&tree, 0), &takes)], &[]).unwrap();
    let position = world.position(&f, &second.address);
    assert_eq!(
        (position.received[0], position.received_earned[0], position.own[0]),
        (3 * SHARE, 3 * SHARE, 5 * SHARE)
    );
}

#[test]
fn nothing_but_the_tree_itself_leads_to_the_root() {
    let (mut world, f, holders, epoch, tree) = distributed(13, 0..13);
    let payer = world.fee_payer.pubkey();
    let range = |width: usize| claim_range(&f, &payer, epoch, (&tree, 0), &vec![CLAIM; width]);
    // Another number of places: not a power of two, or more than there are.
    let mut refuse = |ix| refused!(world.send(&[ix], &[]), WrongProof);
    for width in [3, 5, 6] {
        let mut ix = range(4);
        let other = claim_range(&f, &payer, epoch, (&tree, 0), &vec![Take::Skip; width]);
        ix.data = other.data;
        refuse(ix);
    }
    // A range that begins elsewhere, and one with the proof of another.
    let mut shifted = range(4);
    shifted.data = claim_range(&f, &payer, epoch, (&tree, 2), &[CLAIM; 4]).data;
    refuse(shifted);
    let mut borrowed = range(4);
    let (length, own) =
        (borrowed.data.len() - 64, claim_range(&f, &payer, epoch, (&tree, 4), &[CLAIM; 4]).data);
    borrowed.data.truncate(length);
    borrowed.data.extend_from_slice(&own[own.len() - 64..]);
    refuse(borrowed);
    // The positions of others, in another order.
    let mut swapped = range(4);
    let last = swapped.accounts.len() - 1;
    swapped.accounts.swap(last, last - 1);
    refuse(swapped);
    // An inner node given for a leaf, with a proof cut short to fit.
    let inner =
        node(&leaf(&f.pool, epoch, &holders[0], SHARE), &leaf(&f.pool, epoch, &holders[1], 2 * SHARE));
    let places = vec![Place::Skipped { hash: inner }, Place::Open { amount: 3 * SHARE }];
    refuse(raw(&f, &payer, epoch, places, tree.range_proof(0, 2), &[f.position(&holders[2])]));
    // A leaf said to be absent, and nothing at all.
    let places = vec![Place::Open { amount: SHARE }, Place::Absent];
    refuse(raw(&f, &payer, epoch, places, tree.range_proof(0, 2), &[f.position(&holders[0])]));
    refuse(raw(&f, &payer, epoch, vec![], vec![], &[]));
    refuse(raw(&f, &payer, epoch, vec![Place::Absent; 16], vec![], &[]));
    refuse(raw(&f, &payer, epoch, vec![Place::Absent; 32], vec![], &[]));
    for holder in &holders {
        assert_eq!(shares(&world, &f, holder), 0);
    }
}

/// The instruction with whatever places, proof and positions.
pub fn raw(
    f: &Founded,
    payer: &Pubkey,
    epoch: u32,
    places: Vec<Place>,
    proof: Vec<[u8; 32]>,
    positions: &[Pubkey],
) -> solana_instruction::Instruction {
    use makerstake_client::generated::equity::instructions as generated;
    let accounts: Vec<_> =
        positions.iter().map(|position| solana_instruction::AccountMeta::new(*position, false)).collect();
    generated::ClaimRange {
        payer: *payer,
        pool: f.pool,
        distribution: f.distribution(epoch),
        system_program: None,
    }
    .instruction_with_remaining_accounts(generated::ClaimRangeInstructionArgs { places, proof }, &accounts)
}

#[test]
#[allow(deprecated, reason = "the runtime still has no other name for too few accounts")]
fn the_limits_of_a_claim_hold_for_each_leaf() {
    let (mut world, f, holders, epoch, tree) = distributed(4, 0..4);
    let payer = world.fee_payer.pubkey();
    let theirs = world.found();
    let place = |amount| vec![Place::Open { amount }, Place::Skipped { hash: [1; 32] }];
    let at = f.position(&holders[0]);
    let zero = raw(&f, &payer, epoch, place(0), tree.range_proof(0, 2), &[at]);
    refused!(world.send(&[zero], &[]), ZeroAmount);
    let large = raw(&f, &payer, epoch, place(u64::MAX), tree.range_proof(0, 2), &[at]);
    refused!(world.send(&[large], &[]), LeafAboveMaximum);
    let short = raw(&f, &payer, epoch, place(SHARE), tree.range_proof(0, 2), &[]);
    assert_instruction_error!(world.send(&[short], &[]), InstructionError::NotEnoughAccountKeys);
    let foreign = theirs.position(&theirs.scorer.pubkey());
    let foreign = raw(&f, &payer, epoch, place(SHARE), tree.range_proof(0, 2), &[foreign]);
    refused!(world.send(&[foreign], &[]), WrongPool);
    let wallet = raw(&f, &payer, epoch, place(SHARE), tree.range_proof(0, 2), &[world.keypair().pubkey()]);
    assert_instruction_error!(world.send(&[wallet], &[]), InstructionError::IllegalOwner);
    let twice = raw(&f, &payer, epoch, place(SHARE), tree.range_proof(0, 2), &[f.distribution(epoch)]);
    assert_instruction_error!(world.send(&[twice], &[]), InstructionError::Custom(2040));
    let pool = raw(&f, &payer, epoch, place(SHARE), tree.range_proof(0, 2), &[theirs.pool]);
    assert_instruction_error!(world.send(&[pool], &[]), InstructionError::InvalidAccountData);
    let next = world.propose(&f, |_| root(1));
    let early = raw(&f, &payer, next, place(SHARE), vec![[0; 32]], &[at]);
    refused!(world.send(&[early], &[]), NotFinal);
}
