//! Who may change what. INVARIANT 20 says that no account of an instruction can be exchanged for another; what that is for
//! is checked here: whatever the accounts of a transaction were, nothing changed but by who may change it. (The exchanges
//! themselves are tried one by one in `tests/attacks`, and at random in `plan/foreign.rs`.)

use makerstake_core::action::Action;
use makerstake_testkit::{
    attestations::ENDORSEMENT_KEPT,
    creators::HANDLE_REST,
    governance::{Platform, Track},
};
use solana_pubkey::Pubkey;

use super::{execution::terms_of, hold, Held, Scope};
use crate::{books::State, executed::AccountDiff};

/// INVARIANT 20: every account of every instruction, replaced by one of a wrong owner, type, address, pool, platform or
/// signer, is refused. So whatever changed was changed by who may.
pub fn invariant_20_nobody_but_who_may(scope: &Scope<'_>) -> Held {
    for diff in &scope.executed.diffs {
        let state = if diff.after.is_wallet() { &diff.before.state } else { &diff.after.state };
        let is_allowed = match state {
            State::Creator(_) | State::Handle(_) => identity(scope, diff),
            State::Attestation(_)
            | State::Batch(_)
            | State::Endorsement(_)
            | State::AttestorPermission(_) => work(scope, diff),
            State::Pool(_) | State::Distribution(_) | State::Grant(_) => pool(scope, diff),
            State::Position(_) => position(scope, diff),
            State::Platform(_) | State::Track(_) | State::Rule(_) | State::Budget(_) => platform(scope, diff),
            State::Voter(_) | State::Proposal(_) => vote(scope, diff),
            State::Token(_) => tokens(scope, diff),
            State::Mint(_) => true,
            State::Alien => diff.before.lamports <= diff.after.lamports || is_upgraded(scope, diff),
            State::Wallet => lamports(scope, diff),
        };
        hold!(is_allowed, "INVARIANT 20: changed by {:?}, who may not: {diff:?}", scope.executed.signers);
    }
    Ok(())
}

fn identity(scope: &Scope<'_>, diff: &AccountDiff) -> bool {
    let executed = scope.executed;
    let keys = |entry: &crate::books::Entry| {
        entry.creator().is_some_and(|creator| {
            [creator.authority, creator.recovery, creator.successor]
                .iter()
                .any(|key| *key != Pubkey::default() && executed.signed(key))
        })
    };
    let is_gift = diff.before.state == diff.after.state;
    match (&diff.before.state, &diff.after.state) {
        _ if is_gift => true,
        (State::Handle(before), State::Wallet) => {
            before.released_at > 0 && executed.now >= before.released_at + HANDLE_REST
        }
        (State::Handle(before), State::Handle(after)) => {
            before.creator == after.creator && executed.signed_for(scope.books, &after.creator)
        }
        (_, State::Handle(after)) => executed.signed_for(scope.books, &after.creator),
        _ => keys(&diff.before) || keys(&diff.after),
    }
}

fn work(scope: &Scope<'_>, diff: &AccountDiff) -> bool {
    let (executed, books) = (scope.executed, scope.books);
    // A leaf of a creator's own batch may be promoted by anybody, and of its attestor's.
    let is_promoted = |creator: &Pubkey| {
        executed.calls_of("attestations.promote").any(|call| {
            let batch = call.named("batch").and_then(|batch| books.batch(&batch));
            batch.is_some_and(|batch| batch.author == *creator)
        })
    };
    let signed = |holder: &Pubkey| executed.signed_for(books, holder);
    match (&diff.before.state, &diff.after.state) {
        (before, after) if before == after => true,
        (State::Attestation(before), State::Attestation(after))
            if before.revoked_slot != after.revoked_slot =>
        {
            signed(&after.creator)
        }
        (State::Attestation(_), State::Attestation(work)) => {
            // Marked as revised by whoever states the revision.
            let revisions = books.attestations(&work.creator).filter(|(_, next)| next.parent == diff.address);
            let mut authors = revisions.map(|(_, next)| next.attestor);
            signed(&work.creator)
                || is_promoted(&work.creator)
                || authors.any(|attestor| signed(&attestor) || is_promoted(&attestor))
        }
        (_, State::Attestation(work)) => {
            [work.creator, work.attestor].iter().any(|who| signed(who) || is_promoted(who))
        }
        (_, State::Batch(batch)) => signed(&batch.author),
        (_, State::AttestorPermission(given)) => signed(&given.creator),
        (State::Endorsement(before), State::Wallet) => {
            before.withdrawn_at > 0 && executed.now >= before.withdrawn_at + ENDORSEMENT_KEPT
        }
        (State::Endorsement(endorsement), _) | (_, State::Endorsement(endorsement)) => {
            signed(&endorsement.endorser)
        }
        _ => false,
    }
}

