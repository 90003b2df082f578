use super::*;
use crate::diagnostic::{Create, Edit, Rename, Safety};
use crate::project::Content;

fn project(files: &[(&str, &str)]) -> Project {
    let mut project = Project::new();
    for (path, text) in files {
        project.insert(*path, Content::from(text.as_bytes().to_vec()));
    }
    project
}

fn fix() -> Fix {
    Fix { title: String::new(), safety: Safety::Safe, edits: vec![], renames: vec![], creates: vec![], deletes: vec![] }
}

fn edits(file: &str, edits: &[(usize, usize, &str)]) -> Fix {
    let edit = |(start, end, text): &(usize, usize, &str)| Edit {
        file: file.to_owned(),
        start: *start,
        end: *end,
        text: (*text).to_owned(),
    };
    Fix { edits: edits.iter().map(edit).collect(), ..fix() }
}

fn rename(from: &str, to: &str) -> Fix {
    Fix { renames: vec![Rename { from: from.to_owned(), to: to.to_owned() }], ..fix() }
}

fn create(file: &str, text: &str) -> Fix {
    Fix { creates: vec![Create { file: file.to_owned(), text: text.to_owned() }], ..fix() }
}

fn delete(file: &str) -> Fix {
    Fix { deletes: vec![file.to_owned()], ..fix() }
}

fn text<'a>(applied: &'a Applied, path: &str) -> &'a str {
    std::str::from_utf8(applied.project.bytes_of(path).unwrap()).unwrap()
}

/// Applies two fixes of which only the first can be taken, and gives what is said of the second.
fn refusal(project: &Project, first: &Fix, second: &Fix) -> Refused {
    let applied = apply(project, &[first, second]);
    assert_eq!(applied.applied, [0]);
    applied.refused[0].1.clone()
}

#[test]
fn every_other_byte_stays() {
    let given = project(&[("Procfile", "# 中文\r\nweb:x\r\n")]);
    let applied = apply(&given, &[&edits("Procfile", &[(14, 14, " ")]), &edits("Procfile", &[(0, 1, "##")])]);
    assert_eq!(applied.applied, [0, 1]);
    assert_eq!(text(&applied, "Procfile"), "## 中文\r\nweb: x\r\n");
}

#[test]
fn fixes_that_go_together_give_the_same_in_any_order() {
    let given = project(&[("a", "0123456789"), ("procfile", "web:x"), ("old", "")]);
    let all = [
        edits("a", &[(8, 9, "E"), (1, 2, "")]),
        edits("a", &[(2, 2, "in"), (5, 8, "M")]),
        edits("procfile", &[(4, 4, " ")]),
        rename("procfile", "Procfile"),
        create("runtime.txt", "python-3.12\n"),
        delete("old"),
    ];
    let mut order: Vec<&Fix> = all.iter().collect();
    let first = apply(&given, &order);
    order.reverse();
    assert_eq!(apply(&given, &order).project, first.project);
    assert_eq!(first.applied, [0, 1, 2, 3, 4, 5]);
    assert_eq!(text(&first, "a"), "0in234ME9");
    assert_eq!(text(&first, "Procfile"), "web: x");
    assert_eq!(first.project.files().map(|(path, _)| path).collect::<Vec<_>>(), ["Procfile", "a", "runtime.txt"]);
}

#[test]
fn what_two_fixes_want_alike_is_done_once() {
    let given = project(&[("a", "x"), ("b", "y"), ("c", "z")]);
    for same in [edits("a", &[(1, 1, "\n")]), edits("a", &[(0, 1, "y")]), rename("b", "d"), create("n", "1"), delete("c")] {
        let once = apply(&given, &[&same]);
        let twice = apply(&given, &[&same, &same.clone()]);
        assert_eq!((twice.applied.len(), twice.project), (2, once.project));
    }
}

#[test]
fn a_fix_is_taken_whole_or_not_at_all() {
    let given = project(&[("a", "0123456789")]);
    let applied =
        apply(&given, &[&edits("a", &[(4, 6, "")]), &edits("a", &[(0, 1, "X"), (5, 7, "Y")]), &edits("a", &[(6, 7, "Z")])]);
    assert_eq!(text(&applied, "a"), "0123Z789");
    assert_eq!(applied.refused, [(1, Refused::Overlaps)]);
}

#[test]
fn edits_of_the_same_place_overlap() {
    let given = project(&[("a", "0123456789")]);
    let insertion = edits("a", &[(4, 4, "x")]);
    assert_eq!(refusal(&given, &insertion, &edits("a", &[(4, 4, "y")])), Refused::Overlaps);
    assert_eq!(refusal(&given, &insertion, &edits("a", &[(3, 5, "")])), Refused::Overlaps);
    assert_eq!(refusal(&given, &edits("a", &[(3, 5, "")]), &edits("a", &[(4, 6, "")])), Refused::Overlaps);
    assert_eq!(apply(&given, &[&edits("a", &[(1, 1, "x"), (1, 1, "y")])]).refused, [(0, Refused::Overlaps)]);
}

