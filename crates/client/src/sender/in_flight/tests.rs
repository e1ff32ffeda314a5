use super::*;

fn in_flight() -> InFlight {
    InFlight::new(Signature::default(), 100, RetryPolicy::default(), 0)
}

fn status(confirmed: bool, error: Option<TransactionError>) -> Option<Status> {
    Some(Status { slot: 7, confirmed, error })
}

#[test]
fn it_sends_at_once_and_the_same_bytes_every_two_seconds() {
    let mut in_flight = in_flight();
    assert_eq!(in_flight.next(0), Step::Send);
    in_flight.sent(0);
    assert_eq!(in_flight.next(1), Step::Wait(500));
    assert_eq!(in_flight.next(500), Step::Ask { history: false });
    in_flight.answered(None, 5, 500);
    for now in [1_000, 1_500] {
        in_flight.answered(None, 5, now);
    }
    in_flight.answered(None, 5, 2_000);
    assert_eq!(in_flight.next(2_000), Step::Send);
    in_flight.sent(2_000);
    assert_eq!(in_flight.sends, 2);
}

#[test]
fn a_confirmed_status_ends_it() {
    let mut landed = in_flight();
    landed.sent(0);
    landed.answered(status(true, None), 9, 500);
    assert_eq!(landed.next(500), Step::Done(Verdict::Landed { slot: 7 }));

    let mut failed = in_flight();
    failed.sent(0);
    let error = TransactionError::AccountInUse;
    failed.answered(status(true, Some(error.clone())), 9, 500);
    assert_eq!(failed.next(500), Step::Done(Verdict::Failed { slot: 7, error }));
}

#[test]
fn a_failure_that_may_still_be_dropped_is_not_final() {
    let mut in_flight = in_flight();
    in_flight.sent(0);
    in_flight.answered(status(false, Some(TransactionError::AccountInUse)), 9, 500);
    assert!(!matches!(in_flight.next(500), Step::Done(_)));
}

#[test]
fn it_expires_only_when_a_node_at_or_past_that_height_does_not_know_it() {
    let mut in_flight = in_flight();
    in_flight.sent(0);
    // The last valid block itself is not past.
    in_flight.at_height(1_000, 100, 1_000);
    in_flight.answered(None, 2_000, 1_000);
    assert!(!matches!(in_flight.next(1_001), Step::Done(_)));
    // Past: it asks in the history at once, and does not send any more.
    in_flight.at_height(1_200, 101, 5_000);
    assert_eq!(in_flight.next(5_000), Step::Ask { history: true });
    // A node that lags behind the death cannot tell.
    in_flight.answered(None, 1_199, 5_000);
    assert_eq!(in_flight.next(5_001), Step::Wait(5_500));
    assert_eq!(in_flight.next(9_999), Step::Ask { history: true });
    // One that has caught up can.
    in_flight.answered(None, 1_200, 9_999);
    assert_eq!(in_flight.next(9_999), Step::Done(Verdict::Expired));
}

#[test]
fn a_network_that_came_back_at_an_earlier_slot_can_tell_too() {
    let mut in_flight = in_flight();
    in_flight.sent(0);
    in_flight.at_height(90_000, 101, 5_000);
    // A local network that is killed forgets its last slots, of which a move of its clock makes thousands.
    in_flight.answered(None, 1_300, 5_000);
    in_flight.answered(None, 1_310, 8_500);
    assert_eq!(in_flight.next(9_000), Step::Ask { history: true });
    in_flight.answered(None, 1_320, 9_000);
    // So the height is asked for again as long as the end is not known.
    assert_eq!(in_flight.next(9_001), Step::AskHeight);
    in_flight.at_height(1_330, 150, 9_001);
    in_flight.answered(None, 1_329, 9_001);
    assert!(!matches!(in_flight.next(9_001), Step::Done(_)));
    in_flight.answered(None, 1_330, 9_501);
    assert_eq!(in_flight.next(9_501), Step::Done(Verdict::Expired));
}

#[test]
fn a_height_within_its_life_does_not_bring_it_back_and_a_later_slot_delays_nothing() {
    let mut in_flight = in_flight();
    in_flight.sent(0);
    in_flight.at_height(1_200, 101, 5_000);
    in_flight.at_height(1_000, 99, 9_000);
    in_flight.at_height(9_000, 180, 13_000);
    in_flight.answered(None, 1_200, 13_000);
    assert_eq!(in_flight.next(13_000), Step::Done(Verdict::Expired));
}

#[test]
fn one_that_landed_in_its_last_block_is_not_sent_anew() {
    let mut in_flight = in_flight();
    in_flight.sent(0);
    in_flight.at_height(1_200, 101, 5_000);
    in_flight.answered(status(false, None), 1_300, 5_000);
    assert!(!matches!(in_flight.next(5_500), Step::Done(_)));
    in_flight.answered(status(true, None), 1_301, 5_500);
    assert_eq!(in_flight.next(5_500), Step::Done(Verdict::Landed { slot: 7 }));
}

#[test]
fn silence_is_never_taken_for_death() {
    let mut in_flight = in_flight();
    in_flight.sent(0);
    in_flight.at_height(1_200, 101, 5_000);
    for now in (5_000..299_000).step_by(1_000) {
        in_flight.unanswered(now);
        assert!(!matches!(in_flight.next(now), Step::Done(_)));
    }
    assert_eq!(in_flight.next(300_000), Step::Done(Verdict::Unknown));
}

#[test]
fn a_resumed_one_asks_before_it_sends() {
    let mut in_flight = InFlight::resumed(Signature::default(), 100, RetryPolicy::default(), 50);
    assert_eq!(in_flight.next(50), Step::Ask { history: false });
    in_flight.answered(status(true, None), 9, 50);
    assert_eq!(in_flight.next(50), Step::Done(Verdict::Landed { slot: 7 }));
}

#[test]
fn it_expires_only_after_a_height_past_its_last_block_and_an_unknown_status_after_that() {
    // Every order of six events out of these six: whatever came before, death needs first a height and then a node
    // at that height that does not know it, with no sighting in between.
    for code in 0..6_u32.pow(6) {
        let mut in_flight = in_flight();
        let (mut past, mut rest) = (false, code);
        for step in 0..6 {
            let now = step * 600;
            let mut dead = false;
            match rest % 6 {
                0 => in_flight.sent(now),
                1 => {
                    in_flight.answered(None, 1_500, now);
                    dead = past;
                }
                2 => in_flight.answered(None, 1_100, now),
                3 => {
                    in_flight.answered(status(false, None), 1_500, now);
                    past = false;
                }
                4 => {
                    in_flight.at_height(1_200, 101, now);
                    past = true;
                }
                _ => in_flight.unanswered(now),
            }
            rest /= 6;
            assert_eq!(
                in_flight.next(now) == Step::Done(Verdict::Expired),
                dead,
                "order {code}, event {step}"
            );
            if dead {
                break;
            }
        }
    }
}
