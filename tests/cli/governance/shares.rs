//! Grants, positions and dividends through the command alone, from the first share to the last one that leaves.

use makerstake_client::programs::Program;

use super::fixture::{PlatformFixture, DAY, SHARE};
use makerstake_tests::process::time;

/// Whole shares in base units, as JSON has them.
fn shares(whole: u64) -> serde_json::Value {
    (whole * SHARE).to_string().into()
}

#[test]
fn a_grant_vests_is_released_hastened_given_on_and_taken_back() {
    let fixture = PlatformFixture::new();
    let (eve, now) = (fixture.eve.address().to_string(), fixture.now());
    let [cliff, end] = [now + 10 * DAY, now + 100 * DAY].map(|at| at.to_string());
    let vesting = ["--cliff", &cliff, "--end", &end, "--revocable", "--transferable"];
    let create = [&["grant", "create", &eve, "1000"], &vesting[..]].concat();
    let authority = format!("sign as {} (-k)", fixture.founder.address());
    let not = format!("error: the signer is not the pool's authority: {eve}");
    fixture.eve.refused(&create, 3, &[&not, &authority]);
    let backwards = ["grant", "create", &eve, "1", "--cliff", "2027-01-01", "--end", "2026-12-01"];
    assert!(fixture.founder.run("json", &backwards).err.contains("the times of a grant are in order"));
    let fine = ["grant", "create", &eve, "0.0000001"];
    fixture.founder.refused(
        &fine,
        3,
        &["error: more than 6 decimals: 0.0000001", "the mint has no smaller unit: round the list first"],
    );
    fixture.founder.json(&create);
    let grants = fixture.eve.json(&["grant", "list", &eve]);
    let [first, second] = grants.as_array().unwrap().as_slice() else { panic!("{grants}") };
    assert_eq!((&first["id"], &second["id"]), (&0.into(), &1.into()));
    assert_eq!((&second["total"], &second["releasable"]), (&shares(1_000), &shares(0)));
    let table = fixture.eve.table(&["grant", "list", &eve]);
    assert!(table.contains("1000 REEL"), "people see whole tokens with their name:\n{table}");

    let several = "error: this holder has several grants: 0, 1";
    let how = "name one of them by its id, behind a slash: HOLDER/ID";
    fixture.eve.refused(&["grant", "release", &eve], 3, &[several, how]);
    let one = format!("{eve}/1");
    let address = second["grant"].as_str().unwrap();
    let early = format!("error: nothing has vested that was not released: {address}");
    fixture.eve.refused(
        &["grant", "release", &one],
        3,
        &[&early, "see `makerstake grant list` for its times"],
    );
    let before = fixture.eve.json(&["holder", "show"]);
    assert_eq!((&before["shares"], &before["unvested"]), (&shares(2_000), &shares(1_000)));
    fixture.travel_to(now + 55 * DAY);
    let halfway = fixture.eve.json(&["holder", "show"]);
    let releasable = halfway["releasable"].as_str().unwrap().parse::<u64>().unwrap();
    assert!((550 * SHARE..551 * SHARE).contains(&releasable), "{releasable}");
    fixture.stranger.json(&["grant", "release", address]);
    fixture.founder.json(&["grant", "accelerate", &one, "--end", &(now + 60 * DAY).to_string()]);
    let later = ["grant", "accelerate", one.as_str(), "--end", &end];
    fixture.founder.rejected(&later, Program::Equity, "NotSooner");

    fixture.ben.rejected(
        &["grant", "transfer", &one, "--to", &fixture.ben.address().to_string()],
        Program::Equity,
        "NotHolder",
    );
    fixture.eve.json(&["grant", "transfer", &one, "--to", &fixture.stranger.address().to_string()]);
    let given = &fixture.eve.json(&["grant", "list", &eve])[1];
    assert_eq!(given["goes_to"], fixture.stranger.address().to_string());
    fixture.founder.json(&["grant", "revoke", &one]);
    fixture.travel_to(now + 70 * DAY);
    fixture.stranger.json(&["grant", "release", address]);
    let stranger = fixture.stranger.json(&["holder", "show"]);
    assert_ne!(stranger["shares"], shares(0), "what vested before goes to the new holder, in a new position");
    fixture.eve.json(&["grant", "close", address]);
    assert_eq!(fixture.eve.json(&["grant", "list", &eve]).as_array().unwrap().len(), 1);
}

