//! The rows of a batch: what the user gives, and what `leaves.csv` holds.
//!
//! Input has a header with any of `creator,content,file,metadata,parent,kind,nonce`; `content` (a SHA-256) or `file`
//! (a path, hashed here) is needed, the rest may be left out. `leaves.csv` always has all six columns but `file`,
//! one line a leaf, no quotes, `\n` at each end.

use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use makerstake_core::hash::is_zero;
use makerstake_core::work::{Kind, Leaf};
use solana_pubkey::Pubkey;

use crate::fault::Fault;
use crate::parse;

/// The header of `leaves.csv`.
pub const HEADER: &str = "creator,content,metadata,parent,kind,nonce";

/// What a list may have.
const COLUMNS: &str = "creator, content, file, metadata, parent, kind, nonce";

/// A stream of leaves from a CSV file.
pub struct Rows {
    path: PathBuf,
    reader: csv::Reader<BufReader<File>>,
    columns: Vec<String>,
    record: csv::StringRecord,
    author: Pubkey,
}

impl Rows {
    /// Opens a file and checks its header.
    ///
    /// # Errors
    /// When it cannot be read, or has a column that means nothing here.
    pub fn open(path: &Path, author: Pubkey) -> Result<Self, Fault> {
        let file = File::open(path).map_err(|error| Fault::io(path, &error))?;
        let mut reader = csv::ReaderBuilder::new().from_reader(BufReader::with_capacity(1 << 20, file));
        let columns: Vec<String> = match reader.headers() {
            Ok(headers) => headers.iter().map(str::to_string).collect(),
            Err(error) => return Err(Fault::csv(path, &error, COLUMNS)),
        };
        let is_known = |column: &String| COLUMNS.split(", ").any(|known| known == column);
        if let Some(column) = columns.iter().find(|column| !is_known(column)) {
            let remedy = if column.contains([';', '\t']) {
                "columns are separated by commas: save the list as CSV with commas, not with semicolons or tabs".to_owned()
            } else {
                format!("the columns are {COLUMNS}; save the file as UTF-8 without a byte order mark")
            };
            return Err(Fault::new("unknown column").value(column).line(path, 1).remedy(remedy));
        }
        if let Some(column) = columns
            .iter()
            .enumerate()
            .find_map(|(at, column)| columns[..at].contains(column).then_some(column))
        {
            let fault = Fault::new("the column is there twice").value(column).line(path, 1);
            return Err(fault.remedy("leave one of them out"));
        }
        let has = |name: &str| columns.iter().any(|column| column == name);
        if has("content") == has("file") {
            let fault = Fault::new("give either a column `content` or a column `file`").line(path, 1);
            return Err(fault.value(columns.join(",")).remedy(format!("the columns are {COLUMNS}")));
        }
        Ok(Self { path: path.to_path_buf(), reader, columns, record: csv::StringRecord::new(), author })
    }

    /// The next leaf, or nothing at the end.
    ///
    /// # Errors
    /// For a row that breaks a rule, with its line.
    pub fn next_leaf(&mut self) -> Result<Option<Leaf>, Fault> {
        let line = self.reader.position().line();
        match self.reader.read_record(&mut self.record) {
            Ok(false) => return Ok(None),
            Ok(true) => {}
            Err(error) => {
                return Err(Fault::csv(&self.path, &error, COLUMNS));
            }
        }
        let line = self.record.position().map_or(line, csv::Position::line);
        self.leaf().map(Some).map_err(|(what, value)| Fault::new(what).value(value).line(&self.path, line))
    }

    fn leaf(&self) -> Result<Leaf, (String, String)> {
        let mut leaf = Leaf {
            author: self.author.to_bytes(),
            creator: self.author.to_bytes(),
            content: [0; 32],
            metadata: [0; 32],
            parent: [0; 32],
            kind: Kind::Work as u8,
            nonce: random_nonce(),
        };
        for (column, value) in self.columns.iter().zip(&self.record) {
            let refused = |what: String| (what, value.to_string());
            match column.as_str() {
                "content" => leaf.content = parse::digest(value).map_err(refused)?,
                "file" => leaf.content = self.hash_file(value).map_err(refused)?,
                // An empty cell is what is left out.
                _ if value.is_empty() => {}
                "creator" => leaf.creator = parse::address(value).map_err(refused)?.to_bytes(),
                "metadata" => leaf.metadata = parse::digest(value).map_err(refused)?,
                "parent" => leaf.parent = parse::address(value).map_err(refused)?.to_bytes(),
                "kind" => leaf.kind = kind(value).map_err(refused)?,
                "nonce" => leaf.nonce = nonce(value).map_err(refused)?,
                _ => {}
            }
        }
        if is_zero(&leaf.content) {
            return Err(("the content's hash is zero".into(), hex::encode(leaf.content)));
        }
        Ok(leaf)
    }

    /// Paths are relative to the CSV file.
    fn hash_file(&self, value: &str) -> Result<[u8; 32], String> {
        let path = self.path.parent().unwrap_or(Path::new("")).join(value);
        let mut file = File::open(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        crate::hash::of_reader(&mut file, |_| {}).map_err(|error| format!("{}: {error}", path.display()))
    }
}

/// A line of `leaves.csv`, without its end.
pub fn line(leaf: &Leaf) -> String {
    format!(
        "{},{},{},{},{},{}",
        Pubkey::new_from_array(leaf.creator),
        hex::encode(leaf.content),
        if is_zero(&leaf.metadata) { String::new() } else { hex::encode(leaf.metadata) },
        if is_zero(&leaf.parent) { String::new() } else { Pubkey::new_from_array(leaf.parent).to_string() },
        leaf.kind,
        hex::encode(leaf.nonce),
    )
}

fn kind(value: &str) -> Result<u8, String> {
    let kind = match value {
        "work" | "0" => Kind::Work,
        "derivative" | "1" => Kind::Derivative,
        "registration" | "2" => Kind::Registration,
        _ => return Err("not a kind: give work, derivative or registration".into()),
    };
    Ok(kind as u8)
}

fn nonce(value: &str) -> Result<[u8; 16], String> {
    let mut nonce = [0; 16];
    hex::decode_to_slice(value, &mut nonce)
        .map_err(|_| "not a nonce: give 32 hexadecimal digits".to_string())?;
    Ok(nonce)
}

/// Sixteen bytes that nobody can guess: a leaf with a guessable content stays private until it is shown.
fn random_nonce() -> [u8; 16] {
    rand::random()
}
