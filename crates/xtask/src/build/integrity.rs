//! `integrity.txt`: the sum of `vagvisare.js`, for the webmaster who wants the browser to check the script by
//! it.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha384};

/// What the attribute `integrity` says (<https://www.w3.org/TR/sri-2/>). `vagvisare snippet` and `pack`
/// reckon it too.
pub fn value(script: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(script)))
}

/// The file: the value first, then what it does and what it costs.
pub fn make(script: &[u8]) -> Vec<u8> {
    let value = value(script);
    format!(
        "{value}

Det är summan av vagvisare.js i den här mappen. Skriv den på skriptets rad, så kör webbläsaren bara just
den filen:

<script src=\"/vagvisare/vagvisare.js\"
  integrity=\"{value}\"
  crossorigin=\"anonymous\"></script>

En rad räcker: skriptet kontrollerar i sin tur programmets filer (p-…) med deras summor. Tre saker att veta:

- En ny version behöver en ny rad. Byts vagvisare.js men inte raden kör webbläsaren inte skriptet. Då finns
  bara det som står inuti elementet på sidan. Lägg därför en ny version i en ny mapp, byt raden, och ta bort
  den gamla mappen efter någon dag.
- contacts/ och guide/ har ingen summa: numren ska kunna rättas utan en ny rad.
- WebKit (Safari; provat i WebKitGTK 2.50) kontrollerar p-….wasm, men inte p-….js.

In English: this is the sum of vagvisare.js in this folder, for the attributes above. One line is enough,
since the script checks the program's files (p-…) by their sums. A new version needs a new line: where the
file is exchanged and the line is not, the script is not run, and the page has what stands inside the
element. So put a new version into a new folder. contacts/ and guide/ have no sum. WebKit (2.50) checks
p-….wasm, but not p-….js.
"
    )
    .into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_value_is_that_of_the_standard() {
        // The example of https://www.w3.org/TR/SRI/#integrity-metadata-description
        let wanted = "sha384-H8BRh8j48O9oYatfu5AZzq6A9RINhZO5H16dQZngK7T62em8MUt1FLm52t+eX6xO";
        assert_eq!(value(b"alert('Hello, world.');"), wanted);
        let file = String::from_utf8(make(b"alert('Hello, world.');")).unwrap();
        assert!(file.starts_with(wanted) && file.contains(&format!("integrity=\"{wanted}\"")));
    }
}
