"""The catalogues of the languages (GNU gettext), read from the texts that translators keep."""

import gettext
from functools import cache
from importlib import resources
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from monitor.languages.language import ENGLISH


@cache
def translations(code: str) -> gettext.NullTranslations:
    """The words of a language; of English those of the program itself.

    A message that is not translated stays English.

    Raises:
        FileNotFoundError: there is no catalogue of that language.
    """
    if code == ENGLISH.code:
        return gettext.NullTranslations()
    compiled = BytesIO()
    write_mo(compiled, _catalogue(code))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def _catalogue(code: str) -> Catalog:
    """All that is translated: each part of the pages has a file of its own."""
    whole = Catalog(locale=code)
    for place in resources.files("monitor.languages").joinpath("locale", code).iterdir():
        with place.open("rb") as file:
            part = read_po(file, locale=code, abort_invalid=True)
        for message in part:
            if message.id:
                whole.add(message.id, message.string, context=message.context)
    return whole
