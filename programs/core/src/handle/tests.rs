use super::*;
use proptest::prelude::*;

#[test]
fn good_names_pass_and_come_back() {
    for name in ["ada", "a1b", "ada-l", "ada_l2", "0x0", "a-b_c-d", "abcdefghijklmnopqrstuvwxyz012345"] {
        let padded = pad(name.as_bytes()).unwrap();
        assert_eq!(text(&padded), Some(name));
        assert_eq!(check_padded(&padded), Ok(()));
    }
}

#[test]
fn each_rule_has_its_error() {
    use HandleError::*;
    for (name, error) in [
        ("", TooShort),
        ("ab", TooShort),
        ("abcdefghijklmnopqrstuvwxyz0123456", TooLong),
        ("Ada", Character),
        ("a.da", Character),
        ("a da", Character),
        ("adä", Character),
        ("ad\0a", Character),
        ("-ada", Separator),
        ("ada_", Separator),
        ("a--b", Separator),
        ("a__b", Separator),
        ("a_-b", Separator),
        ("---", Separator),
    ] {
        assert_eq!(check(name.as_bytes()), Err(error), "{name:?}");
    }
}

#[test]
fn padding_is_only_behind_the_name() {
    let mut name = pad(b"ada").unwrap();
    name[5] = b'x';
    assert_eq!(check_padded(&name), Err(HandleError::Character));
    assert_eq!(check_padded(&NONE), Err(HandleError::TooShort));
    assert_eq!(text(&NONE), None);
}

#[test]
fn clients_fold_upper_case() {
    assert_eq!(fold("Ada-L"), pad(b"ada-l"));
    assert_eq!(fold("ÄDA"), Err(HandleError::Character));
    assert_eq!(fold(&"A".repeat(33)), Err(HandleError::TooLong));
}

proptest! {
    #[test]
    fn the_length_is_the_place_of_the_last_byte(name in prop::array::uniform32(prop::num::u8::ANY), zeros in 0usize..=32) {
        let mut name = name;
        name[32 - zeros..].fill(0);
        let expected = name.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
        prop_assert_eq!(length(&name), expected);
        prop_assert_eq!(is_none(&name), expected == 0);
    }

    /// The rule written a second time, as a pattern.
    #[test]
    fn the_pattern_generates_only_good_names(name in "[a-z0-9]([_-]?[a-z0-9]){2,15}") {
        prop_assert_eq!(check(name.as_bytes()), Ok(()));
    }

    #[test]
    fn a_good_name_folds_to_itself_and_a_name_has_one_padding(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
        if let Ok(padded) = pad(&bytes) {
            let name = text(&padded).unwrap();
            prop_assert_eq!(name.as_bytes(), &bytes[..]);
            prop_assert_eq!(fold(name), Ok(padded));
        }
    }
}
