use super::*;

fn act(number: u16) -> Deed {
    let mut bytes = [0; 64];
    bytes[..2].copy_from_slice(&number.to_be_bytes());
    Deed::Act {
        group: 0,
        instructions: Vec::new(),
        signers: Vec::new(),
        signature: Signature::from(bytes),
        at: None,
        is_redone: false,
    }
}

/// Where doubt begins when the network does not know the deeds of these numbers.
fn doubtful(transactions: &[Deed], lost: &[u16]) -> usize {
    let lost: Vec<_> = lost.iter().filter_map(|number| act(*number).signature()).collect();
    let known = transactions.iter().filter_map(Deed::signature).filter(|signature| !lost.contains(signature));
    first_doubtful(transactions, &known.collect())
}

#[test]
fn a_move_of_time_before_a_lost_act_is_as_doubtful_as_the_act() {
    let transactions = [act(0), Deed::Time(70), Deed::Time(80), act(1), act(2)];
    assert_eq!(doubtful(&transactions, &[1, 2]), 1);
    assert_eq!(doubtful(&transactions, &[2]), 4);
    assert_eq!(doubtful(&transactions, &[0, 1, 2]), 0);
    assert_eq!(doubtful(&[Deed::Time(70), act(0)], &[0]), 0);
}

#[test]
fn a_move_of_time_after_the_last_act_leaves_no_trace_and_is_made_again() {
    assert_eq!(doubtful(&[act(0), Deed::Time(70)], &[]), 1);
    assert_eq!(doubtful(&[act(0), act(1)], &[]), 2);
    assert_eq!(doubtful(&[], &[]), 0);
}

#[test]
fn one_that_was_lost_is_found_though_hundreds_that_stand_are_noted_after_it() {
    let transactions: Vec<_> = (0..600).map(act).collect();
    for lost in [0, 1, 255, 256, 343, 344, 599] {
        assert_eq!(doubtful(&transactions, &[lost]), usize::from(lost));
    }
}

#[test]
fn one_that_was_done_again_and_not_dated_is_looked_at_again() {
    let mut transactions = [act(0), act(1), act(2)];
    if let Deed::Act { is_redone, .. } = &mut transactions[1] {
        *is_redone = true;
    }
    assert_eq!(doubtful(&transactions, &[]), 1);
}
