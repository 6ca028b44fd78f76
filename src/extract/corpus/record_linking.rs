//! Links the speakers of several records.

use std::collections::HashSet;

use super::speaker_linking::SpeakerLinker;
use crate::dataset::{SpeakerKind, schema};

/// Whom each speaker of each record is: numbers that those who are one share, found by the rules by
/// which `build` links the names of articles. Two of one record, who were told apart there, stay
/// apart; and a last name alone is linked to nobody, since in another record it may be another's.
#[must_use]
pub fn link_records(records: &[Vec<schema::Speaker>]) -> Vec<Vec<usize>> {
    let mut linker = SpeakerLinker::new(&[], &[]);
    let mut all = Vec::new();
    for speakers in records {
        let mut taken = HashSet::new();
        let mut numbers = vec![0; speakers.len()];
        // Who is called the same comes before who is only called alike.
        let (same, others): (Vec<usize>, Vec<usize>) =
            (0..speakers.len()).partition(|at| linker.knows(&speakers[*at].name));
        for at in same.into_iter().chain(others) {
            let speaker = &speakers[at];
            let is_whole = speaker.kind != SpeakerKind::Person || speaker.name.contains(' ');
            let found = linker.find(speaker).filter(|found| is_whole && !taken.contains(found));
            let person = found.unwrap_or_else(|| linker.add(speaker.kind));
            taken.insert(person);
            linker.enter(person, speaker);
            numbers[at] = person;
        }
        all.push(numbers);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(names: &[&str]) -> Vec<schema::Speaker> {
        let speaker = |name: &&str| schema::Speaker {
            id: String::new(),
            name: (*name).to_owned(),
            kind: SpeakerKind::Person,
            role: None,
            side: None,
            aliases: Vec::new(),
        };
        names.iter().map(speaker).collect()
    }

    #[test]
    fn full_names_are_linked_and_last_names_alone_are_not() {
        let records = [
            record(&["Anna Weber", "Karl Braun", "Sergei Orlensky"]),
            record(&["Weber", "Sergey Orlenskyy", "Karl Braun", "Ida Holm"]),
        ];
        let linked = link_records(&records);
        assert_eq!(linked[1][2], linked[0][1]);
        assert_eq!(linked[1][1], linked[0][2]);
        assert!(!linked[0].contains(&linked[1][0]) && !linked[0].contains(&linked[1][3]));
    }

    #[test]
    fn two_of_one_record_stay_two_and_the_same_name_comes_first() {
        let records = [record(&["Anna Weber"]), record(&["A. Weber", "Anna Weber", "Anna Weber"])];
        let linked = link_records(&records);
        assert_eq!(linked[1][1], linked[0][0]);
        assert_eq!(linked[1].iter().collect::<HashSet<_>>().len(), 3);
    }
}
