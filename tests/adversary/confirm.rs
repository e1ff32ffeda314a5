//! What the search found on the models, tried on the real ELFs: call by call, each must end as the model says, and the treasury
//! must hold in the end what it holds there.

use makerstake_testkit::{
    equity::EQUITY,
    governance::GOVERNANCE,
    model::governance::{No, Verdict},
    outcome::{Outcome, Refusal},
};
use solana_pubkey::Pubkey;
use solana_sdk_ids::system_program;

use crate::{
    chain::Chain,
    scene::{Done, Scene},
    search::{Found, Search},
};

/// Where chain and model part: at which call, and how the chain answers.
#[derive(Debug)]
pub struct Parting {
    /// The call, and how the model answers.
    pub done: Done,
    /// How the chain does.
    pub outcome: Result<(), Refusal>,
}

/// Plays a sequence on the chain, up to a time, or to where it parts from the model.
pub fn replay(search: &Search, found: &Found, until: i64) -> (Chain, Option<Parting>) {
    let played = search.tell(&found.words);
    let mut chain = Chain::found(played.scene.budget, played.start);
    assert_eq!(chain.world.now(), played.scene.start, "both begin at one time");
    for done in played.scene.log.iter().flatten().take_while(|done| done.at <= until) {
        chain.world.set_time(done.at);
        let outcome = chain.perform(&done.call);
        if !agree(&done.verdict, &outcome) {
            return (chain, Some(Parting { done: done.clone(), outcome: outcome.map(drop) }));
        }
    }
    if played.scene.model.equity.hole.is_none() && until == i64::MAX {
        check_treasury(&chain, &played.scene);
    }
    (chain, None)
}

/// Plays a sequence of the rules as they are: model and chain never part.
pub fn confirm(search: &Search, found: &Found) {
    let (_, parting) = replay(search, found, i64::MAX);
    assert!(parting.is_none(), "the chain answers otherwise: {parting:?}");
}

fn check_treasury(chain: &Chain, scene: &Scene) {
    assert_eq!(chain.treasury(), scene.model.treasury, "the treasury on the chain and in the model");
}

fn agree(verdict: &Verdict, outcome: &Outcome) -> bool {
    match (verdict, outcome) {
        (Ok(()), Ok(_)) => true,
        (Err(no), Err(refusal)) => (refusal.program, refusal.code) == code(no),
        _ => false,
    }
}

/// Who refuses on the chain, and with which code.
fn code(no: &No) -> (Option<Pubkey>, Option<u32>) {
    match no {
        No::Governance(error) => (Some(GOVERNANCE), Some(error.clone() as u32)),
        No::Equity(error) => (Some(EQUITY), Some(error.clone() as u32)),
        No::AlreadyInUse => (Some(system_program::ID), Some(0)),
        No::TooFewLamports => (Some(system_program::ID), Some(1)),
        No::TwiceWritten => (Some(GOVERNANCE), Some(2040)),
    }
}
