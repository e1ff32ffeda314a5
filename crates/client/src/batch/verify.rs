//! The files of a batch against each other.
//!
//! Nothing here is shared with the builder but SHA-256 itself: the lines are taken apart by hand, the leaves and
//! nodes are hashed from their bytes as the format says, and every node of the tree file is compared.

use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _, Seek as _, SeekFrom};
use std::path::Path;

use sha2::{Digest as _, Sha256};

use super::folder::{Folder, Summary};
use crate::fault::Fault;
use crate::hash;

/// Bytes before the nodes in a tree file.
const TREE_HEADER: u64 = 64;

/// Checks the files of a batch against each other.
///
/// # Errors
/// A contradiction, naming the first thing that does not agree.
pub fn check_files(folder: &Folder, on_read: &mut dyn FnMut(u64)) -> Result<Summary, Fault> {
    let summary = folder.read()?;
    leaves(folder, &summary, on_read)?;
    nodes(&folder.tree(), summary.leaves, &summary.root)?;
    Ok(summary)
}

/// `leaves.csv`: its hash, its number of lines, and each leaf against the lowest level of the tree.
fn leaves(folder: &Folder, summary: &Summary, on_read: &mut dyn FnMut(u64)) -> Result<(), Fault> {
    let path = folder.leaves();
    let io = |error: std::io::Error| Fault::io(&path, &error);
    let mut file = File::open(&path).map_err(io)?;
    let found = hash::of_reader(&mut file, |_| {}).map_err(io)?;
    if found != summary.data_hash {
        return Err(wrong("the file has another hash than batch.json says", hex::encode(found), &path));
    }
    file.rewind().map_err(io)?;
    let tree_path = folder.tree();
    let mut tree = open_at(&tree_path, TREE_HEADER)?;
    let mut lines = BufReader::with_capacity(1 << 20, file).lines();
    let header = lines.next().transpose().map_err(io)?;
    if header.as_deref() != Some("creator,content,metadata,parent,kind,nonce") {
        return Err(wrong("the header is another", header.unwrap_or_default(), &path));
    }
    let author = summary.author.to_bytes();
    let mut count = 0_u64;
    for line in lines {
        let line = line.map_err(io)?;
        let number = count.saturating_add(2);
        let leaf = leaf_hash(&author, &line)
            .ok_or_else(|| Fault::contradiction("not a leaf").value(&line).line(&path, number))?;
        let mut node = [0; 32];
        tree.read_exact(&mut node).map_err(|error| Fault::io(&tree_path, &error))?;
        if node != leaf {
            let failure = Fault::contradiction("the tree holds another leaf than this line gives");
            return Err(failure.value(hex::encode(node)).line(&path, number));
        }
        count = count.saturating_add(1);
        on_read(line.len() as u64);
    }
    if count != u64::from(summary.leaves) {
        return Err(wrong("another number of leaves than batch.json says", count.to_string(), &path));
    }
    Ok(())
}

/// SHA-256(0 ‖ author ‖ creator ‖ content ‖ metadata ‖ parent ‖ kind ‖ nonce), from the text of a line.
pub fn leaf_hash(author: &[u8], line: &str) -> Option<[u8; 32]> {
    let cells: Vec<&str> = line.split(',').collect();
    let [creator, content, metadata, parent, kind, nonce] = cells.as_slice() else { return None };
    let address = |text: &str| match text {
        "" => Some(vec![0; 32]),
        text => bs58::decode(text).into_vec().ok().filter(|bytes| bytes.len() == 32),
    };
    let digest = |text: &str| match text {
        "" => Some(vec![0; 32]),
        text => hex::decode(text).ok().filter(|bytes| bytes.len() == 32),
    };
    let mut bytes = vec![0];
    bytes.extend_from_slice(author);
    bytes.extend(address(creator)?);
    bytes.extend(digest(content)?);
    bytes.extend(digest(metadata)?);
    bytes.extend(address(parent)?);
    bytes.push(kind.parse().ok()?);
    bytes.extend(hex::decode(nonce).ok().filter(|nonce| nonce.len() == 16)?);
    Some(Sha256::digest(&bytes).into())
}

/// `tree.bin`: every node above the leaves, level by level, up to the root.
fn nodes(path: &Path, leaves: u32, root: &[u8; 32]) -> Result<(), Fault> {
    let io = |error: std::io::Error| Fault::io(path, &error);
    let (mut start, mut width) = (TREE_HEADER, u64::from(leaves));
    while width > 1 {
        let above = start + width * 32;
        let (mut children, mut parents) = (open_at(path, start)?, open_at(path, above)?);
        for index in 0..width.div_ceil(2) {
            let (mut left, mut right, mut parent) = ([0; 32], [0; 32], [0; 32]);
            children.read_exact(&mut left).map_err(io)?;
            if index * 2 + 1 < width {
                children.read_exact(&mut right).map_err(io)?;
            }
            parents.read_exact(&mut parent).map_err(io)?;
            let (smaller, larger) = if left < right { (left, right) } else { (right, left) };
            let expected =
                Sha256::new().chain_update([1]).chain_update(smaller).chain_update(larger).finalize();
            if parent != <[u8; 32]>::from(expected) {
                return Err(wrong(
                    "a node is not the hash of its children",
                    format!("byte {}", above + index * 32),
                    path,
                ));
            }
        }
        (start, width) = (above, width.div_ceil(2));
    }
    let mut top = [0; 32];
    open_at(path, start)?.read_exact(&mut top).map_err(io)?;
    if top != *root {
        return Err(wrong("the tree has another root than batch.json says", hex::encode(top), path));
    }
    Ok(())
}

fn open_at(path: &Path, offset: u64) -> Result<BufReader<File>, Fault> {
    let io = |error: std::io::Error| Fault::io(path, &error);
    let mut file = File::open(path).map_err(io)?;
    file.seek(SeekFrom::Start(offset)).map_err(io)?;
    Ok(BufReader::with_capacity(1 << 20, file))
}

fn wrong(what: &str, value: String, path: &Path) -> Fault {
    Fault::contradiction(what).value(value).file(path)
}
