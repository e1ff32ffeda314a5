//! Help, version, completions, manual pages.

use makerstake_tests::process::run;

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
    }
}
