"""Judging the engine by cases written elsewhere: expressions and whole forms, in two file formats."""
