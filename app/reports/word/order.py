"""The order WordprocessingML demands of elements (ECMA-376, wml.xsd); Word is strict about it."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from docx.oxml.ns import qn

_SIDES = "top left start bottom right end insideH insideV tl2br tr2bl"
ORDER: Mapping[str, str] = {
    "pPr": (
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs"
        " suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd"
        " snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment"
        " textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
    ),
    "rPr": (
        "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid"
        " vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em"
        " lang eastAsianLayout specVanish oMath"
    ),
    "tblPr": (
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd"
        " tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription"
    ),
    "trPr": "cnfStyle divId gridBefore gridAfter wBefore wAfter cantSplit trHeight tblHeader tblCellSpacing jc hidden",
    "tcPr": ("cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark"),
    "sectPr": (
        "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType"
        " cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings"
    ),
    "tblBorders": _SIDES,
    "tcBorders": _SIDES,
    "tblCellMar": _SIDES,
    "tcMar": _SIDES,
    "pBdr": "top left bottom right between bar",
    "tbl": "bookmarkStart bookmarkEnd tblPr tblGrid tr",
    "tr": "tblPrEx trPr tc",
    "style": (
        "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked"
        " personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr"
    ),
}
FREE = {"trPr", "tbl", "tr"}  # of these only the first ones have a place; the schema lets the rest mix


def _ranks(names: str) -> dict[str, int]:
    return {qn(f"w:{name}"): rank for rank, name in enumerate(names.split())}


RANKS = {qn(f"w:{parent}"): _ranks(names) for parent, names in ORDER.items()}
STRICT = {parent: ranks for parent, ranks in RANKS.items() if parent not in {qn(f"w:{name}") for name in FREE}}


# Nothing here writes into these, and other namespaces stand among their children: they are looked at, never sorted.
LOOKED_AT: Mapping[str, str] = {
    "tblStylePr": "pPr rPr tblPr trPr tcPr",
    "docDefaults": "rPrDefault pPrDefault",
    "styles": "docDefaults latentStyles style",
    "numbering": "numPicBullet abstractNum num numIdMacAtCleanup",
    "abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "font": ("altName panose1 charset family notTrueType pitch sig embedRegular embedBold embedItalic embedBoldItalic"),
    "settings": (
        "writeProtection view zoom removePersonalInformation removeDateAndTime doNotDisplayPageBoundaries"
        " displayBackgroundShape printPostScriptOverText printFractionalCharacterWidth printFormsData"
        " embedTrueTypeFonts embedSystemFonts saveSubsetFonts saveFormsData mirrorMargins alignBordersAndEdges"
        " bordersDoNotSurroundHeader bordersDoNotSurroundFooter gutterAtTop hideSpellingErrors hideGrammaticalErrors"
        " activeWritingStyle proofState formsDesign attachedTemplate linkStyles stylePaneFormatFilter"
        " stylePaneSortMethod documentType mailMerge revisionView trackRevisions doNotTrackMoves doNotTrackFormatting"
        " documentProtection autoFormatOverride styleLockTheme styleLockQFSet defaultTabStop autoHyphenation"
        " consecutiveHyphenLimit hyphenationZone doNotHyphenateCaps showEnvelope summaryLength clickAndTypeStyle"
        " defaultTableStyle evenAndOddHeaders bookFoldRevPrinting bookFoldPrinting bookFoldPrintingSheets"
        " drawingGridHorizontalSpacing drawingGridVerticalSpacing displayHorizontalDrawingGridEvery"
        " displayVerticalDrawingGridEvery doNotUseMarginsForDrawingGridOrigin drawingGridHorizontalOrigin"
        " drawingGridVerticalOrigin doNotShadeFormData noPunctuationKerning characterSpacingControl printTwoOnOne"
        " strictFirstAndLastChars noLineBreaksAfter noLineBreaksBefore savePreviewPicture doNotValidateAgainstSchema"
        " saveInvalidXml ignoreMixedContent alwaysShowPlaceholderText doNotDemarcateInvalidXml saveXmlDataOnly"
        " useXSLTWhenSaving saveThroughXslt showXMLTags alwaysMergeEmptyNamespace updateFields hdrShapeDefaults"
        " footnotePr endnotePr compat docVars rsids attachedSchema themeFontLang clrSchemeMapping"
        " doNotIncludeSubdocsInStats doNotAutoCompressPictures forceUpgrade captions readModeInkLockDown smartTagType"
        " schemaLibrary shapeDefaults doNotEmbedSmartTags decimalSymbol listSeparator"
    ),
}
# Of these the schema fixes what comes first; a table may begin with the end of a bookmark.
FIRST: Mapping[str, str] = {"p": "pPr", "r": "rPr", "tc": "tcPr", "tr": "tblPrEx trPr", "tbl": "tblPr tblGrid"}
CHECKED = {qn(f"w:{parent}"): _ranks(names) for parent, names in LOOKED_AT.items()} | STRICT
BEGINS = {qn(f"w:{parent}"): _ranks(names) for parent, names in FIRST.items()}
LAST = {qn("w:tc"): qn("w:p"), qn("w:body"): qn("w:sectPr")}
WORD = qn("w:p").rpartition("}")[0] + "}"


def sort(root: Any) -> None:
    """Put the children of every element with a demanded order into that order; the others stay as they are."""
    for element in root.iter(*STRICT):
        ranks = STRICT[element.tag]
        children = list(element)
        placed = sorted(children, key=lambda child: ranks.get(child.tag, len(ranks)))
        if placed != children:
            element[:] = placed


def misplaced(root: Any) -> Iterator[str]:
    """Name every place where a child stands in the wrong order, as ``pPr: jc after rPr``."""
    for element in root.iter(*CHECKED):
        ranks = CHECKED[element.tag]
        known = [child for child in element if child.tag in ranks]
        for before, after in pairwise(known):
            if ranks[before.tag] > ranks[after.tag]:
                yield f"{_name(element)}: {_name(after)} after {_name(before)}"
        ours = [child for child in element if str(child.tag).startswith(WORD)]
        yield from (f"{_name(element)}: {_name(child)} is unknown" for child in ours if child.tag not in ranks)
    for element in root.iter(*BEGINS):
        yield from _late(element, BEGINS[element.tag])
    for element in root.iter(*LAST):
        if not len(element) or element[-1].tag != LAST[element.tag]:
            yield f"{_name(element)}: does not end with {LAST[element.tag].rpartition('}')[2]}"


def _late(element: Any, ranks: Mapping[str, int]) -> Iterator[str]:
    """What has to stand before everything else, and does not."""
    begun = -1
    for child in element:
        rank = ranks.get(child.tag, len(ranks))
        if rank < begun:
            yield f"{_name(element)}: {_name(child)} comes too late"
        if not _name(child).startswith("bookmark"):
            begun = max(begun, rank)


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]