/// Whether the authority of a pool signed; a treasury signs by what its owners voted, which `voted` finds.
fn rules(scope: &Scope<'_>, pool: &Pubkey, voted: impl Fn(&Action<'_>) -> bool) -> bool {
    let before = scope.executed.before(scope.books, pool).and_then(|entry| entry.pool());
    let now = scope.books.pool(pool);
    before.or(now).is_some_and(|pool| scope.executed.signed(&pool.authority))
        || scope.done.iter().any(|done| done.proposal.head.pool == *pool && voted(&done.action()))
}

fn pool(scope: &Scope<'_>, diff: &AccountDiff) -> bool {
    let books = scope.books;
    match (&diff.before.state, &diff.after.state) {
        (State::Pool(before), State::Pool(after)) => {
            let scorer = before.scorer == after.scorer
                || rules(
                    scope,
                    &diff.address,
                    |action| matches!(action, Action::SetScorer { scorer } if **scorer == after.scorer.to_bytes()),
                );
            let grants = before.grants_emitted == after.grants_emitted
                || rules(scope, &diff.address, |action| {
                    matches!(action, Action::CreateGrant(_) | Action::RevokeGrant { .. })
                });
            let treasury = before.treasury_emitted == after.treasury_emitted
                || rules(scope, &diff.address, |action| matches!(action, Action::IssueTreasury { .. }));
            let authority = before.authority == after.authority
                || (before.is_handed_over == 0
                    && after.is_handed_over == 1
                    && after.authority == before.successor
                    && (scope.executed.signed(&before.authority)
                        || scope.executed.now >= before.founder_until));
            scorer && grants && treasury && authority
        }
        (State::Wallet, State::Pool(after)) => scope.executed.signed(&after.authority),
        (State::Wallet, State::Distribution(after)) => scope.executed.signed(&after.proposer),
        (State::Distribution(before), State::Distribution(after)) => {
            let is_resolved = before.status == 1 && after.status != 1;
            let is_challenged = before.challenger != after.challenger;
            let by_ruling = |action: &Action<'_>| {
                matches!(action, Action::ResolveDistribution { distribution, .. }
                    if **distribution == diff.address.to_bytes())
            };
            let is_stopped = before.is_contested != after.is_contested;
            // The treasury signs for its guardian alone.
            let by_guardian = || {
                let is_his = |platform: &Platform| {
                    platform.pool == after.pool
                        && scope.executed.now < platform.guardian_until
                        && scope.executed.signed(&platform.guardian)
                };
                // A new guardian may have come into office in the same transaction, or a former one left.
                books.platforms(&Pubkey::default()).any(|(address, now)| {
                    let before = scope.executed.before(books, address).and_then(|entry| entry.platform());
                    is_his(now) || before.is_some_and(is_his)
                })
            };
            let is_silent = after.status == 4 && scope.executed.now >= after.challenge_until + 45 * 86_400;
            (!is_resolved || is_silent || rules(scope, &after.pool, by_ruling))
                && (!is_challenged || scope.executed.signed(&after.challenger))
                && (!is_stopped || by_guardian())
        }
        (State::Wallet, State::Grant(after)) => {
            rules(scope, &after.pool, |action| matches!(action, Action::CreateGrant(_)))
        }
        (State::Grant(before), State::Grant(after)) => {
            let is_cut = before.total != after.total || before.end != after.end;
            let by_vote = |action: &Action<'_>| matches!(action, Action::RevokeGrant { grant } if **grant == diff.address.to_bytes());
            let cut = !is_cut || rules(scope, &after.pool, by_vote);
            // A transfer that has taken effect is written down by whoever comes next.
            let is_out = before.pending_holder != Pubkey::default()
                && scope.executed.now >= before.pending_since + 7 * 86_400;
            let holder = if is_out { before.pending_holder } else { before.holder };
            let is_kept = after.pending_holder == before.pending_holder
                || (is_out && after.pending_holder == Pubkey::default());
            let is_cancelled = after.pending_holder == Pubkey::default()
                && scope.executed.has("equity.cancel_grant_transfer")
                && recovered(scope, &before.holder);
            let is_given = is_kept || is_cancelled || scope.executed.signed_for(books, &holder);
            cut && is_given && (after.holder == before.holder || after.holder == holder)
        }
        (State::Grant(_), State::Wallet) => true,
        _ => false,
    }
}

