//! Backtraces that nobody can see: the standard library brings what prints them, and in a browser there are no frames to print.
//!
//! Called is none of it, yet the linker cannot know that: the printing stands behind the panic hook.

use anyhow::{Context, Result};
use rustc_demangle::demangle;
use walrus::{FunctionBuilder, FunctionId, FunctionKind, LocalFunction, Module, ModuleConfig};

/// The crate that makes names of frames readable.
const READER: &str = "rustc_demangle";

/// Empties the functions that make the names of frames readable; wasm-opt takes away what only they needed.
///
/// # Errors
/// When this is no module.
pub fn leave_out(wasm: &[u8]) -> Result<Vec<u8>> {
    let parsed = ModuleConfig::new().generate_dwarf(false).strict_validate(false).parse(wasm);
    let mut module = parsed.context("the linker's output is no module")?;
    let readers: Vec<FunctionId> = module
        .funcs
        .iter_local()
        .map(|(id, _)| id)
        .filter(|id| module.funcs.get(*id).name.as_deref().is_some_and(reads_frames))
        .collect();
    for id in readers {
        let empty = empty(&mut module, id);
        module.funcs.get_mut(id).kind = FunctionKind::Local(empty);
    }
    Ok(module.emit_wasm())
}

fn reads_frames(name: &str) -> bool {
    demangle(name).to_string().contains(READER)
}

/// A function of the same type that ends the program.
fn empty(module: &mut Module, id: FunctionId) -> LocalFunction {
    let (parameters, results) = {
        let kind = module.types.get(module.funcs.get(id).ty());
        (kind.params().to_vec(), kind.results().to_vec())
    };
    let mut builder = FunctionBuilder::new(&mut module.types, &parameters, &results);
    builder.func_body().unreachable();
    builder.local_func(parameters.into_iter().map(|it| module.locals.add(it)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn module(name: &str) -> Vec<u8> {
        let mut module = Module::default();
        let mut builder = FunctionBuilder::new(&mut module.types, &[], &[walrus::ValType::I32]);
        builder.name(name.to_owned()).func_body().i32_const(7);
        let id = builder.finish(Vec::new(), &mut module.funcs);
        module.exports.add("run", id);
        module.emit_wasm()
    }

    fn is_empty(wasm: &[u8]) -> bool {
        let module = Module::from_buffer(wasm).unwrap();
        let (_, function) = module.funcs.iter_local().next().unwrap();
        let [(only, _)] = function.block(function.entry_block()).instrs.as_slice() else { return false };
        matches!(only, walrus::ir::Instr::Unreachable(_))
    }

    #[test]
    fn only_what_reads_frames_is_emptied() {
        let reader = "_ZN14rustc_demangle8demangle17h0123456789abcdefE";
        assert!(is_empty(&leave_out(&module(reader)).unwrap()));
        assert!(!is_empty(&leave_out(&module("_ZN4core3fmt5write17h0123456789abcdefE")).unwrap()));
    }

    #[test]
    fn what_is_no_module_is_refused() {
        assert!(leave_out(b"no module").is_err());
    }
}
