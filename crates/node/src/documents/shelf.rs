//! Where bytes lie: a folder, or an S3-compatible store.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// Why a shelf failed.
#[derive(Debug, thiserror::Error)]
pub enum ShelfError {
    /// The file system's reason.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// The reason.
        source: std::io::Error,
    },
    /// The object store's reason.
    #[error("the object store failed: {0}")]
    Object(String),
    /// An address this build cannot open.
    #[error("{0}")]
    Address(String),
}

/// Where bytes lie, by their hash.
#[derive(Clone, Debug)]
pub enum Shelf {
    /// A folder: `ab/abcdef…`, each file written whole or not at all.
    Folder(PathBuf),
    /// A bucket.
    #[cfg(feature = "s3")]
    Bucket(std::sync::Arc<dyn object_store::ObjectStore>, object_store::path::Path),
}

impl Shelf {
    /// A folder, or `s3://bucket/prefix` with the credentials of the environment (`AWS_…`).
    ///
    /// # Errors
    /// When it cannot be opened.
    pub fn open(address: &str) -> Result<Self, ShelfError> {
        match address.strip_prefix("s3://") {
            None => {
                let dir = PathBuf::from(address);
                std::fs::create_dir_all(&dir)
                    .map_err(|source| ShelfError::Io { path: dir.clone(), source })?;
                Ok(Self::Folder(dir))
            }
            Some(rest) => Self::bucket(rest),
        }
    }

    #[cfg(feature = "s3")]
    fn bucket(address: &str) -> Result<Self, ShelfError> {
        let (bucket, prefix) = address.split_once('/').unwrap_or((address, ""));
        let store = object_store::aws::AmazonS3Builder::from_env()
            .with_bucket_name(bucket)
            .build()
            .map_err(|error| ShelfError::Object(error.to_string()))?;
        Ok(Self::Bucket(std::sync::Arc::new(store), object_store::path::Path::from(prefix)))
    }

    #[cfg(not(feature = "s3"))]
    fn bucket(address: &str) -> Result<Self, ShelfError> {
        Err(ShelfError::Address(format!("s3://{address}: this build has no S3; build it with --features s3")))
    }

    /// Puts bytes under their hash.
    ///
    /// # Errors
    /// When the shelf fails; then nothing is there.
    pub async fn put(&self, hash: &str, bytes: &[u8]) -> Result<(), ShelfError> {
        match self {
            Self::Folder(dir) => write_whole(&place(dir, hash), bytes).await,
            #[cfg(feature = "s3")]
            Self::Bucket(store, prefix) => {
                let body = object_store::PutPayload::from(bytes.to_vec());
                store.put(&prefix.child(hash), body).await.map(drop).map_err(object)
            }
        }
    }

    /// The bytes under a hash, if they are there.
    ///
    /// # Errors
    /// When the shelf fails.
    pub async fn get(&self, hash: &str) -> Result<Option<Vec<u8>>, ShelfError> {
        match self {
            Self::Folder(dir) => {
                let path = place(dir, hash);
                match tokio::fs::read(&path).await {
                    Ok(bytes) => Ok(Some(bytes)),
                    Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
                    Err(source) => Err(ShelfError::Io { path, source }),
                }
            }
            #[cfg(feature = "s3")]
            Self::Bucket(store, prefix) => match store.get(&prefix.child(hash)).await {
                Ok(found) => found.bytes().await.map(|bytes| Some(bytes.to_vec())).map_err(object),
                Err(object_store::Error::NotFound { .. }) => Ok(None),
                Err(error) => Err(object(error)),
            },
        }
    }

    /// Removes what is under a hash, if it is there.
    ///
    /// # Errors
    /// When the shelf fails.
    pub async fn remove(&self, hash: &str) -> Result<(), ShelfError> {
        match self {
            Self::Folder(dir) => {
                let path = place(dir, hash);
                match tokio::fs::remove_file(&path).await {
                    Ok(()) => Ok(()),
                    Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
                    Err(source) => Err(ShelfError::Io { path, source }),
                }
            }
            #[cfg(feature = "s3")]
            Self::Bucket(store, prefix) => match store.delete(&prefix.child(hash)).await {
                Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
                Err(error) => Err(object(error)),
            },
        }
    }
}

#[cfg(feature = "s3")]
fn object(error: object_store::Error) -> ShelfError {
    ShelfError::Object(error.to_string())
}

fn place(dir: &Path, hash: &str) -> PathBuf {
    dir.join(hash.get(..2).unwrap_or("xx")).join(hash)
}

/// A name that only this writer uses, then the whole file under its own.
async fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), ShelfError> {
    let io = |source| ShelfError::Io { path: path.to_path_buf(), source };
    let dir = path.parent().unwrap_or(Path::new("."));
    tokio::fs::create_dir_all(dir).await.map_err(io)?;
    let unfinished = path.with_extension(format!("{:016x}.part", rand::random::<u64>()));
    let written = async {
        tokio::fs::write(&unfinished, bytes).await?;
        tokio::fs::File::open(&unfinished).await?.sync_all().await?;
        tokio::fs::rename(&unfinished, path).await
    };
    match written.await {
        Ok(()) => Ok(()),
        Err(source) => {
            let _ = tokio::fs::remove_file(&unfinished).await;
            Err(io(source))
        }
    }
}
