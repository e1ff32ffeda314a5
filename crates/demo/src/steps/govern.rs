//! Chapter 6: the owners decide. The pool is handed over, votes delegated; four proposals are made, voted
//! on in both houses, executed or not; a budget draws, is stopped by a late report, and is revoked by a vote.

mod budget;
mod houses;
mod paper;
mod vote;

use anyhow::{ensure, Context as _, Result};
use makerstake_client::generated::governance::accounts::{Proposal, Rule};
use makerstake_client::programs::Program;
use makerstake_core::{
    action::{Action, Asset, BudgetTerms, OpenBudget, SetRule, Transfer},
    proposal::State,
    rule::{Domain, Param, FLAGS, SECONDS, UNSET},
    units::DAY,
};
use solana_signer::Signer;

use super::Story;
use crate::messages;
use crate::papers::{MODERATION, WIDER_DATA};
use paper::Paper;

/// The tracks, by the ids of the document.
const GRANTS: u8 = 0;
const TREASURY: u8 = 1;
const RULES: u8 = 2;
const DATA: u8 = 3;
const RECALL: u8 = 4;
/// Lamports in a SOL.
const SOL: u64 = 1_000_000_000;
/// What the creator in the story is granted.
const GRANT: u64 = 2 * SOL;
/// The core team's budget.
const BUDGET: u32 = 1;
/// A day.
const DAY_SECONDS: i64 = DAY as i64;

impl Story {
    /// From the voters and the hand-over to the revoked budget.
    pub(super) fn govern(&mut self) -> Result<()> {
        messages::title("6. Decisions", "one transaction proposes, one votes, in two houses");
        self.open_voters()?;
        self.hand_over()?;
        self.delegate()?;
        self.next_snapshot_epoch("shares and delegations count from the next snapshot epoch on")?;

        let creator = self.creators.get(4).context("the story needs five creators")?;
        let (winner, name) = (creator.key.pubkey(), creator.handle.clone());
        let (winner_bytes, team) = (winner.to_bytes(), self.crew.team.pubkey().to_bytes());
        let (moderation_text, data_text) = (self.papers.add(MODERATION), self.papers.add(WIDER_DATA));
        self.check_limit()?;
        let grant = self.propose(&grant_to(&winner_bytes, &name))?;
        let budget = self.propose(&core_team(&team))?;
        let moderation = self.propose(&moderation_rule(&moderation_text))?;
        let wider = self.propose(&wider_data(&data_text))?;
        let start = self.harness.now()?;

        self.harness.travel_to(start + 3 * DAY_SECONDS + 60, "the last of the votes has begun")?;
        self.vote_on(&[(&budget, true), (&moderation, true), (&wider, false)])?;

        self.harness.travel_to(start + 5 * DAY_SECONDS + 60, "nobody objected to the grant")?;
        self.finalize(&grant, State::Timelock)?;
        self.refuse_early(&grant)?;
        self.harness.travel_to(start + 6 * DAY_SECONDS + 120, "its timelock ends")?;
        let before = self.harness.rpc().get_balance(&winner)?;
        self.execute(&grant)?;
        let gained = self.harness.rpc().get_balance(&winner)?.checked_sub(before);
        ensure!(gained == Some(GRANT), "the creator got {gained:?} lamports of {GRANT}");
        self.refuse_twice(&grant)?;

        self.harness
            .travel_to(start + 10 * DAY_SECONDS + 120, "the budget's vote, cool-off and timelock end")?;
        self.finalize(&budget, State::Executable)?;
        self.execute(&budget)?;
        self.harness.travel_to(start + 12 * DAY_SECONDS + 120, "the vote on wider data ends")?;
        self.finalize(&wider, State::Defeated)?;
        self.explain_defeat(&wider)?;
        self.draw_budget()?;
        self.harness.travel_to(start + 13 * DAY_SECONDS + 180, "the moderation rule's timelock ends")?;
        self.finalize(&moderation, State::Executable)?;
        self.execute(&moderation)?;
        let rule = self.harness.read(&self.addresses.rule(1), "rule", Rule::from_bytes)?;
        ensure!(rule.numbers.contains(&1), "version 1 of the moderation rule is not on chain");

        self.stop_budget(start)?;
        self.close(&[&grant, &budget, &moderation, &wider])
    }

