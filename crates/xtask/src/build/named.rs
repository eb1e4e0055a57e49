//! Names of the program's files: `p-<sum>.js`, `p-<sum>.wasm`, where the sum is the file's SHA-256 in base64,
//! which the loader also checks them by (`src/loader/program-file.js`). Neutral, since they stay in the
//! browser's file cache; and never the same for another content, so that they may be cached for ever.

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use sha2::{Digest, Sha256};

/// A file of the program.
pub struct Named {
    /// SHA-256 in base64 without padding, and without `+` and `/`.
    pub sum: String,
    /// `js` or `wasm`.
    kind: &'static str,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl Named {
    /// A JavaScript module. A comment of one number at its end makes its sum one that a file can be named by.
    pub fn module(text: &[u8]) -> Self {
        Self::new("js", text, |number| format!("//{number}").into_bytes())
    }

    /// A WebAssembly module. What makes its sum one that a file can be named by is a custom section without a
    /// name.
    pub fn wasm(bytes: &[u8]) -> Self {
        Self::new("wasm", bytes, |number| vec![0, 2, 0, number])
    }

    fn new(kind: &'static str, bytes: &[u8], tail: impl Fn(u8) -> Vec<u8>) -> Self {
        let all = |number| [bytes, &tail(number)].concat();
        let sum = |bytes: &[u8]| STANDARD_NO_PAD.encode(Sha256::digest(bytes));
        // One in four sums will do: that none of 256 does will not happen.
        let number =
            (0..=u8::MAX).find(|number| !sum(&all(*number)).contains(['+', '/'])).unwrap_or_default();
        let bytes = all(number);
        Self { sum: sum(&bytes), kind, bytes }
    }

    /// Its name in `pkg/`.
    pub fn name(&self) -> String {
        format!("p-{}.{}", self.sum, self.kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_the_sum_of_the_whole_file_and_needs_no_escape() {
        for content in [b"a".as_slice(), b"b", b"c", b"export {};"] {
            for file in [Named::module(content), Named::wasm(content)] {
                assert_eq!(STANDARD_NO_PAD.encode(Sha256::digest(&file.bytes)), file.sum);
                assert!(file.bytes.starts_with(content));
                assert!(file.sum.len() == 43 && file.sum.bytes().all(|byte| byte.is_ascii_alphanumeric()));
                assert!(file.name().starts_with("p-"));
            }
        }
    }
}
