//! The order of a program's functions, so that it packs better.
//!
//! brotli looks back over the whole file, but to look back less far takes fewer bits, and the letters of like
//! functions are counted together: 1.4 KB of 76 when each function follows the one that it is most like.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;

use anyhow::{Context, Result};
use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{CodeSection, FunctionSection, Module};
use wasmparser::{CodeSectionReader, FunctionSectionReader, Parser, Payload, TypeRef};

/// Bytes that are compared as one: an instruction or two. 3 packs as well, 5 and 6 a little worse.
const RUN: usize = 4;
/// Counted with each function, so that the shortest are not like everything.
const FLOOR: usize = 8;

/// The same program, its functions in an order that packs better.
///
/// # Errors
/// When it is no WebAssembly.
pub fn alike_together(wasm: &[u8]) -> Result<Vec<u8>> {
    let mut imported = 0;
    let mut bodies = Vec::new();
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes()),
            _ => {}
        }
    }
    let order = chain(&bodies);
    let mut places = vec![0; order.len()];
    for (place, &function) in (0..).zip(&order) {
        places[function] = place;
    }
    let mut module = Module::new();
    Reorder { imported, order, places }
        .parse_core_module(&mut module, Parser::new(0), wasm)
        .context("the order of the functions")?;
    Ok(module.finish())
}

/// Each function after the one that has most of what it is made of; begins with the last one. The same input
/// gives the same order on every machine: what is compared is counts.
fn chain(bodies: &[&[u8]]) -> Vec<usize> {
    let runs: Vec<BTreeSet<&[u8]>> = bodies.iter().map(|body| body.windows(RUN).collect()).collect();
    let mut holders: BTreeMap<&[u8], Vec<usize>> = BTreeMap::new();
    for (function, runs) in runs.iter().enumerate() {
        for run in runs {
            holders.entry(run).or_default().push(function);
        }
    }
    let mut left: BTreeSet<usize> = (0..bodies.len()).collect();
    let mut order = Vec::new();
    let mut next = left.pop_last();
    while let Some(last) = next {
        order.push(last);
        let mut shared = vec![0; bodies.len()];
        for function in runs[last].iter().flat_map(|run| &holders[run]) {
            shared[*function] += 1;
        }
        let likeness = |function: &usize| shared[*function] as f64 / (runs[*function].len() + FLOOR) as f64;
        // Of equals the first one.
        next = left.iter().copied().rev().max_by(|one, other| likeness(one).total_cmp(&likeness(other)));
        next.map(|function| left.remove(&function));
    }
    order
}

/// Writes a program anew with its functions in another order.
struct Reorder {
    /// Functions of the glue's, which come before ours and keep their numbers.
    imported: u32,
    /// Our functions, counted from 0, in their new order.
    order: Vec<usize>,
    /// Where each of them stands there.
    places: Vec<u32>,
}

impl Reencode for Reorder {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error> {
        let ours = function.checked_sub(self.imported);
        let place = ours.and_then(|ours| self.places.get(ours as usize));
        Ok(place.map_or(function, |place| self.imported + place))
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), Error> {
        let types = section.into_iter().collect::<Result<Vec<_>, _>>()?;
        for &function in &self.order {
            functions.function(types[function]);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), Error> {
        let bodies = section.into_iter().collect::<Result<Vec<_>, _>>()?;
        for function in self.order.clone() {
            utils::parse_function_body(self, code, bodies[function].clone())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{
        EntityType, ExportKind, ExportSection, Function, ImportSection, Instruction, TypeSection,
    };
    use wasmparser::{ExternalKind, Operator};

    use super::*;

    /// A program whose functions, named by their place, begin with so many `nop`s and call one function, counted
    /// with the imported one at 0.
    fn program(functions: &[(usize, u32)]) -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        imports.import("glue", "f", EntityType::Function(0));
        let (mut kinds, mut exports, mut code) =
            (FunctionSection::new(), ExportSection::new(), CodeSection::new());
        for (place, (padding, called)) in (0..).zip(functions) {
            kinds.function(0);
            exports.export(&place.to_string(), ExportKind::Func, place + 1);
            let mut body = Function::new([]);
            (0..*padding).for_each(|_| {
                body.instruction(&Instruction::Nop);
            });
            body.instruction(&Instruction::Call(*called)).instruction(&Instruction::End);
            code.function(&body);
        }
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&kinds).section(&exports).section(&code);
        module.finish()
    }

    /// Name → its place, how many `nop`s it begins with, and the place that it calls, in the program's order.
    fn functions(wasm: &[u8]) -> Vec<(String, usize, u32)> {
        let (mut names, mut bodies) = (Vec::new(), Vec::new());
        for payload in Parser::new(0).parse_all(wasm) {
            match payload.unwrap() {
                Payload::ExportSection(exports) => {
                    for export in exports.into_iter().map(Result::unwrap) {
                        assert_eq!(export.kind, ExternalKind::Func);
                        names.push((export.index, export.name.to_owned()));
                    }
                }
                Payload::CodeSectionEntry(body) => bodies.push(body),
                _ => {}
            }
        }
        names.sort_unstable();
        let shown = names.into_iter().zip(bodies).map(|((_, name), body)| {
            let operators: Vec<_> =
                body.get_operators_reader().unwrap().into_iter().map(Result::unwrap).collect();
            let padding = operators.iter().filter(|one| matches!(one, Operator::Nop)).count();
            let called = operators.iter().find_map(|one| match one {
                Operator::Call { function_index } => Some(*function_index),
                _ => None,
            });
            (name, padding, called.unwrap())
        });
        shown.collect()
    }

    #[test]
    fn who_calls_whom_and_what_is_named_how_stays() {
        // 0 calls the glue, 1 calls 0, 2 calls 1, 3 calls itself; the long ones are alike, and so are the short.
        let made = functions(&alike_together(&program(&[(40, 0), (0, 1), (41, 2), (1, 4)])).unwrap());
        let names: Vec<_> = made.iter().map(|(name, ..)| name.as_str()).collect();
        assert_ne!(names, ["0", "1", "2", "3"], "there is something to reorder");
        let called = |name: &str| {
            let (_, _, called) = made.iter().find(|(one, ..)| one == name).unwrap();
            called.checked_sub(1).map(|place| names[place as usize])
        };
        assert_eq!(["0", "1", "2", "3"].map(called), [None, Some("0"), Some("1"), Some("3")]);
        let padding = |name: &str| made.iter().find(|(one, ..)| one == name).unwrap().1;
        assert_eq!(["0", "1", "2", "3"].map(padding), [40, 0, 41, 1]);
    }

    #[test]
    fn what_is_no_program_is_refused() {
        assert!(alike_together(b"<!doctype html>").is_err());
    }

    #[test]
    fn each_function_follows_the_one_that_it_is_most_like() {
        let bodies: [&[u8]; 4] = [b"abcdefgh-1", b"zyxwvuts-1", b"abcdefgh-2", b"zyxwvuts-2"];
        assert_eq!(chain(&bodies), [3, 1, 0, 2]);
        assert_eq!(chain(&[]), [0; 0]);
    }
}
