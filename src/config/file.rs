//! Where the file stands, and what can be wrong with it.

use std::fmt;
use std::io::Read;
use std::path::PathBuf;

use etcetera::BaseStrategy;

use super::Config;
use super::read::from_text;
use crate::dataset::files;
use crate::text::safe;

/// The largest file that is read, in bytes.
const LARGEST: u64 = 1 << 20;

/// The file of settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigFile {
    /// Where it stands.
    pub path: PathBuf,
    /// Whether somebody named it: then it must be there.
    pub is_named: bool,
}

/// A part of the file that does not hold, and what mends it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigProblem {
    /// The file.
    pub path: PathBuf,
    /// The line; `None`: all of it.
    pub line: Option<usize>,
    /// What is wrong with it.
    pub sentence: String,
}

impl fmt::Display for ConfigProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", safe(&self.path.to_string_lossy()))?;
        match self.line {
            Some(line) => write!(f, ", line {line}: {}", safe(&self.sentence)),
            None => write!(f, " {}", safe(&self.sentence)),
        }
    }
}

impl ConfigFile {
    /// The file that is named, or that of `ONRECORD_CONFIG`, or `onrecord/config.toml` in the user's
    /// folder for settings; `None` where there is no such folder.
    #[must_use]
    pub fn find(named: Option<PathBuf>) -> Option<Self> {
        let from_env = || std::env::var_os("ONRECORD_CONFIG").filter(|path| !path.is_empty());
        if let Some(path) = named.or_else(|| from_env().map(PathBuf::from)) {
            return Some(Self { path, is_named: true });
        }
        let folder = etcetera::choose_base_strategy().ok()?.config_dir();
        Some(Self { path: folder.join("onrecord").join("config.toml"), is_named: false })
    }

    /// Whether there is such a file.
    #[must_use]
    pub fn is_there(&self) -> bool {
        self.path.exists()
    }

    /// What it sets, and what of it does not hold. Where nobody wrote one, nothing is set.
    #[must_use]
    pub fn read(&self) -> (Config, Vec<ConfigProblem>) {
        let problem = |sentence: String| {
            let problem = ConfigProblem { path: self.path.clone(), line: None, sentence };
            (Config::default(), vec![problem])
        };
        match self.text() {
            Ok(Some(text)) => {
                let (config, problems) = from_text(&text);
                let whole = |(line, sentence)| ConfigProblem {
                    path: self.path.clone(),
                    line: Some(line),
                    sentence,
                };
                (config, problems.into_iter().map(whole).collect())
            }
            Ok(None) if self.is_named => problem(
                "is not there; `onrecord config --default` prints one to begin with".to_owned(),
            ),
            Ok(None) => (Config::default(), Vec::new()),
            Err(why) => problem(why),
        }
    }

    fn text(&self) -> Result<Option<String>, String> {
        let unreadable = |error: std::io::Error| {
            format!("cannot be read: {}; allow it, or name another with --config", error.kind())
        };
        let file = match files::open(&self.path, 0) {
            Ok(file) => file,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(unreadable(error)),
        };
        if file.metadata().map_err(unreadable)?.is_dir() {
            return Err("is a folder; name a file in it".to_owned());
        }
        let mut bytes = Vec::new();
        file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(unreadable)?;
        if bytes.len() as u64 > LARGEST {
            return Err(format!("is larger than {} MB; make it smaller", LARGEST >> 20));
        }
        let text = String::from_utf8(bytes);
        text.map(Some).map_err(|_| "is no UTF-8 text; save it as such".to_owned())
    }
}
