//! Claims and promotions: each pays once, and only what its tree says.

use std::collections::{BTreeSet, HashMap, HashSet};

use makerstake_core::work::Leaf;
use makerstake_testkit::equity::Position;
use solana_pubkey::Pubkey;

use super::{hold, Held, Scope};
use crate::books::Kind;

/// The claims of a distribution: its pool, its epoch, who gets how much.
#[derive(Clone, Debug)]
pub struct Tree {
    pub pool: Pubkey,
    pub epoch: u32,
    pub claims: Vec<(Pubkey, u64)>,
}

/// The leaves of a batch.
pub type Leaves = Vec<Leaf>;

/// What was claimed, and what the trees say.
#[derive(Clone, Default)]
pub struct Claims {
    /// Every epoch that each position address has ever claimed, also before it was closed and opened again.
    ever: HashSet<(Pubkey, u32)>,
    /// Trees of claims by their roots.
    pub trees: HashMap<[u8; 32], Tree>,
    /// Leaves of batches by their roots.
    pub batches: HashMap<[u8; 32], Leaves>,
}

/// INVARIANT 3: per distribution claimed = Σ claims ≤ allocation; each (holder, n) pays at most once, through bitmap
/// slides, key rotation, deposits and withdrawals.
pub fn invariant_3_each_pays_once(claims: &mut Claims, scope: &Scope<'_>) -> Held {
    let mut called = HashMap::<Pubkey, BTreeSet<u32>>::new();
    let mut paid = HashMap::<Pubkey, u64>::new();
    for Claimed { position, distribution: dist, amount } in claimed(scope)? {
        let epoch =
            scope.books.distribution(&dist).map(|dist| dist.epoch).ok_or("INVARIANT 3: no distribution")?;
        let is_new = called.entry(position).or_default().insert(epoch);
        hold!(is_new, "INVARIANT 3: epoch {epoch} claimed twice at once by {position}");
        *paid.entry(dist).or_default() += amount;
        hold!(
            claims.ever.insert((position, epoch)),
            "INVARIANT 3: epoch {epoch} claimed again by {position}"
        );
    }
    for diff in scope.diffs(Kind::Position) {
        let marks = |position: Option<&Position>| position.map(marked).unwrap_or_default();
        let (before, after) = (marks(diff.before.position()), marks(diff.after.position()));
        let new: BTreeSet<u32> = after.difference(&before).copied().collect();
        let expected = called.get(&diff.address).cloned().unwrap_or_default();
        hold!(new == expected, "INVARIANT 3: {} marked {new:?}, claimed {expected:?}", diff.address);
    }
    for diff in scope.diffs(Kind::Distribution) {
        let Some(after) = diff.after.distribution() else { continue };
        let before = diff.before.distribution().map_or(0, |dist| dist.claimed);
        let paid = paid.get(&diff.address).copied().unwrap_or_default();
        hold!(
            after.claimed == before + paid,
            "INVARIANT 3: claimed {} after {before} and {paid}",
            after.claimed
        );
        hold!(
            after.claimed <= after.allocation,
            "INVARIANT 3: claimed {} of {}",
            after.claimed,
            after.allocation
        );
    }
    Ok(())
}

/// A leaf that was claimed.
#[derive(Clone, Copy, Debug)]
pub struct Claimed {
    pub position: Pubkey,
    pub distribution: Pubkey,
    pub amount: u64,
}

