use super::*;
use crate::actions::describe;
use crate::generated::equity::accounts::{Pool, POOL_DISCRIMINATOR};
use crate::generated::governance::accounts::{
    Budget, Platform, Rule, Track, BUDGET_DISCRIMINATOR, PLATFORM_DISCRIMINATOR, RULE_DISCRIMINATOR,
    TRACK_DISCRIMINATOR,
};
use borsh::BorshSerialize;
use makerstake_core::action::{
    BudgetTerms, CreateGrant, Invoke, Kind, Metas, OpenBudget, Pin, Ruling, SetRule, Transfer,
};
use makerstake_core::rule::Param;

const TRACK: u8 = 1;
const FRIEND: [u8; 32] = [7; 32];
const MINT: [u8; 32] = [8; 32];

/// A zeroed account of a type with its discriminator, changed.
fn zeroed<T: BorshSerialize>(
    discriminator: [u8; 8],
    length: usize,
    decode: fn(&[u8]) -> std::io::Result<T>,
    change: impl FnOnce(&mut T),
) -> Vec<u8> {
    let mut bytes = vec![0; length];
    bytes[..8].copy_from_slice(&discriminator);
    let mut value = decode(&bytes).unwrap();
    change(&mut value);
    borsh::to_vec(&value).unwrap()
}

fn owned(program: Program, data: Vec<u8>) -> Account {
    Account { lamports: 1, data, owner: program.id(), ..Account::default() }
}

fn at() -> Addresses {
    Addresses::of(&Pubkey::new_from_array([1; 32]))
}

/// A platform whose treasury has 2 SOL above its rent and whose pool is handed over, with these accounts more.
fn snapshot(more: impl IntoIterator<Item = (Pubkey, Account)>) -> Snapshot {
    let at = at();
    let pool = zeroed(POOL_DISCRIMINATOR, Pool::LEN, Pool::from_bytes, |pool| {
        pool.authority = at.treasury;
        pool.grants_cap = 5_000_000;
        pool.treasury_cap = 1_000_000;
        pool.treasury_emitted = 400_000;
    });
    let platform = zeroed(PLATFORM_DISCRIMINATOR, Platform::LEN, Platform::from_bytes, |_| {});
    let track = zeroed(TRACK_DISCRIMINATOR, Track::LEN, Track::from_bytes, |track| {
        track.platform = at.platform;
        track.id = TRACK;
        track.kinds = Kinds::ALL.bits() & !(1 << Kind::SetTrack as u32);
    });
    let clock = Account { data: vec![0; 40], ..Account::default() };
    let treasury = Account { lamports: 890_880 + 2_000_000_000, ..Account::default() };
    let accounts = [
        (at.pool, owned(Program::Equity, pool)),
        (at.platform, owned(Program::Governance, platform)),
        (at.track(TRACK), owned(Program::Governance, track)),
        (solana_sdk_ids::sysvar::clock::ID, clock),
        (at.treasury, treasury),
    ];
    let accounts = accounts.into_iter().chain(more).map(|(address, account)| (address, Some(account)));
    Snapshot::from_accounts(at, accounts).unwrap()
}

/// What is said about an action, in English.
#[track_caller]
fn refused(snapshot: &Snapshot, action: Action<'_>, says: &[&str]) {
    let found: Vec<String> =
        preflight(snapshot, TRACK, &[action]).iter().map(|problem| problem.message.to_string()).collect();
    assert_eq!(found, says, "{}", describe(&action));
}

fn pay<'a>(asset: Asset<'a>, to: &'a Pubkey, amount: u64) -> Action<'a> {
    Action::Transfer(Transfer { asset, to: to.as_array(), amount })
}

#[test]
fn a_payment_needs_the_money_and_somebody_who_can_be_paid() {
    let friend = Pubkey::new_from_array(FRIEND);
    refused(&snapshot([]), pay(Asset::Sol, &friend, 2_000_000_000), &[]);
    let short = "the treasury has 2 SOL of it, 2.000000001 SOL are asked for";
    refused(&snapshot([]), pay(Asset::Sol, &friend, 2_000_000_001), &[short]);
    refused(&snapshot([]), pay(Asset::Sol, &at().treasury, 1), &["the treasury cannot pay itself"]);
    let program = Account { executable: true, ..Account::default() };
    let says =
        format!("{friend} is neither a wallet nor a token account (it belongs to {})", Pubkey::default());
    refused(&snapshot([(friend, program)]), pay(Asset::Sol, &friend, 1), &[&says]);
}

#[test]
fn tokens_are_counted_in_the_account_of_the_mints_own_program() {
    let (friend, mint) = (Pubkey::new_from_array(FRIEND), Pubkey::new_from_array(MINT));
    let missing = format!("{mint} is not a token mint");
    refused(&snapshot([]), pay(Asset::Token(&MINT), &friend, 5), &[&missing]);
    let mut data = vec![0; 165];
    data[64] = 4;
    data[108] = 1;
    let account = Account { data, owner: token_2022::ID, ..Account::default() };
    let of_mint = Account { owner: token_2022::ID, ..Account::default() };
    let rich = snapshot([(mint, of_mint), (token_account(&at(), &mint, &token_2022::ID), account)]);
    refused(&rich, pay(Asset::Token(&MINT), &friend, 4), &[]);
    let says = "the treasury has 4 base units of it, 5 base units are asked for";
    refused(&rich, pay(Asset::Token(&MINT), &friend, 5), &[says]);
    let actions =
        [pay(Asset::Token(&MINT), &friend, 1), pay(Asset::Sol, &friend, 1), pay(Asset::Sol, &friend, 1)];
    assert_eq!(balances(&rich, &actions), [token_account(&at(), &mint, &token_2022::ID), at().treasury]);
    assert!(wanted(&at(), &actions).contains(&token_account(&at(), &mint, &token::ID)));
}

