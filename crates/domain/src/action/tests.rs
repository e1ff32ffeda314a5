use std::vec::Vec;

use super::*;
use crate::{hash::Sha256, units::DAY};
use proptest::prelude::*;

struct Sha;

impl Sha256 for Sha {
    fn hashv(parts: &[&[u8]]) -> Digest {
        use sha2::Digest as _;
        let mut hasher = sha2::Sha256::new();
        parts.iter().for_each(|part| hasher.update(part));
        hasher.finalize().into()
    }
}

const A: Key = [1; 32];
const B: Key = [2; 32];

fn wire(actions: &[Action<'_>]) -> Vec<u8> {
    let mut bytes = Vec::new();
    wire::encode_all(actions, &mut |field| bytes.extend_from_slice(field));
    bytes
}

fn read(bytes: &[u8]) -> Result<Vec<Action<'_>>, DecodeError> {
    Actions::new(bytes).collect()
}

fn rule() -> SetRule<'static> {
    let mut params = [Param::UNSET; 8];
    params[2] = Param { unit: crate::rule::BPS, value: 9_000 };
    SetRule { id: 3, domain: 3, version: 1, text_hash: &A, notice: 7 * DAY, lasts: 0, params }
}

fn samples() -> Vec<Action<'static>> {
    let terms = BudgetTerms { per_day: 5, cap: 100, lasts: 30 * DAY };
    let track = Terms::read(&[1; crate::track::TERMS_BYTES]).unwrap();
    Vec::from([
        Action::Transfer(Transfer { asset: Asset::Sol, to: &A, amount: 7 }),
        Action::Transfer(Transfer { asset: Asset::Token(&B), to: &A, amount: 8 }),
        Action::Transfer(Transfer { asset: Asset::Token(&B), to: &B, amount: 9 }),
        Action::OpenBudget(OpenBudget {
            id: 4,
            asset: Asset::Token(&A),
            recipient: &B,
            terms,
            report_every: DAY,
        }),
        Action::AmendBudget { id: 4, terms },
        Action::ReduceBudget { id: 4, terms },
        Action::RevokeBudget { id: 4 },
        Action::SetRule(rule()),
        Action::WidenRule(SetRule { domain: 1, notice: 14 * DAY, ..rule() }),
        Action::RepealRule { id: 3, version: 2, notice: 0 },
        Action::SetTrack { id: 6, terms: track },
        Action::SetPlatform { constitution_hash: &A, seat_min_earned: 3, seat_min_age: 4 },
        Action::SetGuardian { guardian: &A, lasts: DAY },
        Action::SetScorer { scorer: &B },
        Action::ResolveDistribution { distribution: &A, outcome: Ruling::Void },
        Action::CreateGrant(CreateGrant {
            holder: &A,
            id: 1,
            total: 2,
            start: 3,
            cliff: 4,
            end: 5,
            is_revocable: true,
        }),
        Action::RevokeGrant { grant: &B },
        Action::IssueTreasury { amount: 11 },
        Action::Resolve { text_hash: &A },
    ])
}

#[test]
fn every_kind_survives_the_wire() {
    let actions = samples();
    assert_eq!(read(&wire(&actions)), Ok(actions.clone()));
    for kind in Kind::ALL {
        assert!(actions.iter().any(|action| action.kind() == kind), "{} has no sample", kind.name());
        assert_eq!(Kind::from_name(kind.name()), Some(kind));
        assert_eq!(Kind::from_u8(kind as u8), Some(kind));
    }
}

#[test]
fn ten_transfers_fit_beside_everything_else_in_a_transaction() {
    let one = Action::Transfer(Transfer { asset: Asset::Token(&B), to: &A, amount: 8 });
    assert_eq!(wire(&[one]).len(), 74);
    assert_eq!(wire(&[one; 10]).len(), 74 + 9 * 42);
    let sol = Action::Transfer(Transfer { asset: Asset::Sol, to: &A, amount: 8 });
    assert_eq!(wire(&[sol; 10]).len(), 420);
}

