//! Proposals with actions of every kind, inline and by hash.

use makerstake_core::action::{
    payload, Action, BudgetTerms, CreateGrant, Kind, OpenBudget, Ruling, SetRule, Transfer,
};
use makerstake_core::{
    action::Asset,
    budget::OPTIMISTIC_IDS,
    rule::Param,
    track::{HouseTerms, Terms, NO_LIMIT},
};
use makerstake_testkit::{
    attestations::Sha2,
    clock::DAY,
    equity::{Holder, SHARE},
    governance::{self, encode, ByHash, Draft},
    model::{
        equity::Status,
        governance::{Act, Payload, ProposalRequest},
    },
};
use solana_instruction::AccountMeta;
use solana_pubkey::Pubkey;

use super::{
    grants::grant_plan,
    invalid_proposals::{promise, spoiled},
    positions::part,
};
use crate::{
    acts,
    call::{Call, Expect},
    entropy::Entropy,
    harness::{Harness, ACTORS, WALLETS},
};

const DAYS: u32 = DAY as u32;
/// Most proposals that are open at once on a platform here, to leave room for votes.
const OPEN: usize = 15;

impl Harness {
    /// Somebody proposes something.
    pub(super) fn plan_proposal(&mut self, entropy: Entropy) -> Vec<Call> {
        let realm = self.some_realm(entropy);
        let platform = self.plays[realm].realm.platform;
        if self.books.platform(&platform).is_none() || self.proposals(realm).len() > OPEN {
            return Vec::new();
        }
        let tracks: Vec<_> = self
            .books
            .tracks(&platform)
            .map(|(_, track)| (track.id, track.kinds, track.per_action_limit_ppm))
            .collect();
        let Some((id, kinds, each)) = tracks.get(entropy.pick(1, tracks.len())).copied() else {
            return Vec::new();
        };
        let index = if entropy.once_in(2, 4) { entropy.pick(3, ACTORS) } else { self.strongest(realm) };
        let address = self.actors[index].address;
        if self.books.position(&self.pool(realm).position(&address)).is_none() {
            return Vec::new();
        }
        let mut count =
            1 + usize::from(entropy.byte(4) % 16 > 8) + usize::from(entropy.byte(4) % 16 > 13) * 2;
        if entropy.byte(4) == 255 {
            count = 11;
        }
        let fitting: Vec<Kind> =
            Kind::ALL.into_iter().filter(|kind| kinds & 1 << *kind as u32 != 0).collect();
        let mut actions = Vec::new();
        let mut mints = Vec::new();
        // A big spending in small parts, to slip under the limits: in one proposal, and in others beside it.
        let is_in_parts = each < NO_LIMIT && fitting.contains(&Kind::Transfer) && entropy.once_in(7, 5);
        if is_in_parts {
            count = 3 + entropy.pick(3, 3);
        }
        for at in 0..count {
            let entropy = entropy.mixed(at as u64 + 7);
            let from = if entropy.once_in(0, 32) { &Kind::ALL[..] } else { &fitting };
            let kind = self.sensible(realm, from[entropy.pick(1, from.len())], &fitting);
            let kind = if is_in_parts { Kind::Transfer } else { kind };
            let action = self.some_action(realm, kind, each, entropy, &mut mints);
            actions.push(if entropy.once_in(7, 24) { spoiled(&action, entropy) } else { action });
        }
        let by_hash = entropy.once_in(5, if each == NO_LIMIT { 3 } else { 16 });
        self.propose(realm, index, id, actions, by_hash, &mints, entropy)
    }

