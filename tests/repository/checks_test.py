"""The checks in scripts/ report what they are for."""
import importlib.machinery
import importlib.util
import pathlib
import re
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.dont_write_bytecode = True


def load(name):
    """Loads a script of scripts/ as a module."""
    loader = importlib.machinery.SourceFileLoader(name.replace("-", "_"), str(ROOT / "scripts" / name))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
    loader.exec_module(module)
    return module


WORDING, LINKS, VERSION = load("check-wording"), load("check-links"), load("check-version")


def words(name, text):
    return [(line, match) for line, match, _ in WORDING.findings_in(name, text)]


class Wording(unittest.TestCase):
    def test_a_comment_with_a_replaced_word_is_found(self):
        self.assertEqual(words("a.cpp", "int a;\n// Compares with the yardstick.\n"), [(2, "yardstick")])

    def test_a_string_and_a_test_name_are_found(self):
        self.assertEqual(words("a.ts", 'show("The yardstick is here");'), [(1, "yardstick")])
        self.assertEqual(words("a.py", "def test_survival_of_retries(self):"), [(1, "survival")])

    def test_an_inverted_comment_is_found(self):
        self.assertEqual(len(words("a.h", "// Of one thread.\n")), 1)
        self.assertEqual(len(words("a.h", "// What others need to know.\n")), 1)

    def test_code_and_marked_lines_are_not_found(self):
        self.assertEqual(words("a.cpp", "int yardstick = 1;\n"), [])
        self.assertEqual(words("a.md", "The member `yardstick` is old.\n"), [])
        self.assertEqual(words("a.cpp", "// A yardstick (wording: ok)\n"), [])

    def test_every_row_of_the_table_has_a_suggestion(self):
        self.assertTrue(all(suggestion for _, suggestion in WORDING.WORDS))


class Links(unittest.TestCase):
    def test_a_missing_file_and_a_missing_heading_are_found(self):
        with tempfile.TemporaryDirectory() as folder:
            document = pathlib.Path(folder) / "a.md"
            document.write_text("# A title\n", encoding="utf-8")
            self.assertIsNone(LINKS.problem(document, "#a-title"))
            self.assertIsNone(LINKS.problem(document, "a.md#a-title"))
            self.assertIsNone(LINKS.problem(document, "https://example.org/"))
            self.assertEqual(LINKS.problem(document, "b.md"), "b.md: no such file")
            self.assertEqual(LINKS.problem(document, "a.md#b"), "a.md#b: no such heading")


    def test_a_path_in_backticks_that_does_not_exist_is_found(self):
        document = ROOT / "README.md"
        self.assertEqual(list(LINKS.problems(document, "see `scripts/check` and `native/NAME.cpp`")), [])
        self.assertEqual(list(LINKS.problems(document, "see `scripts/{check,nothing}`")), [(4, "scripts/nothing: no such file")])


class Version(unittest.TestCase):
    def test_every_place_states_a_version(self):
        places = list(VERSION.stated_versions())
        self.assertGreaterEqual(len(places), 8)
        for where, version in places:
            self.assertTrue(re.fullmatch(r"\d+\.\d+\.\d+", version), where)


if __name__ == "__main__":
    unittest.main()
