"""Reading ticked sheets from pictures: registration, boxes, ink. Knows no vault and no form."""
