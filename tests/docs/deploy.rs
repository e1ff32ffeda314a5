//! What `deploy/` has for operators is written as systemd, containers and compose want it, and runs commands that exist. None of
//! their tools is needed.

use std::collections::BTreeSet;
use std::fs::read_to_string;

use makerstake_tests::process::root;
use serde_yaml::Value;

use crate::commands::check;

#[test]
fn units_of_systemd_have_their_form_and_run_commands_that_exist() {
    let folder = std::fs::read_dir(root().join("deploy")).unwrap();
    let is_unit = |path: &std::path::PathBuf| {
        path.extension().is_some_and(|extension| extension == "service" || extension == "timer")
    };
    let mut started = 0;
    for path in folder.map(|entry| entry.unwrap().path()).filter(is_unit) {
        let unit = read_to_string(&path).unwrap();
        for line in unit.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let is_section = line.starts_with('[') && line.ends_with(']');
            assert!(is_section || line.split_once('=').is_some(), "{}: {line}", path.display());
            if let Some(command) = line.strip_prefix("ExecStart=/usr/bin/") {
                assert_eq!(check(command), Ok(()), "{}", path.display());
                started += 1;
            }
        }
        if path.extension().is_some_and(|extension| extension == "timer") {
            assert!(path.with_extension("service").exists(), "{} starts nothing", path.display());
        }
    }
    assert_eq!(started, 2);
}

/// The instructions of the container file, each with what follows it, continued lines as one.
fn instructions() -> Vec<(String, String)> {
    let text = read_to_string(root().join("deploy/Containerfile")).unwrap().replace("\\\n", " ");
    let lines = text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    let split =
        |line: &str| line.split_once(' ').map(|(name, rest)| (name.to_owned(), rest.trim().to_owned()));
    lines.map(|line| split(line).unwrap_or_else(|| panic!("no instruction: {line}"))).collect()
}

#[test]
fn the_container_file_has_its_form_and_ends_as_no_root() {
    const KNOWN: [&str; 10] =
        ["FROM", "RUN", "WORKDIR", "COPY", "ARG", "ENV", "USER", "VOLUME", "ENTRYPOINT", "EXPOSE"];
    let instructions = instructions();
    assert_eq!(instructions[0].0, "FROM");
    let mut stages = BTreeSet::new();
    let mut user = "root";
    for (name, rest) in &instructions {
        assert!(KNOWN.contains(&name.as_str()), "{name}");
        match name.as_str() {
            "FROM" => {
                user = "root";
                stages.extend(rest.split_once(" AS ").map(|(_, stage)| stage));
            }
            "USER" => user = rest,
            "COPY" => {
                if let Some(from) = rest.strip_prefix("--from=") {
                    let stage = from.split(' ').next().unwrap();
                    assert!(stages.contains(stage), "COPY from {stage}, which is not built");
                }
            }
            "RUN" => {
                for command in rest.split("&&").map(str::trim).filter(|run| run.starts_with("cargo ")) {
                    assert!(command.contains(" --locked "), "{command}");
                    let manifest = command.split("--manifest-path ").nth(1).unwrap();
                    let manifest = manifest.split(' ').next().unwrap();
                    assert!(root().join(manifest).exists(), "{manifest}");
                }
            }
            "ENTRYPOINT" => assert!(serde_json::from_str::<Vec<String>>(rest).is_ok(), "{rest}"),
            _ => {}
        }
    }
    assert_eq!((user, stages.len()), ("makerstake", 1));
}

fn texts(value: &Value) -> Vec<&str> {
    value.as_sequence().into_iter().flatten().map(|item| item.as_str().expect("a text")).collect()
}

#[test]
fn the_compose_file_has_its_form_and_runs_commands_that_exist() {
    let text = read_to_string(root().join("deploy/compose.yaml")).unwrap();
    let compose: Value = serde_yaml::from_str(&text).unwrap();
    let services = compose["services"].as_mapping().unwrap();
    let names: Vec<&str> = services.keys().map(|name| name.as_str().unwrap()).collect();
    assert_eq!(names, ["network", "node", "watch"]);
    let node = read_to_string(root().join("docs/node.md")).unwrap();
    for (name, service) in services {
        for key in service.as_mapping().unwrap().keys().map(|key| key.as_str().unwrap()) {
            let known = [
                "build",
                "image",
                "entrypoint",
                "command",
                "environment",
                "ports",
                "volumes",
                "depends_on",
                "healthcheck",
                "restart",
            ];
            assert!(known.contains(&key), "{name:?}: {key}");
        }
        let build = &service["build"];
        let folder = root().join("deploy").join(build["context"].as_str().unwrap());
        assert!(folder.join(build["dockerfile"].as_str().unwrap()).exists(), "{name:?}");
        for other in texts(&service["depends_on"]) {
            assert!(names.contains(&other), "{name:?} waits for {other}");
        }
        for volume in texts(&service["volumes"]) {
            let from = volume.split(':').next().unwrap();
            let is_declared = compose["volumes"].get(from).is_some();
            assert!(is_declared || from.starts_with("../"), "{name:?}: {volume}");
        }
        for port in texts(&service["ports"]) {
            assert!(port.starts_with("127.0.0.1:"), "{name:?} lets the network in: {port}");
        }
        let command = texts(&service["command"]);
        if service["entrypoint"].is_null() {
            assert_eq!(check(&format!("makerstake {}", command.join(" "))), Ok(()), "{name:?}");
        } else {
            for flag in command.iter().filter(|word| word.starts_with("--")) {
                assert!(node.contains(&format!("`{flag}`")), "docs/node.md has no {flag}");
            }
        }
    }
}
