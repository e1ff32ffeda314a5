//! A budget from its file to its end: drawn, late, reported on, reduced, revoked, closed.

use makerstake_client::{generated::equity::accounts::Pool, programs::Program};
use solana_pubkey::Pubkey;
use spl_associated_token_account_interface::{
    address::get_associated_token_address, instruction::create_associated_token_account,
};
use spl_token_interface::ID as TOKEN;

use super::fixture::{PlatformFixture, CLOSED, DAY, SOL};
use makerstake_tests::process::time;

#[test]
fn a_budget_pays_by_the_second_stops_when_late_and_ends_when_revoked() {
    let fixture = PlatformFixture::new();
    let team = fixture.eve.address().to_string();
    let open = format!(
        "[[action]]\nkind = \"open_budget\"\nid = 7\nto = \"{team}\"\nper_day = {SOL}\ncap = {}\ndays = 90\n\
         report_every_days = 10\n",
        50 * SOL
    );
    let paper = fixture.paper("open.toml", "track = 7", &open);
    let address = fixture.carry(&fixture.ada, &paper, &[]);
    fixture.eve.refused(
        &["budget", "draw", "7"],
        3,
        &[
            &format!("error: no budget at this address: {}", fixture.at.budget(7)),
            "check the address and the cluster (-u)",
        ],
    );
    fixture.stranger.json(&["proposal", "execute", &address]);
    let line = || fixture.stranger.json(&["budget", "list"])[0].clone();
    let opened = line();
    assert_eq!((&opened["id"], &opened["recipient"]), (&7.into(), &team.clone().into()));
    assert_eq!((&opened["asset"], &opened["state"]), (&"SOL".into(), &"runs".into()));
    assert_eq!((&opened["per_day"], &opened["drawn"]), (&SOL.to_string().into(), &"0".into()));
    let again = format!("{}: the proposal would fail; nothing was sent", paper);
    fixture.ada.refused(&["propose", &paper], 4, &[&again, "| budget 7 exists already: take another id"]);

    let start = fixture.now();
    fixture.travel_to(start + 3 * DAY);
    let before = fixture.rpc.get_balance(&fixture.eve.address()).unwrap();
    let dry = fixture.stranger.json(&["--dry-run", "budget", "draw", "7"]);
    assert_eq!(dry["would"], "draw from budget 7");
    assert_eq!(line()["drawn"], "0", "nothing was sent");
    fixture.stranger.json(&["budget", "draw", "7"]);
    let drawn_so_far = || line()["drawn"].as_str().unwrap().parse::<u64>().unwrap();
    let drawn = drawn_so_far();
    assert!((3 * SOL..3 * SOL + SOL / 100).contains(&drawn), "{drawn}");
    assert_eq!(
        fixture.rpc.get_balance(&fixture.eve.address()).unwrap(),
        before + drawn,
        "to the team, whoever draws"
    );

    let due = time(&opened["report_due_at"]);
    fixture.travel_to(due);
    assert_eq!((&line()["state"], &line()["due_now"]), (&"report late".into(), &"0".into()));
    fixture.eve.rejected(&["budget", "draw", "7"], Program::Governance, "ReportLate");
    let hash = "ab".repeat(32);
    let report = ["budget", "report", "7", "--sha256", &hash, "--uri", "https://example.org/r.md"];
    fixture.stranger.rejected(&report, Program::Governance, "WrongRecipient");
    let short = fixture.eve.run("json", &["budget", "report", "7", "--sha256", "ab", "--uri", "x"]);
    assert_eq!(short.code, 2);
    assert!(short.err.contains("not a SHA-256: give 64 hexadecimal digits"), "{}", short.err);
    fixture.eve.json(&report);
    assert_eq!(line()["state"], "runs", "a late report lets it flow again");
    fixture.eve.json(&["budget", "draw", "7"]);
    assert!(drawn_so_far() > drawn);
    fixture.stranger.rejected(&["budget", "close", "7"], Program::Governance, "BudgetRuns");

    let reduce =
        "[[action]]\nkind = \"reduce_budget\"\nid = 7\nper_day = 500000000\ncap = 20000000000\ndays = 20\n";
    let paper = fixture.paper("reduce.toml", "", reduce);
    let reduced = fixture.carry(&fixture.ada, &paper, &[]);
    fixture.stranger.json(&["proposal", "execute", &reduced]);
    assert_eq!(
        (&line()["per_day"], &line()["cap"]),
        (&(SOL / 2).to_string().into(), &(20 * SOL).to_string().into())
    );

    let revoke = "[[action]]\nkind = \"revoke_budget\"\nid = 7\n";
    let unknown = fixture.paper("unknown.toml", "", &revoke.replace('7', "9"));
    let first = format!("{unknown}: the proposal would fail; nothing was sent");
    fixture.ada.refused(&["propose", &unknown], 4, &[&first, "| there is no budget 9"]);
    let revoked = fixture.carry(&fixture.ada, &fixture.paper("revoke.toml", "", revoke), &[]);
    fixture.stranger.json(&["proposal", "execute", &revoked]);
    assert_eq!((&line()["state"], &line()["due_now"]), (&"revoked".into(), &"0".into()));
    fixture.eve.rejected(&["budget", "draw", "7"], Program::Governance, "BudgetRevoked");
    fixture.eve.rejected(&report, Program::Governance, "BudgetRevoked");
    let table = fixture.stranger.table(&["budget", "list"]);
    assert!(table.lines().nth(1).unwrap().ends_with("  revoked"), "{table}");
    let treasury = fixture.rpc.get_balance(&fixture.at.treasury).unwrap();
    let rent = fixture.rpc.get_balance(&fixture.at.budget(7)).unwrap();
    fixture.stranger.json(&["budget", "close", "7"]);
    assert_eq!(fixture.rpc.get_balance(&fixture.at.treasury).unwrap(), treasury + rent);
    assert_eq!(fixture.stranger.json(&["budget", "list"]), serde_json::json!([]));
}

