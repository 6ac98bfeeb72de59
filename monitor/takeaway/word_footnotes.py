"""The footnotes of a Word document: a part of its own (ISO/IEC 29500-1, section 17.11), which python-docx lacks.

Separators, without which Word calls a file damaged, are the notes -1 and 0; ours count from 1.
"""

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.text.run import CT_R
from docx.parts.story import StoryPart
from docx.shared import Pt
from docx.text.paragraph import Paragraph

TEXT_STYLE = "footnote text"
REFERENCE_STYLE = "footnote reference"

_EMPTY = f"""<w:footnotes {nsdecls("w", "r")}>
<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>
</w:footnotes>"""
_SETTINGS = f"""<w:footnotePr {nsdecls("w")}><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>"""


class Footnotes:
    """The footnotes of a document, which gets the part, its two styles and the setting that names its separators."""

    def __init__(self, word: WordDocument) -> None:
        text = word.styles.add_style(TEXT_STYLE, WD_STYLE_TYPE.PARAGRAPH)
        text.base_style = word.styles["Normal"]
        text.font.size = Pt(8.5)
        text.paragraph_format.space_after = Pt(2)
        reference = word.styles.add_style(REFERENCE_STYLE, WD_STYLE_TYPE.CHARACTER)
        reference.font.superscript = True
        # By their ids, since the library searches all styles for a name, each time that one is set.
        self._text, self._reference = text.style_id, reference.style_id
        self._part = StoryPart(
            PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, parse_xml(_EMPTY), word.part.package
        )
        word.part.relate_to(self._part, RELATIONSHIP_TYPE.FOOTNOTES)
        # A fixed order is prescribed for settings (section 17.15.1.78); this one stands before the compatibility ones.
        settings = word.settings.element
        after = settings.find(qn("w:compat"))
        where = len(settings) if after is None else settings.index(after)
        settings.insert(where, parse_xml(_SETTINGS))

    def add(self, number: int) -> Paragraph:
        """Footnote ``number`` (from 1, in their order): the paragraph that its words go into."""
        note = OxmlElement("w:footnote", {qn("w:id"): str(number)})
        paragraph = OxmlElement("w:p")
        note.append(paragraph)
        self._part.element.append(note)
        found = Paragraph(paragraph, self._part)
        found._p.style = self._text  # noqa: SLF001 - as python-docx documents for what it lacks
        self._mark(found).append(OxmlElement("w:footnoteRef"))
        found.add_run(" ")
        return found

    def call_for(self, paragraph: Paragraph, number: int) -> None:
        """Put the mark of footnote ``number`` at the end of a paragraph."""
        self._mark(paragraph).append(OxmlElement("w:footnoteReference", {qn("w:id"): str(number)}))

    def _mark(self, paragraph: Paragraph) -> CT_R:
        run = paragraph.add_run()._r  # noqa: SLF001 - as above
        run.style = self._reference
        return run
