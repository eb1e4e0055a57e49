//! `licences`: the licence of every dependency against the list of those that fit ours (EUPL-1.2).

use std::collections::BTreeSet;

use anyhow::Result;
use spdx::{Expression, LicenseReq};

use crate::npm_lock;
use crate::project::Project;
use crate::shipped::{self, Crate};

/// Licences that ask for no more than their text and the authors' names.
const PERMISSIVE: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];
/// Further ones that a tool may have which no visitor and no council gets from us.
const TOOLS_ONLY: &[&str] = &["CC-BY-3.0", "CC-BY-4.0", "CDLA-Permissive-2.0", "MPL-2.0", "Python-2.0"];
/// Our own.
const OURS: &str = "EUPL-1.2";

/// Prints what may not be used and returns whether there is none.
///
/// # Errors
/// When cargo or a lock file cannot be read.
pub fn run(project: &Project) -> Result<bool> {
    let crates = shipped::read(project)?;
    let shipped: BTreeSet<_> = crates.iter().filter(|one| !one.is_ours()).map(Crate::id).collect();
    let mut wrong = Vec::new();
    let mut count = 0;
    for package in shipped::packages(project, &["--all-features"])? {
        let name = package.id();
        let is_ours = package.is_ours();
        let goes_out = shipped.contains(&name);
        count += usize::from(!is_ours);
        if !allowed(package.license.as_deref(), !goes_out, is_ours) {
            wrong.push((name, package.license));
        }
    }
    for folder in ["crates/xtask", "tests"] {
        let packages = npm_lock::read(&project.path(folder).join("package-lock.json"))?;
        for (name, package) in packages.into_iter().filter(|(name, _)| !name.is_empty()) {
            count += 1;
            if !allowed(package.license.as_deref(), true, false) {
                let name = name.trim_start_matches("node_modules/");
                wrong.push((
                    format!("{name} {} (npm, {folder})", package.version.unwrap_or_default()),
                    package.license,
                ));
            }
        }
    }
    for (name, license) in &wrong {
        println!("  {name}: {}, not among those allowed", license.as_deref().unwrap_or("no licence named"));
    }
    println!(
        "  {count} packages, {} of them in the program that councils get; {} not allowed",
        shipped.len(),
        wrong.len()
    );
    Ok(wrong.is_empty())
}

fn allowed(license: Option<&str>, is_tool: bool, is_ours: bool) -> bool {
    let Some(license) = license else { return false };
    if is_ours {
        return license == OURS;
    }
    let Ok(expression) = Expression::parse(&shipped::expression(license)) else { return false };
    expression.evaluate(|one| fits(one, is_tool))
}

fn fits(one: &LicenseReq, is_tool: bool) -> bool {
    let Some(id) = one.license.id() else { return false };
    PERMISSIVE.contains(&id.name) || (is_tool && TOOLS_ONLY.contains(&id.name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn either_side_of_or_is_enough_and_both_of_and_are_needed() {
        assert!(allowed(Some("GPL-3.0-only OR MIT"), false, false));
        assert!(!allowed(Some("GPL-3.0-only AND MIT"), true, false));
        assert!(allowed(Some("MIT/Apache-2.0"), false, false));
        assert!(allowed(Some("Apache-2.0 WITH LLVM-exception"), false, false));
    }

    #[test]
    fn what_goes_out_to_councils_is_held_to_the_shorter_list() {
        assert!(allowed(Some("MPL-2.0"), true, false));
        assert!(!allowed(Some("MPL-2.0"), false, false));
    }

    #[test]
    fn no_licence_is_no_permission() {
        assert!(!allowed(None, true, false));
        assert!(!allowed(Some("SEE LICENSE IN FILE"), true, false));
        assert!(allowed(Some("EUPL-1.2"), false, true));
    }
}