/// Whether the recovery key of the creator that holds something signed.
fn recovered(scope: &Scope<'_>, holder: &Pubkey) -> bool {
    let key = |entry: &crate::books::Entry| entry.creator().map(|creator| creator.recovery);
    let keys = [scope.executed.before(scope.books, holder), scope.books.entry(holder)];
    let mut keys = keys.into_iter().flatten().filter_map(key);
    keys.any(|key| key != Pubkey::default() && scope.executed.signed(&key))
}

fn position(scope: &Scope<'_>, diff: &AccountDiff) -> bool {
    match (diff.before.position(), diff.after.position()) {
        (Some(before), Some(after)) => {
            let is_less = after.own[0] < before.own[0]
                || after.cooling != before.cooling
                || after.delegate != before.delegate
                || after.earned[0] < before.earned[0]
                || after.holder != before.holder
                || after.payer != before.payer;
            // A creator's recovery key alone may bring back what is on its way out (INVARIANT 28).
            let is_back = scope.executed.has("equity.cancel_withdrawal")
                && after.own[0] >= before.own[0]
                && recovered(scope, &before.holder);
            !is_less || is_back || scope.executed.signed_for(scope.books, &before.holder)
        }
        (None, Some(after)) => {
            let is_opened_to_claim = scope.executed.has("equity.claim_range");
            after.own[0] == 0 || is_opened_to_claim || scope.executed.calls.len() > 1
        }
        (Some(before), None) => scope.executed.signed_for(scope.books, &before.holder),
        (None, None) => true,
    }
}

fn platform(scope: &Scope<'_>, diff: &AccountDiff) -> bool {
    let executed = scope.executed;
    let voted = |platform: &Pubkey, fits: &dyn Fn(&Action<'_>) -> bool| {
        scope.done.iter().any(|done| done.proposal.head.platform == *platform && fits(&done.action()))
    };
    match (&diff.before.state, &diff.after.state) {
        (before, after) if before == after => true,
        (State::Wallet, State::Platform(after)) => executed.signed(&after.founder),
        (State::Platform(before), State::Platform(after)) => {
            let guardian = |platform: &Platform| (platform.guardian, platform.guardian_until);
            let fixed = |platform: &Platform| {
                (platform.pool, platform.founder, platform.treasury, platform.founder_until)
            };
            let set = before.constitution_hash == after.constitution_hash
                || voted(&diff.address, &|action| matches!(action, Action::SetConstitution { .. }));
            let guarded = guardian(before) == guardian(after)
                || voted(&diff.address, &|action| matches!(action, Action::SetGuardian { .. }));
            let handed = before.handed_over_at == after.handed_over_at
                || (before.handed_over_at == 0
                    && (executed.signed(&before.founder) || executed.now >= before.founder_until));
            set && guarded && handed && fixed(before) == fixed(after)
        }
        (State::Wallet, State::Track(after)) => {
            let founder = executed.before(scope.books, &after.platform).and_then(|entry| entry.platform());
            let founder = founder.or_else(|| scope.books.platform(&after.platform));
            let by_founder = founder.is_some_and(|platform| {
                platform.handed_over_at == 0
                    && executed.now < platform.founder_until
                    && executed.signed(&platform.founder)
            });
            by_founder || voted(&after.platform, &|action| sets(action, after))
        }
        (State::Track(before), State::Track(after)) => {
            terms_of(before) == terms_of(after) && !scope.done.is_empty()
                || voted(&after.platform, &|action| sets(action, after))
        }
        (_, State::Rule(after)) => voted(&after.platform, &|action| match action {
            Action::SetRule(rule) | Action::WidenRule(rule) => rule.id == after.id,
            Action::RepealRule { id, .. } => *id == after.id,
            _ => false,
        }),
        (State::Wallet, State::Budget(after)) => voted(
            &after.platform,
            &|action| matches!(action, Action::OpenBudget(open) if open.id == after.id),
        ),
        (State::Budget(before), State::Budget(after)) => {
            let terms = |budget: &makerstake_testkit::governance::Budget| {
                (budget.per_day, budget.cap, budget.since, budget.until, budget.accrued, budget.is_revoked)
            };
            let is_reported = before.reports != after.reports;
            let amended = terms(before) == terms(after)
                || voted(&after.platform, &|action| match action {
                    Action::AmendBudget { id, .. }
                    | Action::ReduceBudget { id, .. }
                    | Action::RevokeBudget { id } => *id == after.id,
                    _ => false,
                });
            amended
                && (!is_reported || executed.signed(&after.recipient))
                && before.recipient == after.recipient
        }
        (State::Budget(before), State::Wallet) => {
            before.is_revoked == 1 || executed.now >= before.until || !scope.done.is_empty()
        }
        _ => false,
    }
}

