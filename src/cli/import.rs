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
        let (mut met, mut all) = (0, 0);
        for file in self.files {
            let bytes = walk::read(&Found::named(file.clone())).map_err(|why| why.of(&file))?;
            let read = web_annotation::read(&bytes, &data)
                .map_err(|why| CommandError::Import(file.clone(), why))?;
            (met, all) = (met + read.met, all + read.met + read.unmet.len());
            web_annotation::join(&mut annotations, read.annotations);
            for why in read.unmet {
                complain(CommandError::Unmet(file.clone(), why));
            }
        }
        if met > 0 {
            store.save(&annotations)?;
        }
        let kept: Vec<_> = store.paths().map(|path| path.to_string_lossy()).collect();
        let kept = kept.join(" and ");
        writeln!(out, "{met} of {} joined to {}", counted(all, "annotation"), safe(&kept))?;
        Ok(if met > 0 { FOUND } else { NOTHING })
    }
}
