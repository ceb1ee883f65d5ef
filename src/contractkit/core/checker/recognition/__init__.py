"""The recogniser: every element looks at all passages, with rules that lawyers keep as data beside the clause."""
