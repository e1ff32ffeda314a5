use makerstake_testkit::{equity, equity::SHARE, governance::*};
use solana_signer::Signer;

use crate::{refused, support::TwoHouses};

/// Two houses whose pool is handed over to the treasury.
fn handed_over() -> TwoHouses {
    let mut t = TwoHouses::new();
    t.o.world.send(&[hand_over_pool(&t.o.realm)], &[&t.o.realm.f.founder]).unwrap();
    t
}

#[test]
fn owners_name_the_scorer() {
    let mut t = handed_over();
    let scorer = t.o.somebody();
    let p = t.decide(RULES, &[Action::SetScorer { scorer: scorer.as_array() }]);
    let receipt = t.o.world.send(&[execute_scorer(&t.o.realm, &p)], &[]).unwrap();
    receipt.assert_only_changed(&[p, t.o.realm.f.pool]);
    assert_eq!(t.o.world.pool(&t.o.realm.f).scorer, scorer);
    refused!(t.o.world.send(&[execute_scorer(&t.o.realm, &p)], &[]), NotPassed);
}

#[test]
fn owners_make_grants_and_take_back_what_has_not_vested() {
    let mut t = handed_over();
    let holder = t.o.somebody();
    let (start, year) = (t.o.world.now(), 365 * 86_400);
    let plan = CreateGrant {
        holder: holder.as_array(),
        id: 4,
        total: 1_000 * SHARE,
        start,
        cliff: start,
        end: start + year,
        is_revocable: true,
        is_transferable: true,
    };
    let grant = t.o.realm.f.grant(&holder, 4);
    let p = t.decide(LARGE, &[Action::CreateGrant(plan)]);
    t.o.world.send(&[execute_create_grant(&t.o.realm, &p, &grant)], &[]).unwrap();
    assert_eq!(t.o.world.grant(&grant).total, 1_000 * SHARE);
    let other = t.o.somebody();
    let wrong = t.decide(LARGE, &[Action::RevokeGrant { grant: other.as_array() }]);
    refused!(t.o.world.send(&[execute_revoke_grant(&t.o.realm, &wrong, &grant)], &[]), WrongTarget);
    let p = t.decide(LARGE, &[Action::RevokeGrant { grant: grant.as_array() }]);
    t.o.world.send(&[execute_revoke_grant(&t.o.realm, &p, &grant)], &[]).unwrap();
    assert!(t.o.world.grant(&grant).total < 1_000 * SHARE);
}

#[test]
fn a_grant_that_has_vested_or_is_closed_keeps_no_other_from_being_recalled() {
    let mut t = handed_over();
    let holders = [t.o.ada.holder, t.o.ben.holder, t.o.eve.holder];
    let (start, day) = (t.o.world.now(), 86_400);
    let plan = |n: usize, days: i64| CreateGrant {
        holder: holders[n].address.as_array(),
        id: 4,
        total: 1_000 * SHARE,
        start,
        cliff: start,
        end: start + days * day,
        is_revocable: true,
        is_transferable: true,
    };
    let plans = [plan(0, 1), plan(1, 1), plan(2, 365)];
    let grants = holders.map(|holder| t.o.realm.f.grant(&holder.address, 4));
    let p = t.decide(LARGE, &plans.map(Action::CreateGrant));
    for grant in &grants {
        t.o.world.send(&[execute_create_grant(&t.o.realm, &p, grant)], &[]).unwrap();
    }
    let stop: Vec<_> = grants.iter().map(|grant| Action::RevokeGrant { grant: grant.as_array() }).collect();
    let p = t.decide(LARGE, &stop);
    let release = equity::release_grant(&t.o.realm.f, &grants[0], &holders[0]);
    let close = equity::close_grant(&grants[0], &t.o.realm.treasury);
    t.o.world.send(&[release, close], &[]).unwrap();
    assert_eq!(t.o.world.account(&grants[0]), None);
    let vested = t.o.world.grant(&grants[1]);
    refused!(t.o.world.send(&[execute_revoke_grant(&t.o.realm, &p, &grants[1])], &[]), WrongTarget);
    for grant in &grants {
        t.o.world.send(&[execute_revoke_grant(&t.o.realm, &p, grant)], &[]).unwrap();
    }
    assert_eq!(t.o.world.grant(&grants[1]), vested);
    assert!(t.o.world.grant(&grants[2]).total < 1_000 * SHARE);
}

#[test]
fn owners_issue_shares_to_their_treasury_only() {
    let mut t = handed_over();
    let p = t.decide(LARGE, &[Action::IssueTreasury { amount: 5 * SHARE }]);
    let theirs = t.o.world.token_account(&t.o.realm.f.mint, &t.o.eve.holder.address);
    let refusal = t.o.world.send(&[execute_issue_treasury(&t.o.realm, &p, &theirs)], &[]).unwrap_err();
    assert_eq!(refusal.program, Some(equity::EQUITY));
    assert_eq!(refusal.code, Some(equity::EquityError::WrongDestination as u32));
    let ours = t.o.world.token_account(&t.o.realm.f.mint, &t.o.realm.treasury);
    t.o.world.send(&[execute_issue_treasury(&t.o.realm, &p, &ours)], &[]).unwrap();
    assert_eq!(t.o.world.tokens(&ours), 5 * SHARE);
}

