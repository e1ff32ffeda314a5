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
        Action::SetConstitution { constitution_hash: &A },
        Action::SetGuardian { guardian: &A, lasts: DAY },
        Action::SetScorer { scorer: &B },
        Action::ResolveDistribution { distribution: &A, root: &B, ruling: Ruling::Void },
        Action::CreateGrant(CreateGrant {
            holder: &A,
            id: 1,
            total: 2,
            start: 3,
            cliff: 4,
            end: 5,
            is_revocable: true,
            is_transferable: false,
        }),
        Action::RevokeGrant { grant: &B },
        Action::IssueTreasury { amount: 11 },
        Action::Resolve { text_hash: &A },
        Action::Upgrade(upgrade(Pin::Slot(u64::MAX))),
        Action::Upgrade(upgrade(Pin::Code { bytes: 9, hash: &B })),
        Action::Invoke(Invoke { program: &B, pin: Pin::Immutable, accounts: two(), data: &[1, 2, 3] }),
        Action::Invoke(Invoke {
            program: &[0; 32],
            pin: Pin::Slot(0),
            accounts: Metas::new(&[]).unwrap(),
            data: &[],
        }),
    ])
}

fn upgrade(pin: Pin<'static>) -> Upgrade<'static> {
    Upgrade { program: &A, pin, buffer: &B, code_hash: &[3; 32], spill: &[4; 32] }
}

const TWO: [u8; 66] = {
    let mut bytes = [5; 66];
    bytes[0] = 3;
    bytes[33] = 0;
    bytes
};

/// The same key twice: writable and signing, and neither.
fn two() -> Metas<'static> {
    Metas::new(&TWO).unwrap()
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
    assert_eq!(read(&[19]), Err(DecodeError::UnknownKind));
    assert_eq!(read(&[0, 3]), Err(DecodeError::InvalidField));
    // "The same token" without one before it.
    assert_eq!(read(&[0, 2]), Err(DecodeError::InvalidField));
    // A pin and a flag that mean nothing.
    let program = [&[18], &A[..]].concat();
    assert_eq!(read(&[&program[..], &[3]].concat()), Err(DecodeError::InvalidField));
    assert_eq!(read(&[&program[..], &[0, 1, 4], &A, &[0, 0]].concat()), Err(DecodeError::InvalidField));
    let resolve = wire(&[Action::ResolveDistribution { distribution: &A, root: &B, ruling: Ruling::Void }]);
    let mut wrong = resolve.clone();
    *wrong.last_mut().unwrap() = 5;
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
    let many = [0; (code::MAX_ACCOUNTS + 1) * code::META_BYTES];
    let too_many = Metas::new(&many).unwrap();
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
        Action::SetConstitution { constitution_hash: none },
        Action::IssueTreasury { amount: 0 },
        Action::Resolve { text_hash: none },
        Action::Upgrade(upgrade(Pin::Immutable)),
        Action::Upgrade(Upgrade { program: none, ..upgrade(Pin::Slot(1)) }),
        Action::Upgrade(Upgrade { buffer: none, ..upgrade(Pin::Slot(1)) }),
        Action::Upgrade(Upgrade { spill: none, ..upgrade(Pin::Slot(1)) }),
        Action::Upgrade(Upgrade { buffer: &A, ..upgrade(Pin::Slot(1)) }),
        Action::Upgrade(Upgrade { spill: &A, ..upgrade(Pin::Slot(1)) }),
        Action::Upgrade(Upgrade { spill: &B, ..upgrade(Pin::Slot(1)) }),
        Action::Invoke(Invoke { program: &A, pin: Pin::Slot(1), accounts: too_many, data: &[] }),
        Action::Invoke(Invoke {
            program: &code::LOADER,
            pin: Pin::Immutable,
            accounts: two(),
            data: &[3, 0, 0, 0],
        }),
    ] {
        assert!(!action.is_sound(), "{action:?}");
    }
    let enough = Metas::new(&many[code::META_BYTES..]).unwrap();
    assert!(
        Action::Invoke(Invoke { program: none, pin: Pin::Immutable, accounts: enough, data: &[] }).is_sound()
    );
    for (program, data) in [(&code::LOADER, &[4, 0, 0, 0]), (&A, &[3, 0, 0, 0])] {
        let call = Action::Invoke(Invoke { program, pin: Pin::Immutable, accounts: two(), data });
        assert!(call.is_sound());
    }
    assert!(Action::Upgrade(upgrade(Pin::Slot(0))).is_sound());
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
        let payload = [&digests[index + 1], slices[index]].concat();
        for at in 0..payload.len() {
            let mut other = payload.clone();
            other[at] ^= 1;
            assert_eq!(payload::open::<Sha>(&expected, &other), None);
        }
        let longer = [&payload[..], &[0]].concat();
        assert_eq!(payload::open::<Sha>(&expected, &longer), None);
        let (next, opened) = payload::open::<Sha>(&expected, &payload).unwrap();
        assert_eq!((next, opened), (&digests[index + 1], *action));
        expected = *next;
    }
    assert_eq!(expected, [0; 32]);
}

#[test]
fn accounts_are_read_as_they_were_written() {
    let metas: Vec<Meta<'_>> = two().iter().collect();
    let key = &[5; 32];
    let expected = [
        Meta { key, is_writable: true, is_signer: true },
        Meta { key, is_writable: false, is_signer: false },
    ];
    assert_eq!((metas.as_slice(), two().len(), two().is_empty()), (&expected[..], 2, false));
    assert_eq!(expected.iter().flat_map(Meta::bytes).collect::<Vec<u8>>(), TWO);
    for cut in 1..TWO.len() {
        assert_eq!(Metas::new(&TWO[..cut]).is_some(), cut == code::META_BYTES, "{cut}");
    }
}

proptest! {
    #[test]
    fn any_call_survives_the_wire(
        program: Key,
        slot: Option<u64>,
        metas in prop::collection::vec((any::<Key>(), any::<bool>(), any::<bool>()), 0..40),
        data in prop::collection::vec(any::<u8>(), 0..700),
    ) {
        let bytes: Vec<u8> = metas
            .iter()
            .flat_map(|(key, is_writable, is_signer)| {
                Meta { key, is_writable: *is_writable, is_signer: *is_signer }.bytes()
            })
            .collect();
        let accounts = Metas::new(&bytes).unwrap();
        let read_back: Vec<_> =
            accounts.iter().map(|meta| (*meta.key, meta.is_writable, meta.is_signer)).collect();
        prop_assert_eq!(&read_back, &metas);
        let pin = slot.map_or(Pin::Immutable, Pin::Slot);
        let call = Action::Invoke(Invoke { program: &program, pin, accounts, data: &data });
        prop_assert_eq!(call.is_sound(), metas.len() <= code::MAX_ACCOUNTS);
        let bytes = wire(&[call, call]);
        prop_assert_eq!(read(&bytes), Ok(Vec::from([call, call])));
    }

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
