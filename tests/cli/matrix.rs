//! What people type and save wrongly, one line each: the exit code, and value, place and remedy in what is said. Nothing comes on
//! standard output, and no file is left behind.

use std::collections::BTreeSet;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use makerstake_tests::process::{command, Run};

/// An address that is one.
const A: &str = "4Nd1mBQtrMJVYVfKf2PJy9NZUZdTAsp7D4xWLs4gDB4T";

/// Files that the table names.
const FILES: &[(&str, &[u8])] = &[
    ("empty.csv", b""),
    ("header.csv", b"content\n"),
    ("hash.csv", b"content\nabc\n"),
    ("kind.csv", b"content,kind\n1111111111111111111111111111111111111111111111111111111111111111,song\n"),
    ("zero.csv", b"content\n0000000000000000000000000000000000000000000000000000000000000000\n"),
    ("semicolons.csv", b"content;kind\nabc;work\n"),
    ("tabs.csv", b"content\tkind\nabc\twork\n"),
    ("column.csv", b"contents\nabc\n"),
    ("twice.csv", b"content,content\na,b\n"),
    ("both.csv", b"content,file\na,b\n"),
    ("short.csv", b"content,kind\nabc\n"),
    ("absent.csv", b"file\nnowhere.flac\n"),
    ("latin.csv", b"content,kind\n\xff,work\n"),
    ("keys.csv", b"key\n"),
    ("nokey.csv", b"key\nnobody.json\n"),
    ("nohandle.csv", b"key,handle\nid.json,a\n"),
    ("norecovery.csv", b"key,recovery\nid.json,abc\n"),
    ("nocolumn.csv", b"wallet\nid.json\n"),
    ("untitled.toml", b"uri = \"https://a.example\"\n"),
    ("unquoted.toml", b"title = \n"),
    ("open.json", b"{\"title\": \"a\","),
    ("latin.toml", b"title = \"\xff\"\n"),
    ("text.txt", b"text"),
    ("text.so", b"#!/bin/sh\n"),
    ("open.key", b"[1,2,3]"),
    ("metadata.json", b"{\"makerstake\":1,\"title\":\"\"}"),
    ("config.yml", b"{\n"),
];

