//! `onrecord import`: what other programs annotate, as notes and marks.

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

use clap::Args;

use super::error::CommandError;
use super::{Annotated, FOUND, NOTHING, complain};
use crate::dataset::annotations::store::{self, Store};
use crate::dataset::annotations::{Annotations, web_annotation};
use crate::dataset::{annotate, load::Origin};
use crate::record::walk::{self, Found};
use crate::record::{Loaded, RecordSource};
use crate::text::{counted, safe};

#[derive(Debug, Args)]
pub(super) struct Import {
    /// Files of W3C Web Annotations, or what Hypothesis exports as JSON.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The record, a dataset or a folder of articles; `-` for standard input; the built-in record
    /// where none is named.
    #[arg(long, value_name = "FILE")]
    dataset: Option<PathBuf>,
    #[command(flatten)]
    annotated: Annotated,
}

impl Import {
    /// Joins the notes and marks to the record's file of annotations; says of each what fits nothing.
    pub(super) fn run(self, out: &mut dyn Write) -> Result<u8, CommandError> {
        let source =
            self.dataset.map_or(RecordSource::Dataset(Origin::BuiltIn), RecordSource::named);
        if source == RecordSource::Dataset(Origin::Stdin) && io::stdin().is_terminal() {
            return Err(CommandError::InputIsTerminal);
        }
        let choice = self.annotated.choice();
        let Loaded { data, passed, annotations: path } = source.load(&choice, &mut |_| {})?;
        passed.iter().for_each(|passed| _ = complain(passed));
        let path = path.ok_or(CommandError::NowhereToKeep)?;
        // An annotation may be about words that a reader made a quote.
        let (data, _) = annotate(data, &store::read(&path)?);
        let mut store = Store::default();
        let mut annotations = store.open(Some(path.clone()), &Annotations::default())?;
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
        let kept = safe(&path.to_string_lossy()).into_owned();
        writeln!(out, "{met} of {} joined to {kept}", counted(all, "annotation"))?;
        Ok(if met > 0 { FOUND } else { NOTHING })
    }
}
