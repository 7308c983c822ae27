"""Reads what `nrt check` and `nrt review` print for forges, as the forges do, and
compares it with the findings of their JSON; and what tells a history as Markdown. Usage: formats.py FORM DOCUMENT JSON.

Called by formats.sh, with the Python that has junitparser and cmarkgfm. The
answer is the exit code, and on stderr what is wrong.
"""

import html.parser
import json
import re
import sys
import xml.etree.ElementTree


def require(holds, *what):
    if not holds:
        sys.exit(" ".join(str(part) for part in what))


def decoded(text):
    return text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")


def command(line):
    """A line as a runner takes it: `::name key=value,key=value::message`."""
    require(line.startswith("::"), "no command:", line)
    end = line.find("::", 2)
    require(end > 0, "no end of command:", line)
    name, _, rest = line[2:end].partition(" ")
    properties = {}
    for pair in filter(None, rest.split(",")):
        key, equals, value = pair.partition("=")
        require(equals and key not in properties, "no property:", pair, "in", line)
        value = value.replace("%3A", ":").replace("%2C", ",")
        properties[key] = decoded(value)
    return name, properties, decoded(line[end + 2:])


def github(text, findings, skipped):
    levels = {"error": "error", "warning": "warning", "notice": "info"}
    keys = {"file", "line", "endLine", "col", "endColumn", "title"}
    shown = {"error": 0, "warning": 0, "notice": 0}
    rules = {(finding["rule"], finding["level"]) for finding in findings}
    summaries = []
    require(text.endswith("\n"), "the last command has no end")
    for line in text[:-1].split("\n"):
        require("\r" not in line, "a carriage return ends a line:", line)
        name, properties, message = command(line)
        require(name in levels, "another command:", line)
        require(set(properties) <= keys, "another property:", line)
        require(message.strip(), "no message:", line)
        shown[name] += 1
        if properties["title"] == "nrt":
            summaries.append(message)
            continue
        require((properties["title"], levels[name]) in rules, "no such finding:", line)
        require(int(properties["line"]) >= 1, "no line:", line)
        if "endLine" in properties:
            require("col" not in properties and "endColumn" not in properties,
                    "columns on several lines:", line)
    require(len(summaries) == 1, "not one summary:", summaries)
    require(all(count <= 10 for count in shown.values()), "more than a step shows:", shown)
    missing = len(findings) + 1 - sum(shown.values())
    require(missing >= 0, "more commands than findings")
    require(missing == 0 or str(missing) in summaries[0], missing, "are left out in silence")


def gitlab(text, findings, skipped):
    issues = json.loads(text)
    require(isinstance(issues, list), "not an array")
    severities = {"info", "minor", "major", "critical", "blocker"}
    for issue in issues:
        for key in ("description", "check_name", "fingerprint", "severity"):
            require(isinstance(issue[key], str) and issue[key], f"no {key}:", issue)
        require(issue["severity"] in severities, "severity:", issue)
        path = issue["location"]["path"]
        require(not path.startswith(("/", "./", "../")), "not relative to the repository:", path)
        begin = issue["location"]["lines"]["begin"]
        require(type(begin) is int and begin >= 1, "no line:", issue)
    fingerprints = {issue["fingerprint"] for issue in issues}
    require(len(fingerprints) == len(issues), "a fingerprint is there twice")
    listed = [i for i in issues if not i["fingerprint"].startswith("not-shown:")]
    require(len(listed) == len(findings), len(listed), "issues for", len(findings), "findings")
    require(len(issues) == len(listed) + skipped, "a rule that was not run is not said")


def rdjson(text, findings, skipped):
    diagnostics = json.loads(text)["diagnostics"]
    wanted = sorted(finding["rule"] for finding in findings)
    found = [diagnostic["code"]["value"] for diagnostic in diagnostics]
    require(sorted(found[:len(wanted)]) == wanted, "other rules than those of the findings")
    # What was not run follows.
    require(len(found) == len(wanted) + skipped, len(found), "for", len(wanted), "and", skipped)
    for diagnostic in diagnostics:
        require(diagnostic["severity"] in ("ERROR", "WARNING", "INFO"), "severity:", diagnostic)
        start = diagnostic["location"]["range"]["start"]
        require(start["line"] >= 1 and start.get("column", 1) >= 1, "place:", diagnostic)


def sarif(text, findings, skipped):
    (run,) = json.loads(text)["runs"]
    results = run["results"]
    require(len(results) == len(findings), len(results), "results for", len(findings))
    (invocation,) = run["invocations"]
    told = invocation["toolExecutionNotifications"]
    require(len(told) == skipped, len(told), "notifications for", skipped, "rules not run")
    rules = run["tool"]["driver"]["rules"]
    prints = set()
    for result in results:
        require(rules[result["ruleIndex"]]["id"] == result["ruleId"], "another rule:", result)
        require(list(result["partialFingerprints"]) == ["primaryLocationLineHash"],
                "another fingerprint:", result)
        prints.add(result["partialFingerprints"]["primaryLocationLineHash"])
        # A viewer makes a link of `[text](target)`, and looks for an argument at `{0}`.
        message = result["message"]["text"]
        require(not re.search(r"\]\(|\{\d+\}", message), "a link or a placeholder:", message)
        for location in result["locations"]:
            uri = location["physicalLocation"]["artifactLocation"]["uri"]
            require(re.fullmatch(r"(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})+", uri), "uri:", uri)
            require(not uri.startswith("/"), "not relative:", uri)
    require(len(prints) == len(results), "a fingerprint is there twice")
    require(all(rule["help"]["text"] for rule in rules), "a rule without help")


