//! A creator's keys and names.

use solana_keypair::Keypair;

use super::{listed::IDENTITY, Line};

const DAY: i64 = 86_400;

#[test]
fn identity_is_written_once() {
    let line = Line::new();
    let key = |name: &str| line.keep(name, &Keypair::new());
    let (ada, safe, phone, chest) = (key("ada"), key("safe"), key("phone"), key("chest"));
    let [safe_address, phone_address] = [&safe, &phone].map(|(_, address)| address.to_string());
    let [chest_address, ada_address] = [&chest, &ada].map(|(_, address)| address.to_string());

    line.write(&ada, "creator register", 1, &["--handle", "ada-l"]);
    let hash = "5cadaf63b5fa74bb28dee11c0266f37ebb3c63a4b7171b4d20da3b4cedc00e3d";
    line.write(&ada, "creator update", 1, &["--uri", "https://ada.example/profile.json", "--hash", hash]);
    line.write(&ada, "creator handle release", 1, &[]);
    line.write(&ada, "creator handle reclaim", 1, &["ada-l"]);
    line.write(&ada, "creator handle release", 1, &[]);
    line.write(&ada, "creator handle claim", 1, &["countess"]);
    let creator = line.read(&["creator", "show", "@countess"])["creator"].as_str().unwrap().to_owned();

    line.write(&ada, "creator recovery set-key", 1, &[&safe_address]);
    line.write(&ada, "creator offer", 1, &[&phone_address]);
    line.write(&safe, "creator withdraw", 1, &["--creator", &creator]);
    line.write(&safe, "creator recovery begin", 1, &[&creator, &phone_address]);
    line.write(&ada, "creator recovery cancel", 1, &["--creator", &creator]);
    line.write(&safe, "creator recovery begin", 1, &[&creator, &phone_address]);
    line.pass(7 * DAY + 60);
    line.write(&phone, "creator recovery finish", 1, &[&creator]);
    line.write(&phone, "creator recovery set-key", 1, &[&chest_address, "--creator", &creator]);
    line.pass(7 * DAY + 60);
    line.write(&chest, "creator recovery accept-key", 1, &[&creator]);
    line.write(
        &phone,
        "creator recovery remove-key",
        1,
        &["--recovery-key", &chest.0, "--creator", &creator],
    );
    line.write(&phone, "creator offer", 1, &[&ada_address, "--creator", &creator]);
    line.write(&ada, "creator accept", 1, &[&creator]);
    line.pass(30 * DAY);
    line.write(&phone, "creator handle free", 1, &["ada-l"]);

    let shown = line.read(&["creator", "show", &creator]);
    assert_eq!(
        (shown["authority"].as_str(), shown["handle"].as_str()),
        (Some(&*ada_address), Some("countess"))
    );
    assert_eq!(shown["profile_revision"], 1);
    line.assert_ran(&IDENTITY);
}