    #[allow(clippy::too_many_arguments, reason = "what a proposal consists of")]
    pub(super) fn propose(
        &mut self,
        realm: usize,
        by: usize,
        track: u8,
        actions: Vec<Vec<u8>>,
        by_hash: bool,
        mints: &[Pubkey],
        entropy: Entropy,
    ) -> Vec<Call> {
        let fresh = self.fresh(realm);
        let payer = self.sponsor(entropy);
        let acts: Vec<Act> = actions.iter().map(|action| self.act(realm, action)).collect();
        let play = &self.plays[realm];
        let r = &play.realm;
        let address = self.actors[by].address;
        let holder = &Holder { address, signer: self.signer(&address), delegate: None };
        // Sometimes the number of the last one, which may still be there.
        let last = play.model.platform.proposals.iter().rev().find(|last| last.by == by);
        let nonce = last.filter(|_| !by_hash && entropy.once_in(6, 24)).map_or(fresh, |last| last.nonce);
        let mut payload = Payload::Inline;
        let mut draft = Draft::new(nonce, track, actions.concat());
        if by_hash {
            let bytes: Vec<&[u8]> = actions.iter().map(Vec::as_slice).collect();
            let mut link = [0; 32];
            payload::chain::<Sha2>(&bytes, |index, digest| {
                if index == 0 {
                    link = digest;
                }
            });
            let (kinds, count) = promise(&acts, entropy);
            draft.by_hash = Some(ByHash { link, kinds, count });
            draft.actions = Vec::new();
            payload = Payload::Hash { kinds: acts::kinds(kinds), count: count.into() };
        }
        let mut create = governance::create_proposal(r, &payer, holder, &draft);
        let is_complete = !entropy.once_in(4, 32);
        if is_complete {
            create.accounts.push(AccountMeta::new_readonly(r.treasury, false));
            for mint in mints {
                let account = governance::associated(&r.treasury, mint, &self.program_of(realm, mint));
                create.accounts.push(AccountMeta::new_readonly(account, false));
            }
        }
        let address = r.proposal(&holder.address, nonce);
        // The kinds of actions that the model does not follow can be unsound in ways of their own.
        let is_known = acts.iter().all(|act| !matches!(act, Act::Opaque { .. }));
        let expect = if is_known && is_complete { Expect::Accept } else { Expect::Either };
        let request = ProposalRequest { by, nonce, track, acts, payload };
        if nonce == fresh {
            self.plays[realm].payloads.insert(address, if by_hash { actions } else { Vec::new() });
        }
        let call = Call::new(create).governed(realm, move |model| model.propose(request.clone()));
        vec![call.expecting(expect)]
    }

    /// Another kind of the track where this one has nothing to act on; and a dispute waits for nothing else.
    fn sensible(&self, realm: usize, kind: Kind, fitting: &[Kind]) -> Kind {
        let play = &self.plays[realm];
        let has_budget = self.books.budgets(&play.realm.platform).any(|(_, budget)| self.now < budget.until);
        let is_disputed = play.model.distributions.last().is_some_and(|dist| dist.status == Status::Disputed);
        let has_grant = !self.revocable(realm).is_empty();
        let has_rule = self.books.rules(&play.realm.platform).next().is_some();
        let (is_idle, instead) = match kind {
            Kind::AmendBudget => (!has_budget, Kind::OpenBudget),
            // Few budgets last until a raise is decided.
            Kind::IssueTreasury => (has_budget, Kind::AmendBudget),
            Kind::RevokeGrant => (!has_grant, Kind::RevokeBudget),
            Kind::ReduceBudget => (has_grant, Kind::RevokeGrant),
            Kind::RepealRule => (!has_rule, Kind::SetRule),
            Kind::ResolveDistribution => (!is_disputed, Kind::SetRule),
            Kind::Resolve | Kind::SetScorer => (is_disputed, Kind::ResolveDistribution),
            other => (false, other),
        };
        if is_idle && fitting.contains(&instead) {
            instead
        } else {
            kind
        }
    }