#[test]
fn what_is_not_there_cannot_be_changed() {
    let mut given = project(&[("a", "0")]);
    given.insert("unknown", Content::Unknown { size: Some(9) });
    let refused = |fix: &Fix| apply(&given, &[fix]).refused.pop().map(|(_, reason)| reason);
    assert_eq!(refused(&edits("gone", &[(0, 0, "")])), Some(Refused::NoSuchFile("gone".to_owned())));
    assert_eq!(refused(&edits("unknown", &[(0, 0, "")])), Some(Refused::NoSuchFile("unknown".to_owned())));
    assert_eq!(refused(&rename("gone", "b")), Some(Refused::NoSuchFile("gone".to_owned())));
    assert_eq!(refused(&delete("gone")), Some(Refused::NoSuchFile("gone".to_owned())));
    assert_eq!(refused(&edits("a", &[(0, 2, "")])), Some(Refused::OutOfBounds));
    assert_eq!(refused(&edits("a", &[(1, 0, "")])), Some(Refused::OutOfBounds));
    assert_eq!(refused(&rename("unknown", "b")), None);
    assert_eq!(refused(&Fix { safety: Safety::Display, ..delete("a") }), Some(Refused::Display));
}

#[test]
fn nothing_is_written_over() {
    let given = project(&[("a", "0"), ("b", "1")]);
    let refused = |fix: &Fix| apply(&given, &[fix]).refused.pop().map(|(_, reason)| reason);
    assert_eq!(refused(&rename("a", "b")), Some(Refused::Exists("b".to_owned())));
    assert_eq!(refused(&create("b", "")), Some(Refused::Exists("b".to_owned())));
    assert_eq!(refusal(&given, &create("n", "1"), &create("n", "2")), Refused::Exists("n".to_owned()));
    assert_eq!(refusal(&given, &create("n", "1"), &rename("a", "n")), Refused::Exists("n".to_owned()));
    assert_eq!(refusal(&given, &rename("b", "n"), &rename("a", "n")), Refused::Exists("n".to_owned()));
    let replaced = apply(&given, &[&Fix { deletes: vec!["b".to_owned()], ..rename("a", "b") }]);
    assert_eq!(text(&replaced, "b"), "0");
}

#[test]
fn a_file_goes_only_one_way() {
    let given = project(&[("a", "0")]);
    let in_use = Refused::InUse("a".to_owned());
    assert_eq!(refusal(&given, &rename("a", "b"), &rename("a", "c")), in_use);
    assert_eq!(refusal(&given, &rename("a", "b"), &delete("a")), in_use);
    assert_eq!(refusal(&given, &delete("a"), &rename("a", "b")), in_use);
    assert_eq!(refusal(&given, &delete("a"), &edits("a", &[(0, 0, "x")])), in_use);
    assert_eq!(refusal(&given, &edits("a", &[(0, 0, "x")]), &delete("a")), in_use);
}

#[test]
fn a_refused_fix_leaves_nothing_behind() {
    let given = project(&[("a", "0"), ("b", "1"), ("c", "2"), ("e", "3")]);
    let refused = Fix {
        edits: edits("a", &[(0, 1, "x")]).edits,
        renames: rename("b", "d").renames,
        creates: [create("n", "1"), create("e", "1")].into_iter().flat_map(|fix| fix.creates).collect(),
        deletes: vec!["c".to_owned()],
        ..fix()
    };
    let all = [&refused, &delete("a"), &rename("b", "n"), &create("d", "2"), &edits("c", &[(0, 1, "y")])];
    let applied = apply(&given, &all);
    assert_eq!(applied.refused, [(0, Refused::Exists("e".to_owned()))]);
    assert_eq!(applied.project, project(&[("c", "y"), ("d", "2"), ("e", "3"), ("n", "1")]));
}

#[test]
fn an_edit_is_held_against_all_others_that_are_near() {
    let given = project(&[("a", "0123")]);
    let ranges: Vec<(usize, usize)> = (0..=4).flat_map(|start| (start..=4).map(move |end| (start, end))).collect();
    let touch = |(start, end): (usize, usize), (other_start, other_end): (usize, usize)| {
        let is_insertion_there = start == end && (other_start, other_end) == (start, end);
        is_insertion_there || (start < other_end && other_start < end)
    };
    let sets = ranges.iter().flat_map(|one| ranges.iter().flat_map(|two| ranges.iter().map(|three| [*one, *two, *three])));
    for set in sets {
        let fixes = ["x", "y", "z"].iter().zip(set).map(|(text, (start, end))| edits("a", &[(start, end, text)]));
        let fixes: Vec<Fix> = fixes.collect();
        let mut taken: Vec<usize> = vec![];
        for place in 0..set.len() {
            if !taken.iter().any(|other| touch(set[*other], set[place])) {
                taken.push(place);
            }
        }
        assert_eq!(apply(&given, &fixes.iter().collect::<Vec<_>>()).applied, taken, "{set:?}");
    }
}
