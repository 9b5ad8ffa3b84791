"""Questionnaires: the list, filling in, leaving the laptop to a villager, the counts."""

from ui.pages.questionnaires.page import QuestionnairesPage as QuestionnairesPage