#[test]
fn what_is_cut_short_or_means_nothing_is_refused() {
    assert_eq!(read(&[17]), Err(DecodeError::UnknownKind));
    assert_eq!(read(&[0, 3]), Err(DecodeError::InvalidField));
    // "The same token" without one before it.
    assert_eq!(read(&[0, 2]), Err(DecodeError::InvalidField));
    let resolve = wire(&[Action::ResolveDistribution { distribution: &A, outcome: Ruling::Void }]);
    let mut wrong = resolve.clone();
    *wrong.last_mut().unwrap() = 3;
    assert_eq!(read(&wrong), Err(DecodeError::InvalidField));
    for action in samples() {
        let bytes = wire(&[action]);
        for cut in 1..bytes.len() {
            assert_eq!(read(&bytes[..cut]), Err(DecodeError::Truncated), "{action:?} cut at {cut}");
        }
    }
}

#[test]
fn what_can_never_be_executed_is_unsound() {
    let none = &[0; 32];
    let terms = BudgetTerms { per_day: 5, cap: 100, lasts: 30 * DAY };
    for action in [
        Action::Transfer(Transfer { asset: Asset::Sol, to: &A, amount: 0 }),
        Action::Transfer(Transfer { asset: Asset::Sol, to: none, amount: 1 }),
        Action::AmendBudget { id: 1, terms: BudgetTerms { lasts: 367 * DAY, ..terms } },
        Action::OpenBudget(OpenBudget {
            id: 4,
            asset: Asset::Sol,
            recipient: &A,
            terms,
            report_every: 31 * DAY,
        }),
        Action::SetRule(SetRule { notice: 7 * DAY - 1, ..rule() }),
        Action::SetRule(SetRule { version: 0, ..rule() }),
        Action::SetRule(SetRule { domain: 4, ..rule() }),
        Action::SetRule(SetRule { params: [Param { unit: 2, value: 10_001 }; 8], ..rule() }),
        Action::WidenRule(SetRule { domain: 3, notice: 14 * DAY, ..rule() }),
        Action::WidenRule(SetRule { domain: 1, notice: 14 * DAY - 1, ..rule() }),
        Action::RepealRule { id: 1, version: 1, notice: 0 },
        Action::SetGuardian { guardian: none, lasts: 1 },
        Action::SetGuardian { guardian: &A, lasts: 0 },
        Action::SetGuardian { guardian: &A, lasts: MAX_GUARDIAN_TERM + 1 },
        Action::SetScorer { scorer: none },
        Action::SetPlatform { constitution_hash: none, seat_min_earned: 1, seat_min_age: 1 },
        Action::SetPlatform { constitution_hash: &A, seat_min_earned: 0, seat_min_age: 1 },
        Action::IssueTreasury { amount: 0 },
        Action::Resolve { text_hash: none },
    ] {
        assert!(!action.is_sound(), "{action:?}");
    }
    assert!(Action::SetRule(rule()).is_sound());
    assert!(Action::WidenRule(SetRule { domain: 1, notice: 14 * DAY, ..rule() }).is_sound());
    assert!(Action::SetGuardian { guardian: none, lasts: 0 }.is_sound());
}

#[test]
fn a_chain_opens_in_order_and_with_nothing_else() {
    let actions = samples();
    let bytes: Vec<Vec<u8>> = actions.iter().map(|action| wire(&[*action])).collect();
    let slices: Vec<&[u8]> = bytes.iter().map(Vec::as_slice).collect();
    let mut digests = std::vec![[0; 32]; actions.len() + 1];
    payload::chain::<Sha>(&slices, |index, digest| digests[index] = digest);
    let mut expected = digests[0];
    for (index, action) in actions.iter().enumerate() {
        let brought = [&digests[index + 1], slices[index]].concat();
        for at in 0..brought.len() {
            let mut other = brought.clone();
            other[at] ^= 1;
            assert_eq!(payload::open::<Sha>(&expected, &other), None);
        }
        let longer = [&brought[..], &[0]].concat();
        assert_eq!(payload::open::<Sha>(&expected, &longer), None);
        let (next, opened) = payload::open::<Sha>(&expected, &brought).unwrap();
        assert_eq!((next, opened), (&digests[index + 1], *action));
        expected = *next;
    }
    assert_eq!(expected, [0; 32]);
}

proptest! {
    #[test]
    fn no_bytes_make_the_reader_stumble(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        if let Ok(actions) = read(&bytes) {
            for action in &actions {
                let _ = action.is_sound();
            }
            let again = wire(&actions);
            prop_assert_eq!(read(&again), Ok(actions.clone()));
        }
    }
}
