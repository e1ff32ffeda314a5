//! Executions: as voted, and in every way that is not.

use makerstake_client::{actions, platform::Addresses};
use makerstake_core::action::{payload, Action, OpenBudget, SetRule, Transfer};
use makerstake_testkit::{
    attestations::Sha2,
    governance::{self, encode, Proposal},
    model::governance::{Act, Payload, Way},
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

use super::voting::number;
use crate::{
    acts,
    call::{Call, Expect},
    entropy::Entropy,
    harness::{Harness, ACTORS},
    reference::{Reference, SOMEHOW},
};

/// A step of the model.
pub(super) type Step = Box<dyn Fn(&mut Reference) -> Result<(), u32>>;

impl Harness {
    /// The next action, rightly or wrongly.
    pub(super) fn plan_execution(
        &mut self,
        realm: usize,
        address: &Pubkey,
        head: &Proposal,
        entropy: Entropy,
    ) -> Vec<Call> {
        let n = number(head);
        let proposal = self.plays[realm].model.platform.proposals[n].clone();
        let at = usize::from(head.cursor).min(proposal.acts.len() - 1);
        let (act, is_by_hash) = (proposal.acts[at].clone(), proposal.payload != Payload::Inline);
        let Some(bytes) = self.action_bytes(realm, address, at) else { return Vec::new() };
        let wrong = [Way::OtherInstruction, Way::PayloadMismatch, Way::OtherTarget, Way::OtherTrack];
        let way = if entropy.once_in(5, 3) { wrong[entropy.pick(6, wrong.len())] } else { Way::Right };
        let other = self.other_target(realm, &bytes, entropy).filter(|_| act.has_target());
        let is_possible = match way {
            _ if matches!(act, Act::Opaque { .. }) => false,
            Way::OtherTarget => other.is_some(),
            Way::OtherTrack => act.has_track(),
            _ => true,
        };
        let way = if is_possible { way } else { Way::Right };
        let execute = match (way, &other) {
            // What is for another kind of action.
            (Way::OtherInstruction, _) if matches!(act.kind(), 9 | 10 | 16) => {
                Some(governance::execute_scorer(&self.plays[realm].realm, address))
            }
            (Way::OtherInstruction, _) => {
                Some(governance::execute_platform(&self.plays[realm].realm, address))
            }
            (Way::OtherTarget, Some(other)) => self.execution(realm, address, head.track, other),
            (Way::OtherTrack, _) => self.execution(realm, address, (head.track + 1) % 8, &bytes),
            _ => self.execution(realm, address, head.track, &bytes),
        };
        let Some(mut execute) = execute else { return Vec::new() };
        let payload = self.payload(realm, address, at, way, is_by_hash, entropy);
        if !payload.is_empty() {
            execute = governance::bringing(execute, &payload);
        }
        let effect = acts::first(&bytes).and_then(|action| self.effect(realm, &action));
        let expect = match act {
            Act::Opaque { .. } => Expect::Either,
            _ => Expect::Accept,
        };
        vec![Call::new(execute).expecting(expect).with_op(realm, move |model| {
            if model.platform.proposals[n].is_closed {
                return Err(SOMEHOW);
            }
            model.govern(|model| model.execute(n, way))?;
            match (&act, &effect) {
                (Act::Grant { id, .. }, _) => model.grant_ids.push(*id),
                (_, Some(effect)) => effect(model)?,
                _ => {}
            }
            Ok(())
        })]
    }

    /// The instruction that executes the first action of these bytes.
    fn execution(&self, realm: usize, address: &Pubkey, track: u8, bytes: &[u8]) -> Option<Instruction> {
        let (r, f) = (&self.plays[realm].realm, self.pool(realm));
        let at = Addresses {
            mint: f.mint,
            pool: f.pool,
            vault: f.vault,
            dividend_vault: f.dividend_vault,
            platform: r.platform,
            treasury: r.treasury,
        };
        let owner = |of: &Pubkey| Some(self.owner_of(realm, of));
        let is_wallet = |address: &Pubkey| self.books.token(address).is_none();
        actions::execute(&at, address, track, &acts::first(bytes)?, Vec::new(), owner, is_wallet).ok()
    }

    /// What an execution brings along: by hash the link to what follows, and the action. Wrongly: another bit, or anything
    /// where nothing is asked for.
    fn payload(
        &self,
        realm: usize,
        address: &Pubkey,
        at: usize,
        way: Way,
        is_by_hash: bool,
        entropy: Entropy,
    ) -> Vec<u8> {
        if !is_by_hash {
            return if way == Way::PayloadMismatch { vec![1] } else { Vec::new() };
        }
        let actions = &self.plays[realm].payloads[address];
        let rest: Vec<&[u8]> = actions.iter().skip(at + 1).map(Vec::as_slice).collect();
        let mut next = [0; 32];
        payload::chain::<Sha2>(&rest, |index, link| {
            if index == 0 {
                next = link;
            }
        });
        let mut payload = [&next, actions[at].as_slice()].concat();
        if way == Way::PayloadMismatch {
            let changed = usize::from(entropy.byte(3)) % payload.len();
            payload[changed] ^= 1 << (entropy.byte(4) % 8);
        }
        payload
    }

    /// Action `index` of a proposal, as bytes.
    fn action_bytes(&self, realm: usize, address: &Pubkey, index: usize) -> Option<Vec<u8>> {
        let proposal = self.books.proposal(address)?;
        if proposal.head.is_by_hash == 1 {
            return self.plays[realm].payloads.get(address)?.get(index).cloned();
        }
        let action = governance::action::Actions::new(&proposal.actions).nth(index)?.ok()?;
        Some(encode(&[action]))
    }

    /// The action with another recipient, budget, rule, track, distribution or grant; none where there is no other.
    fn other_target(&self, realm: usize, bytes: &[u8], entropy: Entropy) -> Option<Vec<u8>> {
        let play = &self.plays[realm];
        let another = |id: u32| {
            let ids = play.model.platform.budgets.keys().copied().filter(|other| *other != id);
            ids.collect::<Vec<_>>().get(entropy.pick(4, 3)).copied()
        };
        Some(match acts::first(bytes)? {
            Action::Transfer(transfer) => {
                let token_accounts = self.actors.iter().map(|actor| actor.wallet.to_bytes());
                let others: Vec<_> = token_accounts.filter(|wallet| wallet != transfer.to).collect();
                let to = &others[entropy.pick(4, ACTORS - 1)];
                encode(&[Action::Transfer(Transfer { to, ..transfer })])
            }
            Action::OpenBudget(open) => {
                encode(&[Action::OpenBudget(OpenBudget { id: open.id + 100_000, ..open })])
            }
            Action::AmendBudget { id, terms } => encode(&[Action::AmendBudget { id: another(id)?, terms }]),
            Action::ReduceBudget { id, terms } => encode(&[Action::ReduceBudget { id: another(id)?, terms }]),
            Action::RevokeBudget { id } => encode(&[Action::RevokeBudget { id: another(id)? }]),
            Action::SetRule(text) => encode(&[Action::SetRule(SetRule { id: text.id + 10, ..text })]),
            Action::WidenRule(text) => encode(&[Action::WidenRule(SetRule { id: text.id + 10, ..text })]),
            Action::RepealRule { id, version, notice } => {
                encode(&[Action::RepealRule { id: id + 10, version, notice }])
            }
            Action::SetTrack { id, terms } => encode(&[Action::SetTrack { id: (id + 1) % 9, terms }]),
            Action::ResolveDistribution { distribution, root, ruling } => {
                let all = 0..play.model.distributions.len() as u32;
                let mut all = all.map(|epoch| play.realm.f.distribution(epoch).to_bytes());
                let other = all.find(|other| other != distribution)?;
                encode(&[Action::ResolveDistribution { distribution: &other, root, ruling }])
            }
            Action::RevokeGrant { grant } => {
                let all = self.grants(realm).into_iter().map(|(_, address)| address.to_bytes());
                let other = all.into_iter().find(|other| other != grant)?;
                encode(&[Action::RevokeGrant { grant: &other }])
            }
            _ => return None,
        })
    }

    /// What an action does that the model of governance does not follow: what a call does.
    fn effect(&self, realm: usize, action: &Action<'_>) -> Option<Step> {
        match action {
            Action::Invoke(invoke) => self.model_of_call(realm, invoke),
            _ => None,
        }
    }
}
