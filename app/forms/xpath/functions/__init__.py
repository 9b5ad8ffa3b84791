"""The function library; importing this package fills `app.forms.xpath.context.FUNCTIONS`."""

from app.forms.xpath.functions import choices, dates, nodesets, numbers, places, text

__all__ = ["choices", "dates", "nodesets", "numbers", "places", "text"]
