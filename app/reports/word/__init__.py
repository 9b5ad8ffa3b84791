"""Word documents: computed ones by python-docx, forms the office edits by docxtpl; layout after GB/T 9704-2012."""
