"""Pages for users stand in both languages, and every link leads somewhere."""

from collections.abc import Iterable
from pathlib import Path

from tests.architecture.sources import ROOT
from tools.check_links import anchors, broken, links, pages

# A table of figures that says its few words in both languages.
BILINGUAL = {"docs/reference/dmn-tck.md", "docs/reference/requirements.md"}
FOR_USERS = ("tutorial", "how-to", "reference", "explanation")


def unpaired(names: Iterable[str]) -> list[str]:
    """Return the pages whose twin in the other language is missing."""
    known = set(names)
    twins = {
        name: name.replace(".en.md", ".zh.md") if ".en.md" in name else name.replace(".zh.md", ".en.md")
        for name in known
    }
    return sorted(name for name, twin in twins.items() if twin == name or twin not in known)


def user_pages() -> list[str]:
    folders = [ROOT / "docs" / folder for folder in FOR_USERS]
    return [path.relative_to(ROOT).as_posix() for folder in folders for path in folder.rglob("*.md")]


def test_every_page_for_users_stands_in_both_languages() -> None:
    found = user_pages()

    assert found
    assert unpaired([*found, "docs/index.en.md", "docs/index.zh.md"]) == sorted(BILINGUAL)


def test_a_page_without_twin_is_found() -> None:
    assert unpaired(["a.en.md", "a.zh.md", "b.zh.md", "c.md"]) == ["b.zh.md", "c.md"]


def test_every_kind_of_page_has_a_contents_page() -> None:
    wanted = [
        ROOT / f"docs/{folder}/index.{language}.md" for folder in FOR_USERS for language in ("en", "zh")
    ]

    assert [path.as_posix() for path in wanted if not path.exists()] == []


def test_every_page_is_reachable_from_its_contents_page() -> None:
    folders = [ROOT / "docs" / folder for folder in FOR_USERS]
    lost = [
        page.relative_to(ROOT).as_posix()
        for folder in folders
        for language in ("en", "zh")
        for page in folder.glob(f"*.{language}.md")
        if page.name not in (folder / f"index.{language}.md").read_text("utf-8") and page.name[:6] != "index."
    ]

    assert lost == []


def test_every_link_leads_somewhere() -> None:
    assert {page.name: broken(page) for page in pages(ROOT) if broken(page)} == {}


def test_links_in_code_are_no_links() -> None:
    assert links("[a](b.md) `[c](d.md)`\n```\n[e](f.md)\n```\n") == ["b.md"]


def test_a_link_to_a_missing_page_or_heading_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "# 部署 Deploy it\n[a](#部署-deploy-it) [b](#other) [c](gone.md) [d](https://example.org/)\n", "utf-8"
    )

    assert broken(page) == ["#other", "gone.md"]


def test_a_heading_s_anchor_is_github_s() -> None:
    assert anchors("## `make run`: what, why?\n") == {"make-run-what-why"}
