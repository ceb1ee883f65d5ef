"""The learnt part of recognition: how much a sentence, under its headings, reads like one that carries an element."""
