//! The web servers whose configurations lie in `servers/`: the tests start each of them.

use std::path::Path;

use anyhow::Result;

use super::{debian, say};
use crate::process;
use crate::project::is_ci;

const NGINX_BROTLI: &str = "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so";
const WHY: &str = "the configurations in servers/ are tried in it";

/// Makes sure of nginx, Caddy and Apache. Debian may start nginx and Caddy as services; the tests start their
/// own, on other ports, as nobody. Of Apache only the program is installed.
///
/// # Errors
/// On a build server, when one cannot be had; elsewhere the tests skip it by name.
pub fn all() -> Result<()> {
    let servers: [(&str, bool, &[&str]); 3] = [
        (
            "nginx",
            is_there("nginx") && Path::new(NGINX_BROTLI).is_file(),
            &["nginx", "libnginx-mod-http-brotli-static"],
        ),
        ("caddy", is_there("caddy"), &["caddy"]),
        ("apache", is_there("apache2"), &["apache2-bin"]),
    ];
    for (name, there, packages) in servers {
        let result = if there { Ok(()) } else { debian::install(name, WHY, packages) };
        match result {
            Ok(()) => say(name, "web server"),
            Err(error) if is_ci() => return Err(error),
            Err(error) => say(name, &format!("SKIPPED, servers/ is not tried in it: {error:#}")),
        }
    }
    Ok(())
}

/// Debian keeps servers where an ordinary user's PATH does not look.
fn is_there(program: &str) -> bool {
    process::find(program).is_some() || Path::new("/usr/sbin").join(program).is_file()
}
