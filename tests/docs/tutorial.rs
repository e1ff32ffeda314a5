//! The first hour, lived through: every block of the tutorial is typed in, in its order, against the network of the story.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use makerstake_tests::process::{binary, free_ports, root, story_binary, time};
use serde_json::Value;

use crate::blocks::{blocks, Block};
use crate::shell::{Printed, Shell};

const PAGE: &str = "docs/tutorial.md";

/// The story's network, kept up after the story; stopped when dropped.
struct Stage {
    child: Child,
    url: String,
}

impl Stage {
    /// Plays the story as step 2 says, and waits until it has ended.
    fn set(folder: &Path) -> Self {
        let ((rpc, ws), (app, _)) = (free_ports(), free_ports());
        let [rpc, ws, app] = [rpc, ws, app].map(|port| port.to_string());
        let mut command = Command::new(story_binary());
        command.args(["--rpc-port", &rpc, "--ws-port", &ws, "--app-port", &app, "--cast"]);
        command.arg(folder.join("target/cast"));
        let mut child = command
            .current_dir(root())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .unwrap_or_else(|error| panic!("{}: {error}", story_binary().display()));
        let out = child.stdout.take().expect("standard output is piped");
        let mut lines = BufReader::new(out).lines().map_while(Result::ok);
        let mut told = String::new();
        for line in lines.by_ref() {
            told.push_str(&line);
            told.push('\n');
            if line.contains("press Ctrl-C to stop it") {
                // It says more than this, and must find somebody who listens.
                std::thread::spawn(move || lines.for_each(drop));
                return Self { child, url: format!("http://127.0.0.1:{rpc}") };
            }
        }
        let _ = child.wait();
        panic!("the story did not come to its end:\n{told}");
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The blocks of commands whose mark is this.
fn of(mark: &str) -> Vec<Block> {
    let all = blocks(PAGE).into_iter().filter(|block| block.language == "sh");
    all.filter(|block| block.needs.as_deref() == Some(mark)).collect()
}

/// Types a block in, with what the reader puts in the place of its capitals.
fn type_in(shell: &mut Shell, block: &Block, replace: &[(&str, &str)]) -> Vec<(String, Printed)> {
    let mut printed = Vec::new();
    for mut line in block.commands() {
        for (from, to) in replace {
            line = line.replace(from, to);
        }
        if line.starts_with("alias ") || line.starts_with("export ") {
            shell.define(&format!("{line}\n"));
        } else if !line.starts_with("cargo build") {
            // Built already: this test runs what that command makes.
            let result = shell.run(&line);
            assert_eq!(result.code, 0, "{}: {line}\n{}", block.place(), result.text);
            printed.push((line, result));
        }
    }
    printed
}

#[test]
fn the_first_hour_can_be_lived_through() {
    let folder = tempfile::tempdir().unwrap();
    // Step 1 plays the same story and ends: crates/demo/tests/story.rs. Step 2 plays it here.
    let stage = Stage::set(folder.path());
    let steps = of("the network of step 2");
    let [look, propose, vote] = steps.as_slice() else { panic!("{PAGE} has {} such blocks", steps.len()) };
    let mut shell = Shell::new(folder.path(), &stage.url);
    shell.define("shopt -s expand_aliases\n");
    let command = binary().display().to_string();
    let here = [("target/clients/debug/makerstake", command.as_str()), ("http://127.0.0.1:8899", &stage.url)];

    let seen = type_in(&mut shell, look, &here);
    assert!(seen.iter().any(|(line, printed)| line == "m track list" && printed.text.contains("transfer")));

    let file = blocks("docs/proposals.md").into_iter().find(|block| block.language == "toml").unwrap();
    let write = |text: &str| std::fs::write(folder.path().join("translators.toml"), text).unwrap();
    std::fs::write(folder.path().join("translators.md"), "Subtitles in six languages.\n").unwrap();
    write(&file.text);
    type_in(&mut shell, propose, &here);
    // "Ask for 9,000 SOL instead and see it refused before anything is sent."
    write(&file.text.replace("1500000000 ", "9000000000000 "));
    let refused = shell.run("m propose translators.toml -k target/cast/investor.json");
    assert_eq!(refused.code, 4, "{}", refused.text);
    assert!(refused.text.contains("nothing was sent"), "{}", refused.text);

    let list = shell.run("m proposal list --output json");
    let list: Value =
        serde_json::from_str(&list.text).unwrap_or_else(|error| panic!("{error}: {}", list.text));
    let listed = list.as_array().and_then(|lines| lines.first()).expect("the proposal is listed");
    let (proposal, voting_from) = (listed["proposal"].as_str().unwrap(), time(&listed["voting_from"]));
    let milliseconds = (voting_from * 1_000 + 60_000).to_string();
    let replace = [here[0], here[1], ("MILLISECONDS", milliseconds.as_str()), ("PROPOSAL", proposal)];
    let seen = type_in(&mut shell, vote, &replace);
    let (_, show) = seen.last().expect("the last line shows the proposal");
    assert!(show.text.contains("voting"), "{}", show.text);
    // "`m proposal finalize` and `m proposal execute` say what they wait for until their time has come."
    for command in ["finalize", "execute"] {
        let early = shell.run(&format!("m proposal {command} {proposal} -k target/cast/investor.json"));
        assert_eq!(early.code, 4, "{}", early.text);
        assert!(early.text.contains("error: the vote is not over yet"), "{}", early.text);
    }
}

#[test]
fn every_step_of_the_tutorial_is_typed_in() {
    let marks = [
        "a build of several minutes, and ports 8899 and 8900",
        "the build of step 1, and ports 8899, 8900 and 4173; runs until Ctrl-C",
        "the network of step 2",
    ];
    for block in blocks(PAGE).into_iter().filter(|block| block.language == "sh") {
        let needs = block.needs.as_deref().unwrap_or_default();
        assert!(marks.contains(&needs), "{}: no step of the test: {needs:?}", block.place());
    }
    assert_eq!((of(marks[0]).len(), of(marks[1]).len(), of(marks[2]).len()), (1, 1, 3));
}