/// A distribution that ada's wallet challenges, or the guardian stops.
fn disputed(t: &mut TwoHouses, is_contested: bool) -> (u32, [u8; 32]) {
    let next = t.o.world.pool(&t.o.realm.f).next_epoch;
    let tree = equity::Tree::new(&t.o.realm.f.pool, next, &[(t.o.ada.holder.address, 1)]);
    let epoch = t.o.world.propose(&t.o.realm.f, |_| tree.root());
    if is_contested {
        let brake = contest_distribution(&t.o.realm, &t.o.realm.guardian.pubkey(), epoch);
        t.o.world.send(&[brake], &[&t.o.realm.guardian]).unwrap();
    } else {
        t.o.world.fund(&t.o.ada.key.pubkey(), 10 * equity::SOL);
        let challenge = equity::challenge(&t.o.realm.f, &t.o.ada.key.pubkey(), epoch, [3; 32]);
        t.o.world.send(&[challenge], &[&t.o.ada.key]).unwrap();
    }
    (epoch, tree.root().root)
}

/// The owners' ruling on it, executed.
fn ruled(t: &mut TwoHouses, (epoch, root): (u32, [u8; 32]), ruling: Ruling) {
    let distribution = t.o.realm.f.distribution(epoch);
    let action = Action::ResolveDistribution { distribution: distribution.as_array(), root: &root, ruling };
    let p = t.decide(RULES, &[action]);
    t.o.world.send(&[execute_ruling(&t.o.realm, &p, &distribution)], &[]).unwrap();
}

#[test]
fn owners_rule_on_a_disputed_distribution_by_its_root() {
    let mut t = handed_over();
    let (epoch, root) = disputed(&mut t, false);
    let (distribution, other) = (t.o.realm.f.distribution(epoch), t.o.realm.f.distribution(0));
    let (at, ruling) = (distribution.as_array(), Ruling::VoidAgainstProposer);
    let wrong = Action::ResolveDistribution { distribution: at, root: &[9; 32], ruling };
    let right = Action::ResolveDistribution { distribution: at, root: &root, ruling };
    let p = t.decide(RULES, &[wrong]);
    refused!(t.o.world.send(&[execute_ruling(&t.o.realm, &p, &distribution)], &[]), WrongRoot);
    let p = t.decide(RULES, &[right]);
    refused!(t.o.world.send(&[execute_ruling(&t.o.realm, &p, &other)], &[]), WrongTarget);
    t.o.world.send(&[execute_ruling(&t.o.realm, &p, &distribution)], &[]).unwrap();
    let (ruled, bond) = (t.o.world.distribution(&t.o.realm.f, epoch), t.o.realm.f.terms.bond);
    assert_eq!(
        (ruled.proposer_due, ruled.challenger_due, ruled.treasury_due),
        (0, bond + bond / 2, bond / 2)
    );
    assert_eq!(t.o.world.pool(&t.o.realm.f).is_open, 0);
    // The treasury's half is paid by whoever comes.
    let before = t.o.world.lamports(&t.o.realm.treasury);
    let pay = equity::collect_bond(&t.o.realm.f, epoch, &t.o.realm.treasury);
    t.o.world.send(&[pay], &[]).unwrap();
    assert_eq!(t.o.world.lamports(&t.o.realm.treasury), before + bond / 2);
}

#[test]
fn the_guardian_stops_a_distribution_and_loses_that_right_when_it_is_upheld() {
    let mut t = handed_over();
    // Upheld by nobody's silence and by a void: it may again.
    let first = disputed(&mut t, true);
    let again = contest_distribution(&t.o.realm, &t.o.realm.guardian.pubkey(), first.0);
    let refusal = t.o.world.send(&[again], &[&t.o.realm.guardian]).unwrap_err();
    assert_eq!(refusal.code, Some(equity::EquityError::AlreadyContested as u32));
    ruled(&mut t, first, Ruling::Void);
    let platform = t.o.world.platform(&t.o.realm);
    assert_eq!((platform.brake, t.o.world.pool(&t.o.realm.f).is_contested), (0, 1));
    // Once until a distribution is final, whoever was right.
    let end = t.o.world.distribution(&t.o.realm.f, first.0).window_end;
    let tree = |epoch| equity::Tree::new(&t.o.realm.f.pool, epoch, &[(t.o.ada.holder.address, 1)]).root();
    let (scorer, next) = (t.o.realm.f.scorer.pubkey(), first.0 + 1);
    let propose = equity::propose(&t.o.realm.f, &scorer, next, end, &tree(next));
    t.o.world.send(&[propose], &[&t.o.realm.f.scorer]).unwrap();
    let early = contest_distribution(&t.o.realm, &t.o.realm.guardian.pubkey(), next);
    let refusal = t.o.world.send(&[early], &[&t.o.realm.guardian]).unwrap_err();
    assert_eq!(refusal.code, Some(equity::EquityError::AlreadyContested as u32));
    t.o.world.settle(&t.o.realm.f, next);

    let second = disputed(&mut t, true);
    ruled(&mut t, second, Ruling::AsProposed);
    assert_eq!(t.o.world.platform(&t.o.realm).brake, 2);
    t.o.world.settle(&t.o.realm.f, second.0);
    let third = t.o.world.propose(&t.o.realm.f, |epoch| {
        equity::Tree::new(&t.o.realm.f.pool, epoch, &[(t.o.ada.holder.address, 1)]).root()
    });
    let brake = contest_distribution(&t.o.realm, &t.o.realm.guardian.pubkey(), third);
    refused!(t.o.world.send(&[brake], &[&t.o.realm.guardian]), BrakeLost);
}

