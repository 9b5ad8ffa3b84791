"""The road: sealed, signed packages on a stick; enrolment, assignment, return, receipt, decisions."""