#[test]
fn budgets_have_ids_of_their_track_and_exist_or_do_not() {
    let terms = BudgetTerms { per_day: 1, cap: 1, lasts: 86_400 };
    let open = |id| {
        Action::OpenBudget(OpenBudget {
            id,
            asset: Asset::Sol,
            recipient: &FRIEND,
            terms,
            report_every: 86_400,
        })
    };
    refused(&snapshot([]), open(3), &[]);
    let id = OPTIMISTIC_IDS + 3;
    let says = format!(
        "track 1 is not optimistic, so its budgets have ids below {OPTIMISTIC_IDS}: take 3, not {id}"
    );
    refused(&snapshot([]), open(id), &[&says]);
    let budget = |is_revoked| {
        let data = zeroed(BUDGET_DISCRIMINATOR, Budget::LEN, Budget::from_bytes, |budget| {
            budget.platform = at().platform;
            budget.is_revoked = is_revoked;
        });
        snapshot([(at().budget(3), owned(Program::Governance, data))])
    };
    refused(&budget(0), open(3), &["budget 3 exists already: take another id"]);
    refused(&budget(0), Action::RevokeBudget { id: 3 }, &[]);
    refused(&budget(1), Action::RevokeBudget { id: 3 }, &["budget 3 is revoked already"]);
    refused(&budget(0), Action::AmendBudget { id: 9, terms }, &["there is no budget 9"]);
}

#[test]
fn a_rules_versions_follow_each_other() {
    let rule = |version| {
        Action::SetRule(SetRule {
            id: 2,
            domain: 0,
            version,
            text_hash: &FRIEND,
            notice: 0,
            lasts: 0,
            params: [Param::UNSET; 8],
        })
    };
    refused(&snapshot([]), rule(1), &[]);
    refused(&snapshot([]), rule(2), &["the next version of rule 2 is 1, not 2"]);
    let data = zeroed(RULE_DISCRIMINATOR, Rule::LEN, Rule::from_bytes, |rule| rule.numbers = [4, 3]);
    let fourth = snapshot([(at().rule(2), owned(Program::Governance, data))]);
    refused(&fourth, rule(5), &[]);
    refused(
        &fourth,
        Action::RepealRule { id: 2, version: 4, notice: 0 },
        &["the next version of rule 2 is 5, not 4"],
    );
}

#[test]
fn the_pools_buckets_and_its_authority_are_looked_at() {
    let grant = |total| {
        Action::CreateGrant(CreateGrant {
            holder: &FRIEND,
            id: 1,
            total,
            start: 0,
            cliff: 0,
            end: 1,
            is_revocable: false,
            is_transferable: false,
        })
    };
    refused(&snapshot([]), grant(5_000_000), &[]);
    refused(
        &snapshot([]),
        grant(5_000_001),
        &["the grants bucket has 5 shares left, the grant asks for 5.000001"],
    );
    let issue = |amount| Action::IssueTreasury { amount };
    refused(
        &snapshot([]),
        issue(600_001),
        &["the treasury bucket has 0.6 shares left, 0.600001 are asked for"],
    );
    let mut young = snapshot([]);
    young.pool.authority = Pubkey::new_from_array(FRIEND);
    let wait = "the pool is not handed over to the treasury yet: its founder decides (`makerstake platform hand-over`)";
    let ruling = Action::ResolveDistribution { distribution: &FRIEND, root: &[1; 32], ruling: Ruling::Void };
    let no = format!("{} is not a distribution", Pubkey::new_from_array(FRIEND));
    refused(&young, issue(1), &[wait]);
    refused(&young, Action::SetScorer { scorer: &FRIEND }, &[wait]);
    refused(&young, ruling, &[wait, &no]);
}

#[test]
fn a_call_is_of_a_program_with_the_pinned_code_and_its_simulation_is_heard() {
    let program = Pubkey::new_from_array(FRIEND);
    let call = |pin| Action::Invoke(Invoke { program: &FRIEND, pin, accounts: Metas::default(), data: &[] });
    refused(&snapshot([]), call(Pin::Immutable), &[&format!("{program} is not a program")]);
    let account = Account { executable: true, owner: solana_sdk_ids::bpf_loader::ID, ..Account::default() };
    let mut fixed = snapshot([(program, account)]);
    refused(&fixed, call(Pin::Slot(1)), &[&format!("nobody can change {program}: pin = \"immutable\"")]);
    fixed.failing_calls.insert(0, "no".into());
    refused(&fixed, call(Pin::Immutable), &["made now, the call would fail: no"]);
    let own = Program::Governance.id();
    let itself =
        Invoke { program: own.as_array(), pin: Pin::Immutable, accounts: Metas::default(), data: &[] };
    refused(
        &fixed,
        Action::Invoke(itself),
        &["governance does not call itself: it has an action for what it does"],
    );
}

#[test]
fn a_track_takes_only_its_kinds() {
    let snapshot = snapshot([]);
    let terms = makerstake_core::track::Terms {
        bond: 0,
        kinds: 1,
        voting_delay: 0,
        voting_period: 0,
        cool_off: 0,
        timelock: 0,
        grace: 0,
        per_action_limit_ppm: 0,
        per_epoch_limit_ppm: 0,
        token: Default::default(),
        creator: Default::default(),
        proposal_threshold_bps: 0,
        bond_refund_bps: 0,
        flags: 0,
    };
    let problems = preflight(&snapshot, TRACK, &[Action::SetTrack { id: 1, terms }]);
    // Terms of zeros break floors besides.
    assert_eq!(problems[0].action, None);
    assert_eq!(problems[0].message.to_string(), "track 1 does not allow Track");
}
