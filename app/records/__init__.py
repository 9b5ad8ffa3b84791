"""What exists: record kinds, their fields, states and gates, and what a change is. Pure: no files, no SQL, no clock."""