def junit(text, findings, skipped):
    import junitparser

    # Two readers: the strict one of Python, and the one of junitparser.
    root = xml.etree.ElementTree.fromstring(text.encode())
    require(root.tag == "testsuites", "root:", root.tag)
    suites = list(junitparser.JUnitXml.fromstring(text.encode()))
    require(suites, "no suite")
    failed = set()
    for suite in suites:
        cases = list(suite)
        counts = {"failures": 0, "skipped": 0}
        for case in cases:
            require(len(case.result) <= 1, "several results:", case.name)
            for result in case.result:
                if isinstance(result, junitparser.Failure):
                    counts["failures"] += 1
                    failed.add(case.name)
                elif isinstance(result, junitparser.Skipped):
                    counts["skipped"] += 1
                else:
                    require(False, "another result:", case.name)
        require(suite.tests == len(cases), "tests of", suite.name)
        require(suite.failures == counts["failures"], "failures of", suite.name)
        require(suite.skipped == counts["skipped"], "skipped of", suite.name)
    wanted = {finding["rule"] for finding in findings if finding["level"] != "info"}
    require(failed == wanted, "failed:", sorted(failed ^ wanted))


class Page(html.parser.HTMLParser):
    """The tags of a page, and its text outside code."""

    def __init__(self):
        super().__init__()
        self.tags, self.plain, self.code, self.comments = [], [], 0, []
        self.folded = 0

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        ours = {("td", "align"): None, ("pre", "lang"): "toml"}
        attributes = [(key, value) for key, value in attributes
                      if ours.get((tag, key), "") not in (None, value)]
        require(not attributes, "attributes:", tag, attributes)
        self.code += tag == "code"
        self.folded += tag == "details"
        require(self.folded <= 1, "folded in what is folded")

    def handle_endtag(self, tag):
        self.code -= tag == "code"
        self.folded -= tag == "details"
        require(self.folded >= 0, "what was not opened is closed")

    def handle_comment(self, data):
        self.comments.append(data)

    def handle_data(self, data):
        if not self.code:
            self.plain.append(data)


def page_of(text):
    import cmarkgfm
    from cmarkgfm.cmark import Options

    require(len(text) <= 60_000, "too long:", len(text))
    # GitHub's own parser, with tables, links without marks and struck text. Raw HTML is let
    # through here, or text that became a tag would not be seen.
    page = Page()
    page.feed(cmarkgfm.github_flavored_markdown_to_html(text, Options.CMARK_OPT_UNSAFE))
    page.close()
    require(page.folded == 0, "what is folded has no end")
    # What forges look for in text once Markdown was read: mentions, references, links, emoji.
    plain = "".join(page.plain)
    for pattern in (r"[@#~$&<>|\[\]\\*`_]", r"https?:", r"\bwww\.", r"![0-9]", r":\w+:",
                    r"\bGH-\d", r"\b[0-9a-f]{7,}\b"):
        found = re.search(pattern, plain)
        require(not found, "outside code:", pattern, found and plain[found.start() - 20:][:60])
    return page


def review(text, findings, skipped):
    """The comment of `nrt review`; each finding stands in it once with its place."""
    page = page_of(text)
    require(page.comments == [" nrt-review "], "comments:", page.comments)
    require(text.startswith("<!-- nrt-review -->\n**"), "the verdict does not come first")
    ours = {"p", "strong", "ul", "li", "br", "code", "pre", "details", "summary"}
    require(set(page.tags) <= ours, "tags:", sorted(set(page.tags) - ours))
    require(page.tags.count("pre") <= 1, "more than one block")
    require(page.tags.count("details") == text.count("\n<details>\n"), "what is folded is code")
    for finding in findings:
        require(f"`{finding['rule']}`" in text, "a finding is not told:", finding["rule"])


def told(text, findings, skipped):
    """What `nrt diff`, `log` and `decisions` print for people."""
    page = page_of(text)
    require(not page.comments, "a comment:", page.comments)
    ours = {"h1", "h2", "p", "strong", "ul", "li", "code", "details", "summary"}
    require(set(page.tags) <= ours, "tags:", sorted(set(page.tags) - ours))
    require(page.tags.count("h1") <= 1, "another title")
    require(text.strip(), "nothing is told")


def markdown(text, findings, skipped):
    page = page_of(text)
    require(text.startswith("**"), "the verdict does not come first")
    require(not page.comments, "a comment:", page.comments)
    ours = {"p", "strong", "table", "thead", "tbody", "tr", "th", "td", "ul", "li", "br", "code",
            "details", "summary"}
    require(set(page.tags) <= ours, "tags:", sorted(set(page.tags) - ours))
    require(page.tags.count("table") == 1, "not one table")
    items = page.tags.count("li")
    require(items == len(findings), items, "items for", len(findings), "findings")
    require(page.tags.count("tr") in (13, 14), "rows:", page.tags.count("tr"))


def main():
    form, document, checked = sys.argv[1:]
    with open(document, encoding="utf-8", newline="") as file:
        text = file.read()
    with open(checked, encoding="utf-8") as file:
        result = json.load(file)
    if result["schema"] == "nrt.review/1":
        findings, skipped = result["new"] + result["now-due"], len(result["skipped"])
    else:
        findings = [finding for finding in result["findings"] if finding["waiver"] is None]
        skipped = result["counts"]["skipped"]
    readers = {"github": github, "gitlab": gitlab, "junit": junit, "markdown": markdown,
               "rdjson": rdjson, "review": review, "sarif": sarif, "told": told}
    readers[form](text, findings, skipped)


main()
