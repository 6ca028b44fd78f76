//! Who held which office on which days: files in the shape of parlparse's `ministers.json`.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use jiff::civil::Date;
use serde::Deserialize;

use crate::dataset::given::is_day;
use crate::dataset::{Confidence, parse_day, schema, strict};
use crate::extract::article::extraction::ArticleExtraction;
use crate::extract::corpus::speaker_linking::SpeakerLinker;
use crate::extract::language::{Kinds, look_up};
use crate::text::offsets::{CodePoints, Position};
use crate::text::{clip, fold};

/// Persons and the offices they held. Files are added one by one: one may have the offices and
/// another the persons.
#[derive(Debug, Default)]
pub struct Offices {
    /// The names of each person, the usual one first, by id.
    names: HashMap<String, Vec<String>>,
    /// The person that another id means too.
    redirects: HashMap<String, String>,
    organisations: HashMap<String, String>,
    tenures: Vec<Tenure>,
    files: usize,
}

/// One person's time in an office.
#[derive(Debug)]
struct Tenure {
    /// The file, counted from 0, and the place in it, for messages.
    file: usize,
    place: usize,
    person: String,
    role: String,
    organisation: Option<String>,
    from: Option<Date>,
    to: Option<Date>,
}

impl Tenure {
    fn holds_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

/// A file; keys that are not asked for are passed over.
#[derive(Deserialize)]
struct OfficesFile {
    #[serde(default)]
    memberships: Vec<Membership>,
    #[serde(default)]
    organizations: Vec<Organisation>,
    #[serde(default)]
    persons: Vec<Holder>,
}

#[derive(Deserialize)]
struct Membership {
    /// Members of a party or a house need none; they are passed over.
    role: Option<String>,
    person_id: Option<String>,
    organization_id: Option<String>,
    start_date: Option<String>,
    end_date: Option<String>,
}

#[derive(Deserialize)]
struct Organisation {
    id: String,
    name: String,
}

#[derive(Deserialize)]
struct Holder {
    id: String,
    name: Option<String>,
    #[serde(default)]
    other_names: Vec<OtherName>,
    redirect: Option<String>,
}

#[derive(Deserialize)]
struct OtherName {
    name: Option<String>,
    given_name: Option<String>,
    family_name: Option<String>,
    honorific_prefix: Option<String>,
    lordname: Option<String>,
    lordofname: Option<String>,
    note: Option<String>,
    end_date: Option<String>,
}

impl OtherName {
    /// Whether it is no spelling of the name, and none that was given up.
    fn is_usual(&self) -> bool {
        self.note.as_deref().is_none_or(|note| note == "Main") && self.end_date.is_none()
    }

    /// `Anna Weber`, or `Lord Reed of Harbourside`.
    fn whole(self) -> Option<String> {
        let family = self.family_name.filter(|name| !name.is_empty());
        if let (Some(given), Some(family)) = (&self.given_name, &family) {
            return Some(format!("{given} {family}"));
        }
        let name = self.lordname.filter(|name| !name.is_empty());
        let of = self.lordofname.filter(|of| !of.is_empty());
        let peer = [self.honorific_prefix, name, of.map(|of| format!("of {of}"))];
        let peer: Vec<String> = peer.into_iter().flatten().collect();
        self.name.or_else(|| (peer.len() > 1).then(|| peer.join(" ")))
    }
}

impl Offices {
    /// Adds what a file has.
    ///
    /// # Errors
    /// One sentence with the place where it is not such a file.
    pub fn add(&mut self, bytes: &[u8]) -> Result<(), String> {
        let text = std::str::from_utf8(bytes).map_err(|error| {
            format!("is not UTF-8 at byte {}; save it as UTF-8", error.valid_up_to())
        })?;
        let file: OfficesFile = strict::from_str(text.strip_prefix('\u{feff}').unwrap_or(text))
            .map_err(|error| format!("is no file of offices: {error}; correct it there"))?;
        if file.memberships.is_empty() && file.persons.is_empty() {
            return Err("has neither `memberships` nor `persons`; name a file of offices".into());
        }
        self.organisations.extend(file.organizations.into_iter().map(|org| (org.id, org.name)));
        for holder in file.persons {
            if let Some(other) = holder.redirect {
                self.redirects.insert(holder.id, other);
                continue;
            }
            let mut others = holder.other_names;
            others.sort_by_key(|name| !name.is_usual());
            let names =
                holder.name.into_iter().chain(others.into_iter().filter_map(OtherName::whole));
            self.names.entry(holder.id).or_default().extend(names);
        }
        for (at, membership) in file.memberships.into_iter().enumerate() {
            let Some(role) = membership.role.filter(|role| !role.trim().is_empty()) else {
                continue;
            };
            let place = at + 1;
            let id = format!("{place}");
            for day in [&membership.start_date, &membership.end_date] {
                is_day("memberships", &id, day.as_deref())?;
            }
            let day = |day: Option<String>| day.as_deref().and_then(parse_day);
            self.tenures.push(Tenure {
                file: self.files,
                place,
                person: membership.person_id.ok_or_else(|| {
                    format!("memberships {place}: has no person_id; write whose office it is")
                })?,
                role: role.strip_prefix("The ").unwrap_or(&role).trim().to_owned(),
                organisation: membership.organization_id,
                from: day(membership.start_date),
                to: day(membership.end_date),
            });
        }
        self.files += 1;
        Ok(())
    }

