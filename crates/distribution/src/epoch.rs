//! An epoch's folder: `leaves.csv` becomes `tree.bin` and `manifest.json`.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use crate::{
    address::Address,
    atomic,
    error::{Error, Fault, Result},
    frame::Frame,
    leaves::{self, Leaf},
    manifest::{self, Manifest, Source, Terms},
    sha,
    tree::{TreeBuilder, TreeFile},
    Digest,
};

/// The names of an epoch's files.
#[derive(Clone, Debug)]
pub struct Folder(PathBuf);

/// An epoch that was built.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Built {
    /// What was written.
    pub manifest: Manifest,
    /// SHA-256 of the manifest: the data hash of the distribution.
    pub data_hash: Digest,
}

/// One holder's claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Its place in the tree.
    pub index: u32,
    /// Holder and amount.
    pub leaf: Leaf,
    /// The siblings, lowest first.
    pub proof: Vec<Digest>,
}

impl Folder {
    /// The folder at this path.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self(path.into())
    }

    /// The folder itself.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// `leaves.csv`.
    pub fn leaves(&self) -> PathBuf {
        self.0.join("leaves.csv")
    }

    /// `tree.bin`.
    pub fn tree(&self) -> PathBuf {
        self.0.join("tree.bin")
    }

    /// `manifest.json`.
    pub fn manifest(&self) -> PathBuf {
        self.0.join("manifest.json")
    }

    /// `source.json`, which scoring and import leave for the build.
    pub fn source(&self) -> PathBuf {
        self.0.join("source.json")
    }

    /// `terms.json`, until there is a manifest.
    pub fn terms(&self) -> PathBuf {
        self.0.join("terms.json")
    }

    /// `works.csv`, which `dist inputs` writes.
    pub fn works(&self) -> PathBuf {
        self.0.join("works.csv")
    }

    /// `parts.csv`, which `dist inputs` writes.
    pub fn parts(&self) -> PathBuf {
        self.0.join("parts.csv")
    }

    /// `rule.json`, the canonical form of the economy rule.
    pub fn rule(&self) -> PathBuf {
        self.0.join("rule.json")
    }

    /// Which epoch the folder is for: as its terms say, or its manifest; nothing if it has neither.
    ///
    /// # Errors
    /// When the file cannot be read or is none of ours.
    pub fn frame(&self) -> Result<Option<Frame>> {
        let path = self.terms();
        match fs::read(&path) {
            Ok(text) => Frame::parse(&text).map(Some).map_err(|fault| fault.of(&path)),
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Error::io(&path)(error)),
            Err(_) if !self.manifest().exists() => Ok(None),
            Err(_) => {
                let terms = self.built()?.manifest.terms().map_err(|fault| fault.of(&self.manifest()))?;
                Ok(Some(Frame::from(&terms)))
            }
        }
    }

    /// Says which epoch the folder is for.
    ///
    /// # Errors
    /// When the folder cannot be written, or the window does not go forward.
    pub fn write_frame(&self, frame: &Frame) -> Result<()> {
        let path = self.terms();
        atomic::write(&path, &frame.text().map_err(|fault| fault.of(&path))?)
    }

    /// Makes room for another list for the same epoch: what was built from the present one, and where that came from, would
    /// not be the new one's.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn begin_again(&self) -> Result<()> {
        if let Ok(Some(frame)) = self.frame() {
            self.write_frame(&frame)?;
        }
        remove(&self.manifest())?;
        remove(&self.source())
    }

    /// Notes where `leaves.csv` comes from.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn write_source(&self, source: &Source) -> Result<()> {
        let path = self.source();
        let bytes = manifest::canonical(source).map_err(|fault| fault.of(&path))?;
        atomic::write(&path, &bytes)
    }

    /// Reads where `leaves.csv` comes from.
    ///
    /// # Errors
    /// When the file cannot be read or is not what scoring and import write.
    pub fn read_source(&self) -> Result<Source> {
        let path = self.source();
        let text = fs::read(&path).map_err(Error::io(&path))?;
        let source: std::result::Result<Source, _> = serde_json::from_slice(&text);
        let source =
            source.map_err(|error| Fault::new("not a source", error, "score or import again").of(&path))?;
        source.hashes().map_err(|fault| fault.of(&path))?;
        Ok(source)
    }

    /// Builds `tree.bin` and then `manifest.json` from `leaves.csv`. An older manifest goes first, so that at no moment
    /// a manifest stands beside files that are not its own.
    ///
    /// # Errors
    /// The first row that breaks a rule; when the disk refuses. Then there is no manifest.
    pub fn build(&self, terms: &Terms) -> Result<Built> {
        let path = self.manifest();
        manifest::check_window(terms.window).map_err(|fault| fault.of(&path))?;
        remove(&path)?;
        let mut builder = TreeBuilder::create(&self.tree())?;
        let pinned = leaves::read(&self.leaves(), &terms.limits, |rows| {
            builder.extend(rows, |leaf| leaf.hash(&terms.pool, terms.epoch))
        })?;
        let manifest = Manifest::new(terms, &pinned, &builder.finish()?);
        let bytes = manifest.canonical().map_err(|fault| fault.of(&path))?;
        atomic::write(&path, &bytes)?;
        // The window stands once.
        remove(&self.terms())?;
        Ok(Built { manifest, data_hash: sha::of_bytes(&bytes) })
    }

    /// Reads the manifest.
    ///
    /// # Errors
    /// As [`Manifest::read`].
    pub fn built(&self) -> Result<Built> {
        let (manifest, data_hash) = Manifest::read(&self.manifest())?;
        Ok(Built { manifest, data_hash })
    }

    /// The tree of this folder's manifest.
    ///
    /// # Errors
    /// When the tree is not the one that the manifest names.
    pub fn open_tree(&self, manifest: &Manifest) -> Result<TreeFile> {
        let path = self.tree();
        let tree = TreeFile::open(&path)?;
        let root = hex::encode(tree.summary().root);
        if root != manifest.tree.root || tree.summary().leaves != manifest.leaves.count {
            let what = format!("not the tree of the manifest, whose root is {}", manifest.tree.root);
            return Err(Fault::new(what, root, "build the epoch again").of(&path));
        }
        Ok(tree)
    }

    /// One holder's claim with its proof, or nothing if the epoch does not pay it.
    ///
    /// # Errors
    /// When the files cannot be read, or do not belong together.
    pub fn claim(&self, holder: &Address) -> Result<Option<Claim>> {
        let Built { manifest, .. } = self.built()?;
        let Some((index, leaf)) = leaves::find(&self.leaves(), holder)? else { return Ok(None) };
        let tree = self.open_tree(&manifest)?;
        let terms = manifest.terms().map_err(|fault| fault.of(&self.manifest()))?;
        self.claim_of(&tree, &terms, index, leaf).map(Some)
    }

    /// The claim of a row with its proof.
    ///
    /// # Errors
    /// When the tree has another leaf there: the list has changed since it was built.
    pub fn claim_of(&self, tree: &TreeFile, terms: &Terms, index: u32, leaf: Leaf) -> Result<Claim> {
        if tree.leaf(index)? != leaf.hash(&terms.pool, terms.epoch) {
            let fault = Fault::new(
                "the row is not in the tree",
                index,
                "the list has changed: build the epoch again",
            );
            return Err(fault.at(&self.leaves(), u64::from(index) + 2));
        }
        Ok(Claim { index, leaf, proof: tree.proof(index)? })
    }
}

/// Removes a file, if it is there.
fn remove(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Error::io(path)(error)),
        _ => Ok(()),
    }
}

#[cfg(test)]
pub(crate) mod tests;