/// A line is what is typed, the exit code, and what is said, in this order, between bars; ADDRESS is one that is.
const TABLE: &str = "
creator show nobody | 2 | 'nobody' | [CREATOR] | give the base58 of 32 bytes, or @handle
creator show @a | 2 | '@a' | a handle has at least 3 characters
creator show @ADDRESS | 2 | a handle has at most 32 characters
creator register --handle a.b | 2 | 'a.b' | --handle | the letters a to z
creator register --recovery abc | 2 | 'abc' | --recovery | give the base58 of 32 bytes
creator register --recovery 0OIl | 2 | '0OIl' | --recovery | give the base58 of 32 bytes
creator register --list empty.csv | 3 | empty.csv: no rows | at least one line below the header
creator register --list keys.csv | 3 | keys.csv: no rows | at least one line below the header
creator register --list nokey.csv | 3 | nokey.csv:2: no keypair file: nobody.json | the column key
creator register --list nohandle.csv | 3 | nohandle.csv:2: a handle has at least 3 characters: a
creator register --list norecovery.csv | 3 | norecovery.csv:2: not an address: give the base58 of 32 bytes: abc
creator register --list nocolumn.csv | 3 | nocolumn.csv:2: | wallet | the columns are key
creator register --list nowhere.csv | 3 | nowhere.csv: No such file | check the path
creator register --list folder | 3 | folder: Is a directory | name a file, not a folder
creator register --list a.csv --handle ada | 2 | '--list <CSV>' cannot be used with '--handle <HANDLE>'
creator update --uri ftp://x --clear | 2 | 'ftp://x' | --uri | give an https://
creator update --uri javascript:alert(1) --clear | 2 | 'javascript:alert(1)' | --uri | give an https://
creator update --uri https:// --clear | 2 | 'https://' | --uri | give an https://
creator update --uri https://x | 2 | --document <FILE>|--hash <SHA256>|--clear
creator update --uri https://x --hash abc | 2 | 'abc' | --hash | give 64 hexadecimal digits
creator update --uri https://x --document nowhere.md | 3 | nowhere.md: No such file | check the path
creator attestor set ADDRESS | 2 | --until <TIME>
creator attestor set ADDRESS --until never | 2 | 'never' | --until | give 2026-12-31
creator attestor set ADDRESS --until 2026-02-30 | 2 | '2026-02-30' | --until | give 2026-12-31
creator attestor set ADDRESS --until 2026-13-01 | 2 | '2026-13-01' | --until | give 2026-12-31
creator attestor set ADDRESS --until 2026-12-31T25:00 | 2 | '2026-12-31T25:00' | --until | give 2026-12-31
creator attestor set ADDRESS --until 31.12.2026 | 2 | '31.12.2026' | --until | give 2026-12-31
creator attestor set ADDRESS --until 2027-01-01 --scope all | 2 | 'all' | --scope | attest, revise, batch
creator attestor revoke ADDRESS --number x | 2 | 'x' | --number | not a whole number
attest | 2 | <FILES>
attest --kind song text.txt | 2 | 'song' | --kind | work, derivative
attest nowhere.flac --creator ADDRESS | 3 | nowhere.flac: No such file | check the path
attest folder --creator ADDRESS | 3 | folder: Is a directory | name a file, not a folder
attest empty.csv --creator ADDRESS | 3 | empty.csv: an empty file is no work
attest text.txt --metadata nowhere.json --creator ADDRESS | 3 | nowhere.json: No such file | check the path
attest text.txt --metadata metadata.json --creator ADDRESS | 3 | metadata.json: | see docs/attestations.md for the format
attest text.txt --metadata open.json --creator ADDRESS | 3 | open.json: | see docs/attestations.md for the format
attest text.txt --list header.csv | 2 | cannot be used with
attest --list empty.csv --creator ADDRESS | 3 | empty.csv:1: give either a column `content` or a column `file` | the columns are creator
attest --list both.csv --creator ADDRESS | 3 | both.csv:1: give either a column `content` or a column `file`: content,file | the columns are creator
attest --list header.csv --creator ADDRESS | 3 | header.csv: no works | at least one line below the header
attest --list hash.csv --creator ADDRESS | 3 | hash.csv:2: not a SHA-256: give 64 hexadecimal digits: abc
attest --list zero.csv --creator ADDRESS | 3 | zero.csv:2: the content's hash is zero: 0000
attest --list kind.csv --creator ADDRESS | 3 | kind.csv:2: | song
attest --list semicolons.csv --creator ADDRESS | 3 | semicolons.csv:1: unknown column: content;kind | save the list as CSV with commas, not with semicolons
attest --list tabs.csv --creator ADDRESS | 3 | tabs.csv:1: unknown column: | save the list as CSV with commas, not with semicolons or tabs
attest --list column.csv --creator ADDRESS | 3 | column.csv:1: unknown column: contents | the columns are creator, content, file
attest --list twice.csv --creator ADDRESS | 3 | twice.csv:1: the column is there twice: content | leave one of them out
attest --list short.csv --creator ADDRESS | 3 | short.csv:2: the row has 1 cells, and the header 2 | save the list as CSV with commas
attest --list absent.csv --creator ADDRESS | 3 | absent.csv:2: | nowhere.flac
attest --list latin.csv --creator ADDRESS | 3 | latin.csv:2: this is not UTF-8 | in UTF-8
attest --list nowhere.csv --creator ADDRESS | 3 | nowhere.csv: No such file | check the path
batch build nowhere.csv --author ADDRESS -o out | 3 | nowhere.csv: No such file | check the path
batch build empty.csv --author ADDRESS -o out | 3 | empty.csv:1: give either a column
batch build header.csv --author ADDRESS -o out | 3 | header.csv: no works | at least one line below the header
batch build hash.csv --author ADDRESS -o out | 3 | hash.csv:2: not a SHA-256: give 64 hexadecimal digits: abc
batch build hash.csv --author abc -o out | 2 | 'abc' | --author | give the base58 of 32 bytes
batch build hash.csv --author ADDRESS | 2 | --out-dir <DIR>
batch build hash.csv --author ADDRESS -o text.txt | 3 | text.txt: | exists
batch verify folder --offline | 3 | folder/batch.json: No such file | build the batch first: `makerstake batch build`
batch prove folder 0 | 3 | folder/batch.json: No such file | build the batch first: `makerstake batch build`
batch prove folder x | 2 | 'x' | <INDEX> | not a whole number
batch prove folder -- -1 | 2 | '-1' | <INDEX> | -1 is not in 0..=4294967295
work show | 2 | FILE|--content <SHA256>|--address <ADDRESS>
work show --content abc | 2 | 'abc' | --content | give 64 hexadecimal digits
work show folder | 3 | folder: Is a directory | name a file, not a folder
work history abc | 2 | 'abc' | [ATTESTATION] | give the base58 of 32 bytes
claim nowhere | 3 | nowhere/manifest.json: No such file | check the path
grant create ADDRESS 5 | 2 | --platform <PLATFORM>
grant create ADDRESS 5 --platform reel | 2 | 'reel' | --platform | or a name (`makerstake config name`)
grant create ADDRESS 0.5.5 --platform ADDRESS | 2 | '0.5.5' | <SHARES> | give whole tokens, such as 1500 or 0.25
grant create ADDRESS 1,000 --platform ADDRESS | 2 | '1,000' | <SHARES> | give whole tokens
grant create ADDRESS 1.000,5 --platform ADDRESS | 2 | '1.000,5' | <SHARES> | give whole tokens
grant create ADDRESS 1e6 --platform ADDRESS | 2 | '1e6' | <SHARES> | give whole tokens
grant create ADDRESS 0x10 --platform ADDRESS | 2 | '0x10' | <SHARES> | give whole tokens
grant create ADDRESS NaN --platform ADDRESS | 2 | 'NaN' | <SHARES> | give whole tokens
grant create ada 5 --platform ADDRESS | 2 | 'ada' | <HOLDER> | or @handle
grant create ADDRESS 5 --platform ADDRESS --cliff soon | 2 | 'soon' | --cliff | give 2026-12-31
grant release ADDRESS/x --platform ADDRESS | 2 | 'ADDRESS/x' | <GRANT> | the id behind / is a number
position withdraw many --platform ADDRESS | 2 | 'many' | [SHARES] | give whole tokens
dividend pay ten --platform ADDRESS | 2 | 'ten' | <AMOUNT> | give whole tokens
dividend pay --platform ADDRESS | 2 | <AMOUNT>
propose text.txt --platform ADDRESS | 3 | text.txt: the name must end in .toml or .json | docs/proposals.md
propose untitled.toml --platform ADDRESS | 3 | untitled.toml: | missing field `title` | docs/proposals.md
propose unquoted.toml --platform ADDRESS | 3 | unquoted.toml:1: | must be quoted | docs/proposals.md
propose open.json --platform ADDRESS | 3 | open.json:1: | docs/proposals.md
propose latin.toml --platform ADDRESS | 3 | latin.toml: | save the file as UTF-8
propose nowhere.toml --platform ADDRESS | 3 | nowhere.toml: No such file | check the path
propose folder --platform ADDRESS | 3 | folder: Is a directory | name a file, not a folder
propose untitled.toml --platform ADDRESS --nonce x | 2 | 'x' | --nonce | not a whole number
vote maybe ADDRESS | 2 | 'maybe' | <CHOICE> | yes, no, abstain
vote yes | 2 | <PROPOSALS>
vote yes abc | 2 | 'abc' | <PROPOSALS> | give the base58 of 32 bytes
proposal show abc | 2 | 'abc' | <PROPOSAL> | give the base58 of 32 bytes
rule list --at soon --platform ADDRESS | 2 | 'soon' | --at | give 2026-12-31
track list | 2 | --platform <PLATFORM>
delegate abc --platform ADDRESS | 2 | 'abc' | [TO] | give the base58 of 32 bytes
captable x | 2 | 'x' | <POOL> | or a name (`makerstake config name`)
tx status abc | 2 | 'abc' | <SIGNATURE> | give the base58 of 64 bytes
tx status ADDRESS | 2 | 'ADDRESS' | <SIGNATURE> | give the base58 of 64 bytes
mint create --decimals 10 | 2 | '10' | --decimals | 10 is not in 0..=9
mint create --supply x | 2 | 'x' | --supply | give whole tokens
program show x | 2 | 'x' | <ADDRESS> | give the base58 of 32 bytes
program set-authority ADDRESS | 2 | --new
program set-authority ADDRESS --new ADDRESS --nobody | 2 | '--new <NEW>' cannot be used with '--nobody'
program extend ADDRESS many | 2 | 'many' | <BYTES> | not a whole number
program write-buffer text.so -k id.json | 3 | text.so: not a program | give the .so that the build made
program write-buffer nowhere.so -k id.json | 3 | nowhere.so: No such file | check the path
program deploy text.so | 2 | --program-id <KEYPAIR_OR_ADDRESS>
platform found unquoted.toml --tracks text.txt --mint-key id.json --scorer ADDRESS --guardian ADDRESS --dividend-mint ADDRESS | 3 | unquoted.toml: line 1: string values must be quoted | docs/operations.md
platform found untitled.toml --tracks text.txt --mint-key id.json --scorer ADDRESS --guardian ADDRESS --dividend-mint ADDRESS | 3 | untitled.toml: line 1: missing field `name` | docs/operations.md
config set color red | 3 | no such setting: color | the settings are url, cluster
config set output xml | 3 | output: give table, json or csv: xml
config set cluster moon | 3 | cluster: not a cluster: give mainnet-beta | : moon
config set platform x | 3 | platform: not an address: give the base58 | : x
config set node ftp://x | 3 | node: give an http(s):// address: ftp://x
config get color | 3 | no such setting: color | the settings are url, cluster
config use nobody | 3 | no such profile: nobody | `makerstake config set --profile nobody url …`
config name @x ADDRESS | 3 | neither empty, nor an address, nor a @handle: @x | choose another
config name ADDRESS ADDRESS | 3 | neither empty, nor an address, nor a @handle: ADDRESS | choose another
config name x y | 2 | 'y' | <ADDRESS> | give the base58 of 32 bytes
watch --every 0 --platform ADDRESS | 2 | '0' | --every | 0 is not in 1..
watch --low x --platform ADDRESS | 2 | 'x' | --low | give whole tokens
watch --state folder --once --platform ADDRESS | 3 | folder: Is a directory | name a file, not a folder
airdrop | 2 | <SOL>
airdrop x | 2 | 'x' | <SOL> | not a whole number
airdrop 99999999999 | 2 | '99999999999' | <SOL> | is not in 1..=1000000
localnet --rpc-port 70000 | 2 | '70000' | --rpc-port | is not in 0..=65535
localnet --rpc-port x | 2 | 'x' | --rpc-port | not a whole number
localnet --bind here | 2 | 'here' | --bind | give 127.0.0.1, for instance
localnet --redeploy | 2 | --ledger <DIR>
localnet --deploy-dir nowhere | 3 | no programs at nowhere: | makerstake_creators.so | run `cargo xtask build`
localnet --upgrade-authority x | 2 | 'x' | --upgrade-authority | give the base58 of 32 bytes
--output xml doctor | 2 | 'xml' | --output | table, json, csv
--errors xml doctor | 2 | 'xml' | --errors | text, json
--cluster x doctor | 2 | 'x' | --cluster | give mainnet-beta, testnet, devnet
--with-compute-unit-price much doctor | 2 | 'much' | --with-compute-unit-price | give `auto` or micro-lamports
--squads x doctor | 2 | 'x' | --squads | give the base58 of 32 bytes
--squads ADDRESS/300 doctor | 2 | 'ADDRESS/300' | --squads | a number from 0 to 255
--signer x doctor | 2 | 'x' | --signer | give ADDRESS=SIGNATURE
--blockhash x doctor | 2 | 'x' | --blockhash | give the base58 of 32 bytes
--sign-only --message-only doctor | 2 | exclude each other | leave one out
-q -v doctor | 2 | '--quiet' cannot be used with '--verbose'
--profile nobody doctor | 3 | no such profile: nobody | `makerstake config set` makes one
-C nowhere.yml doctor | 3 | nowhere.yml: No such file | check the path
-C config.yml doctor | 3 | config.yml: not a Solana CLI configuration | repair it with `solana config set`
-u ftp://x doctor | 3 | not the address of a JSON-RPC node: ftp://x | give http(s)://
-u moon doctor | 3 | not the address of a JSON-RPC node: moon | give http(s)://
-k nowhere.json creator register | 3 | no keypair file: nowhere.json | solana-keygen new -o nowhere.json
-k folder creator register | 3 | folder: a folder is no keypair file | name a file with -k
-k text.txt creator register | 3 | text.txt: other users of this machine can read the keypair file: mode 644 | chmod 600 text.txt
-k open.key creator register | 3 | open.key: not a keypair file | a JSON array of 64 numbers
-k prompt://?account=1 creator register | 3 | not a key of a seed phrase: prompt://?account=1 | write prompt://
-k usb://ledger creator register | 3 | cannot speak to hardware wallets: usb://ledger | --features ledger
completions tcsh | 2 | 'tcsh' | [SHELL] | bash, elvish, fish, powershell, zsh
completions | 2 | <SHELL>
completions --names files | 2 | 'files' | --names | platforms, profiles
man --out-dir text.txt | 3 | text.txt: File exists | check the disk and the path
unknown | 2 | unrecognized subcommand 'unknown'
dist export folder | 2 | --holder <ADDRESS>
epoch next | 2 | --platform <PLATFORM>
holder show x --platform ADDRESS | 2 | 'x' | [HOLDER] | or @handle
treasury --platform x | 2 | 'x' | --platform | or a name
";

