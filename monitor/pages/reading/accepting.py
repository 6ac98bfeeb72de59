"""Whether a request would rather be answered with a page or with JSON (Accept, RFC 9110 section 12.5.1)."""


def prefers_html(accept: str) -> bool:
    """Whether HTML is named, and JSON is not named with more weight.

    Browsers name HTML; what takes anything (``*/*``), as programs do, is answered with JSON.
    """
    weights = dict(_weights(accept))
    html = weights.get("text/html", weights.get("application/xhtml+xml", 0.0))
    return html > 0 and html >= weights.get("application/json", 0.0)


def _weights(accept: str) -> list[tuple[str, float]]:
    found = []
    for part in accept.lower().split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        weight = next((one[2:] for one in parameters if one.startswith("q=")), "1")
        try:
            found.append((name, float(weight)))
        except ValueError:
            found.append((name, 0.0))
    return found
