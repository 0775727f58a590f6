//! Compiling the programs to WebAssembly.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use super::{Mode, Selection, split};
use crate::process;
use crate::toolchain::{TARGET, WasmToolchain};
use crate::workspace::{Program, Workspace};

/// Looks the cargo targets of this build up, each with its name in addresses.
///
/// # Errors
/// A program was asked for that no package has.
pub fn programs(workspace: &Workspace, wanted: &Selection) -> Result<Vec<(&'static str, Program)>> {
    let find = |(name, package, target)| {
        let program = workspace.program(package, target);
        Ok((name, program.with_context(|| format!("{package} has no program `{target}`"))?))
    };
    wanted.programs().map(find).collect()
}

/// Compiles one program and returns its module.
///
/// Each program is compiled with its own features only, so that a page never downloads the code of another.
pub fn compile(
    workspace: &Workspace,
    toolchain: &WasmToolchain,
    program: &Program,
    mode: Mode,
) -> Result<PathBuf> {
    let is_split = split::is_split(&program.name);
    let mut command = toolchain.cargo(workspace, if is_split { "rustc" } else { "build" });
    command.args(["--profile", mode.profile(), "--package", &program.package]);
    if program.library {
        command.arg("--lib");
    } else {
        command.args(["--bin", &program.name]);
    }
    let mut features = program.features.clone();
    if is_split {
        features.push(split::FEATURE.to_owned());
    }
    if !features.is_empty() {
        command.args(["--no-default-features", "--features", &features.join(",")]);
    }
    command.arg("--quiet");
    if is_split {
        command.arg("--").args(split::LINKING);
    }
    process::run(&mut command).with_context(|| format!("{} does not compile", program.name))?;
    let folder = toolchain.target_dir(workspace).join(TARGET).join(mode.profile());
    let stem = if program.library { program.name.replace('-', "_") } else { program.name.clone() };
    let module = folder.join(format!("{stem}.wasm"));
    if !module.is_file() {
        bail!("cargo succeeded, but {} is missing", module.display());
    }
    Ok(module)
}
