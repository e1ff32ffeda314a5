//! What went wrong elsewhere and has no room here: no instruction, file or client lets it happen. Incidents that a transaction
//! replays are tests of their program; docs/threat-model.md has all of them.

use std::path::{Path, PathBuf};

use makerstake_client::programs::Program;

use crate::idl;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Every source of these endings below a folder, but for what is generated.
fn sources(folder: &str, endings: &[&str]) -> Vec<(String, String)> {
    let (mut found, mut folders) = (Vec::new(), vec![root().join(folder)]);
    while let Some(folder) = folders.pop() {
        for entry in
            std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() && name != "generated" && name != "node_modules" && name != "dist" {
                folders.push(path);
            } else if endings.iter().any(|ending| name.ends_with(ending)) {
                found.push((path.display().to_string(), std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    assert!(!found.is_empty(), "{folder} has no sources");
    found
}

/// Wormhole, 2022: a look-alike passed for the sysvar of instructions. Here nothing reads a sysvar from an account. An upgrade
/// hands two on to the loader, which compares their addresses: `every_account_is_the_one_that_was_voted_on` in its test.
#[test]
fn wormhole_no_sysvar_is_an_account() {
    let all = idl::instructions();
    assert!(all.contains_key("governance.execute_upgrade"));
    for (instruction, accounts) in all {
        if instruction == "governance.execute_upgrade" {
            continue;
        }
        let sysvars = ["clock", "rent", "instructions", "slot_hashes", "recent_blockhashes", "sysvar"];
        let taken = accounts.iter().find(|account| sysvars.contains(&account.as_str()));
        assert_eq!(taken, None, "{instruction}");
    }
    for (path, text) in sources("programs", &[".rs"]) {
        assert!(
            !text.contains("Sysvar1") && !text.contains("Sysvar<"),
            "{path} reads a sysvar from an account"
        );
    }
}

/// OptiFi, 2022: `program close`, typed by mistake. Nothing here can ask for it, and the runbook forbids it.
#[test]
fn optifi_nothing_here_closes_a_program() {
    for folder in ["crates", "migrations", "programs"] {
        for (path, text) in sources(folder, &[".rs"]) {
            for call in [
                "loader_v3_instruction::close",
                "close_any(",
                "UpgradeableLoaderInstruction::Close",
                "[\"program\", \"close\"",
            ] {
                assert!(!text.contains(call), "{path} has {call}");
            }
        }
    }
    let runbook = std::fs::read_to_string(root().join("RELEASING.md")).unwrap();
    assert!(runbook.contains("Never `program close`"));
}

/// Across, 2026: an indexer believed forged events. Here no client reads one to learn what happened: accounts say it.
#[test]
fn across_no_client_believes_an_event() {
    for folder in ["crates/client/src", "crates/cli/src", "crates/distribution/src", "app/src"] {
        for (path, text) in sources(folder, &[".rs", ".ts", ".tsx"]) {
            for word in ["Program data:", "logsSubscribe", "onLogs", "logs_subscribe"] {
                assert!(!text.contains(word), "{path} reads {word:?}");
            }
        }
    }
}

/// Drift, 2026: blind signatures under durable nonces, which never expire. Here every transaction is signed over a recent
/// blockhash, and no client takes another's bytes to sign.
#[test]
fn drift_no_signature_outlives_its_blockhash() {
    for folder in ["crates/client/src", "crates/cli/src", "app/src"] {
        for (path, text) in sources(folder, &[".rs", ".ts", ".tsx"]) {
            for word in [
                "advance_nonce",
                "advanceNonce",
                "AdvanceNonce",
                "nonce_account",
                "DurableNonce",
                "durableNonce",
            ] {
                assert!(!text.contains(word), "{path} has {word}");
            }
        }
    }
}

/// Neon, 2023: whoever supplied the plug-in decided. Here each program calls its siblings, the token programs and the system
/// program, at addresses that are compiled in: no account of an instruction says whom to ask for weights.
#[test]
fn neon_no_plug_in_decides_a_weight() {
    let known = [
        "system_program",
        "token_program",
        "dividend_token_program",
        "associated_token_program",
        "equity_program",
    ];
    for name in ["cast_vote", "create_proposal", "finalize_proposal"] {
        let instruction = format!("{}.{name}", Program::Governance);
        let accounts = &idl::instructions()[&instruction];
        let programs: Vec<_> = accounts.iter().filter(|account| account.ends_with("program")).collect();
        assert!(
            programs.iter().all(|program| known.contains(&program.as_str())),
            "{instruction}: {programs:?}"
        );
    }
}
