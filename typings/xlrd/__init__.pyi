class Cell:
    value: object
    ctype: int

class Sheet:
    name: str
    nrows: int
    def row(self, number: int) -> list[Cell]: ...

class Book:
    datemode: int
    def sheets(self) -> list[Sheet]: ...

def open_workbook(*, file_contents: bytes) -> Book: ...