#[test]
fn shares_leave_wait_come_back_and_are_put_in_again() {
    let fixture = PlatformFixture::new();
    let ben = fixture.ben.address().to_string();
    let held = |name: &str| fixture.ben.json(&["holder", "show"])[name].clone();
    assert_eq!((held("shares"), held("votes")), (shares(3_000_000), shares(0)), "ben's votes are with ada");
    assert_eq!(fixture.ada.json(&["holder", "show"])["votes"], shares(9_000_000));

    let empty = format!("error: no shares wait to be paid out: {ben}");
    let how = "say how many to take out: `makerstake position withdraw SHARES`";
    fixture.ben.refused(&["position", "withdraw"], 3, &[&empty, how]);
    fixture.ben.json(&["position", "withdraw", "1000000.5"]);
    assert_eq!((held("shares"), held("leaving")), ("1999999500000".into(), "1000000500000".into()));
    fixture.ben.json(&["position", "cancel"]);
    assert_eq!((held("shares"), held("leaving")), (shares(3_000_000), shares(0)));
    let told = fixture.ben.run("json", &["position", "withdraw", "1000"]);
    assert!(told.err.contains("they can be paid out from 20"), "{}", told.err);
    let early = fixture.ben.run("json", &["position", "withdraw"]);
    assert!(early.err.contains("the shares cannot be paid out yet: 1000 REEL"), "{}", early.err);
    fixture.travel_to(time(&held("leaving_from")));
    fixture.ben.json(&["position", "withdraw"]);
    fixture.ben.json(&["position", "deposit", "400"]);
    let stranger = fixture.stranger.address().to_string();
    fixture.ben.json(&["position", "deposit", "600", "--into", &stranger]);
    assert_eq!(held("shares"), shares(2_999_400));
    let given = fixture.stranger.json(&["holder", "show"]);
    assert_eq!((&given["shares"], &given["earned"]), (&shares(600), &shares(0)), "bought, not earned");

    fixture.founder.rejected(&["position", "open"], Program::Equity, "HolderGoverns");
    fixture.guardian.json(&["position", "open"]);
    fixture.guardian.json(&["position", "close"]);
    let gone = format!("error: this holder has no position: {}", fixture.guardian.address());
    let open = "if the shares are a creator's, name it with --creator; `makerstake position open` opens one";
    fixture.guardian.refused(&["position", "close"], 3, &[&gone, open]);
}

#[test]
fn a_dividend_is_paid_in_whole_tokens_and_collected_by_each() {
    let fixture = PlatformFixture::new();
    let pool = fixture.account(&fixture.at.pool);
    let pool = makerstake_client::generated::equity::accounts::Pool::from_bytes(&pool).unwrap();
    let mint = pool.dividend_mint.to_string();
    fixture.founder.json(&["mint", "issue", &mint, "1000"]);
    let paid = fixture.founder.json(&["dividend", "pay", "990.2"]);
    assert_eq!(paid["done"], format!("pay a dividend of 990.2 {mint}"));
    assert_eq!(
        fixture.ada.json(&["holder", "show"])["dividend_due"],
        "599999999",
        "six tenths, rounded down"
    );
    let before = fixture.ada.json(&["dividend", "collect"]);
    assert_eq!(before["done"], format!("collect 599.999999 {mint}"));
    let again = fixture.ada.run("json", &["dividend", "collect"]);
    assert!((again.code, again.out.as_str()) == (0, "") && again.err.starts_with("nothing is due to "));
    let signature = before["signature"].as_str().unwrap();
    let status = fixture.eve.json(&["tx", "status", signature]);
    assert!(status["state"].as_str().unwrap().starts_with("landed"), "{status}");
    assert_eq!(status["slot"], before["slot"]);
    let unknown = "1".repeat(64);
    fixture.eve.refused(
        &["tx", "status", &unknown],
        6,
        &[
            &format!("error: the node does not know this transaction: {unknown}"),
            "it cannot land once the block is past to which it was valid; ask another node, too (-u)",
        ],
    );
    let next = fixture.eve.json(&["epoch", "next"]);
    assert_eq!((&next["epoch"], &next["allocation"]), (&0.into(), &shares(3_000_000)));
    assert_eq!(next["scorer"], fixture.scorer.address().to_string());
}
