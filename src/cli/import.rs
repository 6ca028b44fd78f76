//! `onrecord import`: what other programs annotate, as notes and marks.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;

use super::error::CommandError;
use super::walk::{self, Found};
use super::{Annotated, FOUND, NOTHING, complain, load, origin, refuse_terminal_input};
use crate::dataset::annotations::store::{self, Store};
use crate::dataset::annotations::{Annotations, web_annotation};
use crate::text::{counted, safe};

#[derive(Debug, Args)]
pub(super) struct Import {
    /// Files of W3C Web Annotations, or what Hypothesis exports as JSON.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The dataset; `-` for standard input; the built-in record where none is named.
    #[arg(long, value_name = "FILE")]
    dataset: Option<PathBuf>,
    #[command(flatten)]
    annotated: Annotated,
}

impl Import {
    /// Joins the notes and marks to the dataset's file of annotations; says of each what fits nothing.
    pub(super) fn run(self, out: &mut dyn Write) -> Result<u8, CommandError> {
        let origin = origin(self.dataset);
        refuse_terminal_input(&origin)?;
        let choice = self.annotated.choice();
        let (data, _) = load(&origin, &choice)?;
        let path = store::path_of(&choice, &origin, &data).ok_or(CommandError::NowhereToKeep)?;
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