#[test]
fn who_draws_tokens_opens_the_teams_account_and_the_treasury_does_not() {
    let fixture = PlatformFixture::new();
    let money = Pool::from_bytes(&fixture.account(&fixture.at.pool)).unwrap().dividend_mint;
    let token_account = |owner: &Pubkey| get_associated_token_address(owner, &money);
    let (payer, source) = (fixture.founder.address(), token_account(&fixture.at.treasury));
    let fill = [
        create_associated_token_account(&payer, &fixture.at.treasury, &money, &TOKEN),
        spl_token_interface::instruction::mint_to(&TOKEN, &money, &source, &payer, &[], 900_000_000).unwrap(),
    ];
    fixture.send(&fill, &[&fixture.founder.key]);
    let team = fixture.eve.address();
    let open = format!(
        "[[action]]\nkind = \"open_budget\"\nid = 8\nto = \"{team}\"\nmint = \"{money}\"\nper_day = 2000000\n\
         cap = 500000000\ndays = 90\nreport_every_days = 30\n"
    );
    let small = fixture.paper("small.toml", "track = 0", &open);
    let first = format!("{small}: the proposal would fail; nothing was sent");
    let ids = "| track 0 is optimistic, so its budgets have ids from 2147483648: take 2147483656, not 8";
    fixture.ada.refused(&["propose", &small], 4, &[&first, CLOSED, ids]);
    let address = fixture.carry(&fixture.ada, &fixture.paper("open.toml", "track = 7", &open), &[]);
    fixture.stranger.json(&["proposal", "execute", &address]);
    fixture.travel_to(fixture.now() + DAY);
    let lamports = |key: &Pubkey| fixture.rpc.get_balance(key).unwrap();
    let (treasury, stranger) = (lamports(&fixture.at.treasury), lamports(&fixture.stranger.address()));
    let drawn = || {
        fixture.rpc.get_token_account_balance(&token_account(&team)).unwrap().amount.parse::<u64>().unwrap()
    };
    fixture.stranger.json(&["budget", "draw", "8"]);
    let first = drawn();
    assert!((2_000_000..2_100_000).contains(&first), "{first}");
    assert_eq!(lamports(&fixture.at.treasury), treasury);
    let rent = fixture.rpc.get_minimum_balance_for_rent_exemption(165).unwrap();
    assert!(lamports(&fixture.stranger.address()) < stranger - rent);
    fixture.travel_to(fixture.now() + DAY);
    fixture.stranger.json(&["budget", "draw", "8"]);
    assert!(drawn() > first, "where the account is there, nothing is opened");
}
