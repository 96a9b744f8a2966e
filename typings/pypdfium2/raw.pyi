import ctypes

from pypdfium2 import PdfTextPage

FPDF_ERR_PASSWORD: int
FPDF_PAGEOBJ_IMAGE: int

class FS_RECTF(ctypes.Structure):
    left: float
    top: float
    right: float
    bottom: float

def FPDFText_GetUnicode(page: PdfTextPage, index: int) -> int: ...
def FPDFText_IsGenerated(page: PdfTextPage, index: int) -> int: ...
def FPDFText_IsHyphen(page: PdfTextPage, index: int) -> int: ...
def FPDFText_GetCharAngle(page: PdfTextPage, index: int) -> float: ...
def FPDFText_GetLooseCharBox(page: PdfTextPage, index: int, rect: object) -> int: ...