    /// Bytes of an action of a kind, mostly one that can be executed.
    fn some_action(
        &mut self,
        realm: usize,
        kind: Kind,
        each: u32,
        entropy: Entropy,
        mints: &mut Vec<Pubkey>,
    ) -> Vec<u8> {
        let fresh = self.fresh(realm);
        let (hash, key) = (self.bytes(), self.key());
        let play = &self.plays[realm];
        let (r, f) = (&play.realm, &play.realm.f);
        let actor = &self.actors[entropy.pick(2, ACTORS)];
        let (holder, wallet) = (actor.address.to_bytes(), actor.wallet.to_bytes());
        let mint = if entropy.once_in(3, 2) { f.mint } else { f.dividend_mint };
        let account = governance::associated(&r.treasury, &mint, &self.program_of(realm, &mint));
        let is_sol = entropy.once_in(4, 2);
        let funds = if is_sol { self.books.lamports(&r.treasury) } else { self.books.tokens(&account) };
        // Up to a little more than the track allows, or to a twentieth.
        let allowed = if each < NO_LIMIT { each } else { 50_000 };
        let most = u64::try_from(u128::from(funds) * u128::from(allowed) / 1_000_000).expect("a part");
        let amount = part(most, entropy.byte(5)) + u64::from(entropy.once_in(6, 4)) * (most / 8) + 1;
        let mint = mint.to_bytes();
        let asset = if is_sol { Asset::Sol } else { Asset::Token(&mint) };
        if !is_sol && [Kind::Transfer, Kind::OpenBudget].contains(&kind) {
            let mint = Pubkey::new_from_array(mint);
            if !mints.contains(&mint) {
                mints.push(mint);
            }
        }
        let mut budgets: Vec<_> = self.books.budgets(&r.platform).map(|(_, budget)| budget).collect();
        // The one that lasts longest first: most have ended before a raise is decided.
        budgets.sort_by_key(|budget| std::cmp::Reverse(budget.until));
        let place = if kind == Kind::AmendBudget { 0 } else { entropy.pick(5, budgets.len()) };
        let (budget, cap, per_day) =
            budgets.get(place).map_or((fresh, 9, 9), |budget| (budget.id, budget.cap, budget.per_day));
        let lasts = (15 + u32::from(entropy.byte(6)) % 60) * DAYS;
        let rule = u16::from(entropy.byte(5) % 8);
        let rules = self.books.rule(&r.rule(rule));
        let version = rules.map_or(0, |rule| rule.numbers[0]) + 1;
        if [Kind::Invoke, Kind::Upgrade].contains(&kind) {
            return self.some_code_action(realm, kind, entropy);
        }
        let action = match kind {
            Kind::Transfer => {
                let to = match entropy.byte(6) % 16 {
                    0 if is_sol => r.treasury.as_array(),
                    1 if is_sol => f.vault.as_array(),
                    2 | 3 => key.as_array(),
                    _ => &wallet,
                };
                Action::Transfer(Transfer { asset, to, amount })
            }
            Kind::OpenBudget => Action::OpenBudget(OpenBudget {
                id: match entropy.once_in(6, 8) {
                    true => budget,
                    false if each <= 10_000 => fresh + OPTIMISTIC_IDS,
                    false => fresh,
                },
                asset,
                recipient: &wallet,
                terms: BudgetTerms { per_day: amount / 7 + 1, cap: amount, lasts },
                report_every: DAYS * (1 + u32::from(entropy.byte(3)) % 9),
            }),
            Kind::AmendBudget => Action::AmendBudget {
                id: budget,
                // A budget that is raised again and again stays below what fits.
                terms: BudgetTerms {
                    per_day: if per_day < 1 << 60 { per_day * 2 + 1 } else { per_day },
                    cap: if cap < 1 << 60 { cap + cap / 2 } else { cap },
                    lasts,
                },
            },
            Kind::ReduceBudget => Action::ReduceBudget {
                id: budget,
                terms: BudgetTerms { per_day: per_day / 2 + 1, cap: cap - cap / 4, lasts: DAYS },
            },
            Kind::RevokeBudget => Action::RevokeBudget { id: budget },
            Kind::SetRule | Kind::WidenRule => {
                let is_wider = kind == Kind::WidenRule;
                // A rule keeps its domain: two ids for each.
                let domain = (rule % 4) as u8;
                let (id, domain) = if is_wider { (1 + rule % 2 * 4, 1) } else { (rule, domain) };
                let version = if is_wider {
                    self.books.rule(&r.rule(id)).map_or(0, |rule| rule.numbers[0]) + 1
                } else {
                    version
                };
                let mut params = [Param::UNSET; 8];
                if is_wider || domain != 1 {
                    params[0] = Param { unit: 5, value: u64::from(entropy.byte(4)) };
                }
                let notice = DAYS * if is_wider { 14 } else { [3, 3, 3, 7][usize::from(domain)] };
                let notice = notice - u32::from(entropy.once_in(6, 16));
                let lasts = if entropy.once_in(3, 2) { 0 } else { 30 * DAYS };
                let rule = SetRule { id, domain, version, text_hash: &hash, notice, lasts, params };
                if is_wider {
                    Action::WidenRule(rule)
                } else {
                    Action::SetRule(rule)
                }
            }
            Kind::RepealRule => {
                let rules: Vec<_> =
                    self.books.rules(&r.platform).map(|(_, rule)| (rule.id, rule.numbers[0] + 1)).collect();
                let (id, version) =
                    rules.get(entropy.pick(5, rules.len())).copied().unwrap_or((rule, version));
                Action::RepealRule { id, version, notice: 7 * DAYS }
            }
            Kind::SetTrack => {
                let id = entropy.byte(5) % 9;
                Action::SetTrack { id, terms: self.some_terms(realm, id, entropy) }
            }
            Kind::SetConstitution => Action::SetConstitution { constitution_hash: &hash },
            Kind::SetGuardian => {
                let lasts = if entropy.once_in(5, 4) { 0 } else { lasts };
                let nobody = [0; 32];
                let guardian = self.guardians(realm)[entropy.pick(3, 4) / 3].to_bytes();
                let guardian = if lasts == 0 { &nobody } else { &guardian };
                return encode(&[Action::SetGuardian { guardian, lasts }]);
            }
            Kind::SetScorer => {
                let scorer = self.actors[entropy.pick(5, WALLETS)].address.to_bytes();
                return encode(&[Action::SetScorer { scorer: &scorer }]);
            }
            Kind::ResolveDistribution => {
                let newest = play.model.distributions.len().saturating_sub(1) as u32;
                let distribution = f.distribution(newest).to_bytes();
                let found = self.books.distribution(&f.distribution(newest));
                let root = found.filter(|_| !entropy.once_in(4, 8)).map_or([9; 32], |found| found.root);
                let ruling = Ruling::from_u8(entropy.byte(5) % 5).unwrap_or(Ruling::Void);
                let rule = Action::ResolveDistribution { distribution: &distribution, root: &root, ruling };
                return encode(&[rule]);
            }
            Kind::CreateGrant => {
                // Longer than the vote on it, and often than one on its revocation.
                let mut plan = grant_plan(self.now + 3 * DAY, entropy);
                plan.end += i64::from(entropy.byte(6)) * DAY / 2;
                Action::CreateGrant(CreateGrant {
                    holder: &holder,
                    id: fresh,
                    total: plan.total,
                    start: plan.start,
                    cliff: plan.cliff,
                    end: plan.end,
                    is_revocable: plan.is_revocable,
                    is_transferable: plan.is_transferable,
                })
            }
            Kind::RevokeGrant => {
                let grants = self.revocable(realm);
                let grant = grants.get(entropy.pick(5, grants.len())).copied().unwrap_or(key);
                return encode(&[Action::RevokeGrant { grant: grant.as_array() }]);
            }
            Kind::IssueTreasury => {
                Action::IssueTreasury { amount: (1 + u64::from(entropy.byte(5)) * 20) * SHARE }
            }
            _ => Action::Resolve { text_hash: &hash },
        };
        encode(&[action])
    }