fn sets(action: &Action<'_>, track: &Track) -> bool {
    matches!(action, Action::SetTrack { id, terms } if *id == track.id && terms.bytes().to_vec() == terms_of(track))
}

const CANCELLED: u8 = 3;

fn vote(scope: &Scope<'_>, diff: &AccountDiff) -> bool {
    let (executed, books) = (scope.executed, scope.books);
    match (&diff.before.state, &diff.after.state) {
        (before, after) if before == after => true,
        (State::Wallet, State::Voter(after)) => after.numbers == [0; 16] || executed.calls.len() > 1,
        (State::Voter(before), State::Wallet) => executed.signed_for(books, &before.holder),
        (State::Voter(before), State::Voter(after)) => {
            let has_chosen = (0..16).any(|slot| {
                let is_other = after.choices[slot] != before.choices[slot]
                    || after.numbers[slot] != before.numbers[slot];
                after.choices[slot] != 0 && is_other
            });
            !has_chosen || executed.signed_for(books, &after.holder)
        }
        (State::Wallet, State::Proposal(after)) => executed.signed_for(books, &after.head.proposer),
        (State::Proposal(before), State::Proposal(after)) => {
            let is_cancelled = before.head.status != CANCELLED && after.head.status == CANCELLED;
            !is_cancelled || executed.signed_for(books, &before.head.proposer)
        }
        (State::Proposal(before), State::Wallet) => is_over(scope, &before.head),
        _ => false,
    }
}

/// Whether a proposal may be closed: decided for good, or passed and never executed in time.
fn is_over(scope: &Scope<'_>, head: &makerstake_testkit::governance::Proposal) -> bool {
    let (_, until) = super::execution::due(head);
    // What was still open may have ended in the same transaction.
    head.status > 1 || scope.executed.now >= until || scope.executed.calls.len() > 1
}

/// Tokens leave an account only by its owner's hand, or by the program whose vault or treasury it is (INVARIANTS 4, 6
/// and 14 count those).
fn tokens(scope: &Scope<'_>, diff: &AccountDiff) -> bool {
    let amount = |entry: &crate::books::Entry| entry.token().map_or(0, |token| token.amount);
    let (Some(before), is_less) = (diff.before.token(), amount(&diff.after) < amount(&diff.before)) else {
        return true;
    };
    let is_vault = before.owner == diff.address;
    let none = Pubkey::default();
    let is_treasury = scope.books.platforms(&none).any(|(_, platform)| platform.treasury == before.owner);
    !is_less || is_vault || is_treasury || scope.executed.signed(&before.owner)
}

/// Whether a buffer went into an upgrade that was voted on (INVARIANT 12 has the rest).
fn is_upgraded(scope: &Scope<'_>, diff: &AccountDiff) -> bool {
    let names = |action: Action<'_>| matches!(action, Action::Upgrade(upgrade) if *upgrade.buffer == diff.address.to_bytes());
    scope.done.iter().any(|done| names(done.action()))
}

/// Lamports leave a wallet only by its own hand, or are a treasury's (INVARIANTS 14 and 19 count those).
fn lamports(scope: &Scope<'_>, diff: &AccountDiff) -> bool {
    let none = Pubkey::default();
    let is_treasury = scope.books.platforms(&none).any(|(_, platform)| platform.treasury == diff.address);
    // An account that was created and closed again at an address with lamports took them along.
    let was_account = scope.executed.calls.iter().any(|call| call.closes(&diff.address));
    diff.after.lamports >= diff.before.lamports
        || is_treasury
        || was_account
        || scope.executed.signed(&diff.address)
}
