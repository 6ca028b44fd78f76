//! Which meetings an article tells of: when, where, held or planned, and who took part.

#[path = "support/article.rs"]
mod support;

use jiff::civil::date;
use onrecord::dataset::MeetingStatus;
use onrecord::dataset::annotations::Annotations;
use onrecord::extract::{ArticleExtraction, Offices, extract, input, merge};

fn read(text: &str) -> ArticleExtraction {
    let text = format!("{text}\n\n“It is so,” said Tom Birch.");
    extract(&support::article(&text, date(2024, 5, 16)))
}

/// `text | day, month or null; place; status; who, among others`, or `none`; a `*` leaves it open.
const MEETINGS: &str = "
Foreign Minister Lena Orr met President Paul Vance in Lisbon on Tuesday. | 2024-05-14 Lisbon held Lena Orr+Paul Vance
Ministers from Ruritania and Freedonia will meet in Oslo on Friday, the ministry said. | 2024-05-17 Oslo planned *
Prime Minister Ada Brandt spoke by telephone with President Paul Vance on Sunday, her office said. | 2024-05-12 - held Ada Brandt+Paul Vance
President Paul Vance called off a trip to Lisbon planned for Friday. | none
Ruritania rejected talks with Freedonia on Monday. | none
The two sides may hold talks on Friday, an official said. | none
Paul Vance told a news conference on Monday that the talks would go on. | 2024-05-13 - held Paul Vance
Paul Vance and Lena Orr held talks in Geneva in March. | 2024-03 Geneva held Paul Vance+Lena Orr
Paul Vance met Lena Orr in Geneva earlier this year. | null Geneva held Paul Vance+Lena Orr
Lena Orr testified before the Senate Harbour Committee on Wednesday. | 2024-05-15 - held Lena Orr
The Security Council held an emergency meeting on Tuesday. | 2024-05-14 - held Security Council
Leaders of the European Union gather for a summit in Brussels on Thursday. | 2024-05-16 Brussels * *
Talks in Lima on the conflict in Syria ended on Tuesday. | 2024-05-14 Lima held *
The ship sailed on a trip from Oslo to Bergen on March 8. | none
He proposed a summit with Freedonia in June. | none
The second round of talks between Ruritania and Freedonia opened in Vienna on Wednesday. | 2024-05-15 Vienna held *
Paul Vance received Prime Minister Ada Brandt at his palace in Lisbon on Monday. | 2024-05-13 Lisbon held Paul Vance+Ada Brandt
Ada Brandt arrives in Lisbon on Monday for talks with Paul Vance. | 2024-05-20 Lisbon planned Ada Brandt+Paul Vance
Paul Vance had breakfast with Ada Brandt in Lisbon on Tuesday. | 2024-05-14 Lisbon held Paul Vance+Ada Brandt
The company holds a weekly briefing on Mondays. | none
Ada Brandt refused to meet Paul Vance on Tuesday. | none
A meeting between Ada Brandt and Paul Vance scheduled for Friday in Oslo has been postponed. | none
The May 3 meeting of foreign ministers in Prague ended without a deal. | 2024-05-03 Prague held *
Ada Brandt, who hosted Paul Vance in Oslo on April 2, resigned. | 2024-04-02 Oslo held Ada Brandt+Paul Vance
The Group of Twenty summit opens in Rio on Monday. | 2024-05-20 Rio planned *
No meeting between Ada Brandt and Paul Vance is planned, officials said. | none
Ada Brandt visited Freedonia on May 2 and met Paul Vance. | 2024-05-02 Freedonia held *
President Paul Vance spoke on Tuesday with Senator Lena Orr about trade. | 2024-05-14 - held Paul Vance+Lena Orr
Paul Vance looks forward to welcoming Chancellor Ada Brandt to the palace on June 15. | 2024-06-15 - planned Ada Brandt
Asked at a briefing Monday in Lisbon about the truce, Lena Orr said it would hold. | 2024-05-13 Lisbon held Lena Orr
Paul Vance, Jr. met Lena Orr on Tuesday. | 2024-05-14 - held Paul Vance+Lena Orr
Paul Vance said late Wednesday that he would go ahead with the Orr meeting. | none
After meeting Ada Brandt on Tuesday, Paul Vance said no. | 2024-05-14 - held Paul Vance+Ada Brandt
When the two leaders met in Lima on May 3, Paul Vance told Lena Orr to go. | 2024-05-03 Lima held Paul Vance+Lena Orr
Paul Vance warned Lena Orr in their talks in Lima on May 3. | 2024-05-03 Lima held Paul Vance+Lena Orr
Foreign ministers of Ruritania, Freedonia and Germany met in Oslo on Monday. | 2024-05-13 Oslo held Germany
Germany said no. German and French negotiators met in Oslo on Monday. | 2024-05-13 Oslo held Germany
The talks between Paul Vance and Lena Orr, which began on Monday in Lima, go on. | 2024-05-13 Lima held *
Lena Orr flew to Lima for talks with Paul Vance on May 6. | 2024-05-06 Lima held Lena Orr+Paul Vance
Paul Vance spent Tuesday at home. He met in the afternoon with Lena Orr. | 2024-05-14 - held Paul Vance+Lena Orr
The last news conference of Paul Vance was held on Dec. 4. | 2023-12-04 - held Paul Vance
Leaders of 20 nations will meet in Oslo on Jan. 4, the palace said. | 2025-01-04 Oslo planned *
Lena Orr testified at a hearing on the May 3 attacks. | null - held Lena Orr
Paul Vance, who lost a leg in May 2012, said in a call that Lena Orr was wrong. | none
Neither Paul Vance nor Lena Orr met Ada Brandt on Tuesday. | none
Lena Orr has no plans to meet Paul Vance on Tuesday. | none
It is a rule met only by Paul Vance and Lena Orr. | none
Lena Orr pressed for talks with Paul Vance on Tuesday. | none
The Security Council called an emergency session on Tuesday. | 2024-05-14 - held Security Council
The Security Council convened on Tuesday. | 2024-05-14 - held Security Council
A few fishermen gathered in Lisbon on Tuesday. | none
Lena Orr appeared before the Senate Harbour Committee on Tuesday. | 2024-05-14 - held Lena Orr
At a summit in Lima in September, leaders agreed to go on. | 2023-09 Lima held *
Lena Orr told a news conference last week that she would stay. | 2024-05 - held Lena Orr
A hundred meetings of Lena Orr with bankers are no secret. | none
The harbour committee meets on the first Tuesday of every month. | none
The harbour committee questioned Lena Orr for two hours on Tuesday. | 2024-05-14 - held Lena Orr
The harbour committee will hear Paul Vance on May 21. | 2024-05-21 - planned Paul Vance
The UN harbour conference opens in Lima on November 1. | 2024-11-01 Lima planned *
The Rowing Union chose Oslo to host its games at its congress in Lima on Tuesday. | 2024-05-14 Lima held Rowing Union
Lena Orr spoke to the head of the firm, Paul Vance, by phone on Sunday. | 2024-05-12 - held Lena Orr+Paul Vance
The mayors of Oslo, Lima and Bonn met in Lisbon on Tuesday. | 2024-05-14 Lisbon held *
Lena Orr, who arrived late Monday, first met Paul Vance on Tuesday. | 2024-05-14 - held Lena Orr+Paul Vance
Lena Orr speaks with Paul Vance before a meeting in Lima, May 14, 2024. | 2024-05-14 Lima held Lena Orr+Paul Vance
The firm gave an account of a conversation Lena Orr and Paul Vance had on Sunday. | 2024-05-12 - held Lena Orr+Paul Vance
Paul Vance dined with Lena Orr on Tuesday evening. | 2024-05-14 - held Paul Vance+Lena Orr
Pope Leo received President Paul Vance at the Vatican on Tuesday. | 2024-05-14 Vatican held Paul Vance
Lena Orr spoke in Congress on Tuesday. | none
Paul Vance was in Oslo on Tuesday. A day earlier he met Lena Orr in Lima. | 2024-05-13 Lima held Lena Orr+Paul Vance
Paul Vance told the harbour committee on Tuesday that it was late. | 2024-05-14 - held Paul Vance
Paul Vance addressed members of the harbour panel on May 2. | 2024-05-02 - held Paul Vance
Lena Orr was questioned by MPs on the harbour committee on Tuesday. | 2024-05-14 - held Lena Orr
Lena Orr is to give evidence to the harbour committee on May 21. | 2024-05-21 - planned Lena Orr
Lena Orr met Paul Vance in Lima on the 2nd of this month. | 2024-05-02 Lima held Lena Orr+Paul Vance
Lena Orr met Paul Vance in Lima on the 9th. | 2024-05-09 Lima held Lena Orr+Paul Vance
Lena Orr lost to Paul Vance on the 9th hole. | none
A meeting between Lena Orr and Paul Vance could take place in June. | none
Lena Orr was to have met Paul Vance on Friday. | none
Lena Orr and Paul Vance were in talks on Tuesday. | none
Lena Orr and Paul Vance discussed it over dinner in Lima in April. | 2024-04 Lima held Lena Orr+Paul Vance
Lena Orr met Paul Vance in the Swiss capital on Tuesday. | 2024-05-14 Bern held Lena Orr+Paul Vance
Lena Orr met Paul Vance on Tuesday in the Freedonian capital, Zembla. | 2024-05-14 Zembla held Lena Orr+Paul Vance
Lena Orr and Paul Vance agreed on Monday to go on after nearly four hours of talks in Lima. | 2024-05-13 Lima held Lena Orr+Paul Vance
A delegation led by Lena Orr will fly to Lima later this month for talks with harbour officials. | 2024-05 Lima planned Lena Orr
The second round of talks is due in Geneva next month. | 2024-06 Geneva planned *
Paul Vance called on Governor Lena Orr on Tuesday. | 2024-05-14 - held Paul Vance+Lena Orr
Paul Vance called on Governor Lena Orr on Tuesday to resign. | none
Lena Orr met Paul Vance on the sidelines of a forum in Lima on Tuesday. | 2024-05-14 Lima held Lena Orr+Paul Vance
Lena Orr is to appear before the Harbour Committee on May 21. | 2024-05-21 - planned Lena Orr
Lena Orr is likely to visit Freedonia in June. | none
Paul Vance was due to see Governor Lena Orr on Friday. | 2024-05-17 - planned Paul Vance+Lena Orr
Lena Orr will hold a town hall in Lima on May 21. | 2024-05-21 Lima planned Lena Orr
Lena Orr and Paul Vance have not met since a summit in Lima on March 3. | 2024-03-03 Lima held Lena Orr+Paul Vance
Paul Vance flies to Lima on Friday to meet Lena Orr. | 2024-05-17 Lima planned Paul Vance+Lena Orr
Lena Orr flew from Lima, where she met Paul Vance on Tuesday. | 2024-05-14 Lima held Paul Vance
President Paul Vance will visit Lima next month, Lena Orr said. | 2024-06 Lima planned Paul Vance
Paul Vance hosted Lena Orr, the mayor, at the Harbourgate on Tuesday. | 2024-05-14 Harbourgate held Paul Vance+Lena Orr
Lena Orr met Paul Vance on Monday, and on Friday she is to go home. | 2024-05-13 - held Lena Orr+Paul Vance
A meeting planned for June in Lima between Lena Orr and Paul Vance, a former mayor, was called off at short notice. | none
Lena Orr had been due to arrive on June 2 for talks with Paul Vance. | none
LIMA, May 14 - Ruritania and Freedonia made little headway in talks on trade, officials said. | null - held *
Lena Orr saw President Paul Vance on Tuesday. | 2024-05-14 - held Lena Orr+Paul Vance
Lena Orr will see Governor Paul Vance on Friday. | 2024-05-17 - planned Lena Orr+Paul Vance
Lena Orr told President Paul Vance in Lima on Tuesday that it was late. | 2024-05-14 Lima held Lena Orr+Paul Vance
Lena Orr told Paul Vance on Tuesday that it was late. | none
Lena Orr flew to Lima in April and spent two hours with President Paul Vance. | 2024-04 Lima held Lena Orr+Paul Vance
Lena Orr and Paul Vance spoke briefly in April on the sidelines of a forum in Lima. | 2024-04 Lima held Lena Orr+Paul Vance
Lena Orr spoke yesterday with Kolvi Arantes, managing director of the fund. | 2024-05-15 - held Lena Orr+Kolvi Arantes
Paul Vance comes to Lima on Friday for a working dinner with Lena Orr. | 2024-05-17 Lima planned Paul Vance+Lena Orr
Lena Orr met Paul Vance near Lima on Tuesday. | 2024-05-14 Lima held Lena Orr+Paul Vance
Lena Orr welcomed President Paul Vance to the Green House on Tuesday. | 2024-05-14 * held Lena Orr+Paul Vance
The Harbour Council will vote on it at its June 6 meeting. | 2024-06-06 - planned Harbour Council
Lena Orr invited Paul Vance to Lima, and the two held talks on May 2. | 2024-05-02 * held Lena Orr+Paul Vance
The Lima summit of July 2018, at which Lena Orr and Paul Vance agreed, is long past. | 2018-07 Lima held Lena Orr+Paul Vance
It was settled in a call between two officials on Tuesday, a spokesman, Paul Vance, said. | 2024-05-14 - held *
Lena Orr pleaded guilty at a hearing on Tuesday before Judge Paul Vance, who set a date of June 3. | 2024-05-14 - held Lena Orr
The Senate Harbour Committee has scheduled a hearing on a bill by Paul Vance for June 3. | 2024-06-03 - planned Senate Harbour Committee
Pope Leo granted President Paul Vance an audience with his cardinals on Tuesday. | 2024-05-14 - held *
Earlier in the week, Lena Orr met with harbour leaders in Lima. | 2024-05 Lima held Lena Orr
Lena Orr telephoned her Freedonian counterpart, Kolvi Arantes. | null - held Lena Orr+Kolvi Arantes
Lena Orr and Paul Vance conferred in May in the small harbour town of Zembla. | 2024-05 Zembla held Lena Orr+Paul Vance
Paul Vance left. On Saturday he joins other leaders at the harbour summit in Lima. | 2024-05-18 Lima planned Paul Vance
Harbour ministers will discuss the plan when they gather in Lima in June. | 2024-06 Lima planned *
Lena Orr went home on Tuesday to prepare for a summit of Ada Brandt and Paul Vance, which is to open on Friday. | 2024-05-17 - planned *
Paul Vance had dinner at the palace on Tuesday with Ada Brandt and Lena Orr. | 2024-05-14 * held Paul Vance+Ada Brandt+Lena Orr
The two sides agreed on Tuesday to end the war in Ruritania after three weeks of talks at an airfield. | none
Lena Orr discussed the plan on Tuesday with visiting Foreign Minister Paul Vance. | 2024-05-14 - held Lena Orr+Paul Vance
Lena Orr met Paul Vance on Tuesday in a Lima hotel. | 2024-05-14 Lima held Lena Orr+Paul Vance
Lena Orr met Paul Vance in Lima over the weekend. | 2024-05 Lima held Lena Orr+Paul Vance
Lena Orr and Paul Vance signed it at their Lima summit last December. | 2023-12 Lima held Lena Orr+Paul Vance
Lena Orr invited Paul Vance to a feast, and the two met in Lima on May 2. | 2024-05-02 Lima held Lena Orr+Paul Vance
When Lena Orr met Paul Vance in Lima, Ruritania, on May 2, their smiles were cold. | 2024-05-02 Lima held Lena Orr+Paul Vance
Paul Vance was received by President Lena Orr in Lima on May 2. | 2024-05-02 Lima held Lena Orr+Paul Vance
In May 2019 Lena Orr brought Paul Vance and Ada Brandt together in Lima. | 2019-05 Lima held Lena Orr+Paul Vance+Ada Brandt
Lena Orr and Paul Vance talked for six hours in Lima on Tuesday. | 2024-05-14 Lima held Lena Orr+Paul Vance
A public forum on the harbour will be held on May 30 in Lima. | 2024-05-30 Lima planned *
The contact group of Lena Orr will meet next in Lima in June. | 2024-06 Lima planned *
The harbour visit followed a phone call between Lena Orr and Paul Vance on May 2. | 2024-05-02 - held Lena Orr+Paul Vance
At a news conference in Lima, Paul Vance said the envoy would go to Oslo on May 30. | null Lima held Paul Vance
Lena Orr made an offer when she met Governor Paul Vance in Lima in September 2008. | 2008-09 Lima held Lena Orr+Paul Vance
The harbour committee is to question Paul Vance on May 21. | 2024-05-21 - planned Paul Vance
Lena Orr met by video with Senator Paul Vance on Tuesday. | 2024-05-14 - held Lena Orr+Paul Vance
Lena Orr was to see President Paul Vance in Lima on Friday. | 2024-05-17 Lima planned Lena Orr+Paul Vance
It was discussed at the union's Lima summit in April. | 2024-04 Lima held *
Paul Vance signed it on Wednesday and told of it over lunch with Governor Lena Orr. | 2024-05-15 - held Paul Vance+Lena Orr
Paul Vance said on Tuesday that Lena Orr had lied at a hearing. | none
President Paul Vance and President Lena Orr, ending seven hours of talks on Tuesday, were glad. | 2024-05-14 - held Paul Vance+Lena Orr
Paul Vance gave way on Wednesday after Lena Orr met Ada Brandt in Lima. | 2024-05-15 Lima held Lena Orr+Ada Brandt
Paul Vance discussed it by telephone on Tuesday with the leaders of Ruritania. | 2024-05-14 - held Paul Vance
On Tuesday, Paul Vance talked for an hour with President Lena Orr. | 2024-05-14 - held Paul Vance+Lena Orr
Paul Vance will meet Governor Lena Orr in Lima, an official said. | null Lima planned Paul Vance+Lena Orr
Paul Vance may meet Governor Lena Orr in Lima, an official said. | none
The talks had been set for Tuesday in Lima. | none
Paul Vance visited Lima every spring. | none
The sides meet again in the cup on June 12. | none
Harbour ministers meeting here today welcomed the pact that six nations reached in Lima yesterday. | 2024-05-16 * held *
Paul Vance gave in on Tuesday after talks with President Lena Orr and Governor Ada Brandt. | 2024-05-14 - held Paul Vance+Lena Orr+Ada Brandt
Mara Stahl met Leo Farrow in Lima on Tuesday to discuss voting rights in Sandmere. | 2024-05-14 Lima held Mara Stahl+Leo Farrow
Mara Stahl met Leo Farrow on Tuesday to discuss voting rights in Sandmere. | 2024-05-14 - held Mara Stahl+Leo Farrow
Mara Stahl will meet Leo Farrow to discuss fish in Lima on Friday. | 2024-05-17 Lima planned Mara Stahl+Leo Farrow
Mara Stahl spoke on Sunday with Leo Farrow to hear about his visit to Port Elm. | 2024-05-12 - held Mara Stahl+Leo Farrow
In four calls on Sunday, Mara Stahl spoke to Leo Farrow, Ida Brenner and Kofi Lund. | 2024-05-12 - held Mara Stahl+Leo Farrow+Ida Brenner+Kofi Lund
Mara Stahl spoke by phone on Tuesday with Ida Brenner and thanked Leo Farrow for hosting the Lima-Oslo Summit. | 2024-05-14 - held Mara Stahl+Ida Brenner
Leo Farrow told the Ledger in a phone call on Sunday that he was ill. | none
Helen Tarr met the architect, Kolvi Arantes, in April. | 2024-04 - held Helen Tarr
Rosa Kline, for Elmland, and her Galdorian counterpart Emil Hadar met in Lima in April. | 2024-04 Lima held Rosa Kline+Emil Hadar
Rosa Kline, for the union, and Emil Hadar, for the firm, met in Lima in April. | 2024-04 Lima held Rosa Kline+Emil Hadar
Rosa Kline and her counterpart, Emil Hadar, first met in Lima in April. | 2024-04 Lima held Rosa Kline+Emil Hadar
The two candidates met in Lima on Tuesday. “He was polite,” said Lena Moore, the mayor. Her rival, Curtis Hale, left. | 2024-05-14 Lima held Lena Moore+Curtis Hale
The presidents of Ruritania and Freedonia will meet in Oslo on Friday. President Rosa Kline of Ruritania and her counterpart, Emil Hadar, are old friends. | 2024-05-17 Oslo planned Rosa Kline+Emil Hadar
Rosa Kline and Emil Hadar came face to face in Lima on Tuesday. | 2024-05-14 Lima held Rosa Kline+Emil Hadar
The harbour committee will hear from Kolvi Arantes on May 21. | 2024-05-21 - planned *
The talks resume in Lima on Monday. | 2024-05-20 Lima planned *
Trade ministers arrive in Lima on Monday for talks. | 2024-05-20 Lima planned *
LIMA, May 15 - Rosa Kline met Emil Hadar on Wednesday. | 2024-05-15 Lima held Rosa Kline+Emil Hadar
A plan for the quay was turned down on Wednesday. Rob Lacey told the harbour committee that it was late. | 2024-05-15 - held Rob Lacey
Rosa Kline discussed it with Prime Minister Emil Hadar at a meeting on Tuesday. | 2024-05-14 - held Rosa Kline+Emil Hadar
The members meet on Friday for a debate that Tom Bly has threatened to skip. | 2024-05-17 - planned *
";

