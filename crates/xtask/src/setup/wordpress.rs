//! A WordPress to try the plugin in (`wordpress/`): Debian's, with PHP and MariaDB. Less than a minute to
//! install.

use std::path::Path;

use super::{debian, say};
use crate::process;

const THEME: &str = "/usr/share/wordpress/wp-content/themes/twentytwentythree";
const PACKAGES: [&str; 5] =
    ["wordpress", "wordpress-theme-twentytwentythree", "php-cli", "php-mysql", "mariadb-server-core"];

/// Looks for it, and installs it where that can be done. Never an error: not every system has the packages,
/// and the tests skip by name what they do not find.
pub fn make_sure() {
    let there = Path::new(THEME).is_dir()
        && Path::new("/usr/sbin/mariadbd").is_file()
        && process::find("php").is_some();
    let result =
        if there { Ok(()) } else { debian::install("wordpress", "the plugin is tried in it", &PACKAGES) };
    match result {
        Ok(()) => say("wordpress", "with PHP and MariaDB"),
        Err(error) => say("wordpress", &format!("SKIPPED, the plugin is not tried: {error:#}")),
    }
}
