//! What an operator hears of, once each, through whatever a command may do with it.

use super::fixture::{PlatformFixture, SOL};

#[test]
fn a_watch_tells_each_piece_of_news_once_and_runs_a_command_for_it() {
    let fixture = PlatformFixture::new();
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (state, metrics, heard) = (file("state"), file("metrics.prom"), file("heard"));
    let exec = format!("cat >> {heard}; echo $MAKERSTAKE_KIND >> {heard}");
    let watch = ["watch", "--once", "--state", &state, "--metrics", &metrics, "--exec", &exec];
    let look = || fixture.stranger.run("json", &watch);
    let quiet = look();
    assert_eq!((quiet.code, quiet.out.as_str()), (0, ""), "{}", quiet.err);

    let eve = fixture.eve.address().to_string();
    let open = format!(
        "[[action]]\nkind = \"open_budget\"\nid = 7\nto = \"{eve}\"\nper_day = {SOL}\ncap = {}\ndays = 90\n\
         report_every_days = 10\n",
        50 * SOL
    );
    let paper = fixture.paper("open.toml", "track = 7", &open);
    let proposed = fixture.ada.json(&["propose", &paper])["proposal"].as_str().unwrap().to_owned();
    let news = look();
    assert_eq!(news.code, 8, "{}", news.err);
    assert!(news.out.contains("“A proposal” is pending"), "{}", news.out);
    assert!(news.out.contains(&format!("makerstake proposal show {proposed}")), "{}", news.out);
    assert_eq!((look().code, look().out.as_str()), (0, ""), "it was told");
    let told = std::fs::read_to_string(&heard).unwrap();
    assert!(told.starts_with("{\"key\":\"proposal/") && told.ends_with("\nproposal\n"), "{told}");

    fixture.travel_to(fixture.proposal(&proposed).voting_from);
    fixture.ada.json(&["vote", "yes", &proposed]);
    let voting = look().out;
    assert!(voting.contains("is voting") && voting.contains("four fifths of a quorum"), "{voting}");
    let poor = [&watch[..], &["--wallet", &eve, "--low", "1000"]].concat();
    assert!(fixture.stranger.run("json", &poor).out.contains(" SOL, less than 1000"));
    let numbers = std::fs::read_to_string(&metrics).unwrap();
    assert!(numbers.contains("makerstake_findings{kind=\"balance\"} 1\n"), "{numbers}");
    assert!(numbers.contains(&format!("makerstake_balance_lamports{{wallet=\"{eve}\"}} ")), "{numbers}");
}
