//! From programs to modules. The compiler links one program after the other, on one core for most of that time; bindings,
//! shrinking and compressing of a program run on another core meanwhile.

use std::collections::BTreeMap;
use std::panic::resume_unwind;
use std::path::PathBuf;
use std::sync::mpsc::{Sender, channel};
use std::thread;

use anyhow::{Context, Result};

use super::bindings::{self, Module};
use super::{Mode, Selection, compile, compress};
use crate::clock::Stopwatch;
use crate::toolchain::WasmToolchain;
use crate::workspace::Workspace;

/// A program as the linker left it.
struct Linked {
    name: &'static str,
    wasm: PathBuf,
    compiled: String,
}

/// Modules by name, ready for the browser.
pub type Modules = BTreeMap<String, Module>;
/// By name, what the linker wrote.
pub type LinkedFiles = BTreeMap<&'static str, PathBuf>;

/// Builds all wanted programs. The first failure ends it.
pub fn build(workspace: &Workspace, wanted: &Selection) -> Result<(Modules, LinkedFiles)> {
    let (sender, linked) = channel();
    thread::scope(|scope| {
        let finishing =
            scope.spawn(move || linked.into_iter().map(|it| finish(workspace, wanted.mode, &it)).collect());
        let compiled = compile_all(workspace, wanted, sender);
        let finished: Result<Modules> = finishing.join().unwrap_or_else(|panic| resume_unwind(panic));
        Ok((finished?, compiled?))
    })
}

/// Compiles one program after the other and hands each on.
fn compile_all(workspace: &Workspace, wanted: &Selection, sender: Sender<Linked>) -> Result<LinkedFiles> {
    let toolchain = WasmToolchain::prepare(workspace)?;
    let mut files = LinkedFiles::new();
    for (name, program) in compile::programs(workspace, wanted)? {
        let watch = Stopwatch::start();
        let wasm = compile::compile(workspace, &toolchain, &program, wanted.mode)?;
        files.insert(name, wasm.clone());
        if sender.send(Linked { name, wasm, compiled: watch.text() }).is_err() {
            // Finishing an earlier one has failed, and says so.
            break;
        }
    }
    drop(sender);
    Ok(files)
}

fn finish(workspace: &Workspace, mode: Mode, linked: &Linked) -> Result<(String, Module)> {
    let Linked { name, wasm, compiled } = linked;
    let watch = Stopwatch::start();
    let module = bindings::generate(workspace, name, wasm, mode)
        .with_context(|| format!("cannot make the JavaScript bindings of {name}"))?;
    if mode == Mode::Release {
        compress::prepare(workspace, module.files())?;
    }
    println!("      {name}: {compiled} compiling, then {}; {} KB", watch.text(), module.wasm_size() / 1000);
    Ok(((*name).to_owned(), module))
}
