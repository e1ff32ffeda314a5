use makerstake_testkit::{equity, equity::SHARE, governance::*};

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

#[test]
fn owners_rule_on_a_challenged_distribution() {
    let mut t = handed_over();
    let tree = equity::Tree::new(
        &t.o.realm.f.pool,
        t.o.world.pool(&t.o.realm.f).next_epoch,
        &[(t.o.ada.holder.address, 1)],
    );
    let epoch = t.o.world.propose(&t.o.realm.f, |_| tree.root());
    let rival = equity::Root { root: [3; 32], ..tree.root() };
    let challenge = equity::challenge(&t.o.realm.f, &t.o.ada.holder, epoch, &rival);
    t.o.world.send(&[challenge], &[&t.o.ada.key]).unwrap();
    let (distribution, other) = (t.o.realm.f.distribution(epoch), t.o.realm.f.distribution(0));
    let ruling = Action::ResolveDistribution { distribution: distribution.as_array(), outcome: Ruling::Void };
    let p = t.decide(RULES, &[ruling]);
    refused!(t.o.world.send(&[execute_ruling(&t.o.realm, &p, &other)], &[]), WrongTarget);
    t.o.world.send(&[execute_ruling(&t.o.realm, &p, &distribution)], &[]).unwrap();
    assert_eq!(t.o.world.pool(&t.o.realm.f).is_open, 0);
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
