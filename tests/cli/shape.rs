//! Help, version, completions, manual pages.

use makerstake_tests::process::{binary, run};

#[test]
fn help_goes_to_standard_output_and_names_every_exit_code() {
    let help = run(&["--help"]);
    assert_eq!((help.code, help.err.as_str()), (0, ""));
    for command in
        ["creator", "attest", "batch", "work", "dist", "captable", "localnet", "doctor", "completions"]
    {
        assert!(help.out.contains(&format!("  {command} ")), "{command}");
    }
    for line in ["4  rejected by a program or a node; nothing changed", "6  the transaction may have landed"]
    {
        assert!(help.out.contains(line), "{line}");
    }
}

#[test]
fn an_unknown_command_is_a_usage_error() {
    let unknown = run(&["creators"]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.err.contains("unrecognized subcommand 'creators'"));
    assert!(unknown.err.contains("'creator'"), "it suggests the right one");
    assert_eq!(unknown.out, "");
}

#[test]
fn completions_exist_for_every_shell() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = run(&["completions", shell]);
        assert_eq!(script.code, 0, "{shell}");
        assert!(script.out.contains("makerstake"), "{shell}");
        assert!(script.out.contains("attest"), "{shell}");
    }
}

#[test]
fn there_is_a_manual_page_a_command() {
    let dir = tempfile::tempdir().unwrap();
    let pages = run(&["man", "--out-dir", dir.path().to_str().unwrap()]);
    assert_eq!(pages.code, 0, "{}", pages.err);
    for page in ["makerstake.1", "makerstake-creator-register.1", "makerstake-batch-build.1"] {
        let text = std::fs::read_to_string(dir.path().join(page)).unwrap();
        assert!(text.contains(".SH NAME"), "{page}");
        let (_, codes) = text.split_once(".SH \"EXIT STATUS\"").unwrap_or_else(|| panic!("{page}: {text}"));
        assert!(codes.contains("6  the transaction may have landed; look for its signature first"), "{page}");
    }
    let page = std::fs::read_to_string(dir.path().join("makerstake-attest.1")).unwrap();
    for value in ["derivative: Made from other people", "MAKERSTAKE_KEYPAIR"] {
        assert!(page.replace("\\", "").contains(value), "{value}: {page}");
    }
}

#[test]
fn bash_completes_names_of_the_profile_file_and_what_it_always_did() {
    let dir = tempfile::tempdir().unwrap();
    let config = dir.path().join("config.toml");
    let text = "[names]\nreelhouse = \"4Nd1mBQtrMJVYVfKf2PJy9NZUZdTAsp7D4xWLs4gDB4T\"\nrust = \"4Nd1mBQtrMJVYVfKf2PJy9NZUZdTAsp7D4xWLs4gDB4T\"\n[profile.devnet]\n";
    std::fs::write(&config, text).unwrap();
    let folder = binary().parent().unwrap().to_owned();
    let complete = |words: &str| {
        let script = format!(
            "export PATH={}:$PATH; source <(makerstake completions bash); COMP_WORDS=({words}); \
             COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); \
             _makerstake_names makerstake \"${{COMP_WORDS[COMP_CWORD]}}\" \"${{COMP_WORDS[COMP_CWORD-1]}}\"; echo \"${{COMPREPLY[*]}}\"",
            folder.display()
        );
        let mut bash = std::process::Command::new("bash");
        let output = bash.args(["-c", &script]).env("MAKERSTAKE_CONFIG", &config).output().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{words}");
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    };
    assert_eq!(complete("makerstake epoch next --platform r"), "reelhouse rust");
    assert_eq!(complete("makerstake --profile ''"), "devnet");
    assert_eq!(complete("makerstake config use d"), "devnet");
    assert_eq!(complete("makerstake epoch n"), "next");
    let zsh = run(&["completions", "zsh"]).out;
    assert!(zsh.contains(":PLATFORM:{compadd -- $(makerstake completions --names platforms 2>/dev/null)}'"));
}
