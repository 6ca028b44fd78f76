//! No promise is without a test: `tests/promises.md` names them.

use std::fs;
use std::path::Path;

/// So many promises there are.
const PROMISES: usize = 56;

#[test]
fn every_promise_has_tests_and_they_are_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let table = include_str!("promises.md");
    let rows = table.lines().filter_map(|line| {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        Some((cells.first()?.parse::<usize>().ok()?, cells))
    });
    let rows: Vec<_> = rows.collect();
    let numbers: Vec<usize> = rows.iter().map(|(number, _)| *number).collect();
    assert_eq!(numbers, (1..=PROMISES).collect::<Vec<_>>());
    for (number, cells) in rows {
        let tests: Vec<&str> = cells[2].split('`').filter(|part| !part.trim().is_empty()).collect();
        assert!(cells.len() == 3 && !cells[1].is_empty() && !tests.is_empty(), "promise {number}");
        for test in tests {
            let (file, name) = test.split_once("::").expect("a file and a function");
            let code = fs::read_to_string(root.join(file)).expect(file);
            let at =
                code.find(&format!("fn {name}(")).unwrap_or_else(|| panic!("{test} is not there"));
            // Its attribute stands between the end of what comes before and its name.
            let before =
                code[..at].rsplit("\n}\n").next().and_then(|rest| rest.rsplit("\n    }\n").next());
            assert!(before.is_some_and(|before| before.contains("#[test]")), "{test} is no test");
            assert!(!before.unwrap_or_default().contains("#[ignore"), "{test} is not run");
        }
    }
}
