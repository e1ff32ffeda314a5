//! The machine's cache: what is dear to make and the same for every clone.

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::ffi::OsString;
use std::fs::File;
use std::path::{Path, PathBuf};

/// `$XDG_CACHE_HOME/makerstake`, or `~/.cache/makerstake`.
pub struct Cache(PathBuf);

impl Cache {
    /// The cache of the user who runs this.
    pub fn find() -> Result<Self> {
        let folder = cache_home(std::env::var_os("XDG_CACHE_HOME"), std::env::var_os("HOME"))
            .context("neither XDG_CACHE_HOME nor HOME is set: set one, the toolchain is kept there")?;
        Ok(Self(folder.join("makerstake")))
    }

    /// A path below the cache.
    pub fn path(&self, path: impl AsRef<Path>) -> PathBuf {
        self.0.join(path)
    }

    /// Waits until no other run does the same to the cache, and keeps others out while the file lives.
    pub fn lock(&self, what: &str) -> Result<File> {
        std::fs::create_dir_all(&self.0).with_context(|| format!("cannot write to {}", self.0.display()))?;
        let file = File::create(self.path(format!("{what}.lock")))?;
        file.lock().context("cannot lock the cache")?;
        Ok(file)
    }

    /// The target folder for one kind of build by one compiler.
    pub fn target(&self, kind: &str, rustc: &str) -> PathBuf {
        self.path(format!("target/{kind}-{rustc}"))
    }
}

/// As the XDG base directory specification has it: a relative path counts as none.
fn cache_home(xdg: Option<OsString>, home: Option<OsString>) -> Option<PathBuf> {
    let set = |value: Option<OsString>| value.map(PathBuf::from).filter(|path| path.is_absolute());
    set(xdg).or_else(|| Some(set(home)?.join(".cache")))
}

/// A short name for content: 16 hexadecimal digits. Parts are told apart by their lengths.
pub fn key<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    hex::encode(&hash.finalize()[..8])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cache_is_where_the_specification_says() {
        let home = || Some(OsString::from("/home/ada"));
        assert_eq!(cache_home(Some("/var/cache/ada".into()), home()), Some("/var/cache/ada".into()));
        assert_eq!(cache_home(Some("".into()), home()), Some("/home/ada/.cache".into()));
        assert_eq!(cache_home(Some("relative".into()), home()), Some("/home/ada/.cache".into()));
        assert_eq!(cache_home(None, home()), Some("/home/ada/.cache".into()));
        assert_eq!(cache_home(None, None), None);
    }

    #[test]
    fn a_key_tells_parts_apart() {
        let of = |parts: &[&str]| key(parts.iter().map(|part| part.as_bytes()));
        assert_eq!(of(&["ab", "c"]).len(), 16);
        assert_eq!(of(&["ab", "c"]), of(&["ab", "c"]));
        assert_ne!(of(&["ab", "c"]), of(&["a", "bc"]));
        assert_ne!(of(&["ab"]), of(&["ab", ""]));
    }
}
