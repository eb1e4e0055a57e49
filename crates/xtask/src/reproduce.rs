//! `reproduce`: whether the same sources give the same bytes again. In every test run the steps after the
//! compiler are done once more with nothing known from before; the command compiles everything in another
//! folder as well.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, process};

use anyhow::{Context, Result, bail};

use crate::build::{self, Files};
use crate::content;
use crate::project::Project;
use crate::setup::{self, Compiler, Need};

/// Does every step after the compiler once more, and says whether it gives what is in `pkg/`.
///
/// # Errors
/// When a step fails.
pub fn steps(project: &Project, compiler: &Compiler) -> Result<bool> {
    same(project, &build::again(project, compiler)?)
}

/// Compiles a copy of the sources in another folder, with nothing known from before, and says whether that
/// gives what is in `pkg/`.
///
/// # Errors
/// When the copy cannot be made or does not build.
pub fn elsewhere(project: &Project, compiler: &Compiler) -> Result<bool> {
    let root = env::temp_dir().join(format!("vagvisare-again-{}", process::id()));
    let done = in_copy(project, compiler, &root);
    // What cannot be removed is only space.
    let _ = fs::remove_dir_all(&root);
    done
}

fn in_copy(project: &Project, compiler: &Compiler, root: &Path) -> Result<bool> {
    println!("again in {}", root.display());
    for name in sources(project)? {
        content::write_if_changed(&root.join(&name), &content::read(&project.root.join(&name))?)?;
    }
    // Cargo gives a path as it is, and tools resolve links in it.
    let root = root.canonicalize().with_context(|| root.display().to_string())?;
    let copy = Project { target: root.join("target"), root };
    let found = setup::run(&copy, Need::Build)?;
    if found.compiler.version() != compiler.version() {
        bail!("{} here, {} there", compiler.version(), found.compiler.version());
    }
    build::run(&copy, &found.compiler)?;
    let pkg = copy.pkg();
    let names = names(&pkg, &pkg)?.into_iter().filter(|name| !build::KEPT.contains(&name.as_str()));
    let files =
        names.map(|name| Ok((name.clone(), content::read(&pkg.join(name))?))).collect::<Result<_>>()?;
    same(project, &files)
}

/// What git knows or would take, and is there.
fn sources(project: &Project) -> Result<Vec<PathBuf>> {
    let list = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
    let out = crate::process::output(Command::new("git").current_dir(&project.root).args(list))?;
    let names = String::from_utf8(out).context("git ls-files")?;
    let names = names.split('\0').filter(|name| !name.is_empty()).map(PathBuf::from);
    Ok(names.filter(|name| project.root.join(name).is_file()).collect())
}

/// Whether these files are those of `pkg/`; tells those that are not.
fn same(project: &Project, files: &Files) -> Result<bool> {
    let pkg = project.pkg();
    let mut wrong = Vec::new();
    for (name, bytes) in files {
        match fs::read(pkg.join(name)) {
            Err(_) => wrong.push(format!("{name}: only in the second build")),
            Ok(first) if first != *bytes => wrong.push(format!(
                "{name}: {} in the first build, {} in the second",
                content::hash(&[&first]),
                content::hash(&[bytes])
            )),
            Ok(_) => {}
        }
    }
    let once = |name: &String| !files.contains_key(name) && !build::KEPT.contains(&name.as_str());
    let only = names(&pkg, &pkg)?.into_iter().filter(once);
    wrong.extend(only.map(|name| format!("{name}: only in the first build")));
    for line in &wrong {
        println!("  {line}");
    }
    println!("  {} files, {} not the same", files.len(), wrong.len());
    Ok(wrong.is_empty())
}

/// The files of a folder and its folders as paths from `root`, with `/`.
fn names(root: &Path, folder: &Path) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(names(root, &path)?);
        } else {
            found.push(path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/"));
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_that_differs_a_file_too_many_and_one_too_few_are_seen() {
        let root = env::temp_dir().join(format!("vagvisare-same-{}", process::id()));
        let project = Project { target: root.join("target"), root: root.clone() };
        for (name, bytes) in [("README.md", "x"), ("vagvisare.js", "a"), ("guide/sv.json", "b")] {
            content::write_if_changed(&root.join("pkg").join(name), bytes.as_bytes()).unwrap();
        }
        let is_same = |files: &[(&str, &str)]| {
            let files = files.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.as_bytes().to_vec()));
            same(&project, &files.collect()).unwrap()
        };
        assert!(is_same(&[("vagvisare.js", "a"), ("guide/sv.json", "b")]));
        assert!(!is_same(&[("vagvisare.js", "A"), ("guide/sv.json", "b")]));
        assert!(!is_same(&[("vagvisare.js", "a")]));
        assert!(!is_same(&[("vagvisare.js", "a"), ("guide/sv.json", "b"), ("guide/en.json", "c")]));
        fs::remove_dir_all(root).unwrap();
    }
}
