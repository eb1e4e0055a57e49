//! Debian's packages, where there is apt and the right to use it.

use std::process::Command;

use anyhow::{Result, bail};

use super::say;
use crate::process;

/// Installs packages, refreshing apt's lists only when it does not know them.
///
/// # Errors
/// When there is no apt, no right to use it, or the packages cannot be had; with the line a person would
/// type.
pub fn install(what: &str, why: &str, packages: &[&str]) -> Result<()> {
    let names = packages.join(" ");
    let by_hand = format!("as root: apt-get install --no-install-recommends {names}");
    if process::find("apt-get").is_none() {
        bail!("{what} is missing ({why}), and this system has no apt; install what Debian calls {names}");
    }
    let Some(prefix) = privilege() else {
        bail!("{what} is missing ({why}); remedy, {by_hand}");
    };
    say(what, &format!("installing {names}: {why}"));
    if apt(prefix, &["install", "--yes", "--no-install-recommends"], packages).is_ok() {
        return Ok(());
    }
    say(what, "apt's lists are old or missing: apt-get update");
    // An unreachable third source must not stop us: the install says whether it mattered.
    let _ = apt(prefix, &["update"], &[]);
    match apt(prefix, &["install", "--yes", "--no-install-recommends"], packages) {
        Ok(()) => Ok(()),
        Err(error) => bail!("{what} is missing ({why}) and apt could not install it; {by_hand}\n{error:#}"),
    }
}

/// What stands before `apt-get`: nothing for root, sudo where it asks for no password; `None`: not allowed.
fn privilege() -> Option<&'static [&'static str]> {
    if process::answer(Command::new("id").arg("-u")).as_deref() == Some("0") {
        return Some(&[]);
    }
    process::answer(Command::new("sudo").args(["-n", "true"])).map(|_| &["sudo", "-n"] as &[_])
}

fn apt(prefix: &[&str], verb: &[&str], packages: &[&str]) -> Result<()> {
    // Through env: sudo drops variables that are set outside it.
    let mut words = prefix
        .iter()
        .chain(&["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"])
        .chain(verb)
        .chain(packages);
    let Some(program) = words.next() else { return Ok(()) };
    process::output(Command::new(program).args(words)).map(drop)
}
