//! Bytes made small as a server sends them: for `Content-Encoding`, and for files that lie compressed beside
//! others.

use std::io::{self, Write as _};

/// Compressed by brotli at its best (`-q 11`, window 22).
///
/// # Errors
/// None that memory does not make.
pub fn brotli(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    let params = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: bytes.len(),
        ..Default::default()
    };
    brotli::BrotliCompress(&mut &*bytes, &mut out, &params)?;
    Ok(out)
}

/// Compressed by gzip at its best (`-9`), without name and date.
///
/// # Errors
/// None that memory does not make.
pub fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compression_is_the_same_every_time_and_smaller() {
        let text = "020-50 50 50 ".repeat(100).into_bytes();
        for compress in [brotli, gzip] {
            let once = compress(&text).unwrap();
            assert_eq!(once, compress(&text).unwrap());
            assert!(once.len() < text.len() / 5);
        }
    }
}
