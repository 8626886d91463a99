import pytest
from lxml import html

from quotas.markdown.render import render_markdown


def test_markdown_becomes_html():
    rendered = render_markdown("## Who\n\n- **one**\n- [two](https://example.org/)")

    assert "<h2>Who</h2>" in rendered
    assert "<strong>one</strong>" in rendered
    assert '<a href="https://example.org/"' in rendered


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "![x](https://example.org/pixel.gif)",
        '<a href="https://example.org" style="position:fixed">x</a>',
        "<svg/onload=alert(1)>",
        "[x](  JaVaScRiPt:alert(1) )",
    ],
)
def test_nothing_that_staff_paste_can_run_or_load_anything(hostile):
    elements = html.fragment_fromstring(render_markdown(hostile), create_parent=True).iter()

    for element in list(elements)[1:]:
        assert element.tag in {"p", "a"}
        assert set(element.attrib) <= {"href", "rel"}
        assert element.get("href", "https:").startswith("https:")


def test_words_of_another_language_can_be_marked():
    assert '<i lang="fr">stage</i>' in render_markdown('A <i lang="fr" onclick="x()">stage</i>.')


def test_no_text_is_no_html():
    assert render_markdown("") == ""
