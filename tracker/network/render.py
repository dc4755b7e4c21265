"""A specification as bytes: PNG, SVG, or a figure in a page. Asks nothing of another machine, repeats byte by byte."""

import base64
import html
import json
import re
from functools import cache
from importlib.resources import as_file, files
from typing import Any

FONT_PACKAGE = "fontpkg_be_vietnam_pro"
FONT_FILES = {400: "BeVietnamPro-Regular.ttf", 700: "BeVietnamPro-Bold.ttf"}
VEGA_LITE = "6.4"

_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
# Within a script element these could end the element or the line; as JSON escapes they are the same text.
_ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}
_OPTIONS = '{mode:"vega-lite",renderer:"svg",actions:false,ast:true,logLevel:1,tooltip:{theme:"tracker"}}'

# A figure is as wide as its column. On a narrow screen a touch makes it large enough to read, and it scrolls.
_FIGURE_CSS = """\
.tracker-figure{margin:1rem 0}
.tracker-figure>input{display:none}
.tracker-figure>label{display:none}
.tracker-drawing{overflow-x:auto}
.tracker-drawing svg{display:block;max-width:100%;height:auto}
#vg-tooltip-element.tracker-theme{font:14px/1.4 "Be Vietnam Pro",sans-serif;padding:.5em .75em;border-radius:6px;\
background:#1b2733;color:#fff;border:0}
#vg-tooltip-element.tracker-theme td.key{color:#c9d4de;padding-right:.75em;text-align:left}
@media screen and (max-width:700px){
.tracker-figure>label{display:inline-block;padding:.3em .7em;border:1px solid #a9c4d4;border-radius:6px}
.tracker-figure>label::before{content:"+"}
.tracker-figure>input:checked+label::before{content:"\\2212"}
.tracker-figure>input:checked~.tracker-drawing svg{max-width:none;width:860px}
}"""


@cache
def _register_fonts() -> None:
    """Tells the renderer once where Be Vietnam Pro lies, so that no picture depends on the machine's fonts."""
    import vl_convert

    with as_file(files(FONT_PACKAGE) / "files") as folder:
        vl_convert.register_font_directory(str(folder))


def png(spec: dict[str, Any], scale: float = 2) -> bytes:
    """The picture as PNG, `scale` pixels for each pixel of the specification."""
    import vl_convert

    _register_fonts()
    return vl_convert.vegalite_to_png(spec, vl_version=VEGA_LITE, scale=scale, allowed_base_urls=[])


def svg(spec: dict[str, Any]) -> str:
    """The picture as an SVG element; its text stays text."""
    import vl_convert

    _register_fonts()
    return vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE, allowed_base_urls=[])


@cache
def page_script() -> str:
    """The script that `fragment` needs, without its element: once in every page that holds a figure."""
    import vl_convert

    bundle = vl_convert.javascript_bundle("window.vegaEmbed=vegaEmbed;", vl_version=VEGA_LITE)
    return bundle.replace("</script", "<\\/script")


def fragment(spec: dict[str, Any], *, element_id: str) -> str:
    """HTML of the figure: the drawn picture, which the page's script makes one that answers to pointing.

    Without scripts the picture stays as it is. `element_id` is a letter followed by letters, digits, - and _.
    """
    if not _ID.fullmatch(element_id):
        raise ValueError(f"not an element id: {element_id!r}")
    data = json.dumps(spec, ensure_ascii=False, sort_keys=True, separators=(",", ":")).translate(_ESCAPES)
    label = html.escape(str(spec.get("description", "")))
    return (
        f'<figure class="tracker-figure" id="{element_id}-figure">\n'
        f'<input type="checkbox" id="{element_id}-large"><label for="{element_id}-large" aria-hidden="true"></label>\n'
        f'<div class="tracker-drawing" id="{element_id}" role="img" aria-label="{label}">{svg(spec)}</div>\n'
        f'<script>vegaEmbed("#{element_id}",{data},{_OPTIONS});</script>\n'
        "</figure>\n"
    )


@cache
def font_css() -> str:
    """Style rules for pages with figures: Be Vietnam Pro, regular and bold, inside; and how a figure fits its page."""
    rules = []
    for weight, name in FONT_FILES.items():
        data = base64.b64encode((files(FONT_PACKAGE) / "files" / name).read_bytes()).decode()
        source = f'url("data:font/ttf;base64,{data}") format("truetype")'
        rules.append(f'@font-face{{font-family:"Be Vietnam Pro";font-weight:{weight};src:{source}}}')
    return "\n".join([*rules, _FIGURE_CSS])
