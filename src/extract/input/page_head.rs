//! What a page says of its article: linked data, `meta` elements, and what stands above the text.
//!
//! Pages name the same thing in many places and fill few of them well, so every field has a list of
//! places, and the first that holds a value of its kind is taken.

use dom_query::{Document, NodeRef};
use jiff::civil::Date;

use super::words::decoded;
use super::{Fields, dates, metadata};
use crate::text::fold;

const TITLES: &[&str] =
    &["og:title", "sailthru.title", "parsely-title", "twitter:title", "dc.title", "dcterms.title"];
const AUTHORS: &[&str] = &[
    "author",
    "article:author",
    "og:article:author",
    "byl",
    "parsely-author",
    "sailthru.author",
    "article_author",
    "dc.creator",
    "dcterms.creator",
    "byline",
    "creator",
];
const SITES: &[&str] = &["og:site_name", "application-name", "publisher", "dc.publisher", "cre"];
const DAYS: &[&str] = &[
    "article:published_time",
    "og:published_time",
    "og:article:published_time",
    "datepublished",
    "article_date_original",
    "originalpublicationdate",
    "parsely-pub-date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date.created",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "prism.publicationdate",
    "publication_date",
    "publish_date",
    "publish-date",
    "publishdate",
    "pubdate",
    "ptime",
    "pdate",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "displaydate",
    "analyticsattributes.articledate",
    "article.published",
    "date",
    "published",
];
const ADDRESSES: &[&str] =
    &["og:url", "parsely-link", "analyticsattributes.canonicalurl", "twitter:url", "dc.identifier"];
/// Elements that hold a byline, the most telling first.
const BYLINES: &str = "[rel=author], [itemprop=author] [itemprop=name], [itemprop=author], \
    .byline, .by-line, .author-name, .author, .article-author, [class*=yline]";
/// Elements that hold a day.
const TIMES: &str = "[itemprop=datePublished], time[pubdate], time[datetime], abbr.published, \
    .published, .pubdate, .publish-date, .post-date, .article-date, .date, [class*=imestamp]";
/// How many elements of a kind are looked at.
const LOOKED_AT: usize = 8;
/// How many pieces of text of an element are read.
const PIECES: usize = 60;

/// What the `meta` elements say, in their order.
struct Metas(Vec<(String, String)>);

impl Metas {
    fn new(doc: &Document) -> Self {
        let mut metas = Vec::new();
        for node in doc.select("meta[content]").nodes() {
            for name in ["name", "property", "itemprop"] {
                if let (Some(key), Some(content)) = (node.attr(name), node.attr("content")) {
                    metas.push((key.to_ascii_lowercase(), content.to_string()));
                }
            }
        }
        Self(metas)
    }

    /// The values of some names, in the order of the names.
    fn of(&self, names: &'static [&'static str]) -> impl Iterator<Item = &str> {
        names.iter().flat_map(|name| {
            let named = self.0.iter().filter(move |(key, _)| key == name);
            named.map(|(_, content)| content.trim()).filter(|content| !content.is_empty())
        })
    }
}

/// The fields of a page. `linked` is what its linked data says, `byline` what is taken for one by its
/// layout.
pub(super) fn read(doc: &Document, linked: Fields, byline: Option<&str>) -> Fields {
    let metas = Metas::new(doc);
    let url = address(doc, &metas).or(linked.url);
    let host = url.as_deref().and_then(metadata::host);
    let own_title = doc.select_single("title").text().to_string();
    let publisher = publisher(&metas, linked.publisher, &own_title, host.as_deref(), doc);
    let named = linked.title.or_else(|| metas.of(TITLES).next().map(decoded)).unwrap_or(own_title);
    let named = without_site(&named, publisher.as_deref(), host.as_deref());
    let bylines = texts(doc, BYLINES, spaced);
    let authors = linked.author.as_deref().into_iter().chain(metas.of(AUTHORS));
    let authors = authors.chain(bylines.iter().map(String::as_str)).chain(byline);
    let authors: Vec<String> = authors.filter_map(metadata::clean_author).collect();
    // Some sites sign everything themselves and name the writers elsewhere.
    let is_person = |author: &&String| {
        publisher.as_deref().map(squashed) != Some(squashed(author)) && !metadata::is_outlet(author)
    };
    let author = authors.iter().find(is_person).or_else(|| authors.first()).cloned();
    let date = linked.date.or_else(|| day(doc, &metas));
    let date =
        date.or_else(|| bylines.iter().find_map(|line| dates::first(line)).map(|(day, _)| day));
    Fields { title: headline(doc, named), author, publisher, url, date, form: None }
}