fn names(dir: &Path) -> BTreeSet<String> {
    let entries = std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().file_name());
    entries.map(|name| name.to_string_lossy().into_owned()).collect()
}

#[test]
fn every_bad_input_is_told_by_its_value_its_place_and_a_remedy() {
    let dir = tempfile::tempdir().unwrap();
    for (name, bytes) in FILES {
        let path = dir.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        let mode = if name.ends_with(".key") { 0o600 } else { 0o644 };
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
    }
    std::fs::create_dir(dir.path().join("folder")).unwrap();
    let _ = makerstake_tests::process::keypair_file(dir.path(), "id.json");
    let before = names(dir.path());
    let mut wrong = Vec::new();
    for line in TABLE.lines().filter(|line| !line.is_empty()) {
        let line = line.replace("ADDRESS", A).replace(&format!("<{A}"), "<ADDRESS");
        let line =
            line.replace(&format!("_OR_{A}"), "_OR_ADDRESS").replace(&format!("give {A}="), "give ADDRESS=");
        let mut parts = line.split(" | ");
        let typed: Vec<&str> = parts.next().unwrap().split(' ').collect();
        let code: i32 = parts.next().unwrap().parse().unwrap();
        let url = if typed.contains(&"-u") { vec![] } else { vec!["-u", "http://127.0.0.1:1"] };
        let mut command = command(&[&url[..], &typed].concat());
        command.current_dir(dir.path()).env("MAKERSTAKE_CONFIG", dir.path().join("none.toml"));
        let run = Run::from(command.output().unwrap());
        let mut rest = run.err.as_str();
        let is_told = parts.all(|words| {
            let found = rest.find(words).map(|at| &rest[at..]);
            rest = found.unwrap_or(rest);
            found.is_some()
        });
        if (run.code, run.out.as_str(), is_told) != (code, "", true) {
            wrong.push(format!("{line}\n=> {} {}{}", run.code, run.out, run.err));
        }
        let after = names(dir.path());
        let is_left = |name: &&String| !before.contains(*name) && *name != "out";
        assert_eq!(after.iter().find(is_left), None, "{line} leaves a file behind");
        if let Ok(out) = std::fs::read_dir(dir.path().join("out")) {
            assert_eq!(out.count(), 0, "{line} leaves a half-written batch behind");
        }
    }
    assert!(wrong.is_empty(), "{} lines are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_profile_file_with_a_mistake_is_told_by_its_line() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("profile.toml");
    std::fs::write(&file, "[profile.x]\nurl = 3\n").unwrap();
    let run = Run::from(command(&["doctor"]).env("MAKERSTAKE_CONFIG", &file).output().unwrap());
    let said = format!(
        "{}:2: invalid type: integer `3`, expected a string\n  see docs/cli.md for the format\n",
        file.display()
    );
    assert_eq!((run.code, run.err, run.out.as_str()), (3, said, ""));
}
