use std::fs;

use super::*;
use crate::{
    epoch::{
        tests::{listed, terms},
        Folder,
    },
    sha,
};

fn built(count: u64) -> (tempfile::TempDir, Folder) {
    let (scratch, folder, limits) = listed(count);
    folder.build(&terms(limits)).unwrap();
    (scratch, folder)
}

fn refused(folder: &Folder) -> (Option<u64>, String) {
    let error = verify(folder.path()).unwrap_err();
    let refusal = error.refusal().unwrap_or_else(|| panic!("{error}"));
    (refusal.line, refusal.what.clone())
}

#[test]
fn what_was_built_verifies() {
    for count in [1, 2, 3, 5, 64, 65, 1_000, 70_001] {
        let (_scratch, folder) = built(count);
        let verified = verify(folder.path()).unwrap();
        let made = folder.built().unwrap();
        assert_eq!(hex::encode(verified.root), made.manifest.tree.root);
        assert_eq!(verified.data_hash, made.data_hash);
        assert_eq!((verified.leaves, verified.depth), (made.manifest.leaves.count, made.manifest.tree.depth));
        assert_eq!(verified.pool, [2; 32]);
        assert_eq!(verify_tree(&folder.tree(), verified.leaves).unwrap(), verified.root);
    }
}

#[test]
fn any_changed_byte_of_any_file_is_found() {
    let (_scratch, folder) = built(21);
    let size = "not the size of a tree of 21 leaves, 1472 bytes";
    let files = [
        (folder.leaves(), [(Some(22), "not a row of the format"), (Some(23), "not a row of the format")]),
        (folder.tree(), [(None, size), (None, size)]),
        (folder.manifest(), [(None, "not JSON"), (None, "not in canonical form (RFC 8785)")]),
    ];
    for (path, [cut, longer]) in files {
        let whole = fs::read(&path).unwrap();
        for at in 0..whole.len() {
            let mut bytes = whole.clone();
            bytes[at] ^= 1;
            fs::write(&path, &bytes).unwrap();
            let Ok(verified) = verify(folder.path()) else { continue };
            // What only the chain knows: then the manifest's hash is another one.
            assert!(path.ends_with("manifest.json"), "{} byte {at}", path.display());
            assert_ne!(verified.data_hash, sha::of_bytes(&whole));
        }
        fs::write(&path, &whole[..whole.len() - 1]).unwrap();
        assert_eq!(refused(&folder), (cut.0, cut.1.to_owned()));
        fs::write(&path, [&whole[..], b"\n"].concat()).unwrap();
        assert_eq!(refused(&folder), (longer.0, longer.1.to_owned()));
        fs::write(&path, &whole).unwrap();
    }
    verify(folder.path()).unwrap();
}

#[test]
fn each_contradiction_has_its_name_and_line() {
    let (_scratch, folder) = built(10);
    let list = fs::read_to_string(folder.leaves()).unwrap();
    let tree = fs::read(folder.tree()).unwrap();
    let with_list = |change: &dyn Fn(&str) -> String| {
        fs::write(folder.leaves(), change(&list)).unwrap();
        let found = refused(&folder);
        fs::write(folder.leaves(), &list).unwrap();
        found
    };
    let row = "the row is not the tree's leaf".to_owned();
    assert_eq!(with_list(&|list| list.replacen(",14,", ",15,", 1)), (Some(3), row.clone()));
    let swap = |list: &str| {
        let mut lines: Vec<_> = list.lines().collect();
        lines.swap(3, 4);
        lines.join("\n") + "\n"
    };
    assert_eq!(with_list(&swap), (Some(5), "holders are not in strict order".to_owned()));
    let drop_last = |list: &str| list.lines().take(10).collect::<Vec<_>>().join("\n") + "\n";
    assert_eq!(with_list(&drop_last), (None, "number of rows is not the manifest's, 10".to_owned()));
    let format = "not a row of the format".to_owned();
    assert_eq!(with_list(&|list| list.replacen(",14,", ",014,", 1)), (Some(3), format.clone()));
    assert_eq!(with_list(&|list| list.trim_end().to_owned()), (Some(11), format));
    let above = "amount not from 1 to the per-leaf maximum, 70".to_owned();
    assert_eq!(with_list(&|list| list.replacen(",14,", ",71,", 1)), (Some(3), above));
    assert_eq!(
        with_list(&|list| list.replacen("works=1\n", "works=9\n", 1)).1.split(',').next(),
        Some("SHA-256 is not the manifest's")
    );
    assert_eq!(with_list(&|list| list.replacen("score", "points", 1)), (Some(1), "wrong header".to_owned()));
    let mut damaged = tree.clone();
    let node = 64 + 32 * 10 + 5;
    damaged[node] ^= 1;
    fs::write(folder.tree(), damaged).unwrap();
    assert_eq!(refused(&folder), (None, "node 0 of level 1 is not the hash of its children".to_owned()));
}

#[test]
fn manifests_that_lie_are_refused() {
    let (_scratch, folder) = built(10);
    let text = fs::read_to_string(folder.manifest()).unwrap();
    let with = |from: &str, to: &str| {
        assert!(text.contains(from), "{from}");
        fs::write(folder.manifest(), text.replacen(from, to, 1)).unwrap();
        refused(&folder).1
    };
    assert_eq!(with("\"epoch\":3", "\"epoch\":4"), "the row is not the tree's leaf");
    assert_eq!(with("\"allocation\":\"385\"", "\"allocation\":\"386\""), "sum is not the manifest's, 386");
    assert_eq!(with("\"allocation\":\"385\"", "\"allocation\":\"0385\""), "bad value of manifest.allocation");
    assert_eq!(with("\"depth\":4", "\"depth\":5"), "depth is not the manifest's, 5");
    assert_eq!(with("\"count\":10", "\"count\":11"), "not the size of a tree of 11 leaves, 800 bytes");
    assert_eq!(with("\"kind\":\"scored\"", "\"kind\":\"guessed\""), "unknown source.kind");
    assert_eq!(with("\"version\":1", "\"version\":2"), "unknown format");
    assert_eq!(with("{\"allocation\"", "{ \"allocation\""), "not in canonical form (RFC 8785)");
    assert_eq!(with("\"epoch\":3", "\"epoch\":3,\"extra\":1"), "unknown field of manifest");
    assert_eq!(with("\"epoch\":3,", ""), "missing field of manifest");
    assert_eq!(with("\"end\":200", "\"end\":100"), "the window does not go forward");
    assert_eq!(with("\"sha256\":\"", "\"sha256\":\"A"), "bad value of leaves.sha256");
}