    /// A grant above the optimistic track's limit is refused at creation.
    fn check_limit(&mut self) -> Result<()> {
        let to = self.crew.forger.pubkey().to_bytes();
        let mut large = grant_to(&to, "somebody");
        let nonce = self.next_nonce();
        large.actions = vec![Action::Transfer(Transfer { asset: Asset::Sol, to: &to, amount: 3 * SOL })];
        let instruction = self.proposal_instruction(&large, nonce);
        let investor = self.crew.investor.clone();
        let rule = (Program::Governance, "AboveActionLimit");
        self.harness.refused(
            "to take more than 0.25 % of the treasury without a vote",
            vec![instruction],
            &[&investor],
            rule,
        )
    }

    /// Why the wider data rule failed: the house of shares wanted it, the creators did not.
    fn explain_defeat(&self, paper: &Paper<'_>) -> Result<()> {
        let proposal = self.harness.read(&paper.address, "proposal", Proposal::from_bytes)?;
        let [[yes, earned_for], [no, earned_against]] = [proposal.yes, proposal.no];
        ensure!(yes > no && earned_against > earned_for, "it did not fail in the house of makers");
        messages::note(&format!(
            "house of shares {} for, {} against; house of makers {} for, {} against",
            messages::shares(yes),
            messages::shares(no),
            messages::shares(earned_for),
            messages::shares(earned_against)
        ));
        Ok(())
    }
}

fn grant_to<'a>(winner: &'a [u8; 32], name: &str) -> Paper<'a> {
    let action = Action::Transfer(Transfer { asset: Asset::Sol, to: winner, amount: GRANT });
    let document = include_str!("../../documents/proposal-grant.md").replace("CREATOR", name);
    Paper::new(GRANTS, document, vec![action])
}

fn core_team(team: &[u8; 32]) -> Paper<'_> {
    let terms = BudgetTerms { per_day: SOL, cap: 60 * SOL, lasts: 90 * DAY };
    let open = OpenBudget { id: BUDGET, asset: Asset::Sol, recipient: team, terms, report_every: 7 * DAY };
    let document = include_str!("../../documents/proposal-budget.md");
    Paper::new(TREASURY, document, vec![Action::OpenBudget(open)])
}

const NO_PARAMS: [Param; 8] = [Param { unit: UNSET, value: 0 }; 8];

fn moderation_rule(text_hash: &[u8; 32]) -> Paper<'_> {
    let mut params = NO_PARAMS;
    if let Some(first) = params.first_mut() {
        *first = Param { unit: SECONDS, value: 3 * u64::from(DAY) };
    }
    let rule = SetRule {
        id: 1,
        domain: Domain::Moderation as u8,
        version: 1,
        text_hash,
        notice: 3 * DAY,
        lasts: 0,
        params,
    };
    let document = include_str!("../../documents/proposal-moderation.md");
    Paper::new(RULES, document, vec![Action::SetRule(rule)])
}

fn wider_data(text_hash: &[u8; 32]) -> Paper<'_> {
    let mut params = NO_PARAMS;
    if let Some(first) = params.first_mut() {
        *first = Param { unit: FLAGS, value: 0b11 };
    }
    let rule = SetRule {
        id: 2,
        domain: Domain::Data as u8,
        version: 1,
        text_hash,
        notice: 14 * DAY,
        lasts: 0,
        params,
    };
    let document = include_str!("../../documents/proposal-wider-data.md");
    Paper::new(DATA, document, vec![Action::WidenRule(rule)])
}