    /// Refuses offices of persons without a name, when all files are read.
    ///
    /// # Errors
    /// The number of the file, in the order in which they were added, and one sentence.
    pub fn check(&self) -> Result<(), (usize, String)> {
        match self.tenures.iter().find(|tenure| self.names_of(tenure).is_empty()) {
            None => Ok(()),
            Some(tenure) => Err((
                tenure.file,
                format!(
                    "memberships {}: nobody is named for {:?}; add the person to `persons`, or \
                     give the file that has them with another --offices",
                    tenure.place,
                    clip(&tenure.person, 40)
                ),
            )),
        }
    }

    /// The names of the person of a tenure, the usual one first.
    fn names_of(&self, tenure: &Tenure) -> &[String] {
        self.names.get(self.person(tenure)).map_or(&[], Vec::as_slice)
    }

    fn person<'a>(&'a self, tenure: &'a Tenure) -> &'a str {
        self.redirects.get(&tenure.person).unwrap_or(&tenure.person)
    }

    /// The tenures on a day of those who held the office that words mean, one for each person.
    fn holders<'a>(&'a self, words: &OfficeWords, day: Date) -> Vec<&'a Tenure> {
        let on_the_day = || self.tenures.iter().filter(|tenure| tenure.holds_on(day));
        let whole: Vec<&Tenure> =
            on_the_day().filter(|tenure| words.are_all_of(&tenure.role)).collect();
        let mut tenures = match whole.is_empty() {
            true => on_the_day().filter(|tenure| words.mean(tenure, self.body(tenure))).collect(),
            false => whole,
        };
        let mut seen = HashSet::new();
        tenures.retain(|tenure| seen.insert(self.person(tenure)));
        tenures
    }

    /// The organisation an office belongs to.
    fn body<'a>(&'a self, tenure: &'a Tenure) -> &'a str {
        let id = tenure.organisation.as_deref().unwrap_or_default();
        self.organisations.get(id).map_or(id, String::as_str)
    }

    /// Gives quotes that are nobody's and whose words name an office to its holder of the day.
    pub(crate) fn give(
        &self,
        extractions: &mut [ArticleExtraction],
        speakers: &mut [HashMap<String, Option<usize>>],
        linker: &mut SpeakerLinker,
    ) {
        if self.tenures.is_empty() {
            return;
        }
        for (extraction, speakers) in extractions.iter_mut().zip(speakers) {
            let article = &extraction.article;
            let points = CodePoints::new(&article.text);
            // In a transcript an office may be the label of turns: `THE SECRETARY OF STATE:`.
            let printed = article.date.as_deref().and_then(parse_day);
            let labels = extraction.speakers.iter().filter(|s| s.name.starts_with("The "));
            let mut labelled: HashMap<&str, Date> = HashMap::new();
            for (label, day) in labels.filter_map(|label| Some((label, printed?))) {
                let holders = OfficeWords::of(&label.name).map(|words| self.holders(&words, day));
                if let Some([tenure]) = holders.as_deref()
                    && let Some(person) = linker.office_holder(self.names_of(tenure))
                {
                    speakers.insert(label.id.clone(), Some(person));
                    labelled.insert(&label.id, day);
                }
            }
            let mut known: HashMap<(String, Date), Vec<&Tenure>> = HashMap::new();
            for quote in &mut extraction.quotes {
                let label = quote.speaker.as_deref().and_then(|id| labelled.get(id));
                if let Some(day) = label {
                    give_holder(quote, *day);
                }
                let day = quote.said.as_deref().or(article.date.as_deref()).and_then(parse_day);
                let (None, Some(mention), Some(day)) = (&quote.speaker, &quote.mention, day) else {
                    continue;
                };
                if !points.holds(mention.start, mention.end) {
                    continue;
                }
                let byte = |point| {
                    let point = points.clamp(point);
                    points.byte(&article.text, point, Position::default()) as usize
                };
                let words = &article.text[byte(mention.start)..byte(mention.end)];
                let holders = known.entry((words.to_owned(), day)).or_insert_with(|| {
                    OfficeWords::of(words).map_or_else(Vec::new, |words| self.holders(&words, day))
                });
                match holders.as_slice() {
                    [] => {}
                    [tenure] => {
                        let Some(person) = linker.office_holder(self.names_of(tenure)) else {
                            continue;
                        };
                        let id = format!("office of {}", self.person(tenure));
                        speakers.insert(id.clone(), Some(person));
                        quote.speaker = Some(id);
                        give_holder(quote, day);
                    }
                    several => {
                        let held = several.iter();
                        let held = held.filter_map(|tenure| linker.named(self.names_of(tenure)));
                        for person in held.collect::<BTreeSet<_>>() {
                            let id = format!("holder {person}");
                            speakers.insert(id.clone(), Some(person));
                            quote.candidates.push(id);
                        }
                        tell(quote, &format!("by an office, which several held on {day}"));
                    }
                }
            }
        }
    }

    /// Gives speakers the roles that they held on the days of their articles.
    pub(crate) fn give_roles(
        &self,
        extractions: &[ArticleExtraction],
        speakers: &[HashMap<String, Option<usize>>],
        linker: &mut SpeakerLinker,
    ) {
        // The tenures of each speaker; nobody's where two persons of the name have any.
        let mut tenures: HashMap<usize, Vec<&Tenure>> = HashMap::new();
        for tenure in &self.tenures {
            if let Some(speaker) = linker.named(self.names_of(tenure)) {
                tenures.entry(speaker).or_default().push(tenure);
            }
        }
        let one =
            |tenures: &[&Tenure]| tenures.iter().all(|t| self.person(t) == self.person(tenures[0]));
        tenures.retain(|_, tenures| one(tenures));
        let shared = self.shared_roles();
        let mut roles: BTreeMap<usize, Vec<(Date, String)>> = BTreeMap::new();
        for (extraction, speakers) in extractions.iter().zip(speakers) {
            let Some(day) = extraction.article.date.as_deref().and_then(parse_day) else {
                continue;
            };
            let quoted: HashSet<usize> = speakers.values().copied().flatten().collect();
            for speaker in quoted {
                let held = tenures.get(&speaker).into_iter().flatten();
                let held =
                    held.filter(|tenure| tenure.holds_on(day)).max_by_key(|tenure| tenure.from);
                if let Some(tenure) = held {
                    let role = match shared.contains(tenure.role.as_str()) {
                        true => format!("{}, {}", tenure.role, self.body(tenure)),
                        false => tenure.role.clone(),
                    };
                    roles.entry(speaker).or_default().push((day, role));
                }
            }
        }
        for (speaker, mut roles) in roles {
            roles.sort();
            let mut roles: Vec<String> = roles.into_iter().map(|(_, role)| role).collect();
            roles.dedup();
            linker.set_role(speaker, roles.join(", later "));
        }
    }

    /// Names of offices that several organisations have: `Secretary of State`.
    fn shared_roles(&self) -> HashSet<&str> {
        let mut first: HashMap<&str, Option<&str>> = HashMap::new();
        let mut shared = HashSet::new();
        for tenure in &self.tenures {
            let body = tenure.organisation.as_deref();
            if *first.entry(&tenure.role).or_insert(body) != body {
                shared.insert(tenure.role.as_str());
            }
        }
        shared
    }
}

