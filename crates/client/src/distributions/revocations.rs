//! Which works had been revoked before a time. An attestation keeps the slot of its revocation, and not its time.

use crate::generated::attestations::accounts::Attestation;
use crate::query;
use solana_pubkey::Pubkey;
use solana_rpc_client::rpc_client::RpcClient;

use crate::fault::Fault;

/// The slots before a time, as far as revocations ask for them.
pub struct Revocations {
    /// The last slot of a revocation, or of an attestation, that was before the time.
    last: u64,
}

impl Revocations {
    /// Looks where the time falls among the slots of revocations. Every attestation says slot and time of itself, and that answers for
    /// most; for those between the last before the time and the first after it, the node is asked: log2 of their number, rounded up.
    ///
    /// # Errors
    /// When the node does not know when a slot was.
    pub fn before(rpc: &RpcClient, works: &[(Pubkey, Attestation)], end: i64) -> Result<Self, Fault> {
        let moments = works.iter().map(|(_, work)| (work.slot, work.time));
        let revoked = works.iter().map(|(_, work)| work.revoked_slot).filter(|slot| *slot > 0);
        search(moments, revoked, end, |slot| {
            query::slot_time(rpc, slot).map_err(|rpc_error| {
                Fault::from(rpc_error).remedy(format!(
                    "a work was revoked in slot {slot}, and whether that was before {end} decides if it counts: ask a node that keeps \
                     old blocks (-u)"
                ))
            })
        })
        .map(|last| Self { last })
    }

    /// Whether the work was revoked before the time.
    pub fn contains(&self, work: &Attestation) -> bool {
        work.revoked_slot > 0 && work.revoked_slot <= self.last
    }
}

/// The last slot, of those with a known time and of those `asked` about, that was before `end`; 0 if none was.
fn search<E>(
    known: impl Iterator<Item = (u64, i64)>,
    asked: impl Iterator<Item = u64>,
    end: i64,
    mut time: impl FnMut(u64) -> Result<i64, E>,
) -> Result<u64, E> {
    let (mut before, mut after) = (0, u64::MAX);
    for (slot, time) in known {
        if time < end {
            before = before.max(slot);
        } else {
            after = after.min(slot);
        }
    }
    let mut doubtful: Vec<u64> = asked.filter(|slot| (before + 1..after).contains(slot)).collect();
    doubtful.sort_unstable();
    doubtful.dedup();
    let mut rest = doubtful.as_slice();
    while let Some(middle) = rest.get(rest.len() / 2) {
        let (early, late) = rest.split_at(rest.len() / 2);
        if time(*middle)? < end {
            before = *middle;
            rest = late.get(1..).unwrap_or_default();
        } else {
            rest = early;
        }
    }
    Ok(before)
}

#[cfg(test)]
mod tests {
    use super::search;

    /// A slot's time is ten times its number. Returns the last slot before the end, and which were asked for.
    fn found(known: &[u64], asked: &[u64], end: i64) -> (u64, Vec<u64>) {
        let time = |slot: u64| i64::try_from(slot * 10).unwrap();
        let mut questions = Vec::new();
        let known = known.iter().map(|slot| (*slot, time(*slot)));
        let last = search(known, asked.iter().copied(), end, |slot| {
            questions.push(slot);
            Ok::<_, ()>(time(slot))
        });
        (last.unwrap(), questions)
    }

    #[test]
    fn what_attestations_tell_is_not_asked() {
        assert_eq!(found(&[], &[], 55), (0, vec![]));
        assert_eq!(found(&[5, 6], &[1, 5, 6, 9], 55), (5, vec![]));
        // The end is not part of the window: what happened in its second came after it.
        assert_eq!(found(&[4, 5], &[1, 5, 9], 50), (4, vec![]));
    }

    #[test]
    fn what_lies_between_is_asked_by_halves() {
        assert_eq!(found(&[2, 9], &[1, 5, 5, 10], 50), (2, vec![5]));
        assert_eq!(found(&[2, 9], &[1, 5, 5, 10], 51), (5, vec![5]));
        let all: Vec<u64> = (1..=1_000).collect();
        for last in [1, 2, 499, 500, 501, 999, 1_000] {
            let (found, questions) = found(&[], &all, i64::try_from(last * 10 + 1).unwrap());
            assert_eq!(found, last);
            assert!(questions.len() <= 10, "{questions:?}");
        }
        assert_eq!(found(&[], &all, 10).0, 0);
    }

    #[test]
    fn a_node_that_does_not_know_is_not_guessed_for() {
        assert_eq!(search([(2, 20), (9, 90)].into_iter(), [5].into_iter(), 50, |_| Err("gone")), Err("gone"));
    }
}
