//! The tables as maps, and the bytes that pin them.

use std::{fs, path::Path};

use super::{Evidence, Work, Works};
use crate::{
    error::{Error, Fault, Result},
    sha,
    verify::base58,
    Digest,
};

/// The rows of a file behind its header.
fn rows(path: &Path, header: &str) -> Result<Vec<Vec<String>>> {
    let text = fs::read_to_string(path).map_err(Error::io(path))?;
    // The numbers of a day have a line in front that says which day.
    let body = match text.split_once('\n') {
        Some((first, rest)) if first.starts_with("day ") => rest,
        _ => &text,
    };
    let Some(body) = body.strip_prefix(&format!("{header}\n")) else {
        return Err(Fault::new("wrong header", body.lines().next().unwrap_or_default(), header).of(path));
    };
    let row = |line: &str| line.split(',').map(str::to_owned).collect();
    Ok(body.lines().map(row).collect())
}

pub(super) fn read(evidence: &Evidence<'_>) -> Result<Works> {
    let mut works = Works::new();
    for row in rows(evidence.works, "creator,work,window,endorsements")? {
        let [creator, work, window, endorsements] = fields(&row, evidence.works)?;
        let attested = (window.parse().unwrap_or(u8::MAX), whole(endorsements, evidence.works)?);
        entry(&mut works, creator, work, evidence.works)?.attested = Some(attested);
    }
    if let Some(path) = evidence.parts {
        for row in rows(path, "creator,work,holder,bps")? {
            let [creator, work, holder, bps] = fields(&row, path)?;
            let bps = whole(bps, path)?.try_into().unwrap_or(u16::MAX);
            entry(&mut works, creator, work, path)?.parts.insert(address(holder, path)?, bps);
        }
    }
    let this = evidence.engagement.iter().map(|path| (*path, 0));
    for (path, window) in this.chain(evidence.before.iter().map(|path| (*path, 1))) {
        for row in rows(path, "creator,work,metric,value")? {
            let [creator, work, metric, value] = fields(&row, path)?;
            if work.is_empty() && window == 1 {
                continue;
            }
            let values = &mut entry(&mut works, creator, work, path)?.values;
            *values.entry((metric.to_owned(), window)).or_default() += whole(value, path)?;
        }
    }
    Ok(works)
}

/// SHA-256 of all rows in order.
pub(super) fn hash(works: &Works) -> Digest {
    let mut bytes = b"makerstake inputs v2\n".to_vec();
    for ((creator, content), work) in works {
        let mut line = |name: &str, window: u8, value: u64| {
            bytes.extend([&creator[..], content, &[name.len() as u8], name.as_bytes()].concat());
            bytes.push(window);
            bytes.extend(value.to_be_bytes());
        };
        if let Some((window, endorsements)) = work.attested {
            line("", window, endorsements);
        }
        for ((metric, window), value) in &work.values {
            line(metric, *window, *value);
        }
        for (holder, bps) in &work.parts {
            bytes.extend([&creator[..], content, &[255], holder, &bps.to_be_bytes()].concat());
        }
    }
    sha::of_bytes(&bytes)
}

fn entry<'a>(works: &'a mut Works, creator: &str, work: &str, path: &Path) -> Result<&'a mut Work> {
    let mut content = [0; 32];
    if !work.is_empty() && hex::decode_to_slice(work, &mut content).is_err() {
        return Err(Fault::new("not a content hash", work, "64 hexadecimal digits").of(path));
    }
    Ok(works.entry((address(creator, path)?, content)).or_default())
}

fn fields<'a>(row: &'a [String], path: &Path) -> Result<[&'a str; 4]> {
    match row {
        [a, b, c, d] => Ok([a, b, c, d]),
        _ => Err(Fault::new("not four fields", row.join(","), "see docs/scoring.md").of(path)),
    }
}

fn address(text: &str, path: &Path) -> Result<[u8; 32]> {
    base58::decode(text.as_bytes()).ok_or_else(|| Fault::new("not an address", text, "base58").of(path))
}

fn whole(text: &str, path: &Path) -> Result<u64> {
    text.parse().map_err(|_| Fault::new("not a whole number", text, "digits").of(path))
}