/// Says of a quote that its speaker was found by an office.
fn give_holder(quote: &mut schema::Quote, day: Date) {
    if quote.polarity.is_none() {
        quote.confidence = Some(Confidence::Medium);
    }
    tell(quote, &format!("by an office, which one person held on {day}"));
}

/// Puts into a quote's rule what names the speaker.
fn tell(quote: &mut schema::Quote, how: &str) {
    let rule = quote.rule.take().unwrap_or_default();
    let rule = rule.strip_suffix(", but by no name").unwrap_or(&rule);
    quote.rule = Some(format!("{rule}, {how}"));
}

/// The words of an office that tell something: `foreign secretary`.
struct OfficeWords(Vec<String>);

impl OfficeWords {
    /// The longest words that can be an office.
    const LONGEST: usize = 120;

    fn of(words: &str) -> Option<Self> {
        let words = (words.len() <= Self::LONGEST).then(|| telling(words))?;
        (!words.is_empty()).then_some(Self(words))
    }

    /// Whether they are the whole name of an office.
    fn are_all_of(&self, role: &str) -> bool {
        let role = telling(role);
        self.0.len() == role.len() && self.0.iter().all(|word| role.contains(word))
    }

    /// Whether they mean an office: they have its rank, and what else they have tells its portfolio.
    /// A rank alone (`the minister`) may be anybody's.
    fn mean(&self, tenure: &Tenure, body: &str) -> bool {
        let (rank, portfolio) = parts(&tenure.role);
        let rank = telling(&rank);
        let portfolio = [telling(&portfolio), telling(body)].concat();
        // A foreign secretary is a Secretary of State, but a trade minister no Minister of State.
        let may_lack = |word: &String| word == "state" && rank.iter().any(|w| w == "secretary");
        self.0.len() > 1
            && rank.iter().all(|word| may_lack(word) || self.0.contains(word))
            && self.0.iter().all(|word| rank.contains(word) || portfolio.contains(word))
    }
}

/// An office as rank and portfolio: `Secretary of State`, `Defence`.
fn parts(role: &str) -> (String, String) {
    let role = fold(role).replace(" of state", " state");
    let cut = [" for ", " of ", " (", ", ", " to "].iter().filter_map(|by| role.find(by)).min();
    let (rank, portfolio) = role.split_at(cut.unwrap_or(role.len()));
    (rank.to_owned(), portfolio.to_owned())
}

/// The folded words without those of closed classes.
fn telling(words: &str) -> Vec<String> {
    let folded = fold(words).replace("'s", "");
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.filter(|word| !look_up(word).kinds.intersects(Kinds::CLOSED)).map(str::to_owned).collect()
}