    /// Terms for a track: those of a starting track with something moved, mostly within the floors.
    pub(super) fn some_terms(&self, realm: usize, id: u8, entropy: Entropy) -> Terms {
        let platform = &self.plays[realm].realm.platform;
        let track = self.books.tracks(platform).map(|(_, track)| track).find(|track| track.id == id);
        let start = governance::starting_tracks();
        let (_, mut terms) = start[usize::from(id) % start.len()];
        if let Some(track) = track {
            let house = |[quorum_bps, approval_bps, veto_bps]: [u16; 3]| HouseTerms {
                quorum_bps,
                approval_bps,
                veto_bps,
            };
            terms.kinds = track.kinds;
            (terms.token, terms.creator) = (house(track.token), house(track.creator));
        }
        match entropy.byte(6) % 8 {
            0 => terms.voting_period = 2 * DAYS,
            1 => terms.flags ^= 2,
            2 => terms.voting_delay = DAYS / 2,
            3 => terms.bond_refund_bps = 900,
            4 => terms.token.quorum_bps = terms.token.quorum_bps / 2 + u16::from(terms.token.quorum_bps > 0),
            5 => terms.grace = 5 * DAYS,
            6 => terms.proposal_threshold_bps = 30,
            _ => {}
        }
        terms
    }
}
