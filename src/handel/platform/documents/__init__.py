"""Documents on paper: PDFs in one house style, tagged for screen readers, the same bytes for the same facts."""

from handel.platform.documents.render import render

__all__ = ["render"]
