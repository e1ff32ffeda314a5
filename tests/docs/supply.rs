//! What the JavaScript parts build on is pinned, hashed, and runs nothing when it is installed; and every program says in its ELF
//! whom to tell about a weakness.

use serde_json::Value;

use makerstake_tests::process::root;

fn json(path: &str) -> Value {
    let text = std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn every_npm_package_is_pinned_and_hashed_and_runs_no_script() {
    let mut wrong = Vec::new();
    let workspace = json("package.json");
    let members: Vec<&str> =
        workspace["workspaces"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    assert!(members.len() > 1, "a workspace of {} packages", members.len());
    let folders = members.iter().map(|member| (".", *member)).chain([("codegen", "codegen")]);
    for (folder, manifest) in folders {
        let manifest = json(&format!("{manifest}/package.json"));
        for kind in ["dependencies", "devDependencies"] {
            for (name, version) in manifest[kind].as_object().into_iter().flatten() {
                let is_exact =
                    version.as_str().is_some_and(|text| text.starts_with(|c: char| c.is_ascii_digit()));
                if !is_exact {
                    wrong.push(format!("{folder}: {name} is not pinned: {version}"));
                }
            }
        }
        let lock = json(&format!("{folder}/package-lock.json"));
        let packages = lock["packages"].as_object().expect("a lock file lists packages");
        assert!(packages.len() > 10, "{folder}: a lock file of {} packages", packages.len());
        // The members of the workspace are links to folders, whose own entries are named by them.
        let is_ours = |path: &str, package: &Value| {
            path.is_empty() || members.contains(&path) || package["link"] == true
        };
        for (path, package) in packages.iter().filter(|(path, package)| !is_ours(path, package)) {
            if !package["integrity"].as_str().is_some_and(|hash| hash.starts_with("sha512-")) {
                wrong.push(format!("{folder}: {path} has no SHA-512"));
            }
            if package["hasInstallScript"] == true {
                wrong.push(format!("{folder}: {path} would run a script when it is installed"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The fields of a security.txt in an ELF: names and values, each ended by a zero.
fn security_txt(elf: &[u8]) -> Option<Vec<(String, String)>> {
    let find =
        |mark: &[u8]| elf.windows(mark.len()).position(|bytes| bytes == mark).map(|at| at + mark.len());
    let from = find(b"=======BEGIN SECURITY.TXT V1=======\0")?;
    let to = find(b"=======END SECURITY.TXT V1=======\0")?;
    let fields: Vec<String> = elf
        .get(from..to)?
        .split(|byte| *byte == 0)
        .map(|field| String::from_utf8_lossy(field).into_owned())
        .take_while(|field| !field.starts_with("=======END"))
        .collect();
    Some(fields.chunks_exact(2).map(|pair| (pair[0].clone(), pair[1].clone())).collect())
}

#[test]
fn every_program_says_whom_to_tell() {
    for program in ["creators", "attestations", "equity", "governance", "offerings", "moderation"] {
        let path = root().join(format!("target/deploy/makerstake_{program}.so"));
        let elf = std::fs::read(&path).unwrap_or_else(|_| panic!("no {program}: run `cargo xtask build`"));
        let fields = security_txt(&elf).unwrap_or_else(|| panic!("{program} has no security.txt"));
        let value = |name: &str| {
            let found = fields.iter().find(|(field, _)| field == name);
            found.unwrap_or_else(|| panic!("{program}: its security.txt has no {name}")).1.clone()
        };
        assert_eq!(value("name"), format!("Makerstake {program}"));
        assert!(value("contacts").starts_with("link:https://github.com/makerstake/makerstake/security"));
        assert!(value("policy").ends_with("/SECURITY.md") && root().join("SECURITY.md").exists());
        assert_eq!(value("source_code"), value("project_url"));
    }
}

#[test]
fn a_security_txt_is_read_field_by_field() {
    let elf = b"\x7fELF..=======BEGIN SECURITY.TXT V1=======\0name\0X\0policy\0Y\0=======END SECURITY.TXT V1=======\0..";
    let expected = [("name".to_owned(), "X".to_owned()), ("policy".to_owned(), "Y".to_owned())];
    assert_eq!(security_txt(elf).unwrap(), expected);
    assert_eq!(security_txt(b"nothing"), None);
}
