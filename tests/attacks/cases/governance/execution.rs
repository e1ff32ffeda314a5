//! Execution of every kind of action, and budgets.

use makerstake_client::{addresses::program_data, hash::Sha2, programs::Program};
use makerstake_core::{budget::OPTIMISTIC_IDS, handle::NONE, hash::Sha256 as _};
use makerstake_testkit::{
    clock::DAY,
    creators,
    equity::{self, SHARE},
    governance::*,
    substitution::Case,
    tokens::TOKEN,
    world::elf,
};
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use super::scene::Scene;
use crate::cases::case;

const SOL: u64 = 1_000_000_000;
/// The budget of a track with spending limits.
const SMALL: u32 = OPTIMISTIC_IDS + 2;

pub fn of_money() -> Vec<Case> {
    let mut cases = Vec::new();
    let mut scene = Scene::new();
    let to = scene.somebody();
    let p = scene.decide(LARGE, &[pay(&to, SOL)]);
    let pay_out = execute_transfer(&scene.realm, &p, LARGE, &to, &[]);
    cases.push(case(&scene.world, "governance.execute_transfer", pay_out));

    // Of what a track with limits may pay.
    let issuer = scene.realm.f.founder.insecure_clone();
    let mint = scene.realm.f.dividend_mint;
    let treasury = scene.realm.treasury;
    let token_account = scene.world.token_account(&mint, &treasury);
    scene.world.mint_to(&mint, &token_account, &issuer, 1_000 * SHARE);
    let p = scene.decide(LARGE, &[pay_tokens(&mint, &to, SHARE)]);
    let route = TokenRoute::to_wallet(&scene.realm, &mint, &TOKEN, &to);
    let pay_out = execute_token_transfer(&scene.realm, &p, LARGE, &route);
    cases.push(case(&scene.world, "governance.execute_token_transfer", pay_out));

    let team = scene.world.actor();
    let recipient = team.pubkey();
    // In lamports in a track without limits nothing reads the source; the attack is on the one that is read.
    for (id, track, asset) in [(1, LARGE, Asset::Sol), (SMALL, GRANTS, Asset::Token(mint.as_array()))] {
        let terms = BudgetTerms { per_day: SHARE, cap: 2 * SHARE, lasts: 100 * DAY as u32 };
        let (recipient, report_every) = (recipient.as_array(), 90 * DAY as u32);
        let open = Action::OpenBudget(OpenBudget { id, asset, recipient, terms, report_every });
        let p = if track == GRANTS { scene.unopposed(track, &[open]) } else { scene.decide(track, &[open]) };
        let source = (track == GRANTS).then_some(token_account);
        let open = execute_open_budget(&scene.realm, &p, track, id, source);
        if source.is_some() {
            cases.push(case(&scene.world, "governance.execute_open_budget", open.clone()));
        }
        scene.world.send(&[open], &[]).expect("execute_open_budget");
    }
    scene.world.advance(DAY);
    cases.push(case(&scene.world, "governance.draw", draw(&scene.realm, 1, &recipient)));
    let route = TokenRoute::to_wallet(&scene.realm, &mint, &TOKEN, &recipient);
    scene.world.token_account(&mint, &recipient);
    cases.push(case(&scene.world, "governance.draw_tokens", draw_tokens(&scene.realm, SMALL, &route)));
    let report = report(&scene.realm, 1, &recipient, [1; 32]);
    cases.push(case(&scene.world, "governance.report", report));
    let p = scene.decide(RECALL, &[Action::RevokeBudget { id: 1 }]);
    let revoke = execute_budget(&scene.realm, &p, 1);
    cases.push(case(&scene.world, "governance.execute_budget", revoke.clone()));
    scene.world.send(&[revoke], &[]).expect("execute_budget");
    cases.push(case(&scene.world, "governance.close_budget", close_budget(&scene.realm, 1)));
    cases
}

pub fn of_settings() -> Vec<Case> {
    let mut cases = Vec::new();
    let mut scene = Scene::new();
    let hash = [8; 32];
    let settings = Action::SetConstitution { constitution_hash: &hash };
    let p = scene.decide(CONSTITUTION, &[settings]);
    let execute = execute_platform(&scene.realm, &p);
    cases.push(case(&scene.world, "governance.execute_platform", execute));
    let mut rule = SetRule {
        id: 5,
        domain: 0,
        version: 1,
        text_hash: &[4; 32],
        notice: 3 * DAY as u32,
        lasts: 0,
        params: [Param::UNSET; 8],
    };
    rule.params[0] = Param { unit: 2, value: 500 };
    let p = scene.decide(RULES, &[Action::SetRule(rule)]);
    cases.push(case(&scene.world, "governance.execute_rule", execute_rule(&scene.realm, &p, 5)));
    let terms = starting_tracks()[usize::from(LARGE)].1;
    let p = scene.decide(CONSTITUTION, &[Action::SetTrack { id: 40, terms }]);
    cases.push(case(&scene.world, "governance.execute_track", execute_track(&scene.realm, &p, 40)));
    cases
}

