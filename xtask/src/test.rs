//! `cargo xtask test`: every check of the project, layer by layer, with one closing line.

mod counts;
mod layers;
mod postgres;
pub mod report;

use std::time::Duration;

use anyhow::{Result, bail};
use lexopt::prelude::*;

use self::counts::Counts;
use self::layers::{Context, LAYERS, Layer};
use crate::clock::{Stopwatch, duration_text};
use crate::front::Mode;
use crate::workspace::Workspace;

const USAGE: &str = "\
cargo xtask test [--only LAYER[,LAYER]] [--quick]

  --only    run some layers only
  --quick   test the front ends of the development profile (builds sooner)

Layers, in order:";

/// Runs the layers; an error when anything failed.
///
/// The last line is `N passed, N failed`, with `, N skipped` behind it where something was skipped.
pub fn command(mut arguments: lexopt::Parser) -> Result<()> {
    let mut chosen: Vec<&Layer> = Vec::new();
    let mut mode = Mode::Release;
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("only") => {
                for name in arguments.value()?.string()?.split(',') {
                    chosen.push(layer(name)?);
                }
            }
            Long("quick") => mode = Mode::Quick,
            Short('h') | Long("help") => {
                println!("{USAGE}");
                for layer in &LAYERS {
                    println!("  {:<12} {}", layer.name, layer.about);
                }
                return Ok(());
            }
            other => return Err(other.unexpected().into()),
        }
    }
    let is_full_run = chosen.is_empty();
    if is_full_run {
        chosen = LAYERS.iter().collect();
    }
    let mut context = Context::new(Workspace::open()?, mode, is_full_run);
    let mut report: Vec<(&str, Counts, Duration)> = Vec::new();
    for layer in chosen {
        println!("\n== {}: {}", layer.name, layer.about);
        let watch = Stopwatch::start();
        let counts = context.run(layer);
        report.push((layer.name, counts, watch.elapsed()));
    }
    summarise(&report, &context.finish())
}

fn layer(name: &str) -> Result<&'static Layer> {
    let known = || LAYERS.iter().map(|layer| layer.name).collect::<Vec<_>>().join(", ");
    match LAYERS.iter().find(|layer| layer.name == name.trim()) {
        Some(layer) => Ok(layer),
        None => bail!("there is no layer `{name}`; layers: {}", known()),
    }
}

fn summarise(report: &[(&str, Counts, Duration)], failures: &[String]) -> Result<()> {
    println!("\n{:<12} {:>7} {:>7} {:>8}   time", "layer", "passed", "failed", "skipped");
    let mut total = Counts::default();
    for (name, counts, time) in report {
        let Counts { passed, failed, skipped } = counts;
        println!("{name:<12} {passed:>7} {failed:>7} {skipped:>8}   {}", duration_text(*time));
        total += *counts;
    }
    for failure in failures {
        println!("\nFAILED {failure}");
    }
    println!("\n{total}");
    if total.failed > 0 {
        std::process::exit(1);
    }
    Ok(())
}
