//! Generated files against committed ones.

use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::path::Path;

/// Relative path to content.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Reads every file under a folder; none when there is no folder.
pub fn read(folder: &Path) -> Result<Files> {
    let mut files = Files::new();
    if folder.exists() {
        collect(folder, "", &mut files)?;
    }
    Ok(files)
}

fn collect(folder: &Path, prefix: &str, files: &mut Files) -> Result<()> {
    for entry in std::fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let entry = entry?;
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), &format!("{path}/"), files)?;
        } else {
            files.insert(path, std::fs::read(entry.path())?);
        }
    }
    Ok(())
}

/// Makes a folder hold these files and no others.
pub fn replace(folder: &Path, files: &Files) -> Result<()> {
    if folder.exists() {
        std::fs::remove_dir_all(folder)?;
    }
    for (path, content) in files {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().context("a file without a folder")?)?;
        std::fs::write(path, content)?;
    }
    Ok(())
}

/// What differs, one line a file.
pub fn between(committed: &Files, generated: &Files) -> Vec<String> {
    let mut lines = Vec::new();
    for (path, content) in generated {
        match committed.get(path) {
            None => lines.push(format!("{path} is missing")),
            Some(old) if old != content => {
                lines.push(format!("{path} differs{}", first_difference(old, content)))
            }
            Some(_) => {}
        }
    }
    let left_over = committed.keys().filter(|path| !generated.contains_key(*path));
    lines.extend(left_over.map(|path| format!("{path} is left over")));
    lines
}

fn first_difference(old: &[u8], new: &[u8]) -> String {
    let (old, new) = (String::from_utf8_lossy(old), String::from_utf8_lossy(new));
    let same = old.lines().zip(new.lines()).take_while(|(old, new)| old == new).count();
    format!(" from line {}", same + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(entries: &[(&str, &str)]) -> Files {
        entries.iter().map(|(path, text)| (path.to_string(), text.as_bytes().to_vec())).collect()
    }

    #[test]
    fn every_difference_is_named() {
        let committed = files(&[("a.json", "1\n2\n"), ("b.json", "1"), ("old.json", "")]);
        let generated = files(&[("a.json", "1\n3\n"), ("b.json", "1"), ("new.json", "")]);
        assert_eq!(
            between(&committed, &generated),
            ["a.json differs from line 2", "new.json is missing", "old.json is left over"]
        );
        assert!(between(&committed, &committed).is_empty());
    }
}
