"""The wording of the clause library turned round: from a text that our clauses wrote back to the answers in it."""