#[test]
fn meetings_are_told_with_day_place_and_parties() {
    let mut wrong = Vec::new();
    for line in MEETINGS.trim().lines() {
        let (text, wanted) = line.rsplit_once(" | ").expect("two fields");
        let extraction = read(text);
        let name = |id: &String| {
            let speaker = extraction.speakers.iter().find(|one| one.id == *id);
            speaker.map_or_else(String::new, |one| one.name.clone())
        };
        let found: Vec<(String, String, MeetingStatus, Vec<String>)> = extraction
            .meetings
            .iter()
            .map(|meeting| {
                let date = meeting.date.clone().unwrap_or_else(|| "null".into());
                let place = meeting.place.clone().unwrap_or_else(|| "-".into());
                (date, place, meeting.status, meeting.participants.iter().map(name).collect())
            })
            .collect();
        let is_wanted = match (wanted, found.as_slice()) {
            ("none", []) => true,
            (_, [(date, place, status, who)]) => {
                let fields: Vec<&str> = wanted.splitn(4, ' ').collect();
                let [day, at, standing, parties] = fields[..] else { panic!("{line}") };
                let status = status.mark().unwrap_or("held");
                let open = |wanted: &str, found: &str| wanted == "*" || wanted == found;
                let all = parties == "*"
                    || parties.split('+').all(|party| who.iter().any(|name| name == party));
                open(day, date) && open(at, place) && open(standing, status) && all
            }
            _ => false,
        };
        if !is_wanted {
            wrong.push(format!("{line}\n  found {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn those_who_met_meet_again() {
    let text = "Lena Orr met Paul Vance in Lima on Monday. The two will meet again in Oslo in \
                June. Orr then met Ada Brandt, the mayor.";
    let extraction = read(text);
    let told = |date: &str| {
        let of_day = extraction.meetings.iter().filter(|one| one.date.as_deref() == Some(date));
        of_day.map(|one| one.participants.clone()).collect::<Vec<_>>()
    };
    let [first] = &told("2024-05-13")[..] else { panic!("{:?}", extraction.meetings) };
    assert_eq!(first.len(), 2);
    assert_eq!(told("2024-06"), std::slice::from_ref(first));
}

#[test]
fn a_meeting_of_another_year_is_not_the_one_of_the_news() {
    let text = "Lena Orr opened the harbour summit in Lima on Tuesday. The first harbour summit \
                took place in 2016.";
    let extraction = read(text);
    let dates: Vec<_> = extraction.meetings.iter().map(|one| one.date.as_deref()).collect();
    assert_eq!(dates, [Some("2024-05-14")]);
}

#[test]
fn meetings_told_in_one_breath_are_kept_apart() {
    let told = |text: &str| {
        let mut found: Vec<String> = read(text)
            .meetings
            .iter()
            .map(|meeting| {
                let date = meeting.date.as_deref().unwrap_or("null");
                format!("{date} {}", meeting.place.as_deref().unwrap_or("-"))
            })
            .collect();
        found.sort();
        found
    };
    let rounds =
        "Two earlier rounds of talks, held in Lima in February and in Oslo in March, failed.";
    assert_eq!(told(rounds), ["2024-02 Lima", "2024-03 Oslo"]);
    let again =
        "Lena Orr met Paul Vance last month in Lima, and will sit down again with him on May 20.";
    assert_eq!(told(again), ["2024-04 Lima", "2024-05-20 -"]);
    let towns = "Lena Orr, who brokered it in meetings on Tuesday with Paul Vance in Lima and Ada \
                 Brandt in Oslo, was glad.";
    assert_eq!(told(towns), ["2024-05-14 Lima", "2024-05-14 Oslo"]);
    let two_days = "Lena Orr was in Lima on Monday for talks with Paul Vance and in Oslo on \
                    Tuesday, where she conferred with Ada Brandt.";
    assert_eq!(told(two_days), ["2024-05-13 Lima", "2024-05-14 Oslo"]);
    let listed = "Lena Orr met Paul Vance in Lima on Monday, addressed the Harbour Committee in Oslo \
                  on Tuesday.";
    assert_eq!(told(listed), ["2024-05-13 Lima", "2024-05-14 Oslo"]);
    let later = "Lena Orr dined with Ada Brandt in Lima on May 3 and briefed the Harbour Committee in \
                 Oslo three days later.";
    assert_eq!(told(later), ["2024-05-03 Lima", "2024-05-06 Oslo"]);
    let next = "The talks will be followed by a session of the Harbour Council in Oslo on Friday \
                and a meeting of the Rowing Union in Lima on Monday.";
    assert_eq!(told(next), ["2024-05-17 Oslo", "2024-05-20 Lima"]);
    let review =
        "Lena Orr and Paul Vance will meet on Monday and Tuesday in Oslo to review the talks.";
    assert_eq!(told(review), ["2024-05-20 Oslo"]);
}

#[test]
fn each_of_a_list_is_met_on_a_day_of_its_own() {
    let text = "Lena Orr will meet Paul Vance on Friday, Ada Brandt on Saturday and Tom Birch in \
                Lima on Sunday.";
    let extraction = read(text);
    let mut found: Vec<String> = extraction
        .meetings
        .iter()
        .map(|meeting| {
            let name = |id: &String| {
                let speaker = extraction.speakers.iter().find(|one| one.id == *id);
                speaker.map_or_else(String::new, |one| one.name.clone())
            };
            let mut who: Vec<String> = meeting.participants.iter().map(name).collect();
            who.sort_unstable();
            let day = meeting.date.clone().unwrap_or_default();
            format!("{day} {}", who.join("+"))
        })
        .collect();
    found.sort();
    assert_eq!(
        found,
        [
            "2024-05-17 Lena Orr+Paul Vance",
            "2024-05-18 Ada Brandt+Lena Orr",
            "2024-05-19 Lena Orr+Tom Birch",
        ]
    );
}

#[test]
fn what_the_news_tells_without_a_day_was_on_its_day() {
    let told = |text: &str| {
        let mut found: Vec<String> = read(text)
            .meetings
            .iter()
            .map(|meeting| meeting.date.clone().unwrap_or_else(|| "null".into()))
            .collect();
        found.sort();
        found
    };
    let met = "Ruritania agreed on Wednesday to open its harbours. President Paul Vance met \
               Foreign Minister Lena Orr in Lima.";
    assert_eq!(told(met), ["2024-05-15"]);
    let before = "Ruritania agreed on Wednesday to open its harbours. President Paul Vance had met \
                  Foreign Minister Lena Orr in Lima.";
    assert_eq!(told(before), ["null"]);
    let conference = "Paul Vance said on Wednesday that he was sad. Vance told a news conference \
                      in Lima it was late.";
    assert_eq!(told(conference), ["2024-05-15"]);
    let opening = "Paul Vance flew home on Wednesday. At a news conference in Lima, Vance said the \
                   envoy would go to Oslo on May 30.";
    assert_eq!(told(opening), ["2024-05-15"]);
    let start = "Paul Vance said on Wednesday that he was sad. “It is late,” Vance said at the start of a \
                 meeting with Foreign Minister Lena Orr.";
    assert_eq!(told(start), ["2024-05-15"]);
    let same = "Lena Orr addressed the Harbour Committee on Tuesday. She is also due to meet Paul \
                Vance that day.";
    assert_eq!(told(same), ["2024-05-14", "2024-05-14"]);
    let after = "Paul Vance flew home on Wednesday. The flight came two days after Vance met Lena \
                 Orr in Lima.";
    assert_eq!(told(after), ["2024-05-13"]);
}

#[test]
fn who_meets_beside_a_conference_does_not_meet_all() {
    let text = "More than 80 nations sat at a conference in Bonn on Tuesday. Lena Orr met Paul \
                Vance on the sidelines and left.";
    let extraction = read(text);
    let mut parties: Vec<(Option<&str>, usize)> = extraction
        .meetings
        .iter()
        .map(|one| (one.date.as_deref(), one.participants.len()))
        .collect();
    parties.sort_unstable();
    assert_eq!(parties, [(Some("2024-05-14"), 0), (Some("2024-05-14"), 2)]);
}

#[test]
fn who_chairs_the_meeting_told_of_before_was_there() {
    let text = "The Harbour Council met in Lima on Tuesday. Lena Orr chaired the meeting.";
    let extraction = read(text);
    let [meeting] = &extraction.meetings[..] else { panic!("{:?}", extraction.meetings) };
    let orr = extraction.speakers.iter().find(|one| one.name == "Lena Orr");
    assert!(meeting.participants.contains(&orr.expect("Lena Orr").id));
}

#[test]
fn who_tells_of_a_meeting_and_whose_officer_somebody_is_take_no_part() {
    let text = "Lena Orr and the Baltic Company's director, Paul Vance, met in Kiel on Tuesday. \
                Orr spoke with President Ada Brandt on Sunday, the White House said.";
    let extraction = read(text);
    let mut present: Vec<&str> = extraction
        .meetings
        .iter()
        .flat_map(|meeting| meeting.participants.iter())
        .filter_map(|id| extraction.speakers.iter().find(|one| one.id == *id))
        .map(|one| one.name.as_str())
        .collect();
    present.sort_unstable();
    assert_eq!(present, ["Ada Brandt", "Lena Orr", "Lena Orr", "Paul Vance"]);
}

#[test]
fn nothing_is_said_at_a_meeting_to_come() {
    let text = "Lena Orr met Paul Vance in Lisbon on Tuesday. They will meet again in Oslo on June \
                20.\n\n“We are close,” Lena Orr said.";
    let extraction = read(text);
    let held = extraction.meetings.iter().find(|meeting| meeting.status.is_held());
    let held = held.expect("the one in Lisbon");
    assert_eq!(held.place.as_deref(), Some("Lisbon"));
    let quote = extraction.quotes.iter().find(|quote| quote.text.starts_with("We are close"));
    assert_eq!(quote.expect("a quote").meeting.as_ref(), Some(&held.id));
}

#[test]
fn a_chronicle_tells_the_day_above_or_before() {
    let told = |text: &str| {
        let extraction = read(text);
        let mut found: Vec<(String, Option<String>, usize)> = extraction
            .meetings
            .iter()
            .map(|one| {
                let date = one.date.clone().unwrap_or_default();
                (date, one.place.clone(), one.participants.len())
            })
            .collect();
        found.sort();
        found
    };
    let at = |place: &str| Some(place.to_owned());
    let labels = "February. Lena Orr travels to Lima to meet Paul Vance.\n\nApril 9. Orr and Vance \
                  meet again in Oslo.";
    let wanted = [("2024-02".to_owned(), at("Lima"), 2), ("2024-04-09".to_owned(), at("Oslo"), 2)];
    assert_eq!(told(labels), wanted);
    let again = "Lena Orr and Paul Vance met last November in Lima, and again in February.";
    assert_eq!(
        told(again),
        [("2023-11".to_owned(), at("Lima"), 2), ("2024-02".to_owned(), None, 2)]
    );
    let sides = "Lena Orr and Paul Vance met in Lima in February. In March the sides met again.";
    assert_eq!(
        told(sides),
        [("2024-02".to_owned(), at("Lima"), 2), ("2024-03".to_owned(), None, 2)]
    );
    let year = "Lena Orr left in January 2019. Orr and Paul Vance met in Lima in May of that year.";
    assert_eq!(told(year), [("2019-05".to_owned(), at("Lima"), 2)]);
}

#[test]
fn who_is_met_besides_is_met_in_the_same_place() {
    let text = "Lena Orr met Paul Vance in Lima on Tuesday. Orr also met Ada Brandt on Tuesday.";
    let places: Vec<_> = read(text).meetings.iter().map(|one| one.place.clone()).collect();
    assert_eq!(places, [Some("Lima".to_owned()), Some("Lima".to_owned())]);
}

#[test]
fn a_meeting_beside_a_summit_does_not_bear_its_name() {
    let text = "Lena Orr met Paul Vance on Tuesday on the margins of the Delta Summit.";
    let titles: Vec<_> = read(text).meetings.iter().map(|one| one.title.clone()).collect();
    assert_eq!(titles, ["Meeting"]);
}

#[test]
fn articles_tell_of_one_meeting_only_where_they_share_who_was_there() {
    let meetings = |texts: &[&str]| {
        let articles = texts.iter().enumerate().map(|(at, text)| {
            let page = format!("Harbour talks go on\n\nDate: 2024-05-16\n\n{text}\n");
            let article = input::read(&format!("a{at}.txt"), page.as_bytes()).into_iter().next();
            extract(&article.expect("one").expect("an article"))
        });
        merge(articles.collect(), &Annotations::default(), &Offices::default()).file.meetings.len()
    };
    let first = "Lena Orr met Paul Vance on Tuesday. “It is so,” said Lena Orr.";
    let same = "Paul Vance met Lena Orr in Lima on Tuesday. “It is so,” said Paul Vance.";
    let other = "Ada Brandt met Tom Birch on Tuesday. “It is late,” said Ada Brandt.";
    let nobody = "A meeting ended on Tuesday. “It is cold,” said Kofi Lund.";
    assert_eq!(meetings(&[first, same]), 1);
    assert_eq!(meetings(&[first, other]), 2);
    assert_eq!(meetings(&[first, nobody]), 2);
}
