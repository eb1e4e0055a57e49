//! The crates whose code is compiled into the program that councils get, with what each brings and needs.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::project::Project;
use crate::setup::TARGET;
use crate::{content, process};

/// A crate of the program.
pub struct Crate {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Its licence as it names it itself, with `OR` for the slash of older crates.
    pub license: Option<String>,
    /// Who made it, as it says itself.
    pub authors: Vec<String>,
    /// Where its source is on this machine.
    pub folder: PathBuf,
    /// SHA-256 in hexadecimal of what crates.io sends, from `Cargo.lock`; `None` for our own.
    pub checksum: Option<String>,
    /// `name version` of the crates that it uses.
    pub needs: BTreeSet<String>,
}

impl Crate {
    /// `yew 0.23.0`.
    pub fn id(&self) -> String {
        format!("{} {}", self.name, self.version)
    }

    /// Whether it is of this workspace.
    pub fn is_ours(&self) -> bool {
        self.checksum.is_none()
    }
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

/// A package as cargo knows it.
#[derive(Deserialize)]
pub struct Package {
    name: String,
    version: String,
    /// As it names it itself.
    pub license: Option<String>,
    authors: Vec<String>,
    manifest_path: PathBuf,
    /// `None` for the workspace's own.
    source: Option<String>,
}

impl Package {
    /// `yew 0.23.0`.
    pub fn id(&self) -> String {
        format!("{} {}", self.name, self.version)
    }

    /// Whether it is of this workspace.
    pub fn is_ours(&self) -> bool {
        self.source.is_none()
    }
}

/// Every package that the workspace names with these options of `cargo metadata`.
///
/// # Errors
/// When cargo cannot tell.
pub fn packages(project: &Project, options: &[&str]) -> Result<Vec<Package>> {
    let mut command = process::cargo();
    command.current_dir(&project.root).args(["metadata", "--format-version=1"]).args(options);
    let metadata: Metadata =
        serde_json::from_slice(&process::output(&mut command)?).context("cargo metadata")?;
    Ok(metadata.packages)
}

/// Every crate of the program, our own two too, by name and version.
///
/// # Errors
/// When cargo cannot tell.
pub fn read(project: &Project) -> Result<Vec<Crate>> {
    let needs = needs(project)?;
    let lock = content::read(&project.path("Cargo.lock"))?;
    let sums = checksums(&String::from_utf8_lossy(&lock));
    let packages = packages(project, &["--filter-platform", TARGET])?;
    let mut packages: BTreeMap<String, Package> =
        packages.into_iter().map(|package| (package.id(), package)).collect();
    let one = |(id, needs): (String, BTreeSet<String>)| {
        let Package { name, version, license, authors, manifest_path, .. } =
            packages.remove(&id).with_context(|| format!("cargo metadata does not know {id}"))?;
        let license = license.map(|license| expression(&license));
        let folder = manifest_path.parent().map(PathBuf::from).unwrap_or_default();
        Ok(Crate { checksum: sums.get(&id).cloned(), name, version, license, authors, folder, needs })
    };
    needs.into_iter().map(one).collect()
}

/// Each crate of the program with those that it uses. Cargo's tree and not its metadata, where the features
/// that only tests ask for would count.
fn needs(project: &Project) -> Result<BTreeMap<String, BTreeSet<String>>> {
    let tree = process::output(process::cargo().current_dir(&project.root).args([
        "tree",
        "--package=vagvisare-widget",
        "--edges=normal,no-proc-macro",
        "--target",
        TARGET,
        "--prefix=depth",
        "--no-dedupe",
        "--format= {p}",
    ]))?;
    Ok(edges(&String::from_utf8_lossy(&tree)))
}

/// What each crate uses, from lines of `2 yew v0.23.0` that stand as deep as their number says.
fn edges(tree: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut needs: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut path: Vec<String> = Vec::new();
    for line in tree.lines() {
        let mut words = line.split(' ');
        let (Some(Ok(depth)), Some(name), Some(version)) =
            (words.next().map(str::parse::<usize>), words.next(), words.next())
        else {
            continue;
        };
        let id = format!("{name} {}", version.trim_start_matches('v'));
        path.truncate(depth);
        if let Some(user) = path.last() {
            needs.entry(user.clone()).or_default().insert(id.clone());
        }
        needs.entry(id.clone()).or_default();
        path.push(id);
    }
    needs
}

/// `name version` → checksum, of the packages in a `Cargo.lock`.
fn checksums(lock: &str) -> BTreeMap<String, String> {
    let value = |package: &str, key: &str| {
        let after = package.split_once(&format!("\n{key} = \""))?.1;
        Some(after.split_once('"')?.0.to_owned())
    };
    let one = |package: &str| {
        let id = format!("{} {}", value(package, "name")?, value(package, "version")?);
        Some((id, value(package, "checksum")?))
    };
    lock.split("[[package]]").filter_map(one).collect()
}

/// An expression of SPDX: the slash is how crates wrote "or" before.
pub fn expression(license: &str) -> String {
    license.replace('/', " OR ").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crate_uses_what_stands_one_deeper_below_it() {
        let tree = "0 guide v1.0.0 (/here)\n1 yew v0.23.0\n2 slab v0.4.1\n1 talc v5.1.0\n2 slab v0.4.1\n";
        let needs = edges(tree);
        let of = |id: &str| needs[id].iter().map(String::as_str).collect::<Vec<_>>();
        assert_eq!(of("guide 1.0.0"), ["talc 5.1.0", "yew 0.23.0"]);
        assert_eq!(of("talc 5.1.0"), ["slab 0.4.1"]);
        assert!(of("slab 0.4.1").is_empty() && needs.len() == 4);
    }

    #[test]
    fn the_lock_file_says_what_crates_io_sends() {
        let lock = "version = 4\n\n[[package]]\nname = \"a\"\nversion = \"1.0.0\"\nsource = \"r\"\nchecksum = \
                    \"12ab\"\n\n[[package]]\nname = \"ours\"\nversion = \"0.1.0\"\n";
        assert_eq!(checksums(lock), BTreeMap::from([("a 1.0.0".to_owned(), "12ab".to_owned())]));
    }

    #[test]
    fn a_slash_means_or() {
        for license in ["MIT/Apache-2.0", "MIT / Apache-2.0", "MIT OR Apache-2.0"] {
            assert_eq!(expression(license), "MIT OR Apache-2.0");
        }
    }
}
