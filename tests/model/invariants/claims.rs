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
    for call in scope.executed.calls_of("equity.claim") {
        let (Some(position), Some(dist), Some(amount)) =
            (call.named("position"), call.named("distribution"), call.number(0))
        else {
            return Err("INVARIANT 3: a claim without accounts".into());
        };
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

fn marked(position: &Position) -> BTreeSet<u32> {
    let is_set = |bit: &u32| position.claims[(*bit / 64) as usize] >> (*bit % 64) & 1 == 1;
    (0..128).filter(is_set).map(|bit| position.claims_from + bit).collect()
}

/// INVARIANT 8: a proof is worth nothing for another pool, epoch, leaf or length; inner nodes are not leaves. So what went
/// through is a leaf of the very tree that stands.
pub fn invariant_8_proofs_prove(claims: &Claims, scope: &Scope<'_>) -> Held {
    for call in scope.executed.calls_of("equity.claim") {
        let found = || {
            let dist = scope.books.distribution(&call.named("distribution")?)?;
            let tree = claims.trees.get(&dist.root)?;
            let holder = scope.books.position(&call.named("position")?)?.holder;
            let claim = (holder, call.number(0)?);
            let is_leaf = tree.pool == dist.pool && tree.epoch == dist.epoch && tree.claims.contains(&claim);
            is_leaf.then_some(())
        };
        hold!(found().is_some(), "INVARIANT 8: paid what is no leaf: {:?}", call.instruction);
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
