"""What a file is by its first bytes."""

import io
import zipfile

import pytest

from app.viewing.sorts import SHOWN, Sort, sort_of
from tests.app.viewing import samples

MADE = {
    Sort.JPEG: samples.picture("JPEG"),
    Sort.PNG: samples.picture("PNG"),
    Sort.TIFF: samples.picture("TIFF"),
    Sort.GIF: samples.picture("GIF", mode="P"),
    Sort.BMP: samples.picture("BMP"),
    Sort.WEBP: samples.picture("WEBP"),
    Sort.PDF: samples.page_pdf(),
    Sort.HEIC: b"\0\0\0\x18ftypheic\0\0\0\0",
    Sort.AVIF: b"\0\0\0\x18ftypavif\0\0\0\0",
    Sort.FILM: b"\0\0\0\x18ftypisom\0\0\0\0",
    Sort.SVG: b'\xef\xbb\xbf<?xml version="1.0"?>\n<svg/>',
    Sort.WORD: samples.office_zip("word", macro=False),
    Sort.EXCEL: samples.office_zip("xl", macro=True),
    Sort.SLIDES: samples.office_zip("ppt", macro=False),
    Sort.OFFICE: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    Sort.ARCHIVE: b"7z\xbc\xaf\x27\x1c",
    Sort.PROGRAM: b"MZ\x90",
    Sort.SOUND: b"RIFF\0\0\0\0WAVEfmt ",
    Sort.PAGE: b"<!DOCTYPE html><html>",
    Sort.TEXT: "序号,姓名\r\n1,王小明".encode(),
    Sort.EMPTY: b"",
    Sort.UNKNOWN: b"\0\1\2\3",
}


@pytest.mark.parametrize("sort", MADE)
def test_a_file_is_known_by_its_bytes(sort):
    assert sort_of(MADE[sort]) is sort


def test_a_recorder_s_sound_is_no_program():
    assert sort_of(b"#!AMR\n\0") is Sort.SOUND
    assert sort_of(b"#!/bin/sh\n") is Sort.PROGRAM


def test_an_official_document_in_ofd_is_told_from_a_zip():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("OFD.xml", "<ofd/>")
    assert sort_of(out.getvalue()) is Sort.OFD
    assert sort_of(b"PK\x05\x06" + bytes(18)) is Sort.ZIP


def test_only_pictures_and_pdfs_are_shown():
    assert {sort.value for sort in SHOWN} == {"jpeg", "png", "tiff", "gif", "bmp", "webp", "pdf"}
