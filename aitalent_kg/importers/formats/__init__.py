"""One module or package a format; `aitalent_kg.importers` names what each offers."""
