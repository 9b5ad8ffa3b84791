"""The talk (F15): outline, transcript and signing on one page."""

from ui.pages.interview.page import InterviewsPage as InterviewsPage