/// The texts of the first elements that a selector finds, without the empty and the long ones.
fn texts(doc: &Document, selector: &str, text_of: fn(&NodeRef<'_>) -> String) -> Vec<String> {
    let nodes = doc.select(selector);
    let texts = nodes.nodes().iter().take(LOOKED_AT).filter_map(|node| {
        let text = text_of(node);
        metadata::words(super::lines::beginning(&text, 400))
    });
    texts.collect()
}

/// The text of an element, its pieces kept apart: `By` and a name may stand in neighbours.
fn spaced(node: &NodeRef<'_>) -> String {
    let mut text = String::new();
    for piece in node.descendants_it().filter(|piece| piece.is_text()).take(PIECES) {
        text.push_str(&piece.text());
        text.push(' ');
    }
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    words.replace(" ,", ",").replace(" ;", ";")
}

fn address(doc: &Document, metas: &Metas) -> Option<String> {
    let canonical = doc.select_single("link[rel=canonical]").attr("href");
    let addresses = canonical.as_deref().into_iter().chain(metas.of(ADDRESSES));
    addresses.filter_map(metadata::address).next().map(str::to_owned)
}

/// The headline: the only `h1` where it says much the same as the page's own title, which often has
/// more about it, or else that.
fn headline(doc: &Document, named: String) -> Option<String> {
    let headings: Vec<String> =
        texts(doc, "h1, [itemprop=headline]", |node| node.text().to_string());
    let long = |text: &str| -> Vec<String> {
        let folded = fold(text);
        let words = folded.split(|c: char| !c.is_alphanumeric());
        words.filter(|word| word.len() > 3).map(str::to_owned).collect()
    };
    let own = long(&named);
    let mut same = headings.iter().filter(|heading| {
        let words = long(heading);
        let shared = words.iter().filter(|word| own.contains(word)).count();
        words.len() > 1 && (shared * 2 >= words.len() || own.is_empty())
    });
    let heading = same.next().cloned();
    let distinct = same.all(|other| Some(other) == heading.as_ref());
    heading.filter(|_| distinct).or_else(|| metadata::words(&named))
}

/// A page's title without the names of its site and section behind it: `Talks end | Harbour Post`.
fn without_site(title: &str, site: Option<&str>, host: Option<&str>) -> String {
    let mut title = title.trim();
    for _ in 0..3 {
        let marks = [" | ", " - ", " – ", " — ", " :: ", " · ", " « ", " » "];
        let cuts = marks.iter().filter_map(|mark| title.rsplit_once(mark).map(|cut| (*mark, cut)));
        let Some((mark, (before, after))) = cuts.min_by_key(|(_, (_, after))| after.len()) else {
            break;
        };
        let is_site = site.is_some_and(|site| squashed(after).contains(&squashed(site)))
            || host.is_some_and(|host| fits(after, host));
        let is_section = matches!(mark, " | " | " :: ") && after.split(' ').count() <= 4;
        if !(is_site || is_section) || before.trim().is_empty() {
            break;
        }
        title = before.trim_end();
    }
    title.to_owned()
}

fn squashed(name: &str) -> String {
    fold(name).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Whether a name is that of a host: `The Harbour Post` of harbourpost.example.
fn fits(name: &str, host: &str) -> bool {
    let name = squashed(name.strip_prefix("The ").unwrap_or(name));
    let labels: Vec<&str> = host.split('.').collect();
    let own = labels.iter().max_by_key(|label| label.len()).map(|label| squashed(label));
    let initials: String = host.split(['.', '-']).next().map(squashed).unwrap_or_default();
    own.is_some_and(|own| {
        own.len() > 2 && name.len() > 2 && (name.contains(&own) || own.contains(&name))
    }) || name == initials
}

/// Who published a page: of the names that it gives its site the first that fits its address, or
/// else the first.
fn publisher(
    metas: &Metas,
    linked: Option<String>,
    title: &str,
    host: Option<&str>,
    doc: &Document,
) -> Option<String> {
    let profile = doc.select_single("meta[property='article:publisher']").attr("content");
    let profile = profile.and_then(|address| {
        let name = address.trim_end_matches('/').rsplit('/').next()?.to_owned();
        name.chars().all(char::is_alphanumeric).then_some(name)
    });
    let tails = [" | ", " - ", " – "].into_iter().filter_map(|mark| title.rsplit_once(mark));
    let tail = tails.map(|(_, tail)| tail.trim()).min_by_key(|tail| tail.len());
    let mut names: Vec<String> = Vec::new();
    names.extend(linked);
    names.extend(metas.of(SITES).map(decoded));
    names.extend(tail.map(str::to_owned).filter(|tail| host.is_some_and(|host| fits(tail, host))));
    names.extend(profile);
    let names: Vec<String> = names.iter().filter_map(|name| metadata::words(name)).collect();
    let is_plain = |name: &&String| metadata::address(name).is_none() && !name.starts_with('@');
    let fitting = names.iter().find(|name| host.is_some_and(|host| fits(name, host)));
    fitting.or_else(|| names.iter().find(is_plain)).cloned()
}

fn day(doc: &Document, metas: &Metas) -> Option<Date> {
    let parsely = metas.of(&["parsely-page"]).find_map(|page| {
        let page: serde_json::Value = serde_json::from_str(page).ok()?;
        dates::beginning(page.get("pub_date")?.as_str()?)
    });
    let told = metas.of(DAYS).find_map(dates::beginning).or(parsely);
    told.or_else(|| {
        let nodes = doc.select(TIMES);
        nodes.nodes().iter().take(LOOKED_AT).find_map(|node| {
            let attributes = ["content", "datetime", "title"];
            let given = attributes.iter().find_map(|name| dates::beginning(&node.attr(name)?));
            given.or_else(|| {
                let text = node.text();
                dates::first(super::lines::beginning(&text, 200)).map(|(day, _)| day)
            })
        })
    })
}