pub fn of_code() -> Vec<Case> {
    let mut cases = Vec::new();
    let mut scene = Scene::new();
    let treasury = scene.realm.treasury;
    let attestations = Program::Attestations.id();
    scene.world.make_upgradeable(&attestations, &treasury);
    let code = std::fs::read(elf(Program::Attestations)).expect("an ELF");
    let buffer = scene.world.buffer(&code, &treasury);
    let (hash, spill) = (Sha2::hashv(&[&code]), scene.somebody());
    let upgrade = Upgrade {
        program: attestations.as_array(),
        pin: Pin::Slot(scene.world.deployed_in(&attestations)),
        buffer: buffer.as_array(),
        code_hash: &hash,
        spill: spill.as_array(),
    };
    let p = scene.decide(CONSTITUTION, &[Action::Upgrade(upgrade)]);
    let execute = execute_upgrade(&scene.realm, &p, &upgrade);
    cases.push(case(&scene.world, "governance.execute_upgrade", execute));

    let maker = scene.world.actor().pubkey();
    let register = creators::register(&treasury, &maker, NONE, Pubkey::default());
    let slot = Pin::Slot(scene.world.deployed_in(&creators::CREATORS));
    let p = scene.decide(CONSTITUTION, &[Call::of(&register).action(slot)]);
    let code = program_data(&creators::CREATORS);
    let execute = execute_invoke(&scene.realm, &p, &register, Some(code));
    cases.push(case(&scene.world, "governance.execute_invoke", execute));
    cases
}

pub fn of_equity() -> Vec<Case> {
    let mut cases = Vec::new();
    let mut scene = Scene::handed_over();
    let someone = scene.somebody();
    let p = scene.decide(RULES, &[Action::SetScorer { scorer: someone.as_array() }]);
    cases.push(case(&scene.world, "governance.execute_scorer", execute_scorer(&scene.realm, &p)));
    let ours = scene.world.token_account(&scene.realm.f.mint, &scene.realm.treasury);
    let p = scene.decide(LARGE, &[Action::IssueTreasury { amount: SHARE }]);
    let issue = execute_issue_treasury(&scene.realm, &p, &ours);
    cases.push(case(&scene.world, "governance.execute_issue_treasury", issue));

    let start = scene.world.now();
    let plan = CreateGrant {
        holder: someone.as_array(),
        id: 4,
        total: 1_000 * SHARE,
        start,
        cliff: start,
        end: start + 365 * DAY,
        is_revocable: true,
        is_transferable: true,
    };
    let grant = scene.realm.f.grant(&someone, 4);
    let p = scene.decide(LARGE, &[Action::CreateGrant(plan)]);
    let create = execute_create_grant(&scene.realm, &p, &grant);
    cases.push(case(&scene.world, "governance.execute_create_grant", create.clone()));
    scene.world.send(&[create], &[]).expect("execute_create_grant");
    let p = scene.decide(LARGE, &[Action::RevokeGrant { grant: grant.as_array() }]);
    let revoke = execute_revoke_grant(&scene.realm, &p, &grant);
    cases.push(case(&scene.world, "governance.execute_revoke_grant", revoke));

    let f = &scene.realm.f;
    let next = scene.world.pool(f).next_epoch;
    let owner = scene.owners[0].holder;
    let tree = equity::Tree::new(&f.pool, next, &[(owner.address, 1)]);
    let epoch = scene.world.propose(f, |_| tree.root());
    let contest = contest_distribution(&scene.realm, &scene.realm.guardian.pubkey(), epoch);
    cases.push(case(&scene.world, "governance.contest_distribution", contest));
    let challenge = equity::challenge(f, &owner.signer, epoch, [3; 32]);
    scene.world.send(&[challenge], &[&scene.owners[0].key]).expect("challenge_distribution");
    let distribution = f.distribution(epoch);
    let root = tree.root().root;
    let (distribution_key, ruling) = (distribution.as_array(), Ruling::Void);
    let ruling = Action::ResolveDistribution { distribution: distribution_key, root: &root, ruling };
    let p = scene.decide(RULES, &[ruling]);
    let execute = execute_ruling(&scene.realm, &p, &distribution);
    cases.push(case(&scene.world, "governance.execute_ruling", execute));
    cases
}
