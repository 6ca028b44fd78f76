//! `onrecord import`: what other programs annotate, as notes and marks.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;

use super::error::CommandError;
use super::{Annotated, FOUND, NOTHING, complain, sources};
use crate::dataset::annotate;
use crate::dataset::annotations::{Annotations, web_annotation};
use crate::record::RecordStore;
use crate::record::walk::{self, Found};
use crate::text::{counted, safe};

#[derive(Debug, Args)]
pub(super) struct Import {
    /// Files of W3C Web Annotations, or what Hypothesis exports as JSON.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// A dataset, or a folder of articles; `-` for standard input; the built-in record where none is
    /// named. Several, each behind its own `--dataset`, are one record.
    #[arg(long, value_name = "FILE")]
    dataset: Vec<PathBuf>,
    #[command(flatten)]
    annotated: Annotated,
}

impl Import {
    /// Joins the notes and marks to the record's file of annotations; says of each what fits nothing.
    pub(super) fn run(self, out: &mut dyn Write) -> Result<u8, CommandError> {
        let mut opened = sources(self.dataset, self.annotated)?.load(&mut |_| {})?;
        opened.passed.iter().for_each(|passed| _ = complain(passed));
        let mut store = RecordStore::default();
        let mut annotations = opened.annotations(&mut store, &Annotations::default())?;
        if store.paths().next().is_none() {
            return Err(CommandError::NowhereToKeep);
        }
        // An annotation may be about words that a reader made a quote.
        let (data, _) = annotate(opened.data, &annotations);
        let (mut new, mut known, mut silent, mut unmet) = (0, 0, 0, 0);
        for file in self.files {
            let bytes = walk::read(&Found::named(file.clone())).map_err(|why| why.of(&file))?;
            let read = web_annotation::read(&bytes, &data)
                .map_err(|why| CommandError::Import(file.clone(), why))?;
            for one in read.met {
                match one.says_nothing() {
                    true => silent += 1,
                    false if web_annotation::join(&mut annotations, one) => new += 1,
                    false => known += 1,
                }
            }
            unmet += read.unmet.len();
            for why in read.unmet {
                complain(CommandError::Unmet(file.clone(), why));
            }
        }
        if new > 0 {
            store.save(&annotations)?;
        }
        let kept: Vec<_> = store.paths().map(|path| path.to_string_lossy()).collect();
        let (met, kept) = (new + known + silent, kept.join(" and "));
        let all = counted(met + unmet, "annotation");
        write!(out, "{new} of {all} joined to {}", safe(&kept))?;
        let others = [
            (known, "there already"),
            (silent, "without a note or a tag"),
            (unmet, "about no quote"),
        ];
        for (count, what) in others.into_iter().filter(|(count, _)| *count > 0) {
            write!(out, "; {count} {what}")?;
        }
        writeln!(out)?;
        Ok(if met > 0 { FOUND } else { NOTHING })
    }
}
