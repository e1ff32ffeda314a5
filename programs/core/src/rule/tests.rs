use super::*;
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

fn version(number: u32, effective_at: i64, sunset_at: i64, params: &[(u8, u64)]) -> Version {
    let mut version = Version { number, text_hash: [7; 32], effective_at, sunset_at, ..Version::NONE };
    for (slot, (unit, value)) in version.params.iter_mut().zip(params) {
        *slot = Param { unit: *unit, value: *value };
    }
    version
}

#[test]
fn a_rule_is_read_at_a_time() {
    let first = version(1, 100, i64::MAX, &[]);
    assert_eq!(rule_at(&first, &Version::NONE, 99), RuleAt::Nothing);
    assert_eq!(rule_at(&first, &Version::NONE, 100), RuleAt::Version(&first));
    let second = version(2, 200, 300, &[]);
    assert_eq!(rule_at(&second, &first, 99), RuleAt::Nothing);
    assert_eq!(rule_at(&second, &first, 199), RuleAt::Version(&first));
    assert_eq!(rule_at(&second, &first, 200), RuleAt::Version(&second));
    assert_eq!(rule_at(&second, &first, 299), RuleAt::Version(&second));
    assert_eq!(rule_at(&second, &first, 300), RuleAt::Nothing);
    let third = version(3, 400, i64::MAX, &[]);
    assert_eq!(rule_at(&third, &second, 199), RuleAt::Forgotten);
    assert_eq!(rule_at(&third, &second, 350), RuleAt::Nothing);
}

#[test]
fn a_repeal_is_a_version_that_says_nothing() {
    let first = version(1, 100, i64::MAX, &[]);
    let repeal = Version { number: 2, effective_at: 200, sunset_at: i64::MAX, ..Version::NONE };
    assert_eq!(rule_at(&repeal, &first, 199), RuleAt::Version(&first));
    assert_eq!(rule_at(&repeal, &first, 200), RuleAt::Nothing);
}

#[test]
fn widening_is_any_bit_any_increase_and_any_delay_of_the_end() {
    let base = version(1, 0, 1_000, &[(FLAGS, 0b0110), (FLAGS, 1), (SECONDS, 60)]);
    let next = |sunset, params: &[(u8, u64)]| version(2, 10, sunset, params);
    let same = next(1_000, &[(FLAGS, 0b0110), (FLAGS, 1), (SECONDS, 60)]);
    assert!(!widens(Some(&base), &same));
    assert!(!widens(Some(&base), &next(999, &[(FLAGS, 0b0010), (FLAGS, 0), (SECONDS, 59)])));
    assert!(!widens(Some(&base), &next(999, &[])));
    assert!(widens(Some(&base), &next(1_000, &[(FLAGS, 0b1000), (FLAGS, 1), (SECONDS, 60)])));
    assert!(widens(Some(&base), &next(1_000, &[(FLAGS, 0b0110), (FLAGS, 1), (SECONDS, 61)])));
    assert!(widens(Some(&base), &next(1_000, &[(FLAGS, 0b0110), (FLAGS, 1), (NUMBER, 60)])));
    assert!(widens(Some(&base), &next(1_000, &[(FLAGS, 0b0110), (FLAGS, 1), (SECONDS, 60), (FLAGS, 1)])));
    assert!(widens(Some(&base), &next(1_001, &[(FLAGS, 0b0010)])));
    assert!(!widens(Some(&base), &next(i64::MAX, &[])));
    assert!(widens(None, &next(5, &[(FLAGS, 1)])));
    assert!(!widens(None, &next(5, &[])));
}

#[test]
fn parameters_keep_to_their_units() {
    let sound = |unit, value| Param { unit, value }.is_sound();
    assert!(sound(UNSET, 0) && !sound(UNSET, 1));
    assert!(sound(BPS, 10_000) && !sound(BPS, 10_001));
    assert!(sound(BOOL, 1) && !sound(BOOL, 2));
    assert!(sound(FLAGS, u64::MAX) && !sound(7, 0));
}

proptest! {
    #[test]
    fn the_hash_covers_every_field(field in 0usize..7, bit in 0u32..32) {
        let base = version(3, 50, 900, &[(FLAGS, 5), (BPS, 9), (BOOL, 1)]);
        let mut other = base;
        match field {
            0 => other.number ^= 1 << bit,
            1 => other.text_hash[bit as usize] ^= 1,
            2 => other.previous_hash[bit as usize] ^= 1,
            3 => other.effective_at ^= 1 << bit,
            4 => other.sunset_at ^= 1 << bit,
            5 => other.set_at ^= 1 << bit,
            _ => other.params[bit as usize % 8].value ^= 1 << bit,
        }
        prop_assert_ne!(base.hash::<Sha>(), other.hash::<Sha>());
    }

    /// What is narrower than something narrower is narrower: no two steps widen what one could not.
    #[test]
    fn narrowing_is_transitive(sets in prop::collection::vec((0u64..16, 0u64..16, 0u64..100, 1i64..100), 3)) {
        let versions: std::vec::Vec<_> = sets
            .iter()
            .map(|(a, b, c, end)| version(1, 0, *end, &[(FLAGS, *a), (FLAGS, *b), (SECONDS, *c)]))
            .collect();
        if !widens(Some(&versions[0]), &versions[1]) && !widens(Some(&versions[1]), &versions[2]) {
            let steps_end = versions[1].params.iter().all(|param| param.value == 0);
            prop_assert!(steps_end || !widens(Some(&versions[0]), &versions[2]));
        }
    }
}