#[test]
fn nobody_but_the_guardian_in_its_term_has_a_brake() {
    let mut t = handed_over();
    let stranger = t.o.world.actor();
    let next = t.o.world.pool(&t.o.realm.f).next_epoch;
    let tree = equity::Tree::new(&t.o.realm.f.pool, next, &[(t.o.ada.holder.address, 1)]);
    let epoch = t.o.world.propose(&t.o.realm.f, |_| tree.root());
    let brake = contest_distribution(&t.o.realm, &stranger.pubkey(), epoch);
    refused!(t.o.world.send(&[brake], &[&stranger]), NotGuardian);
    let until = t.o.world.platform(&t.o.realm).guardian_until;
    t.o.world.set_time(until);
    let brake = contest_distribution(&t.o.realm, &t.o.realm.guardian.pubkey(), epoch);
    refused!(t.o.world.send(&[brake], &[&t.o.realm.guardian]), GuardianExpired);
}

/// INVARIANT 25: the founder hands over while it governs; at its deadline anybody does, to the treasury alone.
#[test]
fn at_the_deadline_anybody_hands_over() {
    let mut t = TwoHouses::new();
    let early = hand_over_by_anybody(&t.o.realm);
    let until = t.o.realm.f.terms.founder_until;
    t.o.world.set_time(until - 1);
    refused!(t.o.world.send(std::slice::from_ref(&early), &[]), NotFounder);
    t.o.world.set_time(until);
    t.o.world.send(&[early], &[]).unwrap();
    let pool = t.o.world.pool(&t.o.realm.f);
    assert_eq!((pool.authority, pool.is_handed_over), (t.o.realm.treasury, 1));
    assert_eq!(t.o.world.platform(&t.o.realm).handed_over_at, until);
    refused!(t.o.world.send(&[hand_over_pool(&t.o.realm)], &[&t.o.realm.f.founder]), AlreadyHandedOver);
}

#[test]
fn before_the_hand_over_equity_refuses_the_treasury() {
    let mut t = TwoHouses::new();
    let scorer = t.o.somebody();
    let p = t.decide(RULES, &[Action::SetScorer { scorer: scorer.as_array() }]);
    let refusal = t.o.world.send(&[execute_scorer(&t.o.realm, &p)], &[]).unwrap_err();
    assert_eq!(refusal.program, Some(equity::EQUITY));
    assert_eq!(refusal.code, Some(equity::EquityError::NotAuthority as u32));
    assert_eq!(t.o.world.proposal(&p).cursor, 0, "the cursor stays where it was");
}

#[test]
fn each_execution_wants_its_own_kind_and_its_own_pool() {
    let mut t = handed_over();
    let (other, to) = (t.o.world.realm(), t.o.somebody());
    let p = t.decide(LARGE, &[pay(&to, 1_000_000)]);
    let grant = t.o.realm.f.grant(&to, 1);
    let ours = t.o.world.token_account(&t.o.realm.f.mint, &t.o.realm.treasury);
    let all = [
        execute_scorer(&t.o.realm, &p),
        execute_ruling(&t.o.realm, &p, &t.o.realm.f.distribution(0)),
        execute_create_grant(&t.o.realm, &p, &grant),
        execute_issue_treasury(&t.o.realm, &p, &ours),
    ];
    for ix in all {
        refused!(t.o.world.send(std::slice::from_ref(&ix), &[]), WrongAction);
        for (with, error) in [
            ((t.o.realm.f.pool, other.f.pool), GovernanceError::WrongPool),
            ((t.o.realm.treasury, other.treasury), GovernanceError::WrongTreasury),
        ] {
            let mut wrong = ix.clone();
            wrong
                .accounts
                .iter_mut()
                .filter(|meta| meta.pubkey == with.0)
                .for_each(|meta| meta.pubkey = with.1);
            assert_eq!(t.o.world.send(&[wrong], &[]).unwrap_err().code, Some(error as u32));
        }
    }
}