/// What a transaction claimed, leaf by leaf. Of a range that is what is marked now and was not before: what was claimed
/// already is skipped.
///
/// # Errors
/// A claim that cannot be read.
pub fn claimed(scope: &Scope<'_>) -> Result<Vec<Claimed>, String> {
    let mut all = Vec::<Claimed>::new();
    for call in scope.executed.calls {
        let is_range = call.is("equity.claim_range");
        if !is_range && !call.is("equity.claim") {
            continue;
        }
        let distribution = call.named("distribution").ok_or("INVARIANT 3: a claim of nothing")?;
        if !is_range {
            let position = call.named("position").ok_or("INVARIANT 3: a claim for nobody")?;
            let amount = call.number(0).ok_or("INVARIANT 3: a claim of no amount")?;
            all.push(Claimed { position, distribution, amount });
            continue;
        }
        let dist = scope.books.distribution(&distribution).ok_or("INVARIANT 3: no distribution")?;
        for (position, amount) in range(call).ok_or("INVARIANT 3: a range that cannot be read")? {
            let is_known = |known: &Claimed| (known.position, known.distribution) == (position, distribution);
            let marks = |position: Option<&Position>| position.map(marked).unwrap_or_default();
            let diff = scope.executed.diff(&position);
            let is_new = diff.is_some_and(|diff| {
                marks(diff.after.position()).contains(&dist.epoch)
                    && !marks(diff.before.position()).contains(&dist.epoch)
            });
            if is_new && !all.iter().any(is_known) {
                all.push(Claimed { position, distribution, amount });
            }
        }
    }
    Ok(all)
}

/// The positions and amounts of a range: how many places, each with what it is, and the accounts in their order.
fn range(call: &crate::call::Call) -> Option<Vec<(Pubkey, u64)>> {
    let mut data = call.instruction.data.get(8..)?;
    let mut take = |bytes: usize| {
        let (taken, rest) = data.split_at_checked(bytes)?;
        data = rest;
        Some(taken)
    };
    let mut positions = call.instruction.accounts.iter().skip(call.method?.accounts.len());
    let count = u32::from_le_bytes(take(4)?.try_into().ok()?);
    let mut all = Vec::new();
    for _ in 0..count {
        let tag = take(1)?[0];
        if tag == 1 || tag == 4 {
            take(32)?;
        }
        if tag >= 2 {
            let amount = u64::from_le_bytes(take(8)?.try_into().ok()?);
            all.push((positions.next()?.pubkey, amount));
        }
        // A delegate's position.
        if tag == 3 {
            positions.next()?;
        }
    }
    Some(all)
}

fn marked(position: &Position) -> BTreeSet<u32> {
    let is_set = |bit: &u32| position.claims[(*bit / 64) as usize] >> (*bit % 64) & 1 == 1;
    (0..128).filter(is_set).map(|bit| position.claims_from + bit).collect()
}

/// INVARIANT 8: a proof is worth nothing for another pool, epoch, leaf or length; inner nodes are not leaves. So what went
/// through is a leaf of the very tree that stands.
pub fn invariant_8_proofs_prove(claims: &Claims, scope: &Scope<'_>) -> Held {
    for claimed in claimed(scope)? {
        let found = || {
            let dist = scope.books.distribution(&claimed.distribution)?;
            let tree = claims.trees.get(&dist.root)?;
            let claim = (scope.books.position(&claimed.position)?.holder, claimed.amount);
            let is_leaf = tree.pool == dist.pool && tree.epoch == dist.epoch && tree.claims.contains(&claim);
            is_leaf.then_some(())
        };
        hold!(found().is_some(), "INVARIANT 8: paid what is no leaf: {claimed:?}");
    }
    for call in scope.executed.calls_of("attestations.promote") {
        let found = || {
            let work = scope.books.attestation(&call.named("attestation")?)?;
            let batch = scope.books.batch(&call.named("batch")?)?;
            let leaves = claims.batches.get(&batch.root)?;
            let is_leaf = |leaf: &Leaf| {
                let said = (leaf.author, leaf.creator, leaf.content, leaf.metadata, leaf.parent, leaf.kind);
                let (author, creator, parent) = (batch.author, work.creator, work.parent);
                let [author, creator, parent] = [author, creator, parent].map(|key| key.to_bytes());
                said == (author, creator, work.content, work.metadata, parent, work.kind)
            };
            let is_there = leaves.iter().any(is_leaf) && (work.slot, work.time) == (batch.slot, batch.time);
            is_there.then_some(())
        };
        hold!(found().is_some(), "INVARIANT 8: promoted what is no leaf: {:?}", call.instruction);
    }
    Ok(())
}
